"""Queries on the published warehouse: read only, shut off from everything else, with limits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.seal import DamagedWarehouseError, check_published

Row = dict[str, Any]

PUBLISHED_NAME = "warehouse.duckdb"
"""What a refresh publishes in the folder of a warehouse."""

SHUT_OFF: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "4GB",
    "lock_configuration": "true",
}


class QueryError(Exception):
    """The query could not be answered; the message says why and what to do."""


@dataclass(frozen=True)
class Answer:
    """What a query gives: the names of its columns, and its rows as Python values."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


class PublishedWarehouse:
    """A published warehouse, opened: it answers queries and changes nothing."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(self, query: str, *values: object) -> list[Row]:
        """The rows of `query`, its question marks bound to `values`; raises `QueryError` where DuckDB refuses it."""
        try:
            answer = self._connection.execute(query, list(values))
            names = [column[0] for column in answer.description or ()]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        except duckdb.Error as error:
            raise QueryError(
                f"{error}. A warehouse of another version? Build it anew with `hearsay refresh`."
            ) from error

    def answer(self, query: str, *, timeout_seconds: float) -> Answer:
        """The answer to an analyst's `query`; raises `QueryError` as `run_query` does."""
        watch = threading.Timer(timeout_seconds, self._connection.interrupt)
        watch.start()
        try:
            relation = self._connection.sql(query)
            if relation is None:
                raise QueryError("that statement gives no rows; the warehouse is read only.")
            return Answer(relation.columns, relation.fetchall())
        except duckdb.InterruptException:
            raise QueryError(
                f"the query was stopped after {timeout_seconds:g} s. Narrow it, or allow more with --timeout."
            ) from None
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
        finally:
            watch.cancel()


@contextmanager
def open_warehouse(folder: Path) -> Iterator[PublishedWarehouse]:
    """The published warehouse of `folder`, or the published file itself.

    Raises `QueryError` where nothing is published yet, the file is not what was published, or it cannot be opened.
    """
    file = folder if folder.is_file() else folder / PUBLISHED_NAME
    if not file.exists():
        raise QueryError(f"{file} does not exist yet. Build it with `hearsay refresh`.")
    try:
        check_published(file)
    except DamagedWarehouseError as error:
        raise QueryError(str(error)) from error
    try:
        connection = duckdb.connect(str(file), read_only=True, config=SHUT_OFF)
    except duckdb.Error as error:
        raise QueryError(f"{file} cannot be opened: {error}. Build it anew with `hearsay refresh`.") from error
    with connection:
        yield PublishedWarehouse(connection)


def run_query(folder: Path, query: str, *, timeout_seconds: float = 60.0) -> Answer:
    """The answer to `query` on the warehouse published in `folder`.

    Raises `QueryError` for SQL that DuckDB refuses, for a query that gives no rows (nothing can be changed here), for
    one that reaches outside the file, and for one that runs out of time or memory.
    """
    with open_warehouse(folder) as warehouse:
        return warehouse.answer(query, timeout_seconds=timeout_seconds)
