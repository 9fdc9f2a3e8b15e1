"""Articles of any site, by general rules; the fall-back for every page.

The body is found first (`parse/body.py`), title, byline and dates near above it (`parse/heading.py`); all else is the
page's own text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dagster_project.parse.body import (
    ABOUT_AUTHOR,
    BULLET,
    BYLINE,
    COMMENTS,
    CREDIT,
    FURNITURE,
    HAS_DATE,
    NUMBERED,
    SECTION_STOP,
    SOURCE_LINE,
    TEASER_HEADING,
    bare_roles,
    body_roles,
    ends_sentence,
    find_body,
    is_caption,
    worth,
)
from dagster_project.parse.datelines import Dateline, find_dateline, is_sure
from dagster_project.parse.embeds import EMBED_SIGN, add_embed, find_embeds
from dagster_project.parse.heading import (
    find_byline,
    find_page_dates,
    find_title,
    is_byline,
    plain,
    repeated_title,
    title_span,
)
from dagster_project.parse.language import identify_language
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.origin import find_agency, find_outlet, read_origin
from dagster_project.parse.people import after_intro
from dagster_project.parse.reading import Passage, Reading, Role, Source
from dagster_project.parse.wrapping import join_wrapped

LAYOUT = "article"

READABLE = frozenset({"headline", "lead", "subheading", "paragraph", "caption"})


def recognise(page: Page) -> float:
    return 0.4 if page.lines else 0.1


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.4)
    embeds = find_embeds(page.lines) if page.marks & EMBED_SIGN else []
    held = {place for embed in embeds for place in range(embed.first, embed.last + 1)}
    outlet = None
    lines = join_wrapped(page.text, [line for place, line in enumerate(page.lines) if place not in held])
    for part in split_articles(lines):
        source = read_article(page, reading, part)
        if source is not None:
            outlet = source.outlet = source.outlet or outlet
    for embed in embeds:
        add_embed(reading, page.text, page.lines, embed, is_main=False)
    return reading


FEWEST_PROSE = 3
"""Lines of prose that an article of several in one file has at least."""

NEXT_PROSE = 9
"""Lines below a headline within which they stand."""


def split_articles(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of each article, where one file holds several: each begins with a headline above a byline or date.

    A headline with a date inside a list of other articles has no prose below it and begins nothing.
    """
    cuts = [0]
    prose = 0
    is_prose = [worth(line) > 1.0 and not is_caption(line) for line in lines]
    for place, line in enumerate(lines):
        if is_prose[place]:
            prose += 1
        elif prose >= FEWEST_PROSE and _begins_article(lines, is_prose, place):
            cuts.append(place)
            prose = 0
        if line.marks & (SECTION_STOP | COMMENTS | TEASER_HEADING):
            # What comes below is other articles by title, or readers: none of them begins here.
            break
    return [lines[start:stop] for start, stop in zip(cuts, [*cuts[1:], len(lines)], strict=True)]


def _begins_article(lines: Sequence[Line], is_prose: Sequence[bool], place: int) -> bool:
    line = lines[place]
    words = line.text.count(" ") + 1
    if line.marks & (FURNITURE | BULLET | BYLINE | HAS_DATE) or ends_sentence(line.text) or not 4 <= words <= 30:
        return False
    signed = any(
        is_byline(below) or (below.marks & HAS_DATE and len(below.text) < 60 and below.text[0].isalnum())
        for below in lines[place + 1 : place + 4]
    )
    return signed and sum(is_prose[place + 1 : place + 1 + NEXT_PROSE]) >= FEWEST_PROSE


