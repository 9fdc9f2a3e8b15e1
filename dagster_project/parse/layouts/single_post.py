"""A record that is one post: whoever archived it says so, and the text is read as nothing else.

Not among the families that recognise a page: a text alone does not tell that it is a single post. Only where numbers
run through it is it a thread that was saved in one record.
"""

from __future__ import annotations

from collections.abc import Sequence

from dagster_project.parse.lines import Line, Page
from dagster_project.parse.numbering import Number, choose_numbers, find_numbers
from dagster_project.parse.reading import Reading, Source
from dagster_project.parse.threads import Post, add_posts, split_posts

LAYOUT = "single_post"


def read(page: Page) -> Reading:
    """The page as a thread of one post."""
    reading = Reading(LAYOUT, 1.0)
    lines = page.lines
    if not lines:
        return reading
    if choose_numbers(find_numbers(lines), len(lines), known_thread=False):
        posts = split_posts(lines)
    else:
        posts = [Post(list(lines), _own_number(lines))]
    add_posts(reading, page.text, posts, Source("thread"))
    return reading


def _own_number(lines: Sequence[Line]) -> list[Number]:
    """The post's number in its thread, `3/7`; not `3/4 of the voters`."""
    for number in find_numbers(lines):
        line = lines[number.line]
        is_outer = (number.side == "tail" and number.line == len(lines) - 1) or (
            number.side != "tail" and number.line in (0, len(lines) - 1)
        )
        is_fraction = number.side == "head" and line.text[number.end - line.start :].lstrip()[:1].islower()
        if number.form == "slash" and number.total and number.n <= number.total and is_outer and not is_fraction:
            return [number]
    return []
