"""Who said what in a language that is known by rows alone: quotations, that-clauses, "according to".

A language needs `cues_LANG.csv` (finite forms with the frames SAY and THAT; nouns with ACCORDING and their
preposition), four rows in `word_classes.csv` (complementizer, preposition, adverb, personal) and its rules in
`rules.csv`; no code.
Speakers are the words between the cue and the next mark: before it the whole phrase, after it (`…», — сказал Токаев
депутатам`) up to its last capital. Where nothing fits the speaker stays null. Own statements and free speech need more
grammar than rows give and are not read.
"""

from __future__ import annotations

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import BIT, Cue, word_list
from dagster_project.extract.claims.tokens import Reading

CUES = BIT["cue"] | BIT["noun_cue"]
PREPOSITION, ADVERB, PERSONAL = BIT["preposition"], BIT["adverb"], BIT["personal"]
MARKS = frozenset(",.;:!?()—")
LONGEST_SPEAKER = 10
"""Tokens of the longest phrase that is still taken for a speaker."""


def find_plain(reading: Reading) -> list[Found]:
    """The statements of a reading in a language without rules of its own."""
    return _Plain(reading).find()


class _Plain:
    def __init__(self, reading: Reading) -> None:
        self.r = reading
        self.words, self.classes, self.quote_of = reading.words, reading.classes, reading.quote_of
        self.that = word_list(reading.language, "complementizer")
        self.found: list[Found] = []

    def find(self) -> list[Found]:
        """All statements, in order of their sentences."""
        for number, (start, end) in enumerate(self.r.units):
            for token in range(start, end):
                if self.classes[token] & CUES and self.quote_of[token] < 0:
                    self._read(number, token, start, end)
        return self.found

    def _read(self, number: int, token: int, start: int, end: int) -> None:
        for cue in self.r.lexicon.cues[self.words[token]]:
            if "ACCORDING" in cue.frames:
                self._according(number, token, cue, start, end)
            elif "SAY" in cue.frames and self._quoted_before(number, token, cue, start, end):
                return
            elif token + 2 < end and self.words[token + 1] == "," and self.words[token + 2] in self.that:
                if "THAT" in cue.frames:
                    self._add("that", number, [(token + 2, self._strip(end))], self._before(token, start), token, cue)
            elif token + 2 < end and self.words[token + 1] == ":" and self.quote_of[token + 2] >= 0:
                span = (token + 2, self.r.quotes[self.quote_of[token + 2]].end)
                self._add("quote", number, [span], self._before(token, start), token, cue)

    def _quoted_before(self, number: int, token: int, cue: Cue, start: int, end: int) -> bool:
        """`«…», — сказал Токаев`: a quotation ends before the cue, marks between them."""
        before = token - 1
        while before > start and self.quote_of[before] < 0 and self.words[before] in (",", "—"):
            before -= 1
        if before < start or self.quote_of[before] < 0 or before == token - 1:
            return False
        quote = self.r.quotes[self.quote_of[before]]
        spans = [(max(quote.start, start), quote.end)]
        after = self._after(token + 1, end)
        on = next((t for t in range(token + 1, end) if self.quote_of[t] >= 0), None)
        if on is not None and self.words[on - 1] in (",", ".", "—", ":"):
            spans.append((on, min(end, self.r.quotes[self.quote_of[on]].end)))
        self._add("quote_before", number, spans, after, token, cue)
        return True

    def _according(self, number: int, token: int, cue: Cue, start: int, end: int) -> None:
        """`По словам X, …`, `…, по данным X, …`, `По его словам, …`."""
        owner = self.classes[token - 1] & PERSONAL if token > start else 0
        first = token - 2 if owner else token - 1
        if first < start or self.words[first] not in cue.prepositions:
            return
        stop = token + 1
        while stop < end and self.words[stop] not in MARKS and self.quote_of[stop] < 0:
            stop += 1
        if stop >= end or stop - token > LONGEST_SPEAKER:
            return
        speaker = (token - 1, token) if owner else (token + 1, stop) if stop > token + 1 else None
        spans = [(start, first - 1)] if first - 1 > start and self.words[first - 1] == "," else []
        if self.words[stop] == "," and stop + 1 < self._strip(end):
            spans.append((stop + 1, self._strip(end)))
        if spans:
            self._add("according", number, spans, speaker, token, cue)

    def _before(self, token: int, start: int) -> TokenSpan | None:
        """The phrase in front of a cue, back to a mark."""
        stop = token
        while stop > start and self.classes[stop - 1] & ADVERB:
            stop -= 1
        first = stop
        while first > start and self.words[first - 1] not in MARKS and self.quote_of[first - 1] < 0:
            first -= 1
        while first < stop and self.classes[first] & ADVERB:
            first += 1
        if first == stop or stop - first > LONGEST_SPEAKER or self.classes[first] & PREPOSITION:
            return None
        return first, stop

    def _after(self, first: int, end: int) -> TokenSpan | None:
        """The speaker behind a cue: a pronoun, a phrase up to its last capital, or its first word."""
        stop = first
        while stop < end and stop - first < LONGEST_SPEAKER and self.words[stop] not in MARKS:
            if self.classes[stop] & (PREPOSITION | ADVERB) or self.quote_of[stop] >= 0:
                break
            stop += 1
        if stop == first:
            return None
        if self.classes[first] & PERSONAL:
            return first, first + 1
        capitals = [token for token in range(first, stop) if self.r.is_capital(token)]
        return first, (capitals[-1] + 1 if capitals else first + 1)

    def _strip(self, end: int) -> int:
        return end - 1 if self.words[end - 1] in MARKS else end

    def _add(
        self, rule: str, number: int, spans: list[TokenSpan], speaker: TokenSpan | None, token: int, cue: Cue
    ) -> None:  # fmt: skip
        if any(end <= start for start, end in spans):
            return
        report = "direct" if rule.startswith("quote") else "indirect"
        if report == "indirect" and any(self.quote_of[t] >= 0 for start, end in spans for t in range(start, end)):
            report = "mixed"
        name = f"{self.r.language}_{rule}"
        cue_span = (token, token + 1)
        self.found.append(Found(name, number, spans, report, speaker, cue_span, cue.medium, cue.stance))
