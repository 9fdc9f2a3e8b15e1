"""Who published a page, and whose text it is.

Here: the outlet of an article's page, the agency, the origin that a page names, its address. Not here: how names are
resolved to entities (SQL).

The reference tables `outlets.csv` and `agencies.csv` are the analysts' own; without them an outlet is named where the
page's first line is said again in its own furniture (`© 2022 X`), or is worded as a newspaper's name is
(`outlet_words.csv`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from dagster_project.parse.body import (
    BULLET,
    FURNITURE,
    HAS_DATE,
    NUMBERED,
    REFRAIN,
    SOURCE_LINE,
    ends_sentence,
    sign_off,
    worth,
)
from dagster_project.parse.dates import find_dates
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Source
from dagster_project.parse.reference import Reference

TRANSLATED = bit("translated")
OUTLET_SAID = bit("outlet_said")

TOP_LINES = 3
"""The site's name was among the first three lines of a page where it stood by itself."""

_WORDS = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<domain>[\w.-]+)(?:/\S*)?")
_SOURCE_VALUE = re.compile(
    r"(?::|\b(?:by|in|at|on|from|bei|auf|von|aus|via|source|quelle))\s+(?P<value>[^:]{2,80})$", re.IGNORECASE
)
_SAID = re.compile(r"(?:join the|the) (?P<name>[\w.-]+(?: [\w.-]+){0,3}) mailing list", re.IGNORECASE)
_AFTER_TITLE = re.compile(r"\s[|–—-]\s(?P<name>[^|–—]{2,40})$")
_DAY_OF_WEEK = re.compile(
    r"(?<=[\s,|·•–—-])(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$|(?<=\s)\w+(?:tag|woch),?\s*$", re.IGNORECASE
)
"""`Thursday, ` before a date."""
_HOLDER = re.compile(
    r"(?:©|\(c\)\s|copyright\b)\s?(?:©|copyright\b)?[\s,:]*(?:\d{4}(?:\s?[-–]\s?\d{4})?[\s,]*(?:by\s)?)?"
    r"(?P<name>[^|.,\d–/©-]{3,60})",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"\s(?:LLC|Inc|Ltd|Limited|GmbH|AG|SE|KG|plc|Corp|All rights reserved|Alle Rechte vorbehalten)\b.*$"
)
_COMPANY = re.compile(
    r"\b(?:media|medien|group|gruppe|newspapers|communications?|publishing|publications|verlags?|holdings?|company|"
    r"corporation|network|interactive|photo|images?|services?|agency)",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"the", "der", "die", "das"})
_HEADED = re.compile(r"(?P<name>[^|–—]{3,40}?)\s+[|–—]\s+\S")
"""`Stadtblatt Ravenkamp – Kultur`, `MARKET BRIEF | Tuesday, October 12, 2021`."""
_BAR = re.compile(r"[^|/>]{2,20}(?:\s?[|/>]\s?[^|/>]{2,20}){1,12}")
_AGENCY_WORDS = re.compile(
    r"(?:news ?wire|news agency|press agency|presse-?agentur|nachrichtenagentur|wire service|press service|"
    r"pressedienst|associated press)$",
    re.IGNORECASE,
)


