"""Which captures are new, changed, gone or unreadable: the listing of `raw/` against what was read before.

A file is read again when anything about it that the file system tells (size, times, inode; of its sidecar too)
differs from when it was read, when it was touched so shortly before that a later change could hide, when reading it
failed for a passing reason, or when the ingest room changed. Otherwise its rows are carried over, so a refresh costs
what changed. A container file is read as a whole: the rows of all its records are carried over or made anew.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.ingest import file_path, list_captures, reason_for
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.parts import LEDGER_SCHEMA, RoomParts, by_bucket, read_own_parquet, write_parquet
from dagster_project.refresh.retractions import REASON_CODE, Withdrawn, read_decisions, withdrawn
from dagster_project.refresh.rooms import BATCH_DOCUMENTS, room_parts
from dagster_project.refresh.workers import Batch, Outcome, Workers
from dagster_project.tables import CAPTURES, SIDECARS, digest

PASSING_REASONS = ("unsettled", "unreadable", "timeout", "memory", "crash", "error")
"""Reasons that may be gone next time: such a file is tried again in every refresh."""

TOUCHED_LATELY_NANOSECONDS = 2_000_000_000
FLUSH_BYTES = 32 * 2**20
BATCH_BYTES = 16 * 2**20


@dataclass
class CaptureRun:
    """What the listing showed, in captures."""

    seen: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    read: int = 0
    cpu_seconds: float = 0.0


def update_captures(raw: Path, layout: WarehouseLayout, workers: Workers, version: str, report: Any) -> CaptureRun:
    """Bring captures, documents and sidecars of `layout` up to date with `raw`.

    `report(done, total)` is told how many files are through. Raises what `list_captures` raises when `raw` cannot be
    listed at all; a file that cannot be read is a row with a reason.
    """
    folder = layout.parts / "ingest"
    refusing = withdrawn(read_decisions())
    parts = room_parts(layout, "ingest")
    parts.sweep()
    started_ns = time.time_ns()
    listed = compare_listing(raw, layout, parts, version)
    before, carried, unread = listed.before, listed.carried, listed.unread
    refused = unread.filter(pl.col("reason_code").is_not_null())
    todo = unread.filter(pl.col("reason_code").is_null())

    def of_carried(rows: pl.DataFrame) -> pl.DataFrame:
        return rows.filter(file_path().is_in(carried["capture_path"].implode()))

    rows = [of_carried(before), _refused_rows(refused)]
    sidecars = [of_carried(read_own_parquet(folder / "sidecars" / "sidecars.parquet", SIDECARS))]
    texts: list[pl.DataFrame] = []
    text_bytes = 0.0
    run = CaptureRun()
    report(0, len(todo))
    for outcome in workers.run("dagster_project.refresh.tasks:ingest", _batches(todo), {"raw": raw}):
        run.read += len(outcome.batch.keys)
        run.cpu_seconds += outcome.cpu_seconds
        report(run.read, len(todo))
        if outcome.faults:
            rows.append(_fault_rows(outcome))
            continue
        rows.append(outcome.frames["captures"])
        sidecars.append(outcome.frames["sidecars"])
        texts.append(_not_withdrawn(outcome.frames["documents"], outcome.frames["captures"], refusing))
        text_bytes += texts[-1].estimated_size()
        if text_bytes > FLUSH_BYTES:
            _add_documents(parts, texts)
            texts, text_bytes = [], 0.0
    _add_documents(parts, texts)

    captures = refusing.refuse(pl.concat(rows).sort("capture_path"))
    taken_back = captures.filter(pl.col("reason_code") == REASON_CODE)["capture_path"]
    sidecar_rows = pl.concat(sidecars).sort("capture_path").filter(~pl.col("capture_path").is_in(taken_back.implode()))
    # In this order: files are known only when what was read of them is written down.
    write_parquet(captures, folder / "captures" / "captures.parquet")
    write_parquet(sidecar_rows, folder / "sidecars" / "sidecars.parquet")
    read_now = unread.with_columns(read_at_ns=pl.lit(started_ns), room_version=pl.lit(version))
    write_parquet(pl.concat([carried, read_now.select(carried.columns)]), folder / "known.parquet")
    _settle_ledger(parts, captures, sidecar_rows)
    _count_changes(run, before, captures)
    return run


@dataclass(frozen=True)
class ListedCaptures:
    """What lies in `raw/`, against what was read of it before."""

    listing: pl.DataFrame
    """A row per file, as `list_captures` gives it."""
    before: pl.DataFrame
    """The captures (table `captures`) that were read before."""
    carried: pl.DataFrame
    """Files of which everything that was read is used again."""
    unread: pl.DataFrame
    """Files that are to be read: new, changed, tried again, or read by another version of the room."""


def compare_listing(raw: Path, layout: WarehouseLayout, parts: RoomParts, version: str) -> ListedCaptures:
    """List `raw` and tell what is to be read from what is not; nothing is written."""
    folder = layout.parts / "ingest"
    listing = list_captures(raw)
    known = read_own_parquet(folder / "known.parquet", pl.Schema({**listing.schema, **KNOWN_OF_FILE}))
    before = read_own_parquet(folder / "captures" / "captures.parquet", CAPTURES)
    identity = [name for name in listing.columns if name not in ("reason_code", "reason")]
    carried = _still_valid(known, before, parts, version).join(listing, on=identity, nulls_equal=True, how="semi")
    return ListedCaptures(listing, before, carried, unread=listing.join(carried, on="capture_path", how="anti"))


KNOWN_OF_FILE = pl.Schema({"read_at_ns": pl.Int64, "room_version": pl.String})
"""What is known of a listed file besides its listing: when it was read, and by which version of the room."""


def _still_valid(known: pl.DataFrame, before: pl.DataFrame, parts: RoomParts, version: str) -> pl.DataFrame:
    """Files of which everything that was read can be used again, if they are still the same."""
    held = parts.ledger["document_id"].implode()
    is_restored = (pl.col("reason_code") == REASON_CODE) & ~withdrawn(read_decisions()).matches(before)
    usable = before.select(
        file_path(),
        is_usable=(pl.col("reason_code").is_null() | ~pl.col("reason_code").is_in(PASSING_REASONS))
        & ~is_restored.fill_null(False)
        & (pl.col("document_id").is_null() | pl.col("document_id").is_in(held)),
    )
    usable = usable.group_by("capture_path").agg(pl.col("is_usable").all()).filter("is_usable")
    touched_ns = pl.max_horizontal("mtime_ns", "ctime_ns", "sidecar_mtime_ns", "sidecar_ctime_ns")
    return known.filter(
        pl.col("room_version") == version, touched_ns + TOUCHED_LATELY_NANOSECONDS < pl.col("read_at_ns")
    ).join(usable, on="capture_path", how="semi")


def _count_changes(run: CaptureRun, before: pl.DataFrame, captures: pl.DataFrame) -> None:
    versus = before.select("capture_path", was="sha256", was_reason="reason_code", is_known=pl.lit(True))
    compared = captures.join(versus, on="capture_path", how="left")
    same = pl.col("sha256").eq_missing(pl.col("was")) & pl.col("reason_code").eq_missing(pl.col("was_reason"))
    run.seen = len(captures)
    run.new = len(compared.filter(pl.col("is_known").is_null()))
    run.unchanged = len(compared.filter(pl.col("is_known") & same))
    run.changed = run.seen - run.new - run.unchanged
    run.removed = len(before.join(captures, on="capture_path", how="anti"))


def _not_withdrawn(documents: pl.DataFrame, captures: pl.DataFrame, refusing: Withdrawn) -> pl.DataFrame:
    """`documents` without the texts of withdrawn captures: they are not written anywhere."""
    refused = captures.filter(refusing.matches(captures))
    return documents.filter(~pl.col("document_id").is_in(refused["document_id"].drop_nulls().implode()))


def _refused_rows(refused: pl.DataFrame) -> pl.DataFrame:
    """Captures that are not opened at all, with the listing's reason."""
    have = [name for name in CAPTURES.names() if name in refused.columns]
    return pl.concat([pl.DataFrame(schema=CAPTURES), refused.select(have)], how="diagonal")


