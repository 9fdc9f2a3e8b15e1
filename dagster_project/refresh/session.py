"""One refresh, from the lock to the run log: what Dagster's steps and the command line share."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
from dbt_common.events.base_types import EventMsg

from dagster_project.refresh import progress, versions
from dagster_project.refresh.audit import ImplausibleChangeError, find_breaks
from dagster_project.refresh.captures import CaptureRun, update_captures
from dagster_project.refresh.corrections import check_claim_overrides
from dagster_project.refresh.deadline import ended_after
from dagster_project.refresh.errors import RefreshError, StageError
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.lock import warehouse_lock
from dagster_project.refresh.parts import is_whole, write_parquet
from dagster_project.refresh.publish import publish_warehouse, set_log_aside
from dagster_project.refresh.rooms import ROOMS, RoomRun, room_parts, update_room
from dagster_project.refresh.versions import REFERENCE, code_version, reference_version, room_version
from dagster_project.refresh.warehouse_build import build_warehouse, check_warehouse_path
from dagster_project.refresh.workers import Limits, Workers
from dagster_project.tables import RUNS, digest, empty, frame


@dataclass(frozen=True)
class Places:
    """Where captures lie and where the warehouse goes."""

    raw: Path
    warehouse: Path

    @property
    def layout(self) -> WarehouseLayout:
        return WarehouseLayout(self.warehouse)


@dataclass
class RefreshSession:
    """The state of one refresh: its workers, and what each stage did."""

    places: Places
    workers: Workers
    run_id: str = field(default_factory=lambda: secrets.token_hex(8))
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None))
    captures: CaptureRun | None = None
    rooms: dict[str, RoomRun] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    accept_change: bool = False
    """Publish even what differs from the published warehouse by more than a refresh explains."""
    accepted: list[str] = field(default_factory=list)
    """Such differences that were passed on the caller's word."""
    notes: list[str] = field(default_factory=list)
    """What whoever started the refresh should know besides."""
    stage: str = "start"
    retries: int = 0
    """How often whoever runs the stages tries one again that failed for a passing reason."""

    def ingest(self) -> CaptureRun:
        """List `raw/` and read what is new: captures, documents, sidecars."""
        with self._stage("ingest") as report:
            self.captures = update_captures(
                self.places.raw, self.places.layout, self.workers, room_version("ingest"), report
            )
        return self.captures

    def update(self, room: str) -> RoomRun:
        """Bring one of the rooms after ingest up to date."""
        arguments = {} if room == "segment" else {"reference": REFERENCE}
        with self._stage(room) as report:
            self.rooms[room] = update_room(
                ROOMS[room], self.places.layout, self.workers, room_version(room), arguments, report
            )
        return self.rooms[room]

    def account(self) -> int:
        """Write down for dbt what this refresh has done so far; gives the number of documents that failed."""
        faults = self._write_faults()
        self._log_run()
        return faults

    def build(self, on_event: Callable[[EventMsg], None]) -> None:
        """Build and test the next warehouse with dbt."""
        check_claim_overrides(versions.REFERENCE / "claim_overrides.csv")
        with self._stage("warehouse"):
            build_warehouse(self.places.layout, on_event)

    def publish(self) -> dict[str, int]:
        """Publish what was built; gives the rows of each published table.

        Raises `ImplausibleChangeError` where it differs from what is published by more than a refresh explains.
        """
        layout = self.places.layout
        with self._stage("publish"):
            if aside := set_log_aside(layout):
                self.notes.append(
                    f"Somebody wrote into the published file, which each refresh replaces: the log {aside.name} was "
                    "set aside, not applied."
                )
            self._audit()
            self.rows = publish_warehouse(layout)
        self._log_run()
        return self.rows

    def part_rows(self, room: str, table: str) -> int:
        """How many rows a table that Python writes has now."""
        return room_parts(self.places.layout, room).row_count(table)

    def part_head(self, room: str, table: str, count: int) -> pl.DataFrame:
        """The first rows of a table that Python writes, to look at."""
        return room_parts(self.places.layout, room).head(table, count)

    def data_version(self, room: str) -> str:
        """A digest of what a room's rows are made of: the same as long as the same captures meet the same rules."""
        return digest(*room_parts(self.places.layout, room).ledger["key"])

    def _audit(self) -> None:
        layout = self.places.layout
        breaks = find_breaks(layout.build, layout.published)
        if breaks and not self.accept_change:
            raise ImplausibleChangeError(
                "The new warehouse was built but not published, since it differs from the published one by more than a "
                "refresh explains:\n"
                + "".join(f"  {each}\n" for each in breaks)
                + "Look into it. If it is meant, refresh once with --accept-change."
            )
        self.accepted = breaks

    @contextmanager
    def _stage(self, name: str) -> Iterator[Callable[[int, int], None]]:
        started = time.monotonic()
        self.stage = name
        progress.tell(name, 0, 0)
        try:
            yield lambda done, total: progress.tell(name, done, total)
        except (OSError, duckdb.IOException) as error:
            raise StageError(
                f"stage '{name}' could not go on: {error}. Nothing was published. Free space on the disk that holds "
                f"{self.places.warehouse}, or grant this user the right to write there, then refresh again."
            ) from error
        finally:
            self.seconds[name] = round(time.monotonic() - started, 3)

    def _write_faults(self) -> int:
        """The documents that a room could not read, for dbt: their captures are quarantined."""
        ledgers = {room: room_parts(self.places.layout, room).ledger for room in ROOMS}
        faults = [
            ledger.filter(pl.col("reason_code").is_not_null()).select(
                "document_id", pl.lit(room).alias("stage"), "reason_code", "reason"
            )
            for room, ledger in ledgers.items()
        ]
        rows = pl.concat([empty("faults"), *faults])
        write_parquet(rows, self.places.layout.parts / "faults" / "faults.parquet")
        return len(rows)

    def _log_run(self) -> None:
        """Enter this refresh in the run log: first what is known before the build, then the whole."""
        file = self.places.layout.parts / "runs" / "runs.parquet"
        before = pl.read_parquet(file) if file.exists() and is_whole(file) else empty("runs")
        if before.schema != RUNS:
            before = pl.concat([empty("runs"), before], how="diagonal").select(RUNS.names()).cast(RUNS)
        run = self.captures or CaptureRun()
        finished = "publish" in self.seconds
        row = {
            "run_id": self.run_id,
            "started_at": self.started_at,
            "finished_at": datetime.now(UTC).replace(tzinfo=None) if finished else None,
            "code_version": code_version(),
            "reference_version": reference_version(),
            "captures_seen": run.seen,
            "captures_new": run.new + run.changed,
            "captures_removed": run.removed,
            "captures_quarantined": self.quarantined_count(),
            "is_change_accepted": bool(self.accepted),
            "rows_per_table": [{"name": name, "value": value} for name, value in self.rows.items()],
            "seconds_per_stage": [{"name": name, "value": value} for name, value in self.seconds.items()],
        }
        others = before.filter(pl.col("run_id") != self.run_id)
        write_parquet(pl.concat([others, frame("runs", [row])]), file)

    def quarantined_count(self) -> int:
        """How many captures are quarantined, at reading or in a room."""
        return len(self.quarantined())

    def quarantined(self) -> pl.DataFrame:
        """Captures that are not in the warehouse: capture_path, reason_code, reason."""
        layout = self.places.layout
        captures = pl.read_parquet(layout.table_folder("ingest", "captures") / "captures.parquet")
        faults = pl.concat(
            [
                room_parts(layout, room).ledger.select("document_id", room_code="reason_code", room_reason="reason")
                for room in ROOMS
            ]
        ).filter(pl.col("room_code").is_not_null())
        return (
            captures.join(faults, on="document_id", how="left")
            .with_columns(
                pl.coalesce("reason_code", "room_code"),
                pl.coalesce("reason", pl.concat_str("capture_path", pl.lit(": "), "room_reason")),
            )
            .filter(pl.col("reason_code").is_not_null())
            .select("capture_path", "reason_code", "reason")
        )


