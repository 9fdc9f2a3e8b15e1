"""Number words and units as data: rows of `number_words.csv` and `units.csv`, each with an example of our own.

- `number_words.csv`: kind 'number' (two), 'scale' (thousand: multiplies what stands before it), 'vague' (dozens: from
  low to high), 'about' | 'over' | 'under' (what stands before a number: about, at least, up to), 'joint' (the word
  between the two numbers of a range; 'joint_between' only behind "between").
- `statement_words.csv`: closed classes of words that quantities and events are told by.
- `units.csv`: unit and currency as the warehouse names them, and what is counted where the noun says more than
  'person' (dead, detained …); language 'und' holds for all.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.dates import get_day_names, get_month_names

LEXICONS = Path(__file__).resolve().parent.parent / "lexicons"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word behind a number says of it."""

    unit: str | None
    currency: str | None
    counted: str | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one language says of quantities by words alone; phrases as tuples of folded words."""

    words: dict[str, float]
    scales: dict[str, float]
    vague: dict[tuple[str, ...], tuple[float, float]]
    vague_openers: frozenset[str]
    """The first words of `vague`."""
    openers: frozenset[str]
    """Words that a number may open with: nearly all tokens are none, and need no closer look."""
    bounds: dict[tuple[str, ...], str]
    joints: frozenset[str]
    joints_between: frozenset[str]
    betweens: frozenset[str]
    phrase_ends: frozenset[str]
    not_counted: frozenset[str]
    ages: frozenset[str]
    units: dict[str, Unit]
    months: frozenset[str]
    grouping: str
    """What stands between groups of three digits, besides blanks."""
    decimal: str


@cache
def load_numbers(language: str) -> Numbers | None:
    """The numbers of `language`, or None where there are no rows for it."""
    rows = [row for row in _rows("number_words.csv") if row["language"] == language]
    if not rows:
        return None

    def of(*kinds: str) -> list[dict[str, str]]:
        return [row for row in rows if row["kind"] in kinds]

    words = {row["form"]: float(row["low"]) for row in of("number")}
    vague_openers = frozenset(row["form"].split()[0] for row in of("vague"))
    units: dict[str, Unit] = {}
    for row in _rows("units.csv"):
        if row["language"] in (language, "und"):
            unit = Unit(row["unit"] or None, row["currency"] or None, row["counted"] or None)
            units.update({form.casefold(): unit for form in row["forms"].split()})
    return Numbers(
        words=words,
        scales={row["form"]: float(row["low"]) for row in of("scale")},
        vague={tuple(row["form"].split()): (float(row["low"]), float(row["high"])) for row in of("vague")},
        vague_openers=vague_openers,
        openers=vague_openers | words.keys(),
        bounds={tuple(row["form"].split()): row["kind"] for row in of("about", "over", "under")},
        joints=frozenset(row["form"] for row in of("joint")),
        joints_between=frozenset(row["form"] for row in of("joint_between")),
        betweens=statement_words(language, "between"),
        phrase_ends=statement_words(language, "phrase_end"),
        not_counted=statement_words(language, "not_counted"),
        ages=statement_words(language, "age"),
        units=units,
        months=frozenset(month_numbers(language)),
        grouping="," if language == "en" else ".",
        decimal="." if language == "en" else ",",
    )


@cache
def number_words() -> frozenset[str]:
    """Words of which one stands in every number that is not in digits, of all languages."""
    forms = [row["form"] for row in _rows("number_words.csv") if row["kind"] in ("number", "vague")]
    return frozenset(max(form.split(), key=len) for form in forms)


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of a lexicon file, their forms folded as the words of a text are."""
    with (LEXICONS / name).open(encoding="utf-8", newline="") as file:
        return [{**row, "form": row.get("form", "").casefold()} for row in csv.DictReader(file)]


@cache
def statement_words(language: str, word_class: str) -> frozenset[str]:
    """The words of one row of `statement_words.csv`; none where the language has no such row."""
    return frozenset(word_sequence(language, word_class))


@cache
def word_sequence(language: str, word_class: str) -> tuple[str, ...]:
    """As `statement_words`, in the order of the row."""
    for row in _rows("statement_words.csv"):
        if (row["language"], row["word_class"]) == (language, word_class):
            return tuple(row["words"].split())
    return ()


@cache
def month_numbers(language: str) -> dict[str, int]:
    """Names of months, folded and without a full stop, with their numbers."""
    names = [
        *get_month_names("wide", context="format", locale=language).items(),
        *get_month_names("wide", context="stand-alone", locale=language).items(),
        *get_month_names("abbreviated", context="format", locale=language).items(),
        *get_month_names("abbreviated", context="stand-alone", locale=language).items(),
    ]
    return {name.casefold().rstrip("."): number for number, name in names}


@cache
def weekday_numbers(language: str) -> dict[str, int]:
    """Names of weekdays, folded, with their numbers from Monday, 0."""
    return {name.casefold(): number for number, name in get_day_names("wide", locale=language).items()}