def _fault_rows(outcome: Outcome) -> pl.DataFrame:
    """Captures whose reading failed in the worker."""
    (fault,) = outcome.faults
    listed = outcome.batch.frames["listing"].drop("reason_code", "reason")
    reason = reason_for(fault.key, fault.reason_code, fault.reason)
    failed = listed.with_columns(reason_code=pl.lit(fault.reason_code), reason=pl.lit(reason))
    return _refused_rows(failed)


def _batches(todo: pl.DataFrame) -> Iterator[Batch]:
    start = size = count = 0
    for index, size_bytes in enumerate(todo["size_bytes"]):
        if count and (count == BATCH_DOCUMENTS or size + size_bytes > BATCH_BYTES):
            yield _batch(todo.slice(start, count))
            start, size, count = index, 0, 0
        size += size_bytes or 0
        count += 1
    if count:
        yield _batch(todo.slice(start, count))


def _batch(listing: pl.DataFrame) -> Batch:
    return Batch({"listing": listing}, tuple(listing["capture_path"]), key_column="capture_path")


def _add_documents(parts: RoomParts, texts: list[pl.DataFrame]) -> None:
    """Add documents that the parts don't hold yet; what they hold under the same id is the same text."""
    if not texts:
        return
    new = (
        pl.concat(texts)
        .unique("document_id", maintain_order=True)
        .filter(~pl.col("document_id").is_in(parts.ledger["document_id"].implode()))
        .with_columns(bucket=pl.col("document_id").str.slice(0, 2))
    )
    for bucket, documents in by_bucket(new).items():
        entries = _entries(documents.select("document_id", "bucket"), pl.lit("unsettled"))
        keep = parts.of_bucket(bucket)["document_id"]
        parts.replace(bucket, keep, {"documents": documents.drop("bucket")}, entries)
    parts.commit()


