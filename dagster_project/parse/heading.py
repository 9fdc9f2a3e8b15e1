"""What stands about an article: title, authors, dates, dateline, agency, where the text comes from.

Here: finding these among the lines near the body. Not here: the body itself (`body.py`), names in a byline
(`people.py`), dates in a line (`dates.py`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from dagster_project.parse.body import (
    ABOUT_AUTHOR,
    BULLET,
    BYLINE,
    COMMENTS,
    CREDIT,
    FURNITURE,
    HAS_DATE,
    INTERRUPTION,
    NUMBERED,
    SECTION_STOP,
    TEASER_HEADING,
    ends_sentence,
    is_caption,
    worth,
)
from dagster_project.parse.datelines import is_place
from dagster_project.parse.dates import date_role, find_dates, find_months
from dagster_project.parse.lines import INVISIBLE, Line, Page
from dagster_project.parse.marks import bit
from dagster_project.parse.origin import is_full_name, title_suffix
from dagster_project.parse.people import OFFICES, after_intro, find_names, find_staff, join_names
from dagster_project.parse.reading import DateFound, Span

AUTHOR_LABEL = bit("author_label")

TITLE_REACH = 90
"""How many lines above the body the title is looked for: share bars and captions stand between."""

TITLE_LONGEST = 240

CRUMB_REACH = 40
"""How many lines above the headline the breadcrumb may stand."""

_PREFIX = re.compile(r"^(?:[*+•·▪►◦#>–-]|\d{1,2}\.)\s+")
_SPACED_COLON = re.compile(r"\s+:\s+")


_CRUMBS = re.compile(r"\s[>»›]\s|^[^/]{2,30} / [^/]{2,30} / |^\S+(?: \S+)? / [^/]{2,30}$|^[^/]{2,30} / \S+(?: \S+)?$")
"""`Home > Politics > World`, `Главная / Общество`; not `Alte Mole gesperrt / Old quay closed`."""


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """A line without bullet, in one case, `Kicker : Title` as `Kicker: Title`: for telling repeats.

    Kept, as a headline is compared with its neighbours again and again.
    """
    if not text[:1].isalpha():
        text = _PREFIX.sub("", text)
    if ":" in text:
        text = _SPACED_COLON.sub(": ", text)
    return text.strip(INVISIBLE + " ").casefold()


def find_title(lines: Sequence[Line], body: int, last: int) -> int | None:
    """The headline's line: near above the body, worded like one, not a name, date or caption; perhaps said twice."""
    start, stop = max(0, body - TITLE_REACH), min(body + 5, last if last > body else len(lines), len(lines))
    counts = Counter(plain(line.text) for line in lines if 12 <= len(line.text) <= TITLE_LONGEST)
    vocabulary = _vocabulary(lines, body, last)
    best: tuple[float, int] | None = None
    entries = _entry_headings(lines, start, last)
    for place in range(start, stop):
        score = _title_score(lines, place, body, counts, vocabulary) if lines[place].text not in entries else None
        if score is not None and (best is None or score > best[0]):
            best = (score, place)
    if best is None or best[0] <= 0.0:
        return None
    # Two such lines in a row are title and lead, in this order.
    for above in (best[1] - 1, best[1] - 2):
        score = _title_score(lines, above, body, counts, vocabulary) if above >= start else None
        if score is None:
            continue
        upper, lower = len(lines[above].text), len(lines[best[1]].text)
        is_lead = lower >= 130 or (lower >= 70 and ends_sentence(lines[best[1]].text))
        if upper >= 30 and lower >= 30 and above == best[1] - 1 and score > best[0] - 0.35:
            return above
        if (is_lead and upper >= 12 and score > best[0] - 1.4) or (
            30 <= upper < lower and score > max(0.3, best[0] - 0.9)
        ):
            return above
    return best[1]


FEWEST_ENTRIES = 3
"""Times on lines of their own in a page that reports as things happen."""


def _entry_headings(lines: Sequence[Line], start: int, last: int) -> frozenset[str]:
    """Lines right below a time, where several have one: each heads an entry, and none of them the page."""
    times = [i for i in range(start, last) if lines[i].marks & INTERRUPTION and lines[i].text[0].isdecimal()]
    entries = [lines[i + 1].text for i, after in pairwise([*times, last]) if i + 1 < after]
    return frozenset(entries) if len(entries) >= FEWEST_ENTRIES else frozenset()


