"""On whose word: according to X; nouns of saying."""

from __future__ import annotations

from dagster_project.extract.claims.english.contents import Contents
from dagster_project.extract.claims.english.words import (
    ADVERB,
    AUXILIARY,
    COORDINATOR,
    DETERMINER,
    FINITE,
    POSSESSIVE,
    PREPOSITION,
    VERBAL,
)
from dagster_project.extract.claims.found import Found, TokenSpan


class Sources(Contents):
    """On whose word: according to X; nouns of saying."""

    def _according(self, number: int, start: int, end: int) -> None:
        """`according to X`: the rest of its clause."""
        words = self.words
        for token in range(start, end - 2):
            if words[token] != "according" or words[token + 1] != "to" or self.quote_of[token] >= 0:
                continue
            stop = token + 2
            while (
                stop < end
                and self.quote_of[stop] < 0
                and (self.r.is_word(stop) or self._is_abbreviated(stop) or words[stop] in ("&", "'", "’"))
            ):
                stop += 1
            whole = stop
            speaker = self._trim((token + 2, stop))
            if speaker is None:
                continue
            before = token
            while before > start and self.quote_of[before - 1] < 0 and words[before - 1] in (",", "—", "–", "("):
                before -= 1
            lead = before
            while lead > start and self.classes[lead - 1] & (COORDINATOR | ADVERB) and lead - start <= 3:
                lead -= 1
            if lead == start:
                following = whole
                while following < end and words[following] not in (",",) and self.quote_of[following] < 0:
                    following += 1
                if following + 1 >= end:
                    following = whole
                elif following < end and words[following] == ",":
                    following += 1
                stop = self._strip(following, self._clause_end(following, end, "bare"))
                spans = [(following, stop)]
            else:
                begin = start
                for position in range(before - 1, start, -1):
                    if self.quote_of[position] < 0 and words[position] == ";":
                        begin = position + 1
                        break
                spans = [(begin, before)]
                if whole < end - 1 and words[whole] == "," and self._goes_on(begin, before, whole + 1, end):
                    stop = self._strip(whole + 1, self._clause_end(whole + 1, end, "bare"))
                    spans.append((whole + 1, stop))
            spans = [span for span in spans if span[1] > span[0]]
            if not spans:
                continue
            quote = self.quote_of[spans[0][0]]
            direct = quote >= 0 and self.r.quotes[quote].end >= spans[0][1]
            report = "direct" if direct else self._report("bare", *spans[0])
            self.found.append(Found("en_according", number, spans, report, speaker, (token, token + 2), "speech"))

    def _noun(self, token: int, number: int, start: int, end: int) -> None:
        """`his claim that …`, `rumours that …`."""
        cue = next((c for c in self.r.lexicon.cues[self.words[token]] if c.form == "noun"), None)
        if cue is None or token + 2 >= end or self.words[token + 1] != "that":
            return
        if not self._has_finite(token + 2, min(end, token + 20)):
            return
        if self.classes[token + 2] & (AUXILIARY | FINITE):
            return
        stop = self._strip(token + 1, self._clause_end(token + 1, end, "that"))
        speaker: TokenSpan | None = None
        before = token - 1
        while (
            before > start
            and not self.classes[before] & (DETERMINER | POSSESSIVE | VERBAL | PREPOSITION)
            and self.r.is_word(before)
            and not self.words[before].endswith(("'s", "’s"))
            and token - before < 4
        ):
            before -= 1
        if before >= start and self.quote_of[before] < 0:
            if self.classes[before] & POSSESSIVE:
                speaker = (before, before + 1)
            elif self.words[before].endswith(("'s", "’s")):
                first = before
                while first > start and self.r.is_capital(first - 1) and self.quote_of[first - 1] < 0:
                    first -= 1
                speaker = (first, before + 1)
        self.found.append(
            Found(
                "en_noun", number, [(token + 1, stop)], "indirect", speaker, (token, token + 1), cue.medium, cue.stance
            )
        )
