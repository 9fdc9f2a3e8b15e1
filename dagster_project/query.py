"""Queries on the published warehouse: read only, shut off from everything else, with limits."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import polars as pl


class QueryError(Exception):
    """The query could not be answered; the message says why and what to do."""


def run_query(warehouse: Path, query: str, *, timeout_seconds: float = 60.0, memory_limit: str = "4GB") -> pl.DataFrame:
    """The rows of `query` on the file `warehouse`.

    Raises `QueryError` for SQL that DuckDB refuses, for a query that gives no rows (nothing can be changed here), for
    one that reaches outside the file, and for one that runs out of time or memory.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": memory_limit,
        "lock_configuration": "true",
    }
    try:
        connection = duckdb.connect(str(warehouse), read_only=True, config=settings)
    except duckdb.Error as error:
        raise QueryError(f"{warehouse} cannot be opened: {error}. Build it anew with `hearsay refresh`.") from error
    with connection:
        watch = threading.Timer(timeout_seconds, connection.interrupt)
        watch.start()
        try:
            relation = connection.sql(query)
            if relation is None:
                raise QueryError("that statement gives no rows; the warehouse is read only.")
            return relation.pl()
        except duckdb.InterruptException:
            raise QueryError(
                f"the query was stopped after {timeout_seconds:g} s. Narrow it, or allow more with --timeout."
            ) from None
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
        finally:
            watch.cancel()
