"""Thread Reader's page of one hashtag: `Discover and read the best of Twitter Threads about #X`.

Its blocks end `Read N tweets`: each shows the beginning of a thread that stands elsewhere, so that all are previews.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dagster_project.parse.dates import find_dates
from dagster_project.parse.layouts.unroller import HANDLE, HASHTAG_PAGE, POST_DATE, PROFILE, READ_N, read_header_line
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.reading import Reading, Source, Span
from dagster_project.parse.threads import add_posts, split_posts

LAYOUT = "threadreader_hashtag"

_NAME_HANDLE = re.compile(r"(?P<name>\S.{0,60}?)\s+@(?P<handle>\w{2,30})$")


def recognise(page: Page) -> float:
    blocks = sum(1 for _ in page.having(READ_N))
    if page.marks & HASHTAG_PAGE:
        return 0.995 if blocks else 0.6
    return 0.5 if blocks >= 3 else 0.0


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.995, "twitter")
    lines = page.lines
    ends = list(page.having(READ_N))
    start = 0
    for end in ends:
        block = lines[start:end]
        head = next((i for i, line in enumerate(block) if _names(line) is not None), None)
        if head is None:
            head = next((i for i, line in enumerate(block) if line.marks & (PROFILE | HANDLE | POST_DATE)), 0)
            head = max(0, head - 1) if block and block[head].marks & HANDLE else head
        for line in block[:head]:
            reading.label(line.start, line.end, "boilerplate")
        _add_block(page, reading, block[head:], lines[end])
        start = end + 1
    for line in lines[start:]:
        reading.label(line.start, line.end, "boilerplate")
    return reading


def _names(line: Line) -> re.Match[str] | None:
    return _NAME_HANDLE.fullmatch(line.text) if len(line.text) < 100 else None


def _add_block(page: Page, reading: Reading, block: Sequence[Line], end: Line) -> None:
    source = Source("thread", "preview", platform="twitter")
    index = len(reading.sources)
    read_header_line(end, source)
    reading.label(end.start, end.end, "metadata", index)
    at = 0
    while at < len(block) and at < 4:
        line = block[at]
        names = _names(line) if at == 0 else None
        followed = at + 1 < len(block) and bool(block[at + 1].marks & HANDLE)
        if names is not None:
            source.author = Span(line.start, line.start + names.end("name"))
            source.author_handle = names["handle"]
        elif line.marks & PROFILE:
            pass
        elif line.marks & HANDLE:
            source.author_handle = line.text[1:]
        elif line.marks & POST_DATE:
            dates = find_dates(line.text, line.start, language="en")
            source.dates += [found._replace(role="published") for found in dates]
        elif followed and source.author is None:
            source.author = Span(line.start, line.end)
        else:
            break
        reading.label(line.start, line.end, "metadata", index)
        at += 1
    add_posts(reading, page.text, split_posts(block[at:]), source)
    if source.declared_post_count is not None:
        source.is_truncated = source.declared_post_count > len(source.passages)
