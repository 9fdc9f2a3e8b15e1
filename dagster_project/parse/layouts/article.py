"""Articles of any site, by general rules; the fall-back for every page.

The body is the run of lines that is worth most as prose (`_find_body`); what lies before and after it is the page's
own text, but for title, lead, byline and dates, which stand close before it.

Source of the idea that length and sentence ends tell body from furniture: Kohlschütter, Fankhauser and Nejdl,
Boilerplate Detection using Shallow Text Features (WSDM 2010); of the best run: the maximum subarray (Kadane).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dagster_project.parse.dates import date_role, find_dates
from dagster_project.parse.language import identify_language
from dagster_project.parse.lines import Line, Page, bit
from dagster_project.parse.reading import DateFound, Passage, Reading, Role, Source, Span

LAYOUT = "article"

BULLET = bit("bullet")
BOILERPLATE = bit("boilerplate")
SECTION_STOP = bit("section_stop")
TEASER_HEADING = bit("teaser_heading")
TEASER = bit("teaser")
CREDIT = bit("credit")
CAPTION_SIGN = bit("caption_sign")
BYLINE = bit("byline")
HAS_DATE = bit("has_date")
SOURCE_LINE = bit("source_line")
TRANSLATED = bit("translated")

FURNITURE = BOILERPLATE | SECTION_STOP | TEASER_HEADING | TEASER | CREDIT | SOURCE_LINE

_CLOSERS = "\"'”“»«’‘)]*"
_STOPS = ".!?…"
TITLE_REACH = 60
"""How many lines above the body the title is looked for."""


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: a full stop, question mark …, perhaps inside closing quote marks."""
    at = len(text)
    while at and (text[at - 1] in _CLOSERS or text[at - 1].isspace()):
        at -= 1
    return at > 0 and text[at - 1] in _STOPS


def worth(line: Line) -> float:
    """How much a line speaks for the body: prose above 0, furniture below."""
    marks, length = line.marks, len(line.text)
    if marks & SECTION_STOP:
        return -4.0
    if marks & (BOILERPLATE | TEASER):
        return -1.5 if length < 200 else -0.3
    if marks & (CREDIT | TEASER_HEADING | SOURCE_LINE):
        return -0.3
    words = line.text.count(" ") + 1
    stops = ends_sentence(line.text)
    if marks & BULLET:
        return min(1.5, length / 200) if stops and words >= 8 else -0.6
    if stops and words >= 4:
        return min(4.0, 0.4 + length / 100)
    if length >= 120:
        return min(3.0, length / 120)
    if length >= 60 and words >= 8:
        return 0.1
    return -0.35


def _find_body(lines: Sequence[Line]) -> tuple[int, int]:
    """(first, after last) line of the run with the greatest worth; (0, 0) where no run is worth anything."""
    best, best_span = 0.0, (0, 0)
    total, start = 0.0, 0
    for place, line in enumerate(lines):
        value = worth(line)
        if total <= 0:
            total, start = 0.0, place
        total += value
        if total > best:
            best, best_span = total, (start, place + 1)
    return best_span


def recognise(page: Page) -> float:
    return 0.4 if page.lines else 0.1


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.4)
    lines = page.lines
    source = Source("article")
    first, last = _find_body(lines)
    if first == last:
        first, last = 0, len(lines)
    title = _find_title(lines, first)
    body_start = first
    if title is not None and title >= first:
        body_start = title + 1
    roles = _body_roles(lines, body_start, last)
    _label_top(reading, lines, title, body_start, source)
    _drop_doubles(lines, roles, title, body_start, last)
    for place in range(body_start, last):
        _label_line(reading, source, lines[place], roles[place])
    for line in lines[last:]:
        reading.label(line.start, line.end, "boilerplate")
    if title is not None:
        source.title = Span(lines[title].start, lines[title].end)
    source.passages.sort(key=lambda passage: passage.start)
    body = " ".join(page.text[p.start : p.end] for p in source.passages if p.kind == "paragraph")[:600]
    language = identify_language(body)
    _read_dates(page, source, language, first, last)
    if source.passages:
        reading.sources.append(source)
    return reading


_KINDS = {"headline", "lead", "subheading", "paragraph", "caption"}


def _label_line(reading: Reading, source: Source, line: Line, role: Role) -> None:
    reading.label(line.start, line.end, role, 0)
    if role in _KINDS:
        source.passages.append(Passage(role, line.start, line.end))


def _find_title(lines: Sequence[Line], body: int) -> int | None:
    """The line that is the headline: near above the body, worded like one, perhaps said twice."""
    counts = Counter(line.text for line in lines)
    best: tuple[float, int] | None = None
    for place in range(max(0, body - TITLE_REACH), min(body + 2, len(lines))):
        line = lines[place]
        words = line.text.count(" ") + 1
        length = len(line.text)
        if line.marks & (FURNITURE | BYLINE) or not 12 <= length <= 220 or words < 3:
            continue
        score = 1.0 - 0.06 * (body - place if body >= place else 3 * (place - body + 1))
        score += 0.4 if counts[line.text] > 1 else 0.0
        score += 0.3 if 5 <= words <= 25 else 0.0
        score -= 0.9 if line.text[-1] == "." else 0.0
        score -= 1.2 if line.marks & (BULLET | CAPTION_SIGN) else 0.0
        score -= 0.8 if line.marks & HAS_DATE and length < 60 else 0.0
        after = lines[place + 1].marks if place + 1 < len(lines) else 0
        score -= 0.8 if after & CREDIT else 0.0
        near = lines[place + 1 : place + 6]
        score += 0.3 if any(other.marks & (HAS_DATE | BYLINE) for other in near) else 0.0
        if best is None or score >= best[0]:
            best = (score, place)
    return best[1] if best and best[0] > 0.2 else None


