"""Forums: each post under its author's name, rank and number of posts, and `#3 · Jan 7, 2022` or `by NAME » date`.

What is quoted from an earlier post of the page is a duplicate, and no words of the one who quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dagster_project.parse.layouts.voices import Turn, add_turns
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading, Span

LAYOUT = "forum"

HEAD = bit("forum_head")
MEMBER = bit("forum_member")
FOOT = bit("forum_foot")
SAID = bit("forum_said")

_SIGNED = re.compile(r"(?:by|von) (?P<name>\S(?:.{0,38}\S)?) »")
"""`by mooring_mick » Fri Jan 07, 2022`."""


def recognise(page: Page) -> float:
    heads = list(page.having(HEAD))
    signed = sum(_SIGNED.match(page.lines[head].text) is not None for head in heads)
    return 0.93 if len(heads) >= 2 and (signed >= 2 or page.marks & MEMBER) else 0.0


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.93)
    lines = page.lines
    heads = list(page.having(HEAD))
    starts = [_block_start(lines, head, heads[place - 1] + 1 if place else 0) for place, head in enumerate(heads)]
    for line in lines[: starts[0]]:
        reading.label(line.start, line.end, "boilerplate")
    turns = []
    said: set[str] = set()
    for place, (start, head) in enumerate(zip(starts, heads, strict=True)):
        stop = starts[place + 1] if place + 1 < len(starts) else len(lines)
        foot = next((i for i in range(head + 1, stop) if lines[i].marks & FOOT), stop)
        for line in lines[foot:stop]:
            reading.label(line.start, line.end, "boilerplate")
        body = []
        for line in lines[head + 1 : foot]:
            if line.marks & SAID:
                reading.label(line.start, line.end, "boilerplate")
            elif len(line.text) >= SHORTEST_QUOTE and said.issuperset(_sentences(line)):
                reading.label(line.start, line.end, "duplicate")
            else:
                body.append(line)
        said.update(sentence for line in body for sentence in _sentences(line))
        turns.append(Turn(_name(lines, start, head), lines[start : head + 1], body))
    add_turns(page, reading, turns)
    return reading


SHORTEST_QUOTE = 20
"""Characters of a line from which on saying it again is quoting it."""


_STOP = re.compile(r"(?<=[.!?])\s+")


def _sentences(line: Line) -> list[str]:
    """Roughly: one quotes whole sentences of a post, seldom all of it."""
    return _STOP.split(line.text)


def _block_start(lines: Sequence[Line], head: int, floor: int) -> int:
    """The first line of what stands above a post: its author's name, then rank, posts and date of joining."""
    if _SIGNED.match(lines[head].text):
        return head
    at = head
    while at > floor and lines[at - 1].marks & MEMBER:
        at -= 1
    return max(floor, at - 1)


def _name(lines: Sequence[Line], start: int, head: int) -> Span | None:
    line = lines[head]
    signed = _SIGNED.match(line.text)
    if signed is not None:
        return Span(line.start + signed.start("name"), line.start + signed.end("name"))
    name = lines[start]
    is_name = start < head and len(name.text) <= 40 and not name.marks & MEMBER
    return Span(name.start, name.end) if is_name else None
