"""Sentences of passages: verbatim, trimmed, in order, covering every character that is not blank."""

from __future__ import annotations

import polars as pl
from sentencex import get_sentence_boundaries

from dagster_project.segment.endings import line_ends, sentence_ends
from dagster_project.segment.lexicon import LEXICONS
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
    """Spans of the sentences of one text in code points of it, in order, blanks at the ends left out.

    Languages with rows in the lexicons are cut by them; the others by sentencex within their lines.
    """
    base = language.split("-")[0].lower()
    lexicon = LEXICONS.get(base)
    if lexicon is not None:
        return _trimmed(text, sentence_ends(text, lexicon))
    ends = line_ends(text, LEXICONS["und"])
    spans: list[tuple[int, int]] = []
    for start, end in _trimmed(text, ends):
        line = text[start:end]
        if len(line) > _SENTENCEX_LIMIT:
            cuts = sentence_ends(line, LEXICONS["und"])
        else:
            cuts = [boundary["end_index"] for boundary in get_sentence_boundaries(base, line)]
        spans += [(start + a, start + b) for a, b in _trimmed(line, cuts)]
    return spans


_SENTENCEX_LIMIT = 10_000
"""Characters of a line above which sentencex is not used: on many quote marks its time grows with the square."""


def _trimmed(text: str, ends: list[int]) -> list[tuple[int, int]]:
    """Spans between `ends` without blanks at their ends; one without letter, digit or sign joins the one before."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*ends, len(text)]:
        words = text[start:end]
        a = start + len(words) - len(words.lstrip())
        b = end - (len(words) - len(words.rstrip()))
        start = end
        if a >= b:
            continue
        if spans and b - a <= 3 and not words.strip(_CLOSING + " \t\r\n"):
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    return spans


_CLOSING = "\"'”“’»«›‹)]}.!?…"
