"""Names of authors in bylines.

Here: the names in a byline, as one stretch of text. Not here: which line is a byline (`heading.py`).
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from dagster_project.parse.reading import Span

_WORD = re.compile(r"[^\s,;|•·()/&@]+")
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "di",
        "da",
        "del",
        "della",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "zum",
        "y",
        "e",
        "af",
        "av",
        "dan",
    ]
)
_JOINERS = frozenset({"and", "und", "&", "et", "y", "e", "и"})


@cache
def role_words() -> frozenset[str]:
    """Words after which a name has ended: `Jane Doe Staff Writer` (`role_words.csv`), case folded."""
    with (Path(__file__).parent / "role_words.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"].casefold() for row in csv.DictReader(file))


OFFICES = frozenset(
    ["senior", "chief", "staff", "deputy", "special", "political", "sports", "associate", "managing", "reporter",
     "correspondent", "writer", "editor", "columnist", "redakteur", "redakteurin", "korrespondent", "korrespondentin",
     "chefredakteur", "chefredakteurin", "reporterin", "autor", "autorin"]
)  # fmt: skip
"""Words that stand before a name as well as after it."""


LONGEST_WORD = 60
"""Characters of a word beyond which it is part of no name."""


def _is_name_word(word: str) -> bool:
    return len(word) <= LONGEST_WORD and not word.islower() and _is_capitalised(word)


@lru_cache(maxsize=8192)
def _is_capitalised(word: str) -> bool:
    bare = word.strip(".'’-")
    if not bare or not bare[0].isalpha() or not bare[0].isupper() or any(map(str.isdecimal, bare)):
        return False
    return not word.startswith(("@", "#", "http")) and bare.casefold() not in role_words()


def find_names(text: str, start: int = 0) -> list[Span]:
    """The names at `start` of `text`, in order: one, or several joined by commas, `and`, `und`, `&`.

    A name has two to four words in capitals, particles apart; a place may stand between (`X in Bishkek and Y in
    Almaty`). A comma joins only where such a name follows: `Mia Kern und Lea Wolff, Nairobi` names two.
    """
    names: list[Span] = []
    at: int | None = start
    while at is not None:
        at = _skip_space(text, at)
        name = _one_name(text, at)
        if name is None:
            break
        names.append(name)
        place = _PLACE_AFTER.match(text, name.end)
        at = _after_joiner(text, place.end() if place else name.end)
    return names


_PLACE_AFTER = re.compile(
    r" (?:in|aus|from|à|en|в) [^\W\d_][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30})?(?= (?:and|und|&|et|y|и) |,)"
)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


_STAFF = re.compile(r"(?:[A-Z][\w’'-]*\s){1,3}(?:Staff|Editors|Redaktion|Editorial Board|News Desk)\b")


def find_staff(text: str, start: int) -> Span | None:
    """A newsroom that signs as a body: `by Tamga Staff, January 17, 2022`."""
    found = _STAFF.match(text, start)
    return Span(*found.span()) if found else None


def join_names(text: str, names: list[Span]) -> tuple[Span, str | None]:
    """The stretch that holds the names, and the names by themselves where other words stand between them."""
    hull = Span(names[0].start, names[-1].end)
    between = [text[a.end : b.start].strip(" ,;&").casefold() for a, b in pairwise(names)]
    if all(not words or words in _JOINERS for words in between):
        return hull, None
    return hull, ", ".join(text[name.start : name.end] for name in names)


_GLUED = re.compile(r"[^\W\d_][a-zß-öø-ÿ](?P<glued>[A-ZÄÖÜ]{2,}\w*|[A-ZÄÖÜ][a-zß-öø-ÿ]+)$")
"""`Jane RoeFOXBusiness`, `Jane RoeUpdated`: the next word of the page without a space."""


def _one_name(text: str, start: int) -> Span | None:
    at, words, end = start, 0, start
    while True:
        found = _WORD.match(text, at)
        if found is None:
            break
        word = found[0]
        glued = None if not words or word.islower() or word.istitle() else _GLUED.search(word)
        if glued is not None and (glued["glued"][1].isupper() or glued["glued"].casefold() in role_words()):
            return Span(start, at + glued.start("glued")) if words <= 3 else None
        if words >= 2 and word.isupper() and 3 <= len(word) <= 4 and not text[start:end].isupper():
            break  # `Jane Roe AFP`, `Jane Roe RRP: 49.95`
        if words and word.casefold() in _PARTICLES and word.islower():
            pass
        elif _is_name_word(word):
            words += 1
            end = found.end()
            if word.endswith(":") or (words > 1 and word.endswith(".") and len(word.strip(".")) > 3):
                end -= 1
                break
        else:
            break
        at = found.end()
        if at >= len(text) or not text[at].isspace():
            break
        at = _skip_space(text, at)
    return Span(start, end) if 2 <= words <= 4 else None


def _after_joiner(text: str, at: int) -> int | None:
    """Where the next name may begin, None where nothing joins one."""
    place = _skip_space(text, at)
    if place < len(text) and text[place] in ",;&":
        place += 1
        found = _WORD.match(text, place + 1) if place < len(text) and text[place : place + 1].isspace() else None
        if found and found[0].casefold() in _JOINERS:
            place = found.end()
        return place
    found = _WORD.match(text, place)
    if found and found[0].casefold() in _JOINERS:
        return found.end()
    return None


@cache
def _intro() -> re.Pattern[str]:
    """Matches what stands before the names of a byline (`byline_words.csv`)."""
    with (Path(__file__).parent / "byline_words.csv").open(encoding="utf-8", newline="") as file:
        words = sorted((row["words"] for row in csv.DictReader(file)), key=len, reverse=True)
    return re.compile(rf"\(?\s?(?:{'|'.join(map(re.escape, words))})(?:\s?:\s*|\s+)", re.IGNORECASE)


def after_intro(text: str) -> int | None:
    """Where the names begin after `By`, `Von:`, `Kommentar von` …; None where the line has no such words."""
    found = _intro().match(text)
    return found.end() if found else None
