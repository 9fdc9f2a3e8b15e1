"""Quantities of one stretch of text, by position: number, scale, unit, and what bounds it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from dagster_project.extract.quantities.lexicon import Numbers, Unit

TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d(?:[\d.,]*\d)?|[^\w\s]")
"""A word, a number with its marks, or one other mark."""

CURRENCY_SIGNS = frozenset("$€£₸₽")
CURRENCIES = CURRENCY_SIGNS | {"usd", "eur"}
RANGE_MARKS = frozenset("-–—")
QUOTES = frozenset('"“”„‟«»')
SPACED_GROUP = re.compile(r"\d{3}")
LONGEST_PHRASE = 4
LONGEST_NUMBER = 30
"""A longer row of digits is a key or a filling, and would be more than a float holds."""
SMALL = 100
"""Below it a bare number before a word is mostly a number of something: a bus, a school, a post."""
YEARS = frozenset(range(1500, 2101))
NOUN_REACH = 4
"""How many words behind a number its noun may stand: "20,000 armed young men"."""


class Quantity(NamedTuple):
    """A quantity: value_high is null for "at least 40", value_low for "up to 40"; offsets of the text read."""

    value_low: float | None
    value_high: float | None
    unit: str | None
    currency: str | None
    counted: str | None
    is_approximate: bool
    char_start: int
    char_end: int
    phrase_end: int
    """Where the noun that it counts ends."""


class Tokens:
    """The tokens of a text, column by column: their forms, folded words, and places."""

    __slots__ = ("ends", "forms", "is_ordered", "starts", "words")

    def __init__(self, text: str, start: int = 0) -> None:
        """`text` begins at offset `start`."""
        self.is_ordered = True
        self.forms: list[str] = TOKEN.findall(text)
        # No token holds a line's end, so that all can be folded at once.
        self.words = "\n".join(self.forms).casefold().split("\n") if self.forms else []
        self.starts: list[int] = []
        self.ends: list[int] = []
        at = 0
        for form in self.forms:
            # Only blanks and underscores stand between tokens.
            at = text.find(form, at)
            self.starts.append(start + at)
            at += len(form)
            self.ends.append(start + at)

    def __len__(self) -> int:
        return len(self.forms)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens [first, last) that share a character with [start, end); 0, 0 where there are none.

        The stretches of a content may stand in another order than in the text; within each the tokens are in order.
        """
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        if not self.is_ordered:
            inside = [
                n
                for n, (low, high) in enumerate(zip(self.starts, self.ends, strict=True))
                if low < end and high > start
            ]
            first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
        return (first, last) if first < last else (0, 0)

    def extend(self, other: Tokens) -> None:
        """Add the tokens of another stretch of text."""
        if self.ends and other.starts and self.ends[-1] > other.starts[0]:
            self.is_ordered = False
        self.forms += other.forms
        self.words += other.words
        self.starts += other.starts
        self.ends += other.ends


class Amount(NamedTuple):
    """A number with its scale: tokens [start, end)."""

    low: float
    high: float
    start: int
    end: int
    is_vague: bool
    is_scaled: bool
    is_digits: bool


def read_quantities(tokens: Tokens, numbers: Numbers, language: str) -> list[Quantity]:
    """Quantities among `tokens`, in order."""
    found: list[Quantity] = []
    openers = numbers.openers
    after = 0
    for at, word in enumerate(tokens.words):
        if at < after or not (word in openers or word[0].isdecimal() or "-" in word):
            continue
        amount = _amount(tokens, at, numbers)
        if amount is None:
            continue
        quantity, after = _quantity(tokens, amount, numbers, language)
        if quantity is not None:
            found.append(quantity)
    return found


def _amount(tokens: Tokens, at: int, numbers: Numbers, before: int | None = None) -> Amount | None:
    """The number that begins at `at`, with its scale; it ends before token `before`."""
    words = tokens.words
    limit = len(words) if before is None else before
    word = words[at]
    if word in numbers.vague_openers:
        for length in range(min(LONGEST_PHRASE, limit - at), 0, -1):
            told = numbers.vague.get(tuple(words[at : at + length]))
            if told is not None:
                low, high = told
                vague = Amount(low, high, at, at + length, is_vague=low != high, is_scaled=True, is_digits=False)
                return _scaled(words, vague, numbers, limit) if low == high else vague
    if word[0].isdecimal():
        value, end = _digits(tokens, at, numbers, limit)
        if value is None:
            return None
        return _scaled(words, Amount(value, value, at, end, False, False, True), numbers, limit)
    parts = word.replace("-", " ").split()
    if parts and all(part in numbers.words for part in parts):
        value = sum(numbers.words[part] for part in parts)
        return _scaled(words, Amount(value, value, at, at + 1, False, False, False), numbers, limit)
    return None


