"""What analysts decide: statements corrected, and a capture withdrawn, in a project and a warehouse of their own."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner

from dagster_project.cli import app
from dagster_project.cli.export_log import log_export
from dagster_project.cli.options import PROJECT
from dagster_project.query import Row, run_query
from dagster_project.refresh import versions, warehouse_build
from dagster_project.refresh.report import RefreshReport

PIER = """\
Harbour closed

By Ilse Brandt

January 8, 2022

Ada Roth, the harbour master, said that the pier is unsafe. She added that the crane was inspected twice.

Karim Massimov said the gates were open. “Nobody asked the divers,” Massimov said.
"""
LETTER = """\
The pilot's letter

By Karl Anders

January 9, 2022

Mona Varga said that the amber lighthouse ledger was forged by her own brother. She said she was sorry for the harbour.

“The cormorants saw everything that night,” Varga said.
"""
WORDS = ("amber lighthouse ledger", "cormorants saw everything", "Mona Varga")


@dataclass(frozen=True)
class Bureau:
    """A raw folder, a warehouse, and reference data of its own."""

    raw: Path
    warehouse: Path
    seeds: Path
    refresh: Callable[..., RefreshReport]

    def again(self) -> RefreshReport:
        return self.refresh(self.raw, self.warehouse)

    def ask(self, query: str) -> list[Row]:
        answer = run_query(self.warehouse, query)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    def write(self, *rows: dict[str, str]) -> None:
        file = self.seeds / "claim_overrides.csv"
        header = file.read_text(encoding="utf-8").splitlines()[0].split(",")
        with file.open("w", encoding="utf-8", newline="") as written:
            writer = csv.DictWriter(written, header)
            writer.writeheader()
            writer.writerows({"who": "Ada", "why": "heard it", "on_date": "2022-02-01", **row} for row in rows)

    def hearsay(self, *words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, [*words, "--warehouse", str(self.warehouse)])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, " ".join(result.output.split())


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory, refresh: Callable[..., RefreshReport]) -> Iterator[Bureau]:
    import dagster_project.launch  # noqa: F401 - Dagster takes its assets from the project itself, before it is another one

    folder = tmp_path_factory.mktemp("bureau")
    shutil.copytree(PROJECT / "dbt", folder / "dbt", ignore=shutil.ignore_patterns("target", "logs"))
    (folder / "raw").mkdir()
    (folder / "raw" / "pier.txt").write_text(PIER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(versions, "REFERENCE", folder / "dbt" / "seeds")
        patch.setattr(warehouse_build, "DBT_PROJECT", folder / "dbt")
        desk = Bureau(folder / "raw", folder / "warehouse", folder / "dbt" / "seeds", refresh)
        desk.again()
        yield desk


def claim(bureau: Bureau, words: str) -> dict[str, str]:
    (row,) = bureau.ask(f"select claim_id, content_text from fct_claims where contains(content_text, '{words}')")
    return {"claim_id": row["claim_id"], "capture_path": "pier.txt", "quoted_text": row["content_text"]}


def test_corrections_hold_from_the_next_refresh_and_no_capture_is_read_for_them(bureau: Bureau) -> None:
    unsafe, crane, gates = (claim(bureau, words) for words in ("pier is unsafe", "crane", "gates"))
    (president,) = bureau.ask("select entity_id from dim_entities where canonical_name = 'Kassym-Jomart Tokayev'")
    before = bureau.ask("select count(*) as n from who_said_what")[0]["n"]
    bureau.write(
        {"action": "reject", **unsafe},
        # Its id is another one by now: it is found by its words.
        {"action": "reattribute", **gates, "claim_id": "f" * 32, "target": president["entity_id"]},
        {"action": "confirm", **crane, "claim_id": "e" * 32, "quoted_text": crane["quoted_text"][5:]},
        {"action": "reject", "claim_id": "d" * 32, "capture_path": "pier.txt", "quoted_text": "said no such thing"},
    )
    report = bureau.again()
    assert report.unchanged == 1
    assert bureau.ask("select count(*) as n from who_said_what")[0]["n"] == before - 1
    found = bureau.ask("select content_text, review_status, speaker_entity_id from fct_claims where is_attributed")
    status = {row["content_text"]: row["review_status"] for row in found}
    assert status[unsafe["quoted_text"]] == "rejected"
    assert status[crane["quoted_text"]] == "confirmed"
    assert status[gates["quoted_text"]] == "reattributed"
    (said,) = bureau.ask("select speaker from who_said_what where contains(statement, 'gates')")
    assert said["speaker"] == "Kassym-Jomart Tokayev"
    (note,) = [note for note in report.notes if "Correction not applied" in note]
    assert "its words are not in the capture any more" in note
    assert [row["problem"] is None for row in bureau.ask("select * from claim_corrections where is_applied")] == [
        True
    ] * 3
    _, shown = bureau.hearsay("explain", claim(bureau, "gates")["claim_id"])
    assert (
        "reattributed (the text was read as Karim Massimov) by Ada on 2022-02-01: heard it; found by its words" in shown
    )


def test_explain_prints_a_row_that_can_be_written_as_it_is(bureau: Bureau) -> None:
    of_claim = claim(bureau, "divers")
    _, shown = bureau.hearsay("explain", of_claim["claim_id"], "-f", "json")
    row = json.loads(shown)["correction_row"]
    (cells,) = csv.reader([row])
    assert cells[:4] == ["reject", of_claim["claim_id"], "pier.txt", of_claim["quoted_text"]]


def every_word_below(folder: Path) -> str:
    """All that is written below a folder: names, bytes, and what compressed files hold."""
    words = []
    for file in (file for file in folder.rglob("*") if file.is_file()):
        words += [
            str(file),
            file.read_bytes().decode("utf-8", "replace"),
            file.read_bytes().decode("utf-16", "replace"),
        ]
        if file.suffix == ".parquet":
            words.append(str(pl.read_parquet(file).to_dicts()))
        if file.suffix == ".duckdb":
            with duckdb.connect(str(file), read_only=True) as connection:
                for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
                    words.append(str(connection.table(table).fetchall()))
    return "\n".join(words)


def test_of_a_withdrawn_capture_no_word_is_left_below_the_warehouse_and_it_does_not_come_back(bureau: Bureau) -> None:
    for name, content in (
        ("letter.txt", LETTER.encode()),
        ("copy.txt", LETTER.encode()),
        ("wide.txt", LETTER.encode("utf-16")),
    ):
        (bureau.raw / name).write_bytes(content)
    bureau.again()
    assert all(word in every_word_below(bureau.warehouse) for word in WORDS)
    (row,) = bureau.ask("select claim_id, content_text from fct_claims where contains(content_text, 'forged')")
    bureau.write(
        {
            "action": "confirm",
            "claim_id": row["claim_id"],
            "capture_path": "copy.txt",
            "quoted_text": row["content_text"],
        }
    )
    # What may lie about besides: a log of dbt, a log of Dagster, somebody's export.
    history = bureau.warehouse / ".dagster" / "history"
    history.mkdir(parents=True)
    (history / "run.log").write_text(f'{{"found": {json.dumps(LETTER)}}}', encoding="utf-8")
    (bureau.warehouse / ".dbt").mkdir(exist_ok=True)
    (bureau.warehouse / ".dbt" / "dbt.log").write_text(LETTER, encoding="utf-8")
    (bureau.warehouse / "mine.txt").write_text(LETTER, encoding="utf-8")
    exported = bureau.raw.parent / "claims.csv"
    exported.touch()
    assert log_export(bureau.warehouse, exported, ["fct_claims"])

    where = ("--raw", str(bureau.raw))
    code, shown = bureau.hearsay("retract", "letter.txt", "--why", "at her request", *where)
    assert (code, "nothing was changed" in shown) == (1, True)
    code, shown = bureau.hearsay("retract", "letter.txt", "--why", "at her request", "--who", "Ada", "--yes", *where)
    assert code == 0, shown
    assert "3 capture(s) of 1 text(s): 1 sources" in shown
    assert "1 row(s) that quoted it were taken out" in shown
    for left in (bureau.raw / "letter.txt", bureau.raw / "wide.txt", bureau.warehouse / "mine.txt", exported):
        assert str(left) in shown
    (bureau.warehouse / "mine.txt").unlink()
    left = every_word_below(bureau.warehouse)
    assert [word for word in WORDS if word in left] == []

    # It comes again under another name, and after the folder was deleted.
    (bureau.raw / "letter.txt").rename(bureau.raw / "other-name.txt")
    shutil.rmtree(bureau.warehouse)
    bureau.again()
    left = every_word_below(bureau.warehouse)
    assert [word for word in WORDS if word in left] == []
    refused = bureau.ask("select capture_path from captures where reason_code = 'retracted' order by 1")
    assert [row["capture_path"] for row in refused] == ["copy.txt", "other-name.txt", "wide.txt"]
    decisions = bureau.ask("select distinct action, who, why, is_in_force from retractions")
    assert decisions == [{"action": "retract", "who": "Ada", "why": "at her request", "is_in_force": True}]
    kept = bureau.ask("select count(*) as n from documents")
    assert kept == [{"n": 1}]


def test_a_restored_capture_is_read_again(bureau: Bureau) -> None:
    where = ("--raw", str(bureau.raw))
    code, shown = bureau.hearsay("retract", "other-name.txt", "--restore", "--why", "she agreed", *where)
    assert code == 0, shown
    bureau.again()
    assert bureau.ask("select count(*) as n from captures where reason_code = 'retracted'") == [{"n": 0}]
    _, shown = bureau.hearsay("retract", "other-name.txt", "--restore", "--why", "twice", *where)
    assert "it is not withdrawn" in shown
