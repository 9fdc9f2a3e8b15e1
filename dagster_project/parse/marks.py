"""Which marks a line bears: the rows of `layouts/marks.csv`, tested on every line of a text.

Here: reading the rows, and testing lines against them. Not here: what a mark means for a layout (`layouts/`).

Most lines bear no mark, so the rows are tried in two ways, each compiled once per process. A row that names the words
of which its line holds one (`needs`) is tried only where an automaton over all these words finds one. The others open
with the line's first words: one expression of all of them tells whether any may fit, and only then are they tried one
by one.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

MARKS_FILE = Path(__file__).parent / "layouts" / "marks.csv"

HEAD = 400
"""How many characters of a line are tested for marks. The longest mark seen has 190."""

TAIL = 90
"""How many of its last characters are tested for marks of a line's end."""

SEARCHED = 450
"""How many characters are searched for the words that rows need: the longest line that a mark of its end may have."""

LONG = 200
"""A line beyond this bears few marks: prose is tried against the rows without a shorter limit only."""

SHORT = 60
"""A line up to this is likely to return, on this page or the next."""

TOGETHER = 65_536
"""Characters searched at once: what is found in them is held in memory."""

_NO_LIMIT = 1 << 62


class Mark(NamedTuple):
    """One row of marks.csv."""

    mark: str
    language: str
    where: str
    longest: str
    needs: str
    pattern: str
    example: str


class _Test(NamedTuple):
    """One expression, for one mark or for one row. `folded`: it is tried on the line in lower case."""

    bits: int
    longest: int
    folded: bool
    pattern: re.Pattern[str]


@cache
def marks() -> tuple[Mark, ...]:
    r"""The rows of `layouts/marks.csv`.

    `pattern` is tried whatever the case on the first `HEAD` or last `TAIL` characters (`where`) of the stripped line;
    beside the notation of `re`, `\p{Lu}` is a capital letter. `longest` is the number of characters beyond which a line
    does not bear the mark, empty for none; `example` bears it. A pattern that does not open with certain words must
    name some of which the line holds at least one, in lower case, between `¦` (`needs`). No pattern has a repeat within
    a repeat that could match the same characters in two ways: that would not end on a hostile line.
    """
    with MARKS_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Mark(**row) for row in csv.DictReader(file))


@cache
def mark_names() -> tuple[str, ...]:
    """Names of the marks, in the order of their first row: the order of the bits."""
    return tuple(dict.fromkeys(row.mark for row in marks()))


def bit(*names: str) -> int:
    """The bits of the named marks. An unknown name is a ValueError."""
    unknown = sorted(set(names) - set(mark_names()))
    if unknown:
        raise ValueError(f"no mark is called {', '.join(unknown)}; the marks are the rows of {MARKS_FILE.name}")
    return sum(1 << mark_names().index(name) for name in names)


@cache
def _capitals() -> str:
    """The capital letters of the basic plane as a class of `re`."""
    runs: list[tuple[int, int]] = []
    for code in range(0x10000):
        if unicodedata.category(chr(code)) == "Lu":
            if runs and runs[-1][1] == code - 1:
                runs[-1] = (runs[-1][0], code)
            else:
                runs.append((code, code))
    return "[" + "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in runs) + "]"


_ESCAPE_OR_TEXT = re.compile(r"\\.|[^\\]+", re.DOTALL)


def _folded(pattern: str) -> str:
    """A pattern for lines in lower case that fits wherever `pattern` fits the line itself."""
    loose = pattern.replace(r"\p{Lu}", r"[^\W\d_]").replace("(?-i:", "(?:")
    return "".join(part if part[0] == "\\" else part.lower() for part in _ESCAPE_OR_TEXT.findall(loose))


