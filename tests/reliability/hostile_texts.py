"""Texts made to hurt: what makes regexes explode, parsers recurse and tables swell. Each with what it may take.

The limit of a refresh (60 s, 2 GiB for a capture in a room) holds for every text, and what passes it is quarantined.
The seconds here are tighter: all rooms together may take them, on two busy cores, and the text is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hostile:
    """A text, and how many seconds all rooms may take for it."""

    name: str
    text: str
    seconds: float = 10.0
    may_be_refused: bool = False
    """Too large to be read within the limits of any capture."""


MARKS = "".join(chr(0x300 + n % 0x70) for n in range(100_000))

HOSTILE = (
    Hostile("said_that", "He said that " * 70_000, 30),
    Hostile("short_links", "https://t.co/abc " * 50_000, 20),
    Hostile("nested_said_that", "word said that he is, " * 400_000, 60, may_be_refused=True),
    Hostile("quote_marks", '"' * 1_000_000),
    Hostile("opened_quotes", "“" * 200_000 + " he said."),
    Hostile("alternating_quotes", "“a” ‘b’ «c» „d“ " * 20_000, 20),
    Hostile("million_lines", "\n" * 1_000_000),
    Hostile("lines_of_one_letter", "a\n" * 500_000, 30),
    Hostile("numbered_lines", "\n".join(f"{n}/ said" for n in range(50_000)), 30),
    Hostile("deep_brackets", "(" * 100_000 + "he said" + ")" * 100_000),
    Hostile("deep_markup", "<b>" * 100_000 + "he said" + "</b>" * 100_000),
    Hostile("one_word", "a" * 5_000_000, 20),
    Hostile("blanks", "said" + " " * 3_000_000 + "that", 20),
    Hostile("combining_marks", "e" + MARKS + " said the mayor."),
    Hostile("joined_emoji", "👩\u200d👩\u200d👧\u200d👦" * 25_000),
    Hostile("capitals", "Ab " * 300_000, 20),
    Hostile("titles", "President Minister General " * 30_000, 20),
    Hostile("surnames", "Tokayev, Nazarbayev, Massimov and " * 20_000, 30),
    Hostile("handles", "@a " * 200_000, 30),
    Hostile("hashtags", "#a" * 300_000, 20),
    Hostile("dots", "." * 1_000_000),
    Hostile("abbreviations", "e.g. i.e. U.S. a.m. Dr. " * 40_000, 20),
    Hostile("commas", "he, she, said, " * 60_000, 20),
    Hostile("dates", "5 January 2022, 05.01.2022, 2022-01-05T10:00:00+06:00 " * 15_000, 20),
    Hostile("according_to", "according to laut zufolge nach Angaben " * 20_000, 20),
    Hostile("sagte_dass", "sagte er, dass sie sagte, dass " * 20_000, 40),
    Hostile("email_like", "a@a." * 200_000, 20),
    Hostile("url_like", "http://" + "a/" * 400_000, 20),
    Hostile("dashes", "— said — " * 60_000, 20),
    Hostile("footer_marks", "… more … Show this thread\n" * 30_000, 20),
)
