"""What several tests need: a warehouse built from the sample corpus, and a way to build others."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from building import PROJECT, Refresh, build_warehouse_of, built_once

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Which tests run in one process where there are several: those of a file, those of dbt's one warehouse."""
    for item in items:
        file = item.path.relative_to(HERE)
        item.add_marker(pytest.mark.xdist_group("dbt" if file.parts[0] == "dbt" else file.as_posix()))


@pytest.fixture(scope="session")
def refresh() -> Refresh:
    """A whole refresh, stage by stage, without Dagster around it."""
    return build_warehouse_of


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published warehouse of the sample corpus."""
    folder = built_once(tmp_path_factory, "sample", lambda folder: build_warehouse_of(PROJECT / "raw", folder))
    return folder / "warehouse.duckdb"


@pytest.fixture
def sample(sample_warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the warehouse of the sample corpus."""
    connection = duckdb.connect(str(sample_warehouse), read_only=True)
    yield connection
    connection.close()
