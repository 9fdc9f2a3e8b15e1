"""The likeness of names orders pairs for a person to look at."""

import pytest

from dagster_project.extract.mentions.name_pairs import ALIKE, other_likeness, person_likeness


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Marta Lindqvist", "Marta Lindqvsit"),
        ("M. Lindqvist", "Marta Lindqvist"),
        ("Lindqvist Marta", "Marta Lindqvist"),
        ("Dr. Marta Lindqvist", "Marta Lindqvist"),
        ("Sergei Petrowitsch Orlow", "Sergey Orlov"),
        ("Маргарита Орлова", "Margarita Orlowa"),
        ("MartaLindqvist", "Marta Lindqvist"),
        ("Lindqvist", "Marta Lindqvist"),
    ],
)
def test_slips_and_conventions_are_alike(first: str, second: str) -> None:
    assert person_likeness(first, second) >= ALIKE
    assert person_likeness(second, first) == pytest.approx(person_likeness(first, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Marta Lindqvist", "Jonas Lindqvist"),
        ("J. Lindqvist", "Marta Lindqvist"),
        ("Marta Lindqvist", "Marta Feldkamp"),
        ("Sergei Petrovich Orlov", "Sergei Ivanovich Orlov"),
        ("Hans O Brandt", "Hans Joachim Brandt"),
        ("Warren E. Brandt", "Elisabeth Warren"),
        ("Hans Dickmann", "Hans D. Brandt"),
    ],
)
def test_other_people_are_not(first: str, second: str) -> None:
    assert person_likeness(first, second) < ALIKE


def test_legal_forms_are_no_part_of_a_company() -> None:
    assert other_likeness("Feldkamp Werft AG", "Feldkamp Werft Aktiengesellschaft") == 1.0
    assert other_likeness("Government of Estonia", "Government of Ethiopia") < ALIKE
    assert other_likeness("Brigade 12", "Brigade 21") < ALIKE
