"""What several tests need: a warehouse built from the sample corpus, and a way to build others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dagster_project.refresh.report import RefreshReport, refresh_report
from dagster_project.refresh.session import Places, refresh_session
from dagster_project.refresh.workers import Limits

PROJECT = Path(__file__).parent.parent

Refresh = Callable[..., RefreshReport]


def build_warehouse_of(
    raw: Path, warehouse: Path, *, full: bool = False, limits: Limits | None = None
) -> RefreshReport:
    with refresh_session(Places(raw, warehouse), full=full, limits=limits) as session:
        session.ingest()
        for room in ("parse", "segment", "extract"):
            session.update(room)
        session.account()
        session.build(lambda _event: None)
        session.publish()
        return refresh_report(session, 0.0)


@pytest.fixture(scope="session")
def refresh() -> Refresh:
    """A whole refresh, stage by stage, without Dagster around it."""
    return build_warehouse_of


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published warehouse of the sample corpus."""
    folder = tmp_path_factory.mktemp("sample")
    build_warehouse_of(PROJECT / "raw", folder)
    return folder / "warehouse.duckdb"


@pytest.fixture
def sample(sample_warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the warehouse of the sample corpus."""
    connection = duckdb.connect(str(sample_warehouse), read_only=True)
    yield connection
    connection.close()


def warehouse_tables(published: Path) -> dict[str, pl.DataFrame]:
    """Every table of a published warehouse, as it lies there, less what may differ between two equal ones."""
    exempt = {"captures": ["file_modified_at"]}
    with duckdb.connect(str(published), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {
            name: connection.table(name).pl().drop(exempt.get(name, [])) for name in sorted(names) if name != "run_log"
        }
