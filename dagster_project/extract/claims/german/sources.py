"""On whose word: laut X, nach Angaben von X, X zufolge, demnach; nouns of saying; acts told of; soll."""

from __future__ import annotations

from functools import cache

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.german.contents import GENITIVES, Contents
from dagster_project.extract.claims.german.segments import Segment
from dagster_project.extract.claims.german.verbs import Verb
from dagster_project.extract.claims.german.words import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    COORDINATOR,
    CUE,
    FINITE,
    KONJUNKTIV,
    LIGHT,
    NOUN_CUE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TELLING,
    TIME,
)
from dagster_project.extract.claims.lexicon import speaker_kinds, word_list

COMPOUNDS = (
    "angaben",
    "berichten",
    "informationen",
    "meldungen",
    "kreisen",
    "quellen",
    "aussagen",
    "schätzungen",
    "darstellung",
)
NO_DATIVE = frozenset(("die", "das", "ein", "eine", "seine", "ihre", "keine", "diese", "unsere", "meine"))
OBJECTS = frozenset(("das", "dies", "dazu", "dafür", "dagegen", "davor", "darüber", "ihn", "sie"))
NO_ACT = {lemma: word_list("de", f"no_act_{lemma}") for lemma in ("fordern", "verurteilen", "verteidigen", "ablehnen")}
"""With these words the verb tells of something else: forderte Opfer, verurteilte zu Haft, lehnte mit 9 Stimmen ab."""
HELD = frozenset(("A", "F", "S", "V"))
"""Frames of an opinion, whose negation is its own: hält das nicht für falsch."""
NUMERALS = word_list("de", "numeral")
OCCASIONS = word_list("de", "occasion")
RELATIVE_DATIVES = frozenset(("der", "dem", "denen"))
GOVERNS_NACH = word_list("de", "governs_nach")
OPINIONS = word_list("de", "opinion")
OWNERS = frozenset(("seine", "seiner", "seinen", "seinem", "ihre", "ihrer", "ihren", "ihrem", "deren", "dessen"))

Source = tuple[int, int, TokenSpan | None]
"""(first token, token after, words that name the speaker) of a phrase like `laut X`."""


