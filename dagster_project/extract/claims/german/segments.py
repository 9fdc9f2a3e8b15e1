"""Sentences of German cut at their commas, and what kind of clause each piece is.

Quotations are atoms, and so are short brackets (a party, an abbreviation). Where the finite verb stands tells
a main clause (second place), a subordinate one (last) and an infinitive (none): Duden grammar, §§ 1338-1391.
"""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.extract.claims.german.phrases import Phrases
from dagster_project.extract.claims.german.words import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    COORDINATOR,
    CUE,
    FINITE,
    KONJUNKTIV,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
)
from dagster_project.extract.claims.lexicon import word_list
from dagster_project.extract.claims.tokens import Reading

SEPARABLE = tuple(f"{prefix}zu" for prefix in sorted(word_list("de", "separable")))
BULLETS = frozenset("+*•")
BREAKS = frozenset(",;:—()")
SOMETIMES = frozenset(("da", "damit", "während", "bis", "seit", "als"))
RELATIVES = frozenset(("der", "dem", "den", "denen", "dessen", "deren", "die", "das"))
STRONG = ("gehalten", "getreten", "geraten", "geboten", "gebeten", "gestritten", "geschnitten", "gelitten", "geritten")
"""Participles of strong verbs that end as weak preterites do."""
TOLD_WHERE = 12
"""Tokens of the rest of a clause with wie behind an apposition: `…, gegenüber dem „Boten“ am Dienstag bestätigte`."""
BRACKETED = 12
"""Tokens in brackets that do not cut a sentence."""


@dataclass(slots=True)
class Segment:
    """A stretch of a sentence between commas and the like."""

    start: int
    end: int
    mark: str
    """The mark after it, '' at the end of the sentence."""
    before: str
    """The mark before it."""


