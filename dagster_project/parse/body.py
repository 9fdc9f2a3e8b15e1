"""The body of an article among the lines of its page.

Here: which run of lines is the body (`find_body`) and what each of its lines is (`body_roles`). Not here: title,
byline and dates (`heading.py`).

The body is the run of lines worth most as prose: long lines that end as sentences do count for it, navigation, lists
and the page's own phrases against it. Where the capture kept indentation, a second pass trusts the lines that stand
at the body's own depth.

That length and sentence ends tell body from furniture: Kohlschütter, Fankhauser and Nejdl, Boilerplate Detection using
Shallow Text Features (WSDM 2010). The best run is the maximum subarray (Kadane's algorithm), linear in the lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dagster_project.parse.lines import Line
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Role

BULLET = bit("bullet")
BOILERPLATE = bit("boilerplate")
SECTION_STOP = bit("section_stop")
COMMENTS_WORD = bit("comments_word")
COMMENTS = bit("comments_start") | COMMENTS_WORD
TEASER_HEADING = bit("teaser_heading")
TEASER = bit("teaser")
CREDIT = bit("credit")
CAPTION_SIGN = bit("caption_sign")
CAPTION_TAIL = bit("caption_tail")
BYLINE = bit("byline")
HAS_DATE = bit("has_date")
SOURCE_LINE = bit("source_line")
ABOUT_AUTHOR = bit("about_author")
NUMBERED = bit("numbered")
INTERRUPTION = bit("interruption")

FURNITURE = (
    BOILERPLATE | SECTION_STOP | COMMENTS | TEASER_HEADING | TEASER | CREDIT | SOURCE_LINE | ABOUT_AUTHOR | INTERRUPTION
)

_CLOSERS = frozenset("\"'”“»«’‘)]*›‹")
_STOPS = frozenset(".!?…。")
_SIGN_OFF = re.compile(r"(?:[^\W\d_]{4}[.!?…]|[.!?…][\"”“»’])(?P<sign>\s+\(?[A-Za-z]{2,9}(?:/[A-Za-z]{2,9}){0,3}\)?)$")
"""`… angry.” Dpa`, `… Straße.“ (dpa/AFP)`: an agency's or writer's sign after the last sentence."""
LONGEST_CAPTION = 450

LONGEST_LIST = 2000

TRIMMED = 0.25
"""Share of the body that lines of another depth at its end may have and still be furniture."""

COMMENTS_WORTH = -30.0
A_SHORT_ARTICLE = 3.0
AN_ARTICLE = 5.0
"""Worth of a run that is an article: three or four sentences."""

REFRAIN = 4
"""A short line that stands on the page as often is a refrain of the page."""

INDENTED = 4
"""A page that uses fewer different indentations than this keeps none that means anything."""


def sign_off(text: str) -> int:
    """Where the sign after the last sentence begins; the text's length where there is none."""
    if len(text) > 2 and text[-1] not in _STOPS:
        found = _SIGN_OFF.search(text, max(0, len(text) - 40))
        if found:
            return found.start("sign")
    return len(text)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: a stop, perhaps inside closing quote marks or before a sign-off."""
    at = sign_off(text)
    while at and (text[at - 1] in _CLOSERS or text[at - 1].isspace()):
        at -= 1
    return at > 0 and text[at - 1] in _STOPS


def is_caption(line: Line) -> bool:
    """A line that ends in the name of a picture's maker, or is worded like a caption."""
    return _is_caption(line.marks, len(line.text))


def _is_caption(marks: int, length: int) -> bool:
    return bool(marks & (CAPTION_SIGN | CAPTION_TAIL)) and length <= LONGEST_CAPTION


A_FEW_WORDS = -0.45


def worth(line: Line) -> float:
    """How much a line speaks for the body: prose above 0, furniture below."""
    if not line.marks and len(line.text) < 60 and line.text.count(" ") < 3:
        return A_FEW_WORDS
    return _known_worth(line.text, line.marks) if len(line.text) <= REMEMBERED else _worth(line.text, line.marks)


REMEMBERED = 2000
"""Characters of a line whose worth is kept: it is asked for several times while one page is read."""


