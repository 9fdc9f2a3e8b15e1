"""From a built and tested file to the one that analysts open."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from dagster_project.refresh.layout import WarehouseLayout


class NothingToPublishError(RuntimeError):
    """There is no built warehouse."""


def publish_warehouse(layout: WarehouseLayout) -> dict[str, int]:
    """Write everything down, and put the built file in the place of the published one.

    Gives the rows of each published table. Whoever has the old file open keeps it; whoever opens the path finds the
    old file or the new one, whole. Raises `NothingToPublishError` where dbt has built nothing.
    """
    if not layout.build.exists():
        raise NothingToPublishError(
            f"{layout.build} does not exist: publishing takes what dbt has just built. Run the whole refresh "
            "(`hearsay refresh`, or the job `refresh` in Dagster)."
        )
    with duckdb.connect(str(layout.build)) as connection:
        _drop_scaffolding(connection)
        rows = _row_counts(connection)
        connection.execute("force checkpoint")
    _sync(layout.build)
    layout.build.replace(layout.published)
    _sync(layout.root)
    shutil.rmtree(layout.build.parent)
    return rows


def _drop_scaffolding(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what is not for analysts: views hold paths of this machine, and seeds are told in dim_ tables."""
    schemas = connection.execute(
        "select schema_name from information_schema.schemata where catalog_name = current_database()"
        " and schema_name not in ('main', 'information_schema', 'pg_catalog')"
    ).fetchall()
    for (schema,) in schemas:
        connection.execute(f'drop schema "{schema}" cascade')


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    tables = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'main'"
        " and table_catalog = current_database() order by table_name"
    ).fetchall()
    return {name: connection.table(f'main."{name}"').count("*").fetchall()[0][0] for (name,) in tables}


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
