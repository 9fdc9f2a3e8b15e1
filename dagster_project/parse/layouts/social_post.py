"""A post of Facebook or VK on its own page: the name, the time, the text, and below it who liked and answered it.

Readers' answers are the page's own text, as comments below an article are.
"""

from __future__ import annotations

import re

from dagster_project.parse.body import BYLINE, FURNITURE
from dagster_project.parse.dates import find_dates
from dagster_project.parse.lines import Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading, Source, Span
from dagster_project.parse.threads import Post, add_posts

LAYOUT = "social_post"

MOMENT = bit("post_moment")
REACTION = bit("post_reaction")

FEWEST = 2
"""Lines of reactions below a post."""

_COUNT = re.compile(r"\d[\d.,]*\s?[KkКк]?")


def recognise(page: Page) -> float:
    lines = page.lines
    if len(lines) < 4 or not page.marks & MOMENT or not lines[1].marks & MOMENT:
        return 0.0
    name = lines[0]
    is_name = name.text.count(" ") < 5 and len(name.text) <= 60 and name.text[-1] not in ".!?:"
    if not is_name or name.marks & (FURNITURE | BYLINE):
        return 0.0
    end = _end(page)
    return 0.92 if end > 2 and len(lines) - end >= FEWEST else 0.0


def _end(page: Page) -> int:
    """The first line of reactions: worded as one, or a count before another."""
    lines = page.lines
    for place in range(2, len(lines)):
        if lines[place].marks & REACTION:
            return place
        following = lines[place + 1] if place + 1 < len(lines) else None
        is_followed = following is not None and (following.marks & REACTION or _COUNT.fullmatch(following.text[:12]))
        if _COUNT.fullmatch(lines[place].text[:12]) and is_followed:
            return place
    return len(lines)


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.92)
    lines = page.lines
    end = _end(page)
    source = Source("thread", author=Span(lines[0].start, lines[0].end))
    source.platform = "facebook" if "·" in lines[1].text else None
    source.dates = [date._replace(role="published") for date in find_dates(lines[1].text, lines[1].start)][:1]
    for line in lines[:2]:
        reading.label(line.start, line.end, "metadata", 0)
    add_posts(reading, page.text, [Post(list(lines[2:end]))], source)
    for line in lines[end:]:
        reading.label(line.start, line.end, "boilerplate")
    return reading
