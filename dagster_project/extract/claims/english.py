"""Who said what in English: cue verbs and their frames, "according to", nouns of saying, quotations.

Cues first: each cue is read as a verb or passed by (`_verb_at`), its subject sought to the left or, after
a quotation, to the right, and its content where the frame puts it. Quotations are atoms: no cue of the
sentence is sought within them, no clause ends there. Frames, in the words of the lexicon: SAY (quotation,
that-clause, bare clause, inversion), THAT (that- and wh-clause), WHETHER, TOINF, OTO (object + to), OTHAT
(object + that), NPO (object), PREP(…), NOUN. The frames follow Quirk et al., A Comprehensive Grammar of the
English Language, 16.30-16.83 (complementation of verbs), and 14.28-14.35 (reported speech).
"""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import BIT, Cue
from dagster_project.extract.claims.tokens import Reading

DET, POSS, SUBJ = BIT["determiner"], BIT["possessive"], BIT["subject"]
PRON, OBJ, BE, HAVE, DO = BIT["pronoun"], BIT["object"], BIT["be"], BIT["have"], BIT["do"]
MODAL, CONTR, PREP, COORD = BIT["modal"], BIT["contracted"], BIT["preposition"], BIT["coordinator"]
ADVERS, SUB, WH, ADV, TIME = (
    BIT["adversative"], BIT["subordinator"], BIT["interrogative"], BIT["adverb"], BIT["time"],
)  # fmt: skip
FINITE, CUE, REL, NOUN = BIT["finite"], BIT["cue"], BIT["relative"], BIT["noun_cue"]
AUX = BE | HAVE | DO | MODAL
VERBAL = AUX | CONTR | FINITE
CLAUSE_MARKS = frozenset(",;:—–()[]")
RAISING = frozenset(
    ["said", "reported", "believed", "thought", "alleged", "rumored", "rumoured", "claimed", "understood"]
)
ABBREVIATED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "gen",
        "lt",
        "col",
        "sgt",
        "prof",
        "rev",
        "st",
        "jr",
        "sr",
        "u.s",
        "d.c",
        "inc",
        "corp",
        "vs",
        "no",
        "hon",
        "maj",
        "capt",
        "adm",
        "pres",
    ]
)


@dataclass(slots=True)
class Verb:
    """A cue read as a verb: its group of words, its subject, and how it stands."""

    token: int
    group: int
    """First token of the verb group (has also said)."""
    cue: Cue
    shape: str
    """'finite' | 'ing' | 'passive' | 'infinitive'"""
    speaker: TokenSpan | None = None
    left: int = 0
    """Where the subject with all that belongs to it begins."""
    after: int = 0
    """First token after the verb and an inverted subject."""
    inverted: bool = False
    postposed: bool = False
    """Does the verb with its subject close what came before it ("…, X said")?"""


