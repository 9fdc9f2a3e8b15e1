"""Posts embedded in an article: the text, then `— NAME (@handle) Month D, YYYY`.

Here: finding them among the lines of a page. The author comes after the text, so that a post is found from its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.parse.dates import find_dates
from dagster_project.parse.lines import Line
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Passage, Reading, Source, Span

EMBED_SIGN = bit("embed_sign")

_SIGN = re.compile(r"(?:—|–|--|&mdash;)\s?(?P<name>[^()]{1,80}?)\s?\(@(?P<handle>\w{1,30})\)\s?(?P<date>.{0,40})$")


class Embed(NamedTuple):
    """One embedded post: numbers of its first and last line, where its text ends, who signed it."""

    first: int
    last: int
    text_end: int
    name: Span
    handle: str
    date: Span


def find_embeds(lines: Sequence[Line]) -> list[Embed]:
    """The embedded posts among `lines`, in order.

    A post reaches up to the blank line above its signature; on a page without blank lines it is one line.
    """
    found: list[Embed] = []
    spaced = any(line.gap for line in lines)
    for place, line in enumerate(lines):
        if not line.marks & EMBED_SIGN:
            continue
        sign = _SIGN.search(line.text, max(0, len(line.text) - 220))
        if sign is None:
            continue
        first = place
        free = found[-1].last + 1 if found else 0
        if not line.text[: sign.start()].strip():
            if place == free:
                continue
            first = place - 1
        if spaced:
            while first > free and not lines[first].gap:
                first -= 1
        text_end = line.start + sign.start() if line.text[: sign.start()].strip() else lines[place - 1].end
        name, date = sign.span("name"), sign.span("date")
        found.append(
            Embed(
                first,
                place,
                text_end,
                Span(line.start + name[0], line.start + name[1]),
                sign["handle"],
                Span(line.start + date[0], line.start + date[1]),
            )
        )
    return found


def add_embed(reading: Reading, text: str, lines: Sequence[Line], embed: Embed, *, is_main: bool) -> None:
    """Put an embedded post into the reading, as a source of its own."""
    source = Source("thread", "main" if is_main else "embed", platform="twitter")
    source.author, source.author_handle = embed.name, embed.handle
    source.dates = [
        found._replace(role="published")
        for found in find_dates(text[embed.date.start : embed.date.end], embed.date.start)
    ]
    index = len(reading.sources)
    reading.sources.append(source)
    start, end = lines[embed.first].start, embed.text_end
    while end > start and text[end - 1].isspace():
        end -= 1
    reading.label(start, end, "post", index)
    reading.label(max(end, lines[embed.last].start), lines[embed.last].end, "byline", index)
    source.passages.append(Passage("post", start, end))