def _worth(text: str, marks: int) -> float:
    length = len(text)
    if marks & COMMENTS:
        return COMMENTS_WORTH
    if marks & INTERRUPTION:
        return 0.0
    if marks & (SECTION_STOP | ABOUT_AUTHOR):
        return -4.0 if length < 120 else -1.0
    if marks & (BOILERPLATE | TEASER):
        return -1.5 if length < 250 else -0.3
    if marks & (CREDIT | TEASER_HEADING | SOURCE_LINE):
        return -0.3
    if _is_caption(marks, length) and sign_off(text) == length:
        return 0.1
    words = text.count(" ") + 1
    stops = ends_sentence(text)
    if marks & BULLET:
        return min(1.0, length / 200) if stops and words >= 8 else -0.6
    if stops and words >= 4:
        return min(4.0, 0.3 + length / 100)
    if length >= 120:
        return min(2.5, length / 150)
    if length >= 60 and words >= 8:
        return 0.0
    return A_FEW_WORDS


_known_worth = lru_cache(maxsize=4096)(_worth)


def _best_run(values: Sequence[float], marks: Sequence[int]) -> tuple[int, int]:
    """(first, after last) of the run with the greatest sum; (0, 0) where no value is above 0.

    Readers' comments may be longer than the article: nothing after their heading is looked at once there is an article
    before it. (The same words stand in share bars above the body, where there is none yet.)
    """
    best, best_run = 0.0, (0, 0)
    total, start = 0.0, 0
    for place, value in enumerate(values):
        if value == COMMENTS_WORTH and best >= (AN_ARTICLE if marks[place] & COMMENTS_WORD else A_SHORT_ARTICLE):
            break
        if total <= 0:
            total, start = 0.0, place
        total += value
        if total > best:
            best, best_run = total, (start, place + 1)
    return best_run


def _values(lines: Sequence[Line]) -> list[float]:
    """What each line is worth among the others.

    A refrain (`Article content` between all paragraphs) and a list that the text announces with a colon say nothing
    about where the body is.
    """
    repeated = Counter(line.text for line in lines if len(line.text) < 40)
    values = []
    announced = False
    for line in lines:
        value = worth(line)
        introduces = line.text.endswith(":") and not line.marks & FURNITURE
        if value != COMMENTS_WORTH and repeated[line.text] >= REFRAIN:
            value = 0.0
        elif introduces or (announced and line.marks & (BULLET | NUMBERED)):
            value = max(value, 0.0)
        announced = introduces or (announced and bool(line.marks & (BULLET | NUMBERED)))
        values.append(value)
    return values


def find_body(lines: Sequence[Line]) -> tuple[int, int, int | None]:
    """First and after-last line of the body, and its indentation where the page has one that tells; or (0, 0, None)."""
    if not lines:
        return 0, 0, None
    values = _values(lines)
    marks = [line.marks for line in lines]
    first, last = _best_run(values, marks)
    depth = None
    if last > first and len({line.indent for line in lines}) >= INDENTED:
        depths: Counter[int] = Counter()
        for line, value in zip(lines[first:last], values[first:last], strict=True):
            if value > 0.5:
                depths[line.indent] += len(line.text)
        if depths:
            deepest, share = depths.most_common(1)[0]
            if share >= 0.5 * sum(depths.values()):
                depth = deepest
                own = [
                    value * 0.4 if value > 0 and line.indent != depth else value
                    for line, value in zip(lines, values, strict=True)
                ]
                first, last = _best_run(own, marks)
    if depth is not None:
        last = _trim(lines, first, last, depth)
    while 0 < last < len(lines) and _closes(lines[last], depth):
        last += 1
    return first, last, depth


def _trim(lines: Sequence[Line], first: int, last: int, depth: int) -> int:
    """The end of the body without the few lines of another depth that close it."""
    end = last
    while end > first and lines[end - 1].indent != depth:
        end -= 1
    cut = sum(len(line.text) for line in lines[end:last])
    return end if cut <= TRIMMED * sum(len(line.text) for line in lines[first:last]) else last


def _closes(line: Line, depth: int | None) -> bool:
    """A short last sentence: `The trial continues.`"""
    if line.marks & (FURNITURE | BULLET | BYLINE | HAS_DATE) or (depth is not None and line.indent != depth):
        return False
    return 3 <= line.text.count(" ") + 1 <= 8 and line.text.endswith(".") and line.text[0].isupper()


