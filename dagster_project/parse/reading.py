"""What a layout reader gives: how it read one document, before it becomes rows.

A reader labels spans (`Reading.label`); `tile` makes of them the blocks that cover the document. Offsets are
code points of the document's text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal, NamedTuple

Role = Literal[
    "post", "paragraph", "headline", "subheading", "lead", "caption", "credit", "byline", "dateline", "metadata",
    "numbering", "addressing", "separator", "boilerplate", "teaser", "duplicate", "residue", "comment",
]  # fmt: skip
PassageKind = Literal["post", "headline", "lead", "subheading", "paragraph", "caption"]


class Span(NamedTuple):
    """A stretch of the document's text."""

    start: int
    end: int


class Block(NamedTuple):
    """A labelled stretch. `source` is the number of the source in the reading, None for the page's own text."""

    start: int
    end: int
    role: str
    source: int | None


class Passage(NamedTuple):
    """A readable unit of a source."""

    kind: str
    start: int
    end: int
    declared_position: int | None = None
    declared_total: int | None = None


class DateFound(NamedTuple):
    """A date that the page prints."""

    role: str
    start: int
    end: int
    on: dt.date | None
    at: dt.datetime | None
    precision: str


@dataclass(slots=True)
class Source:
    """A thread or an article, as read."""

    kind: Literal["thread", "article"]
    role: Literal["main", "preview", "embed"] = "main"
    title: Span | None = None
    author: Span | None = None
    author_name: str | None = None
    """Where it is not one stretch of the text: several authors, or a name in capitals."""
    author_handle: str | None = None
    outlet: str | None = None
    origin_outlet: str | None = None
    agency: str | None = None
    is_translated: bool | None = None
    platform: str | None = None
    url: str | None = None
    dateline_place: str | None = None
    declared_post_count: int | None = None
    is_truncated: bool | None = None
    passages: list[Passage] = field(default_factory=list)
    dates: list[DateFound] = field(default_factory=list)
    first: int | None = None
    """Where it begins, if before its first block."""


@dataclass(slots=True)
class Reading:
    """How one document was read."""

    layout: str
    confidence: float
    platform: str | None = None
    sources: list[Source] = field(default_factory=list)
    labels: list[Block] = field(default_factory=list)

    def label(self, start: int, end: int, role: Role, source: int | None = None) -> None:
        """Say what `start` to `end` is. Spans that overlap an earlier one lose to it."""
        if end > start:
            self.labels.append(Block(start, end, role, source))


def tile(text: str, labels: list[Block]) -> list[Block]:
    """Blocks that cover `text` from 0 to its end, each beginning where the last ended.

    White space between two labelled spans goes with the earlier, at the very beginning with the first;
    lines of boilerplate in a row are one block; characters that no reader labelled are 'residue'. A text of white space
    alone is one 'separator'.
    """
    blocks: list[Block] = []
    # The block that ends `at`, to which what follows may still belong, is added when the next one begins.
    first, role, source = 0, "", None
    at = 0
    for start, end, own_role, own_source in sorted(labels, key=itemgetter(0, 1)):
        if end <= at:
            continue
        begin = start if start > at else at
        if begin > at and not text[at:begin].isspace():
            if role:
                blocks.append(Block(first, at, role, source))
            first, role, source = at, "residue", None
        if not role:
            role, source = own_role, own_source
        elif not (role == own_role == "boilerplate" and source == own_source):
            blocks.append(Block(first, begin, role, source))
            first, role, source = begin, own_role, own_source
        at = end
    is_blank = text[at:].isspace()
    if at < len(text) and not (role and is_blank):
        if role:
            blocks.append(Block(first, at, role, source))
        first, role, source = at, "separator" if is_blank else "residue", None
    if role:
        blocks.append(Block(first, len(text), role, source))
    return blocks
