"""Turns of a conversation: who speaks is said before a colon, and goes on to the next label."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]

BRIEFING = """MS. ROTH: Good morning. We understand that the ferry was lost with nine people.
Our boats are out.
(A door slams.)
REPORTER: The skipper says that the lights were off. Is he right?
MS. ROTH: I cannot confirm that.
REPORTER: Will the harbour close?"""


def _turns(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(c["speaker_text"], c["content_text"]) for c in found if c["rule"].endswith("_turn")]


def test_each_paragraph_is_said_by_the_label_before_it(claims_of: Claims) -> None:
    assert _turns(claims_of(BRIEFING, "en", "paragraph")) == [
        ("MS. ROTH", "Good morning. We understand that the ferry was lost with nine people."),
        ("MS. ROTH", "Our boats are out."),
        ("REPORTER", "The skipper says that the lights were off. Is he right?"),
        ("MS. ROTH", "I cannot confirm that."),
        ("REPORTER", "Will the harbour close?"),
    ]


def test_what_somebody_else_said_is_a_statement_within_the_turn(claims_of: Claims) -> None:
    found = claims_of(BRIEFING, "en", "paragraph")
    (turn,) = (c for c in found if c["content_text"].startswith("The skipper"))
    (told,) = (c for c in found if c["speaker_text"] == "The skipper")
    assert told["parent_claim_id"] == turn["claim_id"]
    assert told["content_text"] == "that the lights were off"


def test_a_statement_far_into_a_long_turn_is_still_within_it(claims_of: Claims) -> None:
    long = " ".join(f"Boat number {number} left at {number} o'clock." for number in range(3, 12))
    text = f"ROTH: {long} Feld said that he saw them. He waved.\nFELD: No.\nROTH: Yes.\nFELD: I was at home."
    found = claims_of(text, "en", "paragraph")
    (told,) = (c for c in found if c["content_text"] == "that he saw them")
    assert told["parent_claim_id"] == found[0]["claim_id"]


def test_a_label_is_no_word_of_what_follows_it(claims_of: Claims) -> None:
    text = "ROTH: The lights were off, according to the skipper.\nFELD: No.\nROTH: Yes.\nFELD: Who says so?"
    (told,) = (c for c in claims_of(text, "en", "paragraph") if c["cue_text"] == "according to")
    assert told["content_text"] == "The lights were off"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("UPDATE: The ferry is lost.\nFERRY: Nine on board.\nUPDATE: Eight on board.", "paragraph"),
        ("UPDATE: The ferry is lost.\nPHOTO: Ada Roth.\nUPDATE: Eight on board.\nPHOTO: The pier.", "paragraph"),
        ("Roth: Where is it?\nFeld: At sea.\nRoth: Since when?\nFeld: Since two.", "post"),
        ("Roth: 41.\n" + "The count went on.\n" * 9 + "Roth: 42.\nFeld: 7.\nFeld: 8.", "paragraph"),
    ],
    ids=["one label comes back", "headings of news", "posts are their author's", "few paragraphs bear a label"],
)
def test_colons_alone_are_no_conversation(text: str, kind: str, claims_of: Claims) -> None:
    assert not _turns(claims_of(text, "en", kind))


def test_german_interviews_are_read_the_same(claims_of: Claims) -> None:
    text = "Hafenblatt: Wer zahlt den Damm?\nFeld: Das Land. Es hat ihn ja bestellt.\nHafenblatt: Alles?\nFeld: Alles."
    assert _turns(claims_of(text, "de", "paragraph"))[1] == ("Feld", "Das Land. Es hat ihn ja bestellt.")
