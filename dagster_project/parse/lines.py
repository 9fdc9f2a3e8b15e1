"""The lines of a capture: where each begins and ends, and which marks it bears.

Here: cutting a text into lines. Not here: how marks are tested (`marks.py`), what a mark means for a layout
(`layouts/`).

A capture has lost its markup: a line end is often the only boundary that is left, so every layout is read line by line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

import polars as pl

from dagster_project.parse.marks import bear_marks
from dagster_project.parse.reference import Reference

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
"""Characters that print nothing and that are no white space to Unicode; pages use them as empty lines."""


class Line(NamedTuple):
    """A line that is not blank. `start` and `end` leave out white space at either side."""

    start: int
    end: int
    text: str
    marks: int
    """One bit per mark of `layouts/marks.csv`, see `marks.bit`."""
    indent: int
    gap: int
    """Blank lines before it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One document, cut into lines."""

    document_id: str
    text: str
    lines: Sequence[Line]
    marks: int
    """Marks of any line."""
    reference: Reference = field(default_factory=Reference)

    def having(self, mark: int) -> Iterator[int]:
        """Numbers of the lines that bear a mark."""
        return (i for i, line in enumerate(self.lines) if line.marks & mark) if self.marks & mark else iter(())


class _Cut(NamedTuple):
    """The lines of a text that are not blank, column by column: as rows, those of a long text take seconds to unzip."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    indents: list[int]
    gaps: list[int]


def _cut(text: str) -> _Cut:
    pieces = text.splitlines(keepends=True)
    cut = _Cut([], [], [], [], [])
    gap = 0
    for offset, piece in zip(accumulate(map(len, pieces), initial=0), pieces, strict=False):
        stripped = piece.strip()
        if stripped and (stripped[0] in INVISIBLE or stripped[-1] in INVISIBLE):
            stripped = _strip_invisible(stripped)
        if not stripped:
            gap += 1
            continue
        indent = piece.index(stripped[0]) if piece[0] != stripped[0] else 0
        cut.starts.append(offset + indent)
        cut.ends.append(offset + indent + len(stripped))
        cut.words.append(stripped)
        cut.indents.append(indent)
        cut.gaps.append(gap)
        gap = 0
    return cut


def _strip_invisible(text: str) -> str:
    """`text` without white space and invisible characters at its ends."""
    start, end = 0, len(text)
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return text[start:end]


def read_pages(documents: pl.DataFrame, reference: Reference | None = None) -> Iterator[Page]:
    """The documents as pages of lines, marks tested over the whole batch, in the order of `documents`."""
    ids = documents["document_id"].to_list()
    texts = documents["text"].to_list()
    cuts = [_cut(text) for text in texts]
    bits = iter(bear_marks([words for cut in cuts for words in cut.words]))
    known = reference or Reference()
    for document_id, text, cut in zip(ids, texts, cuts, strict=True):
        # The first of them ends the zip before a mark of the next document is taken.
        lines = list(map(Line._make, zip(cut.starts, cut.ends, cut.words, bits, cut.indents, cut.gaps, strict=False)))
        union = 0
        for line in lines:
            union |= line.marks
        yield Page(document_id, text, lines, union, known)
