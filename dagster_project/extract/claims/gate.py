"""The gate that every statement passes before it is a row: would one quote it under one's own name?

What does not pass is given by no rule, however sure: a content of no word, of a pronoun alone or one that breaks off at
a word that opens something else ("There's a cat at Dostyk who"), and the words of a speaker who cannot speak: a time,
an event, a thing ("recent years taught that"). A relative pronoun as speaker becomes the noun phrase that it stands for
where the text leaves no choice. The words are rows: `dangling`, `no_voice`, `voice` of `word_classes.csv` and the nouns
of `speaker_words.csv`; a language without a row `dangling` is not judged.
"""

from __future__ import annotations

from functools import cache

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import BIT, has_word_list, speaker_kinds, word_list
from dagster_project.extract.claims.tokens import Reading

PRONOUNS = BIT["pronoun"] | BIT["object"] | BIT["subject"] | BIT["relative"] | BIT["personal"]
NOUNLESS = BIT["determiner"] | BIT["possessive"]
OPENING = BIT["preposition"] | BIT["coordinator"] | BIT["subordinator"]
CLOSED = OPENING | BIT["interrogative"] | BIT["adverb"] | BIT["be"] | BIT["have"] | BIT["do"] | BIT["modal"]
CUED = BIT["cue"]
PERSONAL_ENDINGS = (
    "er", "or", "ist", "ian", "ee", "eer", "man", "woman", "person", "crat", "ard", "ers", "ors", "ists", "ians",
    "ees", "eers", "men", "women", "people", "crats", "folk",
)  # fmt: skip
"""Endings of nouns for who does something: a word in one of them may speak unless it is listed as a thing."""
RELATIVES = frozenset(("who", "which", "that"))
VERBAL_ENDINGS = ("uates", "icates", "izes", "ises", "ifies", "ishes", "udes", "umes")
"""Endings of verbs: a word in one of them, alone and in small letters, is hardly a noun."""


def may_pass(reading: Reading, found: Found) -> bool:
    """Can the statement stand: its content is whole, and who makes it can speak?"""
    if not has_word_list(reading.language, "dangling"):
        return True
    if found.speaker is not None and is_voiceless(reading, found.speaker):
        return False
    return is_whole(reading, found)


def is_whole(reading: Reading, found: Found) -> bool:
    """Is the content more than a pronoun, and does it break off nowhere?"""
    first, stop = found.spans[0][0], found.spans[-1][1]
    tokens = [token for start, end in found.spans for token in range(start, end) if reading.is_word(token)]
    if not tokens:
        return False
    if found.report_type == "direct":
        return True
    last = stop - 1
    if reading.quote_of[last] >= 0:
        return True
    wordless = PRONOUNS | NOUNLESS | OPENING
    if len(tokens) < 3 and reading.quote_of[first] < 0 and all(reading.classes[t] & wordless for t in tokens):
        return False  # "it", "that", "it to"
    if reading.words[last] in word_list(reading.language, "dangling"):
        return False
    # "refuses to | make public": what it governs follows; "the house he lived in." is whole
    goes_on = stop < len(reading.words) and reading.passage_of[stop] == reading.passage_of[last]
    goes_on = goes_on and (reading.is_word(stop) or reading.quote_of[stop] >= 0)
    return not (goes_on and reading.classes[last] & OPENING and not reading.classes[last] & BIT["adverb"])


@cache
def _voices(language: str) -> frozenset[str]:
    return frozenset(speaker_kinds(language)) | word_list(language, "voice")


def is_known_voice(language: str, word: str) -> bool:
    """Is the word listed as one for those who speak?"""
    return word in _voices(language)


def is_voiceless(reading: Reading, speaker: TokenSpan) -> bool:
    """Is the speaker a time, an event or a thing, or no noun at all ("the", "denied")?"""
    start, stop = speaker
    head = stop - 1
    while head > start and not reading.is_word(head):
        head -= 1
    word, bits = reading.words[head], reading.classes[head]
    if reading.is_capital(head) and (head > start or not _opens_sentence(reading, head)):
        return bool(bits & BIT["time"]) and word != "may" and head == start
    if bits & PRONOUNS or word in _voices(reading.language):
        return False
    if word in word_list(reading.language, "no_voice") or (bits & BIT["time"] and not bits & BIT["adverb"]):
        return not _names_people(reading, speaker)
    if word in ("the", "a", "an"):
        return True
    if stop - start > 1 or not reading.forms[head].islower():
        return False
    # alone and without an article: people ("critics"), or a verb ("denied", "perpetuates")
    return bool(bits & CUED and word.endswith("ed")) or (not bits and word.endswith(VERBAL_ENDINGS))


def _names_people(reading: Reading, speaker: TokenSpan) -> bool:
    """`two thirds of the crew`, `the mission's head`: a name in the genitive, or people, beside a thing."""
    return any(reading.words[token] in ("people", "persons") for token in range(*speaker))


def _opens_sentence(reading: Reading, token: int) -> bool:
    return token == 0 or reading.sentence_of[token] != reading.sentence_of[token - 1]


def is_person_noun(reading: Reading, token: int) -> bool:
    """Is the word one for somebody who speaks, by list or by its ending?"""
    word = reading.words[token]
    if word in word_list(reading.language, "no_voice"):
        return False
    return word in _voices(reading.language) or word.endswith(PERSONAL_ENDINGS)


def antecedent(reading: Reading, pronoun: int) -> TokenSpan | None:
    """The noun phrase that `who` or `which` stands for; None where it is a name or the text leaves a choice.

    A name is found by its mention (`speakers`), so that the words stay what they are. A place or a name behind a
    preposition ("an aide to Roth who said") leaves the choice to the noun before it only where no comma parts them.
    """
    has_comma = reading.words[pronoun - 1] == ","
    stop = pronoun - 1 if has_comma else pronoun
    phrase = _phrase_before(reading, stop)
    if phrase is None:
        return None
    if reading.words[pronoun] != "who":
        listed = speaker_kinds(reading.language).get(reading.words[phrase[1] - 1]) in ("organization", "document")
        return phrase if listed and not reading.is_capital(phrase[1] - 1) else None
    before = phrase[0] - 1
    is_common = not reading.is_capital(phrase[1] - 1) and is_person_noun(reading, phrase[1] - 1)
    if before > 0 and reading.words[before] in ("of", "from", "in", "at", "for", "to", "with", "on", "by"):
        outer = _phrase_before(reading, before)
        if outer is not None and not has_comma and not is_common and is_person_noun(reading, outer[1] - 1):
            return outer
    return phrase if is_common else None


def _phrase_before(reading: Reading, stop: int) -> TokenSpan | None:
    """The noun phrase that ends before `stop`: back to its article, its numeral or the first of its capitals."""
    first = stop
    while first > 0 and stop - first < 8 and reading.quote_of[first - 1] < 0 and reading.is_word(first - 1):
        bits = reading.classes[first - 1]
        if reading.passage_of[first - 1] != reading.passage_of[stop - 1]:
            break
        if bits & NOUNLESS:
            return (first - 1, stop) if first < stop else None
        if bits & CLOSED or (first < stop and bits & (CUED | BIT["finite"])):
            break
        if first < stop and reading.is_capital(stop - 1) and not reading.is_capital(first - 1):
            break
        first -= 1
    if first == stop:
        return None
    if reading.is_capital(stop - 1):
        return first, stop
    # no article: the noun alone, with its numeral
    number = stop - 2
    return (number, stop) if number >= first and reading.words[number][0].isdigit() else (stop - 1, stop)