@cache
def _outlet_words() -> dict[str, frozenset[str]]:
    """`outlet_words.csv` by language, case folded."""
    with (Path(__file__).parent / "outlet_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    languages = {row["language"] for row in rows}
    return {
        language: frozenset(row["word"].casefold() for row in rows if row["language"] == language)
        for language in languages
    }


def find_outlet(lines: Sequence[Line], reference: Reference, *, title: int | None, first: int, last: int) -> str | None:
    """Who published the page.

    A name of the reference or an address at its top; else the name on its first lines; else what follows its title.
    """
    top = title if title is not None else first
    for line in lines[: min(TOP_LINES, top)]:
        known = reference.outlets.get(line.text.casefold())
        if known is not None and not line.marks & BULLET:
            return known
    for line in lines[:top]:
        address = _ADDRESS.fullmatch(line.text)
        if address is not None and address["domain"].casefold() in reference.domains:
            return reference.domains[address["domain"].casefold()]
    for line in lines[: min(TOP_LINES, top)]:
        headed = _HEADED.match(line.text)
        is_name = headed is not None and line.text.count("|") < 2 and is_outlet_worded(headed["name"])
        if headed is not None and is_name and not ends_sentence(line.text):
            return headed["name"]
        if _is_site_name(line) and _is_confirmed(line.text, lines, top, last):
            return line.text
    if top >= 2 and _is_site_name(lines[0]) and _is_bar(lines[1].text):
        return lines[0].text
    if title is not None:
        named = _after_title(lines, title) or _dated_name(lines, title, first)
        if named is not None:
            return reference.outlets.get(named.casefold(), named)
    for line in lines[last:]:
        said = _SAID.search(line.text) if line.marks & OUTLET_SAID else None
        if said is not None:
            return reference.outlets.get(said["name"].casefold(), said["name"])
    return _copyright_holder(lines[last:], reference)


def _dated_name(lines: Sequence[Line], title: int, first: int) -> str | None:
    """`- Saltmouth Courier - Thursday, January 6, 2022` about the title, where the words before the date are a name."""
    for line in lines[max(0, title - 2) : max(first, title + 3)]:
        dates = find_dates(line.text[:120], 0) if line.marks & HAS_DATE and len(line.text) < 100 else []
        if not dates:
            continue
        before = _DAY_OF_WEEK.sub("", line.text[: dates[0].start]).strip(" ,|·•–—-")
        if is_full_name(before):
            return before
    return None


def _copyright_holder(lines: Sequence[Line], reference: Reference) -> str | None:
    """`© 2022 Saltmouth Courier. All rights reserved` below the body: an outlet of the reference, or one by its words.

    A publisher's company (`Quayside Media Ltd`) is no outlet. None where two holders are named.
    """
    held: set[str] = set()
    for line in lines:
        found = _HOLDER.search(line.text[:200])
        if found is None:
            continue
        name = _LEGAL_FORM.sub("", found["name"]).strip(" ,")
        known = reference.outlets.get(name.casefold())
        if known is not None or (is_full_name(name) and not _COMPANY.search(name)):
            held.add(known or name)
    return held.pop() if len(held) == 1 else None


def is_full_name(name: str) -> bool:
    """Worded as a newspaper's name, each word with a capital, and more than the bare word: `Uferblatt`, `The Ark Post`.

    `News` and `Die Nachrichten` head a section.
    """
    words = [word for word in _WORDS.findall(name) if word.casefold() not in _ARTICLES]
    if not 1 <= len(words) <= 5 or len(name) > 40 or not all(word[0].isupper() for word in words):
        return False
    return is_outlet_worded(name) and not _is_bare(words)


def _is_bare(words: Sequence[str]) -> bool:
    """The word of newspapers' names alone: it may as well head a section."""
    return len(words) == 1 and any(words[0].casefold() in listed for listed in _outlet_words().values())


def title_suffix(text: str) -> int | None:
    """Where ` - Saltmouth Courier` begins at the end of a title; None where what follows a dash is no outlet's name."""
    found = _AFTER_TITLE.search(text, max(0, len(text) - 60))
    return found.start() if found is not None and is_full_name(found["name"].strip()) else None


_NO_NAME = frozenset(":?!/£$€%")


@cache
def _no_outlet_words() -> frozenset[str]:
    """First words of buttons and invitations (`no_outlet_words.csv`), case folded: `Become a member`, `Search for`."""
    with (Path(__file__).parent / "no_outlet_words.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"].casefold() for row in csv.DictReader(file))


def _is_site_name(line: Line) -> bool:
    """Worded like a site's name: one to five words, capitals, no sentence."""
    words = line.text.split()
    if line.marks & (FURNITURE | BULLET | NUMBERED) or not 1 <= len(words) <= 5 or len(line.text) > 40:
        return False
    if words[0].casefold() in _no_outlet_words() or not _NO_NAME.isdisjoint(line.text):
        return False
    return line.text[0].isupper() and not ends_sentence(line.text) and "  " not in line.text and "@" not in line.text


