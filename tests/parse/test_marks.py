"""The rows of data: each example bears its mark, each row is usable."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from dagster_project import parse
from dagster_project.parse.marks import bear_marks, bit, mark_names, marks

FOLDER = Path(parse.__file__).parent


@pytest.mark.parametrize("row", marks(), ids=lambda row: f"{row.mark}: {row.example[:40]}")
def test_an_example_bears_its_mark(row) -> None:
    assert bear_marks([row.example])[0] & bit(row.mark)


def test_marks_fit_into_an_integer_column() -> None:
    assert len(mark_names()) < 63


def test_an_unknown_mark_is_an_error() -> None:
    with pytest.raises(ValueError, match="no_such_mark"):
        bit("no_such_mark")


PROSE = [
    "The minister said on Friday that the road would stay closed until the spring.",
    "Der Minister sagte am Freitag, die Straße bleibe bis zum Frühjahr gesperrt.",
    "“We have seen nothing,” she said.",
    "He moved to London with his two sisters in 1998 and worked for a printer.",
    "Subscribers to the fund were paid back in the end, most of them in kind.",
    "More than 2,000 people had signed by Monday, the organisers said.",
    "Comments that he made on the radio did not help.",
    "Kommentare gab es keine, nur ein langes Schweigen im Saal.",
    "Related families were allowed to sit together.",
]


@pytest.mark.parametrize("line", PROSE)
def test_prose_bears_no_mark_of_furniture(line) -> None:
    furniture = bit(
        "boilerplate", "section_stop", "comments_start", "teaser_heading", "teaser", "credit", "about_author"
    )
    assert not bear_marks([line])[0] & furniture


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.csv")), ids=lambda path: path.name)
def test_rows_are_complete_and_said_once(path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert len({tuple(row) for row in rows}) == len(rows)


HOSTILE = {
    "dashes and a handle": "—" * 130 + "(@a)" + "x" * 266,
    "cells": "a | " * 100 + ".",
    "tags": "#a " * 130 + "!",
    "double spaces": "a  " * 66 + ".",
    "buttons": "share tweet " * 16 + "z",
    "names": "Aa " * 130,
    "years": "20" * 200,
    "a byline without an end": "By " + "Aa " * 120 + "!",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_line_keeps_a_pattern_busy(name) -> None:
    lines = [f"{HOSTILE[name]}{number}"[:400] for number in range(1000)]
    started = time.process_time()
    bear_marks(lines)
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize(
    "row", [row for row in marks() if row.needs], ids=lambda row: f"{row.mark}: {row.example[:40]}"
)
def test_an_example_holds_a_word_that_its_row_needs(row) -> None:
    assert any(word in row.example.lower() for word in row.needs.split("¦"))


def test_a_row_that_may_open_with_anything_names_the_words_it_needs() -> None:
    assert [row.pattern for row in marks() if not row.needs and not row.pattern.startswith("^")] == []
