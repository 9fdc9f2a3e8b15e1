"""Files become captures, documents and sidecars: opened safely, decoded strictly, refused with a reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.ingest.decoding import HTML_OPENING, decode
from dagster_project.ingest.html import read_page
from dagster_project.ingest.listing import DEFAULT_LIMIT_BYTES
from dagster_project.ingest.opening import RawFolder, open_raw
from dagster_project.ingest.paths import printable
from dagster_project.ingest.reasons import Refused, reason_for
from dagster_project.ingest.sidecars import SIDECAR_LIMIT_BYTES, Sidecar, SidecarError, read_sidecar
from dagster_project.tables import Frames, digest, frame

_HTML_NAME = re.compile(r"\.x?html?$", re.I)
_HTML_ELEMENT = re.compile(r"<(?:head|body|div|p|article|meta|script|table|span)\b[^<>]{0,2000}>", re.I)
_RECORDS_NAME = re.compile(r"\.(?:jsonl|ndjson|warc|mbox|har)$", re.I)
_MHTML_OPENING = re.compile(r"(?:[\w-]{1,40}:[^\n]{0,500}\n\s{0,9}){1,30}content-type:\s{0,9}multipart/related", re.I)
_WINDOW = 4_096
"""Characters at the head of a file in which its kind shows."""


def read_captures(listing: pl.DataFrame, raw: Path, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> Frames:
    """`captures`, `documents` and `sidecars` of the files in `listing` (rows of `LISTING`), below `raw`.

    `captures` has one row per row of the listing, in its order: loaded (document_id) or refused (reason_code
    and reason). `documents` has each distinct text once, `sidecars` one row per loaded capture with a sidecar
    of which any field is right (for an HTML page, also what the page itself says, under its own path where no
    sidecar adds to it); what is wrong with a sidecar stands in `captures.sidecar_reason`.

    Raises OSError when `raw` itself cannot be opened; a file that cannot be read is a row with a reason.
    """
    captures: list[dict[str, object]] = []
    sidecars: list[dict[str, object]] = []
    documents: dict[str, dict[str, object]] = {}
    with open_raw(raw) as folder:
        for listed in listing.iter_rows(named=True):
            capture = {name: listed[name] for name in _LISTED}
            captures.append(capture)
            if listed["reason_code"] is not None:
                continue
            try:
                document, said = _read_document(folder, listed, limit_bytes, capture)
            except Refused as refused:
                capture["reason_code"] = refused.reason_code
                capture["reason"] = reason_for(listed["capture_path"], refused.reason_code, refused.detail)
                continue
            documents[str(document["document_id"])] = document
            named_by = listed["capture_path"]
            if listed["sidecar_path"] is not None:
                noted, capture["sidecar_reason"] = _read_sidecar_of(folder, listed)
                named_by = listed["sidecar_path"] if noted else named_by
                said = {**said, **noted}
            if said:
                names = {name: capture[name] for name in ("document_id", "capture_path")}
                sidecars.append({**names, "sidecar_path": named_by, **said})
    return {
        "captures": frame("captures", captures),
        "documents": frame("documents", documents.values()),
        "sidecars": frame("sidecars", sidecars),
    }


_LISTED = ("capture_path", "size_bytes", "file_modified_at", "sidecar_path", "reason_code", "reason")


def _read_document(
    folder: RawFolder, listed: Mapping[str, Any], limit_bytes: int, capture: dict[str, object]
) -> tuple[dict[str, object], Mapping[str, object]]:
    """A row of `documents`, and what the file itself says in the fields of a sidecar.

    What is learnt of the file is noted in `capture` even where it is then refused.
    """
    path = listed["capture_path"]
    content = folder.read(path, listed["size_bytes"], listed["mtime_ns"], limit_bytes)
    capture["sha256"] = hashlib.sha256(content).hexdigest()
    decoded = decode(content)
    capture["encoding"] = decoded.encoding
    head = decoded.text[:_WINDOW]
    if _MHTML_OPENING.match(head) or _RECORDS_NAME.search(path):
        raise Refused("container", "")
    if HTML_OPENING.match(head) or (_HTML_NAME.search(path) and _HTML_ELEMENT.search(head)):
        page = read_page(decoded.text)
        document: dict[str, object] = {
            "document_id": digest("extracted", page.text),
            "text": page.text,
            "text_basis": "extracted",
            "char_count": len(page.text),
            "reader": page.reader,
            "reader_version": page.reader_version,
        }
        said = page.fields
    else:
        document = {
            "document_id": digest("saved", decoded.text),
            "text": decoded.text,
            "text_basis": "saved",
            "char_count": len(decoded.text),
        }
        said = {}
    capture["document_id"] = document["document_id"]
    return document, said


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
