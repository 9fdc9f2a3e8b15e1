"""`claim_quantities` of a batch of claims."""

from __future__ import annotations

import polars as pl

from dagster_project.extract.quantities.lexicon import load_numbers
from dagster_project.extract.quantities.reading import Quantity, read_quantities
from dagster_project.tables import frame


def find_quantities(documents: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """One row per quantity inside the content of a claim, in order of claim and place.

    In: `documents`, `claims`. Out: `claim_quantities`; of nested claims each has its own rows.
    """
    texts = dict(documents.select("document_id", "text").iter_rows())
    columns = ("claim_id", "document_id", "language", "content_spans")
    return frame(
        "claim_quantities",
        (
            _row(claim_id, document_id, texts[document_id], quantity)
            for claim_id, document_id, language, spans in claims.select(columns).iter_rows()
            for span in spans
            for quantity in quantities_of(texts[document_id], span["char_start"], span["char_end"], language)
        ),
    )


def _row(claim_id: str, document_id: str, text: str, quantity: Quantity) -> dict[str, object]:
    return {
        "claim_id": claim_id,
        "document_id": document_id,
        "value_low": quantity.value_low,
        "value_high": quantity.value_high,
        "unit": quantity.unit,
        "currency": quantity.currency,
        "counted": quantity.counted,
        "is_approximate": quantity.is_approximate,
        "surface": text[quantity.char_start : quantity.char_end],
        "char_start": quantity.char_start,
        "char_end": quantity.char_end,
    }


def quantities_of(text: str, start: int, end: int, language: str) -> list[Quantity]:
    """Quantities of `text[start:end]`, with offsets of `text`."""
    numbers = load_numbers(language)
    return [] if numbers is None else read_quantities(text[start:end], numbers, language, start)
