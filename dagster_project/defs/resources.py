"""What the steps of a run share: where things lie, and the one refresh session that holds the lock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from dagster_project.refresh.errors import StageError
from dagster_project.refresh.session import Places, RefreshSession, refresh_session
from dagster_project.refresh.versions import PROJECT

FIRST_WAIT_SECONDS = 60.0
"""Before the first retry; before each further one twice as long."""


@contextmanager
def retried(context: dg.OpExecutionContext, session: RefreshSession) -> Iterator[None]:
    """Have Dagster try the step again, later and later, when it fails for a reason that may pass.

    That is a full disk, a folder that is not mounted, a right that is missing: not a rule that is broken, which would
    be broken again. As often as the session says; a person at the command line is told at once instead.
    """
    try:
        yield
    except StageError as error:
        if context.retry_number >= session.retries:
            raise
        wait = FIRST_WAIT_SECONDS * 2**context.retry_number
        context.log.warning(f"{error} Trying again in {wait:.0f} s.")
        raise dg.RetryRequested(max_retries=session.retries, seconds_to_wait=wait) from error


class SessionResource(dg.ConfigurableResource[RefreshSession]):
    """One refresh of one warehouse: acquired when a run starts, released when it ends, however it ends."""

    raw: str = ""
    """Folder of captures; empty: `HEARSAY_RAW`, or `raw/` of the project."""
    warehouse: str = ""
    """Folder of the warehouse; empty: `HEARSAY_WAREHOUSE`, or `warehouse/` of the project."""
    full: bool = False
    """Read every capture again."""
    wait_seconds: float = 600.0
    """How long to wait for another refresh that holds the warehouse."""
    retries: int = 3
    """How often a step that failed for a passing reason (a full disk) is tried again."""
    accept_change: bool = False
    """Publish even if far more or fewer rows come out than last time."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[RefreshSession]:
        """The session itself, under the warehouse's lock."""
        del context
        with refresh_session(
            self.places(), full=self.full, wait_seconds=self.wait_seconds, accept_change=self.accept_change
        ) as session:
            session.retries = self.retries
            yield session

    def places(self) -> Places:
        """Where captures lie and where the warehouse goes."""
        raw = self.raw or os.environ.get("HEARSAY_RAW") or str(PROJECT / "raw")
        warehouse = self.warehouse or os.environ.get("HEARSAY_WAREHOUSE") or str(PROJECT / "warehouse")
        return Places(Path(raw).resolve(), Path(warehouse).resolve())
