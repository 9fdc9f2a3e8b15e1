"""What several tests need: a warehouse built from the sample corpus, and a way to build others."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from building import PROJECT, Refresh, build_warehouse_of


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