def _body_roles(lines: Sequence[Line], first: int, last: int) -> dict[int, Role]:
    """The role of every line of the body."""
    roles: dict[int, Role] = {}
    in_teaser = False
    for place in range(first, last):
        line = lines[place]
        marks, text = line.marks, line.text
        stops = ends_sentence(text)
        if in_teaser and (
            (len(text) >= 60 and stops and text[-1] != "?") or (stops and text[-1] == "." and len(text) >= 40)
        ):
            in_teaser = False
        if marks & TEASER_HEADING:
            in_teaser = True
            roles[place] = "teaser"
        elif in_teaser or marks & TEASER:
            roles[place] = "teaser"
        elif marks & CREDIT:
            roles[place] = "credit"
        elif marks & SOURCE_LINE:
            roles[place] = "metadata"
        elif marks & BYLINE and len(text) < 100 and not stops:
            roles[place] = "byline"
        elif marks & (BOILERPLATE | SECTION_STOP) and len(text) < 300:
            roles[place] = "boilerplate"
        elif marks & CAPTION_SIGN and len(text) < 400:
            roles[place] = "caption"
        elif marks & HAS_DATE and len(text) < 60 and not stops:
            roles[place] = "metadata"
        elif not stops and len(text) < 90 and not marks & BULLET:
            follows = next((lines[i] for i in range(place + 1, last) if not lines[i].marks & FURNITURE), None)
            heading = follows is not None and worth(follows) > 0
            roles[place] = "subheading" if heading else "boilerplate"
        elif marks & BULLET and len(text) < 60 and not stops:
            roles[place] = "boilerplate"
        else:
            roles[place] = "paragraph"
    for place in range(first, last - 1):
        following = roles[place + 1]
        if (
            following == "credit"
            and roles[place] in ("paragraph", "subheading")
            and len(lines[place].text) < 350
            and place < first + 4
        ):
            roles[place] = "caption"
    return roles


def _drop_doubles(lines: Sequence[Line], roles: dict[int, Role], title: int | None, first: int, last: int) -> None:
    """A line that is said again later, whole or as a part of a longer one made of several, is a 'duplicate'."""
    heads = {}
    for place in range(last - 1, first - 1, -1):
        heads[lines[place].text] = place
    for place in range(first, last):
        text = lines[place].text
        if len(text) < 25:
            continue
        if (title is not None and place != title and text == lines[title].text) or (heads.get(text, place) < place and roles[place] in ("paragraph", "lead", "caption")):
            roles[place] = "duplicate"


def _label_top(reading: Reading, lines: Sequence[Line], title: int | None, first: int, source: Source) -> None:
    """Everything above the body."""
    for place in range(first):
        line = lines[place]
        role: Role = "boilerplate"
        if place == title:
            role = "headline"
        elif title is not None and line.text == lines[title].text:
            role = "duplicate"
        elif title is not None and place > title - 3:
            if line.marks & BYLINE:
                role = "byline"
            elif line.marks & CREDIT:
                role = "credit"
            elif line.marks & HAS_DATE and len(line.text) < 100:
                role = "metadata"
            elif place > title and place + 1 < len(lines) and lines[place + 1].marks & CREDIT:
                role = "caption"
            elif place > title and len(line.text) > 60 and not line.marks & FURNITURE:
                role = "lead"
        _label_line(reading, source, line, role)


_CHOICE = ("published", "page", "created", "updated", "modified")
"""Which role of date is the page's own, best first."""


def _read_dates(page: Page, source: Source, language: str, first: int, last: int) -> None:
    found: list[tuple[int, DateFound]] = []
    for pass_near in (frozenset(), None):
        known = frozenset(date.on for _, date in found if date.on) if pass_near is None else pass_near
        found = []
        for place in page.having(HAS_DATE):
            line = page.lines[place]
            if first <= place < last and len(line.text) > 100 and not line.marks & FURNITURE:
                continue
            text = line.text[:300]
            for date in find_dates(text, line.start, language=language, near=known or frozenset()):
                before = text[: date.start - line.start] or (page.lines[place - 1].text if place else "")
                found.append((place, date._replace(role=date_role(before) or "page")))
    source.dates = [date for _, date in found]


def choose_date(dates: Sequence[DateFound]) -> int | None:
    """Which of a source's dates is the day it was published: by role (`_CHOICE`), then the first on the page."""
    for role in _CHOICE:
        for place, date in enumerate(dates):
            if date.role == role and date.on is not None:
                return place
    return None
