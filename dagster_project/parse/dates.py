"""Dates as pages print them.

Here: finding dates in a line, with their time, zone and precision, and what a line says of their role. Not
here: which of them is the date of an article (`layouts/article.py`).

Data: `months.csv` (names of months), `zones.csv` (zones whose abbreviation names one offset: `IST` and `CST`
name several and are left out, so that a time with them has no `at`), `date_roles.csv` (words beside a date).
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from dagster_project.parse.reading import DateFound

_FOLDER = Path(__file__).parent

_CLOCK = (
    r"(?P<{0}hour>2[0-3]|[01]?\d)"
    r"(?:[:.](?P<{0}minute>[0-5]\d)(?::(?P<{0}second>[0-5]\d)(?:[.,]\d{{1,9}})?)?(?!\d)"
    r"(?:\s?(?P<{0}half>[AaPp]\.?[Mm]\.?(?![A-Za-z])))?|\s?(?P<{0}whole>[AaPp]\.?[Mm]\.?(?![A-Za-z])))"
)
"""17:47, 5.35 AM, 5 AM: a clock needs minutes or a half of the day; `Jan 11, 2022 7` holds none."""


class _Raw(NamedTuple):
    """A date as matched: `first` and `second` are the two numbers of a date like 01/11/2022, in either order."""

    start: int
    end: int
    year: int
    month: int
    day: int | None
    clock: tuple[int, int, int] | None
    offset: int | None
    is_ambiguous: bool
    has_half: bool


@cache
def _months() -> dict[str, int]:
    with (_FOLDER / "months.csv").open(encoding="utf-8", newline="") as file:
        return {row["form"].casefold(): int(row["month"]) for row in csv.DictReader(file)}


@cache
def _zones() -> dict[str, int]:
    with (_FOLDER / "zones.csv").open(encoding="utf-8", newline="") as file:
        return {row["form"].casefold(): int(row["offset_minutes"]) for row in csv.DictReader(file)}


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(role, pattern) in the order of the rows: the last match before a date wins, see `date_role`."""
    with (_FOLDER / "date_roles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        (role, re.compile("|".join(rf"(?:{row['pattern']})" for row in rows if row["role"] == role), re.IGNORECASE))
        for role in dict.fromkeys(row["role"] for row in rows)
    )


@cache
def _month_forms() -> AhoCorasick:
    return AhoCorasick(list(_months()), implementation=Implementation.DFA)


_YEAR = re.compile(r"(?:19|20)\d\d")
"""What every date with a month's name holds."""


_NUMBERS = re.compile(r"\d[/.-]\s?\d")
"""What every date in figures holds."""


