"""Modality: every row of its lexicon by its example, and what is not what it looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dagster_project.extract.claims.lexicon import rows

CASES = [
    ("en", "asserted", "The pier was closed on Monday."),
    ("en", "asserted", "May was dry in the valley."),
    ("en", "asserted", "Ada Roth said the mayor left of his own free will."),
    ("en", "asserted", "Ada Roth said the pier was closed."),
    ("en", "future", "Ada Roth said the pier will close."),
    ("de", "asserted", "Der Damm wird am Montag gebaut."),
    ("de", "future", "Der Damm wird am Montag brechen."),
    ("de", "asserted", "Der Damm sei sicher, sagte Jonas Feld."),
    ("de", "asserted", "Jonas Feld sagte, der Damm wäre sicher."),
]


@pytest.mark.parametrize(
    "row", rows("modality.csv"), ids=lambda row: f"{row['language']}-{row['modality']}-{row['kind']}"
)
def test_a_modality_is_read_from_its_example(
    row: dict[str, str], claims_of: Callable[..., list[dict[str, Any]]], marked: Callable[[str], Any]
) -> None:
    plain, _, _ = marked(row["example"])
    assert {claim["modality"] for claim in claims_of(plain, row["language"])} == {row["modality"]}


@pytest.mark.parametrize(("language", "modality", "sentence"), CASES)
def test_a_modality_is_that_of_the_statement(
    language: str, modality: str, sentence: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    assert [claim["modality"] for claim in claims_of(sentence, language)] == [modality]
