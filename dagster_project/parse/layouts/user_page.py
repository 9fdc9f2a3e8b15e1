"""Thread Reader's page of one user: several threads, each under `Jan 11, 2022 • 6 tweets • 2 min read` or a date alone.

The first two posts of a thread run together on one line (`… 1/6 He named … 2/6`): where they are numbered the numbers
part them; without numbers they stay one post, since nothing says where the first ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dagster_project.parse.layouts.unroller import FOOTER, HANDLE, HEADER, IMAGE, POST_DATE, read_header_line
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading, Source, Span
from dagster_project.parse.threads import add_posts, split_posts

LAYOUT = "threadreader_user"

USER_PAGE = bit("user_page")

_INNER = re.compile(r"(?<=\s)[\[(]?1/(?P<total>\d{1,3})[\])]?(?=\s+\S)|(?<=\s)1/(?=\s+\S)")
_INNER_REACH = 700
"""Two posts of 280 characters, with addresses written out."""


def recognise(page: Page) -> float:
    headings = sum(1 for _ in page.having(HEADER))
    if page.marks & USER_PAGE and headings:
        return 0.99
    return 0.93 if headings >= 3 else 0.0


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.99, "twitter")
    lines = page.lines
    heads = [i for i, line in enumerate(lines) if line.marks & (HEADER | POST_DATE)]
    first = heads[0] if heads else 0
    name = _owner(page, first)
    handle = next((line.text[1:] for line in lines[:first] if line.marks & HANDLE), None)
    for line in lines[:first]:
        reading.label(line.start, line.end, "metadata")
    for start, stop in zip(heads, [*heads[1:], len(lines)], strict=True):
        source = Source("thread", platform="twitter", author=name, author_handle=handle)
        read_header_line(lines[start], source)
        index = len(reading.sources)
        end = next((i for i in range(start + 1, stop) if lines[i].marks & FOOTER), stop)
        body = [line for line in lines[start + 1 : end] if not line.marks & IMAGE]
        reading.label(lines[start].start, lines[start].end, "metadata", index)
        for line in lines[start + 1 : end]:
            if line.marks & IMAGE:
                reading.label(line.start, line.end, "residue", index)
        for line in lines[end:stop]:
            reading.label(line.start, line.end, "boilerplate")
        add_posts(reading, page.text, split_posts(_part_first(page.text, body)), source)
        if source.declared_post_count is not None:
            source.is_truncated = source.declared_post_count > len(source.passages)
    return reading


def _owner(page: Page, first: int) -> Span | None:
    """The user's name: the line above the handle."""
    for above, line in zip(page.lines[:first], page.lines[1:first], strict=False):
        if line.marks & HANDLE:
            return Span(above.start, above.end)
    return None


def _part_first(text: str, body: Sequence[Line]) -> list[Line]:
    """The first line parted after `1/6`, where the second post follows it on the same line."""
    if not body:
        return []
    line = body[0]
    found = _INNER.search(line.text[:_INNER_REACH])
    if found is None or not found.start():
        return list(body)
    cut = line.start + found.end()
    begin = cut
    while text[begin].isspace():
        begin += 1
    upper = line._replace(end=cut, text=text[line.start : cut])
    lower = line._replace(start=begin, text=text[begin : line.end], gap=0)
    return [upper, lower, *body[1:]]
