"""What the steps of a run share: where things lie, and the one refresh session that holds the lock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from dagster_project.refresh.session import Places, RefreshSession, refresh_session
from dagster_project.refresh.versions import PROJECT


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
    accept_change: bool = False
    """Publish even if far more or fewer rows come out than last time."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[RefreshSession]:
        """The session itself, under the warehouse's lock."""
        del context
        with refresh_session(
            self.places(), full=self.full, wait_seconds=self.wait_seconds, accept_change=self.accept_change
        ) as session:
            yield session

    def places(self) -> Places:
        """Where captures lie and where the warehouse goes."""
        raw = self.raw or os.environ.get("HEARSAY_RAW") or str(PROJECT / "raw")
        warehouse = self.warehouse or os.environ.get("HEARSAY_WAREHOUSE") or str(PROJECT / "warehouse")
        return Places(Path(raw).resolve(), Path(warehouse).resolve())
