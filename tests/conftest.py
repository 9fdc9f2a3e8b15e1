"""What several tests need: a warehouse built from the sample corpus, and a way to build others."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from building import PROJECT, Refresh, build_warehouse_of, built_once

HERE = Path(__file__).parent


LONGEST = ("reliability", "dbt", "cli", "defs", "refresh", "test_clients.py", "test_function_of_raw.py", "groups")
"""Folders and files whose tests build warehouses: they begin first, so that none is left over at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first; the tests of a file stay together, and run in one process (`--dist loadfile`)."""
    rank = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.relative_to(HERE).parts[0], len(rank)))


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
