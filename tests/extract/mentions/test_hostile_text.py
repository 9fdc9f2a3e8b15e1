"""Long and odd texts are read in linear time, and every mention is its span to the letter."""

import time
from collections.abc import Callable
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagster_project.extract.mentions.spans import Taken

PIECES = [
    "#Putin ",
    "@putin ",
    "Anna Feld ",
    "Mr. Feld ",
    "Tokayev's ",
    "A. B. ",
    "University of ",
    "The Feld Board (FB) ",
    "von der ",
    "\n\n",
    "Kasachstans ",
    "example.org/x ",
    "🙂",
    "\u00a0",
    "Токаева ",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_hundred_thousand_characters_of_one_thing(
    piece: str, language: str, frame_of: Callable[..., pl.DataFrame]
) -> None:
    frame_of(["Anna Feld"], language)
    begun = time.process_time()
    frame_of([piece * (100_000 // len(piece))], language)
    assert time.process_time() - begun < 4.0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(st.sampled_from([*PIECES, " ", "said ", "der ", ". ", "x"]), max_size=25),
    language=st.sampled_from(["en", "de", "ru"]),
)
def test_every_mention_is_its_span_and_names_do_not_overlap(
    frame_of: Callable[..., pl.DataFrame], pieces: list[str], language: str
) -> None:
    text = "".join(pieces)
    rows = frame_of([text], language).to_dicts()
    for row in rows:
        assert text[row["char_start"] : row["char_end"]] == row["surface"]
    names = sorted((row["char_start"], row["char_end"]) for row in rows if row["mention_type"] == "name")
    assert all(one[1] <= other[0] for one, other in pairwise(names))
    assert len({row["mention_id"] for row in rows}) == len(rows)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=8), st.integers(0, 30), st.integers(1, 5))
def test_what_is_taken_overlaps_as_a_list_would_tell(found: list[tuple[int, int]], start: int, length: int) -> None:
    kept: list[tuple[int, int]] = []
    taken = Taken()
    for begin, size in found:
        if not taken.overlaps(begin, begin + size):
            taken.add(begin, begin + size)
            kept.append((begin, begin + size))
    end = start + length
    assert taken.overlaps(start, end) == any(a < end and start < b for a, b in kept)
