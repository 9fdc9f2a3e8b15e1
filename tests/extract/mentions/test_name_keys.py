"""One name has one key in every spelling convention, and two people have two."""

import csv
from pathlib import Path

import pytest

from dagster_project.extract.mentions.name_keys import (
    entity_name_key,
    is_full_name,
    is_patronymic,
    person_key,
    plain_key,
    split_person,
)

PAIRS = list(csv.DictReader((Path(__file__).parent / "name_pairs.csv").read_text(encoding="utf-8").splitlines()))


def same(pair: dict[str, str]) -> bool:
    return person_key(pair["name_1"]) == person_key(pair["name_2"])


def test_the_list_holds_enough_of_both_kinds() -> None:
    assert len(PAIRS) >= 200
    assert sum(pair["is_same"] == "false" for pair in PAIRS) >= 100


def test_no_two_people_of_the_list_share_a_key() -> None:
    assert [pair for pair in PAIRS if pair["is_same"] == "false" and same(pair)] == []


def test_spellings_of_one_person_share_a_key() -> None:
    right = sum(pair["is_same"] == "true" and same(pair) for pair in PAIRS)
    wrong = sum((pair["is_same"] == "true") != same(pair) for pair in PAIRS)
    assert 2 * right / (2 * right + wrong) >= 0.93


@pytest.mark.parametrize(
    "spelling",
    ["Tokayev", "Tokaev", "Tokajew", "Tokajev", "Toqaev", "Toqajev", "Toqajew", "Toqayev", "Токаев", "Тоқаев"],
)
def test_tokayev_is_one_name_and_never_tokarev(spelling: str) -> None:
    assert person_key(spelling) == person_key("Tokayev")
    assert person_key(spelling) not in {person_key("Tokarev"), person_key("Токарев"), person_key("Tokarew")}


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Abdymomunov Azamat Kurmanbekovich", "Abdymomunov", "Azamat"),
        ("Azamat Kurmanbekovich Abdymomunov", "Abdymomunov", "Azamat"),
        ("Karl-Theodor zu Feldkamp", "zuFeldkamp", "Karl-Theodor"),
        ("Ann J. Feldkamp", "Feldkamp", "Ann"),
    ],
)
def test_family_and_given_name_are_told_apart(name: str, family: str, given: str) -> None:
    one, other = split_person(name), split_person(f"{given} {family}")
    assert one == other


def test_a_patronymic_is_known_by_its_ending() -> None:
    assert [
        w for w in ("Abishevich", "Wladimirowitsch", "Abishuly", "Markovich", "Nazarbayev") if is_patronymic(w)
    ] == [
        "Abishevich",
        "Wladimirowitsch",
        "Abishuly",
        "Markovich",
    ]


def test_keys_of_other_names_keep_words_and_lose_articles() -> None:
    assert plain_key("The Harbour Times") == plain_key("Harbour Times")
    assert plain_key("Universität Köln") != plain_key("Universität Bonn")
    assert entity_name_key("Almaty", "place") == "place:almaty"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Marta Feld", True),
        ("Jan van der Berg", True),
        ("Harbour Watch 24", False),
        ("Marta", False),
        ("the crew", False),
    ],
)
def test_a_display_name_is_a_full_name_or_not(text: str, whole: bool) -> None:
    assert is_full_name(text) is whole
