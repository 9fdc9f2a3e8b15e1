"""Threads kept by twunroll and its like: `Author: NAME (@handle)`, `Date:`, the posts, `Links to this thread:`.

The text may hold residue of markup (`&#39;`, `<a href="…">…`, a caption said twice, once in `<em>`): it stays in the
text, since a post's words are the capture's to the letter; residue at the end of a post is taken off.
"""

from __future__ import annotations

import re

from dagster_project.parse.dates import find_dates
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading, Source, Span
from dagster_project.parse.threads import add_posts, split_posts, split_threads

LAYOUT = "thread_archive"

ARCHIVE_FIELD = bit("archive_field")
ARCHIVE_END = bit("archive_end")

_FIELD = re.compile(r"(?P<field>\w+):\s*(?P<value>.*)", re.DOTALL)
_AUTHOR = re.compile(r"(?P<name>[^(@]+?)\s*\(?@(?P<handle>\w{1,30})\)?$")
_RESIDUE = re.compile(r"(?:<a href=\"[^\"<>]*\">\S*|\">https?://\S+|</?\w{1,6}>)$")


def recognise(page: Page) -> float:
    top = sum(bool(line.marks & ARCHIVE_FIELD) for line in page.lines[:8])
    if page.marks & ARCHIVE_END and top:
        return 0.97
    return 0.85 if top >= 2 and page.lines[0].marks & ARCHIVE_FIELD else 0.0


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.97, "twitter")
    lines = page.lines
    source = Source("thread", platform="twitter")
    head = 0
    while head < len(lines) and lines[head].marks & ARCHIVE_FIELD:
        _read_field(lines[head], source)
        reading.label(lines[head].start, lines[head].end, "metadata", 0)
        head += 1
    end = next((i for i in range(head, len(lines)) if lines[i].marks & ARCHIVE_END), len(lines))
    for line in lines[end:]:
        reading.label(line.start, line.end, "metadata", 0)
    threads = split_threads(split_posts(lines[head:end]), previews=False)
    for place, thread in enumerate(threads):
        for post in thread:
            last = post.lines[-1]
            residue = _residue_start(last)
            if residue is not None and (len(post.lines) > 1 or residue > last.start):
                reading.label(residue, last.end, "residue", place)
                post.end = residue
        add_posts(reading, page.text, thread, source if place == 0 else Source("thread", platform="twitter"))
    if not threads:
        reading.sources.append(source)
    return reading


def _read_field(line: Line, source: Source) -> None:
    found = _FIELD.match(line.text)
    if found is None:
        return
    field = found["field"].casefold()
    if field == "author":
        author = _AUTHOR.match(found["value"])
        start = line.start + found.start("value")
        if author:
            source.author = Span(start, start + author.end("name"))
            source.author_handle = author["handle"]
        elif found["value"]:
            source.author = Span(start, line.end)
    elif field == "date":
        source.dates += [d._replace(role="published") for d in find_dates(line.text, line.start)]
    elif field in ("tweets", "posts") and found["value"].isdecimal():
        source.declared_post_count = int(found["value"])


def _residue_start(line: Line) -> int | None:
    """Where the markup at the end of a line begins; a sentence said again in `<em>` belongs to it."""
    doubled = line.text.rfind("<em>")
    if doubled > 0 and line.text.endswith("</em>") and line.text[doubled + 4 : -5] == line.text[:doubled].strip():
        return line.start + doubled
    found = _RESIDUE.search(line.text, max(0, len(line.text) - 400))
    return line.start + found.start() if found else None
