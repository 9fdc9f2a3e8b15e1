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


def _cut(text: str) -> list[tuple[int, int, int, int]]:
    """(start, end, indent, blank lines before) of every line that is not blank."""
    pieces = text.splitlines(keepends=True)
    found = []
    gap = 0
    for offset, piece in zip(accumulate(map(len, pieces), initial=0), pieces, strict=False):
        stripped = piece.strip()
        if stripped and (stripped[0] in INVISIBLE or stripped[-1] in INVISIBLE):
            stripped = _strip_invisible(stripped)
        if not stripped:
            gap += 1
            continue
        indent = piece.index(stripped[0]) if piece[0] != stripped[0] else 0
        found.append((offset + indent, offset + indent + len(stripped), indent, gap))
        gap = 0
    return found


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
    words = [[text[start:end] for start, end, _, _ in cut] for text, cut in zip(texts, cuts, strict=True)]
    bits = iter(bear_marks([line for lines in words for line in lines]))
    known = reference or Reference()
    for document_id, text, cut, own in zip(ids, texts, cuts, words, strict=True):
        starts, ends, indents, gaps = zip(*cut, strict=True) if cut else ((), (), (), ())
        # The first of them ends the zip before a mark of the next document is taken.
        lines = list(map(Line._make, zip(starts, ends, own, bits, indents, gaps, strict=False)))
        union = 0
        for line in lines:
            union |= line.marks
        yield Page(document_id, text, lines, union, known)
