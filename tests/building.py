"""Warehouses built for tests, and their tables."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dagster_project.refresh.lock import warehouse_lock
from dagster_project.refresh.report import RefreshReport, refresh_report
from dagster_project.refresh.session import Places, refresh_session
from dagster_project.refresh.workers import Limits

PROJECT = Path(__file__).parent.parent

Refresh = Callable[..., RefreshReport]


def build_warehouse_of(
    raw: Path, warehouse: Path, *, full: bool = False, limits: Limits | None = None
) -> RefreshReport:
    """A whole refresh, stage by stage, without Dagster around it."""
    with refresh_session(Places(raw, warehouse), full=full, limits=limits) as session:
        session.ingest()
        for room in ("parse", "segment", "extract"):
            session.update(room)
        session.account()
        session.build(lambda _event: None)
        session.publish()
        return refresh_report(session, 0.0)


def built_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """The folder `name`, filled by `build`: once in a run of the tests, whichever of its processes asks first."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / name, shared / f"{name}.done"
    with warehouse_lock(shared / f"{name}.lock", wait_seconds=1200):
        if not done.exists():
            build(folder)
            done.touch()
    return folder


def warehouse_tables(published: Path) -> dict[str, pl.DataFrame]:
    """Every table of a published warehouse, as it lies there, less what may differ between two equal ones."""
    exempt = {"captures": ["file_modified_at"]}
    with duckdb.connect(str(published), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            name: connection.table(name).pl().drop(exempt.get(name, [])) for name in sorted(names) if name != "run_log"
        }
