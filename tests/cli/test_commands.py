"""The command line, as a user types it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dagster_project.cli import app
from dagster_project.cli.options import PROJECT

RUNNER = CliRunner()
COMMANDS = [
    "refresh",
    "status",
    "quarantine",
    "show",
    "sql",
    "explain",
    "entity",
    "export",
    "retract",
    "score",
    "docs",
    "ui",
    "daemon",
]


def hearsay(*words: str) -> str:
    """What a command that succeeds prints."""
    result = RUNNER.invoke(app, [*words])
    assert result.exit_code == 0, result.output
    return result.output


def refused(*words: str) -> str:
    """What a command that fails prints, its lines joined."""
    result = RUNNER.invoke(app, [*words])
    assert result.exit_code == 1, result.output
    return " ".join(result.output.split())


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A small warehouse made by `hearsay refresh` itself, and what that printed."""
    folder = tmp_path_factory.mktemp("cli")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "note.txt").write_text('The harbour master Ivo Lent said: "The crane is sound."\n', encoding="utf-8")
    (raw / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (raw / "=cmd.txt").write_text("-2+3 is how the note began, and nobody knew why.\n", encoding="utf-8")
    printed = hearsay("refresh", "--raw", str(raw), "--warehouse", str(folder / "warehouse"))
    return folder / "warehouse", printed


def test_refresh_says_what_it_found_and_where_the_warehouse_is(refreshed: tuple[Path, str]) -> None:
    warehouse, printed = refreshed
    words = " ".join(printed.split())
    assert "3 new, 0 changed, 0 unchanged, 0 removed, 1 quarantined" in words
    assert "quarantined photo.txt [not_text]" in words
    assert "fct_claims" in words
    assert "warehouse.duckdb" in words
    assert (warehouse / "warehouse.duckdb").exists()


def test_quarantine_names_file_and_reason(refreshed: tuple[Path, str]) -> None:
    printed = hearsay("quarantine", "--warehouse", str(refreshed[0]), "--format", "json")
    (row,) = json.loads(printed)
    assert (row["capture_path"], row["reason_code"]) == ("photo.txt", "not_text")
    assert "photo.txt" in row["reason"]


def test_sql_answers_in_tables_csv_and_json(refreshed: tuple[Path, str]) -> None:
    query = "select capture_path, status from captures order by 1"
    where = ("--warehouse", str(refreshed[0]))
    assert "photo.txt" in hearsay("sql", query, *where)
    assert hearsay("sql", query, *where, "-f", "csv").splitlines()[:2] == ["capture_path,status", "'=cmd.txt,loaded"]
    lines = hearsay("sql", query, *where, "-f", "jsonl").splitlines()
    assert json.loads(lines[0])["capture_path"] == "=cmd.txt"
    assert json.loads(hearsay("sql", query, *where, "-f", "json")) == [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("selec 1", "syntax error"),
        ("select * from no_such_table", "no_such_table"),
        ("delete from captures", "read-only"),
        ("create table mine as select 1", "read-only"),
        (f"select * from read_text('{PROJECT / 'pyproject.toml'}')", "disabled"),
        ("copy captures to 'stolen.csv'", "disabled"),
        ("attach 'other.duckdb'", "disabled"),
        ("set enable_external_access = true", "locked"),
    ],
)
def test_sql_changes_nothing_and_reaches_nothing_outside(refreshed: tuple[Path, str], query: str, says: str) -> None:
    assert says in refused("sql", query, "--warehouse", str(refreshed[0]))


def test_sql_stops_a_query_that_takes_too_long(refreshed: tuple[Path, str]) -> None:
    query = "select count(*) from range(1000000000) a, range(1000000000) b where a.range * b.range % 7 = 3"
    started = time.monotonic()
    assert "stopped after 1 s" in refused("sql", query, "--timeout", "1", "--warehouse", str(refreshed[0]))
    assert time.monotonic() - started < 20


def test_sql_without_a_warehouse_says_how_to_build_one(tmp_path: Path) -> None:
    assert "hearsay refresh" in refused("sql", "select 1", "--warehouse", str(tmp_path))


def test_refresh_of_a_missing_folder_names_it_and_fails(tmp_path: Path) -> None:
    printed = refused("refresh", "--raw", str(tmp_path / "nowhere"), "--warehouse", str(tmp_path / "warehouse"))
    assert "nowhere" in printed


def test_two_refreshes_at_once_one_says_who_holds_the_warehouse(tmp_path: Path) -> None:
    from dagster_project.refresh.lock import warehouse_lock

    (tmp_path / "raw").mkdir()
    where = ["--raw", str(tmp_path / "raw"), "--warehouse", str(tmp_path / "warehouse")]
    with warehouse_lock(tmp_path / "warehouse" / ".lock"):
        command = [sys.executable, "-m", "dagster_project.cli", "refresh", *where]
        second = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert "is being refreshed by process" in " ".join(second.stderr.split())


def test_every_command_explains_itself() -> None:
    for command in COMMANDS:
        assert len(hearsay(command, "--help")) > 300


def test_commands_are_listed_in_the_order_in_which_one_needs_them() -> None:
    listed = [
        line.split()[1] for line in hearsay("--help").splitlines() if line.startswith("│ ") and len(line.split()) > 2
    ]
    assert [name for name in listed if name in COMMANDS] == COMMANDS


def test_asking_starts_quickly_without_dagster_dbt_or_polars(refreshed: tuple[Path, str]) -> None:
    check = (
        "import sys; from dagster_project.cli import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "heavy = {'dagster', 'dbt', 'polars', 'pyarrow', 'dagster_project.extract'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    command = [sys.executable, "-c", check, "sql", "select 42 as answer", "--warehouse", str(refreshed[0])]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "42" in done.stdout
