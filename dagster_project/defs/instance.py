"""Where Dagster keeps its runs: beside the warehouse it refreshes."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import dagster as dg
import sqlalchemy
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage
from dagster._core.storage.schedules.sqlite import sqlite_schedule_storage

INSTANCE_SETTINGS = """\
telemetry:
  enabled: false
nux:
  enabled: false
compute_logs:
  # Steps print nothing. What a library warns of goes to the output of the daemon or the command line, not into files by
  # way of four processes for each step.
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
freshness:
  enabled: true
run_coordinator:
  # Runs begin at once: they wait for each other by the lock of the warehouse, not in Dagster's queue, which is looked
  # into every 5 s, and by the daemon alone.
  module: dagster._core.run_coordinator
  class: DefaultRunCoordinator
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


UNSIGNED_SETTINGS = frozenset({"64d02b612cfba20f", "2ba7620b5d03e340", "42e79e9e8bac3036", "aad439b37caf5c89"})
"""Digests of what was written before the first line said who wrote it."""
_SIGNED = re.compile(r"# Hearsay's settings ([0-9a-f]{16})[^\n]*\n")


def instance_home(warehouse: Path) -> Path:
    """The folder for DAGSTER_HOME, made and set up when missing.

    Settings that nobody changed are replaced when Hearsay's own are others than when they were written. Changed ones
    stay, and Hearsay's lie beside them as `dagster.yaml.new`.
    """
    home = warehouse.resolve() / ".dagster"
    home.mkdir(parents=True, exist_ok=True)
    settings, beside = home / "dagster.yaml", home / "dagster.yaml.new"
    if not settings.exists():
        settings.write_text(signed_settings(), encoding="utf-8")
        return home
    with suppress(PermissionError):  # whoever only looks at the pages need not be able to write
        written = settings.read_text(encoding="utf-8", errors="replace")
        if written == signed_settings() or _signature(written) == _digest(INSTANCE_SETTINGS):
            beside.unlink(missing_ok=True)
        elif _is_untouched(written):
            settings.write_text(signed_settings(), encoding="utf-8")
            beside.unlink(missing_ok=True)
        elif not beside.exists() or beside.read_text(encoding="utf-8", errors="replace") != signed_settings():
            beside.write_text(signed_settings(), encoding="utf-8")
    return home


def signed_settings() -> str:
    """Hearsay's settings, with a first line by which a later version knows them."""
    return (
        f"# Hearsay's settings {_digest(INSTANCE_SETTINGS)}: replaced by an upgrade unless you change them. Changed, "
        "they stay,\n# and what an upgrade would have written lies beside them as dagster.yaml.new.\n"
        f"{INSTANCE_SETTINGS}"
    )


def settings_note(home: Path) -> str | None:
    """What there is to say of the settings in Dagster's folder; None where they are as they should be."""
    if not (home / "dagster.yaml.new").exists():
        return None
    return (
        f"{home / 'dagster.yaml'} was changed by hand, and Hearsay's own settings are others since: take over what you "
        "want from dagster.yaml.new, with its first line"
    )


def _digest(settings: str) -> str:
    return hashlib.sha256(settings.encode()).hexdigest()[:16]


def _signature(written: str) -> str | None:
    """The digest of the settings that a file was when Hearsay wrote it."""
    found = _SIGNED.match(written)
    return found[1] if found else None


def _is_untouched(written: str) -> bool:
    """Whether a file is to the letter what some version of Hearsay wrote."""
    signature = _signature(written)
    if signature is None:
        return _digest(written) in UNSIGNED_SETTINGS
    settings = "".join(written.splitlines(keepends=True)[2:])
    return _digest(settings) == signature


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


def keep_history_cheaply() -> None:
    """Spare Dagster's SQLite files what they cost at each event, in this process.

    A refresh writes some 600 events, each in connections and commits of its own. That is the wait for the disk: with
    syncing it took 27 of 40 s on a busy one. A power cut may cost Dagster its history of runs (a killed process does
    not); the warehouse is synced apart. And it is an engine made anew for each connection, which renders each
    statement anew: a fifth of what a small refresh takes besides its workers. Engines are kept, connections are not.
    """
    if not sqlalchemy.event.contains(sqlalchemy.Engine, "connect", _without_syncing):
        sqlalchemy.event.listen(sqlalchemy.Engine, "connect", _without_syncing)
        for storage in (sqlite_event_log, sqlite_run_storage, sqlite_schedule_storage):
            vars(storage)["create_engine"] = _kept_engine


def _without_syncing(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = off")


def _kept_engine(url: str, poolclass: Any, connect_args: Mapping[str, Any] = MappingProxyType({})) -> sqlalchemy.Engine:
    return _engine_of(url, poolclass, tuple(connect_args.items()))


@lru_cache(maxsize=16)  # each run has a file of its own: old ones are forgotten
def _engine_of(url: str, pool: Any, arguments: tuple[tuple[str, Any], ...]) -> sqlalchemy.Engine:
    return sqlalchemy.create_engine(url, poolclass=pool, connect_args=dict(arguments))
