"""What the tests of faults share: a warehouse to start from, a refresh in a process of its own, a full scan."""

from __future__ import annotations

import atexit
import functools
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.refresh.session import Places, refresh_session

PROJECT = Path(__file__).parents[2]

THREAD = """1/3 The lock gates at Ossel are shut, and nobody has seen the keeper since Monday.
2/3 The harbour engineer Mira Tolland said: "The chain is broken." I could not check that.
3/3 The port office denies it. More tomorrow.
"""
STORY = """Ossel: engineer warns of the gates

By Ines Quarrel
14 March 2021

The gates at Ossel will not hold another flood, according to the harbour engineer Mira Tolland.

"The chain is broken," she said on Saturday. The port office denied that the gates were damaged.
"""
BERICHT = """Ossel: Das Tor hält, sagt das Hafenamt

14.03.2021, 18:40

Das Tor bei Ossel werde auch die nächste Flut überstehen, sagte der Hafenmeister am Sonntag.

Laut der Ingenieurin Mira Tolland ist die Kette gerissen.
"""

Scan = dict[str, tuple[int, int]]


def refresh(raw: Path, warehouse: Path, *, accept_change: bool = False) -> list[str]:
    """A whole refresh in this process, without Dagster around it; gives its notes."""
    with refresh_session(Places(raw, warehouse), accept_change=accept_change) as session:
        session.ingest()
        for room in ("parse", "segment", "extract"):
            session.update(room)
        session.account()
        session.build(lambda _event: None)
        session.publish()
        return session.notes


def extract(raw: Path, warehouse: Path) -> pl.DataFrame:
    """A refresh up to where dbt takes over; gives the captures that are quarantined."""
    with refresh_session(Places(raw, warehouse)) as session:
        session.ingest()
        for room in ("parse", "segment", "extract"):
            session.update(room)
        session.account()
        return session.quarantined()


def extracted(warehouse: Path) -> dict[str, pl.DataFrame]:
    """Every row that Python wrote for dbt, in an order of its own; less the run log, and the times of files."""
    tables = {}
    for folder in sorted((warehouse / "parts").glob("*/*/")):
        rows = pl.read_parquet(folder / "*.parquet").drop("file_modified_at", strict=False)
        tables[folder.name] = rows.sort(pl.struct(pl.all()).hash(seed=1))
    return tables


def write(folder: Path, **texts: str) -> Path:
    """Captures of these texts, in files of these names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@functools.cache
def _prepared() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="hearsay-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    refresh(write(folder / "raw", thread=THREAD), folder / "warehouse")
    return folder


def prepared(folder: Path) -> tuple[Path, Path]:
    """A raw folder with one capture and its published warehouse, a copy of their own for each test."""
    shutil.copytree(_prepared(), folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".lock"))
    return folder / "raw", folder / "warehouse"


def scan(warehouse: Path) -> Scan:
    """Rows, and a sum over every value, of each published table: less the run log, and the times of files."""
    with duckdb.connect(str(warehouse / "warehouse.duckdb"), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        found = {}
        for table in tables:
            columns = "* exclude (file_modified_at)" if table == "captures" else "*"
            query = f'select count(*), sum(hash(t)::hugeint) from (select {columns} from "{table}") as t'
            found[table] = connection.execute(query).fetchall()[0]
    return {table: found[table] for table in sorted(found) if table != "run_log"}


def scan_at_once(**texts: str) -> Scan:
    """The scan of a warehouse that was built in one go from captures of these texts."""
    return _scan_at_once(tuple(sorted(texts.items())))


@functools.cache
def _scan_at_once(texts: tuple[tuple[str, str], ...]) -> Scan:
    with tempfile.TemporaryDirectory(prefix="hearsay-") as folder:
        refresh(write(Path(folder) / "raw", **dict(texts)), Path(folder) / "warehouse")
        return scan(Path(folder) / "warehouse")


def fingerprint(warehouse: Path) -> str:
    """A digest of the published file, to the byte."""
    return hashlib.sha256((warehouse / "warehouse.duckdb").read_bytes()).hexdigest()


def query(warehouse: Path, statement: str) -> list[tuple[object, ...]]:
    """The rows of a statement on the published file."""
    with duckdb.connect(str(warehouse / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(statement).fetchall()


def command(raw: Path, warehouse: Path, *options: str) -> list[str]:
    """`hearsay refresh`, as a command."""
    where = ["--raw", str(raw), "--warehouse", str(warehouse)]
    return [sys.executable, "-m", "dagster_project.cli", "refresh", *where, *options]


def start(raw: Path, warehouse: Path, *options: str) -> subprocess.Popen[str]:
    """`hearsay refresh` in a process of its own."""
    return subprocess.Popen(
        command(raw, warehouse, *options), cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run_script(
    script: str, *arguments: object, preexec: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A Python script in a process of its own, with the project on its path."""
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=preexec,
    )


REFRESH_SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path("tests/reliability").resolve()))
import harness
from dagster_project.refresh.errors import RefreshError
if __name__ == "__main__":
    try:
        harness.refresh(Path(sys.argv[1]), Path(sys.argv[2]))
    except RefreshError as error:
        sys.exit(f"refresh: {error}")
"""
"""A whole refresh without Dagster, which ends with the message of what failed."""
