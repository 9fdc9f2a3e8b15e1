"""`hearsay entity`: somebody in every spelling, and pairs worth a look."""

from __future__ import annotations

import json

import pytest

from dagster_project.cli.entity_pairs import Candidate, _blocks, _compare, _namesakes_once


@pytest.mark.parametrize(
    "name",
    ["Tokayev", "tokajew", "TOKAYEV", "Токаев", "Kassym-Jomart  Tokayev", "Tokaew", "#Tokayev", "Kassym Jomart TOQAEV"],
)
def test_any_spelling_finds_the_person(desk, name: str) -> None:
    assert desk("entity", name).splitlines()[0] == "Kassym-Jomart Tokayev"


def test_spellings_come_with_counts_languages_and_evidence(desk) -> None:
    record = json.loads(desk("entity", "Tokayev", "-f", "json"))
    spellings = {spelling["form"]: spelling for spelling in record["spellings"]}
    assert spellings["Tokayev"]["mention_count"] == 2
    assert (spellings["Tokajew"]["mention_count"], spellings["Tokajew"]["source_count"]) == (1, 1)
    assert spellings["Tokajew"]["languages"] == "de"
    assert "reference data" in spellings["Tokajew"]["evidence"]
    assert spellings["Токаев"]["mention_count"] == 0
    total = sum(spelling["mention_count"] for spelling in record["spellings"])
    assert total == record["entity"]["mention_count"]


def test_sources_and_statements_are_listed(desk) -> None:
    shown = desk("entity", "Tokayev")
    assert "articles/strike.txt" in shown
    assert "that the port was not closed" in shown
    assert "der Hafen sei angeblich seit Montag gesperrt" in shown
    assert "hedged (angeblich)" in shown


def test_limit_says_that_there_is_more(desk) -> None:
    assert "more with --limit" in desk("entity", "Tokayev", "--limit", "1")


def test_ids_find_what_they_are_of(desk) -> None:
    record = json.loads(desk("entity", "Almaty", "-f", "json"))["entity"]
    assert desk("entity", record["entity_id"][:10]).splitlines()[0] == record["canonical_name"]
    assert desk("entity", record["wikidata_id"].lower()).splitlines()[0] == record["canonical_name"]


def test_a_name_that_nobody_has_lists_names_near_it(desk) -> None:
    said = desk.refused("entity", "Alice Feldkampf")
    assert "nobody and nothing is called Alice Feldkampf" in said
    assert "Alice Feldkamp (person" in said


def test_the_command_wants_a_name_or_unsure(desk) -> None:
    assert "--unsure" in desk.refused("entity")
    assert "--unsure" in desk.refused("entity", "Tokayev", "--unsure")


def test_unsure_lists_near_names_with_the_row_that_would_join_them(desk) -> None:
    shown = desk("entity", "--unsure")
    assert "Alice Feltkamp" in shown
    assert "merge," in shown
    assert "distinct," in shown
    (pair,) = json.loads(desk("entity", "--unsure", "-f", "json"))["pairs"]
    assert {pair["entity"]["canonical_name"], pair["may_be"]["canonical_name"]} == {"Alice Feltkamp", "Alice Feldkamp"}
    assert 0.6 <= pair["likeness"] < 1


def candidate(name: str, kind: str = "person", *, reference: bool = False, document: str = "d1") -> Candidate:
    row = {
        "entity_id": f"id {name} {kind} {document}",
        "canonical_name": name,
        "entity_type": kind,
        "is_reference": reference,
        "mention_count": 1,
        "distinct_from_ids": None,
    }
    return Candidate(row, [name], {document})


@pytest.mark.parametrize(
    ("first", "second", "is_worth"),
    [
        (candidate("Alice Feltkamp"), candidate("Alice Feldkamp", document="d2"), True),
        (candidate("Ada Roth"), candidate("Ada Roth", document="d2"), True),
        (candidate("Ada Roth"), candidate("Ivo Lent", document="d2"), False),
        (candidate("Nursultan Nazarbayev"), candidate("Bolat Nazarbayev", document="d2"), False),
        (candidate("Sallow", "place"), candidate("Sallow Harbour Board", "organization", document="d2"), False),
        (candidate("Brandt"), candidate("George Brandt", document="d2"), True),
        (candidate("George"), candidate("George Brandt", document="d2"), False),
        (candidate("Mexico", "place"), candidate("New Mexico", "place", document="d2"), False),
        (candidate("Corvus Newswire", "place"), candidate("Corvus Newswire", "organization", document="d2"), True),
    ],
)
def test_only_names_near_each_other_are_worth_a_look(first: Candidate, second: Candidate, is_worth: bool) -> None:
    pair = _compare(first, second)
    assert pair is not None
    assert (pair.likeness >= 0.6) is is_worth


def test_pairs_of_the_same_two_names_stand_there_once() -> None:
    court = [candidate("Supreme Court", "organization", document=f"d{number}") for number in range(3)]
    whole = candidate("Feldland Supreme Court", "organization", document="d9")
    pairs = [pair for one in court if (pair := _compare(one, whole))]
    (listed,) = _namesakes_once(pairs)
    assert "2 more of these names" in listed.why


def test_what_the_reference_data_keep_apart_is_no_pair() -> None:
    assert _compare(candidate("Ada Roth", reference=True), candidate("Ada Rothe", reference=True)) is None


def test_what_somebody_has_told_apart_is_no_pair() -> None:
    one, other = candidate("Ada Roth"), candidate("Ada Roth", document="d2")
    one.entity["distinct_from_ids"] = [other.entity["entity_id"]]
    other.entity["distinct_from_ids"] = [one.entity["entity_id"]]
    assert _compare(one, other) is None
    assert _compare(other, one) is None


def test_two_in_one_text_are_less_likely_one() -> None:
    apart = _compare(candidate("Alice Feltkamp"), candidate("Alice Feldkamp", document="d2"))
    together = _compare(candidate("Alice Feltkamp"), candidate("Alice Feldkamp"))
    assert apart is not None
    assert together is not None
    assert together.likeness < apart.likeness
    assert "both in 1 text" in together.why


def test_words_that_differ_by_a_letter_meet_and_others_do_not() -> None:
    entities = {name: candidate(name) for name in ("Alice Feltkamp", "Alma Feldkamp", "Ivo Lent")}
    met = [block for block in _blocks(entities).values() if len(block) > 1]
    assert {"Alice Feltkamp", "Alma Feldkamp"} in met
    assert not any("Ivo Lent" in block for block in met)
