"""Names among the words of a statement that no mention covers: who and where, for comparing statements alone.

They are no mentions and no entities: a capitalised word that stands where a theme, an agent or a place stands is
enough to tell two statements apart, and too little to say who that is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dagster_project.extract.quantities.lexicon import month_numbers, statement_words, weekday_numbers
from dagster_project.extract.quantities.reading import Tokens
from dagster_project.extract.signatures.folding import closed_words

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢİĪĶĹĻĽŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁ"
RUN = re.compile(rf"[{UPPER}][\w’'-]+(?: #?[{UPPER}][\w’'-]+)+")
LONGEST_NAME = 2
"""Of "Interior Minister Mirela Kostan" the name is the last two words."""
OPENS = frozenset('.!?:;"“”„«»')


@cache
def _not_names(language: str) -> frozenset[str]:
    roles = statement_words(language, "before_name") | statement_words(language, "role")
    return roles | closed_words(language) | month_numbers(language).keys() | weekday_numbers(language).keys()


def known_names(text: str, language: str) -> dict[str, str]:
    """The names of two words or more in a document by their last word; of two that share it, neither."""
    found: dict[str, set[str]] = {}
    for run in RUN.findall(text):
        words = run.replace("#", "").casefold().split()[-LONGEST_NAME:]
        if not any(word in _not_names(language) for word in words):
            found.setdefault(words[-1], set()).add(" ".join(words))
    return {last: next(iter(names)) for last, names in found.items() if len(names) == 1}


def read_names(
    tokens: Tokens, covered: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]], language: str,
    known: dict[str, str],
) -> list[tuple[int, int, str]]:  # fmt: skip
    """Names among `tokens` outside the token ranges `covered`, and longer than `places`: (first, last, folded name).

    A single word counts where it does not open a sentence, or where it is the last word of a `known` name; in German,
    where every noun has a capital, only there and right behind a preposition of place ("in Elmau").
    """
    taken = {at for first, last in covered for at in range(first, last)}
    not_names = _not_names(language)
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(tokens):
        first = at
        while at < len(tokens) and at not in taken and _is_capital(tokens, at, not_names):
            at += 1
        if at == first:
            at += 1
            continue
        words = tokens.words[first:at]
        if any(low <= first and at <= high for low, high in places):
            continue
        if len(words) > 1:
            start = at - 1 if words[-2] in statement_words(language, "settlement") else at - LONGEST_NAME
            found.append((start, at, " ".join(_bare(word) for word in tokens.words[start:at])))
            continue
        word = _bare(words[0])
        opens = first == 0 or tokens.forms[first - 1] in OPENS
        if word in known or (_is_placed(tokens, first, language) if language == "de" else not opens):
            found.append((first, at, known.get(word, word)))
    return found


def _is_capital(tokens: Tokens, at: int, not_names: frozenset[str]) -> bool:
    form = tokens.forms[at]
    return len(form) > 1 and form[0].isupper() and form[0].isalpha() and _bare(tokens.words[at]) not in not_names


def _is_placed(tokens: Tokens, first: int, language: str) -> bool:
    before = first - 1 if first and tokens.words[first - 1] == "#" else first
    return (
        before > 0
        and tokens.words[before - 1] in statement_words(language, "locative")
        and tokens.words[first] not in statement_words(language, "not_place")
    )


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
