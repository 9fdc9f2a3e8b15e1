"""Dates that a statement gives for what happened: in full, by day and month, by weekday, "yesterday".

A date without a year is the one nearest to publication; without a date of publication only dates in full are read,
and of the others the day of the month.
What stands behind "by", "until", "before" or "after" bounds an event and does not date it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dagster_project.extract.quantities.lexicon import (
    month_numbers,
    statement_words,
    weekday_numbers,
    word_sequence,
)
from dagster_project.extract.quantities.reading import Token

LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class EventDate:
    """A date with its place: tokens [start, end); without a date of publication "on the 5th" is a day alone."""

    on: date | None
    day: int
    precision: str
    start: int
    end: int


def read_dates(tokens: list[Token], language: str, published_on: date | None) -> list[EventDate]:
    """Dates among `tokens`, in order; precision is 'day'."""
    found: list[EventDate] = []
    at = 0
    while at < len(tokens):
        dated = _named_month(tokens, at, language, published_on) or _relative(tokens, at, language, published_on)
        if dated is None:
            at += 1
            continue
        if found and dated.start - found[-1].end <= 1 and found[-1].end - found[-1].start == 1:
            # "on Thursday, January 6" is one date, and the day and month say it better.
            found.pop()
        if not _is_bound(tokens, dated.start, language):
            found.append(dated)
        at = dated.end
    return found


def _is_bound(tokens: list[Token], start: int, language: str) -> bool:
    bounds = statement_words(language, "date_bound")
    return any(token.word in bounds for token in tokens[max(start - 2, 0) : start])


def _days_back(language: str) -> dict[str, int]:
    pairs = (entry.split("=") for entry in word_sequence(language, "yesterday"))
    return {word: int(days) for word, days in pairs}


def _named_month(tokens: list[Token], at: int, language: str, published_on: date | None) -> EventDate | None:
    months = month_numbers(language)
    words = [token.word for token in tokens[at : at + 7]]
    if not words:
        return None
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


def _relative(tokens: list[Token], at: int, language: str, published_on: date | None) -> EventDate | None:
    word = tokens[at].word
    before = tokens[at - 1].word if at else ""
    if language == "en" and before == "the" and at > 1 and tokens[at - 2].word == "on":
        day, after = _day([token.word for token in tokens[at : at + 2]], 0)
        if day is not None and after == 2:
            return EventDate(_this_month(day, published_on), day, "day", at, at + 2)
    if published_on is None:
        return None
    back = _days_back(language).get(word)
    if back is not None:
        on = published_on - timedelta(days=back)
        return EventDate(on, on.day, "day", at, at + 1)
    weekday = weekday_numbers(language).get(word)
    if weekday is not None and before in statement_words(language, "weekday_opener"):
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
