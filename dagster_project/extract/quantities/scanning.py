"""Which of many texts hold certain words at all: one compiled scan over a column, so that only these are read closely.

A scan may pass a text that holds nothing; it never leaves out one that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import polars as pl

from dagster_project.extract.quantities.lexicon import number_words

LETTERS = r"\p{L}\p{Nl}\p{No}"
"""What a word is made of: Python's `[^\\W\\d_]`."""
GAP = r"[\s_\x1c-\x1f]*"
"""What may stand between two tokens and is none."""
LIGATURES = "[ﬀ-ﬆ]"
"""Letters that fold to two or three: a text with one is always read."""


def phrases_pattern(phrases: Iterable[str]) -> str:
    """A pattern of phrases as whole words, in any case; folded words and single blanks in, Rust's syntax out."""
    forms = sorted({GAP.join(_any_spelling(word) for word in phrase.split()) for phrase in phrases})
    return rf"(?i){LIGATURES}|(?:^|[^{LETTERS}])(?:{'|'.join(forms)})(?:$|[^{LETTERS}])"


def _any_spelling(word: str) -> str:
    return re.escape(word).replace("ss", "(?:ss|ß)")


@cache
def _numbers() -> str:
    return rf"[\p{{Nd}}\p{{No}}]|{phrases_pattern(number_words())}"


def hold_numbers(texts: Sequence[str]) -> list[bool]:
    """For each text, may there be a number in it, in digits or in a word of any language with rows?"""
    return holding(texts, _numbers())


def holding(texts: Sequence[str], pattern: str) -> list[bool]:
    """For each text, does it match?"""
    return pl.Series(texts, dtype=pl.String).str.contains(pattern).to_list()
