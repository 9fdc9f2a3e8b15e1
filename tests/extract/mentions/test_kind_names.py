"""Organizations and places that no list has are told by the noun beside them, by their ending, by the dateline."""

from collections.abc import Callable

import polars as pl
import pytest

Names = Callable[..., list[str]]

TOLD = [
    ("en", "It blamed the supplier, Medica Nord, for it.", ["Medica Nord/org"]),
    ("en", "They sued the company Medica Nord for it.", ["Medica Nord/org"]),
    ("en", "She left the village of Feldkamp at night.", ["Feldkamp/pla"]),
    ("de", "Das meldete der Sender Feldwelle am Abend.", ["Feldwelle/org"]),
    ("de", "Laut einem Bericht des „Feldner Boten“ regnete es.", ["Feldner Boten/org"]),
    ("de", "Dem Feldkurier liegt ein Brief vor.", ["Feldkurier/org"]),
    ("de", "Das sagte die Gewerkschaft Fisch und Hafen.", ["Gewerkschaft Fisch und Hafen/org"]),
    ("de", "Man rief die Norddeutsche Presse-Agentur an.", ["Norddeutsche Presse-Agentur/org"]),
    ("de", "Er las die Jakarta Post im Zug.", ["Jakarta Post/org"]),
    ("de", "In Grabenitz und in Ahrhausen brannte es.", ["Grabenitz/pla", "Ahrhausen/pla"]),
    ("de", "Im Wendeltal fiel Schnee.", ["Wendeltal/pla"]),
    ("de", "Im Landkreis Ostfeld fiel Schnee.", ["Ostfeld/pla"]),
    ("de", "Er wohnt in Schweden.", ["Schweden/pla"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_the_text_says_what_an_unknown_name_is(names: Names, language: str, text: str, expected: list[str]) -> None:
    assert names(text, language) == expected


NOT_TOLD = [
    ("en", "It blamed the supplier, Monday, for it."),
    ("en", "They asked the supplier Tuesday."),
    ("en", "He left the city of light."),
    ("de", "Das meldete der Sender Montag."),
    ("de", "Die Firma Berliner Art stand leer."),
    ("de", "Die Wohnung ist in Staatsbesitz."),
    ("de", "Im Portal steht nichts, im Quartal auch nicht."),
    ("de", "Die Schweden spielten besser als die Polen."),
    ("de", "Sie wohnt in Innenstadt und Vorfeld."),
]


@pytest.mark.parametrize(("language", "text"), NOT_TOLD)
def test_what_the_text_does_not_say_is_no_name(names: Names, language: str, text: str) -> None:
    assert names(text, language) == []


def test_the_place_of_the_dateline_is_a_place_throughout_and_its_agency_is_a_mention(
    frame_of: Callable[..., pl.DataFrame],
) -> None:
    text = "FELDKAMP, Jan 8 (mpd) - It rained. In the end Feldkamp was wet."
    rows = frame_of(
        [text], body=(24, len(text)), dateline_place="FELDKAMP", agency="mpd", char_start=0, char_end=len(text)
    )
    assert rows.select("surface", "entity_type", "resolution_method").rows() == [
        ("FELDKAMP", "place", "dateline"),
        ("mpd", "organization", "agency"),
        ("Feldkamp", "place", "dateline"),
    ]
    assert rows["name_key"][0] == rows["name_key"][2]
