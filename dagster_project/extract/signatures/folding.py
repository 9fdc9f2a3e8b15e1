"""Words folded so that two ways to write one statement meet, and keys made of them.

Near keys are MinHash bands (Broder 1997): two claims of which seven content heads in ten are the same share at
least one of four keys in 19 cases of 20. The hashes are BLAKE2b's, so that every engine and machine gives the same.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

import polars as pl
import pyarrow as pa

from dagster_project.extract.claims.lexicon import word_list
from dagster_project.extract.quantities.lexicon import (
    Numbers,
    load_numbers,
    month_numbers,
    statement_words,
    weekday_numbers,
    word_sequence,
)
from dagster_project.extract.quantities.reading import Quantity, Tokens, read_quantities
from dagster_project.extract.quantities.scanning import hold_numbers
from dagster_project.tables import digest

WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+")
CLOSED: tuple[str, ...] = (
    "determiner", "possessive", "subject", "pronoun", "relative", "object", "be", "have", "do", "modal", "become",
    "preposition", "coordinator", "subordinator", "adverb",
)  # fmt: skip
SHORTEST_STEM = 4
BANDS = 4
ROWS_PER_BAND = 2
ROWS = BANDS * ROWS_PER_BAND
MOST_WORDS = 200_000
"""How many words a process remembers the stem and the hashes of."""
FEWEST_WORDS = 4
"""A claim of fewer words has no exact key: "the city" is no statement that two papers share."""
FEWEST_HEADS = 4


@dataclass(frozen=True, slots=True)
class Folding:
    """What one language says of words to compare."""

    language: str
    numbers: Numbers | None
    openers: frozenset[str]
    dated: frozenset[str]
    """Weekdays and months."""
    heads: Heads


class Heads(dict[str, str]):
    """A word's content head: its stem, or nothing for a word of a closed class; filled as words come."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.closed = closed_words(language)
        self.endings = word_sequence(language, "ending")

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_WORDS:
            self.clear()
        head = "" if word in self.closed else word if word[0] == "#" else _stem(word, self.endings)
        self[word] = head
        return head


def _stem(word: str, endings: tuple[str, ...]) -> str:
    """A word without its ending: lossy, for comparing only."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@cache
def load_folding(language: str) -> Folding:
    """How to fold words of `language`; of one without rows they are compared as they stand."""
    numbers = load_numbers(language)
    dated = frozenset(month_numbers(language).keys() | weekday_numbers(language).keys()) if numbers else frozenset()
    return Folding(language, numbers, statement_words(language, "opener"), dated, Heads(language))


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


def folded_words(text: str, folding: Folding, quantities: Sequence[Quantity]) -> list[str]:
    """The words of `text`, which is in NFKC: case folded, without the word a clause opens with.

    Each of its quantities is '#low-high' where its number stands.
    """
    words: list[str] = []
    at = 0
    for quantity in quantities:
        words += WORD.findall(text[at : quantity.char_start])
        words.append(f"#{_short(quantity.value_low)}-{_short(quantity.value_high)}")
        at = quantity.char_end
    words += WORD.findall(text[at:])
    # No word holds a blank, so that all can be folded at once.
    words = " ".join(words).casefold().split(" ")
    return words[1:] if words[0] in folding.openers or not words[0] else words


def quantities_in(texts: Sequence[str], languages: Sequence[str]) -> list[Sequence[Quantity]]:
    """The quantities of each text."""
    return [
        read_quantities(Tokens(text), numbers, language) if may_hold and (numbers := load_numbers(language)) else ()
        for text, language, may_hold in zip(texts, languages, hold_numbers(texts), strict=True)
    ]


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def content_heads(words: list[str], folding: Folding) -> list[str]:
    """The content words of `words`, stemmed, each once, in order of the alphabet."""
    heads = set(map(folding.heads.__getitem__, words))
    heads.discard("")
    return sorted(heads)


def figures(words: list[str], folding: Folding) -> str:
    """Numbers, weekdays and months among `words`, in order of the alphabet, joined; empty without any."""
    found = folding.dated.intersection(words)
    return " ".join(sorted(found.union(word for word in words if word[0] == "#" or word[0].isdigit())))


def exact_key(words: list[str], language: str) -> str | None:
    """A digest of the words; null where there are too few to tell a statement by."""
    return digest("words", language, "\x1f".join(words)) if len(words) >= FEWEST_WORDS else None


@lru_cache(maxsize=MOST_WORDS)
def _hashes(head: str) -> bytes:
    """As many hashes of a head, of 8 bytes each, as there are rows in all bands."""
    return hashlib.blake2b(head.encode(), digest_size=8 * ROWS).digest()


def near_keys(heads: pl.Series) -> pl.Series:
    """MinHash bands of each claim's heads: claims that share one may be near; none for a claim of few heads.

    `heads`: lists of words, a claim each; gives lists of keys, a claim each. A key says nothing of the language: that
    is compared with the rest of what two claims must agree in.
    """
    words = pl.DataFrame({"head": heads}).with_row_index("claim").explode("head", empty_as_null=True)
    hashes = pl.Series([head and _hashes(head) for head in words["head"]], dtype=pl.Binary)
    names = [f"row_{row}" for row in range(ROWS)]
    rows = [
        hashes.bin.slice(8 * row, 8).bin.reinterpret(dtype=pl.UInt64, endianness="big").alias(name)
        for row, name in enumerate(names)
    ]
    least = (
        pl.DataFrame([words["claim"], *rows])
        .group_by("claim", maintain_order=True)
        .agg(pl.len().alias("heads"), pl.col(names).min())
    )
    bands = [pl.col(names[at]).xor(pl.col(names[at + 1])) for at in range(0, ROWS, ROWS_PER_BAND)]
    keys = pl.concat_list(band.reinterpret(signed=True) for band in bands)
    few = pl.lit([], dtype=pl.List(pl.Int64))
    return least.select(keys=pl.when(pl.col("heads") >= FEWEST_HEADS).then(keys).otherwise(few))["keys"]


def lists(items: Sequence[str], counts: Sequence[int]) -> pl.Series:
    """Lists of `counts` items each, in order: one buffer, where polars would copy list by list."""
    offsets = pa.array(accumulate(counts, initial=0), pa.int64())
    return pl.Series(pl.from_arrow(pa.LargeListArray.from_arrays(offsets, pa.array(items, pa.large_string()))))


def name_key(name: str | None) -> str | None:
    """A name folded for comparing ("lindenauer-morgenblatt" is Lindenauer Morgenblatt); null for none."""
    if name is None:
        return None
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())
    kept = words[1:] if len(words) > 1 and words[0] in ("the", "der", "die", "das") else words
    return " ".join(kept) or None
