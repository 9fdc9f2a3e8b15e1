"""The published file in other hands: DuckDB's own client, and an old DuckDB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project.query import open_warehouse

READ_ALL = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
    rows = connection.execute(f'select * from "{table}"').fetchall()
    print(table, len(rows))
"""


def counts(desk) -> dict[str, int]:
    with open_warehouse(desk.warehouse) as published:
        return {
            table: int(published.rows(f'select count(*) as n from "{table}"')[0]["n"]) for table in published.tables()
        }


def test_duckdbs_own_client_opens_it_and_shows_what_columns_mean(desk) -> None:
    client = Path(sys.executable).with_name("duckdb")
    if not client.exists():
        pytest.skip("DuckDB's client (duckdb-cli of the development lock) is not installed")
    query = "select count(*) from who_said_what; select comment from duckdb_columns() where column_name = 'cue_text'"
    command = [str(client), "-readonly", "-csv", "-noheader", str(desk.warehouse / "warehouse.duckdb"), query]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0] == str(counts(desk)["who_said_what"])
    assert "The words that report it" in lines[1]


@pytest.mark.slow
def test_duckdb_1_1_reads_every_table(desk) -> None:
    uv = Path(sys.executable).with_name("uv")
    # 1.0 reads the format too, but not a column of lists in which no list has an item (missing_positions may be one).
    old = [str(uv), "run", "--quiet", "--no-project", "--python", "3.11", "--with", "duckdb==1.1.3", "python", "-c"]
    if not uv.exists() or subprocess.run([*old, "import duckdb"], capture_output=True, check=False).returncode:
        pytest.skip("duckdb 1.1.3 cannot be installed here")
    command = [*old, READ_ALL, str(desk.warehouse / "warehouse.duckdb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    read = dict(line.split() for line in done.stdout.splitlines())
    assert {table: int(count) for table, count in read.items()} == counts(desk)
