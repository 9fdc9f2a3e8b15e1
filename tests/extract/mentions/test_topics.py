"""A topic is rows: the second one, Belarus in August 2020, in three languages; and the page on adding one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

PAGE = Path(__file__).parents[3] / "docs" / "topics.md"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A ferry took Sviatlana Tsikhanouskaya to Vilnius. Tikhanovskaya thanked them."),
        ("de", "Eine Fähre brachte Tichanowskaja nach Wilna, sagt Zichanouskajas Büro."),
        ("ru", "Паром увёз Тихановскую, сказали у Тихановской."),
    ],
)
def test_every_spelling_is_one_woman(frame_of: Callable[..., pl.DataFrame], language: str, text: str) -> None:
    people = frame_of([text], language).filter(pl.col("entity_type") == "person")
    assert people["reference_key"].to_list() == ["tsikhanouskaya_sviatlana"] * 2


def test_a_common_name_is_hers_only_beside_the_topic(frame_of: Callable[..., pl.DataFrame]) -> None:
    texts = ["The Central Election Commission met.", "Lukashenko slept. The Central Election Commission met."]
    keys = dict(
        frame_of(texts)
        .filter(pl.col("surface") == "Central Election Commission")
        .select("source_id", "reference_key")
        .iter_rows()
    )
    assert keys == {"s0": None, "s1": "cec_belarus"}


def test_the_rows_that_the_page_shows_are_those_of_the_seeds(seeds: Path) -> None:
    shown = re.findall(r"^    (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    written = {line for name in seeds.glob("*.csv") for line in name.read_text(encoding="utf-8").splitlines()}
    assert len(shown) > 8
    assert [row for row in shown if row not in written] == []
