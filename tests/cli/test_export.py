"""`hearsay export`: the same rows in every format, files whole or not at all, and nothing where it may not be."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from dagster_project.cli import export_files
from dagster_project.cli.export_log import read_exports
from dagster_project.query import PublishedWarehouse, open_warehouse, run_query


def rows(desk, query: str) -> list[dict[str, object]]:
    answer = run_query(desk.warehouse, query)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_the_whole_warehouse_is_a_folder_of_parquet_with_every_type_kept(desk, tmp_path: Path) -> None:
    desk("export", str(tmp_path / "all"))
    with open_warehouse(desk.warehouse) as published:
        tables = published.tables()
    assert sorted(file.name for file in (tmp_path / "all").iterdir()) == sorted(f"{table}.parquet" for table in tables)
    claims = pl.read_parquet(tmp_path / "all" / "fct_claims.parquet").sort("claim_id")
    assert claims.to_dicts() == rows(desk, "select * from fct_claims order by claim_id")
    assert claims.schema["content_spans"] == pl.List(pl.Struct({"char_start": pl.Int64, "char_end": pl.Int64}))


def test_chosen_tables_go_into_a_folder_and_one_into_a_file(desk, tmp_path: Path) -> None:
    desk("export", str(tmp_path / "two"), "-t", "captures", "-t", "passages", "-f", "jsonl")
    assert sorted(file.name for file in (tmp_path / "two").iterdir()) == ["captures.jsonl", "passages.jsonl"]
    desk("export", str(tmp_path / "captures.csv"), "-t", "captures")
    with (tmp_path / "captures.csv").open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 6


def test_a_query_is_streamed_into_one_file_and_no_cell_of_csv_is_a_formula(desk, tmp_path: Path) -> None:
    query = "select range as n, '=1+1' as cell, '  -' as other from range(25000)"
    desk("export", str(tmp_path / "n.csv"), "--query", query)
    with (tmp_path / "n.csv").open(encoding="utf-8", newline="") as lines:
        read = list(csv.reader(lines))
    assert (len(read), read[1], read[-1][0]) == (25_001, ["0", "'=1+1", "  -"], "24999")
    desk("export", str(tmp_path / "n.jsonl"), "--query", query)
    assert json.loads((tmp_path / "n.jsonl").read_text(encoding="utf-8").splitlines()[0])["cell"] == "=1+1"


def test_a_claim_of_schema_org_has_its_author_and_where_it_appears(desk, tmp_path: Path) -> None:
    desk("export", str(tmp_path / "claims.jsonld"))
    document = json.loads((tmp_path / "claims.jsonld").read_text(encoding="utf-8"))
    assert document["@context"] == "https://schema.org"
    claims = {claim["text"]: claim for claim in document["@graph"]}
    assert len(document["@graph"]) == rows(desk, "select count(*) as n from who_said_what")[0]["n"]
    gates = claims["The gates are open,"]
    assert gates["@type"] == "Claim"
    assert gates["author"]["@type"] == "Person"
    assert gates["author"]["name"] == "Kassym-Jomart Tokayev"
    assert gates["appearance"]["headline"] == "Harbour strike enters second week"
    assert gates["appearance"]["datePublished"] == "2022-01-08"
    assert gates["appearance"]["author"] == {"@type": "Person", "name": "Ilse Brandt"}
    assert "ClaimReview" not in str(document)
    assert None not in [value for claim in document["@graph"] for value in claim.values()]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["taken.csv", "-t", "captures"], "is there already. Name another place, or replace it with --force"),
        (["full"], "is there already"),
        (["raw/x.csv", "-t", "captures"], "where nothing is written"),
        (["nowhere/x.csv", "-t", "captures"], "is no folder. Make it first"),
        (["x.csv", "-t", "capture"], "Did you mean captures"),
        (["x.csv"], "name a folder, or one --table"),
        (["x", "-q", "select 1"], "a query gives one file"),
        (["x.csv", "-q", "selec 1"], "syntax error"),
        (["x.csv", "-q", "copy captures to 'y.csv'"], "disabled"),
        (["x.jsonld", "-t", "captures"], "is of the whole warehouse"),
    ],
)
def test_what_cannot_be_exported_says_why_and_leaves_nothing_behind(
    desk, tmp_path: Path, words: list[str], says: str
) -> None:
    (tmp_path / "taken.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    (tmp_path / "raw").mkdir()
    before = sorted(tmp_path.rglob("*"))
    place, *rest = words
    assert says in desk.refused("export", str(tmp_path / place), *rest, "--raw", str(tmp_path / "raw"))
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "taken.csv").read_text(encoding="utf-8") == "mine"


def test_force_replaces_its_own_files_and_no_others(desk, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "captures.csv").write_text("old", encoding="utf-8")
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    desk("export", str(tmp_path / "out"), "-t", "captures", "-f", "csv", "--force")
    assert (tmp_path / "out" / "captures.csv").read_text(encoding="utf-8").startswith("capture_path,")
    assert (tmp_path / "out" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_writing_that_breaks_off_leaves_the_old_file(desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_text("old", encoding="utf-8")

    def full_disk(_: PublishedWarehouse, __: str, file: Path, ___: float) -> int:
        file.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(export_files.WRITERS, "csv", full_disk)
    assert "No space left" in desk.refused("export", str(tmp_path / "x.csv"), "-t", "captures", "--force")
    assert [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()] == ["old"]


def test_every_export_is_noted_for_withdrawals(desk, tmp_path: Path) -> None:
    desk("export", str(tmp_path / "noted.csv"), "-t", "captures")
    (export,) = [each for each in read_exports(desk.warehouse) if each.place.endswith("noted.csv")]
    assert export.holds == ["captures"]


def test_entities_of_follow_the_money_are_valid_by_its_own_library(desk, tmp_path: Path) -> None:
    ftm = pytest.importorskip("followthemoney", reason="an optional extra: PyICU has no wheels, so no lock has it")
    desk("export", str(tmp_path / "e.ftm.json"))
    lines = (tmp_path / "e.ftm.json").read_text(encoding="utf-8").splitlines()
    proxies = [ftm.model.get_proxy(json.loads(line)) for line in lines]
    by_schema: dict[str, list[object]] = {}
    for proxy in proxies:
        proxy.schema.validate(proxy.to_dict())
        by_schema.setdefault(proxy.schema.name, []).append(proxy)
    assert {"Person", "Article", "Mention", "Note"} <= set(by_schema)
    ids = {proxy.id for proxy in proxies}
    referred = {value for proxy in proxies for prop, value in proxy.itervalues() if prop.type.name == "entity"}
    assert referred <= ids
    assert len(by_schema["Note"]) == rows(desk, "select count(*) as n from who_said_what")[0]["n"]


def test_without_its_library_follow_the_money_says_how_to_get_it(
    desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "followthemoney", None)
    assert "pip install 'followthemoney>=4.11'" in desk.refused("export", str(tmp_path / "e.ftm.json"))
    assert list(tmp_path.iterdir()) == []