def _is_title_case(text: str) -> bool:
    """`Sanders Vows To Eliminate Tax Breaks.`: most of the longer words begin with a capital."""
    words = _CONTENT_WORD.findall(text)
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.85 * len(words)


def is_byline(line: Line) -> bool:
    """A line that opens as a byline does and goes on with names: not `Von der Leyen warnt vor …`."""
    if not line.marks & BYLINE:
        return False
    begin = after_intro(line.text)
    names = find_names(line.text, begin) if begin is not None else []
    return begin is None or (bool(names) and len(line.text) - names[-1].end < 60)


_CONTENT_WORD = re.compile(r"\w{4,}")


def _vocabulary(lines: Sequence[Line], first: int, last: int) -> frozenset[str]:
    """Words of the body's opening: a headline takes its words from there."""
    prose = (line.text[:600] for line in lines[first:last] if worth(line) > 0.8)
    return frozenset(_CONTENT_WORD.findall("\n".join(islice(prose, 12)).casefold()))


_FOOTNOTES = re.compile(r"(?:\[\d{1,3}\])+$")


def _title_score(
    lines: Sequence[Line], place: int, body: int, counts: Counter[str], vocabulary: frozenset[str]
) -> float | None:
    line = lines[place]
    text, length = line.text, len(line.text)
    words = text.count(" ") + 1
    if (
        line.marks & (FURNITURE | BULLET | NUMBERED)
        or is_byline(line)
        or not 10 <= length <= TITLE_LONGEST
        or words < 2
    ):
        return None
    if place >= body and (worth(line) > 1.5 or any(worth(other) > 1.0 for other in lines[body:place])):
        return None
    if _CRUMBS.search(text):
        return None
    score = 0.6 if 4 <= words <= 30 else -0.2
    score += 0.2 if 30 <= length <= 150 else 0.0
    distance = body - place if place < body else 2 * (place - body) + 1
    score -= 0.012 * distance
    score += 0.8 if 1 < counts[plain(text)] < 4 and length >= 25 else 0.0
    score -= 0.005 * max(0, length - 120)
    content = frozenset(_CONTENT_WORD.findall(text.casefold()))
    if vocabulary and content and place < body:
        shared = len(content & vocabulary)
        score += min(1.4, 0.3 * shared) - 0.3
        score -= 0.5 if not shared and len(content) >= 3 else 0.0
    score -= 0.8 if place > body else 0.0
    score -= 0.6 if text.count("|") >= 2 else 0.0
    score += 0.2 if place and lines[place - 1].marks & (BULLET | NUMBERED) else 0.0
    score -= 1.0 if text[0] in "(|" else 0.0
    score -= 1.0 if "   " in text else 0.0  # columns: a page's running head
    score += 0.25 if line.gap else 0.0
    score += 0.15 if place + 1 < len(lines) and lines[place + 1].gap else 0.0
    score -= 0.8 if text.split(None, 1)[0].isalpha() and text[0].islower() else 0.0
    text = _FOOTNOTES.sub("", text) if text[-1] == "]" else text
    if text[-1:] == "." and text[-3:] != "...":
        score -= 0.3 if _is_title_case(text) else 1.2
    elif ends_sentence(text) and text[-1] not in '?!"”“»':
        score -= 0.3
    if line.marks & HAS_DATE and length < 60:
        score -= 1.0
    if is_caption(line):
        score -= 1.2
    if any(other.marks & CREDIT for other in lines[place + 1 : place + 2]):
        score -= 0.9
    names = find_names(text)
    if names and names[-1].end - names[0].start > 0.6 * length:
        score -= 0.8
    near = lines[place + 1 : place + 7]
    dated = any(other.marks & BYLINE or (other.marks & HAS_DATE and len(other.text) < 60) for other in near)
    score += 0.5 if dated else 0.0
    # A breadcrumb that ends in this very line stands above it.
    folded = plain(text)
    if any(plain(other.text).endswith(folded) for other in lines[max(0, place - 6) : place] if len(other.text) < 400):
        score += 0.6
    return score