def is_outlet_worded(name: str) -> bool:
    """A word of it is one of newspapers' names, in German also as the end of a compound (`Uferblatt`)."""
    words = _WORDS.findall(name.casefold())
    return any(word in _outlet_words()["en"] or word.endswith(_compound_ends()) for word in words)


@cache
def _compound_ends() -> tuple[str, ...]:
    return tuple(word for language, words in _outlet_words().items() if language != "en" for word in words)


def _is_bar(text: str) -> bool:
    """A bar of sections or a breadcrumb: `Home / Health / Reports`, `World   Markets   Courts`."""
    return len(text) < 200 and (_BAR.fullmatch(text) is not None or text.count("  ") >= 2)


def _is_confirmed(name: str, lines: Sequence[Line], top: int, last: int) -> bool:
    """The name is worded as newspapers' names are, or said again outside the body."""
    folded = name.casefold()
    if is_outlet_worded(name) and not _is_bare(_WORDS.findall(name)):
        return True
    if sum(line.text == name for line in lines) >= REFRAIN - 1:
        return False
    around = [line for place, line in enumerate(lines) if place > TOP_LINES and not top + 4 < place < last]
    return any(folded in line.text.casefold() and worth(line) <= 0.0 and not line.marks & BULLET for line in around)


def _after_title(lines: Sequence[Line], title: int) -> str | None:
    """`Title - Outlet` above the title itself, as the title of an HTML page prints it."""
    words = lines[title].text
    suffix = title_suffix(words)
    if suffix is not None:
        return words[suffix:].strip(" |–—-")
    for line in lines[: title + 1]:
        if len(line.text) > len(words) + 3 and line.text.startswith(words):
            found = _AFTER_TITLE.match(line.text, len(words))
            if found:
                return found["name"].strip()
    return None


def find_agency(text: str, reference: Reference) -> str | None:
    """The agency that a byline, bracket or source line names by itself; None where it is no agency's name."""
    bare = text.strip(" ().,")
    known = reference.agencies.get(bare.casefold())
    if known is not None:
        return known
    return bare if _AGENCY_WORDS.search(bare) and len(bare) <= 60 else None


def read_origin(
    page: Page, lines: Sequence[Line], roles: Mapping[int, str], source: Source, start: int, last: int
) -> None:
    """Set `origin_outlet`, `agency`, `is_translated` and `url` of an article from the lines about its body."""
    reference = page.reference
    for place, line in enumerate(lines):
        outside = place < start or place >= last
        if line.marks & TRANSLATED and (outside or roles.get(place) == "metadata"):
            source.is_translated = True
        if line.marks & SOURCE_LINE and place >= start and source.origin_outlet is None:
            found = _SOURCE_VALUE.search(line.text)
            if found is None:
                continue
            value = found["value"].strip(" ().")
            agency = find_agency(value, reference)
            if agency is not None:
                source.agency = source.agency or agency
            else:
                source.origin_outlet = value
        if outside and source.url is None and place < start + 3:
            address = _ADDRESS.fullmatch(line.text)
            source.url = line.text if address is not None and line.text.count("/") > 3 else None
    _read_sign_off(lines, roles, source, reference, start, last)


def _read_sign_off(
    lines: Sequence[Line], roles: Mapping[int, str], source: Source, reference: Reference, start: int, last: int
) -> None:
    """`… angry.” Dpa` is an agency where the reference knows it, or a dateline or a picture's credit names it."""
    for place in range(last - 1, max(start, last - 4) - 1, -1):
        if roles.get(place) != "paragraph":
            continue
        text = lines[place].text
        sign = text[sign_off(text) :].strip(" ()")
        if not sign:
            return
        agencies = [find_agency(part, reference) for part in sign.split("/")]
        known = next((agency for agency in agencies if agency), None)
        if known is not None:
            source.agency = known
        elif source.agency is None:
            credits_ = [line.text.casefold() for i, line in enumerate(lines) if roles.get(i) == "credit"]
            if any(sign.casefold() in _WORDS.findall(credit) for credit in credits_):
                source.agency = sign
        return
