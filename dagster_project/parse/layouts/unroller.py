"""Pages of Thread Reader: what all its generations share.

Here: the walk over header, posts, end marker, footer and previews. Not here: by what a generation is
recognised (one module each beside this one).

After the marker (`• • •`, `Missing some Tweet …`) come previews of other threads by the author, the footer, or
both; a line there that bears no mark of the footer is a preview before the footer's first line, and the page's
own text after it.
"""

from __future__ import annotations

import re

from dagster_project.parse.dates import find_dates
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading, Source, Span
from dagster_project.parse.threads import add_posts, split_posts, split_threads

THREAD_END = bit("thread_end")
MISSING = bit("thread_missing")
KEEP_CURRENT = bit("keep_current")
SUBSCRIBE = bit("subscribe_to")
PROFILE = bit("profile_picture")
HEADER = bit("thread_header")
POST_DATE = bit("post_date")
READ_N = bit("read_n_tweets")
MORE_FROM = bit("more_from")
HANDLE = bit("handle_line")
FOOTER = bit("unroller_footer")
SCROLLY_END = bit("scrolly_end")
IMAGE = bit("image_alt")
HASHTAG_PAGE = bit("hashtag_page")

ENDS = THREAD_END | MISSING | KEEP_CURRENT | SCROLLY_END
"""Marks after which no post of the main thread comes."""

_PROFILE_WORDS = " Profile picture"
_COUNT = re.compile(r"(\d{1,4}) tweets?\b", re.IGNORECASE)
_KEEP = re.compile(r"keep current with\s+", re.IGNORECASE)
_SUBSCRIBE = re.compile(r"subscribe to\s+", re.IGNORECASE)
_HANDLE = re.compile(r"@(\w{1,30})")
SHORTEST_PREVIEW = 60
"""Fewer characters between marker and footer are a phrase of the page."""

_BIO_LINES = 12
"""A header's bio was at most nine lines long."""


def name_span(page: Page, line: Line) -> Span | None:
    """The author's name in `NAME Profile picture`, `Keep Current with NAME` or `Subscribe to NAME`."""
    for mark, pattern in ((KEEP_CURRENT, _KEEP), (SUBSCRIBE, _SUBSCRIBE)):
        if line.marks & mark:
            found = pattern.match(line.text)
            if found and found.end() < len(line.text):
                return Span(line.start + found.end(), line.end)
    if line.marks & PROFILE:
        end = line.start + len(line.text) - len(_PROFILE_WORDS)
        while end > line.start and page.text[end - 1].isspace():
            end -= 1
        return Span(line.start, end) if end > line.start else None
    return None


def read_header_line(line: Line, source: Source) -> None:
    """The date and number of posts in `Jan 11, 2022, 23 tweets`."""
    source.dates += [date._replace(role="published") for date in find_dates(line.text, line.start, language="en")]
    count = _COUNT.search(line.text)
    if count:
        source.declared_post_count = int(count[1])


def header_end(page: Page) -> int:
    """How many lines at the top are the page's header: name, bio, date, buttons."""
    lines = page.lines
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.marks & PROFILE:
            stop = next(
                (i for i in range(at + 1, min(at + _BIO_LINES, len(lines))) if lines[i].marks & (HEADER | ENDS)), None
            )
            at = stop + 1 if stop is not None and lines[stop].marks & HEADER else at + 1
        elif (
            line.marks & (HEADER | FOOTER | SUBSCRIBE)
            or (line.marks & (HANDLE | POST_DATE) and at < 6)
            or (at == 0 and any(following.marks & HEADER for following in lines[1:4]))
        ):
            at += 1
        else:
            break
    return at


def read_unroller(page: Page, layout: str, confidence: float) -> Reading:
    """The page as one main thread and the previews after its marker."""
    reading = Reading(layout, confidence, "twitter")
    lines = page.lines
    main = Source("thread", platform="twitter")
    head = header_end(page)
    end = next((i for i in range(head, len(lines)) if lines[i].marks & ENDS), len(lines))
    while end > head and lines[end - 1].marks & FOOTER:
        end -= 1
    for line in lines[:head]:
        is_button = line.marks & FOOTER
        reading.label(line.start, line.end, "boilerplate" if is_button else "metadata", None if is_button else 0)
        if line.marks & PROFILE and main.author is None:
            main.author = name_span(page, line)
        elif line.marks & HEADER:
            read_header_line(line, main)
        elif line.marks & HANDLE and main.author_handle is None:
            main.author_handle = line.text[1:]
        elif line.marks & POST_DATE:
            main.dates += [d._replace(role="published") for d in find_dates(line.text, line.start, language="en")]
    body = [line for line in lines[head:end] if not line.marks & IMAGE]
    for line in lines[head:end]:
        if line.marks & IMAGE:
            reading.label(line.start, line.end, "residue", 0)
    threads = split_threads(split_posts(body), previews=False)
    if threads:
        if any(line.marks & (THREAD_END | MISSING | SCROLLY_END) for line in lines[end:]):
            main.is_truncated = None
        add_posts(reading, page.text, threads[0], main)
        for thread in threads[1:]:
            add_posts(reading, page.text, thread, Source("thread", platform="twitter"))
    else:
        reading.sources.append(main)
    _read_tail(page, reading, main, end)
    return reading


