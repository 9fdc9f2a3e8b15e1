"""Articles of any site, by general rules; the fall-back for every page.

The body is found first (`parse/body.py`), title, byline and dates near above it (`parse/heading.py`); all else is the
page's own text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dagster_project.parse.body import (
    BYLINE,
    CREDIT,
    FURNITURE,
    HAS_DATE,
    SOURCE_LINE,
    body_roles,
    ends_sentence,
    find_body,
    is_caption,
    sign_off,
    worth,
)
from dagster_project.parse.heading import (
    find_byline,
    find_dateline,
    find_page_dates,
    find_title,
    plain,
    title_span,
)
from dagster_project.parse.language import identify_language
from dagster_project.parse.lines import Line, Page, bit
from dagster_project.parse.reading import Passage, Reading, Role, Source

LAYOUT = "article"

TRANSLATED = bit("translated")
READABLE = frozenset({"headline", "lead", "subheading", "paragraph", "caption"})

_SOURCE_VALUE = re.compile(r"[:\s]\s*(?P<value>[^:]{2,80})$")


def recognise(page: Page) -> float:
    return 0.4 if page.lines else 0.1


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.4)
    read_article(page, reading, page.lines)
    return reading


def read_article(page: Page, reading: Reading, lines: Sequence[Line]) -> Source | None:
    """Read `lines` as one article, put it into `reading`, and give it; None where no line is readable."""
    first, last, depth = find_body(lines)
    if first == last:
        # No run of prose at all: whatever is not the page's furniture is taken for text.
        first, last = 0, len(lines)
    title = find_title(lines, first, last)
    start = title + 1 if title is not None and title >= first else first
    roles = body_roles(lines, start, last, depth)
    _top_roles(lines, roles, title, start, first)
    for place in range(last, len(lines)):
        marks = lines[place].marks
        roles[place] = "metadata" if marks & SOURCE_LINE else "boilerplate"
    _mark_doubles(lines, roles, title, start, last)
    source = Source("article")
    index = len(reading.sources)
    body = " ".join(lines[i].text[:300] for i in range(start, last) if roles[i] == "paragraph")[:600]
    language = identify_language(body)
    byline = find_byline(page, lines, title, start, last)
    if byline is not None:
        source.author = byline.names
        source.author_handle = byline.handle
        if roles[byline.line] not in ("paragraph", "lead"):
            roles[byline.line] = "byline"
    if title is not None:
        source.title = title_span(page, lines, title)
    source.dates = find_page_dates(page, lines, language, title=title, first=start, last=last)
    _read_origin(lines, roles, source, start, last)
    opened = False
    for place, line in enumerate(lines):
        role = roles[place]
        at = line.start
        if role == "paragraph" and not opened:
            opened = True
            at = _open_body(reading, source, line, index)
        own = index if role not in ("boilerplate", "teaser", "separator", "residue") else None
        reading.label(at, line.end, role, own)
        if role in READABLE:
            source.passages.append(Passage(role, at, line.end))
    if not source.passages:
        return None
    reading.sources.append(source)
    return source


def _open_body(reading: Reading, source: Source, line: Line, index: int) -> int:
    """Take the dateline off the first paragraph; where its text begins."""
    dateline = find_dateline(line.text)
    if dateline is None:
        return line.start
    source.dateline_place = line.text[dateline.place.start : dateline.place.end]
    if dateline.agency is not None:
        source.agency = line.text[dateline.agency.start : dateline.agency.end]
    reading.label(line.start, line.start + dateline.end, "dateline", index)
    return line.start + dateline.end


def _top_roles(lines: Sequence[Line], roles: dict[int, Role], title: int | None, start: int, first: int) -> None:
    """Roles of the lines above the body."""
    for place in range(start):
        line = lines[place]
        role: Role = "boilerplate"
        if place == title:
            role = "headline"
        elif title is not None and place > title - 5:
            if line.marks & BYLINE:
                role = "byline"
            elif line.marks & CREDIT:
                role = "credit"
            elif line.marks & FURNITURE:
                role = "boilerplate"
            elif line.marks & HAS_DATE and len(line.text) < 100:
                role = "metadata"
            elif place > title:
                role = _between(lines, place, title)
        roles[place] = role
    if title is not None and title >= first:
        for place in range(first, title):
            line = lines[place]
            if roles[place] == "boilerplate" and ends_sentence(line.text) and len(line.text) > 80:
                roles[place] = "lead"


def _between(lines: Sequence[Line], place: int, title: int) -> Role:
    """A line between title and body: lead, caption or furniture."""
    line = lines[place]
    follows_credit = place + 1 < len(lines) and bool(lines[place + 1].marks & CREDIT)
    if is_caption(line) or follows_credit:
        return "caption"
    if line.text.count(" ") >= 4 and (len(line.text) >= 40 or ends_sentence(line.text)) and place <= title + 6:
        return "lead"
    return "boilerplate"


def _mark_doubles(lines: Sequence[Line], roles: dict[int, Role], title: int | None, start: int, last: int) -> None:
    """What the page says twice, title, lead or caption, is read once; the other is a 'duplicate'.

    Of a line that holds several later ones (`Title Created: … Caption © … Lead`, an aggregator's summary) the later ones
    are read. Body paragraphs far apart are left alone: a refrain is no duplicate.
    """
    if title is not None:
        folded = plain(lines[title].text)
        for place, line in enumerate(lines):
            if place != title and plain(line.text) == folded and roles[place] not in ("boilerplate", "teaser"):
                roles[place] = "duplicate"
    top = range(max(0, start - 12), min(last, start + 14))
    for place in top:
        line = lines[place]
        if roles[place] not in ("paragraph", "lead", "caption", "headline") or place == title or len(line.text) < 30:
            continue
        later = [
            other
            for other in range(place + 1, min(place + 16, last))
            if roles[other] in READABLE or roles[other] == "duplicate"
        ]
        if any(lines[other].text == line.text for other in later):
            roles[place] = "duplicate"
            continue
        held = sum(
            len(lines[other].text) for other in later if len(lines[other].text) >= 20 and lines[other].text in line.text
        )
        if held >= 0.4 * len(line.text) and held >= 60:
            roles[place] = "duplicate"


def _read_origin(lines: Sequence[Line], roles: dict[int, Role], source: Source, start: int, last: int) -> None:
    """Where the text comes from: `Source: merkur`, a sign-off, a note of translation."""
    for place, line in enumerate(lines):
        if line.marks & TRANSLATED and (place < start or place >= last or roles.get(place) == "metadata"):
            source.is_translated = True
        if line.marks & SOURCE_LINE and place >= start and source.origin_outlet is None:
            found = _SOURCE_VALUE.search(line.text)
            if found:
                source.origin_outlet = found["value"].strip(" ().")
    for place in range(last - 1, max(start, last - 4) - 1, -1):
        if roles.get(place) == "paragraph":
            text = lines[place].text
            begin = sign_off(text)
            if begin < len(text) and source.agency is None:
                source.agency = text[begin:].strip(" ()")
            break


__all__ = ["LAYOUT", "read", "read_article", "recognise", "worth"]