def repeated_title(lines: Sequence[Line], title: int) -> int:
    """The line near below that says the title without the site's name after a dash; where there is none, `title`."""
    suffix = _SITE_SUFFIX.search(lines[title].text)
    if suffix is not None:
        for place in range(title + 1, min(title + 9, len(lines))):
            if lines[place].text == lines[title].text[: suffix.start()]:
                return place
    return title


_SITE_SUFFIX = re.compile(r"\s[|–—-]\s[^|–—]{2,40}$")


def title_span(page: Page, lines: Sequence[Line], place: int) -> Span:
    """The title's words: the headline, or the breadcrumb's last entry where that gives it with (or without) its kicker.

    `Premier League Setback at Everton` under the breadcrumb `* Setback at Everton` is a kicker glued to the title.
    """
    line = lines[place]
    folded = plain(line.text)
    for above in range(place - 1, max(0, place - CRUMB_REACH) - 1, -1):
        other = lines[above]
        prefix = _PREFIX.match(other.text)
        if prefix is None or len(other.text) > TITLE_LONGEST:
            continue
        crumb = plain(other.text)
        shortens = place - above <= 2 and folded.endswith(" " + crumb) and folded[-len(crumb) - 2] != ":"
        if len(crumb) >= 15 and (crumb.endswith(folded) or shortens):
            return Span(other.start + prefix.end(), other.end)
    suffix = title_suffix(line.text)
    end = line.end if suffix is None else line.start + suffix
    while end > line.start and (page.text[end - 1] in INVISIBLE or page.text[end - 1].isspace()):
        end -= 1
    return Span(line.start, end)


class Byline(NamedTuple):
    """The stretch that names the authors, the names alone where other words stand between, the line, a handle."""

    names: Span
    joined: str | None
    line: int
    handle: str | None


_SURNAMES = ("Bote", "Kurier", "Merkur")
"""Words of newspapers' names that are people's as well: Ida Bote."""


def _is_no_person(name: str) -> bool:
    return is_place(name) or (is_full_name(name) and not name.endswith(_SURNAMES))


def _byline(line: Line, place: int, names: list[Span], handle: str | None = None) -> Byline:
    # `By Nora Feldkirch, Saltmouth Courier`, `Von Kreszenz Oberhuber, St. Leonhard`: one author.
    people = [name for name in names[1:] if not _is_no_person(line.text[name.start : name.end])]
    hull, joined = join_names(line.text, [names[0], *people])
    return Byline(Span(line.start + hull.start, line.start + hull.end), joined, place, handle)


_HANDLE = re.compile(r"(?<![\w.])@(\w{2,30})\b")
_HANDLE_AND_AGE = re.compile(r"@\w{2,30}(?:\s*/?\s*\d{1,3}\s?(?:min|hour|day|week|month|year)s?(?: ago)?)?")
_SEPARATORS = re.compile(r"\s+[•|·–—-]\s+|\s*[•|·]\s*|\s{2,}|,\s+")
_INNER_INTRO = re.compile(
    r"[\s|•·](?:By|by|BY|Von|von|VON|Autor|Autorin|Author|berichtet|berichten)\s?:?\s+(?=[^\W\d_])"
)
_INITIALS = re.compile(r"\(?(?P<initials>[a-zäöü]{2,4}(?:[,/] ?[a-zäöü]{2,4}){0,3})(?:; .*|\)?)")
"""`ssi, dan; Foto: …`, `(kle)`: the writers' signs on the line after the last sentence."""
_SIGNATURE = re.compile(r"\(([^()]{5,160}?)[,;]?\s*\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\)$")
_FROM_PLACE = re.compile(r"\s(?:aus|in|from)\s\w+$")