def _read_tail(page: Page, reading: Reading, main: Source, start: int) -> None:
    """Footer and previews, from the first end marker on."""
    lines = page.lines
    in_footer = in_more = False
    waiting: list[Line] = []
    header: list[Line] = []

    def flush(count: int | None = None) -> None:
        """Make sources of the preview lines that wait."""
        if not waiting:
            header.clear()
            return
        for thread in split_threads(split_posts(waiting), previews=True):
            preview = Source("thread", "preview", platform="twitter", declared_post_count=count)
            _describe_preview(page, preview, header, main)
            add_posts(reading, page.text, thread, preview)
            index = len(reading.sources) - 1
            for line in header:
                reading.label(line.start, line.end, "metadata", index)
            header.clear()
            declared = preview.declared_post_count
            if declared is not None:
                preview.is_truncated = declared > len(preview.passages)
        waiting.clear()

    for line in lines[start:]:
        marks = line.marks
        if marks & MORE_FROM:
            flush()
            in_more, in_footer = True, False
            found = _HANDLE.search(line.text)
            main.author_handle = main.author_handle or (found[1] if found else None)
            reading.label(line.start, line.end, "boilerplate")
        elif marks & READ_N:
            count = _COUNT.search(line.text)
            flush(int(count[1]) if count else None)
            reading.label(line.start, line.end, "metadata")
        elif marks & (HEADER | POST_DATE) and not in_footer:
            if waiting:
                flush()
            header.append(line)
        elif marks & KEEP_CURRENT:
            flush()
            in_footer, in_more = True, False
            if main.author is None:
                main.author = name_span(page, line)
            reading.label(line.start, line.end, "metadata", 0)
        elif marks & SUBSCRIBE and (in_footer or not in_more):
            flush()
            in_footer = True
            if main.author is None:
                main.author = name_span(page, line)
            reading.label(line.start, line.end, "metadata", 0)
        elif marks & PROFILE:
            if in_more:
                flush()
                header.append(line)
            else:
                main.author = main.author or name_span(page, line)
                reading.label(line.start, line.end, "metadata", 0)
        elif marks & THREAD_END:
            reading.label(line.start, line.end, "separator")
        elif marks & (FOOTER | SCROLLY_END):
            if not in_more and sum(len(other.text) for other in waiting) < SHORTEST_PREVIEW:
                for other in waiting:
                    reading.label(other.start, other.end, "boilerplate")
                waiting.clear()
            flush()
            in_footer, in_more = True, False
            reading.label(line.start, line.end, "boilerplate")
        elif marks & MISSING or in_footer:
            reading.label(line.start, line.end, "boilerplate")
        elif in_more and not waiting and (marks & HANDLE or header):
            header.append(line) if marks & HANDLE or (
                len(header) < 3 and _repeats_name(line, header)
            ) else waiting.append(line)
        else:
            waiting.append(line)
    flush()
    for line in header:
        reading.label(line.start, line.end, "boilerplate")


def _repeats_name(line: Line, header: list[Line]) -> bool:
    return any(h.marks & PROFILE and h.text.startswith(line.text) for h in header)


def _describe_preview(page: Page, preview: Source, header: list[Line], main: Source) -> None:
    for line in header:
        if line.marks & PROFILE:
            preview.author = name_span(page, line)
        elif line.marks & HANDLE:
            preview.author_handle = line.text[1:]
        elif line.marks & HEADER:
            read_header_line(line, preview)
        elif line.marks & POST_DATE:
            preview.dates += [d._replace(role="published") for d in find_dates(line.text, line.start, language="en")]
    if preview.author is None and main.author is not None:
        preview.author = main.author
    preview.author_handle = preview.author_handle or main.author_handle
