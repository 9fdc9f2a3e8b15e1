"""The author's own statements: what is surely the author's, by kind of passage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TOLD = [
    "The mayor's plan leaves the ferry without a pier.",
    "The union attacked the tariff and the board that made it.",
    "The harbour is a “museum of rust” since spring.",
    "The ferry would run every hour.",
    "We are proud of our harbour.",
]


def _own(claims: list[dict[str, Any]]) -> list[str]:
    return [claim["content_text"] for claim in claims if claim["report_type"] == "self_assertion"]


@pytest.mark.parametrize("sentence", TOLD)
def test_an_article_states_nothing_of_its_own_where_others_may_speak(
    sentence: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    assert _own(claims_of(sentence, "en", "paragraph")) == []


@pytest.mark.parametrize("kind", ["post", "lead", "paragraph"])
def test_a_plain_sentence_is_the_authors(kind: str, claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    assert _own(claims_of("The ferry was late on Monday.", "en", kind)) == ["The ferry was late on Monday"]


def test_in_a_post_the_author_speaks(claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    assert _own(claims_of("We are proud of our harbour.", "en", "post")) == ["We are proud of our harbour"]


@pytest.mark.parametrize("kind", ["headline", "subheading", "caption"])
def test_a_heading_or_caption_is_no_statement(kind: str, claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    assert _own(claims_of("The ferry was late on Monday.", "en", kind)) == []
    assert _own(claims_of("Die ausgebrannte Fähre liegt im Hafen.", "de", kind)) == []


def test_the_authors_own_plan_is_nobody_elses_statement(claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    found = claims_of("I have now decided to write about the harbour.", "en", "post")
    assert [claim["report_type"] for claim in found] == ["self_assertion"]