class English:
    """The rules of English over one reading."""

    def __init__(self, reading: Reading) -> None:
        self.r = reading
        self.words, self.classes = reading.words, reading.classes
        self.quote_of = reading.quote_of
        self.found: list[Found] = []

    # -- the way through a source -------------------------------------------------------------------------

    def find(self) -> list[Found]:
        """All statements of the reading, in order of their sentences."""
        cue_bits = CUE | NOUN
        classes, units = self.classes, self.r.units
        cue_tokens = [token for token, bits in enumerate(classes) if bits & cue_bits]
        cue_tokens_at: dict[int, list[int]] = {}
        unit = 0
        for token in cue_tokens:
            while units[unit][1] <= token:
                unit += 1
            cue_tokens_at.setdefault(unit, []).append(token)
        last: Found | None = None
        for number, (start, end) in enumerate(units):
            before = len(self.found)
            self._read_unit(number, start, end, cue_tokens_at.get(number, []))
            last = self._read_uncued(number, start, end, before, last)
        return self.found

    def _read_unit(self, number: int, start: int, end: int, tokens: list[int]) -> None:
        outer = [t for t in tokens if self.quote_of[t] < 0]
        verbs = [v for t in outer if (v := self._verb_at(t, start, end))]
        for verb in verbs:
            self._place(verb, start, end)
        self._according(number, start, end)
        spoken: list[Found] = []
        for position, verb in enumerate(verbs):
            stop = next((v for v in verbs[position + 1 :] if v.postposed), None)
            found = self._content(verb, verbs, position, number, start, end, stop)
            if found:
                spoken.append(found)
                self.found.append(found)
        for token in outer:
            if self.classes[token] & NOUN:
                self._noun(token, number, start, end)
        self._nested(number, tokens)

    # -- verbs ---------------------------------------------------------------------------------------------

    def _verb_at(self, token: int, start: int, end: int) -> Verb | None:
        """The cue at `token` as a verb, or None where it is a noun, an adjective or an imperative."""
        word, classes = self.words[token], self.classes
        cues = [c for c in self.r.lexicon.cues[word] if c.form != "noun"]
        cue = next((c for c in cues if c.form != "base"), cues[0]) if cues else None
        if cue is None or (token > start and self.r.is_capital(token) and not self._is_title(start, end)):
            return None
        group, aux = self._group(token, start)
        if aux & (MODAL | DO) and not self._last_aux(token, group) & (BE | HAVE):
            cue = next((c for c in cues if c.form == "base"), cue)
        before = group - 1
        bits = classes[before] if before >= start and self.quote_of[before] < 0 else 0
        word_before = self.words[before] if before >= start else ""
        if cue.form == "ing":
            if aux & BE:
                return Verb(token, group, cue, "finite")
            quoted = before >= start and self.quote_of[before] >= 0
            if before < start or quoted or bits & PREP or word_before in (",", "while", "and", "—"):
                return Verb(token, group, cue, "ing")
            # a statement announcing …, footage of her asking: “…”
            following = token + 1
            strong = following < end and (self.words[following] in ("that", ",") or self.quote_of[following] >= 0)
            if word_before in WRITTEN or (strong and not bits & (DET | POSS | VERBAL)):
                return Verb(token, group, cue, "ing")
            return None
        if cue.form in ("past", "participle"):
            if (aux & BE and not aux & HAVE) or word_before == "been" or self._last_aux(token, group) & BE:
                return Verb(token, group, cue, "passive")
            if cue.form == "participle" and not aux & HAVE:
                return None
            if aux:
                return Verb(token, group, cue, "finite")
            if (bits & (DET | POSS) and not bits & SUBJ) or word_before in ("the", "a", "an"):
                return None
            if bits & PREP and not bits & SUBJ and word_before not in ("according",):
                return None
            return Verb(token, group, cue, "finite")
        if cue.form == "base":
            if aux & (MODAL | DO):
                return Verb(token, group, cue, "finite")
            if word_before == "to" or aux & (HAVE | BE):
                return None
            if (
                token + 1 < end
                and self.words[token + 1] == "that"
                and not bits & (DET | POSS | PREP)
                and "THAT" in cue.frames
            ):
                return Verb(token, group, cue, "finite")
            plural = bits & SUBJ and word_before not in ("he", "she", "it", "this", "that", "there")
            noun = not bits & (DET | POSS | PREP | VERBAL | COORD) and before >= start and self.r.is_word(before)
            following = token + 1
            if not plural and cue.lemma not in PLAIN_VERBS and following < end and self.classes[following] & PREP:
                noun = noun and self.words[following] in cue.prepositions
            if plural or (noun and (word_before.endswith("s") or cue.lemma in PLAIN_VERBS)):
                return Verb(token, group, cue, "finite")
            if (
                word_before
                and not bits
                and self.r.is_word(before)
                and self.words[before - 1 if before > start else before] == "and"
            ):
                return Verb(token, group, cue, "finite")
            return None
        # third person: "reports", "claims" are nouns as often
        if bits & (DET | POSS | PREP | MODAL | BE) and word_before not in SINGULAR:
            return None
        if word_before[:1].isdigit() or (word_before.endswith("ed") and not bits and not self.r.is_capital(before)):
            return None
        if word_before.endswith(("'s", "’s")) and not bits & CONTR or word_before in PLURAL:
            return None
        if cue.lemma not in PLAIN_VERBS and not bits & SUBJ and not self._takes_complement(token + 1, end):
            return None
        return Verb(token, group, cue, "finite")

    def _takes_complement(self, token: int, end: int) -> bool:
        """Does what follows fit a verb rather than a noun?"""
        if token >= end:
            return False
        if self.quote_of[token] >= 0:
            return True
        bits, word = self.classes[token], self.words[token]
        if word in ("of", "and", "or") or bits & (AUX | COORD):
            return False
        return (
            bool(bits & (DET | POSS | PRON | OBJ | WH | CONTR | PREP | ADV | TIME | SUBJ))
            or self.r.is_capital(token)
            or word in (",", ":", ".", "that")
            or word.endswith("s")
        )

    def _is_title(self, start: int, end: int) -> bool:
        """A headline with capitals throughout: there a capital says nothing."""
        long = [t for t in range(start, end) if len(self.words[t]) > 3 and self.r.is_word(t)]
        return sum(self.r.is_capital(t) for t in long) >= 0.8 * len(long)

    def _group(self, token: int, start: int) -> tuple[int, int]:
        """First token of the verb group that `token` closes, and the classes of its auxiliaries."""
        group, aux, position = token, 0, token - 1
        while position >= start and self.quote_of[position] < 0:
            bits = self.classes[position]
            if bits & AUX:
                aux |= bits & AUX
                group = position
            elif not (bits & ADV or self.words[position].endswith("ly")) or bits & (DET | SUBJ | PREP):
                break
            position -= 1
        # adverbs alone in front ("repeatedly said") belong to the group too
        if not aux:
            group = position + 1
        return group, aux

    def _last_aux(self, token: int, group: int) -> int:
        for position in range(token - 1, group - 1, -1):
            if self.classes[position] & AUX:
                return self.classes[position]
        return 0

    def _place(self, verb: Verb, start: int, end: int) -> None:
        """Subject of a verb, where its phrase begins, and what follows."""
        verb.after = verb.token + 1
        verb.left = verb.group
        if verb.shape in ("ing", "passive"):
            return
        before = verb.group - 1
        if before < start or self._is_set_off(verb.group):
            quoted = before >= start and self._follows_quote(verb.group)
            named = None if quoted else self._subject(verb.group, start)
            inverted = None if named and named[0] else self._inverted(verb, end, quoted)
            if inverted:
                verb.speaker, verb.after = inverted
                verb.inverted = True
                verb.postposed = True
                return
        speaker, left = self._subject(verb.group, start)
        verb.speaker, verb.left = speaker, left
        if speaker is not None and left > start and self._is_set_off(left):
            if self._follows_quote(left):
                verb.postposed = not self._opens_clause(verb.after, end)
            else:
                verb.postposed = self._closes(verb.after, end, verb.cue)

    def _is_set_off(self, token: int) -> bool:
        """Does a comma, a dash or a quotation end before `token`?"""
        return self.words[token - 1] in (",", "—", "–") or self.quote_of[token - 1] >= 0

    def _follows_quote(self, token: int) -> bool:
        """Does a quotation end right before `token`, a mark between them passed over?"""
        before = token - 1
        if before > 0 and self.quote_of[before] < 0 and self.words[before] in (",", "—", "–"):
            before -= 1
        quote = self.quote_of[before]
        if quote < 0:
            return False
        inner = self.words[self.r.quotes[quote].end - 2]
        return before < token - 1 or inner in ",?!.—–…-"

    def _opens_clause(self, position: int, end: int) -> bool:
        """Does a that-clause or a bare clause follow the cue, adverbials of time passed over?"""
        while (
            position < end
            and self.quote_of[position] < 0
            and self.classes[position] & (TIME | ADV)
            and not self.classes[position] & (PRON | DET)
        ):
            position += 1
        if position >= end or self.quote_of[position] >= 0:
            return False
        if self.words[position] in ("that", "whether") or self.classes[position] & CONTR:
            return True
        if self.classes[position] & PRON:
            return self._has_finite(position + 1, min(end, position + 4))
        return self._starts_phrase(position) and self._clause_after(position, end)

    def _closes(self, position: int, end: int, cue: Cue) -> bool:
        """Nothing but adverbials and persons spoken to between `position` and a mark: the content went before."""
        steps = 0
        while position < end and steps < 30:
            word, bits = self.words[position], self.classes[position]
            if self.quote_of[position] >= 0:
                return False
            if word == ":" or (word == "," and position + 1 < end and self.quote_of[position + 1] >= 0):
                return False
            if word in ".,;!?)—–…" and not self._is_abbreviated(position):
                return True
            if bits & (CONTR | MODAL | BE | HAVE | DO) or word in ("that", "whether", "if", "how", "why"):
                return False
            if steps == 0 and (word in cue.prepositions or (word == "to" and "TOINF" in cue.frames)):
                return False
            if steps == 0 and not (
                bits & (TIME | PREP | ADV | COORD | SUB)
                or (bits & OBJ and not bits & POSS)
                or self.words[position - 1] in ("told", "tells", "tell")
                or word.endswith("ly")
            ):
                return False
            steps += 1
            position += 1
        return position >= end

    def _inverted(self, verb: Verb, end: int, quoted: bool) -> tuple[TokenSpan | None, int] | None:
        """Subject after the verb (`…,” said Ada Roth, the mayor.`): its span and the token after its phrase."""
        position = verb.token + 1
        if position >= end or not (quoted or "SAY" in verb.cue.frames) or verb.shape != "finite":
            return None
        bits = self.classes[position]
        if self.quote_of[position] >= 0 or bits & (PREP | AUX | WH) or not self.r.is_word(position):
            return None
        if bits & TIME and not self.r.is_capital(position):
            return None
        if self.words[position] in ("that", "it", "they"):
            return None
        stop = position
        if bits & PRON:
            stop = position + 1
        else:
            while stop < end and self._in_phrase(stop):
                stop += 1
        if stop == position or not self._ends_inversion(position, stop, end, quoted):
            return None
        speaker = (position, stop)
        after = stop
        # what belongs to the name: ", the mayor of Lund," or "of the harbour board"
        depth = 0
        while after < end and depth < 40:
            if self.quote_of[after] >= 0 or (self.words[after] in ".;:!?" and not self._is_abbreviated(after)):
                break
            if self.words[after] == "," and self._closes_apposition(after, end):
                break
            after += 1
            depth += 1
        return self._trim(speaker), after

    def _ends_inversion(self, first: int, stop: int, end: int, quoted: bool) -> bool:
        """After an inverted subject comes no verb of its own: a mark, a preposition, a relative clause."""
        if not quoted and not (self.classes[first] & (DET | POSS | PRON) or self.r.is_capital(first)):
            return self.words[first] in GROUPS
        if stop >= end or self.quote_of[stop] >= 0:
            return True
        bits, word = self.classes[stop], self.words[stop]
        if bits & (VERBAL | CUE) and not bits & TIME:
            return False
        return bool(bits & (PREP | REL | TIME | ADV | COORD)) or not self.r.is_word(stop) or word.endswith("ing")

    def _closes_apposition(self, comma: int, end: int) -> bool:
        following = comma + 1
        if following >= end:
            return True
        if self.quote_of[following] >= 0:
            return True
        bits, word = self.classes[following], self.words[following]
        return not (bits & (DET | POSS | REL) or word.endswith("ing") or self.r.is_capital(following))

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
        if bits & (PREP | AUX | CONTR | WH | SUB | COORD | PRON):
            return False
        if bits & TIME and self.r.is_capital(token) and word.endswith("day"):
            return False
        return not (bits & ADV and not self.r.is_capital(token)) and not word.endswith("ly")

    def _joins_name(self, token: int) -> bool:
        """`of` within a name: Department of Justice, House of Representatives."""
        forms = self.r.forms
        return (
            0 < token < len(forms) - 1
            and forms[token - 1][0].isupper()
            and (forms[token + 1][0].isupper())
            and self.words[token - 1] in NAME_HEADS
        )

    def _is_abbreviated(self, dot: int) -> bool:
        if self.words[dot] != "." or not dot:
            return False
        return self.words[dot - 1] in ABBREVIATED or (len(self.words[dot - 1]) == 1 and self.r.is_capital(dot - 1))

    def _subject(self, group: int, start: int) -> tuple[TokenSpan | None, int]:
        """The subject that ends before `group`, and where its whole phrase begins."""
        last = group - 1
        if last < start:
            return None, group
        if self.quote_of[last] >= 0 and not self._is_name(self.quote_of[last]):
            return None, group
        word, bits = self.words[last], self.classes[last]
        if (bits & PRON and word not in ("it",)) or (bits & REL and word in ("who", "which")):
            return (last, last + 1), last
        if word == "it":
            return (last, last + 1), last
        if word in (")", "]"):
            opening = last
            while opening > start and self.words[opening] not in ("(", "["):
                opening -= 1
            return self._subject(opening, start)
        if word in (",", "—", "–"):
            return self._apposition(last, start)
        if word == ":" or word == ";":
            return None, group
        region = self._region(last, start)
        if region > last:
            return None, group
        return self._head(region, group)

    def _is_name(self, quote: int) -> bool:
        """A short quotation that is a name or title: DuVernay’s “13th”, MSNBC’s “Morning Joe”."""
        here = self.r.quotes[quote]
        if not here.is_closed or here.end - here.start > 7 or self.words[here.end - 2] in ",.!?":
            return False
        first = self.r.forms[here.start + 1][0]
        return first.isupper() or first.isdigit()

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
            if bits & VERBAL and not (bits & TIME and self.r.is_capital(position)):
                clause = self._relative(position, start)
                if clause is None:
                    break
                position = clause
                continue
            if (bits & SUB and not bits & PREP) or (word == "that" and position < last):
                break
            if bits & WH and not bits & DET:
                break
            if (bits & COORD and word != "and") or (word == "and" and not self._joins_phrases(position, last)):
                break
            if position < last and bits & CUE and self._is_past(position):
                clause = self._relative(position, start)
                if clause is None:
                    break
                position = clause
                continue
            position -= 1
        return position + 1

    def _is_past(self, token: int) -> bool:
        word = self.words[token]
        if not any(c.form == "past" for c in self.r.lexicon.cues.get(word, ())):
            return False
        before = self.classes[token - 1] if token else 0
        return not before & (DET | POSS)

    def _relative(self, verb: int, start: int) -> int | None:
        """Token before the relative clause that holds `verb`, if it is one: people who attended the meeting said."""
        for position in range(verb - 1, max(start, verb - 8) - 1, -1):
            if self.quote_of[position] >= 0 or self.words[position] in ",;:.":
                return None
            if self.words[position] in ("who", "which", "that") and position > start:
                if self.classes[position - 1] & (VERBAL | PREP | CUE) or not self.r.is_word(position - 1):
                    return None
                return position - 1
        return None

    def _joins_phrases(self, conjunction: int, last: int) -> bool:
        """`and` between two noun phrases that look alike: Obama and Clinton, the mayor and the board."""
        if conjunction == 0 or conjunction >= last + 1:
            return False
        left, right = conjunction - 1, conjunction + 1
        if self.quote_of[left] >= 0 or not self.r.is_word(left):
            return False
        if self.classes[right] & (PRON | VERBAL | ADV) or right > last:
            return False
        return self.r.is_capital(left) == self.r.is_capital(right) or bool(self.classes[right] & (DET | POSS))

    def _head(self, region: int, group: int) -> tuple[TokenSpan | None, int]:
        """Speaker within [region, group), and where its phrase begins, fronted adverbials left out."""
        first = region
        while first < group and (
            (self.classes[first] & (COORD | ADV) and not self.classes[first] & DET)
            or (self.words[first].endswith("ly") and not self.r.is_capital(first))
        ):
            first += 1
        if first >= group:
            return None, group
        if self.classes[first] & PREP or (self.classes[first] & TIME and not self.r.is_capital(first)):
            after_time = first + 1
            while after_time < group and self.classes[after_time] & TIME:
                after_time += 1
            if after_time > first + 1 and after_time < group and not self.classes[after_time] & PREP:
                first = after_time
            else:
                first = self._last_phrase(first, group)
        speaker = self._trim((first, group))
        return speaker, first if first > region and self.classes[
            first - 1
        ] & PREP == 0 and first - region < 2 else region

    def _last_phrase(self, first: int, group: int) -> int:
        position = group - 1
        while position > first:
            bits = self.classes[position]
            if bits & (DET | POSS):
                return position
            if bits & PREP and not self._joins_name(position):
                return position + 1
            position -= 1
        return first + 1 if first + 1 < group else first

    def _trim(self, span: TokenSpan) -> TokenSpan | None:
        """The noun phrase at the head of `span`: cut before a preposition, a relative clause, an adverb."""
        start, end = span
        stop = start
        while stop < end:
            bits, word = self.classes[stop], self.words[stop]
            if stop > start:
                if (word == "." and not self._is_abbreviated(stop)) or word in (",", "(", "—", "–", "[", ";", ":"):
                    break
                if bits & PREP and not self._joins_name(stop):
                    break
                if bits & REL or word == "that" or (bits & VERBAL and not bits & TIME):
                    break
                if bits & CUE and self._is_past(stop) and self.r.forms[stop].islower():
                    break
            stop += 1
        while stop > start + 1 and (
            (self.classes[stop - 1] & ADV and not self.classes[stop - 1] & DET) or self.words[stop - 1] in (",", "and")
        ):
            stop -= 1
        if stop <= start or not any(self.r.is_word(t) for t in range(start, stop)):
            return None
        if self.words[start] in ("there", "what", "that", "this") and stop == start + 1:
            return None
        return start, stop

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
        if len(segments) < 2:
            return None, comma + 1
        for number, (a, b) in enumerate(segments[:-1]):
            if any(self.classes[t] & VERBAL and not self.classes[t] & TIME for t in range(a, b)):
                # the clause may end in the name: "… and Ada Roth, the mayor, said"
                tail = self._region(b - 1, a)
                if (
                    number == len(segments) - 2
                    and tail > a
                    and tail < b
                    and self.words[tail - 1] in ("and", "but", "as")
                ):
                    speaker, _ = self._head(tail, b)
                    if speaker and (self.r.is_capital(speaker[0]) or self.classes[speaker[0]] & (DET | POSS)):
                        return speaker, tail
                continue
            bits = self.classes[a]
            if (bits & (PREP | SUB | REL | WH) and not bits & DET) or self.words[a].endswith("ing") or bits & TIME:
                continue
            if bits & (ADV | ADVERS) and b - a == 1:
                continue
            speaker, _ = self._head(a, b)
            if speaker and (
                self.r.is_capital(speaker[0])
                or self.classes[speaker[0]] & (DET | POSS | SUBJ)
                or self.words[speaker[1] - 1].endswith("s")
            ):
                return speaker, a
        # "…, however, said" : an insertion between subject and verb
        a, b = segments[-1]
        if b - a <= 3 or self.classes[a] & PREP:
            region = segments[-2]
            tail = self._region(region[1] - 1, region[0])
            if tail < region[1]:
                speaker, left_edge = self._head(tail, region[1])
                return speaker, left_edge
        return None, comma + 1

    # -- content -------------------------------------------------------------------------------------------

    def _content(
        self, verb: Verb, verbs: list[Verb], position: int, number: int, start: int, end: int, stop: Verb | None
    ) -> Found | None:
        frames = verb.cue.frames
        if verb.shape == "passive":
            return self._passive(verb, number, start, end)
        if verb.shape == "finite" and verb.left > start and self.words[verb.left - 1] == "as" and verb.speaker:
            found = self._as_said(verb, number, start, end)
            if found:
                return found
        if verb.shape == "finite" and verb.postposed and ("SAY" in frames or self._follows_quote(verb.left)):
            found = self._postposed(verb, verbs, position, number, start, end)
            if found:
                return found
        speaker = verb.speaker
        if verb.shape == "ing":
            speaker = self._participle_subject(verb, number, start)
            if speaker is None and self.words[verb.group - 1 if verb.group > start else start] != ",":
                return None
        if speaker is None and verb.shape == "finite" and verb.left == verb.group and verb.group > start:
            # "said X and added Y": the subject of the verb before
            speaker = self._shared_subject(verb, verbs, position)
            if speaker is None:
                return None
        limit = stop.left if stop and stop.left > verb.after else end
        if self._is_fronted(verb, start):
            later = next((v for v in verbs[position + 1 :] if v.speaker and self.words[v.left - 1] == ","), None)
            limit = later.left if later else limit
            stop = later or stop
        if stop and limit < end and limit > verb.after and self.words[limit - 1] == ",":
            limit -= 1
        begin, kind = self._begin(verb, limit)
        if begin is None:
            return None
        content_end = self._clause_end(begin, limit, kind, verb.cue.form)
        if verb.speaker and self.classes[verb.speaker[0]] & REL and self.words[verb.speaker[0] - 1] == ",":
            content_end = self._main_verb(begin, content_end)
        content_end = self._strip(begin, content_end)
        if content_end <= begin:
            return None
        if kind in ("object", "preposition"):
            if content_end - begin == 1 and self.classes[begin] & (PRON | OBJ | SUBJ):
                return None
        quote = self.quote_of[begin]
        direct = quote >= 0 and self.r.quotes[quote].start == begin and self.r.quotes[quote].end >= content_end
        report = "direct" if direct and kind != "object" else self._report(kind, begin, content_end)
        spans = [(begin, content_end)]
        return Found(
            f"en_{kind}", number, spans, report, speaker, (verb.token, verb.token + 1), verb.cue.medium,
            verb.cue.stance,
        )  # fmt: skip

    def _fronts_content(self, verb: Verb, start: int) -> bool:
        """`When the tide rises, he said, …`, `If it fails, she said she would …`: the clause in front is hers."""
        if not verb.speaker or not self.classes[verb.speaker[0]] & PRON or verb.left <= start + 3:
            return False
        return self.words[start] in ("when", "if", "unless", "while", "although") and self.words[verb.left - 1] == ","

    def _main_verb(self, begin: int, end: int) -> int:
        """`X, who knew that …, told`: the relative clause ends at the comma before the main verb."""
        for token in range(begin + 1, end - 1):
            if self.words[token] == "," and self.quote_of[token] < 0:
                following = self.classes[token + 1]
                if following & AUX or (following & CUE and self._is_past(token + 1)):
                    return token
        return end

    def _as_said(self, verb: Verb, number: int, start: int, end: int) -> Found | None:
        """`…, as X said`, `as X pointed out, …`: the clause around it."""
        opened = verb.left - 1
        if "SAY" not in verb.cue.frames and not verb.cue.prepositions & {"out"}:
            return None
        after = verb.after
        if (
            after < end
            and self.words[after] in ("it", "out", "in", "on", "this", "last")
            or after < end
            and self.classes[after] & TIME
        ):
            after = self._next_mark(after, end) or end
        if after < end and (self.quote_of[after] >= 0 or self.words[after] not in (",", ".", "—", ";", ":", ")")):
            return None
        before = opened - 1 if opened > start and self.words[opened - 1] == "," else opened
        spans = [(start, before), (after + 1, self._strip(after + 1, end) if after + 1 < end else after + 1)]
        spans = [(a, b) for a, b in spans if b > a]
        if not spans:
            return None
        return self._found("as", number, spans, self._report("bare", *spans[0]), verb)

    def _is_fronted(self, verb: Verb, start: int) -> bool:
        """Does the cue stand in a clause before the main one: When X noted that …, Y said; Asked about …, Y said?"""
        if verb.token == start or self.words[start].endswith("ing") and verb.shape == "ing":
            return True
        return (
            bool(self.classes[start] & (SUB | ADVERS))
            and not self.words[start] in ("but", "yet", "so")
            and verb.left <= start + 2
        )

    def _report(self, kind: str, begin: int, end: int) -> str:
        if kind in ("object", "preposition"):
            return "reported"
        if any(self.quote_of[t] >= 0 for t in range(begin, end)):
            return "mixed"
        return "indirect"

    def _begin(self, verb: Verb, end: int) -> tuple[int | None, str]:
        """Where the content after a verb begins, and by which frame."""
        frames, words, classes = verb.cue.frames, self.words, self.classes
        position = verb.token + 1
        if verb.inverted:
            position = verb.after
        if position >= end:
            return None, ""
        says, thats = bool(frames & {"SAY", "QUO"}), bool(frames & {"SAY", "THAT"})
        # directly at the verb
        here = self._opens_content(position, end, verb, direct=True)
        if here:
            return here
        # over adverbials and the person spoken to
        skipped = position
        steps = 0
        told = bool(frames & {"OTHAT", "OTO"})
        while skipped < end and steps < 28:
            word, bits = words[skipped], classes[skipped]
            quote = self.quote_of[skipped]
            if quote >= 0 and skipped > position and words[skipped - 1] not in (",", ":") and self._is_name(quote):
                skipped = self.r.quotes[quote].end
                continue
            if quote >= 0:
                if says and skipped > position and words[skipped - 1] in (",", ":"):
                    return skipped, "quote"
                if says and steps and self.r.quotes[quote].end - skipped > 4:
                    return skipped, "quote"
                break
            if word == ":" and says:
                return (skipped + 1, "colon") if skipped + 1 < end else (None, "")
            if word == ",":
                following = skipped + 1
                if following < end and self.quote_of[following] >= 0 and says:
                    return following, "quote"
                if steps and not (following < end and words[following] == "that"):
                    if not (following < end and classes[following] & (ADV | PREP)):
                        break
            elif (
                not self.r.is_word(skipped)
                and word not in ("'", "’", "&", "$", "%", "(", ")")
                and not self._is_abbreviated(skipped)
            ):
                break
            if word == "that" and (thats or "OTHAT" in frames) and not (classes[skipped - 1] & PREP):
                return skipped, "that"
            if word == "to" and "OTO" in frames and skipped > position and self._is_bare(skipped + 1, end):
                return position, "object_to"
            if (
                word in ("if", "whether", "how", "why", "what", "where", "when", "who")
                and skipped > position
                and frames & {"OTHAT", "WHETHER"}
            ):
                return skipped, "whether"
            if (
                skipped > position
                and (says or told)
                and bits & (PRON | CONTR)
                and not classes[skipped - 1] & (PREP | SUB)
                and self._has_finite(skipped, min(end, skipped + 6))
            ):
                return skipped, "bare"
            if bits & (AUX | CONTR) and not bits & TIME or (bits & SUB and not bits & PREP) or not (says or told):
                break
            steps += 1
            skipped += 1
        # a bare clause or an object right after adverbials of time
        begin = position
        while begin < end and (
            (classes[begin] & TIME and not classes[begin] & DET and words[begin] != "may")
            or (classes[begin] & ADV and not classes[begin] & (DET | SUBJ))
            or (words[begin] in ("on", "in") and begin + 1 < end and classes[begin + 1] & TIME)
            or words[begin].endswith("ly")
        ):
            begin += 1
        here = self._opens_content(begin, end, verb, direct=False)
        if here:
            return here
        return None, ""

    def _opens_content(self, begin: int, end: int, verb: Verb, direct: bool) -> tuple[int | None, str] | None:
        frames, words, classes = verb.cue.frames, self.words, self.classes
        if begin >= end:
            return None
        says, thats = bool(frames & {"SAY", "QUO"}), bool(frames & {"SAY", "THAT"})
        if words[begin] in (",", ":") and begin + 1 < end and self.quote_of[begin + 1] >= 0 and says:
            return begin + 1, "quote"
        word, bits = words[begin], classes[begin]
        if self.quote_of[begin] >= 0:
            if says:
                return begin, "quote"
            if "NPO" in frames or thats:
                return begin, "object"
            return None
        if word == "that" and (thats or ("OTHAT" in frames and direct)):
            if self._has_finite(begin + 1, end) or not frames & {"NPO"}:
                return begin, "that"
        if word in ("whether", "if", "how", "why", "what", "where", "when", "who", "which"):
            if word in ("when", "if", "where") and not frames & {"WHETHER"}:
                return None
            if "WHETHER" in frames or (thats and word not in ("if", "when", "who", "which")):
                return begin, "whether"
        if word == "to" and "TOINF" in frames and self._is_bare(begin + 1, end):
            return begin, "infinitive"
        if word == "not" and "TOINF" in frames and begin + 1 < end and words[begin + 1] == "to":
            return begin, "infinitive"
        if "OTHAT" in frames and self._starts_phrase(begin):
            after_object = self._after_object(begin, end)
            if after_object:
                return after_object
        if self._starts_phrase(begin) and (thats or "OTHAT" in frames):
            if self._clause_after(begin, end) or (verb.cue.lemma == "say" and self._is_long(begin, end)):
                return begin, "bare"
        if "OTO" in frames and self._starts_phrase(begin):
            for position in range(begin + 1, min(end, begin + 12)):
                if self.quote_of[position] >= 0 or words[position] in ",;:":
                    break
                if words[position] == "to" and self._is_bare(position + 1, end):
                    return begin, "object_to"
        if verb.cue.prepositions and word in verb.cue.prepositions:
            return (begin, "preposition") if begin + 1 < end and self.r.is_word(begin + 1) else None
        if "NPO" in frames and direct and self._starts_phrase(begin) and not bits & TIME:
            return begin, "object"
        return None

    def _is_long(self, begin: int, end: int) -> bool:
        """Four words or more to the next mark: after "say" that is a clause, whatever its verb is."""
        return end - begin >= 4 and not any(self.words[t] in ",.;:" for t in range(begin, begin + 4))

    def _after_object(self, begin: int, end: int) -> tuple[int, str] | None:
        """`told the board that …`, `asked reporters whether …`: the clause after the person spoken to."""
        for position in range(begin + 1, min(end, begin + 16)):
            word = self.words[position]
            quote = self.quote_of[position]
            if quote >= 0 and self._is_name(quote):
                continue
            if quote >= 0 or word in ";:" or self.classes[position] & VERBAL:
                return None
            if word == "that":
                return position, "that"
            if word in ("whether", "how", "why", "what", "if"):
                return position, "whether"
        return None

    def _starts_phrase(self, token: int) -> bool:
        """Can a noun phrase start here?"""
        if self.quote_of[token] >= 0:
            return True
        bits, word = self.classes[token], self.words[token]
        if not self.r.is_word(token):
            return word in ("$", "#")
        if bits & (DET | POSS | PRON | CONTR):
            return True
        if bits & (PREP | SUB | COORD | VERBAL | ADV | WH) and not self.r.is_capital(token):
            return bits & SUBJ > 0 and word not in ("who", "which")
        return not word.endswith("ly")

    def _is_bare(self, token: int, end: int) -> bool:
        """Is there an infinitive after `to`: no determiner, name or number?"""
        if token >= end or self.quote_of[token] >= 0:
            return token < end
        bits = self.classes[token]
        return not (
            bits & (DET | POSS | PREP | TIME | OBJ | WH)
            or self.r.is_capital(token)
            or self.words[token][0].isdigit()
            or not self.r.is_word(token)
        )

    def _has_finite(self, start: int, end: int) -> bool:
        return any(self._finite(token, start) for token in range(start, end))

    def _finite(self, token: int, start: int) -> bool:
        bits = self.classes[token]
        if bits & VERBAL:
            return True
        if token == start:
            return False
        word = self.words[token]
        before = self.classes[token - 1]
        if bits & CUE or word.endswith("ed"):
            if before & (DET | POSS | PREP | BE | HAVE) and not before & SUBJ:
                return False
            return word.endswith("ed") or self._is_past(token) or (word.endswith("s") and not before & DET)
        return False

    def _clause_after(self, begin: int, end: int) -> bool:
        """A bare clause: a noun phrase and then a finite verb before the next mark."""
        if self.classes[begin] & CONTR:
            return True
        position = begin + 1
        steps = 0
        while position < end and steps < 25:
            quote = self.quote_of[position]
            word = self.words[position]
            if (quote < 0 and word in ";:") or (word == "," and steps > 14):
                return False
            if quote >= 0 and self.words[position - 1] in (",", ":") and self.r.quotes[quote].start == position:
                return False
            if self._finite(position, begin):
                if self.words[position].endswith("ed") and not self.classes[position] & (VERBAL | CUE):
                    pass
                if self._in_relative(position, begin):
                    position += 1
                    steps += 1
                    continue
                return True
            if word == "," and not any(self.words[t] == "," for t in range(position + 1, min(end, position + 12))):
                return False
            position += 1
            steps += 1
        return False

    def _in_relative(self, verb: int, begin: int) -> bool:
        return any(
            self.words[t] in ("who", "which", "that", "where", "when", "if", "because", "after", "before", "as")
            for t in range(max(begin, verb - 4), verb)
        )

    def _clause_end(self, begin: int, end: int, kind: str, form: str = "past") -> int:
        """End of the content that begins at `begin`: before what is the reporter's again."""
        words, classes = self.words, self.classes
        position = begin
        is_object = kind in ("object", "preposition")
        is_short = is_object or kind in ("infinitive", "object_to")
        if kind in ("quote", "colon"):
            quote = self.quote_of[begin]
            if quote >= 0:
                stop = self.r.quotes[quote].end
                if stop >= end:
                    return end if stop > end else stop
                if (words[stop - 2] in ".!?,…" and words[stop - 1] not in ",") or words[stop] in ".":
                    return stop
                if words[stop] in (",",) and kind == "quote":
                    return stop
                position = stop
            elif kind == "colon":
                return end
        depth = 0
        while position < end:
            quote = self.quote_of[position]
            if quote >= 0:
                position = self.r.quotes[quote].end
                if (
                    position < end
                    and position - 2 >= begin
                    and words[position - 2] in ".!?"
                    and self.r.forms[position][0].isupper()
                ):
                    return position
                continue
            word = words[position]
            if word == "(":
                depth += 1
            elif word == ")":
                if not depth:
                    return position
                depth -= 1
            elif word == ";":
                return position
            elif word == "," and not depth:
                if self._ends_at_comma(position, end, is_short, form):
                    return position
            elif word == "according" and position + 1 < end and words[position + 1] == "to":
                return position
            elif word in ("and", "but") and position > begin:
                following = position + 1
                while following < end and classes[following] & ADV and not classes[following] & CUE:
                    following += 1
                if following < end and self._is_coordinate(following, form, end):
                    return position
                if is_object and following < end and (classes[following] & VERBAL):
                    return position
            elif is_object and position > begin and self._leaves_object(position, end):
                return position
            position += 1
        return end

    def _leaves_object(self, position: int, end: int) -> bool:
        """An adverbial of the reporter's clause after an object: when, where and in what it was said."""
        word, bits = self.words[position], self.classes[position]
        following = position + 1
        if following >= end:
            return False
        if word in ("while", "when", "because", "although", "though", "after", "before", "since", "during", "until"):
            return True
        if word in ("in", "at", "on") and self.quote_of[following] < 0:
            if self.classes[following] & TIME and not self.classes[following] & DET:
                return True
            return any(
                self.words[t] in OCCASIONS for t in range(following, min(end, following + 4)) if self.quote_of[t] < 0
            )
        return bool(bits & TIME) and self.r.is_capital(position) and word.endswith("day")

    def _ends_at_comma(self, comma: int, end: int, is_object: bool, form: str) -> bool:
        following = comma + 1
        if following >= end:
            return True
        words, classes = self.words, self.classes
        word, bits = words[following], classes[following]
        if self.quote_of[following] >= 0:
            return False
        if (bits & ADVERS and word not in ("even", "yet")) or word == "whereas":
            return self._has_finite(following + 1, end)
        if word == "according":
            return True
        if bits & CUE and word.endswith("ing"):
            return True
        if word in ("and", "but") and following + 1 < end:
            then = following + 1
            while then < end and classes[then] & ADV and not classes[then] & CUE:
                then += 1
            if then < end and self._is_coordinate(then, form, end):
                return True
            if is_object:
                return self._has_finite(then, min(end, then + 8))
            return False
        return is_object and not self._is_list(comma, end)

    def _is_coordinate(self, token: int, form: str, end: int) -> bool:
        """`said … and added …`, `says … but concedes …`: the reporter's verbs go on in the same form."""
        if not self.classes[token] & CUE or self.quote_of[token] >= 0:
            return False
        wanted = "third" if form in ("third", "ing") else "past"
        if not any(c.form == wanted for c in self.r.lexicon.cues[self.words[token]]):
            return False
        return wanted == "past" or self._takes_complement(token + 1, end)

    def _is_list(self, comma: int, end: int) -> bool:
        """Is the comma one of a list: Ada Roth, Jonas Feld and the board?"""
        position, since = comma + 1, 0
        if self.words[position].endswith("ing") or self.classes[position] & (REL | PREP | ADV | PRON | WH):
            return False
        while position < end and since <= 6 and self.quote_of[position] < 0:
            word = self.words[position]
            if word in ("and", "or"):
                return True
            if self.classes[position] & (VERBAL | REL):
                return False
            since = 0 if word == "," else since + 1
            position += 1
        return False

    def _strip(self, begin: int, end: int) -> int:
        while (
            end > begin
            and self.quote_of[end - 1] < 0
            and self.words[end - 1] in ".,;:—–!?)"
            and not (self._is_abbreviated(end - 1) and end - 1 > begin and self.words[end - 1] == ".")
        ):
            if self.words[end - 1] == ")" and any(self.words[t] == "(" for t in range(begin, end)):
                break
            end -= 1
        while end > begin and self.words[end - 1] in ("and", "but", ","):
            end -= 1
        return end

    def _shared_subject(self, verb: Verb, verbs: list[Verb], position: int) -> TokenSpan | None:
        before = verb.group - 1
        if self.words[before] not in ("and", "but", ",", "or"):
            return None
        for earlier in reversed(verbs[:position]):
            if earlier.speaker and earlier.shape == "finite":
                return earlier.speaker
        first = self.r.units[self._unit_of(verb.token)][0]
        return self._first_subject(first, verb.group)

    def _unit_of(self, token: int) -> int:
        units = self.r.units
        low, high = 0, len(units) - 1
        while low < high:
            middle = (low + high) // 2
            if units[middle][1] <= token:
                low = middle + 1
            else:
                high = middle
        return low

    def _first_subject(self, start: int, end: int) -> TokenSpan | None:
        """Subject of the sentence's first finite verb."""
        for token in range(start + 1, end):
            if self.quote_of[token] >= 0:
                continue
            if self._finite(token, start):
                bits = self.classes[token]
                if bits & CONTR:
                    return None
                group, _ = self._group(token, start)
                speaker, _ = self._subject(group, start)
                return speaker
        return None

    def _participle_subject(self, verb: Verb, number: int, start: int) -> TokenSpan | None:
        for found in reversed(self.found):
            if found.unit != number:
                break
            if found.speaker and found.cue and found.cue[0] < verb.token:
                return found.speaker
        return self._first_subject(start, verb.group)

    def _postposed(
        self, verb: Verb, verbs: list[Verb], position: int, number: int, start: int, end: int
    ) -> Found | None:
        """`…, X said` and `“…,” said X.`: the content stands before, and may go on after."""
        left = verb.left
        close = left
        while close > start and self.quote_of[close - 1] < 0 and self.words[close - 1] in (",", "—", "–"):
            close -= 1
        if close <= start:
            return None
        begin = start
        for earlier in verbs[:position]:
            if earlier.postposed and earlier.after < close:
                begin = max(begin, earlier.after)
                while begin < close and self.words[begin] in (",", ".", "and", ";", "but"):
                    begin += 1
        quote = self.quote_of[close - 1]
        rule = "postposed"
        if (
            verb.speaker
            and self.classes[verb.speaker[0]] & PRON
            and any(
                v.speaker and not v.postposed and v.shape == "finite" and "SAY" in v.cue.frames and v.left <= start + 2
                for v in verbs[:position]
            )
        ):
            mark = self._next_mark(verb.after, end)
            later = self._later_quote(mark + 1, end, verbs, position) if mark is not None else None
            return self._found("quote_before", number, [later], "direct", verb) if later else None
        report = "indirect"
        if quote >= 0:
            opened = self.r.quotes[quote].start
            lead = list(range(begin, opened))
            if all(not self.r.is_word(t) or self.classes[t] & COORD or self.quote_of[t] >= 0 for t in lead):
                report, rule = "direct", "quote_before"
            else:
                report = "mixed"
                lead_end = self._lead_end(begin, opened)
                if lead_end is not None:
                    begin, report, rule = opened, "direct", "quote_before"
        for token in range(close - 1, begin, -1):
            if self.words[token] == ";" and self.quote_of[token] < 0:
                begin = token + 1
                break
        if begin >= close or (report == "indirect" and not self._is_clause(begin, close, verb.after, end)):
            return None
        spans = [(begin, close)]
        after = verb.after
        while (
            after < end
            and self.quote_of[after] < 0
            and self.classes[after] & (TIME | ADV | PREP | DET)
            and self.words[after] not in ","
        ):
            after += 1
        after = self._next_mark(verb.after, end)
        if after is not None and after + 1 < end:
            following = after + 1
            later = self._later_quote(following, end, verbs, position) if report != "indirect" else None
            if later:
                spans.append(later)
            elif self.words[after] == "," and self.quote_of[after] < 0 and self._goes_on(begin, close, following, end):
                stop = self._strip(following, self._clause_end(following, end, "bare"))
                if stop > following:
                    spans.append((following, stop))
        if report == "indirect":
            report = self._report("bare", *spans[0])
        return self._found(rule, number, spans, report, verb)

    def _found(self, rule: str, number: int, spans: list[TokenSpan], report: str, verb: Verb) -> Found:
        cue = (verb.token, verb.token + 1)
        return Found(f"en_{rule}", number, spans, report, verb.speaker, cue, verb.cue.medium, verb.cue.stance)

    def _later_quote(self, start: int, end: int, verbs: list[Verb], position: int) -> TokenSpan | None:
        """The quotation that goes on after the cue, unless another cue stands before it."""
        for token in range(start, end):
            quote = self.quote_of[token]
            if quote >= 0:
                stop = min(self.r.quotes[quote].end, end)
                opened = token - 1 if self.words[token - 1] in ("but", "and") else token
                before = self.words[opened - 1]
                if token > start + 1 and before not in (",", ":", "—"):
                    return None
                return (
                    (opened, stop)
                    if not any(token > v.token >= start for v in verbs[position + 1 :] if v.speaker)
                    else None
                )
        return None

    def _is_clause(self, begin: int, close: int, after: int, end: int) -> bool:
        """Is [begin, close) a clause, or the first part of one that goes on after the cue?"""
        if self._has_finite(begin, close):
            return True
        if not self.classes[begin] & (PREP | TIME | ADV) and close - begin >= 4:
            return True
        mark = self._next_mark(after, end)
        if mark is None or mark + 1 >= end or self.quote_of[mark + 1] >= 0:
            return False
        return self.words[mark] == "," and self._goes_on(begin, close, mark + 1, end)

    def _next_mark(self, position: int, end: int) -> int | None:
        while position < end:
            if self.quote_of[position] >= 0:
                return position - 1
            if self.words[position] in (",", ";", ":", "."):
                return position if not self._is_abbreviated(position) else None
            position += 1
        return None

    def _goes_on(self, begin: int, close: int, following: int, end: int) -> bool:
        """Is `…, X said, …` inserted into one clause rather than closing it?"""
        bits, word = self.classes[following], self.words[following]
        if bits & (ADVERS | REL) and word != "that" or word in ("and", "or", "according", "while", "as", "after"):
            return False
        if word.endswith("ing"):
            return False
        if bits & (SUB | PREP | VERBAL) or word == "that":
            return True
        if self.classes[begin] & SUB and not self.classes[begin] & PREP or self.words[begin] == "even":
            return True
        return not self._has_finite(begin, close) and self._has_finite(following, end)

    def _lead_end(self, begin: int, opened: int) -> int | None:
        """Is what stands before a quotation a clause of its own, closed by a mark?"""
        if self.words[opened - 1] in (":", ".", "!", "?") or (
            self.words[opened - 1] == "," and self._has_finite(begin, opened)
        ):
            return opened
        return None

    def _passive(self, verb: Verb, number: int, start: int, end: int) -> Found | None:
        """`X is said to have fled`, `it was reported that …`: no speaker is named."""
        word, after = self.words[verb.token], verb.token + 1
        if after >= end:
            return None
        subject, left = self._subject(verb.group, start)
        if word in RAISING and self.words[after] == "to" and subject is not None:
            stop = self._strip(left, self._clause_end(after, end, "bare"))
            return Found(
                "en_raised", number, [(left, stop)], "indirect", None, (verb.token, after), verb.cue.medium, "weakens"
            )
        if (
            self.words[after] == "that"
            and "THAT" in verb.cue.frames | {"THAT"}
            and subject is not None
            and self.words[subject[0]] == "it"
        ):
            stop = self._strip(after, self._clause_end(after, end, "that"))
            return Found(
                "en_impersonal",
                number,
                [(after, stop)],
                "indirect",
                None,
                (verb.token, after),
                verb.cue.medium,
                verb.cue.stance,
            )
        return None

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
            while lead > start and self.classes[lead - 1] & (COORD | ADV) and lead - start <= 3:
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
        if self.classes[token + 2] & (AUX | FINITE):
            return
        stop = self._strip(token + 1, self._clause_end(token + 1, end, "that"))
        speaker: TokenSpan | None = None
        before = token - 1
        while (
            before > start
            and not self.classes[before] & (DET | POSS | VERBAL | PREP)
            and self.r.is_word(before)
            and not self.words[before].endswith(("'s", "’s"))
            and token - before < 4
        ):
            before -= 1
        if before >= start and self.quote_of[before] < 0:
            if self.classes[before] & POSS:
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

    def _nested(self, number: int, tokens: list[int]) -> None:
        """Statements within a quotation: only plain that-clauses with a subject of their own."""

    # -- quotations without a cue ---------------------------------------------------------------------------

    def _read_uncued(self, number: int, start: int, end: int, before: int, last: Found | None) -> Found | None:
        """A sentence that is all quotation goes on what was quoted last; otherwise the last statement changes."""
        own = self.found[before:]
        if own:
            spoken = [f for f in own if f.report_type in ("direct", "mixed") or f.rule == "en_quote"]
            return spoken[-1] if spoken else own[-1]
        quote = self.quote_of[start]
        if quote < 0 or self.r.quotes[quote].start != start or self.r.quotes[quote].end < end:
            return None
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


