"""Dates as pages print them."""

from __future__ import annotations

import datetime as dt

import pytest

from dagster_project.parse.dates import date_role, find_dates, find_months

UTC_CASES = [
    ("2022-01-11T04:39:40.093Z", "2022-01-11 04:39:40"),
    ("2022-01-11T04:39:40+06:00", "2022-01-10 22:39:40"),
    ("January 8, 2022 1:47 PM GMT", "2022-01-08 13:47:00"),
    ("21-03-2022 10:29:21 ZULU", "2022-03-21 10:29:21"),
    ("8. Januar 2022, 14.30 Uhr MEZ", "2022-01-08 13:30:00"),
    ("Jan 8, 2022 12:05 am EST", "2022-01-08 05:05:00"),
    ("8 January 2022 22:23 UTC+3", "2022-01-08 19:23:00"),
]
DAYS = [
    ("2022-01-11", "2022-01-11", "day"),
    ("Jan 11, 2022", "2022-01-11", "day"),
    ("January 11th, 2022", "2022-01-11", "day"),
    ("11 January 2022", "2022-01-11", "day"),
    ("11th of January 2022", "2022-01-11", "day"),
    ("3. Mai 2024, 17:47", "2024-05-03", "minute"),
    ("11. Jänner 2022", "2022-01-11", "day"),
    ("28.04.2023, 18:16 Uhr", "2023-04-28", "minute"),
    ("25.4.24", "2024-04-25", "day"),
    ("11 января 2022, 21:05", "2022-01-11", "minute"),
    ("11 de enero de 2022", "2022-01-11", "day"),
    ("Tue, 26 November 2024 9:27PM", "2024-11-26", "minute"),
    ("Updated: 5:20am, 6 Jan, 2022", "2022-01-06", "minute"),
    ("12:43, 20 Apr 2026", "2026-04-20", "minute"),
    ("January 2022", "2022-01-01", "month"),
    ("13/01/2022", "2022-01-13", "day"),
    ("01/13/2022", "2022-01-13", "day"),
    ("18 January 2022 22:23 IST", "2022-01-18", "minute"),
]


@pytest.mark.parametrize(("text", "at"), UTC_CASES)
def test_a_time_with_a_zone_is_in_utc(text, at) -> None:
    (found,) = find_dates(text)
    assert str(found.at) == at


@pytest.mark.parametrize(("text", "on", "precision"), DAYS)
def test_a_date_is_read_with_its_precision(text, on, precision) -> None:
    (found,) = find_dates(text)
    assert (str(found.on), found.precision, found.at) == (on, precision, None)


def test_a_zone_that_names_several_offsets_gives_no_time_in_utc() -> None:
    (found,) = find_dates("18 January 2022 22:23 IST")
    assert found.at is None


@pytest.mark.parametrize("text", ["31.02.2022", "2022-13-45", "January 40, 2022", "99/99/2022"], ids=lambda text: text)
def test_a_day_that_no_calendar_has_gives_no_date(text) -> None:
    assert [found.on for found in find_dates(text)] in ([], [None])


@pytest.mark.parametrize(
    "text", ["20,000 bandits in 2022", "call 02-751-1500", "10.0.0.1", "4-1, 6-3", "1/4 of 2022 men"]
)
def test_other_numbers_are_no_dates(text) -> None:
    assert find_dates(text) == []


def test_two_dates_of_a_line_keep_their_places() -> None:
    text = "January 8, 2022 1:47 PM GMT  Updated January 9, 2022 6:20 PM GMT"
    found = find_dates(text, 100)
    assert [text[one.start - 100 : one.end - 100] for one in found] == [
        "January 8, 2022 1:47 PM GMT",
        "January 9, 2022 6:20 PM GMT",
    ]


AMBIGUOUS = dt.date(2022, 1, 11)


def test_a_date_in_either_order_is_settled_by_what_the_page_says() -> None:
    def on(**said: object) -> dt.date | None:
        return find_dates("01/11/2022", **said)[0].on  # type: ignore[arg-type]

    assert on(language="en") is None
    assert on(language="en", near=frozenset({dt.date(2022, 1, 12)})) == dt.date(2022, 1, 11)
    assert on(language="en", months=frozenset({1})) == dt.date(2022, 1, 11)
    assert on(language="en", months=frozenset({1, 11})) is None
    assert on(language="de") == dt.date(2022, 11, 1)
    assert find_dates("01/11/2022, 05:35 AM", language="en")[0].on == dt.date(2022, 1, 11)


def test_months_of_a_text() -> None:
    assert find_months("On January 6 it began; im März endete es. It may rain.") == {1, 3}


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("Published: ", "published"),
        ("Veröffentlicht am ", "published"),
        ("Posted ", "published"),
        ("Updated ", "updated"),
        ("Aktualisiert: ", "updated"),
        ("Created: ", "created"),
        ("Page last modified: ", "modified"),
        ("© ", "copyright"),
        ("Abgerufen am ", "retrieved"),
        ("Published January 8, Updated ", "updated"),
        ("Berlin, ", None),
    ],
)
def test_words_before_a_date_say_what_it_is(before, role) -> None:
    assert date_role(before) == role
