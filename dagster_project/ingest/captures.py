"""Files become captures, documents and sidecars: opened safely, decoded strictly, refused with a reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.ingest.decoding import HTML_OPENING, decode, refuse_signature
from dagster_project.ingest.extracted import Extracted
from dagster_project.ingest.html import read_page
from dagster_project.ingest.listing import DEFAULT_LIMIT_BYTES
from dagster_project.ingest.opening import RawFolder, open_raw
from dagster_project.ingest.paths import printable, record_path
from dagster_project.ingest.reasons import Refused, reason_for
from dagster_project.ingest.records import holds_records, read_record, split_records
from dagster_project.ingest.sidecars import SIDECAR_LIMIT_BYTES, Sidecar, SidecarError, read_sidecar
from dagster_project.tables import Frames, digest, frame

_HTML_NAME = re.compile(r"\.x?html?$", re.I)
_HTML_ELEMENT = re.compile(r"<(?:head|body|div|p|article|meta|script|table|span)\b[^<>]{0,2000}>", re.I)
_CONTAINER_NAME = re.compile(r"\.(?:warc|mbox|har)$", re.I)
_MHTML_OPENING = re.compile(r"(?:[\w-]{1,40}:[^\n]{0,500}\n\s{0,9}){1,30}content-type:\s{0,9}multipart/related", re.I)
_WINDOW = 4_096
"""Characters at the head of a file in which its kind shows."""


def read_captures(listing: pl.DataFrame, raw: Path, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> Frames:
    """`captures`, `documents` and `sidecars` of the files in `listing` (rows of `LISTING`), below `raw`.

    `captures` has one row per row of the listing, of a container file one per record, in its order: loaded
    (document_id) or refused (reason_code and reason). `documents` has each distinct text once, `sidecars` one row
    per loaded capture of which something is known: from a sidecar of which any field is right, and from what HTML
    pages and records say of themselves (under their own path where no sidecar adds to it). What is wrong with a
    sidecar stands in `captures.sidecar_reason`.

    Raises OSError when `raw` itself cannot be opened; a file that cannot be read is a row with a reason.
    """
    captures: list[_Row] = []
    sidecars: list[_Row] = []
    documents: dict[str, _Row] = {}
    with open_raw(raw) as folder:
        for listed in listing.iter_rows(named=True):
            if listed["reason_code"] is not None:
                captures.append({name: listed[name] for name in _LISTED})
                continue
            found = list(_read_file(folder, listed, limit_bytes))
            captures += [each.capture for each in found]
            loaded = [each for each in found if each.document is not None]
            if not loaded:
                continue
            noted: Mapping[str, object] = {}
            if listed["sidecar_path"] is not None:
                noted, complaint = _read_sidecar_of(folder, listed)
                for each in loaded:
                    each.capture["sidecar_reason"] = complaint
            for each in loaded:
                documents[str(each.capture["document_id"])] = each.document or {}
                # A sidecar speaks of one page more surely than the page does, of a record less surely than the record.
                said = _joined(noted, each.said) if each.is_record else _joined(each.said, noted)
                if said:
                    named_by = listed["sidecar_path"] if noted else each.capture["capture_path"]
                    names = {name: each.capture[name] for name in ("document_id", "capture_path")}
                    sidecars.append({**names, "sidecar_path": named_by, **said})
    return {
        "captures": frame("captures", captures),
        "documents": frame("documents", documents.values()),
        "sidecars": frame("sidecars", sidecars),
    }


def _joined(weaker: Mapping[str, object], stronger: Mapping[str, object]) -> Mapping[str, object]:
    """What both say; the moment of one never stands beside the other's day."""
    said = {**weaker, **stronger}
    if "published_on" in stronger and "published_at" not in stronger:
        said.pop("published_at", None)
    return said


_Row = dict[str, object]
_LISTED = ("capture_path", "size_bytes", "file_modified_at", "sidecar_path", "reason_code", "reason")


