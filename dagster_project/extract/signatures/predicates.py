"""The short list of what can happen, as data: rows of `predicates.csv`, each with an example of our own.

kind 'transitive': somebody does it to somebody (the theme); 'intransitive': it happens to, or is done by, the theme
alone; 'either': both ("the guards withdrew", "the alliance withdrew its guards"); 'attributive': before a name ("der
abgesetzte Leiter Orda"); 'noun': a noun for it ("the arrest of …"); 'count': words before a figure ("the death toll").
Forms are separated by '|'. `themes`: what it can happen to; `needs`: words of which one must stand in the statement
("gave up" is a resignation only of a post); `not_before`: words that make something else of it right behind ("fired
into the air"); `event_type`: PLOVER's name for it, empty where none is clear (it has none for a dismissal).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dagster_project.extract.quantities.scanning import holding, phrases_pattern

LEXICONS = Path(__file__).resolve().parent.parent / "lexicons"


@dataclass(frozen=True, slots=True)
class Predicate:
    """One form of a predicate: its folded words."""

    name: str
    event_type: str | None
    kind: str
    words: tuple[str, ...]
    themes: frozenset[str]
    needs: frozenset[str]
    not_before: frozenset[str]


@cache
def load_predicates(language: str) -> dict[str, tuple[Predicate, ...]]:
    """Predicates of `language` by the first word of their form, longest first; none for a language without rows."""
    found: dict[str, list[Predicate]] = {}
    for row in _rows():
        if row["language"] == language:
            for form in row["forms"].split("|"):
                words = tuple(form.casefold().split())
                themes, needs, not_before = (frozenset(row[name].split()) for name in ("themes", "needs", "not_before"))
                predicate = Predicate(
                    row["predicate"], row["event_type"] or None, row["kind"], words, themes, needs, not_before
                )  # fmt: skip
                found.setdefault(words[0], []).append(predicate)
    return {first: tuple(sorted(forms, key=lambda form: -len(form.words))) for first, forms in found.items()}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (LEXICONS / "predicates.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _pattern() -> str:
    return phrases_pattern(form.casefold() for row in _rows() for form in row["forms"].split("|"))


def tell_events(texts: Sequence[str]) -> list[bool]:
    """For each text, does it hold a form of any predicate, of any language?"""
    return holding(texts, _pattern())