@contextmanager
def refresh_session(
    places: Places,
    *,
    full: bool = False,
    wait_seconds: float = 0.0,
    accept_change: bool = False,
    limits: Limits | None = None,
) -> Iterator[RefreshSession]:
    """Hold the warehouse for one refresh. With `full`, what earlier refreshes extracted is made anew.

    With `accept_change`, what differs from the published warehouse by more than a refresh explains is published too. A
    refresh that takes longer than `HEARSAY_RUN_LIMIT` (seconds; six hours) ends its process.

    Raises `WarehouseLockedError` when another refresh holds it for longer than `wait_seconds`, and
    `WarehousePathError` for a path that DuckDB cannot open.
    """
    layout = places.layout
    check_warehouse_path(layout)
    with warehouse_lock(layout.lock, wait_seconds):
        if full:
            forget_extracted(layout)
        with Workers(_worker_count(), limits) as workers:
            session = RefreshSession(places, workers, accept_change=accept_change)
            with ended_after(run_limit_seconds(), lambda: session.stage):
                yield session


def run_limit_seconds() -> float:
    """How long a refresh may take: `HEARSAY_RUN_LIMIT`, or six hours."""
    written = os.environ.get("HEARSAY_RUN_LIMIT") or "21600"
    try:
        return float(written)
    except ValueError:
        raise RefreshError(f"HEARSAY_RUN_LIMIT is {written!r}, which is no number of seconds. Correct it.") from None


def forget_extracted(layout: WarehouseLayout) -> None:
    """Forget what Python extracted (not the run log): the next refresh reads every capture again."""
    for ledger in (*layout.parts.glob("*/ledger.parquet"), layout.parts / "ingest" / "known.parquet"):
        ledger.unlink(missing_ok=True)


def _worker_count() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
