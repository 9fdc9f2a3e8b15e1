"""What a refresh would do now, and how the last ones went; nothing is written, and no lock is taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dagster_project.ingest import file_path
from dagster_project.refresh.captures import compare_listing
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.parts import is_whole
from dagster_project.refresh.rooms import ROOMS, room_parts, wanted_documents
from dagster_project.refresh.versions import code_version, reference_version, room_version
from dagster_project.tables import RUNS, empty


@dataclass(frozen=True)
class RefreshPreview:
    """What a refresh would do, if it began now."""

    captures: pl.DataFrame
    """A row per file that would be read, or whose rows would go: capture_path, change (`new`, `changed`, `again` or
    `removed`)."""
    unchanged: int
    """Files of which nothing would be read."""
    documents: dict[str, int]
    """For each room the documents, of those known, that it would deal with anew, since its rules changed."""
    is_rebuilt: bool
    """Whether code or reference data differ from those that made the published warehouse."""


def preview_refresh(raw: Path, layout: WarehouseLayout) -> RefreshPreview:
    """Compare `raw`, code and reference data with what the last refresh saw.

    What new and changed files will bring is not known before they are read, so `documents` counts those of the others.
    Raises what `list_captures` raises when `raw` cannot be listed.
    """
    parts = room_parts(layout, "ingest")
    listed = compare_listing(raw, layout, parts, room_version("ingest"))
    before = listed.before.select(file_path(), "sha256", "size_bytes", "file_modified_at").unique("capture_path")
    is_known = pl.col("capture_path").is_in(before["capture_path"].implode())
    # A file whose size and time are as they were is read again for another reason: it failed, or the rules are new.
    same_size = listed.unread.join(before, on=["capture_path", "size_bytes"], how="semi")["capture_path"].implode()
    change = (
        pl.when(~is_known)
        .then(pl.lit("new"))
        .when(pl.col("capture_path").is_in(same_size))
        .then(pl.lit("again"))
        .otherwise(pl.lit("changed"))
    )
    to_read = listed.unread.select("capture_path", change=change)
    removed = before.join(listed.listing, on="capture_path", how="anti").select(
        "capture_path", change=pl.lit("removed")
    )
    last = last_runs(layout).filter(pl.col("finished_at").is_not_null()).tail(1)
    versions = last.select("code_version", "reference_version").rows()
    return RefreshPreview(
        captures=pl.concat([to_read, removed]).sort("capture_path"),
        unchanged=len(listed.carried),
        documents=_documents_anew(layout, parts.ledger),
        is_rebuilt=versions != [(code_version(), reference_version())],
    )


def last_runs(layout: WarehouseLayout) -> pl.DataFrame:
    """The run log as it lies on the disk (table `run_log`), the newest last, with refreshes that did not publish."""
    file = layout.parts / "runs" / "runs.parquet"
    if not file.exists() or not is_whole(file):
        return empty("runs")
    runs = pl.concat([empty("runs"), pl.read_parquet(file)], how="diagonal_relaxed").select(RUNS.names())
    return runs.sort("started_at")


def disk_use(layout: WarehouseLayout) -> dict[str, int]:
    """Bytes on disk by what they are: the published file, the parts, Dagster's history, and all else."""
    places = {"published": [layout.published], "parts": [layout.parts], "dagster": [layout.root / ".dagster"]}
    used = {name: sum(_bytes_below(place) for place in below) for name, below in places.items()}
    return {**used, "other": _bytes_below(layout.root) - sum(used.values())}


def _documents_anew(layout: WarehouseLayout, ledger: pl.DataFrame) -> dict[str, int]:
    """Room by room: known documents whose key would be another one."""
    anew: dict[str, int] = {}
    for room in ROOMS.values():
        wanted = wanted_documents(ledger, room_version(room.name))
        held = room_parts(layout, room.name).ledger
        anew[room.name] = len(wanted.join(held, on=["document_id", "key"], how="anti"))
        failed = held.filter(pl.col("reason_code").is_not_null()).select("document_id", "reason_code")
        ledger = wanted.join(failed, on="document_id", how="left")
    return anew


def _bytes_below(place: Path) -> int:
    if place.is_file():
        return place.stat().st_size
    return sum(file.lstat().st_size for file in place.rglob("*") if file.is_file())