def read_article(page: Page, reading: Reading, lines: Sequence[Line]) -> Source | None:
    """Read `lines` as one article, put it into `reading`, and give it; None where no line is readable."""
    if not lines:
        return None
    first, last, depth = find_body(lines)
    is_bare = first == last
    if is_bare:
        first, last = 0, len(lines)
    title = find_title(lines, first, last)
    title = None if title is None else repeated_title(lines, title)
    start = title + 1 if title is not None and title >= first else first
    roles = bare_roles(lines, start) if is_bare else body_roles(lines, start, last, depth)
    _top_roles(lines, roles, title, start, first)
    for place in range(last, len(lines)):
        marks = lines[place].marks
        roles[place] = "metadata" if marks & SOURCE_LINE else "boilerplate"
    _mark_doubles(lines, roles, title, start, last)
    source = Source("article")
    index = len(reading.sources)
    body = " ".join(lines[i].text[:300] for i in range(start, last) if roles[i] == "paragraph")[:600]
    language = identify_language(body)
    byline = find_byline(lines, title, start, last)
    if byline is not None:
        source.author, source.author_name = byline.names, byline.joined
        source.author_handle = byline.handle
        if roles[byline.line] not in ("paragraph", "lead") and not lines[byline.line].marks & ABOUT_AUTHOR:
            roles[byline.line] = "byline"
    if title is not None:
        source.title = title_span(page, lines, title)
    source.dates = find_page_dates(lines, language, title=title, first=start, last=last)
    source.outlet = find_outlet(lines, page.reference, title=title, first=start, last=last)
    headline = lines[title].text if title is not None else ""
    dateline = _find_opening(lines, roles, language, headline, start, last)
    _read_opening(source, page, lines, dateline)
    read_origin(page, lines, roles, source, start, last)
    _read_byline_agency(lines, roles, source, page)
    begun = ended = 0
    for place, line in enumerate(lines):
        role = roles[place]
        at = line.start
        if role == "boilerplate":
            # Lines of the page's own text in a row are one block: a page may have a million.
            if not ended or not page.text[ended:at].isspace():
                reading.label(begun, ended, "boilerplate")
                begun = at
            ended = line.end
            continue
        own = index if role not in ("teaser", "separator", "residue") else None
        if dateline is not None and place == dateline[0]:
            at = line.start + dateline[1].end
            reading.label(line.start, at, "dateline", index)
        reading.label(at, line.end, role, own)
        if role in READABLE:
            source.passages.append(Passage(role, at, line.end))
    reading.label(begun, ended, "boilerplate")
    if not source.passages:
        return None
    reading.sources.append(source)
    return source


DATELINE_REACH = 4
"""A dateline opened the first paragraph, or one of the next three where leads stood before it."""


def _find_opening(
    lines: Sequence[Line], roles: dict[int, Role], language: str, title: str, start: int, last: int
) -> tuple[int, Dateline] | None:
    """The line that opens with a dateline, and the dateline."""
    seen = 0
    for place in range(start, last):
        if roles[place] not in ("paragraph", "lead"):
            continue
        dateline = find_dateline(lines[place].text, language, title)
        if dateline is not None and (seen == 0 or is_sure(lines[place].text, dateline)):
            return place, dateline
        seen += 1
        if seen == DATELINE_REACH:
            break
    return None


def _read_opening(source: Source, page: Page, lines: Sequence[Line], opening: tuple[int, Dateline] | None) -> None:
    """Place and agency of the dateline: `NUR-SULTAN, Jan 8 (Corvus) - `."""
    if opening is None:
        return
    place, dateline = opening
    text = lines[place].text
    source.dateline_place = text[dateline.place.start : dateline.place.end]
    if dateline.agency is not None:
        bracket = text[dateline.agency.start : dateline.agency.end]
        source.agency = find_agency(bracket, page.reference) or bracket


def _read_byline_agency(lines: Sequence[Line], roles: dict[int, Role], source: Source, page: Page) -> None:
    """`By Associated Press` names no person."""
    for place, line in enumerate(lines):
        if roles[place] != "byline" or source.agency is not None:
            continue
        begin = after_intro(line.text)
        rest = line.text[begin or 0 :]
        for part in _PARTS.split(rest):
            agency = find_agency(part, page.reference)
            if agency is not None:
                source.agency = agency


_PARTS = re.compile(r"\s[-–—|•·]\s|,\s")


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


PLAIN_LEAVES_OUT = 40
"""Characters by which two lines differ at most that `plain` makes one: bullets and spaces."""

DOUBLE_REACH = 16
"""Lines within which a title or lead is said again."""


def _mark_doubles(lines: Sequence[Line], roles: dict[int, Role], title: int | None, start: int, last: int) -> None:
    """What the page says twice, title, lead or caption, is read once; the other is a 'duplicate'.

    Of a line that holds several later ones (`Title Created: … Caption © … Lead`, an aggregator's summary) the later are
    read. Body paragraphs far apart are left alone: a refrain is no duplicate.
    """
    if title is not None:
        folded = plain(lines[title].text)
        for place, line in enumerate(lines):
            is_listed = bool(line.marks & (BULLET | NUMBERED)) or not title - DOUBLE_REACH < place < last
            is_furniture = roles[place] in ("boilerplate", "teaser") and is_listed
            is_near_length = abs(len(line.text) - len(folded)) <= PLAIN_LEAVES_OUT
            if place != title and is_near_length and plain(line.text) == folded and not is_furniture:
                roles[place] = "duplicate"
    top = range(max(0, start - 12), min(last, start + 14))
    for place in top:
        line = lines[place]
        is_text = roles[place] in READABLE or (roles[place] == "boilerplate" and len(line.text) > 100)
        if not is_text or place == title or len(line.text) < 30:
            continue
        later = [
            other
            for other in range(place + 1, min(place + DOUBLE_REACH, last))
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