@cache
def _patterns() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    """(whether the month is named, the expression): those of dates in figures and those with a month's name."""
    names = "|".join(sorted((re.escape(form) for form in _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\b\.?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    zone = "|".join(sorted((re.escape(form) for form in _zones() if form != "z"), key=len, reverse=True))
    zone = (
        r"(?:\s?(?P<utc>(?:UTC|GMT)\s?[+-]\d{1,2}(?::\d\d)?)\b"
        rf"|\s?\(?(?P<zone>Z|{zone}|[+-]\d\d:?\d\d)\b\)?)?"
    )
    clock = _CLOCK.format("at_")
    after = rf"(?:\s?(?:,|at|um|\||-|–|—|•|·|/|T|às|à|\s){{0,3}}\s?\(?{clock}(?:\s?(?:Uhr|h|hrs)\b)?{zone})?"
    zones = "|".join(form for form in _zones() if form != "z")
    before = (
        rf"(?:(?<![\d.:]){_CLOCK.format('pre_')}(?:\s?(?:Uhr|h)\b)?(?:\s?(?P<prezone>{zones}))?\s?(?:,|on|am|\||-|–|\s){{1,2}}\s?"
        r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s)?)?"
    )
    flags = re.IGNORECASE
    patterns = (
        re.compile(rf"(?<![\d/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d){after}", flags),
        re.compile(
            rf"{before}(?<![\d.,])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s?(?:de\s|of\s)?{month},?\s?(?:de\s)?{year}(?:\sг\.?)?{after}",
            flags,
        ),
        re.compile(rf"{before}\b{month}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,|\s)\s?{year}{after}", flags),
        re.compile(
            rf"{before}(?<![\d/.:-])(?P<first>\d{{1,2}})(?P<mark>[/.-])\s?(?P<second>\d{{1,2}})(?P=mark)\s?(?P<year>(?:(?:19|20)\d\d|\d\d))(?![\d/]|[.-]\d){after}",
            flags,
        ),
        re.compile(rf"\b(?P<year>(?:19|20)\d\d)[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?![\d/]){after}", flags),
        re.compile(rf"\b{month},?\s(?:de\s)?{year}", flags),
    )
    return tuple(("(?P<month>" + names[:20] in pattern.pattern, pattern) for pattern in patterns)


def _clock(found: dict[str, str | None], prefix: str) -> tuple[int, int, int] | None:
    hour = found.get(prefix + "hour")
    if hour is None:
        return None
    value = int(hour)
    half = (found.get(prefix + "half") or found.get(prefix + "whole") or "").replace(".", "").casefold()
    if half == "pm" and value < 12:
        value += 12
    elif half == "am" and value == 12:
        value = 0
    return value, int(found.get(prefix + "minute") or 0), int(found.get(prefix + "second") or 0)


def _offset(found: dict[str, str | None]) -> int | None:
    """Minutes east of Greenwich, None where no zone is given."""
    utc, zone = found.get("utc"), found.get("zone") or found.get("prezone")
    if utc:
        digits = re.search(r"([+-])(\d{1,2})(?::(\d\d))?", utc)
    elif zone and zone[0] in "+-":
        digits = re.search(r"([+-])(\d\d):?(\d\d)", zone)
    else:
        return _zones()[zone.casefold()] if zone else None
    if digits is None:
        return None
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    return -minutes if digits[1] == "-" else minutes


@lru_cache(maxsize=1024)
def _raw_dates(text: str) -> tuple[_Raw, ...]:
    """The dates as matched, in order. Kept, as a page's lines are asked for more than once."""
    taken: list[_Raw] = []
    has_numbers = _NUMBERS.search(text) is not None
    has_month = _YEAR.search(text) is not None and bool(_month_forms().find_matches_as_indexes(text.casefold()))
    for is_named, pattern in _patterns():
        if not (has_month if is_named else has_numbers):
            continue
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            found = match.groupdict()
            clock = _clock(found, "at_") or _clock(found, "pre_")
            name = found.get("month")
            month = 0 if name is None else int(name) if name.isdecimal() else _months()[name.casefold()]
            day = int(found["day"]) if found.get("day") else None
            year = int(str(found["year"]))
            ambiguous = False
            if found.get("first"):
                first, second = int(str(found["first"])), int(str(found["second"]))
                if year < 100:
                    if found["mark"] != ".":
                        continue
                    year += 2000 if year < 70 else 1900
                if found["mark"] == "." or second <= 12 < first:
                    day, month = first, second
                elif first <= 12 < second:
                    day, month = second, first
                else:
                    day, month, ambiguous = first, second, first != second
            has_half = any(found.get(name) for name in ("at_half", "pre_half", "at_whole", "pre_whole"))
            taken.append(_Raw(match.start(), match.end(), year, month, day, clock, _offset(found), ambiguous, has_half))
    return tuple(sorted(taken))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:  # 31.02.2022: the page prints it, no calendar has it
        return None


def _settle(
    day_first: dt.date | None,
    month_first: dt.date | None,
    raw: _Raw,
    language: str,
    near: frozenset[dt.date],
    months: frozenset[int],
) -> dt.date | None:
    """Which of two readings of a date like 01/11/2022 the page means, see `find_dates`."""
    both = [value for value in (day_first, month_first) if value]
    close = [value for value in both if any(abs((value - other).days) <= 2 for other in near)]
    if len(close) == 1:
        return close[0]
    if raw.has_half:
        return month_first
    spoken = [value for value in both if value.month in months]
    if len(spoken) == 1:
        return spoken[0]
    return day_first if language not in ("en", "und") else None


@cache
def _month_words() -> dict[str, int]:
    return {form: month for form, month in _months().items() if len(form) > 3}


_WORD = re.compile(r"\w+")


def find_months(text: str) -> frozenset[int]:
    """The months that a text names in full, beside a day or alone: 1 for `January 6` or `im Januar`."""
    words = (word.casefold() for word in _WORD.findall(text) if word[0].isupper())
    return frozenset(filter(None, map(_month_words().get, words)))


def find_dates(
    text: str,
    offset: int = 0,
    *,
    language: str = "und",
    near: frozenset[dt.date] = frozenset(),
    months: frozenset[int] = frozenset(),
) -> list[DateFound]:
    """The dates in `text`, role 'page', offsets moved by `offset`.

    In `01/11/2022` the order of day and month is taken from what the page says: the value that lies within two days of
    another of its dates (`near`); else month first beside AM or PM; else the one of the two months that its text speaks
    of (`months`); else day first in a language other than English; else it says neither, and `on` is None.
    """
    dates = []
    for raw in _raw_dates(text):
        precision = "minute" if raw.clock else "day"
        if raw.day is None:
            on, precision = _date(raw.year, raw.month, 1), "month"
        elif raw.is_ambiguous:
            on = _settle(
                _date(raw.year, raw.month, raw.day), _date(raw.year, raw.day, raw.month), raw, language, near, months
            )
        else:
            on = _date(raw.year, raw.month, raw.day)
        at = None
        if on and raw.clock and raw.offset is not None:
            at = dt.datetime.combine(on, dt.time(*raw.clock)) - dt.timedelta(minutes=raw.offset)
        end = raw.end - (len(text[raw.start : raw.end]) - len(text[raw.start : raw.end].rstrip(" ,.|-–")))
        dates.append(DateFound("page", offset + raw.start, offset + end, on, at, precision))
    return dates


def date_role(before: str) -> str | None:
    """What the words before a date say it is: 'published', 'updated', 'created' …, the last word winning."""
    best: tuple[int, str] | None = None
    for role, pattern in _roles():
        for match in pattern.finditer(before[-80:]):
            if best is None or match.end() > best[0]:
                best = (match.end(), role)
    return best[1] if best else None
