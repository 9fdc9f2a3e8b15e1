"""`claim_quantities` of a batch of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from dagster_project.extract.quantities.lexicon import load_numbers
from dagster_project.extract.quantities.reading import Quantity, Tokens, read_quantities
from dagster_project.extract.quantities.scanning import hold_numbers
from dagster_project.tables import frame


class Span(NamedTuple):
    """One span of a claim's content, read for quantities; offsets of the document."""

    claim: int
    """The claim's row in the frame."""
    start: int
    end: int
    text: str
    tokens: Tokens | None
    """None where nobody has needed them yet."""
    quantities: Sequence[Quantity]


def read_spans(documents: pl.DataFrame, claims: pl.DataFrame) -> list[Span]:
    """The spans of all claims in order of claim and place, each with its quantities.

    In: `documents`, `claims`. They are read once here for whoever needs them: `claim_quantities` and the signatures.
    """
    texts = dict(documents.select("document_id", "text").iter_rows())
    places = (
        claims.select("document_id", "language", "content_spans")
        .with_row_index("claim")
        .explode("content_spans", keep_nulls=False)
        .unnest("content_spans")
    )
    rows = places.rows()
    said = [texts[document_id][start:end] for _, document_id, _, start, end in rows]
    spans = []
    for (claim, _, language, start, end), text, may_hold in zip(rows, said, hold_numbers(said), strict=True):
        numbers = load_numbers(language) if may_hold else None
        tokens = Tokens(text, start) if numbers else None
        quantities = read_quantities(tokens, numbers, language) if numbers and tokens else ()
        spans.append(Span(claim, start, end, text, tokens, quantities))
    return spans


def find_quantities(claims: pl.DataFrame, spans: Sequence[Span]) -> pl.DataFrame:
    """One row per quantity inside the content of a claim, in order of claim and place.

    In: `claims` and their spans. Out: `claim_quantities`; of nested claims each has its own rows.
    """
    ids = claims.select("claim_id", "document_id").rows()
    return frame(
        "claim_quantities",
        (_row(ids[span.claim], span, quantity) for span in spans for quantity in span.quantities),
    )


def _row(ids: tuple[str, str], span: Span, quantity: Quantity) -> dict[str, object]:
    claim_id, document_id = ids
    return {
        "claim_id": claim_id,
        "document_id": document_id,
        "value_low": quantity.value_low,
        "value_high": quantity.value_high,
        "unit": quantity.unit,
        "currency": quantity.currency,
        "counted": quantity.counted,
        "is_approximate": quantity.is_approximate,
        "surface": span.text[quantity.char_start - span.start : quantity.char_end - span.start],
        "char_start": quantity.char_start,
        "char_end": quantity.char_end,
    }