def find_byline(lines: Sequence[Line], title: int | None, first: int, last: int) -> Byline | None:
    """The author's names near the title; else the signature at the end of the body, else who the page says wrote it.

    Strongest first: `By X`, a name beside a date, a name alone on a line beside a date or handle.
    """
    top = max(0, (title if title is not None else first) - 4)
    prose = next((i for i in range(first, last) if worth(lines[i]) > 1.2 and not is_caption(lines[i])), first)
    stop = min(_below(lines, last), max(prose, title or 0) + 6)
    best: tuple[int, int, Byline] | None = None
    for place in range(top, stop):
        line = lines[place]
        if len(line.text) > 200 or (((line.marks & CREDIT) or is_caption(line)) and not _opens_as_byline(line)):
            continue
        found = _byline_of(lines, place, title, prose)
        if found is None:
            continue
        strength, byline = found
        distance = abs(place - (title if title is not None else first))
        if place == title:
            continue
        if best is None or (strength, -distance) > (best[0], best[1]):
            best = (strength, -distance, byline)
    if best is not None:
        return best[2]
    return _signature(lines, first, last) or _closing_credit(lines, last) or _author_card(lines, last)


BELOW = 12
"""Lines below the body in which the page may say who wrote it."""


def _below(lines: Sequence[Line], last: int) -> int:
    """Where what stands below the body is no longer about it: other articles, or readers."""
    stop = min(len(lines), last + BELOW)
    ends = SECTION_STOP | TEASER_HEADING | COMMENTS
    return next((i for i in range(last, stop) if lines[i].marks & ends and not lines[i].marks & ABOUT_AUTHOR), stop)


def _opens_as_byline(line: Line) -> bool:
    """`Von Mia Kern (dpa)`, `Text: Mia Kern, Fotos: Jan Voss`: no picture's credit, though worded like one."""
    begin = after_intro(line.text)
    names = find_names(line.text, begin) if begin is not None and len(line.text) < 120 else []
    return bool(names) and not line.text[names[-1].end :].lstrip().startswith(("/", "via"))


def _byline_of(lines: Sequence[Line], place: int, title: int | None, prose: int) -> tuple[int, Byline] | None:
    line = lines[place]
    text = line.text
    handle = _HANDLE.search(text)
    named = handle[1] if handle else None
    if line.marks & AUTHOR_LABEL and place + 1 < len(lines):
        below = _names_below(lines, place + 1)
        if below is not None:
            return 3, below
    begin = after_intro(text)
    if begin is not None:
        staff = find_staff(text, begin)
        names = find_names(text, begin) or ([staff] if staff else [])
        return (3, _byline(line, place, names, named)) if names else None
    inner = _INNER_INTRO.search(text) if len(text) < 160 and not ends_sentence(text) else None
    if inner is not None:
        names = find_names(text, inner.end())
        if names and _ends_segment(text, names[-1].end):
            return 2, _byline(line, place, names, named)
    if line.marks & FURNITURE:
        return None
    if line.marks & HAS_DATE and len(text) < 140:
        for begin in _beginnings(text):
            names = find_names(text, begin)
            if names and _is_no_person(text[names[0].start : names[0].end]):
                continue
            if names and _ends_segment(text, names[-1].end):
                return 2, _byline(line, place, names, named)
        return None
    begin = _after_role(text)
    names = find_names(text, begin)
    if not names or len(text) > 120 or _is_no_person(text[names[0].start : names[0].end]):
        return None
    rest = text[names[-1].end :].strip(" ,|•·-–")
    beside = any(
        lines[i].marks & HAS_DATE and len(lines[i].text) < 100
        for i in (place - 1, place + 1, place + 2)
        if 0 <= i < len(lines)
    )
    if handle and _HANDLE_AND_AGE.fullmatch(rest):
        return 2, _byline(line, place, names, named)
    if text[names[0].start : names[0].end].count(" ") > 2:
        # Four words in capitals and nothing else are a caption more often than a name.
        return None
    if not rest and not begin and title is not None and 0 < place - title <= 2 and len(text) < 40:
        return 1, _byline(line, place, names, named)
    if beside and len(rest) < 60 and not ends_sentence(text) and (title or 0) < place <= prose:
        return 1, _byline(line, place, names, named)
    return None


_ROLE_BEFORE = re.compile(r"(?:[^\W\d_][\w-]*\s){1,3}")


def _after_role(text: str) -> int:
    """Where the name begins after `Senior Reporter`; 0 where no role stands before it."""
    words = _ROLE_BEFORE.match(text[:60])
    if words is None:
        return 0
    at = 0
    for word in words[0].split():
        if word.casefold() not in OFFICES:
            break
        at = text.index(word, at) + len(word) + 1
    return at


