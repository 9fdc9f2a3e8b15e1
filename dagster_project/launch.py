"""The job `refresh`, run in this process: what `hearsay refresh` starts, the same that schedule and sensor start."""

from __future__ import annotations

import os
import time
from pathlib import Path

import dagster as dg
from sqlalchemy.exc import OperationalError

from dagster_project.definitions import defs
from dagster_project.defs.instance import instance_home
from dagster_project.ingest.listing import RawFolderError
from dagster_project.refresh import progress
from dagster_project.refresh.errors import RefreshError
from dagster_project.refresh.report import RefreshReport, refresh_report
from dagster_project.refresh.session import Places, refresh_session


class RefreshFailedError(RuntimeError):
    """The refresh failed; the message says why, and the warehouse published before stays."""


def run_refresh(
    raw: Path,
    warehouse: Path,
    *,
    full: bool = False,
    wait_seconds: float = 0.0,
    accept_change: bool = False,
    listener: progress.Listener | None = None,
) -> RefreshReport:
    """Run the job `refresh` on `raw` and `warehouse`, and give its account.

    Raises `RefreshFailedError` when another refresh holds the warehouse, when `raw` cannot be listed, when the
    warehouse could not be built or failed a test, and when it differs implausibly from the last one (unless
    `accept_change`); `KeyboardInterrupt` when somebody stops it, by Ctrl-C or the signal by which services are stopped.
    """
    started = time.monotonic()
    places = Places(raw.resolve(), warehouse.resolve())
    try:
        home = instance_home(places.warehouse)
    except OSError as error:
        raise RefreshFailedError(
            f"{places.warehouse} cannot be written: {error}. Free space on the disk, or grant this user the right to "
            "write there; then refresh again."
        ) from error
    os.environ["DAGSTER_HOME"] = str(home)
    job = dg.Definitions.merge(defs()).resolve_job_def("refresh")
    try:
        with (
            refresh_session(places, full=full, wait_seconds=wait_seconds, accept_change=accept_change) as session,
            progress.listening(listener or progress.nobody),
            dg.DagsterInstance.get() as instance,
        ):
            job.execute_in_process(
                instance=instance,
                resources={"session": session},
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            )
            return refresh_report(session, time.monotonic() - started)
    except dg.DagsterExecutionInterruptedError as stop:
        raise KeyboardInterrupt from stop
    except (RawFolderError, RefreshError) as error:
        raise RefreshFailedError(str(error)) from error
    except OperationalError as error:  # Dagster keeps its history in SQLite
        raise RefreshFailedError(
            f"Dagster's history of runs in {home} cannot be written: {error.orig}. What is published is whole. Free "
            "space on the disk (No space left is the usual cause), or grant this user the right to write there; then "
            "refresh again."
        ) from error
