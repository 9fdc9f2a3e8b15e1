"""Sentences of passages: verbatim, trimmed, in order, covering every character that is not blank."""

from __future__ import annotations

import polars as pl
from sentencex import get_sentence_boundaries

from dagster_project.tables import Frames, digest, frame


def segment_passages(documents: pl.DataFrame, sources: pl.DataFrame, passages: pl.DataFrame) -> Frames:
    """`sentences` of `passages`, in order of document and position.

    Every sentence is `documents.text[char_start:char_end]` to the letter, without blanks at either end;
    within a document sentences do not overlap, and together they hold every character of the passages that
    is no blank.
    """
    texts = dict(documents.select("document_id", "text").iter_rows())
    languages = dict(sources.select("source_id", "language").iter_rows())
    rows: list[dict[str, object]] = []
    ordered = passages.sort("document_id", "char_start", "char_end")
    for passage in ordered.iter_rows(named=True):
        text = texts[passage["document_id"]][passage["char_start"] : passage["char_end"]]
        language = passage["language"] or languages.get(passage["source_id"]) or "und"
        for start, end in sentence_spans(text, language):
            char_start, char_end = passage["char_start"] + start, passage["char_start"] + end
            rows.append(
                {
                    "sentence_id": digest("sentence", passage["passage_id"], char_start, char_end),
                    "document_id": passage["document_id"],
                    "source_id": passage["source_id"],
                    "passage_id": passage["passage_id"],
                    "text": text[start:end],
                    "char_start": char_start,
                    "char_end": char_end,
                    "language": language,
                }
            )
    return {"sentences": frame("sentences", rows)}


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one text in code points of it, blanks at the ends left out."""
    known = "en" if language == "und" else language.split("-")[0]
    spans: list[tuple[int, int]] = []
    for boundary in get_sentence_boundaries(known, text):
        start, end = boundary["start_index"], boundary["end_index"]
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            spans.append((start, end))
    return spans
