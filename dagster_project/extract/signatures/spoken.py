"""What a statement speaks of where it tells no event of the list: the one date in it, and what its cue makes of it.

"Flags have been at half mast since yesterday" speaks of yesterday; of two dates none is the one. Who denies rejects,
who demands requests, whatever it is about (PLOVER's REJECT and REQUEST).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from dagster_project.extract.quantities.lexicon import statement_words
from dagster_project.extract.quantities.reading import Tokens
from dagster_project.extract.quantities.rows import Span
from dagster_project.extract.signatures.event_dates import may_be_dated, read_dates

PAST = frozenset(("asserted", "possible", None))
QUOTES = frozenset('"“”„«»')


class Spoken(NamedTuple):
    """The date that a statement speaks of, and how exact it is."""

    on: date
    precision: str


def spoken_dates(
    claims: pl.DataFrame, spans: Sequence[Span], published: Mapping[str, date | None]
) -> dict[int, Spoken]:
    """Per row of `claims` that speaks of one date: which; `published`: the dates of the sources."""
    dated = {
        span.claim for span, is_dated in zip(spans, may_be_dated([s.text for s in spans]), strict=True) if is_dated
    }
    tokens: dict[int, Tokens] = {}
    for span in spans:
        if span.claim in dated:
            tokens.setdefault(span.claim, Tokens("")).extend(span.tokens or Tokens(span.text, span.start))
    rows = claims.select("language", "source_id", "modality").rows() if tokens else []
    found = {}
    for number, words in tokens.items():
        language, source_id, modality = rows[number]
        spoken = spoken_date(words, str(language), published.get(source_id), is_past=modality in PAST)
        if spoken is not None:
            found[number] = spoken
    return found


def spoken_date(tokens: Tokens, language: str, published_on: date | None, *, is_past: bool = True) -> Spoken | None:
    """The one date among `tokens`; one that stands before a quotation is when it was said.

    A weekday is one of the last seven: of what has yet to happen (not `is_past`) it tells none.
    """
    dates = [
        each
        for each in read_dates(tokens, language, published_on)
        if not (each.start == 0 and not QUOTES.isdisjoint(tokens.words[each.end : each.end + 1]))
    ]
    told = {(each.on if is_past or each.end - each.start > 1 else None, each.precision) for each in dates}
    on, precision = next(iter(told)) if len(told) == 1 else (None, "")
    return Spoken(on, precision) if on is not None else None


def spoken_type(cue: str | None, modality: str | None, language: str) -> str | None:
    """The kind of act that the cue makes of a statement; null where it only says it."""
    if cue is None:
        return None
    words = cue.casefold().split()
    if not statement_words(language, "denying").isdisjoint(words):
        return "REJECT"
    is_wish = modality == "desired" and not statement_words(language, "requesting").isdisjoint(words)
    return "REQUEST" if is_wish else None
