"""The numbers that authors put on the posts of a thread: finding them, and telling them from other numbers.

Here: `find_numbers` (candidates, line by line) and `choose_numbers` (those that count posts). Not here: where
a post begins and ends (`threads.py`).

A number counts posts only as one of a run: 1/4 alone may be a fraction, `1.` a list inside a post. So every
candidate is read first, and kept or dropped by its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from dagster_project.parse.lines import Line

Side = Literal["head", "tail", "alone"]
Form = Literal["slash", "keycap", "of", "paren", "dot"]

HEAD_REACH = 40
TAIL_REACH = 24
"""How far into a line a number is looked for. `THREAD 12/13 12/ ` has 16 characters."""

_WORD = r"(?:(?:A\s)?THREAD|Thread|thread|TREAD|Tweet|Post|Teil|Part|🧵)"
_TOTAL = r"(?P<total>\d{1,5}|[xXnN]{1,2}(?![^\W\d_])|\?{1,2}|…|\.{2,3})"
_HEAD_SLASH = re.compile(
    rf"(?:{_WORD}\s?[:\-–]?\s?)?[\[(]?(?P<n>\d{{1,5}})\s?[/⁄](?:\s?{_TOTAL}(?![\d/.,][\d])(?!\s?%))?[\])]?"
    rf"(?:(?=\s|$|[^\W\d_]|[\"“„«'#@:;.,)\-–—]|[^\x00-\xff])[:.)\-–]?)(?:\s{{1,2}}(?P=n)/(?=\s))?(?:\s?(?:THREAD|Thread|🧵)(?:\s?:)?(?=\s|$))?"
)
_HEAD_OF = re.compile(r"[\[(]?(?P<n>\d{1,3})\s(?:of|von)\s(?P<total>\d{1,3})[\])]?[:.)]?(?=\s|$)")
_HEAD_KEYCAP = re.compile(r"(?P<caps>(?:[0-9]\ufe0f?\u20e3){1,3}|🔟)[.:)]?")
_HEAD_PAREN = re.compile(r"[\[(]?(?P<n>\d{1,3})[\])](?=\s|[^\W\d_])")
_HEAD_DOT = re.compile(r"(?:#|№|Nr\.\s?)?(?P<n>\d{1,3})(?:\.(?!\d)|:(?=\s))")
_TRAIL = r"(?:\s?(?:🧵|👇|⬇️|⬇|⤵️|⤵|👉|➡️|➡|↓|>>|->|→|\ufe0f|🏻|🏼|🏽|🏾|🏿|Image|GIF|Video))*"
_TAIL_SLASH = re.compile(
    rf"(?:(?<=[\s\w.,!?…:;\"”“»«)’'\]])|(?<=[^\x00-\xff])|^)(?:🧵\s?)?[\[(]?(?<![\d/])(?P<n>\d{{1,5}})\s?[/⁄]\s?{_TOTAL}?[\])]?{_TRAIL}$"
)
_TAIL_BACK = re.compile(r"(?:(?<=\s)|^)/(?P<n>\d{1,3})$")
_TAIL_PAREN = re.compile(r"(?:(?<=\s)|^)\((?P<n>\d{1,3})\)$")
_ADDRESS = re.compile(r"https?://|www\.|[\w-]\.[a-z]{2,}/|/[^/]{1,40}/")


_DIGIT = re.compile(r"\d")


class Number(NamedTuple):
    """A number on a post. `start` and `end` take in its brackets and the word THREAD."""

    line: int
    side: Side
    form: Form
    n: int
    total: int | None
    start: int
    end: int


def _head_numbers(place: int, line: Line) -> list[Number]:
    head = line.text[:HEAD_REACH]
    found: re.Match[str] | None
    for form, pattern in (("slash", _HEAD_SLASH), ("of", _HEAD_OF), ("paren", _HEAD_PAREN), ("dot", _HEAD_DOT)):
        found = pattern.match(head)
        if found:
            total = found.groupdict().get("total")
            alone = not line.text[found.end() :].strip(" .:)]–-")
            return [
                Number(
                    place,
                    "alone" if alone else "head",
                    form,  # type: ignore[arg-type]
                    int(found["n"]),
                    int(total) if total and total.isdecimal() else None,
                    line.start,
                    line.end if alone else line.start + found.end(),
                )
            ]
    found = _HEAD_KEYCAP.match(head)
    if found:
        digits = "".join(c for c in found["caps"] if c.isascii() and c.isdecimal()) or "10"
        alone = found.end() == len(line.text)
        return [
            Number(
                place, "alone" if alone else "head", "keycap", int(digits), None, line.start, line.start + found.end()
            )
        ]
    return []


def _tail_numbers(place: int, line: Line) -> list[Number]:
    offset = max(0, len(line.text) - TAIL_REACH)
    tail = line.text[offset:]
    if not _DIGIT.search(tail):
        return []
    for form, pattern in (("slash", _TAIL_SLASH), ("slash", _TAIL_BACK), ("paren", _TAIL_PAREN)):
        found = pattern.search(tail)
        if not found:
            continue
        last_word = tail[: found.start()].rsplit(None, 1)[-1] if tail[: found.start()].strip() else ""
        if not tail[found.start() - 1 : found.start()].isspace() and _ADDRESS.search(last_word):
            return []
        total = found.groupdict().get("total")
        start = line.start + offset + found.start()
        alone = not line.text[: offset + found.start()].strip(" –-🧵")
        return [
            Number(
                place,
                "alone" if alone else "tail",
                form,  # type: ignore[arg-type]
                int(found["n"]),
                int(total) if total and total.isdecimal() else None,
                line.start if alone else start,
                line.end,
            )
        ]
    return []


def find_numbers(lines: Sequence[Line]) -> list[Number]:
    """Every number at the head or tail of a line that could count a post, in the order of the text."""
    found: list[Number] = []
    for place, line in enumerate(lines):
        text = line.text
        first = text[0]
        heads: list[Number] = []
        if first in "([#🧵🔟№" or first.isdecimal() or (first in "TtAPN" and _DIGIT.search(text, 0, HEAD_REACH)):
            heads = _head_numbers(place, line)
            found += heads
        tail = text[-TAIL_REACH:]
        if ("/" in tail or "(" in tail or "⁄" in tail) and not (heads and heads[0].side == "alone"):
            found += _tail_numbers(place, line)
    return found


FOUR_DIGITS = 1000

YEARS = range(1900, 2100)

WEEKS = 53
"""A year has no more: `1/2022`, `2/2022` are months, weeks or issues unless there are more of them."""


def _without_years(numbers: Sequence[Number]) -> list[Number]:
    """Those whose total is no year."""
    counted: dict[int, set[int]] = {}
    for number in numbers:
        if number.total is not None and number.total in YEARS:
            counted.setdefault(number.total, set()).add(number.n)
    years = {total for total, held in counted.items() if len(held) <= WEEKS}
    return [number for number in numbers if number.total not in years]


def _accept(numbers: Sequence[Number], restarts: bool) -> list[Number]:
    """Those numbers that go on from one another: by one or a small gap, or begin again at 1."""
    kept: list[Number] = []
    for place, number in enumerate(numbers):
        after = next((later for later in numbers[place + 1 : place + 3] if later.line > number.line), None)
        before = kept[-1] if kept else None
        goes_on = after is not None and number.n <= after.n <= number.n + 2
        shares_total = number.total is not None and after is not None and after.total == number.total
        if before is None and number.n >= FOUR_DIGITS and not shares_total:
            # `2021/22` opens no thread: posts are counted that far from lower numbers on.
            ok = False
        elif before is None:
            ok = number.n <= 2 or goes_on or shares_total
        elif before.n < number.n <= before.n + 3 or (
            number.total is not None and number.total == before.total and number.n > before.n
        ):
            ok = True
        elif number.n == before.n:
            ok = number.total == before.total or number.side != before.side or goes_on
        else:
            ok = restarts and number.n <= 2 and (goes_on or after is None or after.n == 1 or number.total is not None)
        if ok:
            kept.append(number)
    return kept


def choose_numbers(numbers: Sequence[Number], line_count: int, *, known_thread: bool) -> list[Number]:
    """The numbers that count posts; none where the candidates make no run.

    `N/` and `N/M` count posts where two follow on from each other (or one, where the layout says that the page is
    a thread). `N.`, `N)` and `(N)` may be a list inside a post: they count posts only where they run through
    most lines, from the first.
    """
    forms: tuple[Form, ...] = ("slash", "keycap", "of", "paren", "dot")
    for form in forms:
        own = _without_years([number for number in numbers if number.form == form])
        kept = _accept(own, restarts=form in ("slash", "of"))
        steps = sum(later.n == earlier.n + 1 for earlier, later in pairwise(kept))
        if form == "slash":
            enough = steps >= 1 or (known_thread and any(n.n == 1 or n.total for n in kept))
        elif form in ("keycap", "of"):
            enough = steps >= 2 or (steps >= 1 and known_thread)
        else:
            first = kept[0].line if kept else line_count
            enough = steps >= 2 and first <= 2 and len(kept) >= 0.5 * line_count
        if enough:
            return kept
    return []
