"""The lines of a capture: where each begins and ends, and which marks it bears.

Here: cutting a text into lines, and testing all lines of a batch against the marks of `layouts/marks.csv`.
Not here: what a mark means for a layout (`layouts/`).

A capture has lost its markup: a line end is often the only boundary that is left, so every layout is read
line by line. The marks are tested by polars on the first `HEAD` characters of each line, all lines of a
batch at once: linear in the text whatever it holds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import polars as pl

from dagster_project.parse.reference import Reference

MARKS_FILE = Path(__file__).parent / "layouts" / "marks.csv"

HEAD = 400
"""How many characters of a line are tested for marks. The longest mark seen has 190."""

TOGETHER = 4
"""Rows in one regex. Of 45 together the automaton outgrew its cache: 13 ms for a capture instead of 0.3."""

TAIL = 90
"""How many of its last characters are tested for marks of a line's end."""

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
"""Characters that print nothing and that are no white space to Unicode; pages use them as empty lines."""


class Line(NamedTuple):
    """A line that is not blank. `start` and `end` leave out white space at either side."""

    start: int
    end: int
    text: str
    marks: int
    """One bit per mark of `layouts/marks.csv`, see `bit`."""
    indent: int
    gap: int
    """Blank lines before it."""


class Mark(NamedTuple):
    """One row of marks.csv."""

    mark: str
    language: str
    where: str
    longest: str
    pattern: str
    example: str


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


@cache
def marks() -> tuple[Mark, ...]:
    """The rows of `layouts/marks.csv`.

    `pattern` is a Rust regex, tried whatever the case on the first `HEAD` or last `TAIL` characters (`where`) of the
    stripped line; `longest` is the number of characters beyond which a line does not bear the mark, empty for none;
    `example` bears it. Write `.*`, not `.{0,80}`: the engine is linear in the text, and counted repeats of Unicode
    classes make automata of megabytes.
    """
    with MARKS_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Mark(**row) for row in csv.DictReader(file))


@cache
def mark_names() -> tuple[str, ...]:
    """Names of the marks, in the order of their first row: the order of the bits."""
    return tuple(dict.fromkeys(row.mark for row in marks()))


def bit(*names: str) -> int:
    """The bits of the named marks. An unknown name is a ValueError."""
    unknown = sorted(set(names) - set(mark_names()))
    if unknown:
        raise ValueError(f"no mark is called {', '.join(unknown)}; the marks are the rows of {MARKS_FILE.name}")
    return sum(1 << mark_names().index(name) for name in names)


def _alternation(patterns: Iterable[str]) -> str:
    # Unicode word boundaries and digits would take the engine off its fast path at the first letter beyond ASCII.
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return "(?i)" + joined.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]")


@cache
def _mark_expression() -> pl.Expr:
    """A column of bits: which marks each `head` bears."""
    tests = []
    for place, name in enumerate(mark_names()):
        rows = [row for row in marks() if row.mark == name]
        for where, longest in dict.fromkeys((row.where, row.longest) for row in rows):
            patterns = [row.pattern for row in rows if (row.where, row.longest) == (where, longest)]
            for start in range(0, len(patterns), TOGETHER):
                test = pl.col(where).str.contains(_alternation(patterns[start : start + TOGETHER]))
                if longest:
                    test = test & (pl.col("length") <= int(longest))
                tests.append(test.cast(pl.Int64) * (1 << place))
    # A mark may be tested in several parts: the bits are joined, not added.
    return pl.reduce(lambda left, right: left | right, tests)


def bear_marks(texts: Sequence[str]) -> list[int]:
    """The bits of the marks that each line bears, in order."""
    frame = pl.DataFrame(
        {
            "head": [text[:HEAD] for text in texts],
            "tail": [text[-TAIL:] for text in texts],
            "length": [*map(len, texts)],
        },
        schema={"head": pl.String, "tail": pl.String, "length": pl.Int64},
    )
    return frame.select(_mark_expression().alias("marks"))["marks"].to_list()


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
        lines = [
            Line(start, end, line, next(bits), indent, gap)
            for (start, end, indent, gap), line in zip(cut, own, strict=True)
        ]
        union = 0
        for line in lines:
            union |= line.marks
        yield Page(document_id, text, lines, union, known)