def _digits(tokens: Tokens, at: int, numbers: Numbers, limit: int) -> tuple[float | None, int]:
    """The value of a number in digits, with groups set apart by blanks ("20 000") joined."""
    forms = tokens.forms
    form, end = forms[at], at + 1
    while (
        end < limit
        and len(forms[at]) <= 3
        and len(form) <= LONGEST_NUMBER
        and form.isdecimal()
        and SPACED_GROUP.fullmatch(forms[end])
        and tokens.starts[end] == tokens.ends[end - 1] + 1
    ):
        form += forms[end]
        end += 1
    return _value(form, numbers), end


def _value(form: str, numbers: Numbers) -> float | None:
    """What digits and marks are worth in this language; none for dates, versions and the like."""
    if len(form) > LONGEST_NUMBER:
        return None
    if form.isdecimal():
        return float(form)
    whole, _, fraction = form.partition(numbers.decimal)
    groups = whole.split(numbers.grouping)
    if (
        numbers.decimal in fraction
        or not all(group.isdecimal() for group in groups)
        or not (fraction.isdecimal() or numbers.decimal not in form)
    ):
        return None
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    return float("".join(groups) + (f".{fraction}" if fraction else ""))


def _scaled(words: list[str], amount: Amount, numbers: Numbers, limit: int) -> Amount:
    factor = numbers.scales.get(words[amount.end]) if amount.end < limit else None
    if factor is None:
        return amount
    scaled = amount._replace(low=amount.low * factor, high=amount.high * factor, end=amount.end + 1, is_scaled=True)
    return _scaled(words, scaled, numbers, limit) if factor < 1000 else scaled


def _quantity(tokens: Tokens, first: Amount, numbers: Numbers, language: str) -> tuple[Quantity | None, int]:
    """The quantity that `first` opens, or none where it is a date, an age …, and the token to go on from."""
    words = tokens.words
    start, end = first.start, first.end
    low, high = first.low, first.high
    scaled = first.is_scaled
    second = _second(tokens, first, numbers)
    if second is not None:
        if second.is_scaled and not first.is_scaled and second.high >= 1000 and first.high < 1000:
            # "2 to 3 billion": the scale of the second is that of both.
            low *= second.high / _unscaled(tokens, second, numbers)
        if low < second.high:
            high, end, scaled = second.high, second.end, scaled or second.is_scaled
        else:
            second, low = None, first.low
    unit, unit_end, phrase_end = _unit(tokens, end, numbers, language)
    if start and words[start - 1] in CURRENCIES:
        unit, unit_end, start = numbers.units[words[start - 1]], end, start - 1
        if start and words[start - 1] == "us":
            start -= 1
    if not _is_quantity(tokens, first, end, unit, scaled, phrase_end > end, numbers):
        return None, end
    kind, bound_start = _bound(tokens, start, numbers)
    last = unit_end if unit is not None and unit.unit != "person" and unit.counted is None else end
    last = max(last, end)
    return (
        Quantity(
            None if kind == "under" else low, None if kind == "over" else high, unit.unit if unit else None,
            unit.currency if unit else None, unit.counted if unit else None, first.is_vague or kind is not None,
            tokens.starts[bound_start], tokens.ends[last - 1], tokens.ends[max(phrase_end, last) - 1],
        ),
        last,
    )  # fmt: skip


def _unscaled(tokens: Tokens, amount: Amount, numbers: Numbers) -> float:
    plain = _amount(tokens, amount.start, numbers, before=amount.end - 1)
    return plain.high if plain else amount.high


