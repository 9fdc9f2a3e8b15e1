"""The language of a text, or 'und' where a window of it does not tell.

First by function words (`function_words.csv`: words of one of the listed languages only), which settle most passages in
microseconds; else by the model of py3langid, loaded once per process. On passages of one language both gave the same
answer wherever the words gave one.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier

WINDOW = 400
"""Characters looked at. On posts and articles the answer did not change beyond 300."""

SURE = 0.8
"""Below this probability the language is 'und'."""

FEWEST_LETTERS = 12

_NO_LANGUAGE = frozenset({"zxx", "und", "mul"})


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=256)
def _classify(window: str) -> tuple[str, float]:
    """The model's answer: half a millisecond, and the same window is asked of an article and of its document."""
    language, confidence = _identifier().classify(window.encode("utf-8", errors="replace"))
    return str(language), float(confidence)


@cache
def _function_words() -> dict[str, str]:
    with (Path(__file__).parent / "function_words.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["language"] for row in csv.DictReader(file)}


def _by_function_words(window: str, fewest: int) -> str | None:
    """The language with at least `fewest` of the words and three times as many as any other."""
    found = list(filter(None, map(_function_words().get, window.casefold().split())))
    if len(found) < fewest:
        return None
    if found.count(found[0]) == len(found):
        return found[0]
    (first, count), (_, others) = Counter(found).most_common(2)
    return first if count >= max(fewest, 3 * others) else None


def identify_language(text: str, sure: float = SURE) -> str:
    """BCP 47 of the language of the first `WINDOW` characters, 'und' below the probability `sure`."""
    window = text[:WINDOW]
    known = _by_function_words(window, 5)
    if known is not None:
        return known
    if sum(map(str.isalpha, window)) < FEWEST_LETTERS:
        return "und"
    language, confidence = _classify(window)
    if confidence < sure or language in _NO_LANGUAGE:
        return "und"
    return language


def identify_passage(text: str, document_language: str) -> str:
    """The language of a passage: the document's, unless the passage itself is long enough and surely in another."""
    if len(text) < 40:
        return document_language
    window = text[:WINDOW]
    known = _by_function_words(window, 1)
    if known == document_language:
        return known
    own = identify_language(window, 0.97)
    return document_language if own == "und" else own