def _names_below(lines: Sequence[Line], place: int) -> Byline | None:
    """The names on the lines after `By`: links broke `Jane Roe`, `and`, `John Doe` into lines of their own."""
    found: list[tuple[Line, list[Span]]] = []
    for line in lines[place : place + MOST_AUTHORS * 2]:
        if line.text.strip(" ,;").casefold() in _JOINING:
            continue
        names = find_names(line.text, after_intro(line.text) or 0) if len(line.text) < 120 else []
        if not names or (found and (names[-1].end < len(line.text.rstrip(" ,;")) or line.marks & HAS_DATE)):
            break
        found.append((line, names))
        if names[-1].end < len(line.text.rstrip(" ,;")):
            break
    if not found:
        return None
    one = _byline(found[0][0], place, found[0][1])
    if len(found) == 1:
        return one
    return one._replace(joined=_listed(line.text[name.start : name.end] for line, names in found for name in names))


_JOINING = frozenset({"", "and", "und", "&", "et", "y", "и", "with"})

MOST_AUTHORS = 6


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _beginnings(text: str) -> Iterator[int]:
    """Where a name may begin on a line with a date: after a separator, else after the date itself."""
    yield 0
    for found in _SEPARATORS.finditer(text):
        yield found.end()
    for date in find_dates(text):
        yield date.end


def _ends_segment(text: str, at: int) -> bool:
    rest = text[at:].lstrip()
    return (
        not rest
        or rest[0] in "•|·–—-,(/@"
        or rest[0].isdigit()
        or rest.split()[0].istitle()
        or rest.startswith("published")
    )


def _signature(lines: Sequence[Line], first: int, last: int) -> Byline | None:
    for place in range(max(0, last - 1), min(last + 1, len(lines))):
        signs = _INITIALS.fullmatch(lines[place].text[:120])
        if signs is not None:
            start = lines[place].start
            return Byline(Span(start + signs.start("initials"), start + signs.end("initials")), None, place, None)
    for place in range(last - 1, max(first, last - 3) - 1, -1):
        line = lines[place]
        found = _SIGNATURE.search(line.text, max(0, len(line.text) - 200))
        if found is None:
            continue
        names = find_names(line.text, found.start(1))
        if names:
            return _byline(line, place, names)
    return None


_CREDITED = re.compile(
    r"\(?(?:reporting|writing|written|words|text|interview|das (?:interview|gespräch) führten?|die fragen stellten?"
    r"|protokoll|aufgezeichnet|autor|autorin|author)\b",
    re.IGNORECASE,
)
"""How a line opens that says below an article who made it. `By X` there is another article's."""


def _closing_credit(lines: Sequence[Line], last: int) -> Byline | None:
    """`(Reporting by Jane Roe in Saltmouth; Editing by John Doe)`, `Das Interview führte Mia Kern.`, `(Mia Kern)`."""
    for place in range(max(0, last - 2), _below(lines, last)):
        line = lines[place]
        if len(line.text) > 200:
            continue
        begin = after_intro(line.text) if _CREDITED.match(line.text) else None
        names = find_names(line.text, begin) if begin is not None else []
        if names:
            return _byline(line, place, names)
        alone = _IN_BRACKETS.fullmatch(line.text) if last - 1 <= place <= last else None
        names = find_names(line.text, 1) if alone is not None else []
        if names and names[-1].end == len(line.text) - 1 and not _is_no_person(line.text[1:-1]):
            return _byline(line, place, names)
    return None


_IN_BRACKETS = re.compile(r"\([^()]{5,60}\)")
_ABOUT = re.compile(
    r"(?:about the (?:author|writer)s?|about|über (?:den autor|die autorin|die autoren)|zur person|follow|email|contact"
    r"|korrespondent(?:in)?|redakteur(?:in)?|autor(?:in)?)\b[\s:]*",
    re.IGNORECASE,
)
_HELPED = re.compile(r"contributed to|reports? from|(?:reporting|editing|writing|compiled|report) by", re.IGNORECASE)


