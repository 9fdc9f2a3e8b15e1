"""Quantities of one stretch of text, by position: number, scale, unit, and what bounds it."""

from __future__ import annotations

import re
from typing import NamedTuple

from dagster_project.extract.quantities.lexicon import Numbers, Unit

TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d(?:[\d.,]*\d)?|[^\w\s]")
"""A word, a number with its marks, or one other mark."""

CURRENCY_SIGNS = frozenset("$€£₸₽")
CURRENCIES = CURRENCY_SIGNS | {"usd", "eur"}
RANGE_MARKS = frozenset("-–—")
SPACED_GROUP = re.compile(r"\d{3}")
LONGEST_PHRASE = 4
LONGEST_NUMBER = 30
"""A longer row of digits is a key or a filling, and would be more than a float holds."""
SMALL = 100
"""Below it a bare number before a word is mostly a number of something: a bus, a school, a post."""
YEARS = range(1500, 2101)
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


class Token(NamedTuple):
    """A token with its folded form and place."""

    form: str
    word: str
    start: int
    end: int


class Amount(NamedTuple):
    """A number with its scale: tokens [start, end)."""

    low: float
    high: float
    start: int
    end: int
    is_vague: bool
    is_scaled: bool
    is_digits: bool


def read_tokens(text: str, start: int = 0) -> list[Token]:
    """Tokens of `text`, which begins at offset `start`."""
    tokens = []
    for match in TOKEN.finditer(text):
        form = match[0]
        at, end = match.span()
        tokens.append(Token(form, form.casefold(), start + at, start + end))
    return tokens


def read_quantities(text: str, numbers: Numbers, language: str, start: int = 0) -> list[Quantity]:
    """Quantities of `text`, in order; offsets count from `start` at its first character."""
    tokens = read_tokens(text, start)
    found: list[Quantity] = []
    openers = numbers.openers
    at = 0
    for place, token in enumerate(tokens):
        word = token.word
        if place < at or not (word in openers or word[0].isdecimal() or "-" in word):
            continue
        at = place
        amount = _amount(tokens, at, numbers)
        if amount is None:
            continue
        quantity, after = _quantity(tokens, amount, numbers, language)
        if quantity is not None:
            found.append(quantity)
        at = max(after, at + 1)
    return found


def _amount(tokens: list[Token], at: int, numbers: Numbers) -> Amount | None:
    """The number that begins at `at`, with its scale."""
    longest = LONGEST_PHRASE if tokens[at].word in numbers.vague_openers else 0
    for length in range(longest, 0, -1):
        words = tuple(token.word for token in tokens[at : at + length])
        if len(words) == length and words in numbers.vague:
            low, high = numbers.vague[words]
            vague = Amount(low, high, at, at + length, is_vague=low != high, is_scaled=True, is_digits=False)
            return _scaled(tokens, vague, numbers) if low == high else vague
    token = tokens[at]
    if token.word[0].isdecimal():
        value, end = _digits(tokens, at, numbers)
        if value is None:
            return None
        return _scaled(tokens, Amount(value, value, at, end, False, False, True), numbers)
    parts = token.word.replace("-", " ").split()
    if parts and all(part in numbers.words for part in parts) and token.word not in ("-",):
        value = sum(numbers.words[part] for part in parts)
        return _scaled(tokens, Amount(value, value, at, at + 1, False, False, False), numbers)
    return None


def _digits(tokens: list[Token], at: int, numbers: Numbers) -> tuple[float | None, int]:
    """The value of a number in digits, with groups set apart by blanks ("20 000") joined."""
    form, end = tokens[at].form, at + 1
    while (
        end < len(tokens)
        and len(form) <= LONGEST_NUMBER
        and form.isdecimal()
        and len(tokens[at].form) <= 3
        and SPACED_GROUP.fullmatch(tokens[end].form)
        and tokens[end].start == tokens[end - 1].end + 1
    ):
        form += tokens[end].form
        end += 1
    return _value(form, numbers), end


def _value(form: str, numbers: Numbers) -> float | None:
    """What digits and marks are worth in this language; none for dates, versions and the like."""
    if len(form) > LONGEST_NUMBER:
        return None
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


def _scaled(tokens: list[Token], amount: Amount, numbers: Numbers) -> Amount:
    if amount.end < len(tokens) and tokens[amount.end].word in numbers.scales:
        factor = numbers.scales[tokens[amount.end].word]
        scaled = Amount(
            amount.low * factor,
            amount.high * factor,
            amount.start,
            amount.end + 1,
            amount.is_vague,
            True,
            amount.is_digits,
        )
        return _scaled(tokens, scaled, numbers) if factor < 1000 else scaled
    return amount


def _quantity(tokens: list[Token], first: Amount, numbers: Numbers, language: str) -> tuple[Quantity | None, int]:
    """The quantity that `first` opens, or none where it is a date, an age …, and the token to go on from."""
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
    before = tokens[start - 1] if start else None
    if before is not None and before.word in CURRENCIES:
        unit, unit_end, start = numbers.units[before.word], end, start - 1
        if start and tokens[start - 1].word == "us":
            start -= 1
    if not _is_quantity(tokens, first, end, unit, scaled, phrase_end > end, numbers):
        return None, end
    kind, bound_start = _bound(tokens, start, numbers)
    approximate = first.is_vague or kind is not None
    value_low: float | None = low
    value_high: float | None = high
    if kind == "over":
        value_high = None
    elif kind == "under":
        value_low = None
    last = unit_end if unit is not None and unit.unit != "person" and unit.counted is None else end
    last = max(last, end)
    return (
        Quantity(
            value_low, value_high, unit.unit if unit else None, unit.currency if unit else None,
            unit.counted if unit else None, approximate, tokens[bound_start].start, tokens[last - 1].end,
            tokens[max(phrase_end, last) - 1].end,
        ),
        max(last, end),
    )  # fmt: skip


