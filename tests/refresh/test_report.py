"""What the closing lines of a refresh say, on tables of a few rows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from building import PROJECT

from dagster_project.refresh.report import tell_highlights, tell_quality
from dagster_project.refresh.versions import rules_version

TABLES = """
create table claim_groups (independent_origin_count bigint);
create table contested (claim_id varchar);
create table highlights (
    highlight varchar, place bigint, statement varchar, speaker varchar, publisher varchar, published_on date,
    independent_origin_count bigint, distinct_voice_count bigint, other_statement varchar, other_speaker varchar,
    other_publisher varchar, other_published_on date, other_independent_origin_count bigint
);
"""
CORROBORATED = (
    "insert into claim_groups values (4), (2), (1);"
    " insert into highlights (highlight, place, statement, speaker, publisher, published_on, independent_origin_count,"
    " distinct_voice_count) values"
    " ('best_corroborated', 2, 'the ferry is late', null, 'Ledger', null, 2, 1),"
    " ('best_corroborated', 1, 'the pier\n is closed', 'Ada Roth', 'Ledger', '2022-03-01', 4, 3)"
)
CONTESTED = (
    "insert into contested values ('a'), ('b');"
    " insert into highlights values ('most_contested', 1, 'nine were hurt', 'the harbour office', 'Ledger',"
    " '2022-03-01', 3, null, 'four were hurt', null, 'Ivo Lent', null, 1)"
)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    file = tmp_path / "warehouse.duckdb"
    fill(file, TABLES)
    return file


def fill(file: Path, statements: str) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(statements)


def test_the_first_statement_of_each_kind_is_told_with_its_counts_and_where_to_look(published: Path) -> None:
    fill(published, CORROBORATED)
    fill(published, CONTESTED)
    best, contested, more = tell_highlights(published)
    assert best == (
        "Best corroborated, of 2 told by more than one independent text: “the pier is closed” (Ada Roth, in Ledger,"
        " 2022-03-01), in 4 independent texts by 3 voices."
    )
    assert contested == (
        "Most contested, of 2 pairs that cannot both hold: “nine were hurt” (the harbour office, in Ledger,"
        " 2022-03-01), in 3 independent texts; against it “four were hurt” (Ivo Lent), in one text."
    )
    assert "highlights" in more


def test_where_nothing_is_told_twice_the_paragraph_says_so(published: Path) -> None:
    assert tell_highlights(published) == ["No statement is told by two independent texts yet."]


def test_a_long_statement_is_cut(published: Path) -> None:
    fill(published, CORROBORATED)
    fill(published, "update highlights set statement = repeat('waves ', 100) where place = 1")
    assert "waves waves …”" in tell_highlights(published)[0]
    assert len(tell_highlights(published)[0]) < 400


def test_the_sample_corpus_has_both(sample_warehouse: Path) -> None:
    best, contested, _ = tell_highlights(sample_warehouse)
    assert best.startswith("Best corroborated")
    assert contested.startswith("Most contested")


def test_quality_is_told_in_percent_and_says_when_the_rules_are_later_than_the_figures(published: Path) -> None:
    measured = PROJECT / "dbt" / "seeds" / "measured" / "measured_quality.csv"
    fill(published, f"create table quality_metrics as from read_csv('{measured}')")
    fill(published, f"update quality_metrics set code_version = '{rules_version()}'")
    fill(published, "update quality_metrics set value = 0.876 where metric = 'claim_precision'")
    (figures,) = tell_quality(published)
    assert figures.startswith("Of the statements read as somebody's 88% are right")
    fill(published, "update quality_metrics set code_version = 'another'")
    assert "measures them anew" in tell_quality(published)[1]