OCCASIONS = frozenset(
    "interview statement speech tweet letter email e-mail memo article op-ed column remarks post rally event hearing "
    "conference debate ad advertisement report appearance address video testimony".split()
)
PLURAL = frozenset("they we you i many some most others both all these those several few".split())
SINGULAR = frozenset("who which he she it one everyone everybody nobody someone that this there".split())
PLAIN_VERBS = frozenset("say tell think know believe write add argue insist".split())
WRITTEN = frozenset(
    "statement letter tweet ad advertisement report email memo video post article speech op-ed resolution release".split()
)
GROUPS = frozenset(
    "officials police experts aides analysts authorities sources people doctors residents witnesses critics lawmakers researchers".split()
)
NAME_HEADS = frozenset(
    [
        "department",
        "house",
        "ministry",
        "university",
        "bank",
        "board",
        "bureau",
        "institute",
        "association",
        "federation",
        "union",
        "state",
        "secretary",
        "office",
        "court",
        "committee",
        "council",
        "city",
        "county",
        "center",
        "centre",
        "chamber",
        "league",
        "party",
        "army",
        "church",
        "museum",
        "college",
        "commission",
        "society",
        "museum",
        "academy",
        "speaker",
        "president",
        "confederation",
        "daughters",
        "sons",
        "doctors",
        "joint",
    ]
)


def find_english(reading: Reading) -> list[Found]:
    """The statements of an English reading."""
    return English(reading).find()
