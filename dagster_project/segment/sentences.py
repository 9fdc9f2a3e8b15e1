"""Sentences of passages: verbatim, trimmed, in order, covering every character that is not blank."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import polars as pl
from sentencex import get_sentence_boundaries

from dagster_project.segment.endings import line_ends, sentence_ends
from dagster_project.segment.lexicon import LEXICONS, Lexicon
from dagster_project.segment.running_over import is_written_small, runs_over
from dagster_project.tables import SENTENCES, Frames, digest

Span = tuple[int, int]


class _Passage(NamedTuple):
    """What of a passages row is needed here."""

    document_id: str
    source_id: str
    passage_id: str
    passage_kind: str
    position: int
    declared_position: int | None
    char_start: int
    text: str
    language: str


def segment_passages(documents: pl.DataFrame, sources: pl.DataFrame, passages: pl.DataFrame) -> Frames:
    """`sentences` of `passages`, in order of document and position.

    Every sentence is `documents.text[char_start:char_end]` to the letter, without blanks at either end;
    within a document sentences do not overlap, and together they hold every character of the passages that
    is no blank. A sentence that runs over the end of a post is one row, whose span covers what lies between
    the posts (numbers, addressing); its passage_id is the post in which it starts.
    """
    texts = dict(documents.select("document_id", "text").iter_rows())
    languages = dict(sources.select("source_id", "language").iter_rows())
    ordered = passages.sort("document_id", "char_start", "char_end", "passage_id").select(_Passage._fields)
    listed = [row if row[-1] else (*row[:-1], languages.get(row[1]) or "und") for row in ordered.rows()]
    started: list[_Passage] = []
    spans: list[Span] = []
    for document_id, of_document in itertools.groupby(map(_Passage._make, listed), attrgetter("document_id")):
        for passage, span in _sentences_of_document(list(of_document), texts[document_id]):
            started.append(passage)
            spans.append(span)
    columns: dict[str, list[str] | list[int]] = {
        "sentence_id": [
            digest(f"sentence\x1f{p.passage_id}\x1f{start}\x1f{end}")
            for p, (start, end) in zip(started, spans, strict=True)
        ],
        "document_id": [p.document_id for p in started],
        "source_id": [p.source_id for p in started],
        "passage_id": [p.passage_id for p in started],
        "text": [texts[p.document_id][start:end] for p, (start, end) in zip(started, spans, strict=True)],
        "char_start": [start for start, _ in spans],
        "char_end": [end for _, end in spans],
        "language": [p.language for p in started],
    }
    return {"sentences": pl.DataFrame(columns, schema=SENTENCES).sort("document_id", "char_start", "char_end")}


def _sentences_of_document(passages: Sequence[_Passage], text: str) -> list[tuple[_Passage, Span]]:
    """Each sentence of one document's passages, in order, with the passage in which it starts."""
    found: list[tuple[_Passage, Span]] = []
    written_small = _sources_written_small(passages)
    before: _Passage | None = None
    for passage in passages:
        offset = passage.char_start
        spans = [(offset + a, offset + b) for a, b in sentence_spans(passage.text, passage.language)]
        if spans and before is not None and _are_neighbours(before, passage):
            started, (start, end) = found[-1]
            last, first = text[max(start, before.char_start) : end], text[slice(*spans[0])]
            small_tells = passage.source_id not in written_small
            if runs_over(last, first, _lexicon_of(started.language), small_tells):
                found[-1] = (started, (start, spans[0][1]))
                del spans[0]
        found += [(passage, span) for span in spans]
        before = passage if found else None
    return found


def _sources_written_small(passages: Sequence[_Passage]) -> set[str]:
    posts: dict[str, list[str]] = {}
    for passage in passages:
        if passage.passage_kind == "post":
            posts.setdefault(passage.source_id, []).append(passage.text)
    return {source_id for source_id, texts in posts.items() if is_written_small(texts)}


def _are_neighbours(before: _Passage, after: _Passage) -> bool:
    """Whether two passages, the second right after the first, are posts of one thread without a gap between."""
    if before.source_id != after.source_id:
        return False
    if before.passage_kind != "post" or after.passage_kind != "post":
        return False
    if before.declared_position is not None and after.declared_position is not None:
        return after.declared_position == before.declared_position + 1
    return after.position == before.position + 1


def _lexicon_of(language: str) -> Lexicon:
    return LEXICONS.get(_base(language), LEXICONS["und"])


@lru_cache(maxsize=256)
def _base(language: str) -> str:
    return language.split("-")[0].lower()


def sentence_spans(text: str, language: str) -> list[Span]:
    """Spans of the sentences of one text in code points of it, in order, blanks at the ends left out.

    Languages with rows in the lexicons are cut by them; the others by sentencex within their lines.
    """
    lexicon = LEXICONS.get(_base(language))
    if lexicon is not None:
        return _trimmed(text, sentence_ends(text, lexicon))
    spans: list[Span] = []
    for start, end in _trimmed(text, line_ends(text, LEXICONS["und"])):
        line = text[start:end]
        if len(line) > _SENTENCEX_LIMIT:
            cuts = sentence_ends(line, LEXICONS["und"])
        else:
            cuts = [boundary["end_index"] for boundary in get_sentence_boundaries(_base(language), line)]
        spans += [(start + a, start + b) for a, b in _trimmed(line, cuts)]
    return spans


_SENTENCEX_LIMIT = 10_000
"""Characters of a line above which sentencex is not used: on many quote marks its time grows with the square."""
_CLOSING = "\"'”“’»«›‹)]}.!?… \t\r\n"


def _trimmed(text: str, ends: Sequence[int]) -> list[Span]:
    """Spans between `ends` without blanks at their ends; closing marks alone join the sentence before."""
    spans: list[Span] = []
    start = 0
    for end in [*ends, len(text)]:
        words = text[start:end].lstrip()
        a = end - len(words)
        words = words.rstrip()
        b = a + len(words)
        start = end
        if not words:
            continue
        if spans and b - a <= 3 and not words.strip(_CLOSING):
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    return spans
