"""`hearsay sql`: formats, cuts, errors that help, and the prompt, typed into as a user does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from typer.testing import CliRunner

from dagster_project.cli import app
from dagster_project.cli.sql_prompt import Settings, SqlCompleter, ask_interactively, history_file
from dagster_project.cli.sql_words import propose
from dagster_project.query import SHUT_OFF

TABLES = {
    "captures": [("capture_path", "VARCHAR"), ("status", "VARCHAR")],
    "fct_claims": [("claim_id", "VARCHAR"), ("speaker_text", "VARCHAR"), ("content_text", "VARCHAR")],
    "fct_mentions": [("mention_id", "VARCHAR"), ("surface", "VARCHAR")],
}


@pytest.mark.parametrize(
    ("before", "after", "proposed"),
    [
        ("select * from fct_", "", {"fct_claims", "fct_mentions"}),
        ("select * from captures, fct_c", "", {"fct_claims"}),
        ("select * from captures join fct_m", "", {"fct_mentions"}),
        # Columns of the tables that the statement names, though it names them later.
        ("select sp", " from fct_claims", {"speaker_text"}),
        ("select sur", " from fct_claims", set()),
        ("select c.", " from fct_claims c where true", {"claim_id", "speaker_text", "content_text"}),
        ("select fct_mentions.su", " from fct_mentions", {"surface"}),
        ("select count(*) from captures gro", "", {"group by"}),
        ("SEL", "", {"select"}),
        # What is quoted is the text's, not ours.
        ("select 'fct_", "' from captures", set()),
        ("select 'it''s fct_", "", set()),
    ],
)
def test_what_may_come_next(before: str, after: str, proposed: set[str]) -> None:
    assert {proposal.word for proposal in propose(before, before + after, TABLES)} == proposed


def test_a_long_table_is_cut_with_a_notice_and_csv_is_not(desk) -> None:
    shown = desk("sql", "select * from range(2000)", "--limit", "5")
    assert "the first 5 rows" in shown
    assert "--limit 0 shows all" in shown
    assert len(desk("sql", "select * from range(25000)", "-f", "csv").splitlines()) == 25_001
    assert "2,000 rows" in desk("sql", "select * from range(2000)", "--limit", "0")


def test_formulas_are_disarmed_in_names_and_cells_of_csv_and_nowhere_else(desk) -> None:
    query = """select '=1+1' as "=a", '@x' as b, '-2' as c, -2 as d, ['=1', 'b'] as e"""
    assert desk("sql", query, "-f", "csv").splitlines() == ["'=a,b,c,d,e", """'=1+1,'@x,'-2,-2,"[""=1"", ""b""]\""""]
    assert json.loads(desk("sql", query, "-f", "jsonl"))["=a"] == "=1+1"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("select * from fct_claim", "there is no table fct_claim. Did you mean fct_claims"),
        ("select speaker_txt from fct_claims", "Did you mean speaker_text (in fct_claims, "),
        ("select c.contents_text from fct_claims c", "Did you mean content_text (in fct_claims"),
        ("select * from b.fct_claims", "fct_claims"),
        (".schema fct_claim", "Did you mean fct_claims"),
        ("", "there is no query"),
        ("from duckdb_secrets()", "disabled"),
        ("load httpfs", "disabled"),
        ("select * from desk", "no table desk"),
    ],
)
def test_errors_say_what_to_do(desk, query: str, says: str) -> None:
    assert says in desk.refused("sql", query)


def test_a_query_that_needs_too_much_memory_is_told_so(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHUT_OFF, "memory_limit", "60MB")
    query = "select * from range(40000000) order by hash(range)"
    assert "needs more memory than the 60MB" in desk.refused("sql", query)


def test_tables_and_schema_are_listed_with_what_they_mean(desk) -> None:
    tables = {row["table"]: row for row in json.loads(desk("sql", ".tables", "-f", "json"))}
    assert tables["fct_claims"]["what a row is"].startswith("One row per statement")
    assert tables["captures"]["rows"] == 6
    columns = json.loads(desk("sql", ".schema captures", "-f", "json"))
    assert columns[0]["column"] == "capture_path"
    assert all(column["meaning"] for column in columns)


@pytest.fixture
def at_the_prompt(
    desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """What the prompt prints when words are typed into it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def typed(words: str, settings: Settings | None = None) -> str:
        with create_pipe_input() as keys:
            keys.send_text(words)
            ask_interactively(desk.warehouse, settings or Settings(), source=keys, sink=DummyOutput())
        printed = capsys.readouterr()
        return printed.out + printed.err

    return typed


def test_a_statement_at_the_prompt_runs_over_lines_until_its_semicolon(at_the_prompt: Callable[..., str]) -> None:
    printed = at_the_prompt("select status,\rcount(*) as n\rfrom captures\rgroup by all order by 1;\r.quit\r")
    assert "quarantined" in printed
    assert "3 rows" in printed


def test_the_prompt_goes_on_after_an_error_and_keeps_what_was_typed(at_the_prompt: Callable[..., str]) -> None:
    printed = at_the_prompt("select * from capture;\r.fromat csv\r.limit x\rselect 41 + 1 as answer;\r\\q\r")
    assert "Did you mean captures" in printed
    assert "there is no .fromat" in printed
    assert ".limit does not take x" in printed
    assert "42" in printed
    assert "41 + 1" in history_file().read_text(encoding="utf-8")
    assert history_file().stat().st_mode & 0o077 == 0


def test_format_and_limit_are_set_at_the_prompt(at_the_prompt: Callable[..., str]) -> None:
    printed = at_the_prompt(".limit 3\rselect * from range(9);\r.format jsonl\rselect 7 as a;\r\x04")
    assert "the first 3 rows" in printed
    assert '{"a": 7}' in printed


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("select * from captu", ["captures"]),
        (".sch", [".schema"]),
        (".schema fct_c", ["fct_claims"]),
        (".format js", ["json", "jsonl"]),
    ],
)
def test_tab_completes_names_and_commands(typed: str, completed: list[str]) -> None:
    found = SqlCompleter(lambda: TABLES).get_completions(Document(typed), CompleteEvent(completion_requested=True))
    assert [completion.text for completion in found] == completed


def test_the_prompt_asks_the_new_warehouse_after_a_refresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name, value in (("warehouse.duckdb", 1), ("next.duckdb", 2)):
        with duckdb.connect(str(tmp_path / name)) as connection:
            connection.execute(f"create table version as select {value} as version")
    with create_pipe_input() as keys:
        from dagster_project.cli import sql_prompt

        answered = sql_prompt.answer_to

        def answer_and_publish(*given: object) -> None:
            answered(*given)
            if (tmp_path / "next.duckdb").exists():
                (tmp_path / "next.duckdb").replace(tmp_path / "warehouse.duckdb")

        monkeypatch.setattr(sql_prompt, "answer_to", answer_and_publish)
        keys.send_text("select version as v1 from version;\rselect 10 * version as v2 from version;\r\x04")
        ask_interactively(tmp_path, Settings(), source=keys, sink=DummyOutput())
    printed = capsys.readouterr().out
    assert "the new one answers" in printed
    assert "20" in printed


def test_without_a_terminal_the_query_is_read_from_standard_input(desk) -> None:
    command = ["sql", "--warehouse", str(desk.warehouse), "-f", "jsonl"]
    result = CliRunner().invoke(app, command, input="select 6 * 7 as answer")
    assert json.loads(result.output) == {"answer": 42}
