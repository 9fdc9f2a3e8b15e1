"""The rows of data: each example bears its mark, each row is usable."""

from __future__ import annotations

import csv
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
