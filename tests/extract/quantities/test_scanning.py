"""The scan for words may pass a text too many and never one too few: what it leaves out holds nothing to read."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.extract.quantities import read_quantities
from dagster_project.extract.quantities.lexicon import LEXICONS, load_numbers
from dagster_project.extract.quantities.reading import Tokens
from dagster_project.extract.quantities.scanning import hold_numbers
from dagster_project.extract.signatures.events import read_events
from dagster_project.extract.signatures.predicates import tell_events

LANGUAGES = ("en", "de", "ru")
GLUE = (" ", "", "-", "’", "_", "\n", "\u0301", "\x1f", "„", "…", "9")


def forms(name: str, column: str) -> list[str]:
    with (LEXICONS / name).open(encoding="utf-8", newline="") as file:
        return [form for row in csv.DictReader(file) for form in row[column].split("|")]


words = st.sampled_from(
    [*forms("number_words.csv", "form"), *forms("predicates.csv", "forms"), "ferry", "people", "im"]
)
cases = st.sampled_from([str, str.upper, str.title, lambda word: word.replace("ss", "ß").replace("fi", "ﬁ")])
texts = st.lists(st.tuples(words, cases, st.sampled_from(GLUE)), max_size=6).map(
    lambda parts: "".join(case(word) + glue for word, case, glue in parts)
)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_text_that_the_scan_leaves_out_has_no_number_and_no_event(text: str) -> None:
    for language in LANGUAGES:
        numbers = load_numbers(language)
        assert numbers is not None
        if not hold_numbers([text])[0]:
            assert read_quantities(Tokens(text), numbers, language) == []
        if not tell_events([text])[0]:
            assert read_events(Tokens(text), [], language, None) == []


@pytest.mark.parametrize(
    "text", ["The ferry listened to himself.", "Das macht nichts.", "He took often the network down."]
)
def test_the_scan_reads_whole_words(text: str) -> None:
    assert hold_numbers([text]) == [False]