class Sources(Contents):
    """Prepositions, nouns and acts of the sentence at hand."""

    def prepositions(self) -> None:
        """laut X, nach Angaben von X, X zufolge, demnach: the rest of their clause."""
        for token in self.marked:
            if not self.classes[token] & TELLING or self.quote_of[token] >= 0 or token >= self.end:
                continue
            word = self.words[token]
            source: Source | None = None
            if word == "laut":
                source = self._laut(token)
            elif word in ("nach", "gemäß"):
                source = self._nach(token) or self._meinung_nach(token)
                source = source or (self._by_text(token) if word == "gemäß" else None)
            elif word == "zufolge":
                source = self._zufolge(token)
            elif word == "sicht" and self.words[token - 1] == "aus" and self._is_adverbial(token - 1):
                source = self._nach_speaker(token - 1, token, token)
            elif word in ("demnach", "demzufolge"):
                source = (token, token + 1, None)
            if source is not None and not self.is_covered(token):
                self._reported_by(token, source)

    def _laut(self, token: int) -> Source | None:
        first = token + 1
        if first >= self.end:
            return None
        number = self.quote_of[first]
        stop = self.r.quotes[number].end if number >= 0 else self.head_end(first, self.end)
        if stop == first:
            return None
        return token, max(stop, self.after_genitives(stop, self.end)), (first, stop)

    def _by_text(self, token: int) -> Source | None:
        """`gemäß dem Protokoll`: a text that says so, not a rule that is followed."""
        source = self._laut(token)
        if source is None or source[2] is None:
            return None
        return source if speaker_kinds("de").get(self.words[source[2][1] - 1]) == "document" else None

    def _nach(self, token: int) -> Source | None:
        """`nach Angaben von X`, `nach Ansicht des X`, `nach eigenen Angaben`."""
        lead = position = token + 1
        if token > self.start and self.words[token - 1] in GOVERNS_NACH:
            return None
        if lead < self.end and self.words[lead] == "denen":
            return self._nach_relative(token)
        while position < self.end and position - token <= 5 and self.quote_of[position] < 0:
            word = self.words[position]
            if self.r.is_capital(position):
                if self._is_nach_noun(position):
                    source = self._nach_speaker(token, lead, position)
                    return None if self._is_occasion(lead, position, source) else source
                if not (word.endswith("s") and position + 1 < self.end and self.r.is_capital(position + 1)):
                    return None
            elif not self.is_article(position) and not word.endswith(("en", "er", "em", "e")):
                return None
            position += 1
        return None

    def _nach_relative(self, token: int) -> Source | None:
        """`Berichte, nach denen …`: a clause that a noun of saying tells."""
        noun = token - 2
        if noun < self.start or self.words[token - 1] != "," or self.quote_of[noun] >= 0:
            return None
        cues = self.r.lexicon.cues.get(self.words[noun], ())
        is_told = any(cue.form == "noun" for cue in cues) or speaker_kinds("de").get(self.words[noun]) == "document"
        if not is_told or not self.r.is_capital(noun):
            return None
        return token, token + 2, self._antecedent(token) or (noun, noun + 1)

    def _is_occasion(self, lead: int, noun: int, source: Source) -> bool:
        """`Nach dem Urteil ging er nach Hause`: what came before, not who says so."""
        is_definite = self.words[lead] in ("dem", "der", "diesem", "dieser") and self.words[noun] in OCCASIONS
        return is_definite and source[2] == (lead, noun + 1)

    def _is_nach_noun(self, token: int) -> bool:
        cues = self.r.lexicon.cues.get(self.words[token], ())
        return any(cue.form == "noun" and "NACH" in cue.frames for cue in cues) or self.words[token].endswith(COMPOUNDS)

    def _nach_speaker(self, token: int, lead: int, noun: int) -> Source:
        """Who is meant: the von-phrase or genitive after the noun, else the noun with what stands before it."""
        after, end = noun + 1, self.end
        if after < end and not self.words[lead].startswith("eigene"):
            number = self.quote_of[after]
            word = self.words[after]
            if number >= 0:
                quote = self.r.quotes[number]
                return token, quote.end, (quote.start, quote.end)
            if word in ("von", "vom", "aus"):
                quoted = self.quote_of[after + 1] if after + 1 < end else -1
                stop = self.r.quotes[quoted].end if quoted >= 0 else self.head_end(after + 1, end)
                if stop > after + 1:
                    return token, self._after_name(stop), (after + 1, stop)
            if word in GENITIVES:
                stop = self.head_end(after, end)
                if stop > after:
                    return token, self._after_name(stop), (after, stop)
            if self.r.is_capital(after) and not self._is_compound(noun):
                stop = self.head_end(after, end)
                if self._is_genitive_name(after, stop):
                    return token, stop, (after, stop)
        if self.words[lead].endswith("s") and self.r.is_capital(lead) and lead < noun:
            return token, after, (lead, noun)
        return token, after, self._owned_by(lead, after)

    def _is_genitive_name(self, first: int, stop: int) -> bool:
        """`nach Ansicht Roths`, `nach Angaben BBC`, but not `nach Angaben Pässe gefälscht`."""
        form = self.r.forms[stop - 1]
        return form.endswith(("s", "x", "z", "ß", "'", "’", "“")) or form.isupper() or stop - first > 1

    def _is_compound(self, noun: int) -> bool:
        """`Polizeiangaben`: who says so is in the word."""
        return self.words[noun].endswith(COMPOUNDS) and self.words[noun] not in COMPOUNDS

    def _after_name(self, stop: int) -> int:
        """Past a genitive and a short bracket: `des Ministeriums der Stadt (CDU)`."""
        stop = self._after_date(self.after_genitives(stop, self.end))
        if stop < self.end and self.words[stop] == "(":
            for position in range(stop, min(self.end, stop + 5)):
                if self.words[position] == ")":
                    return position + 1
        return stop

    def _after_date(self, token: int) -> int:
        """Past the date of a report: `einer Meldung des Boten vom 3. Mai 2009`."""
        if token + 1 >= self.end or self.words[token] != "vom":
            return token
        stop = token + 1
        while stop < self.end and (
            self.words[stop][0].isdigit() or self.classes[stop] & TIME or (self.words[stop] == "." and stop > token + 1)
        ):
            stop += 1
        return stop if stop > token + 1 else token

    def _meinung_nach(self, token: int) -> Source | None:
        """`ihrer Meinung nach`."""
        noun = token - 1
        if noun <= self.start or self.quote_of[noun] >= 0 or self.words[noun] not in OPINIONS:
            return None
        first = noun - 1
        if self.words[first] in ("meiner", "unserer", "meinen", "unseren"):
            return None
        is_adjective = self.r.forms[first].islower() and self.words[first].endswith(("en", "er"))
        if not self.classes[first] & POSSESSIVE and not (is_adjective and not self.classes[first]):
            return None
        return first, token + 1, self._owned_by(first, noun + 1)

    def _owned_by(self, first: int, stop: int) -> TokenSpan:
        """`seiner` of `seiner Meinung nach`, `nach seinen Angaben`: whose they are; else the phrase."""
        return (first, first + 1) if self.words[first] in OWNERS else (first, stop)

    def _zufolge(self, token: int) -> Source | None:
        """`der Polizei zufolge`, `einem Bericht des „Kuriers“ zufolge`."""
        position = genitive = token - 1
        if position < self.start:
            return None
        while position >= self.start and token - position < 10:
            number = self.quote_of[position]
            if number >= 0:
                position = self.r.quotes[number].start - 1
                continue
            bits, word = self.classes[position], self.words[position]
            is_genitive = word in ("der", "des") and position > self.start and self.r.is_capital(position - 1)
            if is_genitive and word == "der":
                genitive = position
            if bits & ARTICLE and not is_genitive:
                return self._zufolge_from(position if self._may_be_dative(position) else genitive, token)
            if word == "." and position > self.start and len(self.words[position - 1]) <= 4:
                position -= 1  # "Dr. Roth zufolge"
                continue
            if (
                not self.r.is_word(position)
                or word == "sich"
                or bits & (AUXILIARY | SUBORDINATOR | COORDINATOR | ADVERB | PRONOUN)
                or (bits & FINITE and not self.r.is_capital(position))  # but: "einem Bericht des Boten zufolge"
                or self._is_verb_like(position)
            ):
                break
            position -= 1
        return self._zufolge_from(position + 1, token)

    def _may_be_dative(self, token: int) -> bool:
        """Can the determiner open a dative (der Kommission, einem Sprecher; not seine Partei)?"""
        return self.words[token] not in NO_DATIVE

    def _zufolge_from(self, first: int, token: int) -> Source | None:
        if first >= token:
            return None
        head = self.head_end(first, token)
        return first, token + 1, (first, head if head > first else token)

    def _is_verb_like(self, token: int) -> bool:
        if self.r.is_capital(token) or self.classes[token] & (ARTICLE | PREPOSITION | ADVERB):
            return False
        return self.words[token].endswith(("t", "te", "ten")) and self.r.is_capital(token - 1)

    def _reported_by(self, token: int, source: Source) -> None:
        """Content of `laut X` and its kin: in a subordinate clause that clause alone, else the sentence around."""
        first, stop, speaker = source
        position = self.segment_of(token)
        segment = self.segments[position]
        if stop == segment.end and position + 2 < len(self.segments):
            relative = self.segments[position + 1]
            if self.classes[relative.start] & RELATIVE and self.is_subordinate(relative):
                stop = min(relative.end + 1, self.end)  # "laut einem Papier, das uns vorliegt, …"
        is_apposition = 0 < position < len(self.segments) - 1 and segment.end - stop >= 2
        pronoun = first if self.words[first] in RELATIVE_DATIVES else first + 1
        is_relative = first == segment.start and position > 0 and self.words[pronoun] in RELATIVE_DATIVES
        if is_relative and speaker == (pronoun, pronoun + 1):
            speaker = self._antecedent(segment.start) or speaker
        if (
            self.is_subordinate(segment)
            or is_relative
            or (is_apposition and first == segment.start and self._is_bare(position))
        ):
            spans = [(segment.start, first), (stop, segment.end)]
        else:
            spans = self._clause_around(first, stop, position)
        spans = [(a, b) for a, b in spans if any(self.r.is_word(t) for t in range(a, b))]
        if speaker is not None and self.words[speaker[0]].startswith("eigene"):
            speaker = self._clause_subject(first, stop, position)  # "nach eigenen Angaben": those of the subject
        if sum(b - a for a, b in spans) >= 2:
            self.add("preposition", spans, speaker, (token, token + 1))

    def _clause_subject(self, first: int, stop: int, position: int) -> TokenSpan | None:
        """The subject of the clause around an adverbial [first, stop): before its finite verb or right behind it."""
        segment = self.segments[position]
        if self.is_subordinate(segment):
            found = self._subordinate_subject(segment, segment.end)
            is_relative = found == (segment.start, segment.start + 1)
            return (self._antecedent(segment.start) or found) if is_relative else found
        finite = next((t for t in range(segment.start, segment.end) if self.is_finite(t)), None)
        if finite is None:
            return self.first_subject(self.start, first)
        front = self.first_word(segment)
        before = min(finite, first)
        if before > front and self.is_nominative(front, before):
            return self.front(front, before)
        found = self.phrase(finite + 1, first) if first > finite + 1 else None
        found = found or self.phrase(max(stop, finite + 1), segment.end)
        if found is None:
            return None
        # "die Gruppe | 200 Mitglieder"
        return found[0], next((t for t in range(found[0] + 1, found[1]) if self.words[t][0].isdigit()), found[1])

    def _antecedent(self, clause: int) -> TokenSpan | None:
        """The noun phrase right before a relative clause: `ein Protokoll, nach dem …`."""
        stop = clause - 1
        first = stop - 1
        while first > self.start and self.quote_of[first] < 0 and not self.is_article(first):
            if not self.r.is_capital(first) and self.classes[first]:
                return None
            first -= 1
        return (first, stop) if self.is_article(first) and self.head_end(first, stop) == stop else None

    def _is_bare(self, position: int) -> bool:
        """`Der Ofen, laut Katalog das älteste Stück, …`: a phrase between commas, no clause."""
        segment = self.segments[position]
        return segment.before == "," and segment.mark == "," and not self.has_finite(segment)

    def _clause_around(self, first: int, stop: int, position: int) -> list[TokenSpan]:
        begin, last = self._main_clause(position), self.end
        for number, segment in enumerate(self.segments):
            if segment.mark in (";", ":"):
                if number < position:
                    begin = segment.end + 1
                elif number >= position:
                    last = min(last, segment.end)
        for _, b in self.covered:
            if b <= first:
                begin = max(begin, b)
        if first - begin >= 1 and self.words[first - 1] in ("und", "so") and first - 1 > begin:
            begin = first
        if first <= begin + 1 and (first == begin or self.classes[begin] & COORDINATOR):
            stop = self._to_verb(stop, position)
        return [(begin, first), (stop, last)]

    def _is_adverbial(self, token: int) -> bool:
        """At the head of its clause or right after its verb: `Aus Sicht der Stadt …`, `ist aus Sicht der Stadt …`."""
        segment = self.segments[self.segment_of(token)]
        return token == self.first_word(segment) or self.is_finite(token - 1)

    def _main_clause(self, position: int) -> int:
        """Where the main clause begins that holds the phrase: `…, verletzt wurde laut Polizei niemand`."""
        segment = self.segments[position]
        if position == 0 or segment.before != "," or not self.has_finite(segment):
            return self.start
        before = self.segments[position - 1]
        if self.is_subordinate(before) or not self.has_indicative(before) or not self.is_verb_second(segment):
            return self.start
        return segment.start

    def _to_verb(self, stop: int, position: int) -> int:
        """A phrase that opens the sentence runs to the finite verb."""
        segment = self.segments[position]
        for token in range(stop, segment.end):
            if self.quote_of[token] < 0 and (self.is_finite(token) or self._is_verb_like(token)):
                return token
        for number in range(position + 1, len(self.segments)):
            here = self.segments[number]
            if not self.is_insertion(here):
                return here.start
        return stop

    # -- nouns of saying -------------------------------------------------------------------------------------

    def nouns(self) -> None:
        """`äußerte die Hoffnung, dass …`, `der Vorwurf, …`: the clause after a noun of saying."""
        if not any(self.classes[token] & NOUN_CUE for token in self.marked):
            return
        for position, segment in enumerate(self.segments[:-1]):
            if segment.mark == ":":
                self._after_colon(position)
            if segment.mark != ",":
                continue
            following = self.segments[position + 1]
            is_told = self.words[following.start] == "wonach"
            noun = self._noun_of(segment) or self.noun_with_owner(segment)
            noun = noun or (self._reported_noun(segment) if is_told else None)
            if noun is None or self.is_covered(following.start):
                continue
            kind = self._noun_clause(following, position + 1)
            is_asked = segment.start <= noun - 2 and self.words[noun - 2] == "auf"
            if kind is None or (is_asked and self.genitive(noun, segment) is None):
                continue  # "Auf die Frage, ob …, antwortete er"
            cue = next(c for c in self.r.lexicon.cues[self.words[noun]] if c.form in ("noun", "adjective"))
            found = self.add(
                kind,
                [(following.start, self._noun_end(position + 1))],
                self._owner(segment, noun) or self._noun_speaker(segment, noun),
                (noun, noun + 1),
            )
            if found:
                found.medium, found.stance = cue.medium, cue.stance

    def _noun_of(self, segment: Segment) -> int | None:
        last = self.last_word(segment)
        for token in (last, last - 1):
            form = "noun" if self.r.is_capital(token) else "adjective"
            cues = self.r.lexicon.cues.get(self.words[token], ())
            if token >= segment.start and any(c.form == form and "NOUN" in c.frames for c in cues):
                return token
        return None

    def _reported_noun(self, segment: Segment) -> int | None:
        """`wies Meldungen zurück, wonach …`: the last noun of saying, though a verb stands behind it."""
        for token in range(segment.end - 1, segment.start - 1, -1):
            if self.r.is_capital(token) and self.quote_of[token] < 0:
                cues = self.r.lexicon.cues.get(self.words[token], ())
                return token if any(cue.form == "noun" and "NOUN" in cue.frames for cue in cues) else None
        return None

    def _after_colon(self, position: int) -> None:
        """`Feld zeigte sich besorgt: „…“`, `äußerte eine Hoffnung: Der Damm werde halten`."""
        segment, following = self.segments[position], self.segments[position + 1]
        noun = self._noun_of(segment)
        if noun is None or self.is_covered(following.start) or not self.has_finite(segment):
            return
        quote = self.quote_of[following.start]
        if quote < 0 and not self.has_konjunktiv(following):
            return
        stop = self.r.quotes[quote].end if quote >= 0 else self.end
        speaker = self._owner(segment, noun) or self._noun_speaker(segment, noun)
        if speaker is not None:
            self.add("colon", [(following.start, stop)], speaker, (noun, noun + 1))

    def _owner(self, segment: Segment, noun: int) -> TokenSpan | None:
        """Whose the hope, claim or demand is: a genitive, `seine`, `Felds`; a rumour or report speaks for itself."""
        owner = self.genitive(noun, segment)
        if owner is not None:
            return owner
        before = noun - 1
        while before > segment.start and self.r.forms[before].islower() and not self.classes[before] & ARTICLE:
            before -= 1  # "seine feste Überzeugung"
        if before >= segment.start and self.quote_of[before] < 0:
            is_name = self.words[before].endswith("s") and self.r.is_capital(before) and noun - before <= 2
            if self.words[before] in OWNERS or (is_name and not self.classes[before]):
                return before, before + 1
        return None

    def _noun_clause(self, following: Segment, position: int) -> str | None:
        if self.words[following.start] in ("dass", "daß", "ob", "wonach"):
            return "noun_dass"
        if self.is_subordinate(following):
            return None
        if self.has_zu(position):
            return "noun_zu"
        return "noun_verb_second" if self.is_verb_second(following) and self.has_konjunktiv(following) else None

    def _noun_speaker(self, segment: Segment, noun: int) -> TokenSpan | None:
        before = noun - 2
        if before > segment.start and self.words[before] == "mit" and self.is_article(noun - 1):
            return self.named(self.first_subject(self.start, noun))
        if not self.r.is_capital(noun) and segment.start == self.start:
            return self.named(self.first_subject(self.start, noun))  # "Feld zeigte sich überzeugt, dass …"
        for token in range(segment.start, noun):
            if self.quote_of[token] >= 0 or not self.classes[token] & LIGHT:
                continue
            first = self.first_word(segment)
            if token > first and self.is_nominative(first, token):
                speaker = self.front(first, token)
            elif token == first and token > segment.start:
                speaker = self.first_subject(self.start, token)
            else:
                speaker = self.phrase(token + 1, noun)
            if speaker is None or speaker[1] > noun or self.is_pointing(speaker) or self.is_nobody(speaker):
                return None
            return speaker
        return None

    def _noun_end(self, position: int) -> int:
        """`Der Vorwurf, die Zahlen seien falsch, wiegt schwer`: before the verb of the noun's own clause."""
        is_subject = not self.has_finite(self.segments[position - 1])
        for number in range(position + 1, len(self.segments)):
            first = self.segments[number].start
            if self.segments[number].before != ",":
                continue
            is_next = self.is_finite(first) or (is_subject and self._opens_as_verb(first))
            if is_next or self._tells_on(self.segments[number], "dass"):
                return self.segments[number - 1].end
        return self.end

    def _opens_as_verb(self, token: int) -> bool:
        """A word of no closed class in small letters that ends as verbs do, right after a comma."""
        is_open = not self.classes[token] and self.quote_of[token] < 0 and self.r.forms[token].islower()
        return is_open and self.words[token].endswith(("t", "te", "en", "ten"))

    # -- acts ------------------------------------------------------------------------------------------------

    def acts(self, verbs: list[Verb]) -> None:
        """Acts told of, not worded: the whole sentence; soll with a perfect infinitive: hearsay."""
        told: list[Verb] = []
        for verb in verbs if not self.covered else ():
            if verb.shape not in ("second", "perfect", "passive") or verb.speaker is None:
                continue
            if (
                verb.cue.frames & {"D", "R", "H"}
                and verb.shape != "passive"
                and not self.classes[verb.finite] & KONJUNKTIV
                and not self.is_subordinate(self.segments[verb.segment])
            ):
                self.hint, self.hint_number = self.named(verb.speaker), self.number
            if self._is_act(verb):
                told.append(verb)
        for number, verb in enumerate(told):
            # "Der Bote meldet 26, die Wehr spricht von 60": two acts; of one speaker's acts the sentence is one
            if number and verb.speaker == told[number - 1].speaker:
                continue
            following = next((other for other in told[number + 1 :] if other.speaker != verb.speaker), None)
            if following is not None and following.segment == verb.segment:
                following = None
            segment = self.segments[verb.segment]
            start = segment.start if number or segment.before == ":" else self.start
            end = self.segments[following.segment].start if following is not None else self.end
            gapped = self._gapped(verb, end)
            if gapped:
                end = gapped[0][0].start
            if start < end and not self.is_covered(verb.token):
                cue = (verb.token, verb.token + 1)
                self.add("act", [(start, end)], self.named(verb.speaker), cue, verb, "reported")
                for other, speaker in gapped:
                    self.add("act", [(other.start, other.end)], speaker, cue, verb, "reported")
        if any(self.words[token] in ("soll", "sollen") for token in self.marked):
            any(self._soll(segment) for segment in self.segments)
        if any(self.words[token] in ("will", "wollen") for token in self.marked):
            any(self._will(segment) for segment in self.segments)

    def _gapped(self, verb: Verb, end: int) -> list[tuple[Segment, TokenSpan]]:
        """`sprach von 3.000 Besuchern, der Wirt von 10.000`: clauses up to `end` with a number, the verb left out."""
        found: list[tuple[Segment, TokenSpan]] = []
        first = self.segments[verb.segment]
        links = {word for word in self.words[verb.token : first.end] if word in ("von", "auf", "mit")}
        for segment in self.segments[verb.segment + 1 :]:
            if segment.start >= end or segment.before not in (",", ";", "—") or self.has_finite(segment):
                break
            begin = segment.start + (self.words[segment.start] in ("und", "aber"))
            stop = self.head_end(begin, segment.end)
            stop = next((t for t in range(begin, stop) if self.words[t][0].isdigit()), stop)
            if stop == begin or not self.is_somebody((begin, stop)) or not self.is_nominative(begin, stop):
                break
            rest = self.words[stop : min(segment.end, stop + 5)]
            has_number = any(word[0].isdigit() or word in NUMERALS for word in rest)
            if not has_number or (links and links.isdisjoint(rest)):
                break
            found.append((segment, (begin, stop)))
        return found

    def _is_act(self, verb: Verb) -> bool:
        frames = verb.cue.frames
        segment = self.segments[verb.segment]
        if self.is_subordinate(segment) or self._lacks_reflexive(verb):
            return False
        if verb.shape == "second" and verb.closes == verb.segment and verb.token == self.last_word(segment):
            return False  # "liegen im Streit begründet"
        inside = set(self.words[segment.start : segment.end])
        last = self.last_word(segment)
        if "nicht" in (self.words[verb.token - 1], self.words[last], self.words[last - 1]) or (
            not frames & HELD and self._denial(verb) is not None
        ):
            return False  # "Eine Zahl nannte sie nicht", "hat sich nicht dafür entschuldigt"
        if "R" not in frames or verb.speaker is None or self.is_pointing(verb.speaker) or self.is_nobody(verb.speaker):
            return False
        if self.classes[verb.finite] & KONJUNKTIV:
            return False  # "Die Täter hätten Geld verlangt": told by somebody
        if "N" in frames and not any(word[0].isdigit() or word in NUMERALS for word in inside):
            return False  # "meldete 9.900 Festnahmen", but not "meldete sich"
        if "V" in frames and not inside & {"von", "vom"}:
            return False
        if verb.cue.prepositions and not inside & _with_adverbs(verb.cue.prepositions):
            return False
        if ("S" in frames and not inside & {"als", "darin"}) or ("F" in frames and "für" not in inside):
            return False
        if (
            "A" in frames
            and verb.cue.lemma != "nennen"
            and not inside & {"als"}
            and verb.cue.lemma in ("bezeichnen", "beschreiben", "werten", "bewerten", "einstufen")
        ):
            return False
        if any(word.endswith("strafe") for word in inside):
            return False
        if verb.cue.lemma == "nennen" and self._gives_name(verb, segment):
            return False
        quoted = next((t for t in range(verb.token, segment.end) if self.quote_of[t] >= 0), None)
        if quoted is not None and self.is_naming(verb, quoted):
            return False
        return not inside & NO_ACT.get(verb.cue.lemma, frozenset()) and self._has_object(verb, segment)

    def _gives_name(self, verb: Verb, segment: Segment) -> bool:
        """`nannte seinen Hund Bello`: an object and a name without its article behind it."""
        last = self.last_word(segment)
        if last - 1 <= verb.finite or self.quote_of[last] >= 0 or not self.r.is_capital(last):
            return False
        if not self.r.is_capital(last - 1) or self.words[last - 1].endswith("s"):
            return False  # "nannte es den schwärzesten Tag für Roths Partei"
        return not (verb.speaker is not None and last < verb.speaker[1])

    def is_pointing(self, span: TokenSpan) -> bool:
        """`es`, `das`, `dies` alone: no speaker."""
        return span[1] - span[0] == 1 and self.words[span[0]] in ("es", "das", "dies", "man")

    def _has_object(self, verb: Verb, segment: Segment) -> bool:
        """Is something said of somebody or something (not `reagierte empört`, `äußerte sich ähnlich`)?"""
        speaker = verb.speaker or (0, 0)
        return any(
            (self.r.is_capital(token) or self.quote_of[token] >= 0 or self.words[token].isdigit())
            and not speaker[0] <= token < speaker[1]
            and token > self.start
            and not self.classes[token] & TIME
            for token in range(segment.start, segment.end)
        ) or any(self.words[token] in OBJECTS for token in range(segment.start, segment.end))

    def _soll(self, segment: Segment) -> bool:
        """`soll geflohen sein`: what is heard, by soll and a perfect infinitive."""
        for token in range(segment.start, segment.end):
            if self.words[token] not in ("soll", "sollen") or self.quote_of[token] >= 0:
                continue
            last = self.last_word(segment)
            span = (self.start, self.end)
            if token == last and self.words[token - 1] in ("haben", "sein"):
                span = (segment.start, segment.end)
            elif not any(
                self.words[t] in ("sein", "haben") and self._is_participle(t - 1) for t in range(token + 2, segment.end)
            ):
                continue
            if not self.is_covered(token):
                begin, end = span if not self.covered else (segment.start, segment.end)
                return self.add("soll", [(begin, end)], None, (token, token + 1), None, "free_indirect") is not None
        return False

    def _will(self, segment: Segment) -> bool:
        """`will den Bären gesehen haben`: what somebody claims of oneself, by will and a perfect infinitive."""
        last = self.last_word(segment)
        if self.words[last] not in ("haben", "sein") or not self._is_participle(last - 1) or self.is_covered(last):
            return False
        for token in range(segment.start + 1, last - 1):
            if self.words[token] not in ("will", "wollen") or self.quote_of[token] >= 0:
                continue
            first = self.first_word(segment)
            speaker = self.front(first, token) if self.is_nominative(first, token) else self.phrase(token + 1, last)
            if speaker is None or self.is_pointing(speaker):
                return False
            clause = self.segments.index(segment) + 1
            is_open = clause < len(self.segments) and self.is_subordinate(self.segments[clause])
            start = self.segments[clause].start if is_open else segment.start
            return self.add("soll", [(start, self.end)], speaker, (token, token + 1)) is not None
        return False

    def _is_participle(self, token: int) -> bool:
        word = self.words[token]
        return (
            word.endswith(("t", "en"))
            and self.r.forms[token].islower()
            and not word.startswith("zu")
            and not self.classes[token] & (CUE & ~CUE)
        )


@cache
def _with_adverbs(prepositions: frozenset[str]) -> frozenset[str]:
    """Prepositions of a frame with the adverbs that stand for their object: gegen, dagegen; auf, darauf."""
    adverbs = {f"da{'r' if word[0] in 'aeiouüö' else ''}{word}" for word in prepositions}
    return prepositions | adverbs


def _tells(other: Found, item: Found) -> bool:
    """`heißt es, die Prüfung habe ergeben, dass …`: is `item` part of what `other` says?"""
    if item.cue is None or other is item:
        return False
    return any(start <= item.cue[0] and item.cue[1] <= end for start, end in other.spans)


def last_speaker(found: list[Found]) -> Found | None:
    """The last of `found` that names a speaker and is not told within another, verbs before nouns; else the last."""
    named = [item for item in found if item.speaker is not None and not any(_tells(other, item) for other in found)]
    verbs = [item for item in named if not item.rule.startswith("de_noun")]  # "auf die Frage eines Gastes, ob …"
    return (verbs or named or found)[-1] if found else None