def _unscaled(tokens: list[Token], amount: Amount, numbers: Numbers) -> float:
    plain = _amount(tokens[amount.start : amount.end - 1], 0, numbers)
    return plain.high if plain else amount.high


def _second(tokens: list[Token], first: Amount, numbers: Numbers) -> Amount | None:
    """The second number of a range, behind a dash or "to"."""
    at = first.end
    if at + 1 >= len(tokens):
        return None
    mark = tokens[at].word
    between = first.start > 0 and tokens[first.start - 1].word in numbers.betweens
    if mark in RANGE_MARKS or mark in numbers.joints or (between and mark in numbers.joints_between):
        skip = at + 1
        if tokens[skip].word in CURRENCY_SIGNS:
            skip += 1
        return _amount(tokens, skip, numbers) if skip < len(tokens) else None
    return None


def _unit(tokens: list[Token], at: int, numbers: Numbers, language: str) -> tuple[Unit | None, int, int]:
    """The unit behind a number (unit, end of the unit, end of the noun phrase); adjectives may stand between."""
    if at < len(tokens) and tokens[at].word in ("of", "von"):
        at += 1
    words = 0
    for place in range(at, min(at + NOUN_REACH + 2, len(tokens))):
        token = tokens[place]
        unit = numbers.units.get(token.word)
        if unit is not None:
            return unit, place + 1, place + 1
        if place + 1 < len(tokens) and (pair := f"{token.word}_{tokens[place + 1].word}") in numbers.units:
            return numbers.units[pair], place + 2, place + 2
        if token.word in '"“”„‟«»':
            continue
        if not token.form[0].isalpha():
            break
        words += 1
        if words > NOUN_REACH or token.word in numbers.phrase_ends:
            break
        if words > 1 and language == "de" and token.form[0].isupper():
            break
    noun = _noun_end(tokens, at, numbers, language)
    return None, at, noun if noun else at


def _noun_end(tokens: list[Token], at: int, numbers: Numbers, language: str) -> int:
    """Where the noun right behind a number ends, 0 without one."""
    place = at
    while place < len(tokens) and tokens[place].word in '"“”„‟«»':
        place += 1
    if place >= len(tokens) or not tokens[place].form[0].isalpha() or tokens[place].word in numbers.phrase_ends:
        return 0
    if language == "en":
        for end in (place + 1, place + 2):
            if end <= len(tokens) and tokens[end - 1].word.endswith("s") and tokens[end - 1].form.islower():
                return 0 if tokens[end - 1].word in numbers.phrase_ends else end
        return 0
    if language == "de":
        if tokens[place].form[0].isupper():
            return place + 1
        if place + 1 < len(tokens) and tokens[place + 1].form[0].isupper():
            return place + 2
        return 0
    return place + 1


def _is_quantity(
    tokens: list[Token], amount: Amount, end: int, unit: Unit | None, scaled: bool, has_noun: bool, numbers: Numbers
) -> bool:
    before = tokens[amount.start - 1] if amount.start else None
    after = tokens[end] if end < len(tokens) else None
    known = unit is not None
    if after is not None and after.form in ("st", "nd", "rd", "th") and after.start == tokens[end - 1].end:
        return False
    if amount.is_digits and after is not None and after.word in numbers.months:
        return False
    if (
        amount.is_digits
        and after is not None
        and after.form == "."
        and end + 1 < len(tokens)
        and (tokens[end + 1].word in numbers.months)
    ):
        return False
    if before is not None:
        if amount.is_digits and before.word in numbers.months and not (known and scaled):
            return False
        if before.form in "/:" or (before.form in ".,-" and before.end == tokens[amount.start].start):
            return False
        if before.word in numbers.not_counted or before.form in "#№@":
            return False
        if before.form == "." and amount.start > 1 and tokens[amount.start - 2].word in numbers.not_counted:
            return False
    if after is not None and after.start == tokens[end - 1].end and after.form in "-:/":
        # 81-year-old, 10:15, 3/9
        return False
    if unit is not None and unit.unit == "year" and _is_age(tokens, end, numbers):
        return False
    if amount.low in YEARS and amount.is_digits and not scaled and not known and len(tokens[amount.start].form) == 4:
        return False
    if known or scaled:
        return True
    if amount.low >= SMALL:
        return True
    return has_noun


def _is_age(tokens: list[Token], at: int, numbers: Numbers) -> bool:
    return any(token.word in numbers.ages for token in tokens[at : at + 2])


def _bound(tokens: list[Token], start: int, numbers: Numbers) -> tuple[str | None, int]:
    """'about' | 'over' | 'under' where such words stand right before token `start`, and where they begin."""
    for length in range(LONGEST_PHRASE, 0, -1):
        if start >= length:
            words = tuple(token.word for token in tokens[start - length : start])
            if words == ("über",) and start > 1 and tokens[start - 2].form[0].isupper():
                # "die Meldung über 164 Tote" is about them.
                continue
            if words in numbers.bounds:
                return numbers.bounds[words], start - length
    return None, start
