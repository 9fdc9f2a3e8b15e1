"""The way through an English source, and quotations without a cue."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import compress

from dagster_project.extract.claims.english.sources import Sources
from dagster_project.extract.claims.english.verbs import Verb
from dagster_project.extract.claims.english.words import (
    CUE,
    DETERMINER,
    NOUN_CUE,
    PHRASE_CUE,
    POSSESSIVE,
    VERBAL,
    VIEWPOINTS,
)
from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import load_lexicon, speaker_kinds

TELLING = frozenset((":", "—", "according", "per", *(noun for _, noun in VIEWPOINTS)))
"""What beside cues and quotations may tell who speaks."""


@cache
def _telling_words() -> frozenset[str]:
    """Every word that may tell who speaks: without one a sentence is not looked at."""
    lexicon = load_lexicon("en")
    cues = lexicon.classes.items() if lexicon is not None else ()
    return TELLING.union(word for word, bits in cues if bits & (CUE | NOUN_CUE | PHRASE_CUE))


class Uncued(Sources):
    """The way through an English source, and quotations without a cue."""

    def find(self) -> list[Found]:
        """All statements of the reading, in order of their sentences."""
        last: Found | None = None
        tokens_of = self._telling_tokens()
        for number, (start, end) in enumerate(self.r.units):
            tokens = tokens_of.get(number)
            if tokens is None:  # no cue, quotation or label: nobody else speaks
                last = None
                continue
            before = len(self.found)
            self._read_unit(number, start, end, tokens)
            last = self._read_uncued(number, start, end, before, last)
        return self.found

    def _telling_tokens(self) -> dict[int, list[int]]:
        """Cues by sentence; an empty list where a sentence holds a quotation, a colon, a dash or `according` alone."""
        cue_bits = CUE | NOUN_CUE | PHRASE_CUE
        classes, units = self.classes, self.r.units
        telling = set(compress(range(len(classes)), map(_telling_words().__contains__, self.words)))
        for quote in self.r.quotes:
            telling.update(range(quote.start, quote.end))
        found: dict[int, list[int]] = {}
        number, stop = -1, 0
        for token in sorted(telling):
            while stop <= token:
                number += 1
                stop = units[number][1]
            tokens = found.setdefault(number, [])
            if classes[token] & cue_bits:
                tokens.append(token)
        return found

    def _read_unit(self, number: int, start: int, end: int, tokens: list[int]) -> None:
        outer = [t for t in tokens if self.quote_of[t] < 0]
        verbs: list[Verb] = []
        self.spoken = set()
        for token in outer:
            verb = self._verb_at(token, start, end)
            if verb is not None:
                verbs.append(verb)
                if verb.shape == "finite":
                    self.spoken.add(token)
        for verb in verbs:
            self._place(verb, start, end)
        self._close_relatives(verbs)
        self._according(number, start, end)
        self._per(number, start, end)
        self._viewpoints(number, start, end)
        spoken = False
        for position, verb in enumerate(verbs):
            stop = next((v for v in verbs[position + 1 :] if v.postposed), None)
            found = self._content(verb, verbs, position, number, start, end, stop)
            if found:
                spoken = True
                self.found.append(found)
                if found.report_type == "reported":
                    self._gapped(found, number, end)
        for token in outer:
            if self.classes[token] & NOUN_CUE:
                self._noun(token, number, start, end)
        if not spoken:
            if not self._label(number, start, end):
                self._closing_source(number, start, end)
            if verbs and self.words[end - 1] == ":":
                self._block(verbs[-1], number, end)

    def _closing_source(self, number: int, start: int, end: int) -> None:
        """`Two dead in mine fire: police`, `Spy chief held for treason — security service`: a headline and whose word.

        Only in a line without a stop, behind its last colon or dash, and only words for those who speak: the outlet's
        name stands there as often. A text ("report") only behind a colon.
        """
        passage_of = self.r.passage_of
        is_line = (not start or passage_of[start - 1] != passage_of[start]) and (
            end >= len(passage_of) or passage_of[end] != passage_of[end - 1]
        )
        if not is_line or not self.r.is_word(end - 1) or any(found.unit == number for found in self.found[-1:]):
            return
        mark = next((t for t in range(end - 2, max(start + 3, end - 6), -1) if self.words[t] in (":", "—")), None)
        if mark is None or self.quote_of[mark] >= 0 or any(self.words[t] in (":", "—") for t in range(start, mark)):
            return
        kind = speaker_kinds("en").get(self.words[end - 1])
        speaker = self._trim((mark + 1, end))
        if speaker != (mark + 1, end) or kind is None or (kind == "document" and self.words[mark] != ":"):
            return
        if any(self.classes[t] & (VERBAL | POSSESSIVE) for t in range(mark + 1, end)):
            return
        cue = (mark, mark + 1)
        self.found.append(Found("en_closing_source", number, [(start, mark)], "indirect", speaker, cue))

    def _block(self, verb: Verb, number: int, end: int) -> None:
        """A paragraph that ends in `Roth added:`; what she says is the next, set apart without quotation marks."""
        passage_of = self.r.passage_of
        if end >= len(passage_of) or passage_of[end] == passage_of[end - 1] or self.quote_of[end] >= 0:
            return
        if "SAY" not in verb.cue.frames or verb.token != end - 2 or verb.speaker is None:
            return
        stop = bisect_right(passage_of, passage_of[end])
        cue = (verb.token, verb.token + 1)
        self.found.append(Found("en_colon", number, [(end, stop)], "direct", verb.speaker, cue, verb.cue.medium))

    def _signature(self, after: int) -> TokenSpan | None:
        """`“We will rebuild.” — Ada Roth`: the name after a dash that ends its passage."""
        words, passage_of = self.words, self.r.passage_of
        if after + 1 >= len(words) or words[after] != "—" or not self.r.is_capital(after + 1):
            return None
        stop = after + 1
        while stop < len(words) and passage_of[stop] == passage_of[after] and stop - after <= 12:
            if self.quote_of[stop] >= 0 or self.classes[stop] & VERBAL:
                return None
            stop += 1
        return self._trim((after + 1, stop)) if stop - after <= 12 else None

    def _led_quote(self, number: int, start: int, end: int) -> Found | None:
        """`Roth on the bridge: “We will rebuild.”`: a colon and no verb; who speaks only where a name leads."""
        # a quotation, at the thirteenth word at the latest
        opened = next((t for t in range(start + 1, min(end, start + 13)) if self.quote_of[t] >= 0), None)
        if opened is None or self.words[opened - 1] != ":":
            return None
        quote = self.r.quotes[self.quote_of[opened]]
        if quote.start != opened or quote.end < end - 1 or quote.end - opened < 6:
            return None
        if any(self.classes[t] & VERBAL for t in range(start, opened)):
            return None
        speaker = self._trim((start, opened - 1)) if self.r.is_capital(start) else None
        is_person = speaker is not None and speaker_kinds("en").get(self.words[speaker[1] - 1]) in ("role", "unnamed")
        is_person = is_person and speaker is not None and bool(self.classes[speaker[0]] & (DETERMINER | POSSESSIVE))
        if speaker and not is_person:  # "My source in the police: “…”"
            is_name = not self.classes[speaker[0]] and all(self.r.is_capital(t) for t in range(*speaker))
            speaker = speaker if is_name else None
        self.found.append(Found("en_led_quote", number, [(opened, quote.end)], "direct", speaker))
        return self.found[-1]

    def _label_within(self, start: int, end: int) -> int | None:
        """`“FELD: We will rebuild …”`: the colon of a label that opens a quotation."""
        for token in range(start + 2, min(end, start + 6)):
            if self.words[token] == ":":
                named = all(self.r.forms[t].isupper() and self.r.is_word(t) for t in range(start + 1, token))
                return token if named and end - token > 2 else None
        return None

    def _read_uncued(self, number: int, start: int, end: int, before: int, last: Found | None) -> Found | None:
        """A sentence that is all quotation goes on what was quoted last; otherwise the last statement changes."""
        own = self.found[before:]
        if own:
            spoken = [f for f in own if f.report_type in ("direct", "mixed") or f.rule == "en_quote"]
            return spoken[-1] if spoken else own[-1]
        led = self._led_quote(number, start, end)
        if led is not None:
            return led
        quote = self.quote_of[start]
        if quote < 0 or self.r.quotes[quote].start != start:
            return None
        signature = self._signature(self.r.quotes[quote].end)
        if signature is not None:
            span = (start, self.r.quotes[quote].end)
            self.found.append(Found("en_signed", number, [span], "direct", signature))
            return self.found[-1]
        if self.r.quotes[quote].end < end:
            return None
        label = self._label_within(start, end)
        if label is not None:
            found = Found("en_label", number, [(label + 1, end)], "direct", (start + 1, label), (label, label + 1))
            self.found.append(found)
            return found
        if end - start < 12 and self._is_title(start, end) and self.r.passage_of[start] != self.r.passage_of[start - 1]:
            return last  # a heading in quotation marks
        if last is None and end - start < 8 and not self._has_finite(start + 1, end):
            return last  # "“Armed bands”" over a paragraph
        if last is None:
            self.found.append(Found("en_bare_quote", number, [(start, end)], "direct"))
            return self.found[-1]
        same = self.r.passage_of[start] == self.r.passage_of[start - 1]
        previous = self.r.quotes[quote - 1] if quote else None
        runs_on = previous is not None and not previous.is_closed and previous.end == start
        if last.report_type in ("direct", "mixed") and (same or runs_on):
            last.spans.append((start, end))
            return last
        found = Found(
            "en_carried_quote", number, [(start, end)], "direct", last.speaker, None, last.medium, is_carried=True
        )
        self.found.append(found)
        return found
