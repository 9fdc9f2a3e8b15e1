"""Noun phrases and verb groups of English: what is a name, where a phrase ends, where a subject stands."""

from __future__ import annotations

from dagster_project.extract.claims.english.words import (
    ABBREVIATED,
    ADVERB,
    ADVERSATIVE,
    AUXILIARY,
    BE,
    CONTRACTED,
    COORDINATOR,
    CUE,
    DETERMINER,
    GROUPS,
    HAVE,
    INTERROGATIVE,
    NAME_HEADS,
    NAMES_IN_LY,
    NO_ADVERBS,
    NOUN_CUE,
    OBJECT,
    OCCASIONS,
    OFFICE_OF,
    PARTITIVES,
    POSSESSIVE,
    POSTPOSED,
    PREPOSITION,
    PRONOUN,
    QUANTIFIERS,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERBAL,
)
from dagster_project.extract.claims.found import TokenSpan
from dagster_project.extract.claims.tokens import Reading

ARTICLES = frozenset(("the", "a", "an"))
INDEFINITE = frozenset(("somebody", "someone", "anybody", "anyone", "everybody", "everyone", "nobody"))
PASSIVES = frozenset(("OTO", "OTHAT", "NPO"))
"""Frames with an object, which may be the subject of a passive."""
CONTRASTS = frozenset(("but", "yet", "while", "although", "though", "whereas"))
NEAR_TIMES = frozenset(("last", "next", "this", "that", "earlier", "late", "early"))


