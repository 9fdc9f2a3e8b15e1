"""Paragraphs whose lines were wrapped at a width, as mail and old agencies' texts are.

Here: telling such a page from one whose line ends mean something, and joining its lines into paragraphs. Not here: what
the paragraphs are (`body.py`).

A line was wrapped where the next one's first word no longer fitted: with the width W of the text, the line, a space and
that word are longer than W. So a headline above a paragraph without a blank line, or a short last line, ends what it
ends; and a link that broke a line in mid-sentence, with room left, makes no wrapped page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dagster_project.parse.body import BULLET, BYLINE, FURNITURE, NUMBERED, ends_sentence
from dagster_project.parse.lines import Line
from dagster_project.parse.marks import bear_marks

NARROWEST, WIDEST = 40, 110
"""Widths at which texts were wrapped."""

FEWEST_BREAKS = 2
"""Line ends within a sentence that a wrapped page shows at least."""

TOO_LONG = 0.1
"""Share of a wrapped page that may stand in lines beyond the width: addresses, a headline, a page's own words."""

MISFITS = 0.1
"""Share of the line ends within sentences that may leave room for the next word."""

ENDS = frozenset('.!?…:"”“»')
"""Characters after which a line end may mean something."""

APART = FURNITURE | BULLET | NUMBERED | BYLINE


def join_wrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines with those of each wrapped paragraph joined; as they are where the page is not wrapped.

    In a joined line's text every line end is as many spaces, so that offsets into it hold.
    """
    width = find_width(lines)
    if width is None:
        return list(lines)
    groups: list[list[Line]] = []
    for place, line in enumerate(lines):
        if groups and _goes_on(groups[-1][-1], line, width, is_first=place == 1):
            groups[-1].append(line)
        else:
            groups.append([line])
    marks = iter(bear_marks([" ".join(line.text for line in group) for group in groups if len(group) > 1]))
    return [group[0] if len(group) == 1 else _joined(text, group, next(marks)) for group in groups]


def find_width(lines: Sequence[Line]) -> int | None:
    """The width at which the page's text was wrapped; None where it was not."""
    breaks = [
        (line, after)
        for line, after in pairwise(lines)
        if not after.gap
        and len(line.text) <= WIDEST
        and after.text[0].islower()
        and not line.marks & APART
        and line.text[-1] not in ENDS
    ]
    width = max((len(line.text) for line, _ in breaks), default=0)
    if len(breaks) < FEWEST_BREAKS or width < NARROWEST:
        return None
    misfits = sum(_needed(line, after) <= width for line, after in breaks if not _is_hyphenated(line, after))
    own = [len(line.text) for line in lines if not line.marks & FURNITURE]
    beyond = sum(length for length in own if length > width + 2)
    whole = sum(own)
    if misfits > MISFITS * len(breaks) or beyond > TOO_LONG * whole:
        return None
    return width


def _needed(line: Line, after: Line) -> int:
    """How wide the text would be with the next line's first word on this line."""
    return len(line.text) + 1 + len(after.text[: WIDEST + 1].split(None, 1)[0])


def _is_hyphenated(line: Line, after: Line) -> bool:
    """A word parted at the line's end, as print does: `in writ-` / `ing`."""
    return line.text[-1] in "-\u00ad\u2010" and line.text[-2:-1].islower() and after.text[0].islower()


def _goes_on(line: Line, after: Line, width: int, *, is_first: bool) -> bool:
    if after.gap or after.marks & APART or line.marks & FURNITURE:
        return False
    if _is_hyphenated(line, after):
        return True
    if _needed(line, after) <= width:
        return False
    # A headline may be as long as the text is wide.
    return not is_first or after.text[0].islower() or ends_sentence(line.text)


def _joined(text: str, group: Sequence[Line], marks: int) -> Line:
    start, end = group[0].start, group[-1].end
    words = text[start:end]
    flat = "".join(" " if letter.isspace() else letter for letter in words)
    return Line(start, end, flat, marks, group[0].indent, group[0].gap)
