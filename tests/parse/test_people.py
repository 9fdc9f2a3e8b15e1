"""Names in bylines, and datelines."""

from __future__ import annotations

import pytest

from dagster_project.parse.datelines import find_dateline
from dagster_project.parse.people import after_intro, find_names, join_names

BYLINES = [
    ("By Jane Roe", "Jane Roe"),
    ("by Jane Roe in Almaty January 7, 2022", "Jane Roe"),
    ("By Jane Roe and John P. Doe", "Jane Roe and John P. Doe"),
    ("By Jane Roe, John Doe and Kim Lee", "Jane Roe, John Doe and Kim Lee"),
    ("By Jane Roe in Bishkek and John Doe in Almaty", "Jane Roe, John Doe"),
    ("Von Mia Kern und Lea Wolff, Nairobi", "Mia Kern und Lea Wolff"),
    ("Kommentar von Mia Kern, Moskau", "Mia Kern"),
    ("Von: MIA KERN", "MIA KERN"),
    ("Von Mia Kern Korrespondentin", "Mia Kern"),
    ("By Jane Roe Staff Writer", "Jane Roe"),
    ("By Jane Roe published 19 May 2026", "Jane Roe"),
    ("By Jane Roe - Example Agency - Friday, April 28, 2023", "Jane Roe"),
    ("By Ludwig van der Berg", "Ludwig van der Berg"),
    ("Автор: Римма Чолпанова", "Римма Чолпанова"),
    ("By Noon the road was closed", None),
    ("By", None),
    ("Von der Brücke aus sah man nichts", None),
]


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_the_names_of_a_byline(line, names) -> None:
    begin = after_intro(line)
    found = find_names(line, begin) if begin is not None else []
    if not found:
        assert names is None
        return
    hull, joined = join_names(line, found)
    assert (joined or line[hull.start : hull.end]) == names


DATELINES = [
    ("NUR-SULTAN – The president spoke.", "NUR-SULTAN", None, "The president spoke."),
    ("Nur-Sultan - The city is quiet.", "Nur-Sultan", None, "The city is quiet."),
    ("BISHKEK, Kyrgyzstan -- The envoy left.", "BISHKEK", None, "The envoy left."),
    ("NUR-SULTAN, Jan 8 (Corvus) - The agency", "NUR-SULTAN", "Corvus", "The agency"),
    ("Kiel (mpd) - Die Fähre fährt wieder.", "Kiel", "mpd", "Die Fähre fährt wieder."),
    ("Nur-Sultan, 17 February 2022 The embassy is open.", "Nur-Sultan", None, "The embassy is open."),
    ("Berlin Kasachstan wird wieder beliefert.", "Berlin", None, "Kasachstan wird wieder beliefert."),
    ("Berlin Die Botschaft ist zu.", "Berlin", None, "Die Botschaft ist zu."),
    ("München/London – Kurz vor Mitternacht war Schluss.", "München/London", None, "Kurz vor Mitternacht war Schluss."),
    ("Bad Sülzow – Vor Gericht schwieg er.", "Bad Sülzow", None, "Vor Gericht schwieg er."),
]


@pytest.mark.parametrize(("text", "place", "agency", "rest"), DATELINES)
def test_a_dateline_is_parted_from_the_text(text, place, agency, rest) -> None:
    found = find_dateline(text, "de")
    assert found is not None
    assert text[found.place.start : found.place.end] == place
    assert (text[found.agency.start : found.agency.end] if found.agency else None) == agency
    assert text[found.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "Berlin Hauptbahnhof wurde gesperrt.",
        "UNMISS-Truppen rückten an.",
        "Update - The road is open.",
        "It was late - The road was empty.",
        "A man - the third this week - was found.",
        "Jane Roe — The surgeon — was there.",
        "“We – all of us – left.”",
    ],
)
def test_what_only_looks_like_a_dateline_is_left_in_the_text(text) -> None:
    assert find_dateline(text, "de") is None