class Phrases:
    """Noun phrases and verb groups of English: what is a name, where a phrase ends, where a subject stands."""

    def __init__(self, reading: Reading) -> None:
        self.r = reading
        self.words, self.classes = reading.words, reading.classes
        self.quote_of = reading.quote_of
        self.spoken: set[int] = set()
        """Cues of the sentence at hand that are read as finite verbs: no subject reaches back over one."""

    def _is_abbreviated(self, dot: int) -> bool:
        if self.words[dot] != "." or not dot:
            return False
        return self.words[dot - 1] in ABBREVIATED or (len(self.words[dot - 1]) == 1 and self.r.is_capital(dot - 1))

    def _is_title(self, start: int, end: int) -> bool:
        """A headline with capitals throughout: there a capital says nothing."""
        long = [t for t in range(start, end) if len(self.words[t]) > 3 and self.r.is_word(t)]
        return sum(self.r.is_capital(t) for t in long) >= 0.8 * len(long)

    def _is_name(self, quote: int) -> bool:
        """A short quotation that is a name or title: DuVernay’s “13th”, MSNBC’s “Morning Joe”."""
        here = self.r.quotes[quote]
        if not here.is_closed or here.end - here.start > 7 or self.words[here.end - 2] in ",.!?":
            return False
        first = self.r.forms[here.start + 1][0]
        return first.isupper() or first.isdigit()

    def _joins_name(self, token: int) -> bool:
        """`of` within a name: Department of Justice, House of Representatives."""
        forms = self.r.forms
        return (
            0 < token < len(forms) - 1
            and forms[token - 1][0].isupper()
            and (forms[token + 1][0].isupper())
            and self.words[token - 1] in NAME_HEADS
        )

    def _names_office(self, token: int, end: int) -> bool:
        """`of` between an office and its holder: head of state Ada Roth, chief of staff Jonas Feld."""
        return (
            self.words[token] == "of"
            and token + 2 < end
            and self.words[token + 1] in OFFICE_OF
            and all(self.r.is_capital(t) or self._is_abbreviated(t) for t in range(token + 2, end))
        )

    def _in_phrase(self, token: int) -> bool:
        """Can the token lie within a short noun phrase?"""
        if self.quote_of[token] >= 0:
            return False
        word, bits = self.words[token], self.classes[token]
        if word == "." and self._is_abbreviated(token):
            return True
        if not self.r.is_word(token):
            return False
        if word == "of":
            return self._joins_name(token)
        if bits & (PREPOSITION | AUXILIARY | CONTRACTED | INTERROGATIVE | SUBORDINATOR | COORDINATOR | PRONOUN):
            return False
        if bits & TIME and self.r.is_capital(token) and word.endswith("day"):
            return False
        if bits & ADVERB and not self.r.is_capital(token):
            return self._is_attribute(token)
        return not self._is_adverb_in_ly(token)

    def _is_attribute(self, adverb: int) -> bool:
        """`the only survivor`, `his then adviser`: an adverb right behind what opens a noun phrase is part of it."""
        before = self.classes[adverb - 1] if adverb else 0
        if adverb and self.words[adverb - 1].endswith(("'s", "’s")):
            return True  # "the firm's recently named chair"
        return bool(before & (DETERMINER | POSSESSIVE)) and not before & SUBJECT

    def _is_adverb_in_ly(self, token: int) -> bool:
        """`quickly`; not `family`, `elderly`, nor a name: Kelly, Italy, the Assembly."""
        word = self.words[token]
        if not word.endswith("ly") or word in NO_ADVERBS:
            return False
        if not self.r.is_capital(token):
            return True
        opens = token == 0 or self.r.sentence_of[token] != self.r.sentence_of[token - 1]
        return (opens or not self.r.is_word(token - 1)) and word not in NAMES_IN_LY

    def _is_past(self, token: int) -> bool:
        word = self.words[token]
        if not any(c.form == "past" for c in self.r.lexicon.cues.get(word, ())):
            return False
        before = self.classes[token - 1] if token else 0
        return not before & (DETERMINER | POSSESSIVE)

    def _finite(self, token: int, start: int) -> bool:
        bits = self.classes[token]
        if bits & VERBAL:
            if token == 0:
                return True
            if self.words[token] == "may" and self.r.is_capital(token) and token > start:
                return False  # in May
            # "to be", and nouns that look like verbs: the need, their work
            is_noun = not bits & (AUXILIARY | CONTRACTED) and self.classes[token - 1] & (DETERMINER | POSSESSIVE)
            return self.words[token - 1] != "to" and not (is_noun and not self.classes[token - 1] & SUBJECT)
        if token == start:
            return False
        word = self.words[token]
        before = self.classes[token - 1]
        if word == "compared" and self.words[token + 1 : token + 2] in (["to"], ["with"]):
            return False
        if bits & CUE or word.endswith("ed"):
            if before & (DETERMINER | POSSESSIVE | PREPOSITION | BE | HAVE) and not before & SUBJECT:
                return False
            if word.endswith("ed") and self._is_reduced(token) and not before & PRONOUN:
                return False
            if self.words[token - 1][0].isdigit() or (word.endswith("ed") and self.words[token - 2] == "to"):
                return False  # "by 3 points", "to treat polluted water"
            return word.endswith("ed") or self._is_past(token) or (word.endswith("s") and not before & DETERMINER)
        return False

    def _is_reduced(self, token: int) -> bool:
        """`views expressed within`, `a plan backed by`: a participle after its noun, no finite verb."""
        following = token + 1
        return following < len(self.words) and self.words[following] in (
            "by",
            "within",
            "in",
            "during",
            "at",
            "against",
        )

    def _has_finite(self, start: int, end: int) -> bool:
        return any(self._finite(token, start) for token in range(start, end))

    def _group(self, token: int, start: int) -> tuple[int, int]:
        """First token of the verb group that `token` closes, and the classes of its auxiliaries."""
        group, aux, position = token, 0, token - 1
        while position >= start and self.quote_of[position] < 0:
            bits = self.classes[position]
            if bits & AUXILIARY:
                aux |= bits & AUXILIARY
                group = position
            elif self.words[position] == "longer" and self.words[position - 1] in ("no", "any"):
                position -= 1
            elif not (bits & ADVERB or self._is_adverb_in_ly(position)) or bits & (DETERMINER | SUBJECT | PREPOSITION):
                break
            position -= 1
        # adverbs alone in front ("repeatedly said") belong to the group too
        if not aux:
            group = position + 1
        return group, aux

    def _last_aux(self, token: int, group: int) -> int:
        for position in range(token - 1, group - 1, -1):
            if self.classes[position] & AUXILIARY:
                return self.classes[position]
        return 0

    def _starts_phrase(self, token: int) -> bool:
        """Can a noun phrase start here?"""
        if self.quote_of[token] >= 0:
            return True
        bits, word = self.classes[token], self.words[token]
        if not self.r.is_word(token):
            return word in ("$", "#")
        if bits & (DETERMINER | POSSESSIVE | PRONOUN | CONTRACTED):
            return True
        if bits & (
            PREPOSITION | SUBORDINATOR | COORDINATOR | VERBAL | ADVERB | INTERROGATIVE
        ) and not self.r.is_capital(token):
            return bits & SUBJECT > 0 and word not in ("who", "which")
        return not self._is_adverb_in_ly(token)

    def _is_bare(self, token: int, end: int) -> bool:
        """Is there an infinitive after `to`: no determiner, name or number?"""
        if token >= end or self.quote_of[token] >= 0:
            return token < end
        bits = self.classes[token]
        return not (
            bits & (DETERMINER | POSSESSIVE | PREPOSITION | TIME | OBJECT | INTERROGATIVE)
            or self.r.is_capital(token)
            or self.words[token][0].isdigit()
            or not self.r.is_word(token)
        )

    def _trim(self, span: TokenSpan) -> TokenSpan | None:
        """The noun phrase at the head of `span`: cut before a preposition, a relative clause, an adverb."""
        start, end = span
        while start + 1 < end and self._is_date(start) and self.classes[start + 1] & (DETERMINER | POSSESSIVE):
            start += 1  # "on January 7 the president"
        stop = start
        while stop < end:
            bits, word = self.classes[stop], self.words[stop]
            if stop > start:
                if (word == "." and not self._is_abbreviated(stop)) or word in (",", "(", "—", "–", "[", ";", ":"):
                    break
                is_part = word == "of" and self.words[stop - 1] in PARTITIVES and stop + 1 < end
                is_named = is_part or self._joins_name(stop) or self._names_office(stop, end)
                if bits & PREPOSITION and not is_named:
                    break
                if bits & RELATIVE or word == "that" or (bits & VERBAL and not bits & TIME):
                    break
                is_adverb = bits & ADVERB and not bits & (DETERMINER | SUBJECT) and self.r.forms[stop].islower()
                if is_adverb and not self._is_attribute(stop):
                    break
                if bits & CUE and self._is_past(stop) and self.r.forms[stop].islower():
                    break
                is_indefinite = stop == start + 1 and self.words[start] in INDEFINITE
                if is_indefinite and not bits and not self.r.is_capital(stop):
                    break  # "somebody high up"
                if bits & PRONOUN or self._opens_complement(stop, end) or self._opens_contact(stop, end):
                    break  # "the miners I asked", "two people familiar with the events", "a speech Roth gave"
            stop += 1
        while stop > start + 1 and (
            (self.classes[stop - 1] & ADVERB and not self.classes[stop - 1] & DETERMINER)
            or self.words[stop - 1] in (",", "and")
            or self._is_adverb_in_ly(stop - 1)
        ):
            stop -= 1
        if stop - start > 2 and self.words[stop - 2] in ("this", "last", "next") and self.classes[stop - 1] & TIME:
            stop -= 2  # "Roth this week also said"
        if stop <= start or not any(self.r.is_word(t) for t in range(start, stop)):
            return None
        if self.classes[start] & VERBAL and not self.classes[start] & (DETERMINER | SUBJECT | TIME):
            return None
        alone = stop == start + 1
        if alone and self.words[start].endswith("ed") and not self.classes[start] and self.r.forms[start].islower():
            return None  # a verb, not who speaks
        if alone and self.words[start] in ("there", "what", "that", "this"):
            return None
        if alone and self.classes[start] & (PREPOSITION | COORDINATOR | ADVERB) and not self.classes[start] & SUBJECT:
            return None
        return start, stop

    def _is_date(self, token: int) -> bool:
        return self.words[token].isdigit() or bool(self.classes[token] & TIME and self.r.is_capital(token))

    def _opens_complement(self, token: int, end: int) -> bool:
        """`people familiar with the plan`, `officials briefed on it`: an adjective or participle behind its noun."""
        if token + 1 >= end or not self.classes[token + 1] & PREPOSITION or self.r.is_capital(token):
            return False
        word = self.words[token]
        if word.endswith("ing") and not self.classes[token] & DETERMINER:
            return self.words[token - 1].endswith("s")  # "workers waiting near the gate"
        return word in POSTPOSED or (word.endswith("ed") and not self.classes[token] & DETERMINER)

    def _opens_contact(self, token: int, end: int) -> bool:
        """`a speech Roth gave in May`: a name behind a noun, and its verb."""
        if not self.r.is_capital(token) or self.r.is_capital(token - 1) or self.classes[token - 1]:
            return False
        verb = token + 1
        while verb < end and (self.r.is_capital(verb) or self._is_abbreviated(verb)):
            verb += 1
        if verb >= end:
            return False
        return bool(self.classes[verb] & VERBAL) or (self.words[verb].endswith("ed") and self.r.forms[verb].islower())

    def _last_phrase(self, first: int, group: int) -> int:
        position = group - 1
        while position > first:
            bits = self.classes[position]
            if bits & (DETERMINER | POSSESSIVE):
                return position
            if bits & PREPOSITION and not self._joins_name(position):
                return position + 1
            position -= 1
        return first + 1 if first + 1 < group else first

    def _head(self, region: int, group: int) -> tuple[TokenSpan | None, int]:
        """Speaker within [region, group), and where its phrase begins, fronted adverbials left out."""
        first = region
        while first < group and (
            (self.classes[first] & (COORDINATOR | ADVERB) and not self.classes[first] & DETERMINER)
            or (self._is_adverb_in_ly(first) and not self.r.is_capital(first))
        ):
            first += 1
        if first >= group:
            return None, group
        if self.classes[first] & PREPOSITION or (self.classes[first] & TIME and not self.r.is_capital(first)):
            after_time = first + 1
            while after_time < group and self.classes[after_time] & TIME:
                after_time += 1
            if after_time > first + 1 and after_time < group and not self.classes[after_time] & PREPOSITION:
                first = after_time
            else:
                first = self._last_phrase(first, group)
        for token in range(group - 1, first, -1):
            # "a fee the auditor called unfair": the second noun phrase is the subject
            if self.words[token] in ARTICLES and (self._ends_phrase(token - 1) or self._is_headed(token - 1)):
                return self._trim((token, group)), token
        speaker = self._trim((self._behind_occasion(first, group), group))
        return speaker, first if first > region and self.classes[
            first - 1
        ] & PREPOSITION == 0 and first - region < 2 else region

    def _behind_occasion(self, first: int, group: int) -> int:
        """`that night Roth said`, `in an interview Roth said`: the name behind what stands in front without a comma."""
        for token in range(group - 1, first, -1):
            before = self.words[token - 1]
            if not self.r.is_capital(token) or self.r.is_capital(token - 1) or self.classes[token] & TIME:
                continue
            is_occasion = self.classes[token - 1] & TIME or (before in OCCASIONS and self.r.forms[token - 1].islower())
            opens = self.classes[first] & DETERMINER or before == self.words[first] or self.words[first] in NEAR_TIMES
            return token if is_occasion and opens else first
        return first

    def _ends_phrase(self, token: int) -> bool:
        """A common noun: a lower-case word of no closed class."""
        closed = PREPOSITION | COORDINATOR | DETERMINER | POSSESSIVE | ADVERB | VERBAL | SUBORDINATOR | INTERROGATIVE
        return self.r.is_word(token) and not self.classes[token] & (closed | CUE) and self.r.forms[token].islower()

    def _is_headed(self, token: int) -> bool:
        """`a charge`: a word that is a verb as often, a noun behind its article."""
        return token > 0 and self.words[token - 1] in ARTICLES and self.classes[token] & ~NOUN_CUE == CUE

    def _relative(self, verb: int, start: int) -> int | None:
        """Token before the relative clause that holds `verb`, if it is one: people who attended the meeting said."""
        for position in range(verb - 1, max(start, verb - 8) - 1, -1):
            if self.quote_of[position] >= 0 or self.words[position] in ",;:.":
                return None
            if self.words[position] in ("who", "which", "that") and position > start:
                if self.classes[position - 1] & (VERBAL | PREPOSITION | CUE) or not self.r.is_word(position - 1):
                    return None
                return position - 1
        return None

    def _contact(self, verb: int, start: int) -> int | None:
        """Noun before a relative clause without a pronoun of its own: `the miners I asked say`, `officers I've met`."""
        subject = verb if self.classes[verb] & CONTRACTED else verb - 1
        while subject > start and self.classes[subject] & (AUXILIARY | ADVERB):
            subject -= 1
        if subject <= start or self.quote_of[subject] >= 0 or not self.classes[subject] & (PRONOUN | CONTRACTED):
            return None
        noun = subject - 1
        closed = PREPOSITION | VERBAL | COORDINATOR | SUBORDINATOR | INTERROGATIVE | ADVERB | DETERMINER | PRONOUN
        if noun < start or self.quote_of[noun] >= 0 or not self.r.is_word(noun) or noun in self.spoken:
            return None
        return None if self.classes[noun] & (closed | CUE) else noun

    def _reduced(self, verb: int, last: int, start: int) -> int | None:
        """Noun before a participle that a phrase follows, up to `last`: `residents told to go`, `men accused of it`.

        A verb with its own subject is none: names and pronouns, and verbs that take no object ("officials said in").
        """
        noun = verb - 1
        if noun < start or verb + 2 > last or not self.classes[verb + 1] & PREPOSITION or not self._is_common(noun):
            return None
        may_be_passive = any(
            cue.form in ("past", "participle") and (cue.frames & PASSIVES or cue.frames == {"THAT"})
            for cue in self.r.lexicon.cues.get(self.words[verb], ())
        )
        is_other = self.words[verb + 1] in ("by", "to") or not self._is_second_phrase(verb + 2, last)
        return noun if may_be_passive and is_other else None

    def _is_common(self, noun: int) -> bool:
        """A noun and no name: `the suspect`, `residents`."""
        if noun and self.classes[noun - 1] & (DETERMINER | POSSESSIVE) and self.r.forms[noun].islower():
            return not self.classes[noun] & (ADVERB | VERBAL)
        opens = noun == 0 or self.r.sentence_of[noun] != self.r.sentence_of[noun - 1]
        is_noun = self._ends_phrase(noun) or (opens and not self.classes[noun] & ~OBJECT)
        return self.words[noun] in GROUPS or (is_noun and self.words[noun].endswith("s"))

    def _is_second_phrase(self, first: int, last: int) -> bool:
        """Does a noun phrase begin within [first, last], behind the end of another: `in May the board`?"""
        opens = DETERMINER | POSSESSIVE
        return any(
            self.classes[t] & opens and not self.classes[t - 1] & (PREPOSITION | opens | COORDINATOR)
            for t in range(first + 1, last + 1)
        )

    def _joins_phrases(self, conjunction: int, last: int) -> bool:
        """`and` between two noun phrases that look alike: Obama and Clinton, the mayor and the board."""
        if conjunction == 0 or conjunction >= last + 1:
            return False
        left, right = conjunction - 1, conjunction + 1
        if self.quote_of[left] >= 0 or not self.r.is_word(left):
            return False
        if self.classes[right] & (PRONOUN | VERBAL | ADVERB) or right > last:
            return False
        return self.r.is_capital(left) == self.r.is_capital(right) or bool(
            self.classes[right] & (DETERMINER | POSSESSIVE)
        )

    def _is_plain_past(self, token: int, start: int) -> bool:
        """`He released a letter`: an unknown verb in -ed between its subject and its object."""
        word = self.words[token]
        if not word.endswith("ed") or self.classes[token] or token <= start or self.r.is_capital(token):
            return False
        is_subject = self.classes[token - 1] & PRONOUN or self.r.is_capital(token - 1)
        return bool(is_subject) and bool(self.classes[token + 1] & (DETERMINER | POSSESSIVE))

    def _region(self, last: int, start: int) -> int:
        """Leftmost token of the stretch before a verb that can hold its subject."""
        position = last
        while position >= start:
            if self.quote_of[position] >= 0:
                quote = self.r.quotes[self.quote_of[position]]
                if quote.end <= last + 1 and self._is_name(self.quote_of[position]):
                    position = quote.start - 1
                    continue
                break
            word, bits = self.words[position], self.classes[position]
            if word == "." and self._is_abbreviated(position):
                position -= 1
                continue
            if not self.r.is_word(position) and word not in ("&", "'", "’", "$", "%"):
                break
            is_verb = bits & VERBAL and not (bits & TIME and self.r.is_capital(position))
            if is_verb and not self._is_plain_noun(position, position == last):
                clause = self._relative(position, start)
                if clause is None:
                    clause = self._contact(position, start)
                if clause is None:
                    break
                position = clause
                continue
            if (bits & SUBORDINATOR and not bits & PREPOSITION) or word == "as" or (word == "that" and position < last):
                break
            if bits & SUBORDINATOR and position < last and self._opens_subject(position + 1):
                break  # "since Roth spoke"
            if bits & INTERROGATIVE and not bits & DETERMINER:
                break
            if position < last and self._is_plain_past(position, start):
                break
            if (bits & COORDINATOR and word != "and") or (word == "and" and not self._joins_phrases(position, last)):
                break
            if position in self.spoken or (position < last and bits & CUE and self._is_past(position)):
                clause = self._relative(position, start)
                if clause is None:
                    clause = self._contact(position, start)
                if clause is None:
                    clause = self._reduced(position, last, start)
                if clause is None:
                    break
                position = clause
                continue
            position -= 1
        return position + 1

    def _is_plain_noun(self, token: int, is_last: bool) -> bool:
        """`a spokesman for the works`, `her need`: a form that is mostly a verb, behind what opens a noun phrase.

        As the last word of a subject it is told only behind a preposition: what works, needs and looks do says nobody.
        """
        before = self.classes[token - 1] if token else 0
        is_opened = before & (DETERMINER | POSSESSIVE) and not before & SUBJECT
        is_governed = not is_last or (token > 1 and bool(self.classes[token - 2] & PREPOSITION))
        return bool(is_opened) and is_governed and not self.classes[token] & (AUXILIARY | CONTRACTED)

    def _opens_subject(self, token: int) -> bool:
        """Behind since, after, before, until: a name or a phrase with an article, no time."""
        if self.classes[token] & TIME or self.words[token][0].isdigit():
            return False
        return self.r.is_capital(token) or bool(self.classes[token] & (DETERMINER | POSSESSIVE))

    def _apposition(self, comma: int, start: int) -> tuple[TokenSpan | None, int]:
        """`Ada Roth, the mayor of Lund, said`: the noun phrase before the first comma of the chain."""
        left = comma - 1
        first = start
        position = left
        steps = 0
        while position >= start and steps < 60:
            if self.quote_of[position] >= 0 or self.words[position] in (";", ":", "—", "–", "("):
                first = position + 1
                break
            position -= 1
            steps += 1
        else:
            first = max(position + 1, start)
        segments: list[TokenSpan] = []
        opened = first
        for token in range(first, comma):
            if self.words[token] == ",":
                if token > opened:
                    segments.append((opened, token))
                opened = token + 1
        if opened < comma:
            segments.append((opened, comma))
        later = next((n for n in range(len(segments) - 1, 0, -1) if self.words[segments[n][0]] in CONTRASTS), 0)
        if later and later < len(segments) - 1:
            # "few came, but the board, which had met, said": the clause after the conjunction
            segments = [(segments[later][0] + 1, segments[later][1]), *segments[later + 1 :]]
        if len(segments) < 2:
            return None, comma + 1
        for number, (a, b) in enumerate(segments[:-1]):
            if any((self.classes[t] & VERBAL and not self.classes[t] & TIME) or t in self.spoken for t in range(a, b)):
                # the clause may end in the name: "… and Ada Roth, the mayor, said"
                tail = self._region(b - 1, a)
                if (
                    number == len(segments) - 2
                    and tail > a
                    and tail < b
                    and (self.words[tail - 1] in ("and", "but", "as", "that") or self.classes[tail - 1] & SUBORDINATOR)
                ):
                    speaker, _ = self._head(tail, b)
                    if speaker and (
                        self.r.is_capital(speaker[0]) or self.classes[speaker[0]] & (DETERMINER | POSSESSIVE)
                    ):
                        return speaker, tail
                continue
            bits = self.classes[a]
            if (
                (bits & (PREPOSITION | SUBORDINATOR | RELATIVE | INTERROGATIVE) and not bits & DETERMINER)
                or self.words[a].endswith("ing")
                or bits & TIME
            ):
                continue
            if bits & (ADVERB | ADVERSATIVE) and b - a == 1:
                continue
            speaker, _ = self._head(a, b)
            if speaker and (
                self.r.is_capital(speaker[0])
                or self.classes[speaker[0]] & (DETERMINER | POSSESSIVE | SUBJECT)
                or self.words[speaker[1] - 1].endswith("s")
            ):
                return speaker, a
        # "…, however, said" : an insertion between subject and verb
        a, b = segments[-1]
        if b - a <= 3 or self.classes[a] & PREPOSITION:
            region = segments[-2]
            tail = self._region(region[1] - 1, region[0])
            if tail < region[1]:
                speaker, left_edge = self._head(tail, region[1])
                return speaker, left_edge
        return None, comma + 1

    def _subject(self, group: int, start: int) -> tuple[TokenSpan | None, int]:
        """The subject that ends before `group`, and where its whole phrase begins."""
        last = group - 1
        if last < start:
            return None, group
        if self.quote_of[last] >= 0 and not self._is_name(self.quote_of[last]):
            return None, group
        word, bits = self.words[last], self.classes[last]
        is_object = bits & OBJECT and not bits & SUBJECT  # "people close to her say"
        is_pronoun = bits & PRONOUN and word != "it" and not is_object
        if is_pronoun or (bits & RELATIVE and word in ("who", "which")):
            return (last, last + 1), last
        if word == "it" or (bits & CONTRACTED and word not in ("let's", "let’s")):
            return (last, last + 1), last  # "he's claiming", "they've said"
        if word == "whom" and last - 2 >= start and self.words[last - 2] in QUANTIFIERS:
            return (last - 2, last + 1), last - 2  # "many of whom say"
        if word in (")", "]"):
            opening = last
            while opening > start and self.words[opening] not in ("(", "["):
                opening -= 1
            return self._subject(opening, start)
        if word == "—":
            dash = next((t for t in range(last - 1, max(start, last - 40), -1) if self.words[t] == "—"), None)
            if dash is not None:
                return self._subject(dash, start)  # "the film — which … — explains"
        if word in (",", "—", "–"):
            return self._apposition(last, start)
        if word == ":" or word == ";":
            return None, group
        region = self._region(last, start)
        if region > last:
            return None, group
        if region > start and region - 1 in self.spoken and self.classes[region] & PREPOSITION:
            third = any(cue.form == "third" for cue in self.r.lexicon.cues.get(self.words[group], ()))
            if third and self.words[last].endswith("s") and not self.r.is_capital(last):
                return None, group  # "as they speak to leaders shows": the object of another verb
        return self._head(region, group)

    def _nearest_subject(self, start: int, end: int) -> TokenSpan | None:
        """Subject of the last finite verb before `end` that has one of its own, relative clauses passed over."""
        for token in range(end - 1, start, -1):
            if self.quote_of[token] >= 0 or self.words[token].endswith("ing") or not self._finite(token, start):
                continue
            if self.classes[token] & CONTRACTED:
                return None
            group, _ = self._group(token, start)
            speaker, _ = self._subject(group, start)
            if speaker is not None and not self.classes[speaker[1] - 1] & RELATIVE:
                return speaker
        return None

    def _first_subject(self, start: int, end: int) -> TokenSpan | None:
        """Subject of the sentence's first finite verb."""
        for token in range(start + 1, end):
            if self.quote_of[token] >= 0:
                continue
            if self._finite(token, start):
                bits = self.classes[token]
                if bits & CONTRACTED:
                    return None
                group, _ = self._group(token, start)
                speaker, _ = self._subject(group, start)
                return speaker
        return None
