"""Cues read as verbs in their clause, and their subjects."""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.extract.claims.found import TokenSpan
from dagster_project.extract.claims.german.segments import Segment, Segments
from dagster_project.extract.claims.german.words import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    BE,
    BECOME,
    COORDINATOR,
    CUE,
    FINITE,
    HAVE,
    KONJUNKTIV,
    MODAL,
    NOUN_CUE,
    PARTICLE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
)
from dagster_project.extract.claims.lexicon import Cue, speaker_kinds, word_list

ADVERBIAL = ("weise", "lich", "isch", "end", "haft", "mäßig", "falls", "wärts", "mals", "seits", "dings")
"""Endings of adverbs that open a sentence with a capital letter."""
KINDS = speaker_kinds("de")
ADDRESSING = word_list("de", "addressing")
"""Verbs whose object is the one spoken to."""
DATIVES = frozenset(("dem", "den", "einem", "seinem", "ihrem", "seinen", "ihren", "diesem"))
EITHER_OBJECT = frozenset(("den", "seinen", "ihren"))
"""A dative of several or an accusative of one: no addressee of a verb with an object (kommentierte den Vorgang)."""
OBJECTS_OF = frozenset(("die", "den", "das", "alle", "seine", "ihre", "einen", "eine"))
EITHER_CASE = frozenset(("das", "eine", "keine", "seine", "ihre", "diese", "dieses", "weitere", "mehrere"))
"""Determiners of a subject and of an object alike."""
NO_GENITIVE = frozenset(("das", "die", "den", "dem", "ein", "eine", "einen", "einem"))
"""Determiners that open no genitive behind a noun."""
SURE_PRONOUNS = frozenset(("er", "wir", "ich", "man"))
RELATIVE_SUBJECTS = frozenset(("der", "die", "das", "wer", "welcher", "welche", "welches"))


@dataclass(slots=True)
class Verb:
    """A cue read as a verb."""

    token: int
    cue: Cue
    segment: int
    shape: str
    """'second' (finite in a main clause) | 'perfect' (hat … gesagt) | 'modal' (wollte … sagen) | 'infinitive' (zu
    sagen) | 'final' (wie X mitteilte) | 'passive'"""
    finite: int
    """The finite verb of its clause: the cue itself or its auxiliary."""
    closes: int
    """The segment that the verb with its particle closes: its content comes after that."""
    speaker: TokenSpan | None = None


