"""Dates that a statement gives for what happened: in full, by day and month, in figures, by weekday, "yesterday".

A date without a year is the one nearest to publication; without a date of publication only dates in full are read,
and of the others the day of the month.
What stands behind "by", "until", "before" or "after" bounds an event and does not date it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dagster_project.extract.quantities.lexicon import (
    month_numbers,
    statement_words,
    weekday_numbers,
    word_sequence,
)
from dagster_project.extract.quantities.reading import Tokens
from dagster_project.extract.quantities.scanning import holding, phrases_pattern

LAST_DAY = 31
LONGEST_PART_OF_DAY = 10
CALENDARS = ("en", "de")
FIGURES = r"\d\d?\.\d\d?\.|\d{4}"
"""What a date without a word may look like: 10.01., 2022-01-10, 2009."""
GERMAN_FIGURES = re.compile(r"(\d\d?)\.(\d\d?)(?:\.(\d{4}))?")


DATE_PREPOSITIONS = frozenset(("am", "vom", "zum", "bis", "seit", "dem", "den", "der"))


@dataclass(frozen=True, slots=True)
class EventDate:
    """A date with its place: tokens [start, end); without a date of publication "on the 5th" is a day alone.

    A month is its first day, a year its middle.
    """

    on: date | None
    day: int | None
    precision: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of one language that dates are made of."""

    months: dict[str, int]
    weekdays: dict[str, int]
    days_back: dict[str, int]
    bounds: frozenset[str]
    weekday_openers: frozenset[str]
    period_openers: frozenset[str]
    not_dated: frozenset[str]
    """Before a weekday: it is none of the last seven days ("every Monday", "next Monday")."""
    are_weekdays_bare: bool
    """Whether a weekday dates without a preposition: "was arrested Monday"."""
    openers: frozenset[str]
    """Words that a date may open with, besides days of a month."""


@cache
def load_calendar(language: str) -> Calendar:
    """The words for dates in `language`."""
    months, weekdays = month_numbers(language), weekday_numbers(language)
    pairs = (entry.split("=") for entry in word_sequence(language, "yesterday"))
    back = {word: int(days) for word, days in pairs}
    weekdays |= {
        day + part: number for day, number in weekdays.items() for part in statement_words(language, "part_of_day")
    }
    return Calendar(
        months, weekdays, back, statement_words(language, "date_bound"), statement_words(language, "weekday_opener"),
        statement_words(language, "period_opener"), statement_words(language, "not_dated"), language == "en",
        frozenset(months.keys() | weekdays.keys() | back.keys()),
    )  # fmt: skip


def read_dates(tokens: Tokens, language: str, published_on: date | None) -> list[EventDate]:
    """Dates among `tokens`, in order; precision is 'day', or 'month' and 'year' where no more is said."""
    found: list[EventDate] = []
    calendar = load_calendar(language)
    words = tokens.words
    after = 0
    for at, word in enumerate(words):
        if at < after or not (word in calendar.openers or word[0].isdecimal()):
            continue
        dated = (
            _named_month(words, at, calendar, published_on)
            or _in_figures(words, at, language, published_on)
            or _relative(words, at, language, calendar, published_on)
            or _month_or_year(words, at, calendar, published_on)
        )
        if dated is None:
            continue
        if found and dated.start - found[-1].end <= 1 and found[-1].end - found[-1].start == 1:
            # "on Thursday, January 6" is one date, and the day and month say it better.
            found.pop()
        if calendar.bounds.isdisjoint(words[max(dated.start - 2, 0) : dated.start]):
            found.append(dated)
        after = dated.end
    return found


def _named_month(all_words: list[str], at: int, calendar: Calendar, published_on: date | None) -> EventDate | None:
    months = calendar.months
    words = all_words[at : at + 7]
    if words[0] in months and len(words) > 1:
        day, after = _day(words, 1)
        month = months[words[0]]
    else:
        day, after = _day(words, 0)
        if day is not None and after < len(words) and words[after] == "of":
            after += 1
        if day is None or after >= len(words) or words[after] not in months:
            return None
        month, after = months[words[after]], after + 1
    if day is None:
        return None
    if after < len(words) and words[after] == "," and after + 1 < len(words) and _is_year(words[after + 1]):
        after += 1
    year = None
    if after < len(words) and _is_year(words[after]):
        year, after = int(words[after]), after + 1
    return EventDate(_date(year, month, day, published_on), day, "day", at, at + after)


