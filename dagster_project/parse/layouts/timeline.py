"""Twitter or X as copied from the page itself: name, `@handle`, `·`, the day, the text, the counts below it.

Posts of the first author are the main thread, those of each other a source of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dagster_project.parse.layouts.voices import Turn, add_turns
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading, Span

LAYOUT = "timeline"

HANDLE = bit("handle_line")
MOMENT = bit("timeline_moment")
FURNITURE = bit("timeline_furniture")

_COUNT = re.compile(r"\d[\d.,]*\s?[KMkm]?")
_DOT = "·"


def recognise(page: Page) -> float:
    return 0.94 if page.marks & MOMENT and len(_heads(page.lines)) >= 2 else 0.0


def _heads(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """(number of the handle's line, number of the first line of the post): a handle below a name, a day right after."""
    heads = []
    for place in range(1, len(lines) - 1):
        if not lines[place].marks & HANDLE or lines[place - 1].marks & (HANDLE | FURNITURE):
            continue
        after = place + 2 if lines[place + 1].text == _DOT else place + 1
        if after < len(lines) and lines[after].marks & MOMENT:
            heads.append((place, after + 1))
    return heads


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.94, "twitter")
    lines = page.lines
    heads = _heads(lines)
    for line in lines[: heads[0][0] - 1]:
        reading.label(line.start, line.end, "boilerplate")
    turns = []
    for place, (handle, begin) in enumerate(heads):
        stop = heads[place + 1][0] - 1 if place + 1 < len(heads) else len(lines)
        end = stop
        while end > begin and (_COUNT.fullmatch(lines[end - 1].text[:12]) or lines[end - 1].marks & FURNITURE):
            end -= 1
        body = _without_addressing(reading, lines[begin:end])
        for line in lines[end:stop]:
            reading.label(line.start, line.end, "metadata")
        name = lines[handle - 1]
        turns.append(Turn(Span(name.start, name.end), lines[handle - 1 : begin], body, lines[handle].text[1:]))
    add_turns(page, reading, turns, "twitter")
    return reading


def _without_addressing(reading: Reading, lines: Sequence[Line]) -> list[Line]:
    """The post without `Replying to` and the handles below it."""
    at = 0
    if lines and lines[0].marks & FURNITURE:
        at = 1
        while at < len(lines) and (lines[at].marks & HANDLE or lines[at].text == "and"):
            at += 1
    for line in lines[:at]:
        reading.label(line.start, line.end, "addressing")
    return list(lines[at:])