def _compile(rows: Sequence[Mark], bits: int) -> _Test:
    """One test of rows that share mark, `where`, and `longest`."""
    joined = "|".join(f"(?:{row.pattern})" for row in rows)
    longest = int(rows[0].longest) if rows[0].longest else _NO_LIMIT
    if _is_cased(joined):
        return _Test(bits, longest, False, re.compile(joined.replace(r"\p{Lu}", _capitals()), re.IGNORECASE))
    return _Test(bits, longest, True, re.compile(_folded(joined)))


def _is_cased(pattern: str) -> bool:
    return "(?-i:" in pattern or r"\p{Lu}" in pattern


def _openings(length: int) -> list[Mark]:
    """Rows known by how the line opens, that a line of this length may bear."""
    return [row for row in marks() if not row.needs and length <= int(row.longest or _NO_LIMIT)]


_GROUP = re.compile(r"\(\?[a-z-]*:")
_CLASS = re.compile(r"\[([^\]\[^][^\]\[]*)\]")
_IN_CLASS = re.compile(r"(?P<first>[^\\])-(?P<last>[^\\])|\\(?P<escaped>.)|(?P<letter>.)")
_LITERAL = re.compile(r"\\(?P<escaped>[^\w\s]|d)|(?P<letter>[^\\\[(.^$|?*+{])")
_QUANTIFIER = re.compile(r"(?P<optional>[?*]|\{0?,\d*\})[?+]?|\+[?+]?|\{\d+(?:,\d*)?\}[?+]?")
DIGIT = "0"
"""Stands for every digit among first letters."""


def _first_letters(pattern: str) -> frozenset[str] | None:
    """With which characters a text begins that `pattern` fits from its start; None where that is not plain to see."""
    begun = pattern.removeprefix("^")
    parts: list[frozenset[str] | None] = []
    if _GROUP.match(begun):
        alternatives, end = _alternatives(begun)
        parts = [_first_letters(alternative) for alternative in alternatives]
    elif in_class := _CLASS.match(begun):
        parts, end = [_letters(found) for found in _IN_CLASS.finditer(in_class[1])], in_class.end()
    elif literal := _LITERAL.match(begun):
        parts, end = [_letters(literal)], literal.end()
    else:
        return None
    quantifier = _QUANTIFIER.match(begun, end)
    if quantifier is not None and quantifier["optional"]:
        parts.append(_first_letters(begun[quantifier.end() :]))
    known = [part for part in parts if part is not None]
    return frozenset().union(*known) if len(known) == len(parts) else None


def _letters(found: re.Match[str]) -> frozenset[str] | None:
    named = found.groupdict()
    if named.get("first"):
        return frozenset(_kept(chr(code)) for code in range(ord(named["first"]), ord(named["last"]) + 1))
    if named["letter"]:
        return frozenset(_kept(named["letter"]))
    if named["escaped"] == "s":
        return frozenset()  # no line begins with white space
    if named["escaped"].isalnum():
        return frozenset(DIGIT) if named["escaped"] == "d" else None
    return frozenset(named["escaped"])


def _kept(letter: str) -> str:
    return DIGIT if letter.isdecimal() else letter


