"""Which claim a mention lies in."""

from __future__ import annotations

import polars as pl

from dagster_project.tables import MENTIONS

Span = tuple[int, int, int, str]
"""(start, end, characters of the whole claim, claim_id)"""


def fill_claim_ids(mentions: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """`mentions` with `claim_id`: the smallest claim of the document one of whose spans holds the mention.

    One pass over spans and mentions of a document in order of their start, so that a long text costs no more than its
    length.
    """
    spans = _spans_of(claims)
    claim_ids: list[str | None] = [None] * len(mentions)
    places = mentions.select("document_id", "char_start", "char_end").rows()
    waiting: list[Span] = []
    around: list[Span] = []
    document: str | None = None
    for number in sorted(range(len(places)), key=places.__getitem__):
        document_id, start, end = places[number]
        if document_id != document:
            document, around = document_id, []
            waiting = sorted(spans.get(document_id, ()), reverse=True)
        while waiting and waiting[-1][0] <= start:
            around.append(waiting.pop())
        around = [span for span in around if span[1] > start]
        holding = [(size, claim_id) for _, span_end, size, claim_id in around if end <= span_end]
        claim_ids[number] = min(holding)[1] if holding else None
    return mentions.with_columns(pl.Series("claim_id", claim_ids, dtype=pl.String)).select(MENTIONS.names())


def _spans_of(claims: pl.DataFrame) -> dict[str, list[Span]]:
    """The spans of content of every document."""
    found: dict[str, list[Span]] = {}
    for document_id, claim_id, spans in claims.select("document_id", "claim_id", "content_spans").iter_rows():
        size = sum(span["char_end"] - span["char_start"] for span in spans)
        for span in spans:
            found.setdefault(document_id, []).append((span["char_start"], span["char_end"], size, claim_id))
    return found