@dataclass
class _Found:
    """One capture of a file: its row, and unless it is refused its document and what it says of itself."""

    capture: _Row
    document: _Row | None = None
    said: Mapping[str, object] = field(default_factory=dict)
    is_record: bool = False


def _read_file(folder: RawFolder, listed: Mapping[str, Any], limit_bytes: int) -> Iterator[_Found]:
    """The captures of a file: itself, or its records."""
    path = listed["capture_path"]
    file = _Found({name: listed[name] for name in _LISTED})
    try:
        content = folder.read(path, listed["size_bytes"], listed["mtime_ns"], limit_bytes)
        file.capture["sha256"] = hashlib.sha256(content).hexdigest()
        if holds_records(path):
            refuse_signature(content)
            lines = list(split_records(content))
            if not lines:
                raise Refused("blank" if content else "empty", "")
        else:
            lines = []
            _read_text(file, content)
    except Refused as refused:
        _refuse(file, refused)
        lines = []
    if not lines:
        yield file
    for number, line in lines:
        record = _Found({**file.capture, "capture_path": record_path(path, number)}, is_record=True)
        record.capture |= {"size_bytes": len(line), "sha256": hashlib.sha256(line).hexdigest(), "encoding": "utf-8"}
        try:
            _hold(record, read_record(line))
        except Refused as refused:
            _refuse(record, refused)
        yield record


def _read_text(file: _Found, content: bytes) -> None:
    """Decode a file that is one capture; what is learnt of it is noted even where it is then refused."""
    decoded = decode(content)
    file.capture["encoding"] = decoded.encoding
    path = str(file.capture["capture_path"])
    head = decoded.text[:_WINDOW]
    if _MHTML_OPENING.match(head) or _CONTAINER_NAME.search(path):
        raise Refused("container", "")
    if HTML_OPENING.match(head) or (_HTML_NAME.search(path) and _HTML_ELEMENT.search(head)):
        _hold(file, read_page(decoded.text))
        return
    file.document = {
        "document_id": digest("saved", decoded.text),
        "text": decoded.text,
        "text_basis": "saved",
        "char_count": len(decoded.text),
    }
    file.capture["document_id"] = file.document["document_id"]


def _hold(found: _Found, extracted: Extracted) -> None:
    found.document = {
        "document_id": digest("extracted", extracted.text, *extracted.identity),
        "text": extracted.text,
        "text_basis": "extracted",
        "char_count": len(extracted.text),
        "reader": extracted.reader,
        "reader_version": extracted.reader_version,
    }
    found.capture["document_id"] = found.document["document_id"]
    found.said = extracted.fields


def _refuse(found: _Found, refused: Refused) -> None:
    path = str(found.capture["capture_path"])
    found.capture["reason_code"] = refused.reason_code
    found.capture["reason"] = reason_for(path, refused.reason_code, refused.detail)


def _read_sidecar_of(folder: RawFolder, listed: Mapping[str, Any]) -> tuple[Mapping[str, object], str | None]:
    """The fields of a capture's sidecar that can be used, and the message about what is wrong with it."""
    path = listed["sidecar_path"]
    try:
        content = folder.read(path, listed["sidecar_size_bytes"], listed["sidecar_mtime_ns"], SIDECAR_LIMIT_BYTES)
        sidecar = read_sidecar(content, is_json=path.endswith(".json"))
    except Refused as refused:
        return {}, reason_for(path, refused.reason_code, refused.detail)
    except SidecarError as error:
        return {}, f"{printable(path)}: the sidecar is not used: {error}."
    return sidecar.fields, _complaint(path, sidecar)


def _complaint(path: str, sidecar: Sidecar) -> str | None:
    if not sidecar.complaints:
        return None
    return f"{printable(path)}: the sidecar is used in part: {'; '.join(sidecar.complaints)}."
