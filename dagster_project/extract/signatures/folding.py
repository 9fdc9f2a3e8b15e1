"""Words folded so that two ways to write one statement meet, and keys made of them.

Near keys are MinHash bands (Broder 1997): two claims of which seven content heads in ten are the same share at
least one of four keys in 19 cases of 20. The hashes are BLAKE2b's, so that every engine and machine gives the same.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

from dagster_project.extract.claims.lexicon import word_list
from dagster_project.extract.quantities.lexicon import (
    Numbers,
    load_numbers,
    month_numbers,
    statement_words,
    weekday_numbers,
    word_sequence,
)
from dagster_project.extract.quantities.reading import read_quantities
from dagster_project.tables import digest

WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+")
CLOSED: tuple[str, ...] = (
    "determiner", "possessive", "subject", "pronoun", "relative", "object", "be", "have", "do", "modal", "become",
    "preposition", "coordinator", "subordinator", "adverb",
)  # fmt: skip
SHORTEST_STEM = 4
BANDS = 4
ROWS_PER_BAND = 2
FEWEST_WORDS = 4
"""A claim of fewer words has no exact key: "the city" is no statement that two papers share."""
FEWEST_HEADS = 4


@cache
def closed_words(language: str) -> frozenset[str]:
    """Words that carry no content of their own, from `word_classes.csv`; none for a language without rows."""
    found: set[str] = set()
    for word_class in CLOSED:
        try:
            found |= word_list(language, word_class)
        except ValueError:
            # Not every language has every class.
            continue
    return frozenset(found)


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """A word without its ending: lossy, for comparing only."""
    for ending in word_sequence(language, "ending"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def folded_words(text: str, language: str) -> list[str]:
    """The words of `text`: NFKC, case folded, numbers by their value, without the word a clause opens with."""
    text = unicodedata.normalize("NFKC", text)
    numbers = load_numbers(language)
    words = _with_values(text, numbers, language) if numbers else [word.casefold() for word in WORD.findall(text)]
    return words[1:] if words and words[0] in statement_words(language, "opener") else words


def _with_values(text: str, numbers: Numbers, language: str) -> list[str]:
    """Words, with each quantity as '#low-high' where its number stands."""
    words: list[str] = []
    at = 0
    for quantity in read_quantities(text, numbers, language):
        words += [word.casefold() for word in WORD.findall(text[at : quantity.char_start])]
        words.append(f"#{_short(quantity.value_low)}-{_short(quantity.value_high)}")
        at = quantity.char_end
    return words + [word.casefold() for word in WORD.findall(text[at:])]


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def content_heads(words: list[str], language: str) -> list[str]:
    """The content words of `words`, stemmed, each once, in order of the alphabet."""
    closed = closed_words(language)
    return sorted({word if word[0] == "#" else stem(word, language) for word in words if word not in closed})


def figures(words: list[str], language: str) -> str:
    """Numbers, weekdays and months among `words`, in order of the alphabet, joined; empty without any."""
    dated = month_numbers(language).keys() | weekday_numbers(language).keys() if load_numbers(language) else set()
    return " ".join(sorted({word for word in words if word[0] == "#" or word[0].isdigit() or word in dated}))


def exact_key(words: list[str], language: str) -> str | None:
    """A digest of the words; null where there are too few to tell a statement by."""
    return digest("words", language, *words) if len(words) >= FEWEST_WORDS else None


@lru_cache(maxsize=200_000)
def _hashes(head: str) -> tuple[int, ...]:
    """As many hashes of a head as there are rows in all bands."""
    raw = hashlib.blake2b(head.encode(), digest_size=8 * BANDS * ROWS_PER_BAND).digest()
    return tuple(int.from_bytes(raw[at : at + 8], "big") for at in range(0, len(raw), 8))


def near_keys(heads: list[str], language: str) -> list[str]:
    """MinHash bands of `heads`: claims that share one may be near; none for a claim of few heads."""
    if len(heads) < FEWEST_HEADS:
        return []
    least = [min(column) for column in zip(*map(_hashes, heads), strict=True)]
    return [
        digest("band", language, band, *least[band * ROWS_PER_BAND : (band + 1) * ROWS_PER_BAND])[:16]
        for band in range(BANDS)
    ]


def name_key(name: str | None) -> str | None:
    """A name folded for comparing ("lindenauer-morgenblatt" is Lindenauer Morgenblatt); null for none."""
    if name is None:
        return None
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())
    kept = words[1:] if len(words) > 1 and words[0] in ("the", "der", "die", "das") else words
    return " ".join(kept) or None
