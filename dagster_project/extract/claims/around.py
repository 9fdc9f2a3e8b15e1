"""Which claim a mention lies in."""

from __future__ import annotations

import polars as pl

from dagster_project.tables import MENTIONS


def fill_claim_ids(mentions: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """`mentions` with `claim_id`: the smallest claim of the document one of whose spans holds the mention."""
    spans = _spans_of(claims)
    claim_ids: list[str | None] = []
    for document_id, start, end in mentions.select("document_id", "char_start", "char_end").iter_rows():
        around = [
            (size, claim_id)
            for span_start, span_end, size, claim_id in spans.get(document_id, ())
            if span_start <= start and end <= span_end
        ]
        claim_ids.append(min(around)[1] if around else None)
    return mentions.with_columns(pl.Series("claim_id", claim_ids, dtype=pl.String)).select(MENTIONS.names())


def _spans_of(claims: pl.DataFrame) -> dict[str, list[tuple[int, int, int, str]]]:
    """Per document: (start, end, characters of the whole claim, claim_id) of every span of content."""
    found: dict[str, list[tuple[int, int, int, str]]] = {}
    for document_id, claim_id, spans in claims.select("document_id", "claim_id", "content_spans").iter_rows():
        size = sum(span["char_end"] - span["char_start"] for span in spans)
        for span in spans:
            found.setdefault(document_id, []).append((span["char_start"], span["char_end"], size, claim_id))
    return found
