"""Where Dagster keeps its runs: beside the warehouse it refreshes."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import dagster as dg
import sqlalchemy

INSTANCE_SETTINGS = """\
telemetry:
  enabled: false
nux:
  enabled: false
freshness:
  enabled: true
run_monitoring:
  enabled: true
  # A refresh ends itself after HEARSAY_RUN_LIMIT (six hours); this is for one that cannot.
  max_runtime_seconds: 25200
run_retries:
  # A run whose process died is started again; one that failed says why, and would fail again.
  enabled: true
  max_retries: 2
  retry_on_asset_or_op_failure: false
retention:
  # Days. Old ticks say nothing; what a refresh did stands in the table run_log for ever.
  schedule:
    purge_after_days: {skipped: 7, success: 30, failure: 90, started: 30}
  sensor:
    purge_after_days: {skipped: 1, success: 30, failure: 90, started: 30}
"""


def instance_home(warehouse: Path) -> Path:
    """The folder for DAGSTER_HOME, made and set up when missing."""
    home = warehouse.resolve() / ".dagster"
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    if not settings.exists():
        settings.write_text(INSTANCE_SETTINGS, encoding="utf-8")
    return home


KEPT_RUNS = 100
"""Dagster's history of a run takes some 3 MB. What each refresh did stands in the table run_log for ever."""


def forget_old_runs(instance: dg.DagsterInstance, kept: int = KEPT_RUNS) -> int:
    """Delete all but the newest `kept` finished runs from Dagster's history, with their files; gives how many."""
    ended = dg.RunsFilter(
        statuses=[dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
    )
    old = [record.dagster_run.run_id for record in instance.get_run_records(ended)][kept:]
    for run_id in old:
        instance.delete_run(run_id)
        if not instance.is_ephemeral:
            home = Path(instance.root_directory)
            for file in (home / "history" / "runs").glob(f"{run_id}.db*"):
                file.unlink()
            shutil.rmtree(home / "storage" / run_id, ignore_errors=True)
    return len(old)


def keep_history_without_syncing() -> None:
    """Spare Dagster's SQLite files the wait for the disk at each event, in this process.

    A refresh writes some 600 events, each in commits and closes of its own: with syncing that took 27 of 40 s on a busy
    disk. A power cut may cost Dagster its history of runs (a killed process does not); the warehouse is synced apart.
    """
    if not sqlalchemy.event.contains(sqlalchemy.Engine, "connect", _without_syncing):
        sqlalchemy.event.listen(sqlalchemy.Engine, "connect", _without_syncing)


def _without_syncing(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = off")
