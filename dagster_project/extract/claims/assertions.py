"""The author's own statements: declarative sentences that hold nobody else's words.

Not counted: questions, greetings and calls to follow or share, headings and captions, sentences without a
finite verb, and every sentence in which a rule found somebody else's statement. Only in languages with a lexicon:
without one we cannot tell a statement from a call.
"""

from __future__ import annotations

from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.lexicon import BIT
from dagster_project.extract.claims.tokens import Reading

VERBAL = (
    BIT["be"]
    | BIT["have"]
    | BIT["do"]
    | BIT["modal"]
    | BIT["contracted"]
    | BIT["finite"]
    | BIT["become"]
    | BIT["konjunktiv"]
)
CUE = BIT["cue"]
STATED_IN = frozenset(("post", "lead", "paragraph"))
CALLS = frozenset(
    [
        "follow",
        "retweet",
        "share",
        "subscribe",
        "read",
        "click",
        "like",
        "donate",
        "sign",
        "join",
        "see",
        "watch",
        "thanks",
        "thank",
        "hello",
        "hi",
        "welcome",
        "please",
        "thread",
        "folgt",
        "folge",
        "lest",
        "lesen",
        "teilt",
        "abonniert",
        "danke",
        "hallo",
        "bitte",
        "moin",
        "servus",
        "herzlich",
    ]
)


def find_assertions(reading: Reading, kinds: list[str], taken: set[int]) -> list[Found]:
    """Sentences of `reading` that the author states; `kinds` of its passages, `taken` units with found statements."""
    rule = f"{reading.language}_self"
    found: list[Found] = []
    for number, (start, end) in enumerate(reading.units):
        if number in taken or kinds[reading.passage_of[start]] not in STATED_IN:
            continue
        first, last = _bounds(reading, start, end)
        if last - first >= 3 and _is_statement(reading, first, last, end):
            found.append(Found(rule, number, [(first, last)], "self_assertion", confidence=0.8))
    return found


def _bounds(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The sentence without list numbers and marks at its ends."""
    while start < end and not reading.is_word(start) and reading.forms[start] not in '"“„«$€':
        start += 1
    if start + 1 < end and reading.words[start].isdigit() and reading.words[start + 1] in (".", ")", "/"):
        start += 2
    while end > start and reading.forms[end - 1] in ".:;,-–—…":
        end -= 1
    return start, end


def _is_statement(reading: Reading, start: int, end: int, stop: int) -> bool:
    words, classes = reading.words, reading.classes
    if "?" in words[max(start, stop - 3) : stop]:
        return False
    if words[start] in CALLS and not classes[start] & VERBAL:
        return False
    if reading.quote_of[start] >= 0 and reading.quotes[reading.quote_of[start]].end >= end:
        return False
    outside = [t for t in range(start, end) if reading.quote_of[t] < 0]
    if reading.language == "de":
        return any(_is_german_verb(reading, t, start) for t in outside)
    for token in outside:
        bits, word = classes[token], words[token]
        if bits & VERBAL and not (bits & BIT["time"] and reading.is_capital(token)):
            return not (token == start and bits & (BIT["do"] | BIT["finite"]))
        if token > start and word.endswith("ed") and len(word) > 4:
            return True
        if (
            token > start
            and bits & CUE
            and not classes[token - 1] & (BIT["determiner"] | BIT["possessive"] | BIT["preposition"])
        ):
            return True
        if token > start and word.endswith("s") and not bits and classes[token - 1] & BIT["pronoun"]:
            return True
    return False


def _is_german_verb(reading: Reading, token: int, start: int) -> bool:
    bits, word = reading.classes[token], reading.words[token]
    if reading.is_capital(token) and token > start:
        return False
    if bits & VERBAL and not bits & (BIT["possessive"] | BIT["determiner"]):
        return True
    return token > start and not bits & ~CUE and word.endswith(("t", "te", "ten", "en")) and len(word) > 3
