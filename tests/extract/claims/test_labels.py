"""A name before a colon, and figures that a second speaker sets against the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

LABELLED = [
    ("en", "Roth: 300 boats left the harbour", "Roth", "300 boats left the harbour"),
    ("en", "BREAKING: Roth: The pier is lost. Nobody was hurt.", "Roth", "The pier is lost"),
    ("en", "Rector Roth: We will not leave this island.", "Rector Roth", "We will not leave this island"),
    ("de", "Roth: 300 Boote haben den Hafen verlassen", "Roth", "300 Boote haben den Hafen verlassen"),
    ("de", "Roth: Die Gespräche gehen weiter", "Roth", "Die Gespräche gehen weiter"),
    ("de", "Roth: „Wir werden das Boot heben“", "Roth", "„Wir werden das Boot heben“"),
]


@pytest.mark.parametrize(("language", "line", "speaker", "content"), LABELLED)
def test_a_known_name_before_a_colon_says_what_follows(
    language: str, line: str, speaker: str, content: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    (claim,) = claims_of(line, language, "post", ["Roth"])
    assert (claim["speaker_text"], claim["content_text"].strip("„“")) == (speaker, content.strip("„“"))
    assert claim["is_attributed"]


@pytest.mark.parametrize(
    "line",
    [
        "Roth: what we know so far",
        "Roth: a life on the water",
        "Roth: will she go?",
        "Roth on the bridge: a ruin",
        "Lund: 300 boats left the harbour",
    ],
)
def test_a_topic_before_a_colon_says_nothing(line: str, claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    assert [claim for claim in claims_of(line, "en", "post", ["Roth"]) if claim["is_attributed"]] == []


def test_a_dateline_before_a_colon_is_no_speaker(claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    line = "NEW LUND: With the first snow the last trawlers were tied up on Monday."
    assert [claim["speaker_text"] for claim in claims_of(line, "en", "paragraph", ["NEW LUND"], "place")] == [None]


TWO_FIGURES = [
    ("en", "Police put the crowd at 3,000, the organisers at 10,000.", {"Police": "3,000", "the organisers": "10,000"}),
    ("en", "The ministry spoke of 12 dead, the hospital of 30.", {"The ministry": "12", "the hospital": "30"}),
    (
        "de",
        "Die Polizei sprach von 3.000 Besuchern, die Veranstalter von 10.000.",
        {"Die Polizei": "3.000", "die Veranstalter": "10.000"},
    ),
    (
        "de",
        "Die Polizei meldete zwei Festnahmen, die Feuerwehr drei Verletzte.",
        {"Die Polizei": "zwei", "die Feuerwehr": "drei"},
    ),
]


@pytest.mark.parametrize(("language", "sentence", "figures"), TWO_FIGURES)
def test_a_second_speaker_whose_verb_is_left_out_has_a_figure_of_their_own(
    language: str, sentence: str, figures: dict[str, str], claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    claims = {claim["speaker_text"]: claim["content_text"] for claim in claims_of(sentence, language, "paragraph")}
    assert claims.keys() == figures.keys()
    for speaker, figure in figures.items():
        assert figure in claims[speaker]
        assert not any(other in claims[speaker] for other in figures.values() if other != figure)


@pytest.mark.parametrize(
    ("line", "speaker", "content"),
    [
        ("Two dead in mine fire: police", "police", "Two dead in mine fire"),
        ("At least 160 hurt in harbour unrest – health ministry", "health ministry", None),
        ("Storm kills 12 on Lund: UN agency", "UN agency", "Storm kills 12 on Lund"),
    ],
)
def test_a_headline_may_close_with_whose_word_it_is(
    line: str, speaker: str, content: str | None, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    (claim,) = claims_of(line, "en", "lead")
    assert (claim["speaker_text"], claim["content_text"]) == (speaker, content or line.split(" –")[0])


@pytest.mark.parametrize(
    "line",
    [
        "Roth wins the race - The Lund Post",
        "Markets fall as oil slides - Daily Report",
        "Lund protests: what we know",
        "The ten best boats of the year: a list",
        "Interview: the minister",
    ],
)
def test_an_outlet_or_a_topic_behind_a_mark_is_no_source(
    line: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    assert [claim for claim in claims_of(line, "en", "lead") if claim["is_attributed"]] == []
