"""What the words of a language tell about sentence ends: rows of abbreviations.csv and words.csv.

abbreviations.csv: `form` as it stands before its last stop (with a hyphen first: how such words end), `ending` =
whether that stop can end a sentence: 'never' (a title, "e.g."), 'before_starter' (only before a word that likes to
open sentences: "Dale Inc. The firm"), 'before_number' (never before a number, else like any word: "Art. 5").
`example` shows it at work.

words.csv, by `kind`:
- starter: opens sentences and hardly ever a name, so that it tells "U.S. The" from "U.S. Army"
- hanging: cannot close a sentence, so that what follows goes on, even in the next line or post
- month: after "10." in German
- report: after a question or exclamation in quotes, its speaker's verb: "Go!" Dale shouted.
- aside: opens a note after a text ("via", "cc"), not the rest of a sentence
- stopped_name: a name that ends in a mark of its own
- trait: of the language as a whole (`ordinals`, `capital_nouns`: see `Lexicon`)
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent
ROMAN = re.compile(r"[IVXL]+")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One language's words, by what they tell."""

    endings: Mapping[str, str]
    suffixes: Mapping[str, str]
    starters: frozenset[str]
    hanging: frozenset[str]
    months: frozenset[str]
    reports: frozenset[str]
    asides: frozenset[str]
    stopped_names: frozenset[str]
    has_ordinals: bool
    """Whether a number with a stop is an ordinal: "am 10. Januar"."""
    has_capital_nouns: bool
    """Whether a capital within a sentence tells nothing, since every noun has one."""

    @lru_cache(maxsize=65536)  # noqa: B019 - lexicons live as long as the process
    def is_full_word(self, word: str) -> bool:
        """Whether a word of letters has more than one, is no abbreviation, and no ordinal in Roman letters."""
        return len(word) > 1 and self.ending(word) is None and not (self.has_ordinals and ROMAN.fullmatch(word))

    @lru_cache(maxsize=65536)  # noqa: B019
    def ending(self, token: str) -> str | None:
        """How the abbreviation `token` (without its last stop) ends, None when it is no abbreviation."""
        found = self.endings.get(token) or next(
            (ending for suffix, ending in self.suffixes.items() if token.endswith(suffix)), None
        )
        if found is None and token[:1].isupper():
            # At the start of a sentence ("Vgl. Tabelle 2"), and in capitals ("GEN. HALE").
            found = self.endings.get(token[0].lower() + token[1:])
            if found is None and len(token) > 1 and token.isupper():
                found = self.endings.get(token.capitalize())
        return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def load_lexicons() -> Mapping[str, Lexicon]:
    """Lexicons by language, and under 'und' the words of all of them, for texts of which none is known."""
    abbreviations = list(_rows("abbreviations.csv"))
    words = list(_rows("words.csv"))
    languages = sorted({row["language"] for row in words})
    lexicons = {language: _lexicon({language}, abbreviations, words) for language in languages}
    return lexicons | {"und": _lexicon(set(languages), abbreviations, words)}


def _lexicon(languages: set[str], abbreviations: list[dict[str, str]], words: list[dict[str, str]]) -> Lexicon:
    kinds: dict[str, set[str]] = {
        kind: set() for kind in ("starter", "hanging", "month", "report", "aside", "stopped_name", "trait")
    }
    for row in words:
        if row["language"] in languages:
            kinds[row["kind"]].add(row["word"])
    endings = {row["form"]: row["ending"] for row in abbreviations if row["language"] in languages}
    return Lexicon(
        endings={form: ending for form, ending in endings.items() if not form.startswith("-")},
        suffixes={form[1:]: ending for form, ending in endings.items() if form.startswith("-")},
        starters=frozenset(kinds["starter"]),
        hanging=frozenset(kinds["hanging"]),
        months=frozenset(kinds["month"]),
        reports=frozenset(kinds["report"]),
        asides=frozenset(kinds["aside"]),
        stopped_names=frozenset(kinds["stopped_name"]),
        has_ordinals="ordinals" in kinds["trait"],
        has_capital_nouns="capital_nouns" in kinds["trait"],
    )


LEXICONS: Mapping[str, Lexicon] = load_lexicons()
