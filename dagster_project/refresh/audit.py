"""Whether the warehouse that was built is plausible beside the one that is published.

dbt's tests hold each warehouse to its own rules; they cannot see that a model lost half of its rows, or that the raw
folder was empty because a disk was not mounted. So what is about to be published is compared with what is published.
Documents that both hold should give about as many rows in both; tables that count over documents may grow or shrink
with the number of documents; captures that were loaded should not be refused of a sudden, nor most of them vanish.
A change that is meant breaks a band once, and is passed with `--accept-change`.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from dagster_project.refresh.errors import RefreshError

FACTOR = 3.0
"""Rows of a table may grow or shrink by this factor without more documents."""
SMALL = 20
"""Below so many rows (on the larger side) a factor says nothing."""
LOST_SHARE = 0.5
"""Of the published captures, the share that may be gone from raw/."""
REFUSED_SHARE = 0.1
"""Of the published captures that are still the same, the share that may now be refused."""


class ImplausibleChangeError(RefreshError):
    """The built warehouse differs from the published one by more than a refresh explains."""


def find_breaks(build: Path, published: Path) -> list[str]:
    """What of the built warehouse is implausible beside the published one, a sentence each; nothing is written.

    Without either file there is nothing to compare, and a published one that cannot be read is no measure.
    """
    if not (build.exists() and published.exists()):
        return []
    with duckdb.connect() as connection:
        _attach(connection, build, "built")
        try:
            _attach(connection, published, "was")
            return [*_capture_breaks(connection), *_table_breaks(connection)]
        except duckdb.IOException:
            return []


def _capture_breaks(connection: duckdb.DuckDBPyConnection) -> list[str]:
    listed, gone, same, refused = connection.execute(
        "select count(*), count(*) filter (built.capture_path is null),"
        " count(*) filter (was.document_id is not null and built.sha256 = was.sha256),"
        " count(*) filter (was.document_id is not null and built.sha256 = was.sha256 and built.document_id is null"
        " and built.reason_code is distinct from 'retracted')"
        " from was.main.captures as was left join built.main.captures as built using (capture_path)"
    ).fetchall()[0]
    breaks = []
    if gone >= SMALL and gone > LOST_SHARE * listed:
        breaks.append(f"{gone:,} of {listed:,} captures are gone from the raw folder: is it mounted whole?")
    if refused >= SMALL / 4 and refused > REFUSED_SHARE * same:
        breaks.append(f"{refused:,} of {same:,} captures that were loaded are now quarantined, though unchanged")
    return breaks


def _table_breaks(connection: duckdb.DuckDBPyConnection) -> list[str]:
    built, was = _columns(connection, "built"), _columns(connection, "was")
    documents = {side: _count(connection, f"{side}.main.documents") for side in ("built", "was")}
    growth = max(documents["built"], 1) / max(documents["was"], 1)
    breaks = []
    for table in sorted(was.keys() - {"captures", "run_log"}):
        if table not in built:
            breaks.append(f"table {table} is gone")
            continue
        if "document_id" in built[table] & was[table]:
            rows = {side: _rows_of_shared_documents(connection, side, table) for side in ("built", "was")}
            low, high, of = 1 / FACTOR, FACTOR, " of the documents that both hold"
        else:
            rows = {side: _count(connection, f'{side}.main."{table}"') for side in ("built", "was")}
            low, high, of = min(1.0, growth) / FACTOR, max(1.0, growth) * FACTOR, ""
        is_within = low * rows["was"] <= rows["built"] <= high * max(rows["was"], 1)
        if max(rows.values()) >= SMALL and not is_within:
            breaks.append(f"{table}{of}: {rows['was']:,} rows before, {rows['built']:,} now")
    return breaks


def _columns(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, set[str]]:
    found = connection.execute(
        "select table_name, list(column_name) from duckdb_columns()"
        " where database_name = ? and schema_name = 'main' group by table_name",
        [catalog],
    ).fetchall()
    return {table: set(columns) for table, columns in found}


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    return int(connection.execute(f"select count(*) from {relation}").fetchall()[0][0])  # noqa: S608 - own names


def _rows_of_shared_documents(connection: duckdb.DuckDBPyConnection, side: str, table: str) -> int:
    other = "was" if side == "built" else "built"
    shared = f"select document_id from {side}.main.documents semi join {other}.main.documents using (document_id)"  # noqa: S608
    return _count(connection, f'{side}.main."{table}" where document_id in ({shared})')


def _attach(connection: duckdb.DuckDBPyConnection, file: Path, name: str) -> None:
    quoted = str(file).replace("'", "''")
    connection.execute(f"attach '{quoted}' as {name} (read_only)")