def _second(tokens: Tokens, first: Amount, numbers: Numbers) -> Amount | None:
    """The second number of a range, behind a dash or "to"."""
    words = tokens.words
    at = first.end
    if at + 1 >= len(words):
        return None
    mark = words[at]
    if (
        mark in RANGE_MARKS
        or mark in numbers.joints
        or (mark in numbers.joints_between and first.start > 0 and words[first.start - 1] in numbers.betweens)
    ):
        skip = at + 1
        if words[skip] in CURRENCY_SIGNS:
            skip += 1
        return _amount(tokens, skip, numbers) if skip < len(words) else None
    return None


def _unit(tokens: Tokens, at: int, numbers: Numbers, language: str) -> tuple[Unit | None, int, int]:
    """The unit behind a number (unit, end of the unit, end of the noun phrase); adjectives may stand between."""
    words, forms = tokens.words, tokens.forms
    if at < len(words) and words[at] in ("of", "von"):
        at += 1
    passed = 0
    for place in range(at, min(at + NOUN_REACH + 2, len(words))):
        word = words[place]
        unit = numbers.units.get(word)
        if unit is not None:
            return unit, place + 1, place + 1
        if place + 1 < len(words) and (pair := f"{word}_{words[place + 1]}") in numbers.units:
            return numbers.units[pair], place + 2, place + 2
        if word in QUOTES:
            continue
        if not forms[place][0].isalpha():
            break
        passed += 1
        if passed > NOUN_REACH or word in numbers.phrase_ends:
            break
        if passed > 1 and language == "de" and forms[place][0].isupper():
            break
    noun = _noun_end(tokens, at, numbers, language)
    return None, at, noun if noun else at


def _noun_end(tokens: Tokens, at: int, numbers: Numbers, language: str) -> int:
    """Where the noun right behind a number ends, 0 without one."""
    words, forms = tokens.words, tokens.forms
    place = at
    while place < len(words) and words[place] in QUOTES:
        place += 1
    if place >= len(words) or not forms[place][0].isalpha() or words[place] in numbers.phrase_ends:
        return 0
    if language == "en":
        for noun in (place, place + 1):
            if noun < len(words) and words[noun].endswith("s") and forms[noun].islower():
                return 0 if words[noun] in numbers.phrase_ends else noun + 1
        return 0
    if language == "de":
        if forms[place][0].isupper():
            return place + 1
        if place + 1 < len(words) and forms[place + 1][0].isupper():
            return place + 2
        return 0
    return place + 1


def _is_quantity(
    tokens: Tokens, amount: Amount, end: int, unit: Unit | None, scaled: bool, has_noun: bool, numbers: Numbers
) -> bool:
    words, forms = tokens.words, tokens.forms
    known = unit is not None
    if end < len(forms):
        after = forms[end]
        is_joined = tokens.starts[end] == tokens.ends[end - 1]
        if is_joined and (after in ("st", "nd", "rd", "th") or after in "-:/"):
            # 21st, 81-year-old, 10:15, 3/9
            return False
        if amount.is_digits:
            month = end + 1 if after == "." else end
            if month < len(words) and words[month] in numbers.months:
                return False
    if amount.start:
        before, word = forms[amount.start - 1], words[amount.start - 1]
        if amount.is_digits and word in numbers.months and not (known and scaled):
            return False
        if before in "/:" or (before in ".,-" and tokens.ends[amount.start - 1] == tokens.starts[amount.start]):
            return False
        if word in numbers.not_counted or before in "#№@":
            return False
        if before == "." and amount.start > 1 and words[amount.start - 2] in numbers.not_counted:
            return False
    if unit is not None and unit.unit == "year" and not numbers.ages.isdisjoint(words[end : end + 2]):
        return False
    if amount.is_digits and not scaled and not known and len(forms[amount.start]) == 4 and amount.low in YEARS:
        return False
    return known or scaled or amount.low >= SMALL or has_noun


def _bound(tokens: Tokens, start: int, numbers: Numbers) -> tuple[str | None, int]:
    """'about' | 'over' | 'under' where such words stand right before token `start`, and where they begin."""
    for length in range(min(LONGEST_PHRASE, start), 0, -1):
        words = tuple(tokens.words[start - length : start])
        if words == ("über",) and start > 1 and tokens.forms[start - 2][0].isupper():
            # "die Meldung über 164 Tote" is about them.
            continue
        if words in numbers.bounds:
            return numbers.bounds[words], start - length
    return None, start
