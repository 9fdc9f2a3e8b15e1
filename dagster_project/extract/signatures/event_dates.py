"""Dates that a statement gives for what happened: in full, by day and month, by weekday, "yesterday".

A date without a year is the one nearest to publication; without a date of publication only dates in full are read,
and of the others the day of the month.
What stands behind "by", "until", "before" or "after" bounds an event and does not date it.
"""

from __future__ import annotations

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

LAST_DAY = 31


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
    openers: frozenset[str]
    """Words that a date may open with, besides days of a month."""


@cache
def load_calendar(language: str) -> Calendar:
    """The words for dates in `language`."""
    months, weekdays = month_numbers(language), weekday_numbers(language)
    pairs = (entry.split("=") for entry in word_sequence(language, "yesterday"))
    back = {word: int(days) for word, days in pairs}
    return Calendar(
        months, weekdays, back, statement_words(language, "date_bound"), statement_words(language, "weekday_opener"),
        statement_words(language, "period_opener"),
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
    if back is not None:
        on = published_on - timedelta(days=back)
        return EventDate(on, on.day, "day", at, at + 1)
    weekday = calendar.weekdays.get(word)
    if weekday is not None and before in calendar.weekday_openers:
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