def _settle_ledger(parts: RoomParts, captures: pl.DataFrame, sidecars: pl.DataFrame) -> None:
    """Drop documents that no capture holds any more; key the others by what their sidecars say."""
    held = captures.select(pl.col("document_id").drop_nulls().unique())
    gone = parts.ledger.join(held, on="document_id", how="anti")
    for bucket in gone["bucket"].unique().sort():
        of_bucket = parts.of_bucket(bucket)
        keep = of_bucket.join(held, on="document_id", how="semi")["document_id"].to_list()
        parts.replace(bucket, keep, {}, _entries(of_bucket.select("document_id", "bucket").clear(), pl.lit("")))
    said = sidecars.select(
        "document_id", said=pl.struct(SIDECARS.names()).map_elements(_row_digest, return_dtype=pl.String)
    )
    said = said.group_by("document_id").agg(pl.col("said").sort().str.join(" "))
    parts.ledger = (
        parts.ledger.join(said, on="document_id", how="left")
        .with_columns(key=pl.col("document_id") + pl.concat_str(pl.lit(" "), "said").fill_null(""))
        .select(LEDGER_SCHEMA.names())
        .sort("document_id")
    )
    parts.commit()


def _row_digest(row: dict[str, object]) -> str:
    return digest(*(str(value) for value in row.values()))


def _entries(documents: pl.DataFrame, key: pl.Expr) -> pl.DataFrame:
    nothing = pl.lit(None, dtype=pl.String)
    return documents.with_columns(key=key, generation=nothing, reason_code=nothing, reason=nothing).select(
        LEDGER_SCHEMA.names()
    )
