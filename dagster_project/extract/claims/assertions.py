"""The author's own statements: declarative sentences that hold nobody else's words.

Not counted: questions, greetings and calls to follow or share, headings and captions, sentences without a finite verb,
and every sentence in which a rule found somebody else's statement. Only in languages with a lexicon: without one we
cannot tell a statement from a call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.lexicon import BIT, word_list
from dagster_project.extract.claims.tokens import Reading

SPEECH, ACTS = frozenset(("SAY", "OTHAT")), frozenset(("NPO", "OTO"))
AUXILIARY = BIT["be"] | BIT["have"] | BIT["do"] | BIT["modal"] | BIT["become"]
VERBAL = AUXILIARY | BIT["contracted"] | BIT["finite"] | BIT["konjunktiv"]
CUE, SUBJECT, PRONOUN = BIT["cue"], BIT["subject"], BIT["pronoun"]
ARTICLE = BIT["determiner"] | BIT["possessive"]
PREPOSITION, ADVERB, TIME, OBJECT = BIT["preposition"], BIT["adverb"], BIT["time"], BIT["object"]
STATED_IN = frozenset(("post", "lead", "paragraph"))
"""Kinds of passages in which an author states things."""
LONG_QUOTE = 6
"""Tokens, marks included, of a quotation that is no name: somebody's words."""
SHORTEST = 3
"""Tokens of the shortest statement: `Almaty is burning`."""


def find_assertions(reading: Reading, kinds: list[str], taken: set[int]) -> list[Found]:
    """Sentences of `reading` that the author states; `kinds` of its passages, `taken` units with found statements."""
    rule = f"{reading.language}_self"
    found: list[Found] = []
    for number, (start, end) in enumerate(reading.units):
        kind = kinds[reading.passage_of[start]]
        if number in taken or kind not in STATED_IN:
            continue
        first, last = _bounds(reading, start, end)
        if kind != "post" and MAY_BE_TOLD[reading.language](reading, first, last):
            continue
        if last - first >= SHORTEST and is_statement(reading, first, last, end):
            found.append(Found(rule, number, [(first, last)], "self_assertion"))
    return found


def _may_be_told(reading: Reading, start: int, end: int) -> bool:
    """Is an English news sentence perhaps somebody else's words: a cue with no frame found, words in quotation marks, a
    first person, a would without its condition?

    Of such sentences 15 % (32 % on the unseen half) were somebody's statement, of the others 8 % (14 %). In a
    post the author speaks throughout.
    """
    told = word_list("en", "told_voice")
    return any(
        reading.quote_of[token] >= 0 or reading.words[token] in told or _is_telling(reading, token)
        for token in range(start, end)
    )


def _may_be_told_in_german(reading: Reading, start: int, end: int) -> bool:
    """Is a German news sentence perhaps somebody else's words: soll, will, a Konjunktiv II, a longer quotation?

    Of such sentences 15 % (41 % of the unseen half with will or soll) were somebody's statement, of the others 4 %.
    """
    told = word_list("de", "told_voice")
    for token in range(start, end):
        number = reading.quote_of[token]
        if number >= 0:
            if reading.quotes[number].end - reading.quotes[number].start >= LONG_QUOTE:
                return True
        elif reading.words[token] in told:
            return True
    return False


MAY_BE_TOLD: Mapping[str, Callable[[Reading, int, int], bool]] = {"en": _may_be_told, "de": _may_be_told_in_german}


def _is_telling(reading: Reading, token: int) -> bool:
    """A cue of speech or of an act, as a verb or a noun (verbs of thought alone are as often the author's)."""
    for cue in reading.lexicon.cues.get(reading.words[token], ()):
        if cue.form == "noun" or cue.frames & ACTS or (cue.frames & SPEECH and cue.medium != "thought"):
            return True
    return False


def _bounds(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The sentence without list numbers and marks at its ends."""
    while start < end and not reading.is_word(start) and reading.forms[start] not in '"“„«$€':
        start += 1
    if start + 1 < end and reading.words[start].isdigit() and reading.words[start + 1] in (".", ")", "/"):
        start += 2
    elif start < end and "/" in reading.words[start] and reading.words[start].replace("/", "").isdigit():
        start += 1  # "2/9 The pier is closed."
    while end > start and reading.forms[end - 1] in ".:;,-–—…":
        end -= 1
    return start, end


def is_statement(reading: Reading, start: int, end: int, stop: int) -> bool:
    """Is [start, end) of a sentence that ends at `stop` one: a finite verb, no question, no call, not all quotation?"""
    calls = word_list(reading.language, "call")
    if "?" in reading.words[max(start, stop - 3) : stop]:
        return False
    if reading.words[start] in calls and not reading.classes[start] & VERBAL:
        return False
    if reading.quote_of[start] >= 0 and reading.quotes[reading.quote_of[start]].end >= end:
        return False
    is_finite = _is_german_verb if reading.language == "de" else _is_english_verb
    for token in range(start, end):
        if reading.quote_of[token] < 0 and is_finite(reading, token, start, end):
            return not (token == start and reading.classes[token] & (BIT["do"] | BIT["finite"]))
    # "The boxes contain seeds.": a plural and a verb that no ending shows
    opens = ARTICLE | SUBJECT | PRONOUN
    return end - start > SHORTEST and reading.words[stop - 1] == "." and bool(reading.classes[start] & opens)


def _is_english_verb(reading: Reading, token: int, start: int, end: int) -> bool:
    bits, word = reading.classes[token], reading.words[token]
    if bits & VERBAL:
        return not (bits & TIME and reading.is_capital(token))
    if token == start:
        return False
    before = reading.classes[token - 1]
    if word.endswith("ed") and len(word) > 3:
        return True
    if bits & CUE:
        return bool(before & SUBJECT) or not before & (ARTICLE | PREPOSITION)
    return not bits and word.endswith("s") and _is_third_person(reading, token, end)


def _is_third_person(reading: Reading, token: int, end: int) -> bool:
    """`The council meets in May`: an unknown word in -s between a singular noun and what a verb takes."""
    before, following = token - 1, token + 1
    if reading.classes[before] & PRONOUN:
        return True
    if reading.classes[before] or reading.words[before].endswith(("s", "ed")) or not reading.is_word(before):
        return False
    takes = ARTICLE | PREPOSITION | ADVERB | TIME | OBJECT
    return following < end and bool(reading.classes[following] & takes) and reading.words[following] != "of"


def _is_german_verb(reading: Reading, token: int, start: int, end: int) -> bool:
    bits, word = reading.classes[token], reading.words[token]
    if reading.is_capital(token) and token > start:
        return False
    if bits & VERBAL and not bits & ARTICLE:
        return True
    is_plain = token > start and not bits & ~CUE and len(word) > 3 and end > start
    return is_plain and word.endswith(("t", "te", "ten", "en"))
