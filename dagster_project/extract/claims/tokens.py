"""A reading: the words of one source in one language, as parallel lists, with sentences and quotations.

Everything after this works on token positions. A token is a word with its inner hyphens and apostrophes, a
number, or one other character; `starts` and `ends` are offsets of `documents.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add

from dagster_project.extract.claims.lexicon import Lexicon

PIECE = re.compile(r"(?:''|``|--+|\.\.\.+)\s*|[@#]?\w+(?:[-'’./]\w+)*\s*|[^\w\s]\s*|\s+")
"""A word or a mark with the blanks after it: pieces tile the text, so offsets are sums of lengths."""

DASHES = dict.fromkeys(("--", "---", "–", "―", "‒", "-"), "—")
"""Every dash between words counts as one (a hyphen within a word is part of it)."""

MARKS = frozenset(("''", "``", *"\"“”„‟«»‹›‘’'‚"))
SPECIAL = MARKS | DASHES.keys()


@dataclass(slots=True)
class Quote:
    """A quotation: tokens [start, end) with its marks; `is_closed` is false where it runs on or breaks off."""

    start: int
    end: int
    is_closed: bool
    passage: int

    @property
    def inner(self) -> tuple[int, int]:
        """The tokens between the marks."""
        return self.start + 1, self.end - 1 if self.is_closed else self.end


@dataclass(slots=True)
class Reading:
    """Tokens of one source in one language, in order, and what lies over them."""

    text: str
    language: str
    lexicon: Lexicon
    forms: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    classes: list[int]
    passage_of: list[int]
    sentence_of: list[int]
    marks: list[int] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    quote_of: list[int] = field(default_factory=list)
    """Per token: position of the quotation around it in `quotes`, or -1."""
    units: list[tuple[int, int]] = field(default_factory=list)
    """Sentences as token spans, with those joined that a quotation runs through."""

    def is_capital(self, token: int) -> bool:
        """Does the token open with a capital letter (or is it a hashtag or handle)?"""
        first = self.forms[token][0]
        return first.isupper() or first in "@#"

    def is_word(self, token: int) -> bool:
        """Is the token a word or number, not a mark?"""
        last = self.forms[token][-1]
        return last.isalnum()

    def text_of(self, start: int, end: int) -> str:
        """The characters from the start of one token to the end of the last."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def read_tokens(
    text: str, spans: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]], lexicon: Lexicon
) -> Reading:
    """Tokens of the passages `spans` of `text`; `sentences` are their sentences, both in order."""
    forms: list[str] = []
    starts: list[int] = []
    passage_of: list[int] = []
    for passage, (start, end) in enumerate(spans):
        words_here = text[start:end]
        start += len(words_here) - len(words_here.lstrip())
        pieces = PIECE.findall(text[start:end])
        forms += [piece.rstrip() for piece in pieces]
        starts += accumulate(map(len, pieces[:-1]), initial=start) if pieces else ()
        passage_of += [passage] * len(pieces)
    words = list(map(str.lower, forms))
    special = [token for token, form in enumerate(forms) if form in SPECIAL]
    for token in special:
        words[token] = DASHES.get(forms[token], words[token])
    known = lexicon.classes
    return Reading(
        text=text,
        language=lexicon.language,
        lexicon=lexicon,
        forms=forms,
        words=words,
        starts=starts,
        ends=list(map(add, starts, map(len, forms))),
        classes=[known.get(word, 0) for word in words],
        passage_of=passage_of,
        sentence_of=_sentence_of(starts, sentences),
        marks=[token for token in special if forms[token] in MARKS],
    )


def _sentence_of(starts: Sequence[int], sentences: Sequence[tuple[int, int]]) -> list[int]:
    """Per token: the sentence it starts in (the last one that has begun)."""
    found: list[int] = []
    for sentence in range(1, len(sentences)):
        found += [sentence - 1] * (bisect_left(starts, sentences[sentence][0]) - len(found))
    return found + [max(len(sentences) - 1, 0)] * (len(starts) - len(found))
