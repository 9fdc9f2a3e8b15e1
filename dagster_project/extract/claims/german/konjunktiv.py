"""The Konjunktiv of verbs that no list holds, told by form and place; and the forms that are none.

Konjunktiv I, third person: stem and -e (der Kurs steige, weil er blockiere). The same letters are an adjective
(die rote Brücke) or a first person (ich plane): the place tells. Duden grammar, 8th edition, §§ 641, 760.
"""

from __future__ import annotations

from dagster_project.extract.claims.german.words import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    CUE,
    FINITE,
    KONJUNKTIV,
    KONJUNKTIV_ONE,
    PREPOSITION,
    PRONOUN,
    TIME,
)
from dagster_project.extract.claims.lexicon import word_list
from dagster_project.extract.claims.tokens import Reading

BOTH = KONJUNKTIV | KONJUNKTIV_ONE
REACH = 8
"""Tokens over which `ich` may reach a second verb."""
ADJECTIVES = ("te", "sche", "liche", "bare", "ige", "ende", "ene", "weise", "same", "ive", "ose", "äre", "elle", "ale")
"""Endings of adjectives, participles and preterites."""
ENDS = frozenset(".,;:!?—)/")
SUBJECTS = frozenset(("er", "sie", "es", "man", "der", "die", "das", "ein", "eine", "dieser", "diese", "dies", "sich"))


def mark_konjunktiv(reading: Reading) -> None:
    """Put the Konjunktiv into `reading.classes` where the form shows it, and take it out where it is none."""
    words, classes = reading.words, reading.classes
    last = len(words) - 1
    no_verbs, measures, verbs = (word_list("de", name) for name in ("ends_in_e", "measure", "verb_in_ige"))
    for token in [token for token, word in enumerate(words) if word[-1] == "e" or word == "sei"]:
        word, bits = words[token], classes[token]
        if bits & KONJUNKTIV:
            is_noun = bits & CUE and reading.is_capital(token)  # "Berichte über Schüsse"
            if is_noun or _is_none(words, token, last):
                classes[token] = bits & ~BOTH
            continue
        if bits & ~CUE or len(word) < 4 or token == 0 or reading.forms[token][0].isupper():
            continue
        if (word.endswith(ADJECTIVES) and word != "ende" and word not in verbs) or word in no_verbs:
            continue
        if _is_first_person(words, token, last):
            continue
        if _stands_as_verb(reading, token, last, measures):
            classes[token] = bits | BOTH


def _is_first_person(words: list[str], token: int, last: int) -> bool:
    """`ich habe`, `habe ich`, `ich gehe hin und berichte`."""
    if token < last and words[token + 1] == "ich":
        return True
    for before in range(token - 1, max(-1, token - REACH), -1):
        word = words[before]
        if word == "ich":
            return True
        if word in ENDS or word in SUBJECTS:
            return False
    return False


def _is_none(words: list[str], token: int, last: int) -> bool:
    """`ich habe`, `es sei denn`, `sei es`."""
    if _is_first_person(words, token, last) or (words[token] == "nehme" and words[token - 1] == "man"):
        return True
    if words[token] != "sei" or token == last:
        return False
    return words[token + 1] == "denn" or (words[token + 1] == "es" and token > 0 and words[token - 1] in ENDS)


def _stands_as_verb(reading: Reading, token: int, last: int, measures: frozenset[str]) -> bool:
    """Between a subject and the rest (der Kurs steige), before one (steige der Kurs) or at the clause's end."""
    words, classes = reading.words, reading.classes
    word, before = words[token], words[token - 1]
    if classes[token - 1] & (ARTICLE | PREPOSITION):
        return False
    if word.endswith("iere"):
        return True
    following = words[token + 1] if token < last else "."
    if token < last and classes[token + 1] & (CUE | AUXILIARY | FINITE):
        return False
    if following in ENDS:
        return not classes[token - 1] & ARTICLE and before not in ENDS
    if following in SUBJECTS and not classes[token - 1] & ARTICLE:
        return before not in ENDS or following != "sich"
    opens_sentence = token < 2 or (not reading.is_word(token - 2) and words[token - 2] in ENDS)
    if classes[token - 1] & ADVERB and opens_sentence and token < last:
        return bool(classes[token + 1] & (ADVERB | ARTICLE | PRONOUN))  # "Daran ändere auch der Vorfall nichts"
    if classes[token - 1] & PRONOUN:
        opens = token < 2 or not reading.is_word(token - 2) or words[token - 2] in ("und", "dass")
        return opens and before in ("er", "sie", "es", "man")
    if classes[token - 1] & TIME and token < last and reading.is_capital(token + 1):
        return False  # "eine am 3. März verfasste Note"
    if reading.is_capital(token - 1) and not classes[token - 1] & ADVERB and before not in measures:
        return token < last and not (reading.is_capital(token + 1) and _in_attribute(reading, token))
    return False


def _in_attribute(reading: Reading, token: int) -> bool:
    """`der Stadt nahe Wald`, `Ende nächste Woche`: an adjective between two nouns."""
    words = reading.words
    return words[token - 1] in ("ende", "anfang", "mitte", "anfangs") or words[token].endswith("ste")