def _author_card(lines: Sequence[Line], last: int) -> Byline | None:
    """Whom the lines below the body introduce as a writer: `Jane Roe is a reporter …`, `About the author: Jane Roe`.

    Who `contributed to this report` did not write it.
    """
    stop = _below(lines, last)
    found: list[tuple[int, list[Span]]] = []
    for place in range(max(0, last - 2), stop):
        line = lines[place]
        if not line.marks & ABOUT_AUTHOR or _HELPED.search(line.text[:120]):
            continue
        heading = _ABOUT.match(line.text)
        begin = heading.end() if heading is not None else 0
        if begin < len(line.text):
            names = find_names(line.text, begin)
        elif place + 1 < stop:
            place, names = place + 1, find_names(lines[place + 1].text)
        else:
            names = []
        names = [name for name in names if not _is_no_person(lines[place].text[name.start : name.end])]
        if names:
            found.append((place, names))
    if not found:
        return None
    place, names = found[0]
    one = _byline(lines[place], place, names)
    joined = _listed(lines[at].text[name.start : name.end] for at, own in found for name in own)
    return one if joined == lines[place].text[names[0].start : names[-1].end] else one._replace(joined=joined)


def find_page_dates(
    lines: Sequence[Line], language: str, *, title: int | None, first: int, last: int
) -> list[DateFound]:
    """Every date that the page prints outside its prose, each with its role.

    A word beside the date gives the role: 'published', or 'first_published' where it stands below the article;
    'created', 'updated', 'modified', 'archive', 'copyright', 'event', 'retrieved'. Without one: 'page' near the title
    or in a byline, 'caption', 'signature' at the end of the body, 'header' above it, 'sidebar' below it.
    """
    dates: list[DateFound] = []
    months: frozenset[int] = frozenset()
    for _ in range(2):
        # The second time, what was certain the first time settles 01/09/2022.
        if dates and all(found.on for found in dates):
            break
        known = frozenset(found.on for found in dates if found.on)
        if dates:
            months = find_months(" ".join(line.text[:600] for line in lines[first:last][:60]))
        dates = []
        for place, line in enumerate(lines):
            if not line.marks & HAS_DATE:
                continue
            if first <= place < last and worth(line) > 1.0 and not line.marks & FURNITURE:
                signed = _SIGNATURE.search(line.text, max(0, len(line.text) - 200))
                if signed:
                    offset = line.start + signed.start()
                    found = find_dates(
                        line.text[signed.start() :], offset, language=language, near=known, months=months
                    )
                    dates += [one._replace(role="signature") for one in found]
            else:
                dates += _dates_of(lines, place, language, known, months, title=title, first=first, last=last)
    return dates


def _dates_of(
    lines: Sequence[Line],
    place: int,
    language: str,
    known: frozenset[dt.date],
    months: frozenset[int],
    *,
    title: int | None,
    first: int,
    last: int,
) -> list[DateFound]:
    """The dates of a line that is no prose, each with its role."""
    line = lines[place]
    text = line.text[:300]
    anchor = title if title is not None else first
    is_near = anchor - 4 <= place <= max(first, anchor) + 8 and place < last
    out = []
    for found in find_dates(text, line.start, language=language, near=known, months=months):
        before = text[: found.start - line.start]
        role = date_role(before)
        if role is None and not before.strip() and place and len(lines[place - 1].text) < 30:
            role = date_role(lines[place - 1].text)
        if role is None:
            if is_caption(line):
                role = "caption"
            elif is_near:
                role = "page"
            else:
                role = "header" if place < anchor else "sidebar"
        elif role == "published" and not is_near and place >= first:
            role = "first_published" if place <= last + 4 else "sidebar"
        elif role in ("created", "updated") and place > last + 6:
            role = "sidebar"
        out.append(found._replace(role=role))
    return out


CHOICE = ("published", "page", "signature", "first_published", "created", "updated", "modified")
"""Which role of date is the page's own, best first; dates of other roles are never its own."""


def choose_date(dates: Sequence[DateFound]) -> int | None:
    """Which of a source's dates is `published_on`: by role (`CHOICE`), then the first on the page.

    An unlabelled date near the title ('page') is when the page says it appeared. A date of creation or change stands in
    only where the page prints no other; its role in `source_dates` tells.
    """
    for role in CHOICE:
        for place, date in enumerate(dates):
            if date.role == role and date.on is not None:
                return place
    return None
