"""Queries on the published warehouse: read only, shut off from everything else, with limits."""

from __future__ import annotations

import re
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
    # What is on the disk beside the file is none of a query's business, its own overflow included.
    "temp_directory": "",
    "python_enable_replacements": "false",
    "memory_limit": "4GB",
    "lock_configuration": "true",
}

BATCH_ROWS = 10_000
MISSPELT = re.compile(
    r'(?:Table with name|Referenced column) "?([^"\s]+)"? (?:does not exist|not found)'
    r'|does not have a column named "([^"]+)"'
)
"""How DuckDB says that it knows no table or column of a name."""
NEAR_ENOUGH = 60.0
"""Of 100, by rapidfuzz: from here on a name is worth proposing."""


class QueryError(Exception):
    """The query could not be answered; the message says why and what to do."""


@dataclass(frozen=True)
class Answer:
    """What a query gives: the names of its columns, and its rows as Python values."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    is_cut: bool = False
    """Whether there are more rows than were asked for."""


@dataclass(frozen=True)
class StreamedAnswer:
    """What a query gives, in batches, so that no answer is too large to be written down."""

    columns: list[str]
    batches: Iterator[list[tuple[Any, ...]]]


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

    def answer(self, query: str, *, timeout_seconds: float, max_rows: int | None = None) -> Answer:
        """The answer to an analyst's `query`, cut after `max_rows`; raises `QueryError` as `run_query` does."""
        with self.stream(query, timeout_seconds=timeout_seconds) as streamed:
            rows: list[tuple[Any, ...]] = []
            for batch in streamed.batches:
                rows += batch
                if max_rows is not None and len(rows) > max_rows:
                    return Answer(streamed.columns, rows[:max_rows], is_cut=True)
            return Answer(streamed.columns, rows)

    @contextmanager
    def stream(self, query: str, *, timeout_seconds: float) -> Iterator[StreamedAnswer]:
        """The answer to `query` in batches; what takes longer in all is stopped. Raises `QueryError`."""
        with self._watched(timeout_seconds):
            relation = self._connection.sql(query)
            if relation is None:
                raise QueryError("that statement gives no rows; the warehouse is read only.")
            yield StreamedAnswer(relation.columns, iter(lambda: relation.fetchmany(BATCH_ROWS), []))

    @contextmanager
    def arrow(self, query: str, *, timeout_seconds: float) -> Iterator[Any]:
        """The answer to `query` as a pyarrow RecordBatchReader, read as one goes on; raises `QueryError`."""
        with self._watched(timeout_seconds):
            relation = self._connection.sql(query)
            if relation is None:
                raise QueryError("that statement gives no rows; the warehouse is read only.")
            yield relation.to_arrow_reader(BATCH_ROWS)

    def tables(self) -> dict[str, list[tuple[str, str]]]:
        """Each table of the warehouse with its columns and their types, tables by name, columns in their order."""
        columns = self._connection.execute(
            "select table_name, column_name, data_type from duckdb_columns()"
            " where not internal and schema_name = 'main' order by table_name, column_index"
        ).fetchall()
        tables: dict[str, list[tuple[str, str]]] = {}
        for table, column, data_type in columns:
            tables.setdefault(table, []).append((column, data_type))
        return tables

    def interrupt(self) -> None:
        """Stop the query that runs."""
        self._connection.interrupt()

    @contextmanager
    def _watched(self, timeout_seconds: float) -> Iterator[None]:
        """Run what stands in the block against the clock, DuckDB's errors told as `QueryError`."""
        watch = threading.Timer(timeout_seconds, self._connection.interrupt)
        watch.daemon = True
        watch.start()
        try:
            yield
        except duckdb.InterruptException:
            raise QueryError(
                f"the query was stopped after {timeout_seconds:g} s. Narrow it, or allow more with --timeout."
            ) from None
        except RuntimeError as error:
            # DuckDB looks for Ctrl-C itself while a query runs, and then says so in these words.
            if str(error) != "Query interrupted":
                raise
            raise KeyboardInterrupt from None
        except duckdb.OutOfMemoryException as error:
            raise QueryError(
                f"the query needs more memory than the {SHUT_OFF['memory_limit']} that it may take. Narrow it: fewer "
                "rows or columns, no sorting of what is not shown, `limit`."
            ) from error
        except duckdb.Error as error:
            raise QueryError(self._in_our_words(str(error))) from error
        finally:
            watch.cancel()

    def _in_our_words(self, complaint: str) -> str:
        """DuckDB's complaint, and for a name that it doesn't know those of ours that look like it."""
        found = MISSPELT.search(complaint)
        if not found:
            return complaint
        wanted = str(found.group(1) or found.group(2)).rpartition(".")[2]
        tables = self.tables()
        place = complaint[complaint.index("\n\nLINE") :] if "\n\nLINE" in complaint else ""
        if "Table with name" in complaint:
            return f"there is no table {wanted}. {near_names(wanted, tables)}{place}"
        return f"there is no column {wanted} in what is asked. {near_names(wanted, tables, are_columns=True)}{place}"


def near_names(wanted: str, tables: dict[str, list[tuple[str, str]]], *, are_columns: bool = False) -> str:
    """Names of tables (or columns) that look like `wanted`, the nearest first, and where all of them are listed."""
    from rapidfuzz import fuzz, process

    known = sorted({column for listed in tables.values() for column, _ in listed}) if are_columns else list(tables)
    near = process.extract(wanted.lower(), known, scorer=fuzz.ratio, limit=3, score_cutoff=NEAR_ENOUGH)
    names = [name for name, _, _ in near]
    if are_columns:
        names = [f"{name} (in {_first([t for t in tables if name in dict(tables[t])])})" for name in names]
    advice = f"Did you mean {' or '.join(names)}? " if names else ""
    return f"{advice}`.tables` lists the tables, `.schema TABLE` the columns."


def _first(names: list[str], at_most: int = 3) -> str:
    return ", ".join([*names[:at_most], "…"] if len(names) > at_most else names)


def published_file(folder: Path) -> Path:
    """The published file of a warehouse; `folder` may be that file itself."""
    return folder if folder.is_file() else folder / PUBLISHED_NAME


@contextmanager
def open_warehouse(folder: Path) -> Iterator[PublishedWarehouse]:
    """The published warehouse of `folder`, or the published file itself.

    Raises `QueryError` where nothing is published yet, the file is not what was published, or it cannot be opened.
    """
    file = published_file(folder)
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


def run_query(folder: Path, query: str, *, timeout_seconds: float = 60.0, max_rows: int | None = None) -> Answer:
    """The answer to `query` on the warehouse published in `folder`, cut after `max_rows`.

    Raises `QueryError` for SQL that DuckDB refuses, for a query that gives no rows (nothing can be changed here), for
    one that reaches outside the file, and for one that runs out of time or memory.
    """
    with open_warehouse(folder) as warehouse:
        return warehouse.answer(query, timeout_seconds=timeout_seconds, max_rows=max_rows)
