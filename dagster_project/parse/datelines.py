"""Datelines: the place (and agency) that opens an article's first paragraph.

Here: finding them. Seen: `NUR-SULTAN –`, `Nur-Sultan - `, `BISHKEK, Kyrgyzstan --`, `NUR-SULTAN, Jan 8 (Corvus) - `,
`Kiel (dpo) - `, `Nur-Sultan, 17 February 2022 The …`, and in German papers the place alone: `Berlin Kasachstan wird …`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale

from dagster_project.parse.reading import Span

_UPPER = r"[^\W\d_a-zà-öø-ÿа-я]"
_UPPER_PLACE = (
    rf"{_UPPER}{{2,}}(?:[ .'’-]+{_UPPER}{{2,}}){{0,3}}"
    r"(?:[/,]\s?[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,2})?"
)
_WORD = r"[A-ZÄÖÜÀ-ÖØ-ÞА-Я][\w'’.-]+"
_PLACE = rf"{_WORD}(?:[ -]{_WORD}){{0,2}}(?:/{_WORD}(?:[ -]{_WORD}){{0,2}}|, {_WORD}(?: {_WORD})?)?"
_AGENCY = r"\((?P<agency{0}>[A-Za-z]{{2,10}}(?:[ /][A-Za-z]{{2,10}}){{0,3}})\)"
_DAY = r"(?:,? (?:\d{1,2}(?:st|nd|rd|th)?\.? )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?(?:,? \d{4})?)?"
_OPENS = r"(?=[\"“„«»A-ZÄÖÜА-Я'])"
_DATELINE = re.compile(
    rf"(?P<place1>{_UPPER_PLACE}){_DAY}(?:\s?{_AGENCY.format(1)})?(?:\s?(?:--|[–—])\s?|\s-\s)(?=\S)"
    rf"|(?P<place2>{_PLACE}){_DAY}\s{_AGENCY.format(2)}(?:\s(?:--|[–—-])\s|\.?\s){_OPENS}"
    rf"|(?P<place3>{_WORD}(?:[-/]{_WORD})?(?:, {_WORD})?(?:\s(?:--|[–—-])|(?: {_WORD}){{1,2}}\s[–-]))\s{_OPENS}"
    rf"|(?P<place4>{_PLACE}), \d{{1,2}}\.? [A-ZÄÖÜ][a-zä]+ \d{{4}}\.?\s(?:[–—-]\s)?{_OPENS}"
)
_STOPPED = re.compile(rf"(?P<place>{_WORD}(?: {_WORD})?)\. {_OPENS}")
_GLUED = re.compile(rf"(?P<place>{_WORD}) (?P<next>{_WORD}) ")


class Dateline(NamedTuple):
    """Its extent in the line (with the dash after it), the place, and what stands in brackets."""

    end: int
    place: Span
    agency: Span | None


@cache
def _words() -> dict[str, frozenset[str]]:
    """`dateline_words.csv` by kind, case folded.

    'no_place': a word before a dash that is none; 'city': may stand without a dash; 'opening': a word that opens a
    German sentence; 'place_opening': opens the name of a place and no person's.
    """
    with (Path(__file__).parent / "dateline_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        kind: frozenset(row["word"].casefold() for row in rows if row["kind"] == kind)
        for kind in ("no_place", "city", "opening", "place_opening")
    }


def is_place(name: str) -> bool:
    """One of the listed cities, or opening as only places do: `St. Wendel`, `Bad Sülzow`."""
    folded = name.casefold()
    return folded in _words()["city"] or folded.split()[0] in _words()["place_opening"]


@cache
def _german_countries() -> frozenset[str]:
    return frozenset(name.casefold() for name in Locale("de").territories.values())


_AFTER_CITY = re.compile(r",|\s(?:--|[–—-])?$|\s(?:--|[–—-])")


def _city(text: str, start: int, end: int) -> Span:
    """`BISHKEK` of `BISHKEK, Kyrgyzstan`."""
    cut = _AFTER_CITY.search(text, start, end)
    return Span(start, cut.start() if cut else end)


def find_dateline(text: str, language: str = "und", title: str = "") -> Dateline | None:
    """The dateline that opens a paragraph, offsets into `text`; None where there is none.

    Without any mark after it a place counts in German only, where a country or a word that opens a sentence follows;
    before a stop (`Drostenfurt. Paukenschlag …`), where the title names it or it is one of the listed cities.
    """
    found = _DATELINE.match(text[:120])
    if found is not None:
        number = next(n for n in (1, 2, 3, 4) if found[f"place{n}"])
        place = _city(text, *found.span(f"place{number}"))
        name = text[place.start : place.end]
        if name.casefold() in _words()["no_place"] or len(name) > 60 or found.end() >= len(text):
            return None
        agency = f"agency{number}" if number <= 2 and found[f"agency{number}"] else None
        bracket = Span(*found.span(agency)) if agency else None
        return Dateline(found.end(), place, bracket)
    stopped = _STOPPED.match(text[:80]) if language == "de" else None
    if stopped is not None:
        name = stopped["place"].casefold()
        if name in _words()["city"] or name in title.casefold():
            return Dateline(stopped.end(), Span(*stopped.span("place")), None)
    glued = _GLUED.match(text[:80]) if language == "de" else None
    if glued is None or glued["place"].casefold() not in _words()["city"]:
        return None
    follows = glued["next"].casefold()
    if follows in _german_countries() or follows in _words()["opening"]:
        return Dateline(glued.start("next"), Span(*glued.span("place")), None)
    return None


def is_sure(text: str, dateline: Dateline) -> bool:
    """Sure enough below the first paragraph: in capitals, with an agency, or one word before a short dash."""
    place = text[dateline.place.start : dateline.place.end]
    has_dash = any(dash in text[dateline.place.end : dateline.end] for dash in ("-", "–"))
    return place.isupper() or dateline.agency is not None or (" " not in place and has_dash)
