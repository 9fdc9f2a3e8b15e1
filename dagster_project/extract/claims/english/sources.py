"""On whose word: according to X; nouns of saying."""

from __future__ import annotations

from dagster_project.extract.claims.english.contents import Contents
from dagster_project.extract.claims.english.words import (
    ADVERB,
    ADVERSATIVE,
    AUXILIARY,
    BE,
    CIRCULATING,
    COORDINATOR,
    COPULAS,
    DETERMINER,
    FINITE,
    HAVE,
    LIGHT_VERBS,
    MODAL,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    VERBAL,
    VIEWPOINTS,
)
from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import Cue, speaker_kinds, word_list

CLAUSE_OPENERS = COORDINATOR | ADVERSATIVE | SUBORDINATOR
NO_LABELS = word_list("en", "no_label")
CONTRACTED_BE = frozenset(("he's", "she's", "they're", "he’s", "she’s", "they’re"))
VIEW_OPENERS = frozenset(preposition for preposition, _ in VIEWPOINTS)
VIEW_NOUNS = frozenset(noun for _, noun in VIEWPOINTS)


class Sources(Contents):
    """On whose word: according to X; nouns of saying."""

    def _according(self, number: int, start: int, end: int) -> None:
        """`according to X`: the rest of its clause."""
        words = self.words
        if "according" not in words[start:end]:
            return
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
            speaker = self._trim((token + 2, stop))
            if speaker is not None:
                self._add_source("en_according", number, (token, stop), speaker, (token, token + 2), start, end)

    def _per(self, number: int, start: int, end: int) -> None:
        """`Per the harbour office, …`, `…, per Roth.`: at an end of the sentence, and somebody who speaks."""
        words = self.words
        if "per" not in words[start:end]:
            return
        for token in range(start, end - 2):
            is_set_off = token == start or words[token - 1] in (",", "—")
            if words[token] != "per" or self.quote_of[token] >= 0 or not is_set_off:
                continue
            stop = token + 1
            while stop < end and self.quote_of[stop] < 0 and (self.r.is_word(stop) or self._is_abbreviated(stop)):
                stop += 1
            speaker = self._trim((token + 1, stop))
            closes = stop < end and words[stop] == "," if token == start else stop >= end - 1
            if speaker is not None and closes and self._is_voice(speaker):
                self._add_source("en_according", number, (token, stop), speaker, (token, token + 1), start, end)

    def _viewpoints(self, number: int, start: int, end: int) -> None:
        """`In the mayor's view, …`, `…, in the words of one diver`, `By his account, …`, `Under Roth's plan, …`."""
        words = self.words
        if VIEW_NOUNS.isdisjoint(words[start:end]):
            return
        for token in range(start, end - 3):
            if words[token] not in VIEW_OPENERS or self.quote_of[token] >= 0:
                continue
            if token > start and words[token - 1] not in (",", "and", "but", "—"):
                continue
            found = self._viewpoint(token, end)
            if found is None:
                continue
            noun, stop, speaker = found
            if (words[token], words[noun]) not in VIEWPOINTS or (stop < end and words[stop] not in (",", ".", "—")):
                continue
            if words[token] == "under" and not any(words[t] in ("would", "will") for t in range(stop, end)):
                continue
            self._add_source("en_viewpoint", number, (token, stop), speaker, (token, noun + 1), start, end)

    def _viewpoint(self, token: int, end: int) -> tuple[int, int, TokenSpan] | None:
        """Of `in her view`, `in Roth's view`, `in the view of the board`: noun, token after all, whose it is."""
        words, first = self.words, token + 1
        if self.classes[first] & POSSESSIVE:
            noun = first + 2 if words[first + 1] == "own" else first + 1
            return (noun, noun + 1, (first, first + 1)) if noun < end else None
        reach = range(first, min(end - 1, first + 6))
        owned = next((t for t in reach if words[t].endswith(("'s", "’s", "s'", "s’"))), None)
        if owned is not None and all(self._in_phrase(t) for t in range(first, owned)):
            noun = owned + 2 if words[owned + 1] == "own" else owned + 1
            return (noun, noun + 1, (first, owned + 1)) if noun < end else None
        if words[first] == "the" and first + 3 < end and words[first + 2] == "of":
            stop = first + 3
            while stop < end and self.quote_of[stop] < 0 and (self.r.is_word(stop) or self._is_abbreviated(stop)):
                stop += 1
            speaker = self._trim((first + 3, stop))
            return (first + 1, stop, speaker) if speaker else None
        return None

    def _add_source(
        self, rule: str, number: int, phrase: TokenSpan, speaker: TokenSpan, cue: TokenSpan, start: int, end: int
    ) -> None:  # fmt: skip
        """A statement on the word of a source named in `phrase`: the rest of its clause."""
        words, (token, whole) = self.words, phrase
        before = token
        while before > start and self.quote_of[before - 1] < 0 and words[before - 1] in (",", "—", "–", "("):
            before -= 1
        lead = before
        while lead > start and self.classes[lead - 1] & (COORDINATOR | ADVERB) and lead - start <= 3:
            lead -= 1
        if before == token and token > start and self.classes[token - 1] & CLAUSE_OPENERS and whole < end:
            lead = start  # "it closed in May, but according to Roth it will open again"
        if lead == start:
            following = self._behind_apposition(speaker, whole, end)
            while following < end and words[following] not in (",",) and self.quote_of[following] < 0:
                following += 1
            if following + 1 >= end:
                following = whole
            elif following < end and words[following] == ",":
                following += 1
            stop = self._strip(following, self._clause_end(following, end, "bare"))
            spans = [(following, stop)]
        else:
            begin = self._behind_shout(start)
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
            return
        quote = self.quote_of[spans[0][0]]
        direct = quote >= 0 and self.r.quotes[quote].end >= spans[0][1]
        report = "direct" if direct else self._report("bare", *spans[0])
        self.found.append(Found(rule, number, spans, report, speaker, cue, "speech"))

    def _behind_apposition(self, speaker: TokenSpan, comma: int, end: int) -> int:
        """`according to its lawyer, Ada Roth, …`, `according to Ada Roth, its lawyer, …`: the second comma."""
        if comma + 2 >= end or self.words[comma] != "," or speaker[1] != comma:
            return comma
        closing = next((t for t in range(comma + 2, min(end, comma + 12)) if self.words[t] == ","), None)
        if closing is None or closing + 2 >= end or self._has_finite(comma + 1, closing):
            return comma
        names = self.r.is_capital(comma + 1) and self._in_phrase(comma + 1) and not self.classes[comma + 1]
        if self.r.is_capital(speaker[1] - 1):
            opens = self.classes[comma + 1] & (DETERMINER | POSSESSIVE)
            is_told = bool(opens) or self.words[comma + 1] in speaker_kinds("en")
        else:
            is_told = names and all(self._in_phrase(t) for t in range(comma + 1, closing))
        return closing if is_told and self._clause_after(closing + 1, end) else comma

    def _noun(self, token: int, number: int, start: int, end: int) -> None:
        """`his claim that …`, `rumours that …`, `her view is that …`, `is confident that …`, `his promise to …`."""
        cue = next((c for c in self.r.lexicon.cues[self.words[token]] if c.form in ("noun", "adjective")), None)
        if cue is None or token + 3 >= end:
            return
        opened = token + 1
        if cue.form == "noun":
            opened = self._predicate(token, end)
        if self.words[opened] != "that" or self._is_relative(opened, end):
            if cue.form == "adjective":
                self._adjective(token, cue, number, start, end)
            else:
                self._noun_phrase(token, cue, number, start, end)
            return
        if not self._has_finite(opened + 1, min(end, opened + 20)):
            return
        if cue.form == "noun" and self._is_object(token, start):
            return  # "denied reports that": told by the verb
        if cue.form == "adjective":
            speaker = self._adjective_subject(token, start)
            if speaker is None:
                return
        else:
            speaker = self._owner(token, start)
        stop = self._clause_end(opened, end, "that")
        if cue.form == "noun" and opened == token + 1 and self._opens_sentence_part(token, start):
            stop = self._before_second_verb(opened, stop)
        stop = self._strip(opened, stop)
        rule = "en_adjective" if cue.form == "adjective" else "en_noun"
        span = (token, token + 1)
        self.found.append(Found(rule, number, [(opened, stop)], "indirect", speaker, span, cue.medium, cue.stance))

    def _adjective(self, token: int, cue: Cue, number: int, start: int, end: int) -> None:
        """`is critical of the plan`, `was willing to sell`, `is sure the pier is safe`: what the attitude is about."""
        opened = token + 1
        if self.quote_of[token] >= 0 or self.quote_of[opened] >= 0:
            return
        if self.words[opened] in cue.prepositions and self._starts_content(opened + 1, end):
            rule, kind, report = "en_adjective_phrase", "preposition", "reported"
        elif "ATO" in cue.frames and self.words[opened] == "to" and self._is_willed(opened + 1, end):
            rule, kind, report = "en_adjective_to", "infinitive", "indirect"
        elif "ADJ" in cue.frames and self.classes[opened] & PRONOUN and self._clause_after(opened, end):
            rule, kind, report = "en_adjective", "bare", "indirect"
        else:
            return
        speaker = self._adjective_subject(token, start)
        if speaker is None or self.words[speaker[0]] in ("you", "this", "that", "what", "which", "there"):
            return
        is_present = any(self.words[t] in ("is", "are", "remains", "seems", "feels") for t in range(speaker[1], token))
        form = "third" if is_present else "past"
        stop = self._strip(opened, self._clause_end(opened, end, kind, form))
        if stop - opened < 2 + (kind == "infinitive"):
            return  # "boats that Roth is prepared to sell"
        span = (token, token + 1)
        self.found.append(Found(rule, number, [(opened, stop)], report, speaker, span, cue.medium, cue.stance))

    def _is_willed(self, verb: int, end: int) -> bool:
        """`willing to sell`, not `was determined to have sunk`."""
        return self._is_bare(verb, end) and not self.classes[verb] & HAVE

    def _starts_content(self, token: int, end: int) -> bool:
        """Does something named or told begin: no preposition, no lone pronoun?"""
        if token >= end:
            return False
        if self.quote_of[token] >= 0 or self.words[token] in ("how", "what", "whether", "why"):
            return True
        if self.classes[token] & (OBJECT | PREPOSITION) and not self.classes[token] & POSSESSIVE:
            return False
        return self._starts_phrase(token)

    def _is_object(self, noun: int, start: int) -> bool:
        """Is the noun the object of a verb of saying, and nobody's own: `denied the reports that`?"""
        before = noun - 1
        while before > start and noun - before < 4 and before not in self.spoken:
            if self.classes[before] & (POSSESSIVE | VERBAL | PREPOSITION) or not self.r.is_word(before):
                return False
            before -= 1
        if before not in self.spoken:
            return False
        return any("NPO" in cue.frames or cue.stance == "denies" for cue in self.r.lexicon.cues[self.words[before]])

    def _is_relative(self, that: int, end: int) -> bool:
        """`words that wildly praised him`: after `that` comes the verb, adverbs passed over."""
        verb = that + 1
        while verb + 1 < end and (self.classes[verb] & ADVERB or self._is_adverb_in_ly(verb)):
            verb += 1
        if self.classes[verb] & (AUXILIARY | FINITE):
            return True
        return verb > that + 1 and (self.words[verb].endswith("ed") or self._is_past(verb))

    def _predicate(self, noun: int, end: int) -> int:
        """Where `that` stands after a noun: behind it, behind its `is`, behind a relative clause or phrase and `is`."""
        words, after = self.words, noun + 1
        verb = after
        while verb < end - 2 and self.classes[verb] & (AUXILIARY | ADVERB):
            verb += 1
        if words[verb] in CIRCULATING and words[verb + 1] == "that":
            return verb + 1  # "Rumours are swirling that"
        if self.classes[after] & BE:
            return after + 1
        if words[after] == "," and words[after + 1] in ("which", "who"):
            closing = next((t for t in range(after + 2, min(end - 2, after + 40)) if words[t] == ","), None)
            while closing is not None and not self.classes[closing + 1] & BE:
                closing = next((t for t in range(closing + 1, min(end - 2, after + 40)) if words[t] == ","), None)
            return closing + 2 if closing is not None else after
        if self.classes[after] & PREPOSITION:
            for token in range(after + 1, min(end - 2, after + 9)):
                if self.classes[token] & BE:
                    return token + 1
                if self.classes[token] & VERBAL or not self.r.is_word(token):
                    break
        return after

    def _noun_phrase(self, token: int, cue: Cue, number: int, start: int, end: int) -> None:
        """`his promise to rebuild`, `Roth's criticism of the plan`: only where the text says whose it is."""
        after = token + 1
        is_infinitive = "NTO" in cue.frames and self.words[after] == "to" and self._is_bare(after + 1, end)
        if self.quote_of[token] >= 0 or not (is_infinitive or self.words[after] in cue.prepositions):
            return
        speaker = self._owner(token, start)
        if speaker is None or self.classes[speaker[0]] & PRONOUN or self.words[speaker[0]] in ("its", "whose", "this"):
            return
        stop = self._clause_end(after, end, "infinitive" if is_infinitive else "object")
        stop = self._strip(after, self._phrase_end(after, stop))
        if stop - after < 2:
            return
        rule, report = ("en_noun_to", "indirect") if is_infinitive else ("en_noun_phrase", "reported")
        span = (token, token + 1)
        self.found.append(Found(rule, number, [(after, stop)], report, speaker, span, cue.medium, cue.stance))

    def _adjective_subject(self, token: int, start: int) -> TokenSpan | None:
        """Subject of `is confident`, `remains convinced`; none for `it is clear`."""
        before = token - 1
        while before > start and (self.classes[before] & ADVERB or self._is_adverb_in_ly(before)):
            if self.words[before] in ("not", "never"):
                return None
            before -= 1
        if self.words[before].endswith(("n't", "n’t")):
            return None  # "isn't sure that": nothing is said
        if self.words[before] in CONTRACTED_BE:
            return before, before + 1  # "they're worried about"
        if self.words[before] == "it" and before - 1 > start:
            before -= 1  # "made it clear that"
        made = self.words[before] in ("made", "makes", "make", "making")
        if not (self.classes[before] & BE or self.words[before] in COPULAS or made):
            return None
        group, aux = self._group(before, start)
        if aux & MODAL:
            return None  # can be sure, should be aware
        speaker, _ = self._subject(group, start)
        return None if speaker and self.words[speaker[0]] == "it" else speaker

    def _owner(self, token: int, start: int) -> TokenSpan | None:
        """Whose claim it is: the possessive before the noun, or the subject of `made`, `expressed`, `repeated`."""
        before = token - 1
        closed = DETERMINER | POSSESSIVE | VERBAL | PREPOSITION
        while before > start and token - before < 4 and self.r.is_word(before):
            if (
                self.classes[before] & closed
                or self.words[before].endswith(("'s", "’s"))
                or self.words[before] in LIGHT_VERBS
            ):
                break
            opens = self.classes[before - 1] & (DETERMINER | POSSESSIVE | ADVERB)
            if self.words[before].endswith("ed") and not opens:
                return None  # "her return fuelled rumours", but "her disputed claim"
            before -= 1
        if before < start or self.quote_of[before] >= 0:
            return None
        if self.classes[before] & POSSESSIVE:
            return before, before + 1
        if self.words[before].endswith(("'s", "’s")):
            first = before
            while first > start and self.r.is_capital(first - 1) and self.quote_of[first - 1] < 0:
                first -= 1
            return first, before + 1
        verb = before if self.words[before] in LIGHT_VERBS else before - 1
        if verb <= start or self.words[verb] not in LIGHT_VERBS:
            return None
        group, _ = self._group(verb, start)
        speaker, _ = self._subject(group, start)
        if speaker is None or self.words[speaker[0]] in ("it", "there"):
            return None
        is_somebody = self.classes[speaker[0]] & PRONOUN or self._is_voice(speaker)
        return speaker if is_somebody else None  # "her return fuelled rumours that"

    def _label(self, number: int, start: int, end: int) -> bool:
        """`RUTH FELD: We will rebuild.`, `Poll: Most want a bridge`: who speaks, before a colon."""
        if start and self.r.passage_of[start - 1] == self.r.passage_of[start]:
            return False
        colon = next((t for t in range(start + 1, min(end, start + 6)) if self.words[t] == ":"), None)
        if colon is None or end - colon < 4 or self.r.ends[colon] - self.r.starts[colon] > 1:
            return False
        if not all(self.r.is_capital(t) or self._is_abbreviated(t) for t in range(start, colon)):
            return False
        if not NO_LABELS.isdisjoint(self.words[start:colon]):
            return False  # "BREAKING: The bridge is closed"
        kinds = speaker_kinds("en")
        is_known = self.words[colon - 1] in kinds or self.r.forms[colon - 1][0] == "@"
        quoted = self.quote_of[colon + 1] >= 0
        shouted = (
            all(self.r.forms[t].isupper() for t in range(start, colon) if self.r.is_word(t)) and colon - start >= 1
        )
        if not (is_known or quoted or shouted):
            return False
        spans = [(colon + 1, self._strip(colon + 1, end))]
        report = "direct" if quoted or shouted else "indirect"
        self.found.append(Found("en_label", number, spans, report, (start, colon), (colon, colon + 1)))
        return True
