"""From a built and tested file to the one that analysts open."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

import duckdb

from dagster_project.refresh.errors import RefreshError
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.seal import Seal, log_file, read_seals, write_seals


class NothingToPublishError(RefreshError):
    """There is no built warehouse."""


def publish_warehouse(layout: WarehouseLayout) -> dict[str, int]:
    """Write everything down, read it once more, and put the built file in the place of the published one.

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
    _read_all(layout.build)
    seal = Seal.of(layout.build)
    write_seals(layout.published, [seal, *read_seals(layout.published)])
    layout.build.replace(layout.published)
    _sync(layout.root)
    write_seals(layout.published, [seal])
    shutil.rmtree(layout.build.parent)
    return rows


def set_log_aside(layout: WarehouseLayout) -> Path | None:
    """Move a write-ahead log away that lies beside the published file: DuckDB would apply it to the next one.

    There is one only where somebody wrote into the published file. It is kept under another name, which is given.
    """
    log = log_file(layout.published)
    if not log.exists():
        return None
    aside = log.with_name(f"{log.name}.set-aside-{secrets.token_hex(4)}")
    log.replace(aside)
    return aside


def _read_all(built: Path) -> None:
    """Read every value of the file that was written, as whoever opens it will; DuckDB checks each block."""
    with duckdb.connect(str(built), read_only=True) as connection:
        for table in _row_counts(connection):
            connection.execute(f'select bit_xor(hash(t)) from main."{table}" as t').fetchall()  # noqa: S608 - own name


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
