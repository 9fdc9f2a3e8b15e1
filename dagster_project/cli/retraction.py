"""What `hearsay retract` finds, records and sweeps away."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick

from dagster_project.cli.capture import UnknownCaptureError, find_capture
from dagster_project.cli.export_log import read_exports
from dagster_project.ingest.paths import decode_path, file_path
from dagster_project.query import PublishedWarehouse, QueryError, Row, open_warehouse
from dagster_project.refresh import versions
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.lock import warehouse_lock
from dagster_project.refresh.retractions import Decision, path_digest, read_decisions, record, withdrawn

LEAST_PROBE = 24
"""Shorter sentences than this may stand anywhere."""
ALIKE_SENTENCES = 3
"""From so many shared sentences on another capture is worth a look."""
MADE_ANEW = (".dbt", ".build")
"""Folders of a warehouse that a refresh makes anew; logs of dbt lie there."""
CHUNK = 2**22
PIECE = 48
"""Characters of a sentence that are looked for at a time."""


class UnknownContentError(Exception):
    """Neither the warehouse nor the raw folder has such a capture."""


@dataclass(frozen=True)
class Found:
    """A content that is to be withdrawn, wherever it lies: its captures, its digests, words by which to know it."""

    capture_paths: list[str]
    sha256s: dict[str, str]
    """SHA-256 of each capture by its path."""
    documents: dict[str, str]
    """document_id of each capture that was read, by its path."""
    source_count: int = 0
    claim_count: int = 0
    mention_count: int = 0
    probes: list[str] = field(default_factory=list)
    """Words of it: sentences that no other document has, and what was read as said."""
    alike: list[tuple[str, int]] = field(default_factory=list)
    """Captures of other documents that share sentences with it, and how many."""

    @property
    def document_ids(self) -> set[str]:
        """The documents it is."""
        return set(self.documents.values())


@dataclass(frozen=True)
class Remains:
    """What a withdrawal has deleted besides, and what is left for the user to do."""

    deleted: list[Path]
    raw_files: list[Path]
    holding_files: list[Path]
    exports: list[tuple[str, str]]
    alike: list[tuple[str, int]]


def find_content(path: str, raw: Path, warehouse: Path) -> Found:
    """The content that `path` means, with every capture that has the same bytes or the same text.

    Raises `UnknownContentError` where it is neither in the warehouse nor below `raw`.
    """
    try:
        with open_warehouse(warehouse) as published:
            return _of_warehouse(published, path, raw)
    except (QueryError, UnknownCaptureError) as error:
        file = next((each for each in (raw / path, Path(path)) if each.is_file()), None)
        known = _recorded(path)
        if file is None and not known:
            raise UnknownContentError(str(error)) from error
        paths = [os.path.relpath(file.resolve(), raw.resolve()) if file else path]
        if file is None:
            return Found(
                paths, {path: known[-1].sha256}, {path: known[-1].document_id} if known[-1].document_id else {}
            )
        with file.open("rb") as content:
            return Found(paths, {paths[0]: file_digest(content, "sha256").hexdigest()}, {})


def retract(found: Found, who: str, why: str) -> int:
    """Record the withdrawal; gives how many rows of claim_overrides quoted the capture, and were taken out."""
    refusing = withdrawn(read_decisions())
    record(
        _decision(found, path, who, why) for path in found.capture_paths if found.sha256s[path] not in refusing.sha256s
    )
    return _drop_overrides(found)


def restore(found: Found, who: str, why: str) -> None:
    """Record that it may be read again, the same text in other bytes included.

    Raises `UnknownContentError` where it is not withdrawn.
    """
    decisions = read_decisions()
    refusing = withdrawn(decisions)
    standing = {decision.sha256: decision for decision in decisions if decision.sha256 in refusing.sha256s}
    meant = [standing[sha256] for sha256 in found.sha256s.values() if sha256 in standing]
    texts = {decision.document_id for decision in meant if decision.document_id} | (
        found.document_ids & refusing.document_ids
    )
    held = [each for each in standing.values() if each in meant or each.document_id in texts]
    if not held:
        raise UnknownContentError("it is not withdrawn: there is nothing to restore.")
    record(replace(each, action="restore", who=who.strip(), why=why.strip(), decided_at=_now()) for each in held)


def sweep(found: Found, raw: Path, warehouse: Path) -> Remains:
    """Delete what may quote the capture besides the tables, and list what is not ours to delete.

    Run after a refresh. dbt's logs and leftovers of builds go as a whole; Dagster's history of runs and files that
    earlier refreshes set aside go where they hold words of it.
    """
    layout = WarehouseLayout(warehouse)
    deleted = []
    probe = _Probe(found)
    with warehouse_lock(layout.lock, wait_seconds=60):
        for name in MADE_ANEW:
            shutil.rmtree(warehouse / name, ignore_errors=True)
        for aside in warehouse.glob("warehouse.duckdb.wal.set-aside-*"):
            aside.unlink()
            deleted.append(aside)
        home = warehouse / ".dagster"
        if home.is_dir() and any(probe.is_in(file) for file in _files(home)):
            for part in home.iterdir():
                if part.is_dir():
                    shutil.rmtree(part)
                    deleted.append(part)
        ours = (layout.published, layout.parts, home)
        holding = [
            file
            for file in _files(warehouse)
            if not any(file.is_relative_to(own) for own in ours) and probe.is_in(file)
        ]
    return Remains(
        deleted=deleted,
        raw_files=sorted({file for path in found.capture_paths if (file := raw / _file_of(path)).exists()}),
        holding_files=holding,
        exports=[(export.place, export.at) for export in read_exports(warehouse) if Path(export.place).exists()],
        alike=found.alike,
    )


def _of_warehouse(published: PublishedWarehouse, path: str, raw: Path) -> Found:
    row = _capture_row(published, path, raw)
    same = published.rows(
        "select capture_path, sha256, document_id from captures where sha256 = ? or document_id = ?"
        " or starts_with(capture_path, ? || '#') order by capture_path",
        row["sha256"],
        row["document_id"],
        row["capture_path"],
    )
    documents = {each["capture_path"]: each["document_id"] for each in same if each["document_id"]}
    ids = sorted(set(documents.values()))
    (counts,) = published.rows(
        "select (select count(*) from fct_sources where list_contains(?, document_id)) as source_count,"
        " (select count(*) from fct_claims where list_contains(?, document_id)) as claim_count,"
        " (select count(*) from fct_mentions where list_contains(?, document_id)) as mention_count",
        *([ids] * 3),
    )
    shared = published.rows(
        "with own as (select distinct text from sentences where list_contains(?, document_id) and length(text) >= ?)"
        " select own.text, list(distinct documents.capture_path) filter (others.text is not null) as elsewhere"
        " from own left join sentences as others"
        " on own.text = others.text and not list_contains(?, others.document_id)"
        " left join documents on others.document_id = documents.document_id group by own.text order by own.text",
        ids,
        LEAST_PROBE,
        ids,
    )
    alike: dict[str, int] = {}
    for each in shared:
        for other in each["elsewhere"] or ():
            alike[other] = alike.get(other, 0) + 1
    contents = published.rows(
        "select distinct content_text from fct_claims where list_contains(?, document_id) order by 1", ids
    )
    return Found(
        capture_paths=[each["capture_path"] for each in same],
        sha256s={each["capture_path"]: each["sha256"] for each in same},
        documents=documents,
        **counts,
        probes=[each["text"] for each in shared if not each["elsewhere"]] + [each["content_text"] for each in contents],
        alike=sorted((path, count) for path, count in alike.items() if count >= ALIKE_SENTENCES),
    )


def _capture_row(published: PublishedWarehouse, path: str, raw: Path) -> Row:
    """The row that `path` means: a capture, or a container file with the records in it."""
    records = published.rows("select * from captures where starts_with(capture_path, ? || '#') limit 1", path)
    if records:
        return {"capture_path": path, "sha256": None, "document_id": None}
    row = find_capture(published, path, raw)
    if row["sha256"] is None:
        raise UnknownContentError(
            f"{row['capture_path']} was never opened [{row['reason_code']}]: nothing of it is held. Delete the file."
        )
    return row


def _recorded(path: str) -> list[Decision]:
    return [decision for decision in read_decisions() if decision.path_digest == path_digest(path)]


def _decision(found: Found, path: str, who: str, why: str) -> Decision:
    document_id = found.documents.get(path, "")
    return Decision("retract", found.sha256s[path], document_id, path_digest(path), who.strip(), why.strip(), _now())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _drop_overrides(found: Found) -> int:
    """Take the rows that quote the capture out of claim_overrides: they would bring its words back."""
    file = versions.REFERENCE / "claim_overrides.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    at = header.index("capture_path")
    kept = [row for row in rows if len(row) <= at or row[at] not in found.capture_paths]
    if len(kept) < len(rows):
        partial = file.with_name(f".{file.name}.partial")
        with partial.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written, lineterminator="\n").writerows([header, *kept])
        partial.replace(file)
    return len(rows) - len(kept)


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent) / name for name in names)


class _Probe:
    """Finds words of the capture in files: as UTF-8, as JSON writes them, and as JSON within JSON does.

    Sentences are looked for piece by piece: a database may break a long text over its pages.
    """

    def __init__(self, found: Found) -> None:
        pieces = {
            text[at : at + PIECE]
            for text in found.probes
            for at in range(0, len(text), PIECE)
            if len(text[at : at + PIECE]) >= LEAST_PROBE
        }
        once = {json.dumps(piece)[1:-1] for piece in pieces}
        twice = {json.dumps(piece)[1:-1] for piece in once}
        needles = sorted({each.encode() for each in pieces | once | twice | found.document_ids})
        self._longest = max(map(len, needles), default=0)
        self._words = BytesAhoCorasick(needles) if needles else None

    def is_in(self, file: Path) -> bool:
        """Whether a file holds any of them."""
        if self._words is None or not file.is_file():
            return False
        before = b""
        with file.open("rb") as content:
            while chunk := content.read(CHUNK):
                window = before + chunk
                if self._words.find_matches_as_indexes(window):
                    return True
                before = window[-self._longest :]
        return False


def _file_of(capture_path: str) -> str:
    """Where a capture lies below the raw folder; that of a record is its container."""
    import polars as pl

    (path,) = pl.DataFrame({"capture_path": [capture_path]}).select(file_path()).to_series()
    return os.fsdecode(decode_path(path))