class Verbs(Segments):
    """Verbs of saying in the sentence at hand."""

    def verb_at(self, token: int, position: int) -> Verb | None:
        """The cue at `token` as a verb, or None where it is something else."""
        segment = self.segments[position]
        if self.r.is_capital(token) and token > self.segments[0].start:
            return None
        cues = self.r.lexicon.cues[self.words[token]]
        last = self.last_word(segment)
        for cue in cues:
            if cue.form == "joined" and token == last:
                return self._final(token, cue, position)
            if cue.form == "participle" or (cue.form == "apart" and self._particle_ends(cue.particle, token)):
                auxiliary = self._auxiliary(token, position)
                if (
                    auxiliary is not None
                    and self.classes[auxiliary] & BE
                    and "worden" not in self.words[token : last + 1]
                ):
                    continue  # a state: "ist bekannt", "sind geladen"
                if auxiliary is not None:
                    shape = "perfect" if self.classes[auxiliary] & HAVE else "passive"
                    return Verb(token, cue, position, shape, auxiliary, position)
        finite = [cue for cue in cues if cue.form == "finite"]
        plain = next((cue for cue in finite if not cue.particle), None)
        if not finite:
            return None
        if token == last:  # "wie der Rat zu bedenken gab", "musste zu bedenken geben"
            for cue in finite:
                if cue.particle and self._particle_ends(cue.particle, token):
                    return self._final(token, cue, position)
        if self.is_subordinate(segment):
            return Verb(token, plain, position, "final", token, position) if plain and token >= last - 1 else None
        if self.words[token].endswith("n"):
            infinitive = self._infinitive(token, segment, position, plain)
            if infinitive is not None or self._is_infinitive(token, segment):
                return infinitive
        if self._is_adjective(token, segment):
            return None
        return self._second(token, position, finite, plain)

    def _final(self, token: int, cue: Cue, position: int) -> Verb:
        """A verb with its particle at the end: finite (wie der Rat mitteilte) or under a modal (musste einräumen)."""
        segment = self.segments[position]
        if not self.is_subordinate(segment):
            for before in range(segment.start + 1, token):
                bits = self.classes[before]
                if self.quote_of[before] < 0 and bits & (MODAL | BECOME | FINITE) and not bits & ARTICLE:
                    return Verb(token, cue, position, "modal", before, position)  # "ließ zurückweisen"
        return Verb(token, cue, position, "final", token, position)

    def _second(self, token: int, position: int, finite: list[Cue], plain: Cue | None) -> Verb | None:
        """A finite verb in second or first place, its particle at the end of this or a later segment."""
        if token == self.segments[0].start or self._has_verb_before(token, self.segments[position]):
            return None  # a verb that opens the sentence asks or bids: "Verglichen mit …", "Fragt sich, ob …"
        for number in range(position, min(len(self.segments), position + 4)):
            segment = self.segments[number]
            if number > position and not self._may_hold_particle(number):
                break
            last = self.last_word(segment)
            if last <= token or self.quote_of[last] >= 0:
                continue
            for cue in finite:
                if cue.particle and (
                    self._particle_ends(cue.particle, last + 1) or self.words[last] == "darauf" + cue.particle
                ):
                    return Verb(token, cue, position, "second", token, number)
            if (
                number == position
                and self.classes[last] & PARTICLE
                and self.words[last] not in ("nach", "an", "zu", "weiter")
            ):
                if self.next_verb(token, segment) is not None:
                    break  # the particle is the next verb's
                return None
        return Verb(token, plain, position, "second", token, position) if plain else None

    def _particle_ends(self, particle: str, end: int) -> bool:
        """Do the words of a particle (mit, zu bedenken, in Aussicht) stand right before `end`?"""
        if particle == self.words[end - 1]:
            return True
        if " " not in particle:
            return False
        parts = particle.split()
        return self.words[max(0, end - len(parts)) : end] == parts

    def _has_verb_before(self, token: int, segment: Segment) -> bool:
        """Does another verb hold the second place already (liegen … begründet)?"""
        for before in range(token - 1, segment.start, -1):
            if self.words[before] in ("und", "oder", "aber", "sowie"):
                return False
            if (
                self.quote_of[before] < 0
                and self.classes[before] & (AUXILIARY | FINITE)
                and not self.classes[before] & ARTICLE
                and not self.r.is_capital(before)  # "Dem Boten sagte …"
            ):
                return True
        return False

    def _may_hold_particle(self, number: int) -> bool:
        """Only appositions and adverbials lie between a verb and its particle."""
        before = self.segments[number - 1]
        if before.mark not in (",", "—", ")") or self.is_subordinate(self.segments[number]):
            return before.mark == "," and self.is_insertion(self.segments[number])
        return not self.has_finite(self.segments[number])

    def _auxiliary(self, participle: int, position: int) -> int | None:
        """The finite haben, werden or sein of a participle that closes its clause."""
        segment = self.segments[position]
        following = participle + 1
        if participle == segment.start:
            return following if following < segment.end and self.classes[following] & (HAVE | BECOME | BE) else None
        if participle < self.last_word(segment) - 1 and not self.classes[following] & (
            COORDINATOR | PREPOSITION | AUXILIARY
        ):
            return None
        wanted = HAVE | BECOME | BE
        if following < segment.end and self.classes[following] & wanted and self.words[following] != "worden":
            return following
        for back in range(position, max(-1, position - 4), -1):
            here = self.segments[back]
            if back < position and self.is_subordinate(here):
                continue
            for token in range(here.start, participle if back == position else here.end):
                if self.quote_of[token] < 0 and self.classes[token] & wanted and not self.classes[token] & ARTICLE:
                    return token
            if self.has_finite(here) and back < position:
                break
        return None

    def _is_infinitive(self, token: int, segment: Segment) -> bool:
        if token > segment.start and self.words[token - 1] == "zu":
            return True
        return any(self.classes[t] & (MODAL | BECOME) for t in range(segment.start, token) if self.quote_of[t] < 0)

    def _infinitive(self, token: int, segment: Segment, position: int, plain: Cue | None) -> Verb | None:
        """`wollte betonen`, `beeilte sich, zu erklären`: an infinitive that closes its segment."""
        if plain is None or token != self.last_word(segment):
            return None
        if token > segment.start and self.words[token - 1] == "zu":
            return Verb(token, plain, position, "infinitive", token, position) if position else None
        for before in range(segment.start, token):
            if self.quote_of[before] < 0 and self.classes[before] & (MODAL | BECOME):
                return Verb(token, plain, position, "modal", before, position)
        return None

    def _is_adjective(self, token: int, segment: Segment) -> bool:
        """`der bekannten Forscherin`: a participle before its noun."""
        before = token - 1
        if token <= segment.start or self.quote_of[before] >= 0:
            return False
        following = token + 1
        noun = following < segment.end and self.quote_of[following] < 0 and self.r.is_capital(following)
        after = following + 1
        if noun and after < segment.end and self.classes[after] & (AUXILIARY | FINITE):
            return not self.classes[after] & ARTICLE and self.words[token].endswith(("te", "ten", "e", "en"))
        return bool(self.classes[before] & ARTICLE) and noun and self.words[token].endswith(("te", "ten", "en", "e"))

    # -- subjects ------------------------------------------------------------------------------------------

    def subject(self, verb: Verb, verbs: list[Verb]) -> TokenSpan | None:
        """The words that name the one who speaks, or None."""
        segment = self.segments[verb.segment]
        if verb.shape == "passive" and "CITED" not in verb.cue.frames:
            return self._agent(segment, verb)
        if verb.shape == "infinitive":
            return self._shared(verb, verbs)
        opens = verb.token == segment.start and verb.finite == verb.token + 1
        if verb.shape == "final" or (verb.finite > verb.token and not opens):
            return self._subordinate_subject(segment, verb.token)
        position = self.segment_of(verb.finite)
        return self._main_subject(verb, verbs, position)

    def _subordinate_subject(self, segment: Segment, verb: int) -> TokenSpan | None:
        first = self.first_word(segment)
        is_relative = self.words[first] in RELATIVE_SUBJECTS and not self.classes[first] & SUBORDINATOR
        if is_relative and not self._has_subject(first + 1, verb):
            return first, first + 1
        if self.classes[first] & PREPOSITION:
            first += 1
        return self.phrase(first + 1, verb)

    def _has_subject(self, first: int, verb: int) -> bool:
        """Is there a subject of its own after a relative pronoun (die der Rat beschloss)?"""
        found = self.phrase(first, verb)
        return found is not None and (
            bool(self.classes[found[0]] & PRONOUN)
            or self.words[found[0]] in ("der", "ein", "das")
            or not self.is_article(found[0])
        )

    def _main_subject(self, verb: Verb, verbs: list[Verb], position: int) -> TokenSpan | None:
        segment, finite = self.segments[position], verb.finite
        following = finite + 1
        if verb.token < finite and verb.token == segment.start:  # "Eingeräumt hat der Rat …"
            return self.phrase(following, segment.end)
        while following < segment.end and self.words[following] == "sich":
            following += 1
        front = self.first_word(segment) if segment.start < finite else segment.start
        in_front = (
            finite > front
            and self.is_nominative(front, finite)
            and not self._ends_in_adverb(front, finite)
            and self._is_one_phrase(front, finite)
        )
        if following < segment.end and self.quote_of[following] < 0 and self.classes[following] & PRONOUN:
            pronoun = self.words[following]
            if pronoun in SURE_PRONOUNS or (
                pronoun in ("es", "sie") and not (in_front and self._must_be_subject(front, finite))
            ):
                return following, following + 1
        if in_front:
            return self._name_before(position, front) or self.front(front, finite)
        if finite == segment.start and position:
            resumed = self._resumed(position)
            if resumed:
                return resumed
        if finite == front and finite > segment.start:
            return self._shared(verb, verbs)
        found = self.phrase(following, segment.end)
        if found is None and finite > front and not self.is_duration(finite - 1):
            found = self.front(front, finite)
        if found is not None and (self.determiner_alone(found) or self._is_object(found)):
            found = None
        return found if found is not None else self._shared(verb, verbs)

    def _is_one_phrase(self, front: int, finite: int) -> bool:
        """`Genau das bezweifelt Roth`: an article that no genitive opens begins a second phrase."""
        found = self.front(front, finite)
        if found is None or found[1] >= finite or self.quote_of[found[1]] >= 0:
            return True
        return not (self.is_article(found[1]) and self.words[found[1]] in NO_GENITIVE)

    def _name_before(self, position: int, front: int) -> TokenSpan | None:
        """`Jan Roth, Sprecher der Werft sagte`: the name before an apposition whose second comma is missing."""
        if position != 1 or self.segments[1].before != "," or self.classes[front] & PRONOUN:
            return None
        before = self.segments[0]
        if before.end - before.start < 2 or not all(self.r.is_capital(t) for t in range(before.start, before.end)):
            return None
        inside = range(before.start, before.end)
        if any(self.classes[t] & ~CUE or self.quote_of[t] >= 0 for t in inside):
            return None
        return before.start, before.end

    def _must_be_subject(self, front: int, finite: int) -> bool:
        """`Der Rat nannte sie …` but not `Eine neue Zahl nannte sie`: a form of a subject alone, or who can speak."""
        if self.words[front] not in EITHER_CASE:
            return True
        last = finite - 1
        return self.words[last].endswith(tuple(KINDS)) or self.r.is_capital(last - 1)

    def _is_object(self, span: TokenSpan) -> bool:
        """`bestritt jedoch die Annahme`: what is said, not who speaks; a report can speak."""
        last = span[1] - 1
        return bool(self.classes[last] & NOUN_CUE) and self.words[last] not in KINDS

    def _ends_in_adverb(self, front: int, finite: int) -> bool:
        """`Weniger milde urteilte …`: what stands in front does not end as a noun phrase does."""
        last = finite - 1
        if last == front and self.words[front].endswith(ADVERBIAL) and self.phrase(finite + 1, len(self.words)):
            return True  # "Strafmildernd wertete die Kammer …"
        return (
            last > front
            and self.quote_of[last] < 0
            and not self.classes[last]
            and self.r.forms[last].isalpha()
            and self.r.forms[last].islower()
        )

    def _resumed(self, position: int) -> TokenSpan | None:
        """`Ada Roth, die Bürgermeisterin, sagte`: the subject before the inserted phrase or clause."""
        number = position - 1
        while (
            number >= 1 and self.segments[number].before in (",", "—", "(") and self.is_insertion(self.segments[number])
        ):
            number -= 1
        if number == position - 1 or number < 0:
            return None
        before = self.segments[number]
        if self.is_subordinate(before) or self.has_finite(before):
            return None
        first = self.first_word(before)
        while first < before.end - 1 and self.classes[first] & ADVERB and not self.is_article(first):
            first += 1
        if not self.is_nominative(first, before.end):
            return None
        return self.front(first, before.end)

    def _agent(self, segment: Segment, verb: Verb) -> TokenSpan | None:
        """`wurde von der Polizei gewarnt`, `Von der Polizei wurde …`: who the passive names."""
        after_finite = segment.start < verb.finite < verb.token and self.words[segment.start] not in ("von", "vom")
        for position in range(verb.finite if after_finite else segment.start, verb.token):
            if self.words[position] in ("von", "vom") and self.quote_of[position] < 0:
                stop = self.head_end(position + 1, segment.end)
                if stop > position + 1:
                    return position + 1, stop
        return None

    def _shared(self, verb: Verb, verbs: list[Verb]) -> TokenSpan | None:
        """The subject of the verb before: `kritisierte … und forderte`."""
        for earlier in reversed(verbs):
            if earlier.token < verb.token and earlier.speaker and earlier.shape in ("second", "perfect", "modal"):
                return earlier.speaker
        return self.first_subject(self.segments[0].start, verb.finite)

    def first_subject(self, start: int, end: int) -> TokenSpan | None:
        """Subject of the first finite verb of the sentence, sought up to `end`."""
        for token in range(start, end):
            if self.quote_of[token] >= 0 or not self.is_finite(token):
                continue
            segment = self.segments[self.segment_of(token)]
            if self.is_subordinate(segment):
                continue
            first = self.first_word(segment)
            if token > first and self.is_nominative(first, token):
                return self.front(first, token)
            resumed = self._resumed(self.segment_of(token)) if token == segment.start else None
            if resumed is not None:
                return resumed  # "Roth, dessen Partei verlor, erkannte …"
            return self.phrase(token + 1, segment.end) or (self.front(first, token) if token > first else None)
        return None

    def next_verb(self, token: int, segment: Segment) -> int | None:
        """Where the clause of the verb at `token` ends before `und` and another verb: `sprach … und forderte`."""
        for position in range(token + 1, segment.end - 1):
            if self.words[position] in ("und", "sowie") and self.quote_of[position] < 0:
                following = position + 1
                if self.quote_of[following] < 0 and self.is_finite(following) and not self.r.is_capital(following):
                    return position
        return None

    def addressee(self, verb: Verb) -> TokenSpan | None:
        """The one spoken to: a dative (`sagte dem „Boten“`), an object (`rief die Bürger auf`), after `gegenüber`."""
        segment = self.segments[self.segment_of(verb.finite)]
        if verb.shape not in ("second", "perfect", "modal") or segment.end <= verb.finite:
            return None
        is_object = verb.cue.lemma in ADDRESSING
        token = verb.finite + 1
        while token < segment.end:
            if verb.speaker is not None and token == verb.speaker[0]:
                token = max(verb.speaker[1], token + 1)
                continue
            if self.quote_of[token] >= 0 or token == verb.token:
                token += 1
                continue
            word, bits = self.words[token], self.classes[token]
            if word == "gegenüber":
                stop = self.head_end(token + 1, segment.end)
                return (token + 1, stop) if stop > token + 1 else None
            if word in ("ihm", "ihnen", "uns", "mir") or (is_object and word in ("ihn", "sie")):
                return token, token + 1
            if bits & PREPOSITION:
                token = self.after_prepositional(token, segment.end)
            elif (
                (word in DATIVES and not (word in EITHER_OBJECT and verb.cue.frames & {"R", "H", "A"}))
                or (word == "der" and self._is_dative_der(verb))
                or (is_object and word in OBJECTS_OF)
            ):
                stop = self.head_end(token, segment.end)
                if stop == token:
                    return None
                if not self.classes[stop - 1] & TIME and not self.classes[stop - 1] & NOUN_CUE:
                    return token, stop
                token = stop
            else:
                token += 1
        return None

    def _is_dative_der(self, verb: Verb) -> bool:
        """`Roth sagte der Zeitung`: the subject stands in front, so der opens no nominative."""
        return verb.speaker is not None and verb.speaker[1] <= verb.finite

    def is_coordinated(self, first: int, segment: Segment) -> bool:
        """`und forderte …`, `und er kritisierte …`: the reporter's clause goes on."""
        for token in range(first, min(first + 2, segment.end)):
            if self.quote_of[token] >= 0:
                return False
            if self.classes[token] & CUE and not self.r.is_capital(token):
                finite = [cue for cue in self.r.lexicon.cues[self.words[token]] if cue.form == "finite"]
                if finite and not self.words[token].endswith("en") and not self.classes[token] & KONJUNKTIV:
                    last = self.words[self.last_word(segment)]
                    return any(not cue.particle or cue.particle == last for cue in finite)
            if not self.classes[token] & (PRONOUN | ADVERB):
                return False
        return False
