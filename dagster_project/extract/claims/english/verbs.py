"""Cues read as verbs, with their subjects, and whether they close what stands before them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dagster_project.extract.claims.english.phrases import Phrases
from dagster_project.extract.claims.english.words import (
    ADVERB,
    AUXILIARY,
    BE,
    CONTRACTED,
    COORDINATOR,
    COPULAS,
    CUE,
    DETERMINER,
    DO,
    FIGURES,
    GROUPS,
    HAVE,
    INTERROGATIVE,
    MODAL,
    NOUN_CUE,
    NUMERALS,
    OBJECT,
    PARTICLE_CUES,
    PHASES,
    PLAIN_VERBS,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUANTIFIERS,
    RELATIVE,
    SINGULAR,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERBAL,
    WRITTEN,
)
from dagster_project.extract.claims.found import TokenSpan
from dagster_project.extract.claims.gate import is_known_voice
from dagster_project.extract.claims.lexicon import Cue, load_lexicon, speaker_kinds

OPENERS = frozenset(
    ("who", "which", "that", "where", "when", "if", "because", "after", "before", "as", "until", "although", "unless")
)
"""Behind one of them a verb is not that of the clause around."""


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
    closed_at: int = 0
    """Where the verb begins in whose subject this one stands, or 0."""
    is_reduced: bool = False
    """Is the verb a participle behind its noun, within the subject of another?"""
    """Does the verb with its subject close what came before it ("…, X said")?"""


@cache
def _verb_cues(word: str) -> tuple[tuple[Cue, ...], Cue | None]:
    """The readings of a word as a verb, and the likeliest of them: no base form where there is another."""
    lexicon = load_lexicon("en")
    cues = tuple(c for c in (lexicon.cues[word] if lexicon else ()) if c.form not in ("noun", "adjective"))
    return cues, next((c for c in cues if c.form != "base"), cues[0]) if cues else None


class Verbs(Phrases):
    """Cues read as verbs, with their subjects, and whether they close what stands before them."""

    def _verb_at(self, token: int, start: int, end: int) -> Verb | None:
        """The cue at `token` as a verb, or None where it is a noun, an adjective or an imperative."""
        word, classes = self.words[token], self.classes
        cues, cue = _verb_cues(word)
        if cue is not None and "AS" in cue.frames and self.words[token + 1 : token + 2] not in (["it"], ["this"]):
            cue = None if FIGURES.isdisjoint(self.words[token + 1 : min(end, token + 6)]) else cue
            # "as Roth put it" and "put the toll at 32" alone
        if cue is None or (token > start and self.r.is_capital(token) and not self._is_title(start, end)):
            return None
        if cue.phrases and not cue.frames and not cue.prepositions and self._phrase_stop(cue, token, end) is None:
            return None  # "took the ferry", but "took issue with the fare"
        group, aux = self._group(token, start)
        if aux & (MODAL | DO) and not self._last_aux(token, group) & (BE | HAVE):
            cue = next((c for c in cues if c.form == "base"), cue)
        before = group - 1
        if before >= start and self.words[before] == "please":
            return None  # "please read": asked of the reader
        if cue.form == "base" and before > start and self.words[before - 1] in ("let", "lets", "let's"):
            return None  # "let us know"
        if word == "regarding" or (word == "saying" and before >= start and self.words[before] == "without"):
            return None  # "a letter regarding the fee", "it goes without saying"
        if word == "think" and self.words[token + 1 : token + 2] in (["tank"], ["tanks"]):
            return None
        bits = classes[before] if before >= start and self.quote_of[before] < 0 else 0
        word_before = self.words[before] if before >= start else ""
        if cue.form == "ing":
            if aux & BE or (word_before.endswith(("'s", "’s", "'re", "’re", "'m", "’m")) and bits & CONTRACTED):
                return Verb(token, group, cue, "finite")
            quoted = before >= start and self.quote_of[before] >= 0
            if before < start or quoted or bits & PREPOSITION or word_before in (",", "while", "and", "—"):
                return Verb(token, group, cue, "ing")
            # a statement announcing …, footage of her asking: “…”
            following = token + 1
            strong = following < end and (self.words[following] in ("that", ",") or self.quote_of[following] >= 0)
            if word_before in WRITTEN or (strong and not bits & (DETERMINER | POSSESSIVE | VERBAL)):
                return Verb(token, group, cue, "ing")
            return None
        if cue.form in ("past", "participle"):
            if word_before.endswith(("'s", "’s")) and not bits & (CONTRACTED | BE):
                return None  # Russia's suspected role
            is_contracted = bits & CONTRACTED and word_before.endswith(("'m", "’m", "'re", "’re"))
            if (
                is_contracted
                or (aux & BE and not aux & HAVE)
                or word_before == "been"
                or self._last_aux(token, group) & BE
            ):
                return Verb(token, group, cue, "passive")
            if (cue.form == "participle" and not aux & HAVE) or word_before in COPULAS:
                return None  # "remained convinced": an adjective
            if aux:
                return Verb(token, group, cue, "finite")
            closes = "SAY" in cue.frames and self.words[token + 1 : token + 2] in (["."], [","])  # "…, all three said."
            counts = word_before in NUMERALS and (closes or self._opens_plainly(token + 1, end))  # "five said they"
            is_noun = bits & (DETERMINER | POSSESSIVE) and not bits & SUBJECT and not counts
            if is_noun or word_before in ("the", "a", "an"):
                return None
            if bits & PREPOSITION and not bits & SUBJECT and word_before not in ("according",):
                return None
            is_phrase = bool(cue.phrases) and self._phrase_stop(cue, token, end) is not None
            if not (bits or is_phrase or "SAY" in cue.frames) and self._is_participle(token, cue, end):
                return None  # "chemicals found in the lake"
            return Verb(token, group, cue, "finite")
        if cue.form == "base":
            if aux & (MODAL | DO):
                return Verb(token, group, cue, "finite")
            if cue.lemma in PLAIN_VERBS and self._opens_plainly(token + 1, end) and not aux:
                is_stranded = bits & PREPOSITION and self._is_stranded(before, start)
                if (
                    is_stranded or word_before in NUMERALS or word_before == ","
                ):  # "officials, who met in May, say they"
                    return Verb(token, group, cue, "finite")  # "two pilots I spoke to think", "three say that"
            is_object = bits & OBJECT and not bits & SUBJECT and before > start
            if is_object and cue.lemma in PLAIN_VERBS and not aux and classes[before - 1] & PREPOSITION:
                return Verb(token, group, cue, "finite")  # "people close to her say"
            if word_before == "to" and before > start:
                phase = self._phase(before, start)
                return None if phase is None else Verb(token, phase, cue, "finite")
            if word_before == "to" or aux & (HAVE | BE):
                return None
            if word_before == "that" and before > start and "NPO" in cue.frames and self._is_plural(before - 1):
                return Verb(token, group, cue, "finite")  # cities that support the rules
            plural = bits & SUBJECT and word_before not in ("he", "she", "it", "this", "that", "there")
            if cue.lemma in PARTICLE_CUES and not bits & PRONOUN and word_before not in GROUPS:
                return None  # pays back
            that_follows = "that" in self.words[token + 1 : min(token + 4, end)] and "THAT" in cue.frames
            names_many = before >= start and (plural or bits & ADVERB or self._is_plural(before))
            names_many = names_many or (that_follows and self._is_quantified(before, start))
            if that_follows and names_many and not bits & (POSSESSIVE | PREPOSITION):
                return Verb(token, group, cue, "finite")
            if (
                plural
                and bits & DETERMINER
                and cue.lemma not in PLAIN_VERBS
                and not self._opens_plainly(token + 1, end)
            ):
                return None  # some state officials
            noun = (
                not bits & (DETERMINER | POSSESSIVE | PREPOSITION | VERBAL | COORDINATOR)
                and before >= start
                and self.r.is_word(before)
            )
            following = token + 1
            if (
                not plural
                and cue.lemma not in PLAIN_VERBS
                and following < end
                and self.classes[following] & PREPOSITION
            ):
                opens = "TOINF" in cue.frames and self.words[following] == "to" and self._is_bare(following + 1, end)
                noun = noun and (opens or self.words[following] in cue.prepositions)
            name = before
            while name > start and self.r.is_capital(name):
                name -= 1
            if name < before and self.words[name] in ("a", "an"):
                return None  # "a United Nations plan to return"
            if plural or (noun and (self._is_plural(before) or cue.lemma in PLAIN_VERBS)):
                return Verb(token, group, cue, "finite")
            joined = word_before and not bits and before > start and self.words[before - 1] == "and"
            if joined and (self.r.is_capital(before) or self._is_plural(before)):
                return Verb(token, group, cue, "finite")
            return None
        # third person: "reports", "claims" are nouns as often
        if token == start and self.words[token + 1 : token + 2] == ["that"] and classes[token] & NOUN_CUE:
            return None  # "Reports that the dam had failed were denied"
        behind_verb = before in self.spoken or (
            before - 1 in self.spoken and not bits and not self.r.is_capital(before)
        )
        if behind_verb and cue.lemma not in PLAIN_VERBS:
            return None  # "denied reports that", "revealed bold plans to"
        if bits & (DETERMINER | POSSESSIVE | PREPOSITION | MODAL | BE) and word_before not in SINGULAR:
            return None
        if word_before[:1].isdigit() or word_before == "please":
            return None
        if word_before.endswith(("ed", "ing")) and not bits & ~CUE and not self.r.is_capital(before):
            return None  # insulting remarks
        if (word_before.endswith(("'s", "’s")) and not bits & CONTRACTED) or word_before in PLURAL:
            return None
        number = before
        within = ADVERB | CUE | NOUN_CUE
        while (
            number > start and before - number < 3 and not classes[number] & ~within and not self.r.is_capital(number)
        ):
            number -= 1
        if before > number >= start and self.words[number] in NUMERALS and self.words[number] != "one":
            return None  # "released two highly critical reports that depicted"
        if self.words[token + 1 : token + 2] == ["that"] and cue.lemma not in PLAIN_VERBS:
            after = self.classes[token + 2] if token + 2 < end else 0
            many = before >= start and self._is_plural(before) and not self.r.is_capital(before)
            if many or after & AUXILIARY:
                return None  # rules that could close the pit, fuel rules that promise much
        fits = (token + 1 < end and self.words[token + 1] in cue.prepositions) or self._takes_complement(token + 1, end)
        if fits and self.words[token + 1] in (",", ".") and not self.r.is_capital(before):
            fits = word_before in speaker_kinds("en")  # battleground states, but: a study finds.
        fits = fits or (bool(cue.phrases) and self._phrase_stop(cue, token, end) is not None)
        if cue.lemma not in PLAIN_VERBS and not bits & SUBJECT and not fits:
            return None
        following = token + 1
        governs = following >= end or self.words[following] in cue.prepositions or cue.lemma in PLAIN_VERBS
        if not governs and self.classes[following] & PREPOSITION and self._is_governed(token, start):
            return None  # "the heads of the CSTO states for help"
        return Verb(token, group, cue, "finite")

    def _is_quantified(self, last: int, start: int) -> bool:
        """`Many in Lund fear`: how many, and a phrase with a preposition up to the verb."""
        for token in range(last, max(start, last - 5) - 1, -1):
            if self.quote_of[token] >= 0 or not self.r.is_word(token) or self.classes[token] & VERBAL:
                return False
            if self.words[token] in QUANTIFIERS and token < last:
                return bool(self.classes[token + 1] & PREPOSITION)
        return False

    def _is_stranded(self, preposition: int, start: int) -> bool:
        """`the pilots I spoke to`: a preposition whose noun went before, with a pronoun and a verb between."""
        verb = preposition - 1
        if verb - 2 < start or self.quote_of[verb] >= 0 or not self.classes[verb] & (VERBAL | CUE):
            return False
        return self._contact(verb, start) is not None

    def _is_governed(self, noun: int, start: int) -> bool:
        """Does the noun phrase that would end in `noun` stand behind a preposition and an article?"""
        first = noun - 1
        while first > start and noun - first < 5 and self.r.is_word(first) and not self.classes[first] & DETERMINER:
            first -= 1
        return first > start and bool(self.classes[first] & DETERMINER and self.classes[first - 1] & PREPOSITION)

    def _is_participle(self, token: int, cue: Cue, end: int) -> bool:
        """A form in -ed behind a noun that a place or an agent follows, as no object does."""
        if token + 2 >= end or self.words[token + 1] not in ("in", "by", "at", "within", "among"):
            return False
        if self.words[token + 1] in cue.prepositions or self.r.is_capital(token - 1):
            return False
        return not self.classes[token + 2] & TIME and not self.words[token + 2][0].isdigit()

    def _phrase_stop(self, cue: Cue, token: int, end: int) -> int | None:
        """Token behind the words that make a verb one of saying: took `strong issue with`, lashed `out at`."""
        for phrase in cue.phrases:
            for first in range(token + 1, min(end - len(phrase), token + 4)):
                if tuple(self.words[first : first + len(phrase)]) == phrase and self.quote_of[first] < 0:
                    return first + len(phrase)
                if self.classes[first] & (PREPOSITION | VERBAL | PRONOUN) or not self.r.is_word(first):
                    break
        return None

    def _phase(self, to: int, start: int) -> int | None:
        """First word of `appeared`, `went on`, `was quick` before `to` and a verb of saying."""
        token = to - 1
        if self.words[token] == "on":
            token -= 1
        if token < start or self.quote_of[token] >= 0 or self.words[token] not in PHASES:
            return None
        group, _ = self._group(token, start)
        return group

    def _opens_plainly(self, token: int, end: int) -> bool:
        """Does a complement begin that no noun has after it: that, a quotation, a determiner, a pronoun?"""
        if token >= end:
            return False
        opens = DETERMINER | POSSESSIVE | PRONOUN | OBJECT | CONTRACTED
        return self.quote_of[token] >= 0 or self.words[token] in ("that", "to") or bool(self.classes[token] & opens)

    def _is_plural(self, token: int) -> bool:
        """A noun in -s, or people spoken of as a group."""
        word = self.words[token]
        if self.quote_of[token] >= 0 or self.classes[token] & (VERBAL | PREPOSITION | TIME):
            return False
        return word in GROUPS or (word.endswith("s") and not word.endswith(("ss", "'s", "’s", "us", "is")))

    def _takes_complement(self, token: int, end: int) -> bool:
        """Does what follows fit a verb rather than a noun?"""
        if token >= end:
            return False
        if self.quote_of[token] >= 0:
            return True
        bits, word = self.classes[token], self.words[token]
        if word in ("of", "and", "or") or bits & (AUXILIARY | COORDINATOR):
            return False
        if word[0].isdigit() or word in ("$", "€", "£"):
            return True  # "the agency reports 12 dead"
        if self.words[token : token + 2] == ["such", "as"]:
            return False
        return (
            bool(
                bits
                & (
                    DETERMINER
                    | POSSESSIVE
                    | PRONOUN
                    | OBJECT
                    | INTERROGATIVE
                    | CONTRACTED
                    | PREPOSITION
                    | ADVERB
                    | TIME
                    | SUBJECT
                )
            )
            or self.r.is_capital(token)
            or word in (",", ":", ".", "that")
            or word.endswith("s")
        )

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
            inverted = self._inverted(verb, end, quoted)
            if named and named[0] and not (inverted and self._is_full_name(inverted[0], verb)):
                inverted = None
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

    def _close_relatives(self, verbs: list[Verb]) -> None:
        """A verb within the subject of another: `a man who asked not to be named said`, `residents told to leave said`.

        What it opens ends before the other; a participle behind its noun says nothing of itself.
        """
        for number, verb in enumerate(verbs):
            for other in verbs[number + 1 :]:
                if other.speaker is None or other.inverted or other.left >= verb.token or other.shape != "finite":
                    continue
                verb.closed_at = other.group
                relative = verb.speaker is not None and self.classes[verb.speaker[1] - 1] & (RELATIVE | PRONOUN)
                verb.is_reduced = verb.shape == "finite" and not relative
                break

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
            and self.classes[position] & (TIME | ADVERB)
            and not self.classes[position] & (PRONOUN | DETERMINER)
        ):
            position += 1
        if position >= end or self.quote_of[position] >= 0:
            return False
        if self.words[position] in ("that", "whether") or self.classes[position] & CONTRACTED:
            return True
        if self.classes[position] & PRONOUN:
            return self._has_finite(position + 1, min(end, position + 4))
        return self._starts_phrase(position) and self._clause_after(position, end)

    def _clause_after(self, begin: int, end: int) -> bool:
        """A bare clause: a noun phrase and then a finite verb before the next mark."""
        if self.classes[begin] & CONTRACTED:
            return True
        position = begin + 1
        steps = 0
        while position < end and steps < 25:
            quote = self.quote_of[position]
            word = self.words[position]
            if (quote < 0 and word in ";:—") or (word == "," and steps > 14):
                return False
            if quote >= 0 and self.words[position - 1] in (",", ":") and self.r.quotes[quote].start == position:
                return False
            if self._finite(position, begin):
                joined = position - 1
                while joined > begin and self.classes[joined] & ADVERB:
                    joined -= 1
                if self.words[joined] in ("and", "or", "but") and joined > begin:
                    return False  # "denied the leak but later admitted that"
                if self._in_relative(position, begin):
                    position += 1
                    steps += 1
                    continue
                return True
            if word == "," and position > begin + 2 and position + 1 < end and self.classes[position + 1] & AUXILIARY:
                return True  # "the man, Jonas Feld, was sentenced"
            if word == "," and not any(self.words[t] == "," for t in range(position + 1, min(end, position + 12))):
                return False
            position += 1
            steps += 1
        return False

    def _in_relative(self, verb: int, begin: int) -> bool:
        return any(self.words[t] in OPENERS for t in range(max(begin, verb - 4), verb))

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
            if bits & (CONTRACTED | MODAL | BE | HAVE | DO) or word in ("that", "whether", "if", "how", "why"):
                return False
            if steps == 0 and (word in cue.prepositions or (word == "to" and "TOINF" in cue.frames)):
                return False
            if steps == 0 and not (
                bits & (TIME | PREPOSITION | ADVERB | COORDINATOR | SUBORDINATOR)
                or (bits & OBJECT and not bits & POSSESSIVE and "OTHAT" in cue.frames)
                or self.words[position - 1] in ("told", "tells", "tell")
                or self._is_adverb_in_ly(position)
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
        if verb.cue.form == "base" and self.words[verb.token - 1] == "then":
            return None  # "melt the butter, then add a spoon of flour"
        bits = self.classes[position]
        if (
            self.quote_of[position] >= 0
            or bits & (PREPOSITION | AUXILIARY | INTERROGATIVE)
            or not self.r.is_word(position)
        ):
            return None
        if bits & TIME and not self.r.is_capital(position):
            return None
        if self.words[position] in ("that", "it", "they"):
            return None
        stop = position
        if bits & PRONOUN:
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

    def _is_full_name(self, span: TokenSpan | None, verb: Verb) -> bool:
        """`…, said study author Ada Roth`: behind a verb of saying a name of two words, no verb of its own, speaks."""
        if span is None or verb.cue.frames & {"OTHAT", "OTO"}:
            return False
        last = span[1] - 1
        return span[1] - span[0] > 1 and self.r.is_capital(last) and self.r.is_capital(last - 1)

    def _ends_inversion(self, first: int, stop: int, end: int, quoted: bool) -> bool:
        """After an inverted subject comes no verb of its own: a mark, a preposition, a relative clause."""
        if not quoted and not (self.classes[first] & (DETERMINER | POSSESSIVE | PRONOUN) or self.r.is_capital(first)):
            is_name = stop - first > 2 and self.r.is_capital(stop - 1) and self.r.is_capital(stop - 2)
            if not is_name:
                return self.words[first] in GROUPS
        if stop >= end or self.quote_of[stop] >= 0:
            return True
        bits, word = self.classes[stop], self.words[stop]
        if bits & (VERBAL | CUE) and not bits & TIME:
            return False
        return (
            bool(bits & (PREPOSITION | RELATIVE | TIME | ADVERB | COORDINATOR))
            or not self.r.is_word(stop)
            or word.endswith("ing")
        )

    def _closes_apposition(self, comma: int, end: int) -> bool:
        following = comma + 1
        if following >= end:
            return True
        if self.quote_of[following] >= 0:
            return True
        bits, word = self.classes[following], self.words[following]
        return not (bits & (DETERMINER | POSSESSIVE | RELATIVE) or word.endswith("ing") or self.r.is_capital(following))

    def _shared_subject(self, verb: Verb, verbs: list[Verb], position: int) -> TokenSpan | None:
        before = verb.group - 1
        if self.words[before] not in ("and", "but", ",", "or"):
            return None
        earlier = [v for v in reversed(verbs[:position]) if v.speaker and v.shape == "finite"]
        if verb.cue.form == "third":  # "a poll has lower numbers (of all, 44 percent say …), but shows that"
            earlier = [v for v in earlier if v.cue.form != "base"]
        for other in earlier:
            if other.speaker and not self.classes[other.speaker[0]] & PRONOUN:
                return other.speaker  # "Feld said he would go and warned …": Feld, not "he"
        if earlier:
            return earlier[0].speaker
        first = self.r.units[self.r.unit_at(verb.token)][0]
        subject = self._nearest_subject(first, verb.group) or self._first_subject(first, verb.group)
        if subject is not None and subject == (first, first + 1) and not is_known_voice("en", self.words[first]):
            following = self.classes[first + 1]
            if following & (PREPOSITION | DETERMINER) and self.words[first].endswith("s"):
                return None  # "Preys on fears and calls people names": no subject at all
        return subject
