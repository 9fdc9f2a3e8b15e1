"""Hedges and negations of sentences of our own, half of them written before the rules were tried on them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASES = list(csv.DictReader((Path(__file__).parent / "epistemics_cases.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"][:60])
def test_a_statement_is_hedged_and_negated_by_its_main_clause_alone(
    case: dict[str, str], claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    outer = [claim for claim in claims_of(case["sentence"], case["language"]) if claim["parent_claim_id"] is None]
    assert outer, "no claim found"
    assert any(claim["hedged"] for claim in outer) == (case["hedged"] == "1")
    assert any(claim["negated"] for claim in outer) == (case["negated"] == "1")


NEITHER = [
    ("en", "The club raised money so the crew could repair the mast."),
    ("en", "You could borrow a boat at the pier."),
    ("en", "Others could have sold but kept their boats."),
    ("en", "The fleet consists of perhaps forty boats."),
    ("en", "The mayor is only the guest; the pier — it was never his — is a ruin."),
    ("en", "The summit was a calm one — the harbour board was not invited."),
    ("en", "Paying no tolls was smart."),
    ("en", "The crew was not speaking only about the mast."),
    ("en", "The harbour is not only a port."),
    ("en", "A second boat came out of nowhere."),
    ("en", "Jonas Feld said: “Why won't the board publish the accounts?”"),
    ("en", "We are concerned that Feld may lie, he may throw stones, and that Roth will lose, Moss said."),
    ("en", "The pier may be old, but it holds."),
    ("en", "A cook could earn ten crowns a day."),
    ("en", "The lamp is loud, dull and maybe dear."),
    ("en", "The car could just as easily be blue."),
    ("en", "“The street's a hard place, but if the bread is good, I think people come,” Roth said."),
    ("en", "The room was small, the soup was cold, the lamp seems new."),
    ("en", "It is the oldest song of the island and it may be the best."),
    ("en", "And I believe her, as ever."),
    ("de", "Nie Weiling leitet die Werft."),
    ("de", "Die Fischer waren bereit, nicht zu streiken."),
    ("de", "Der Rat prüft die noch nicht geklärten Fragen."),
    ("de", "Die Bank zahlt in Raten, um keine Lücke zu lassen."),
    ("de", "Nötig ist ein Umbau und nicht ein Abriss."),
    ("de", "Der Hafen ist offen, aber die Schleuse ist nicht frei."),
]


@pytest.mark.parametrize(("language", "sentence"), NEITHER, ids=lambda value: value[:50])
def test_what_is_not_said_of_the_main_verb_neither_hedges_nor_negates(
    language: str, sentence: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    assert [(claim["hedge_text"], claim["negation_text"]) for claim in claims_of(sentence, language)] == [(None, None)]


@pytest.mark.parametrize(
    ("sentence", "hedged", "negated"),
    [
        ("Roth is skeptical of the plan for the pier.", False, False),
        ("The board said nobody could have stopped the boat.", False, True),
        # what may happen or have happened is doubted, whatever follows behind "but"
        ("Roth said the talks may resume on Monday, but no date was set.", True, False),
        ("Officials said 40 people may have drowned, but the number could not be checked.", True, False),
        ("Roth said the list could win 100 seats.", True, False),
        ("Roth said the captain could get 20 years in prison.", True, False),
        ("Roth said the dam could easily burst.", True, False),
        ("The nurse did not want her name in the paper.", False, True),
        ("The guild praised the crew that never slept.", False, False),
    ],
)
def test_of_an_act_only_the_verb_is_denied(
    sentence: str, hedged: bool, negated: bool, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    (claim,) = (claim for claim in claims_of(sentence, "en") if claim["is_attributed"])
    assert (claim["hedged"], claim["negated"]) == (hedged, negated)