def _alternatives(pattern: str) -> tuple[list[str], int]:
    """The alternatives of the group with which `pattern` opens, and where the group ends."""
    opened = _GROUP.match(pattern)
    at = start = opened.end() if opened else 0
    depth, found = 1, []
    while depth:
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[":
            at = pattern.index("]", at + 2)
        elif pattern[at] == "(":
            depth += 1
        elif pattern[at] == ")":
            depth -= 1
        if not depth or (depth == 1 and pattern[at] == "|"):
            found.append(pattern[start:at])
            start = at + 1
        at += 1
    return found, at


@cache
def _letters_of_rows() -> dict[str, frozenset[str] | None]:
    return {row.pattern: _first_letters(_folded(row.pattern)) for row in _openings(0)}


@cache
def _known_letters() -> frozenset[str]:
    """First characters that single rows out; before any other the same rows are tried."""
    return frozenset().union(*filter(None, _letters_of_rows().values()))


def _openings_with(letter: str, is_long: bool) -> list[Mark]:
    """Rows known by how the line opens, that a line with this first letter may bear."""
    rows = _openings(LONG + 1 if is_long else 0)
    letters = _letters_of_rows()
    return [row for row in rows if (own := letters[row.pattern]) is None or letter in own]


@cache
def _any_opening(letter: str, is_long: bool) -> re.Pattern[str]:
    """Fits every line in lower case, with this first letter, that bears a mark known by how it opens."""
    return re.compile("|".join(f"(?:{_folded(row.pattern)})" for row in _openings_with(letter, is_long)) or "(?!)")


@cache
def _opening_tests(letter: str, is_long: bool) -> tuple[_Test, ...]:
    groups: dict[tuple[str, str, bool], list[Mark]] = {}
    for row in _openings_with(letter, is_long):
        groups.setdefault((row.mark, row.longest, _is_cased(row.pattern)), []).append(row)
    return tuple(_compile(rows, bit(mark)) for (mark, _, _), rows in groups.items())


class _Needs(NamedTuple):
    """The words that rows need: an automaton, for each of its words the rows, and the test of each row."""

    words: AhoCorasick
    rows: Sequence[Sequence[int]]
    tests: Sequence[tuple[_Test, bool]]


@cache
def _needs() -> _Needs:
    of_word: dict[str, list[int]] = {}
    tests: list[tuple[_Test, bool]] = []
    for row in marks():
        for word in filter(None, row.needs.split("¦")):
            of_word.setdefault(word, []).append(len(tests))
        if row.needs:
            tests.append((_compile([row], bit(row.mark)), row.where == "tail"))
    automaton = AhoCorasick(list(of_word), implementation=Implementation.DFA)
    return _Needs(automaton, list(of_word.values()), tests)


def _opens_with(text: str, folded: str) -> int:
    """The bits of the marks known by how a line opens."""
    length = len(text)
    is_long = length > LONG
    letter = _kept(folded[:1])
    letter = letter if letter in _known_letters() else ""
    if _any_opening(letter, is_long).match(folded) is None:
        return 0
    head = text[:HEAD]
    found = 0
    for bits, longest, in_lower_case, pattern in _opening_tests(letter, is_long):
        if length <= longest and not found & bits and pattern.match(folded if in_lower_case else head):
            found |= bits
    return found


@lru_cache(maxsize=16_384)
def _opens_short(text: str) -> int:
    return _opens_with(text, text.lower())


def _parts(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines' beginnings in lower case, up to `TOGETHER` characters at a time, with the first's number."""
    part: list[str] = []
    first = size = 0
    for place, text in enumerate(texts):
        folded = text[:SEARCHED].lower()
        if part and size + len(folded) > TOGETHER:
            yield first, part
            part, first, size = [], place, 0
        part.append(folded)
        size += len(folded) + 1
    if part:
        yield first, part


def bear_marks(texts: Sequence[str]) -> list[int]:
    """The bits of the marks that each line bears, in order."""
    words, rows, tests = _needs()
    found: list[int] = []
    for first, folded in _parts(texts):
        found += [
            _opens_short(text) if len(text) <= SHORT else _opens_with(text, lower[:HEAD])
            for text, lower in zip(texts[first : first + len(folded)], folded, strict=True)
        ]
        starts = list(accumulate((len(lower) + 1 for lower in folded), initial=0))
        hits = words.find_matches_as_indexes("\n".join(folded), overlapping=True)
        for row, line in {(row, bisect_right(starts, at) - 1) for word, at, _ in hits for row in rows[word]}:
            (bits, longest, in_lower_case, pattern), is_tail = tests[row]
            text = texts[first + line]
            if len(text) > longest or found[first + line] & bits:
                continue
            tried = text[-TAIL:] if is_tail else text[:HEAD]
            if pattern.search(tried.lower() if in_lower_case else tried):
                found[first + line] |= bits
    return found
