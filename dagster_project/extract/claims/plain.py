"""Who said what in a language that is known by rows alone: quotations, that-clauses, "according to".

A language needs `cues_LANG.csv` (finite forms with the frames SAY and THAT, and PREP of what may stand before who says
so: `сообщили в порту`; nouns with ACCORDING and their preposition, or `согласно` with ACCORDING alone), rows in
`word_classes.csv` (complementizer, as, preposition, adverb, personal, he, she, time, no_label) and its rules in
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
TIME = BIT["time"]
MARKS = frozenset(",.;:!?()—")
LONGEST_SPEAKER = 10
"""Tokens of the longest phrase that is still taken for a speaker."""
LONGEST_ADDRESS = 8
"""Tokens that may stand between a cue and its that-clause: `сообщил «Маяку» в среду, что …`."""
SHORTEST = 3
"""Tokens of the shortest clause, its comma with it, that is taken for a statement before its cue."""


def find_plain(reading: Reading) -> list[Found]:
    """The statements of a reading in a language without rules of its own."""
    return _Plain(reading).find()


class _Plain:
    def __init__(self, reading: Reading) -> None:
        self.r = reading
        self.words, self.classes, self.quote_of = reading.words, reading.classes, reading.quote_of
        self.that = word_list(reading.language, "complementizer")
        self.like = word_list(reading.language, "as")
        self.no_labels = word_list(reading.language, "no_label")
        self.found: list[Found] = []

    def find(self) -> list[Found]:
        """All statements, in order of their sentences."""
        for number, (start, end) in enumerate(self.r.units):
            self._labelled(number, start, end)
            for token in range(start, end):
                if not self.classes[token] & CUES:
                    continue
                if self.quote_of[token] < 0:
                    self._read(number, token, start, end)
                else:
                    self._set_in(number, token)
        return self.found

    def _read(self, number: int, token: int, start: int, end: int) -> None:
        for cue in self.r.lexicon.cues[self.words[token]]:
            if "ACCORDING" in cue.frames:
                self._according(number, token, cue, start, end)
            elif "SAY" in cue.frames and self._quoted_before(number, token, cue, start, end):
                return
            elif (that := self._that_after(token, end)) is not None:
                if "THAT" in cue.frames:
                    self._add("that", number, [(that, self._strip(end))], self._before(token, start), token, cue)
            elif token + 2 < end and self.words[token + 1] == ":" and self.quote_of[token + 2] >= 0:
                span = (token + 2, self.r.quotes[self.quote_of[token + 2]].end)
                self._add("quote", number, [span], self._before(token, start), token, cue)
            elif "SAY" in cue.frames and token > start and self.words[token - 1] in self.like:
                self._told_as(number, token, cue, start, end)
            elif "SAY" in cue.frames and token - start >= SHORTEST and self.words[token - 1] == ",":
                self._postposed(number, token, cue, start, end)

    def _that_after(self, token: int, end: int) -> int | None:
        """The complementizer of the clause after a cue, whoever was told or when between them."""
        for comma in range(token + 1, min(end - 1, token + LONGEST_ADDRESS)):
            if self.words[comma] == "," and self.quote_of[comma] < 0:
                return comma + 1 if self.words[comma + 1] in self.that else None
            if self.words[comma] in MARKS and self.quote_of[comma] < 0:
                return None
        return None

    def _told_as(self, number: int, token: int, cue: Cue, start: int, end: int) -> None:
        """`Как сообщает X, …`, `…, как рассказал X, …`: the clause around it."""
        stop = next((t for t in range(token, end) if self.words[t] in MARKS and self.quote_of[t] < 0), end)
        speaker = self._after(token + 1, stop, cue)
        spans = [(start, token - 2)] if token - 2 > start and self.words[token - 2] == "," else []
        if stop + 1 < self._strip(end):
            spans.append((stop + 1, self._strip(end)))
        if spans and speaker is not None:
            self._add("as", number, spans, speaker, token, cue)

    def _postposed(self, number: int, token: int, cue: Cue, start: int, end: int) -> None:
        """`Мост закрыт, сообщили в порту.`: a clause, a comma, the cue and who says so."""
        speaker = self._after(token + 1, end, cue)
        is_told = any(start <= a and b <= end for item in self.found if item.unit == number for a, b in item.spans)
        if speaker is not None and not is_told and any(self.words[t] in MARKS for t in range(speaker[1], end)):
            self._add("postposed", number, [(start, token - 1)], speaker, token, cue)

    def _set_in(self, number: int, token: int) -> None:
        """`«Мост, — сказал Фельд, — закрыт»`: a cue between dashes within one pair of marks."""
        quote = self.r.quotes[self.quote_of[token]]
        first, last = quote.inner
        if token - first < 2 or self.words[token - 1] != "—":
            return
        for dash in range(token + 2, min(last, token + LONGEST_SPEAKER)):
            if self.words[dash] != "—" or self.words[dash - 1] not in (",", "."):
                continue
            cue = next((cue for cue in self.r.lexicon.cues[self.words[token]] if "SAY" in cue.frames), None)
            speaker = (token + 1, token + 2) if self.classes[token + 1] & PERSONAL else (token + 1, dash - 1)
            if cue is not None:
                spans = [(quote.start, token - 1), (dash + 1, quote.end)]
                self._add("quote_before", number, spans, speaker, token, cue)
            return

    def _labelled(self, number: int, start: int, end: int) -> None:
        """`Фельд: «…»`: a name, a colon and a quotation that is all the rest."""
        colon = next((t for t in range(start, min(end, start + LONGEST_SPEAKER)) if self.words[t] == ":"), end)
        if colon <= start or colon + 1 >= end or self.quote_of[colon + 1] < 0 or self.words[start] in self.no_labels:
            return
        quote = self.r.quotes[self.quote_of[colon + 1]]
        is_name = all(self.r.is_capital(t) and self.quote_of[t] < 0 for t in range(start, colon))
        if is_name and quote.end >= end - 1:
            report = "direct"
            spans = [(quote.start, quote.end)]
            self.found.append(Found(f"{self.r.language}_label", number, spans, report, (start, colon), None))

    def _quoted_before(self, number: int, token: int, cue: Cue, start: int, end: int) -> bool:
        """`«…», — сказал Токаев`: a quotation ends before the cue, marks between them."""
        before = token - 1
        while before > start and self.quote_of[before] < 0 and self.words[before] in (",", "—"):
            before -= 1
        if before < start or self.quote_of[before] < 0 or before == token - 1:
            return False
        quote = self.r.quotes[self.quote_of[before]]
        spans = [(max(quote.start, start), quote.end)]
        after = self._after(token + 1, end, cue)
        on = next((t for t in range(token + 1, end) if self.quote_of[t] >= 0), None)
        if on is not None and self.words[on - 1] in (",", ".", "—", ":"):
            spans.append((on, min(end, self.r.quotes[self.quote_of[on]].end)))
        self._add("quote_before", number, spans, after, token, cue)
        return True

    def _according(self, number: int, token: int, cue: Cue, start: int, end: int) -> None:
        """`По словам X, …`, `…, по данным X, …`, `По его словам, …`."""
        owner = self.classes[token - 1] & PERSONAL if token > start else 0
        first = token - 2 if owner else token - 1
        if not cue.prepositions:  # "согласно" stands alone
            owner, first = 0, token
        elif not owner and first > start and not self.classes[first] and self.words[first - 1] in cue.prepositions:
            first -= 1  # "по предварительным данным"
        if first < start or (cue.prepositions and self.words[first] not in cue.prepositions):
            return
        stop = token + 1
        while stop < end and (self.words[stop] not in MARKS or self.quote_of[stop] >= 0):
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

    def _after(self, first: int, end: int, cue: Cue) -> TokenSpan | None:
        """The speaker behind a cue: a pronoun, a phrase up to its last capital, or its first word."""
        if first + 1 < end and self.words[first] in cue.prepositions and not self.classes[first + 1] & TIME:
            stop = next((t for t in range(first, end) if self.words[t] in MARKS or self.quote_of[t] >= 0), end)
            return (first + 1, stop) if 1 < stop - first <= LONGEST_SPEAKER else None
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
