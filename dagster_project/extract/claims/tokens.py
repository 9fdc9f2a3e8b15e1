"""A reading: the words of one source in one language, as parallel lists, with sentences and quotations.

Everything after this works on token positions. A token is a word with its inner hyphens and apostrophes, a
number, or one other character; `starts` and `ends` are offsets of `documents.text`. The words of a whole batch are cut
at once, in columns (`cut_words`): a third of the time of cutting passage by passage.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat

import polars as pl

from dagster_project.extract.claims.lexicon import Lexicon

PIECE = r"(?:''|``|--+|\.\.\.+)\s*|[@#]?[\p{L}\p{N}_]+(?:[-'’./][\p{L}\p{N}_]+|,\p{N}+)*\s*|[^\p{L}\p{N}_\s]\s*|\s+"
"""A word or a mark with the blanks after it: pieces tile the text, so offsets are sums of lengths. The comma of 20,000
and 1,5 parts nothing."""

ABBREVIATED = r"^\p{Ll}{2,5}\.(\p{Lu}\p{Ll}+)$"

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

    def unit_at(self, token: int) -> int:
        """Position in `units` of the sentence that holds a token."""
        return bisect_right(self.units, (token, len(self.words) + 1)) - 1

    def text_of(self, start: int, end: int) -> str:
        """The characters from the start of one token to the end of the last."""
        return self.text[self.starts[start] : self.ends[end - 1]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of many passages, one after the other, as parallel lists."""

    forms: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    first: list[int]
    """Per passage: position of its first word, and at the end the number of all."""
    special: list[int]
    """Positions of the marks and dashes."""
    codes: list[int]
    """Per word: its position in `vocabulary`."""
    vocabulary: list[str]
    """The different words: each is one object, so that its hash is computed once and not per place."""
    classes: dict[str, list[int]]
    """Per language: the classes of the vocabulary, filled as languages come up."""

    def classes_in(self, lexicon: Lexicon) -> list[int]:
        """The classes of the vocabulary in one language."""
        if lexicon.language not in self.classes:
            self.classes[lexicon.language] = list(map(lexicon.classes.get, self.vocabulary, repeat(0)))
        return self.classes[lexicon.language]


def cut_words(texts: pl.Series, char_starts: pl.Series) -> Words:
    """The words of passages `texts` (without nulls) that begin at `char_starts`, their marks as they are."""
    bare, text = pl.col("text").str.strip_chars_start(), pl.col("text")
    # pieces tile their passage: what lies before a piece of it are the lengths of all before, less the passages' before
    shift = pl.col("char_start") + text.str.len_chars() - bare.str.len_chars().cast(pl.Int64).cum_sum()
    passages = pl.DataFrame([texts.alias("text"), char_starts.alias("char_start")]).select(
        piece=bare.str.extract_all(PIECE), shift=shift
    )
    piece, length = pl.col("piece"), pl.col("piece").str.len_chars().cast(pl.Int64)
    start, form = length.cum_sum() - length + pl.col("shift"), piece.str.strip_chars_end()
    pieces = (
        passages.explode("piece")
        .drop_nulls("piece")
        .select(form=form, start=start, end=start + form.str.len_chars().cast(pl.Int64))
    )
    different = pieces.select(pl.col("form").unique(maintain_order=True))
    numbered = different.with_columns(
        code=pl.int_range(pl.len()), is_special=pl.col("form").is_in(SPECIAL), word=pl.col("form").str.to_lowercase()
    )
    told = pieces.join(numbered.select("form", "code", "is_special"), on="form", how="left", maintain_order="left")
    # "kaz.Regierung": an abbreviation that no blank parts from its noun is read as the noun
    noun = pl.col("form").str.extract(ABBREVIATED)
    numbered = numbered.with_columns(form=pl.coalesce(noun, "form"), word=pl.coalesce(noun.str.to_lowercase(), "word"))
    different_forms = numbered["form"].to_list()
    vocabulary = [DASHES.get(word, word) for word in numbered["word"].to_list()]
    codes = told["code"].to_list()
    return Words(
        forms=list(map(different_forms.__getitem__, codes)),
        words=list(map(vocabulary.__getitem__, codes)),
        starts=told["start"].to_list(),
        ends=told["end"].to_list(),
        first=[0, *passages["piece"].list.len().cum_sum().to_list()],
        special=told["is_special"].arg_true().to_list(),
        codes=codes,
        vocabulary=vocabulary,
        classes={},
    )


def read_tokens(
    text: str, spans: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]], lexicon: Lexicon
) -> Reading:
    """Tokens of the passages `spans` of `text`; `sentences` are their sentences, both in order."""
    texts = pl.Series([text[start:end] for start, end in spans], dtype=pl.String)
    words = cut_words(texts, pl.Series([start for start, _ in spans], dtype=pl.Int64))
    return read_words(text, words, (0, len(spans)), [start for start, _ in sentences], lexicon)


def read_words(
    text: str, cut: Words, passages: tuple[int, int], sentence_starts: Sequence[int], lexicon: Lexicon
) -> Reading:
    """The reading of `passages` (first, and the one behind the last) of those that were cut; all are of `text`."""
    low, high = cut.first[passages[0]], cut.first[passages[1]]
    forms, words, starts = cut.forms[low:high], cut.words[low:high], cut.starts[low:high]
    passage_of: list[int] = []
    for passage in range(*passages):
        passage_of += [passage - passages[0]] * (cut.first[passage + 1] - cut.first[passage])
    special = cut.special[bisect_left(cut.special, low) : bisect_left(cut.special, high)]
    return Reading(
        text=text,
        language=lexicon.language,
        lexicon=lexicon,
        forms=forms,
        words=words,
        starts=starts,
        ends=cut.ends[low:high],
        classes=list(map(cut.classes_in(lexicon).__getitem__, cut.codes[low:high])),
        passage_of=passage_of,
        sentence_of=_sentence_of(starts, sentence_starts),
        marks=[token - low for token in special if cut.forms[token] in MARKS],
    )


def _sentence_of(starts: Sequence[int], sentence_starts: Sequence[int]) -> list[int]:
    """Per token: the sentence it starts in (the last one that has begun)."""
    found: list[int] = []
    position = 0
    for sentence in range(1, len(sentence_starts)):
        following = bisect_left(starts, sentence_starts[sentence], position)
        found += [sentence - 1] * (following - position)
        position = following
    return found + [max(len(sentence_starts) - 1, 0)] * (len(starts) - position)