def _in_figures(all_words: list[str], at: int, language: str, published_on: date | None) -> EventDate | None:
    """ "2022-01-10" in any language; German "10.01.2022", and "10.01." behind a preposition."""
    words = all_words[at : at + 5]
    if len(words) == 5 and words[1] == words[3] == "-" and _is_year(words[0]):
        month, day = words[2], words[4]
        if len(month) == len(day) == 2 and month.isdecimal() and day.isdecimal():
            return EventDate(_date(int(words[0]), int(month), int(day), None), int(day), "day", at, at + 5)
    figures = GERMAN_FIGURES.fullmatch(words[0]) if language == "de" else None
    if figures is None:
        return None
    year, after = figures[3], at + 1
    if year is None:
        if at == 0 or words[1:2] != ["."] or all_words[at - 1] not in DATE_PREPOSITIONS:
            return None
        after += 1
    on = _date(int(year) if year else None, int(figures[2]), int(figures[1]), published_on)
    is_day = 1 <= int(figures[1]) <= LAST_DAY and 1 <= int(figures[2]) <= 12
    return EventDate(on, int(figures[1]), "day", at, after) if is_day else None


def _month_or_year(all_words: list[str], at: int, calendar: Calendar, published_on: date | None) -> EventDate | None:
    """ "in November 2009"; "in 2009", of another year than that of publication."""
    words = all_words[at : at + 2]
    if len(words) == 2 and words[0] in calendar.months and _is_year(words[1]):
        return EventDate(date(int(words[1]), calendar.months[words[0]], 1), None, "month", at, at + 2)
    opened = at > 0 and all_words[at - 1] in calendar.period_openers
    if opened and _is_year(words[0]) and published_on is not None and int(words[0]) != published_on.year:
        return EventDate(date(int(words[0]), 7, 1), None, "year", at, at + 1)
    return None


def _day(words: list[str], at: int) -> tuple[int | None, int]:
    if at >= len(words) or len(words[at]) > 2 or not words[at].isdecimal() or not 1 <= int(words[at]) <= LAST_DAY:
        return None, at
    after = at + 1
    if after < len(words) and words[after] in ("st", "nd", "rd", "th", "."):
        after += 1
    return int(words[at]), after


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[0] in "12"


def _date(year: int | None, month: int, day: int, published_on: date | None) -> date | None:
    try:
        if year is not None:
            return date(year, month, day)
        if published_on is None:
            return None
        near = (date(published_on.year + step, month, day) for step in (0, -1, 1))
        return min(near, key=lambda on: abs(on - published_on))
    except ValueError:
        # 30 February: no date.
        return None


def _relative(
    words: list[str], at: int, language: str, calendar: Calendar, published_on: date | None
) -> EventDate | None:
    word = words[at]
    before = words[at - 1] if at else ""
    if language == "en" and before == "the" and at > 1 and words[at - 2] == "on":
        day, after = _day(words[at : at + 2], 0)
        if day is not None and after == 2:
            return EventDate(_this_month(day, published_on), day, "day", at, at + 2)
    if published_on is None:
        return None
    back = calendar.days_back.get(word)
    # "two years ago today", "heute vor zwei Jahren": an anniversary.
    if back is not None and before != "ago" and words[at + 1 : at + 2] != ["vor"]:
        on = published_on - timedelta(days=back)
        return EventDate(on, on.day, "day", at, at + 1)
    weekday = calendar.weekdays.get(word)
    is_bare = calendar.are_weekdays_bare and before not in calendar.not_dated and words[at + 1 : at + 2] != ["'s"]
    if weekday is not None and (before in calendar.weekday_openers or is_bare):
        behind = (published_on.weekday() - weekday) % 7
        on = published_on - timedelta(days=behind)
        return EventDate(on, on.day, "day", at, at + 1)
    return None


def _this_month(day: int, published_on: date | None) -> date | None:
    """ "on the 5th": the last such day up to publication."""
    if published_on is None:
        return None
    month = published_on if day <= published_on.day else published_on.replace(day=1) - timedelta(days=1)
    try:
        return month.replace(day=day)
    except ValueError:
        return None


@cache
def _pattern() -> str:
    words = sorted({word for language in CALENDARS for word in load_calendar(language).openers})
    return f"{phrases_pattern(words)}|{FIGURES}"


def may_be_dated(texts: Sequence[str]) -> list[bool]:
    """For each text, may it hold a date?"""
    return holding(texts, _pattern())