def body_roles(lines: Sequence[Line], first: int, last: int, depth: int | None) -> dict[int, Role]:
    """The role of each line from `first` to before `last`."""
    repeated = Counter(line.text for line in lines if len(line.text) < 60)
    roles: dict[int, Role] = {}
    teasing = introduced = False
    for place in range(first, last):
        line = lines[place]
        marks, text = line.marks, line.text
        length = len(text)
        stops = ends_sentence(text)
        if teasing and stops and (length >= 90 or (length >= 40 and text[-1] != "?" and not marks & BULLET)):
            teasing = False
        if marks & COMMENTS:
            roles[place] = "boilerplate"
        elif marks & (TEASER_HEADING | SECTION_STOP):
            teasing = True
            roles[place] = "teaser"
        elif teasing or marks & TEASER:
            roles[place] = "teaser"
        elif marks & CREDIT:
            roles[place] = "credit"
        elif marks & SOURCE_LINE:
            roles[place] = "metadata"
        elif marks & BYLINE and length < 120 and not stops:
            roles[place] = "byline"
        elif (marks & (BOILERPLATE | SECTION_STOP | ABOUT_AUTHOR) and length < 400) or (
            length < 60 and repeated[text] >= 3 and not stops
        ):
            roles[place] = "boilerplate"
        elif is_caption(line) and not (sign_off(text) < length and place >= last - 2):
            roles[place] = "caption"
        elif marks & HAS_DATE and length < 60 and (not stops or text[0].isdecimal()):
            roles[place] = "metadata"
        elif marks & BULLET or (marks & NUMBERED and introduced):
            roles[place] = "paragraph" if stops or introduced else "teaser"
        elif not stops and _is_broken(lines, place, first, last):
            roles[place] = "paragraph"
        elif not stops and length < 100:
            off_depth = depth is not None and line.indent != depth
            roles[place] = "boilerplate" if off_depth else _heading_or_furniture(lines, place, last)
        elif not any(map(str.isalpha, text)):
            roles[place] = "separator"
        else:
            roles[place] = "paragraph"
        introduced = text.endswith(":") or (introduced and bool(marks & BULLET))
    for place in range(first, last - 1):
        if (
            roles[place + 1] == "credit"
            and roles[place] in ("paragraph", "subheading")
            and len(lines[place].text) < 350
        ):
            before = roles.get(place - 1)
            if place < first + 4 or before not in ("paragraph",) or not ends_sentence(lines[place].text):
                roles[place] = "caption"
    return roles


def _is_broken(lines: Sequence[Line], place: int, first: int, last: int) -> bool:
    """A link in mid-sentence broke the line: `he regularly` / `incites` / `violence and …`."""
    text = lines[place].text
    goes_on = place + 1 < last and lines[place + 1].text[0].islower() and not lines[place + 1].marks & FURNITURE
    if place > first and text[0].islower() and not ends_sentence(lines[place - 1].text):
        return True
    return goes_on and text.count(" ") >= 3


def bare_roles(lines: Sequence[Line], first: int) -> dict[int, Role]:
    """Roles where no line is prose (headlines, a list, one word): whatever is not the page's furniture is text.

    Thousands of such lines are a table or an index, and no text.
    """
    if len(lines) > LONGEST_LIST:
        return dict.fromkeys(range(first, len(lines)), "boilerplate")
    return {
        place: "boilerplate"
        if line.marks & FURNITURE
        else "paragraph"
        if any(map(str.isalpha, line.text[:200]))
        else "separator"
        for place, line in enumerate(lines)
        if place >= first
    }


def _heading_or_furniture(lines: Sequence[Line], place: int, last: int) -> Role:
    """A short line without a stop heads the prose after it, or is furniture."""
    text = lines[place].text
    if not any(map(str.isalpha, text)) or len(text) < 3 or "   " in text:
        return "boilerplate"
    if text.endswith(":"):
        return "subheading"
    follows = next((lines[i] for i in range(place + 1, last) if not lines[i].marks & FURNITURE), None)
    if follows is None:
        return "boilerplate"
    return "subheading" if worth(follows) > 0 or follows.text.endswith(":") else "boilerplate"