class Segments(Phrases):
    """The segments of the sentence at hand, over one reading."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.segments: list[Segment] = []

    def cut(self, start: int, end: int) -> list[Segment]:
        """The segments of the sentence [start, end), in order."""
        segments: list[Segment] = []
        start = self._after_number(start, end)
        opened, before, position = start, "", start
        while position < end:
            if self.quote_of[position] >= 0:
                position = max(self.r.quotes[self.quote_of[position]].end, position + 1)
                continue
            word = self.words[position]
            if word == "(":
                closing = self._closing(position, end)
                if closing is not None:
                    position = closing + 1
                    continue
            if word in BREAKS and not (word in (",", ":") and self._is_decimal(position)):
                if position > opened:
                    segments.append(Segment(opened, position, word, before))
                opened, before = position + 1, word
            position += 1
        stop = end
        while stop > opened and self.quote_of[stop - 1] < 0 and self.words[stop - 1] in ".!?…+":
            stop -= 1
        if stop > opened:
            segments.append(Segment(opened, stop, "", before))
        return self._joined(segments)

    def _after_number(self, start: int, end: int) -> int:
        """The token after the number of a post or of an item: `3/`, `3/12`, `3)`, `+++`."""
        while start < end and self.words[start] in BULLETS:
            start += 1
        if start + 1 < end and self.words[start][0].isdigit() and self.quote_of[start] < 0:
            if self.words[start + 1] in ("/", ")"):
                return start + 2
            if "/" in self.words[start]:
                return start + 1
        return start

    def _is_decimal(self, comma: int) -> bool:
        """`1,4 Millionen`, `10:15`: the mark within a number."""
        starts, ends = self.r.starts, self.r.ends
        if not 0 < comma < len(self.words) - 1 or not self.words[comma + 1][0].isdigit():
            return False
        return self.words[comma - 1][-1].isdigit() and ends[comma - 1] == starts[comma] == starts[comma + 1] - 1

    def _closing(self, bracket: int, end: int) -> int | None:
        for token in range(bracket + 1, min(end, bracket + BRACKETED)):
            if self.words[token] == ")":
                return token
        return None

    def _joined(self, segments: list[Segment]) -> list[Segment]:
        """`Wie die Sprecherin, Ada Roth, mitteilte`: one clause, though an insertion cuts it."""
        joined: list[Segment] = []
        for segment in segments:
            first = joined[0] if joined else None
            if (
                first is not None
                and len(joined) <= 3
                and self.words[first.start] == "wie"
                and segment.end - segment.start <= TOLD_WHERE
                and self.classes[segment.end - 1] & CUE
                and not self.is_verb_last(first)
            ):
                joined = [Segment(first.start, segment.end, segment.mark, first.before)]
            else:
                joined.append(segment)
        return joined

    def segment_of(self, token: int) -> int:
        """Position of the segment that holds `token`."""
        for position, segment in enumerate(self.segments):
            if token < segment.end:
                return position
        return len(self.segments) - 1

    def last_word(self, segment: Segment) -> int:
        """The last token of a segment that is a word."""
        token = segment.end - 1
        while token > segment.start and not self.r.is_word(token):
            token -= 1
        return token

    def first_word(self, segment: Segment) -> int:
        """The first token of a segment after a coordinator."""
        first = segment.start
        if self.words[first][0].isdigit() and first + 3 < segment.end and self.words[first + 1] == ":":
            first += 3  # "10:15 Roth kündigt …"
        return first + 1 if self.classes[first] & COORDINATOR and first + 1 < segment.end else first

    def is_subordinate(self, segment: Segment) -> bool:
        """Is the segment a subordinate or relative clause?"""
        first = self.first_word(segment)
        bits, word = self.classes[first], self.words[first]
        if self.quote_of[first] >= 0:
            return False
        if word in SOMETIMES:
            return self.is_verb_last(segment)
        if bits & SUBORDINATOR:
            return True
        if segment.before not in (",", "—", "("):
            return False
        if bits & RELATIVE:
            if not self._has_antecedent(segment) or not self.is_verb_last(segment):
                return False
            last = self.last_word(segment)  # "…, der Damm halte": article, noun and verb, no relative clause
            return not (self.classes[last] & KONJUNKTIV and self.head_end(first, segment.end) == last)
        relative = bits & PREPOSITION and first + 1 < segment.end and self.words[first + 1] in RELATIVES
        return bool(relative) and self.is_verb_last(segment)

    def _has_antecedent(self, segment: Segment) -> bool:
        """A relative clause follows a noun, not the verb (sagte, der Damm halte) nor a day (am Montag, der …)."""
        before = segment.start - 2
        if before < 0 or self.quote_of[before] >= 0 or not self.r.is_word(before):
            return True
        return self.r.is_capital(before) and not self.classes[before] & TIME

    def is_verb_last(self, segment: Segment) -> bool:
        """Is the last word a finite verb, and none in second place?"""
        last = self.last_word(segment)
        if last <= segment.start or self.r.is_capital(last) or self.quote_of[last] >= 0:
            return False
        if self.is_zu(last, segment) or self.is_zu(last - 1, segment):
            return False
        bits = self.classes[last]
        if not (bits & (AUXILIARY | CUE | KONJUNKTIV | FINITE) or self.words[last].endswith(("t", "te", "en", "e"))):
            return False
        cluster = last
        while cluster > segment.start and self.classes[cluster] & AUXILIARY:
            cluster -= 1  # gesehen worden sein soll
        for token in range(segment.start + 1, min(cluster, segment.start + 8)):
            if self.classes[token] & (AUXILIARY | KONJUNKTIV) and not self.classes[token] & ARTICLE:
                return False
        return True

    def is_finite(self, token: int) -> bool:
        """Does the word look like a finite verb?"""
        bits, word = self.classes[token], self.words[token]
        if self.quote_of[token] >= 0 or bits & ARTICLE:
            return False
        if self.r.is_capital(token):
            return bool(bits & AUXILIARY)  # "Berichte", "Stand" are nouns
        if bits & (AUXILIARY | KONJUNKTIV | FINITE):
            return True
        if bits & CUE:
            return True
        is_preterite = not bits and word.endswith(("te", "ten")) and not word.endswith(STRONG)
        return is_preterite and not (token > 0 and self.classes[token - 1] & ARTICLE)  # "das älteste Haus"

    def has_finite(self, segment: Segment) -> bool:
        """Does the segment hold a finite verb?"""
        return any(self.is_finite(token) for token in range(segment.start, segment.end))

    def has_indicative(self, segment: Segment) -> bool:
        """Is the finite verb of the segment no Konjunktiv?"""
        for token in range(segment.start, segment.end):
            if self.is_finite(token):
                return not self.classes[token] & KONJUNKTIV
        return False

    def has_konjunktiv(self, segment: Segment) -> bool:
        """Does the segment hold a Konjunktiv that is no other word?"""
        return any(self.is_konjunktiv(token) for token in range(segment.start, segment.end))

    def is_konjunktiv(self, token: int) -> bool:
        """A Konjunktiv, not the noun or adjective of the same letters (eine liege, halte)."""
        if self.quote_of[token] >= 0 or (self.r.is_capital(token) and token > 0 and self.words[token - 1] != "."):
            is_verb = self.classes[token] & KONJUNKTIV and self.classes[token] & AUXILIARY  # "Berichte" is a noun
            return bool(is_verb) and token in self._openers()
        return bool(self.classes[token] & KONJUNKTIV) and not self.classes[token] & ARTICLE

    def _openers(self) -> tuple[int, ...]:
        return (self.segments[0].start,) if self.segments else ()

    def is_insertion(self, segment: Segment) -> bool:
        """An apposition or relative clause: what stands between a verb and its content."""
        if segment.before not in (",", "(", "—") or self.quote_of[segment.start] >= 0:
            return False
        if self.is_subordinate(segment):
            return not self.classes[segment.start] & SUBORDINATOR or self.words[segment.start] in (
                "wo",
                "woher",
                "wohin",
            )
        return not self.has_finite(segment) and self.words[segment.start] not in ("und", "dass", "wenn", "um", "ohne")

    def has_zu(self, position: int) -> bool:
        """Does a zu-infinitive begin with the segment, a relative clause within it passed over?"""
        for number in range(position, min(len(self.segments), position + 3)):
            segment = self.segments[number]
            if number > position and self.is_subordinate(segment):
                continue
            if any(self.is_zu(token, segment) for token in range(segment.start, segment.end)):
                return True
            if self.has_finite(segment):
                return False
        return False

    def is_zu(self, token: int, segment: Segment) -> bool:
        """`zu sagen`, `mitzuteilen`."""
        if self.quote_of[token] >= 0:
            return False
        word = self.words[token]
        if word == "zu":
            following = token + 1
            return following < segment.end and self.words[following].endswith("n") and self.r.forms[following].islower()
        return (
            "zu" in word[2:-3] and word.endswith("n") and word.startswith(SEPARABLE) and self.r.forms[token].islower()
        )

    def is_verb_second(self, segment: Segment) -> bool:
        """A main clause after a comma: its finite verb is not the last word."""
        last, first = self.last_word(segment), segment.start
        if self.classes[first] & COORDINATOR:
            return False
        for token in range(first, segment.end):
            if self.quote_of[token] >= 0:
                continue
            bits = self.classes[token]
            if self.r.is_capital(token) or bits & ARTICLE:
                continue
            if bits & (AUXILIARY | KONJUNKTIV):
                if token == first:
                    return bool(bits & KONJUNKTIV) and segment.end - first > 2
                return token < last or bool(bits & KONJUNKTIV) or token == first + 1
            plain = not bits & (PREPOSITION | ADVERB | COORDINATOR | SUBORDINATOR)
            if token > first and plain and (bits & FINITE or self.words[token].endswith(("te", "ten", "t"))):
                subject_before = self.r.is_capital(token - 1) or self.classes[token - 1] & PRONOUN
                if token < last and self.words[token - 1] != "zu" and subject_before:
                    return True
        return False
