"""The person spoken to, where the verb names one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("addressee", "sentence"),
    [
        ("reporters", "Ada Roth told reporters that the pier is safe."),
        ("the harbour board", "Ada Roth told the harbour board on Monday that the pier is safe."),
        ("him", "Ada Roth told him that the pier is safe."),
        ("reporters", "“The pier is safe,” Ada Roth told reporters."),
        ("the board", "Ada Roth said to the board that the pier is safe."),
        (None, "Ada Roth said on Monday that the pier is safe."),
        (None, "Ada Roth warned that the pier is unsafe."),
    ],
)
def test_an_addressee_is_who_was_told(
    addressee: str | None, sentence: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    assert [claim["addressee_text"] for claim in claims_of(sentence, "en")] == [addressee]


def test_a_bare_clause_begins_after_the_person_told(claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    (claim,) = claims_of("Ada Roth told him the pier is safe.", "en")
    assert (claim["content_text"], claim["addressee_text"]) == ("the pier is safe", "him")
