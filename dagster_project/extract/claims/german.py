"""Who said what in German: cue verbs and their frames, laut / nach Angaben / zufolge, Konjunktiv, quotations.

A sentence is cut at its commas, colons and dashes into segments (quotations are atoms); each says by its
first and last words whether it is a main clause, a subordinate clause or a zu-infinitive. A cue stands
as a finite verb (with its particle at the end of the segment), as a participle with haben, or closes a
subordinate clause (wie X mitteilte). Frames, in the words of the lexicon: D (dass, verb-second, colon,
postposed), Q (ob and w-words), Z (zu-infinitive), K (verb-second in Konjunktiv only), R (an act told of, not
worded), A (als), V (von), F (für), NACH and NOUN of nouns. The frames follow the Duden grammar (indirect
speech: 8th edition, §§ 760-787) and the Stuttgart and Wikinews annotations of speech forms.
"""

from __future__ import annotations

from dataclasses import dataclass

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import BIT, Cue
from dagster_project.extract.claims.tokens import Reading

DET, POSS, PRON, REL = BIT["determiner"], BIT["possessive"], BIT["pronoun"], BIT["relative"]
BE, HAVE, BECOME, MODAL = BIT["be"], BIT["have"], BIT["become"], BIT["modal"]
PREP, COORD, SUB, WH, ADV = (
    BIT["preposition"], BIT["coordinator"], BIT["subordinator"], BIT["interrogative"], BIT["adverb"],
)  # fmt: skip
NOM, KONJ, KONJ_ONE, TIME = BIT["nominative"], BIT["konjunktiv"], BIT["konjunktiv_one"], BIT["time"]
CUE, NOUN = BIT["cue"], BIT["noun_cue"]
AUX = BE | HAVE | BECOME | MODAL
BREAKS = frozenset(",;:—–()")
PARTICLES = frozenset(
    [
        "ab",
        "an",
        "auf",
        "aus",
        "bei",
        "dar",
        "ein",
        "fest",
        "fort",
        "her",
        "hin",
        "hinzu",
        "klar",
        "los",
        "mit",
        "nach",
        "nahe",
        "um",
        "vor",
        "voraus",
        "vorher",
        "weg",
        "weiter",
        "zu",
        "zurück",
        "zusammen",
        "bekannt",
        "entgegen",
        "heraus",
        "hervor",
        "richtig",
        "bloß",
        "herunter",
        "durch",
    ]
)
EVALUATIVE = frozenset(
    [
        "fordern",
        "verlangen",
        "kritisieren",
        "verurteilen",
        "begrüßen",
        "loben",
        "warnen",
        "vorwerfen",
        "ablehnen",
        "zurückweisen",
        "bezeichnen",
        "nennen",
        "sprechen",
        "ankündigen",
        "androhen",
        "bestätigen",
        "dementieren",
        "bestreiten",
        "bedauern",
        "beklagen",
        "verteidigen",
        "würdigen",
        "appellieren",
        "aufrufen",
        "auffordern",
        "beschuldigen",
        "bezichtigen",
        "plädieren",
        "aussprechen",
        "empfehlen",
        "vorschlagen",
        "befürworten",
        "vermuten",
        "befürchten",
        "fürchten",
        "erwarten",
        "hoffen",
        "rechnen",
        "ausgehen",
        "protestieren",
        "rügen",
        "bemängeln",
        "monieren",
        "anprangern",
        "charakterisieren",
        "beschreiben",
        "einstufen",
        "bewerten",
        "werten",
        "mahnen",
        "versprechen",
        "zusagen",
        "zusichern",
        "ausschließen",
        "drohen",
        "attackieren",
        "zweifeln",
        "bezweifeln",
        "anzweifeln",
        "leugnen",
        "betonen",
        "hinweisen",
        "verweisen",
        "äußern",
    ]
)
LIGHT = frozenset(
    [
        "äußerte",
        "äußert",
        "äußerten",
        "vertrat",
        "vertritt",
        "vertreten",
        "erhob",
        "erhebt",
        "erhoben",
        "wiederholte",
        "wiederholt",
        "bekräftigte",
        "bekräftigt",
        "hegt",
        "hegte",
        "hat",
        "hatte",
        "haben",
        "hatten",
        "gab",
        "gibt",
        "gaben",
        "drückte",
        "brachte",
        "bringt",
        "richtete",
        "stellte",
        "stellt",
        "machte",
        "macht",
        "wies",
        "weist",
        "verbreitete",
        "lehnte",
        "unterbreitete",
        "unterbreiteten",
        "unterbreitet",
        "kam",
    ]
)


@dataclass(slots=True)
class Segment:
    """A stretch of a sentence between commas and the like."""

    start: int
    end: int
    mark: str
    """The mark after it, '' at the end of the sentence."""
    before: str
    """The mark before it."""


@dataclass(slots=True)
class Verb:
    """A cue read as a verb."""

    token: int
    cue: Cue
    segment: int
    shape: str
    """'second' (finite in a main clause) | 'perfect' (hat … gesagt) | 'final' (wie X mitteilte) | 'passive'"""
    finite: int
    """The finite verb of its clause: the cue itself or its auxiliary."""
    first: bool
    """Does the finite verb open its segment: …, sagte X?"""
    speaker: TokenSpan | None = None


class German:
    """The rules of German over one reading."""

    def __init__(self, reading: Reading) -> None:
        self.r = reading
        self.words, self.classes, self.quote_of = reading.words, reading.classes, reading.quote_of
        self.found: list[Found] = []
        self.segments: list[Segment] = []
        self.last: Found | None = None
        self.last_unit = -9

    def find(self) -> list[Found]:
        """All statements of the reading, in order of their sentences."""
        for number, (start, end) in enumerate(self.r.units):
            before = len(self.found)
            self._read_unit(number, start, end)
            own = self.found[before:]
            if not own:
                self._free_indirect(number, start, end)
                own = self.found[before:]
            if not own:
                self._quoted_on(number, start, end)
                own = self.found[before:]
            if own:
                named = [f for f in own if f.speaker is not None]
                self.last, self.last_unit = (named or own)[-1], number
        return self.found

    # -- sentence and segments ------------------------------------------------------------------------------

    def _cut(self, start: int, end: int) -> list[Segment]:
        segments: list[Segment] = []
        opened, before, position = start, "", start
        while position < end:
            if self.quote_of[position] >= 0:
                position = max(self.r.quotes[self.quote_of[position]].end, position + 1)
                continue
            word = self.words[position]
            if word in BREAKS:
                if position > opened:
                    segments.append(Segment(opened, position, word, before))
                opened, before = position + 1, word
            position += 1
        if opened < end:
            stop = end
            while stop > opened and self.quote_of[stop - 1] < 0 and self.words[stop - 1] in ".!?…":
                stop -= 1
            if stop > opened:
                segments.append(Segment(opened, stop, "", before))
        return segments

    def _read_unit(self, number: int, start: int, end: int) -> None:
        classes = self.classes
        self.segments = segments = self._cut(start, end)
        if not segments:
            return
        body_end = segments[-1].end
        verbs: list[Verb] = []
        for position, segment in enumerate(segments):
            for token in range(segment.start, segment.end):
                if classes[token] & CUE and self.quote_of[token] < 0:
                    verb = self._verb_at(token, position)
                    if verb:
                        verbs.append(verb)
        for verb in verbs:
            verb.speaker = self._speaker(verb, verbs)
        covered: list[TokenSpan] = []
        for verb in verbs:
            self._content(verb, verbs, number, start, body_end, covered)
        self._so(number, start, body_end, covered)
        self._prepositions(number, start, body_end, covered)
        self._nouns(number, start, body_end, covered)
        self._acts(verbs, number, start, body_end, covered)

    def _segment_of(self, token: int) -> int:
        for position, segment in enumerate(self.segments):
            if token < segment.end:
                return position
        return len(self.segments) - 1

    def _verb_at(self, token: int, position: int) -> Verb | None:
        segment = self.segments[position]
        word = self.words[token]
        if self.r.is_capital(token) and token > segment.start:
            return None
        cues = self.r.lexicon.cues[word]
        last = self._last_word(segment)
        subordinate = self._is_subordinate(segment)
        for cue in cues:
            if cue.form == "joined" and token == last:
                return Verb(token, cue, position, "final", token, False)
            if cue.form == "participle":
                aux = self._auxiliary(token, position)
                if aux is not None:
                    kind = "perfect" if self.classes[aux] & HAVE else "passive"
                    return Verb(token, cue, position, kind, aux, aux == segment.start)
        finite = [c for c in cues if c.form == "finite"]
        if not finite:
            return None
        if subordinate:
            plain = next((c for c in finite if not c.particle), None)
            if plain and token >= last - 1:
                return Verb(token, plain, position, "final", token, False)
            return None
        if self._infinitive_use(token, segment):
            return None
        end_word = self.words[last]
        for cue in finite:
            if cue.particle and end_word == cue.particle and last > token:
                return Verb(token, cue, position, "second", token, token == segment.start)
        if end_word in PARTICLES and last > token and end_word != "nach":
            return None
        plain = next((c for c in finite if not c.particle), None)
        if plain is None:
            return None
        return Verb(token, plain, position, "second", token, token == segment.start)

    def _last_word(self, segment: Segment) -> int:
        token = segment.end - 1
        while token > segment.start and not self.r.is_word(token):
            token -= 1
        return token

    def _is_subordinate(self, segment: Segment) -> bool:
        first, classes = segment.start, self.classes
        if classes[first] & COORD and first + 1 < segment.end:
            first += 1
        word = self.words[first]
        if classes[first] & SUB and word not in ("da", "damit", "während", "bis", "seit"):
            return not (classes[first] & ADV and first + 1 < segment.end and classes[first + 1] & (AUX | CUE))
        if classes[first] & REL and segment.before == "," and self._verb_final(segment):
            return True
        if (
            classes[first] & PREP
            and first + 1 < segment.end
            and segment.before == ","
            and self.words[first + 1] in ("der", "dem", "den", "denen", "dessen", "deren", "die", "das")
            and self._verb_final(segment)
        ):
            return True
        return word in ("da", "damit", "während", "bis", "seit") and self._verb_final(segment)

    def _verb_final(self, segment: Segment) -> bool:
        """Is the last word a finite verb, and no finite verb in second position?"""
        last = self._last_word(segment)
        if last <= segment.start or self.r.is_capital(last):
            return False
        word, bits = self.words[last], self.classes[last]
        looks = bits & (AUX | CUE | KONJ) or word.endswith(("te", "ten", "t", "en"))
        if not looks:
            return False
        return not any(
            self.classes[t] & (AUX | KONJ) and not self.classes[t] & POSS
            for t in range(segment.start + 1, min(last - 1, segment.start + 8))
        )

    def _auxiliary(self, participle: int, position: int) -> int | None:
        """The finite haben or werden/sein of a participle at the end of its clause."""
        segment = self.segments[position]
        if participle < self._last_word(segment) - 1:
            following = participle + 1
            if not (self.classes[following] & (COORD | PREP | AUX)):
                return None
        after = participle + 1
        if after < segment.end and self.classes[after] & (HAVE | BECOME | BE):
            return after
        for back in range(position, max(-1, position - 4), -1):
            here = self.segments[back]
            if back < position and self._is_subordinate(here):
                continue
            stop = participle if back == position else here.end
            for token in range(here.start, stop):
                if (
                    self.quote_of[token] < 0
                    and self.classes[token] & (HAVE | BECOME | BE)
                    and not self.classes[token] & POSS
                ):
                    return token
            if back < position:
                break
        return None

    def _infinitive_use(self, token: int, segment: Segment) -> bool:
        """`zu sagen`, `wollte sagen`: an infinitive, not a finite verb."""
        if self.words[token - 1] == "zu" and token > segment.start:
            return True
        if not self.words[token].endswith("n"):
            return False
        return any(self.classes[t] & (MODAL | BECOME) for t in range(segment.start, token))

    # -- speakers -------------------------------------------------------------------------------------------

    def _speaker(self, verb: Verb, verbs: list[Verb]) -> TokenSpan | None:
        segment = self.segments[verb.segment]
        if verb.shape == "passive":
            return self._agent(segment, verb.token)
        if verb.shape == "final":
            first = segment.start
            if self.classes[first] & COORD:
                first += 1
            if self.classes[first] & REL and not self.classes[first] & SUB:
                return (
                    (first, first + 1)
                    if self.words[first] in ("der", "die", "das", "wer", "welcher", "welche", "welches")
                    else self._phrase(first + 1, verb.token)
                )
            return self._phrase(first + 1, verb.token)
        finite = verb.finite
        segment = self.segments[self._segment_of(finite)]
        following = finite + 1
        while following < segment.end and self.words[following] in ("sich",):
            following += 1
        if (
            following < segment.end
            and self.classes[following] & PRON
            and self.words[following] not in ("ihr", "du", "dieser", "diese", "wer")
            and self.quote_of[following] < 0
        ):
            return following, following + 1
        front = segment.start
        if self.classes[front] & COORD and front < finite:
            front += 1
        front_is_subject = finite > front and self._is_nominative(front, finite)
        if front_is_subject:
            return self._phrase(front, finite)
        if finite == front and segment.before in ("", ",") and self.words[segment.start] != self.words[finite]:
            # "… und forderte": the subject of the verb before
            return self._shared(verb, verbs)
        if finite == front and self._segment_of(finite) > 0 and self._resumes(segment):
            resumed = self._resumed(self._segment_of(finite))
            if resumed:
                return resumed
        found = self._phrase(following, segment.end)
        if found is None and finite > front:
            found = self._phrase(front, finite)
        if found is None:
            return self._shared(verb, verbs)
        return found

    def _resumes(self, segment: Segment) -> bool:
        return segment.before in (",", ")", "–", "—")

    def _resumed(self, position: int) -> TokenSpan | None:
        """`Ada Roth, die Bürgermeisterin, sagte`: the subject before the inserted phrase or clause."""
        inserted = self.segments[position - 1]
        if position < 2 and inserted.before != ")" and inserted.mark not in (")",):
            return None
        if self.classes[inserted.start] & SUB and self.words[inserted.start] in ("dass", "ob", "weil", "wenn"):
            return None
        if any(
            self.classes[t] & (AUX | KONJ) for t in range(inserted.start, inserted.end)
        ) and not self._is_subordinate(inserted):
            return None
        before = self.segments[position - 2] if position >= 2 else None
        if before is None or before.mark not in (",", "(", "–", "—"):
            return None
        if any(
            self.classes[t] & (AUX | KONJ | CUE)
            for t in range(before.start, before.end)
            if self.quote_of[t] < 0 and not self.classes[t] & (DET | POSS)
        ):
            return None
        if not self._is_nominative(before.start, before.end):
            return None
        return self._phrase(before.start, before.end)

    def _is_nominative(self, first: int, end: int) -> bool:
        """Can the phrase at `first` be the subject in front of its verb?"""
        if self.quote_of[first] >= 0:
            quote = self.r.quotes[self.quote_of[first]]
            return quote.end - quote.start <= 6 and quote.end == end
        bits, word = self.classes[first], self.words[first]
        if word in (
            "dem",
            "den",
            "einem",
            "einen",
            "einer",
            "des",
            "eines",
            "ihn",
            "ihm",
            "ihnen",
            "denen",
            "diesen",
            "diesem",
        ):
            return False
        if bits & PRON and end - first == 1:
            return True
        if bits & (DET | POSS):
            return bool(bits & NOM) or bits & POSS > 0 or word.endswith(("e", "er", "es"))
        if bits & (PREP | SUB | ADV | WH) or bits & TIME:
            return False
        if self.r.is_capital(first) or word.endswith(("e", "er", "en")) or word[0].isdigit():
            return not (word.endswith(("lich", "weise")))
        return False

    def _phrase(self, first: int, end: int) -> TokenSpan | None:
        """The first noun phrase from `first`: determiner, adjectives, nouns and names; adverbials passed over."""
        position = first
        steps = 0
        while position < end and steps < 30:
            steps += 1
            if self.quote_of[position] >= 0:
                quote = self.r.quotes[self.quote_of[position]]
                return (quote.start, quote.end) if quote.end - quote.start <= 6 and quote.is_closed else None
            bits, word = self.classes[position], self.words[position]
            if not self.r.is_word(position):
                return None
            if bits & PRON and word not in ("dieser", "diese", "ihr", "du"):
                return position, position + 1
            if bits & PREP and word != "laut":
                position = self._after_prepositional(position, end)
                continue
            if (bits & ADV and not bits & (DET | POSS)) or word in ("sich", "ihm", "ihnen", "ihn", "uns", "mir"):
                position += 1
                continue
            if bits & (AUX | SUB | COORD) and not bits & (DET | POSS):
                return None
            if word in ("dem", "den", "einem", "einen", "des", "eines") and word not in ("der",):
                stop = self._head_end(position, end)
                if stop == position:
                    return None
                position = stop
                continue
            stop = self._head_end(position, end)
            return (position, stop) if stop > position else None
        return None

    def _head_end(self, first: int, end: int) -> int:
        """End of the noun phrase at `first`: after its run of capitalised words."""
        position = first
        seen = False
        while position < end:
            if self.quote_of[position] >= 0:
                quote = self.r.quotes[self.quote_of[position]]
                if quote.is_closed and quote.end - quote.start <= 6 and quote.end <= end:
                    position = quote.end
                    seen = True
                    continue
                break
            if not self.r.is_word(position):
                if (
                    self.words[position] == "."
                    and position > first
                    and len(self.words[position - 1]) <= 4
                    and seen
                    and position + 1 < end
                    and self.r.is_capital(position + 1)
                ):
                    position += 1
                    continue
                break
            capital = self.r.is_capital(position) or self.words[position][0].isdigit()
            bits = self.classes[position]
            if capital and not (bits & PREP and position > first and self.r.forms[position].islower()):
                seen = True
                position += 1
                continue
            if seen:
                if self.words[position] in (
                    "von",
                    "van",
                    "de",
                    "di",
                    "al",
                    "bin",
                    "el",
                    "del",
                    "da",
                    "zu",
                ) and self._goes_on_name(position, end):
                    position += 1
                    continue
                if (
                    self.words[position] in ("der", "den")
                    and self.words[position - 1] == "von"
                    and position + 1 < end
                    and self.r.is_capital(position + 1)
                ):
                    position += 1
                    continue
                break
            if (bits & (PREP | AUX | SUB | COORD) and not bits & (DET | POSS)) or (
                bits & ADV and not bits & (DET | POSS)
            ):
                break
            position += 1
        return (
            position
            if seen
            else (
                first + 1
                if self.classes[first] & DET
                and end > first
                and self.words[first] in ("viele", "einige", "mehrere", "manche", "beide", "alle", "andere")
                else first
            )
        )

    def _goes_on_name(self, position: int, end: int) -> bool:
        word = self.words[position]
        if word not in ("von", "zu"):
            return position + 1 < end and self.r.is_capital(position + 1)
        following = position + 1
        if following < end and self.words[following] == "der":
            following += 1
        # "Ursula von der Leyen", not "ein Sprecher von Siemens": a name stands before, without an article
        return (
            following < end
            and self.r.is_capital(following)
            and position >= 2
            and self.r.is_capital(position - 2)
            and self.quote_of[position - 2] < 0
        )

    def _after_prepositional(self, position: int, end: int) -> int:
        position += 1
        if position < end and self.quote_of[position] >= 0:
            return min(end, self.r.quotes[self.quote_of[position]].end)
        stop = self._head_end(position, end)
        if stop == position:
            return position + 1 if position < end else end
        while stop < end and self.words[stop] in ("des", "der") and self.quote_of[stop] < 0:
            further = self._head_end(stop, end)
            if further == stop or (self.words[stop] == "der" and stop + 1 < end and not self._is_genitive(stop)):
                break
            stop = further
        return stop

    def _is_genitive(self, article: int) -> bool:
        """`der` after a noun of a prepositional phrase: taken as genitive."""
        return True

    def _agent(self, segment: Segment, token: int) -> TokenSpan | None:
        for position in range(segment.start, token):
            if self.words[position] in ("von", "vom") and self.quote_of[position] < 0:
                stop = self._head_end(position + 1, segment.end)
                if stop > position + 1:
                    return position + 1, stop
        return None

    def _shared(self, verb: Verb, verbs: list[Verb]) -> TokenSpan | None:
        for earlier in reversed(verbs):
            if earlier.token < verb.token and earlier.speaker and earlier.shape in ("second", "perfect"):
                return earlier.speaker
        segment = self.segments[self._segment_of(verb.finite)]
        for token in range(self.segments[0].start, verb.finite):
            if self.quote_of[token] < 0 and self._looks_finite(token):
                first = self.segments[self._segment_of(token)].start
                if self.classes[first] & COORD:
                    first += 1
                if token > first and self._is_nominative(first, token):
                    return self._phrase(first, token)
                return self._phrase(token + 1, segment.end)
        return None

    def _looks_finite(self, token: int) -> bool:
        bits, word = self.classes[token], self.words[token]
        if (bits & AUX and not bits & POSS) or bits & KONJ:
            return True
        return (not self.r.is_capital(token) and not bits and word.endswith(("te", "ten"))) or bool(
            bits & CUE and not self.r.is_capital(token)
        )

    # -- content --------------------------------------------------------------------------------------------

    def _add(
        self, rule: str, number: int, spans: list[TokenSpan], report: str, speaker: TokenSpan | None,
        cue: TokenSpan | None, verb: Verb | None, covered: list[TokenSpan],
    ) -> Found | None:  # fmt: skip
        spans = [span for span in ((self._lstrip(a, b), self._strip(a, b)) for a, b in spans) if span[1] > span[0]]
        if not spans:
            return None
        found = Found(
            f"de_{rule}", number, spans, report, speaker, cue, verb.cue.medium if verb else "speech",
            verb.cue.stance if verb else "",
        )  # fmt: skip
        self.found.append(found)
        covered.extend(spans)
        return found

    def _lstrip(self, start: int, end: int) -> int:
        while start < end and self.quote_of[start] < 0 and self.words[start] in ".,;:—–!?)":
            start += 1
        return start

    def _strip(self, start: int, end: int) -> int:
        while (
            end > start
            and self.quote_of[end - 1] < 0
            and (self.words[end - 1] in ".,;:—–!?" or (self.words[end - 1] in ("und", "aber") and end - 1 > start))
        ):
            end -= 1
        return end

    def _report(self, spans: list[TokenSpan], kind: str = "indirect") -> str:
        a, b = spans[0]
        quote = self.quote_of[a]
        if quote >= 0 and self.r.quotes[quote].start == a and self.r.quotes[quote].end >= b:
            return "direct"
        if kind == "indirect" and any(self.quote_of[t] >= 0 for t in range(a, b)):
            return "mixed"
        return kind

    def _content(
        self, verb: Verb, verbs: list[Verb], number: int, start: int, end: int, covered: list[TokenSpan]
    ) -> None:
        frames = verb.cue.frames
        segment = self.segments[verb.segment]
        cue_span = (verb.token, verb.token + 1)
        if any(a <= verb.token < b for a, b in covered):
            nested_start = next(a for a, b in covered if a <= verb.token < b)
            if verb.shape != "final" and verb.first:
                return
            del nested_start
        if "D" in frames and self._wie(verb, number, start, end, covered):
            return
        if (
            (
                "D" in frames
                and verb.shape in ("second", "perfect")
                and verb.finite == self.segments[self._segment_of(verb.finite)].start
                and self._segment_of(verb.finite) > 0
            )
            or ("D" in frames and verb.finite > start and self.quote_of[verb.finite - 1] >= 0)
        ) and self._postposed(verb, number, start, end, covered):
            return
        # content after the verb
        here = segment
        if here.end >= end and not here.mark:
            if "D" in frames or "A" in frames:
                self._quote_within(verb, number, start, end, covered)
            return
        follow = verb.segment + 1
        if here.mark == ":" and frames & {"D", "Q"} | frames and follow < len(self.segments):
            begin = self.segments[follow].start
            quote = self.quote_of[begin]
            stop = self.r.quotes[quote].end if quote >= 0 else end
            if quote >= 0 and stop < end and self.words[stop] not in (",",):
                stop = stop
            self._add(
                "colon",
                number,
                [(begin, stop)],
                "direct" if quote >= 0 else "indirect",
                verb.speaker,
                cue_span,
                verb,
                covered,
            )
            return
        while follow < len(self.segments):
            candidate = self.segments[follow]
            kind = self._clause_kind(candidate, follow, verb)
            if kind == "skip":
                follow += 1
                continue
            if kind is None:
                break
            stop = self._clause_end(follow, end, kind, verb)
            spans = [(candidate.start, stop)]
            self._add(kind, number, spans, self._report(spans), verb.speaker, cue_span, verb, covered)
            return
        if "D" in frames or "A" in frames:
            self._quote_within(verb, number, start, end, covered)

    def _clause_kind(self, segment: Segment, position: int, verb: Verb) -> str | None:
        """Which content clause of `verb` the segment opens: its kind, 'skip' for an insertion, or None."""
        frames, words = verb.cue.frames, self.words
        first = segment.start
        if self.quote_of[first] >= 0 and "D" in frames:
            return "quote"
        word = words[first]
        if word in ("dass", "daß") or (
            self.classes[first] & ADV and first + 1 < segment.end and words[first + 1] in ("dass", "daß")
        ):
            return "dass"
        if word == "ob" and frames & {"D", "Q", "Z"}:
            return "ob"
        if self.classes[first] & WH and word not in ("wie", "wo") and frames & {"D", "Q"} and self._verb_final(segment):
            return "ob"
        if word in ("wie", "wo") and "Q" in frames and self._verb_final(segment):
            return "ob"
        if word in ("und", "sowie", "aber", "sondern", "denn", "weil", "um", "so"):
            return None
        if self._is_subordinate(segment):
            if (self.classes[first] & REL and not self.classes[first] & SUB) or self.classes[first] & PREP:
                return "skip"
            # a fronted clause of the content: "…, wenn der Damm breche, sei der Ort verloren"
            if (
                frames & {"D", "K"}
                and word in ("wenn", "sollte", "falls", "da", "weil", "nachdem", "obwohl", "solange", "bevor")
                and position + 1 < len(self.segments)
                and self._opens_konjunktiv(self.segments[position + 1])
            ):
                return "verb_second"
            return "skip" if position + 1 < len(self.segments) else None
        if "Z" in frames and self._has_zu(position):
            return "zu"
        if frames & {"D", "K"} and self._is_verb_second(segment):
            return "verb_second"
        if ("Z" in frames or "D" in frames) and (
            segment.mark == ","
            and segment.end - segment.start <= 10
            and not any(self._looks_finite(t) for t in range(segment.start, segment.end) if self.quote_of[t] < 0)
        ):
            return "skip"
        return None

    def _opens_konjunktiv(self, segment: Segment) -> bool:
        return any(self.classes[t] & (KONJ | AUX) for t in range(segment.start, min(segment.end, segment.start + 2)))

    def _has_zu(self, position: int) -> bool:
        for follow in range(position, min(len(self.segments), position + 2)):
            segment = self.segments[follow]
            if (
                follow > position
                and not self._is_subordinate(self.segments[position])
                and self.segments[position].end - self.segments[position].start > 4
            ):
                pass
            for token in range(segment.start, segment.end):
                if self.quote_of[token] >= 0:
                    continue
                word = self.words[token]
                if (
                    word == "zu"
                    and token + 1 < segment.end
                    and self.words[token + 1].endswith("n")
                    and self.r.forms[token + 1].islower()
                ):
                    return True
                if word.endswith(("zunehmen", "zustellen", "zuhalten", "zugeben")) or (
                    "zu" in word[2:-3]
                    and word.endswith("en")
                    and self.r.forms[token].islower()
                    and any(word.startswith(p + "zu") for p in PARTICLES)
                ):
                    return True
            if follow == position and any(
                self._looks_finite(t) for t in range(segment.start, segment.end) if self.quote_of[t] < 0
            ):
                return False
        return False

    def _is_verb_second(self, segment: Segment) -> bool:
        """A main clause after a comma: a finite verb that is not the last word."""
        last = self._last_word(segment)
        if self.classes[segment.start] & COORD:
            return False
        for token in range(segment.start, segment.end):
            if self.quote_of[token] >= 0:
                continue
            bits = self.classes[token]
            if bits & (AUX | KONJ) and not bits & (POSS | DET) and not self.r.is_capital(token):
                if token == segment.start:
                    return bool(bits & KONJ) and segment.end - segment.start > 2
                return token < last or bool(bits & KONJ) or token == segment.start + 1
            if (
                token > segment.start
                and not self.r.is_capital(token)
                and not bits & (DET | POSS | PREP | ADV | COORD | SUB)
                and self.words[token].endswith(("te", "ten", "t"))
                and token < last
                and self.words[token - 1] not in ("zu",)
            ) and (self.r.is_capital(token - 1) or self.classes[token - 1] & PRON):
                return True
        # the finite verb may come after an insertion: "…, der Damm, so alt er ist, halte"
        return False

    def _clause_end(self, position: int, end: int, kind: str, verb: Verb) -> int:
        """End of a content clause: the sentence's end, or before the reporter speaks again."""
        segments = self.segments
        if kind == "quote":
            quote = self.quote_of[segments[position].start]
            return self.r.quotes[quote].end
        for follow in range(position, len(segments)):
            segment = segments[follow]
            if follow > position:
                first = segment.start
                word, bits = self.words[first], self.classes[first]
                if segment.before in (";", ")") and segment.before == ";":
                    return segments[follow - 1].end
                if segment.before == ":":
                    return segments[follow - 1].end
                if word in ("so", "wie") and self._is_report_tail(segment):
                    return segments[follow - 1].end
                if bits & CUE and not self.r.is_capital(first) and kind in ("verb_second", "dass"):
                    verb_here = self._verb_at(first, follow)
                    if verb_here and "D" in verb_here.cue.frames and verb_here.first:
                        return segments[follow - 1].end
                if word == "denn" and not any(self.classes[t] & KONJ for t in range(first, segment.end)):
                    return segments[follow - 1].end
                if (
                    word in ("und", "aber", "doch", "jedoch")
                    and follow + 0 < len(segments)
                    and self._coordinated_cue(first + 1, segment)
                ):
                    return segments[follow - 1].end
                if (
                    word in ("während", "wobei", "nachdem", "woraufhin", "sodass", "obwohl")
                    and kind in ("verb_second",)
                    and not any(self.classes[t] & KONJ for t in range(first, segment.end))
                ):
                    return segments[follow - 1].end
            for token in range(max(segment.start + 1, verb.token + 1), segment.end - 1):
                if (
                    self.quote_of[token] < 0
                    and self.words[token] in ("und", "sowie")
                    and self._coordinated_cue(token + 1, segment)
                ):
                    return token
        return end

    def _coordinated_cue(self, first: int, segment: Segment) -> bool:
        """`und forderte …`, `und er kritisierte …`: the reporter's clause goes on."""
        for token in range(first, min(first + 2, segment.end)):
            if self.quote_of[token] >= 0:
                return False
            if self.classes[token] & CUE and not self.r.is_capital(token):
                found = [c for c in self.r.lexicon.cues[self.words[token]] if c.form == "finite"]
                if found and not self.words[token].endswith("en") and not self.classes[token] & KONJ:
                    last = self.words[self._last_word(segment)]
                    return any(not c.particle or c.particle == last for c in found)
            if not self.classes[token] & PRON:
                return False
        return False

    def _is_report_tail(self, segment: Segment) -> bool:
        if self.words[segment.start] == "so":
            return not any(self._looks_finite(t) for t in range(segment.start, segment.end))
        last = self._last_word(segment)
        return bool(self.classes[last] & CUE)

    def _wie(self, verb: Verb, number: int, start: int, end: int, covered: list[TokenSpan]) -> bool:
        """`Wie X mitteilte, …`, `…, wie X sagte, …`: the clause around it."""
        segment = self.segments[verb.segment]
        if verb.shape not in ("final", "passive", "perfect") or self.words[segment.start] != "wie":
            return False
        spans: list[TokenSpan] = []
        if verb.segment == 0 or segment.start == start:
            spans = [(segment.end, end)]
        else:
            spans = [(start, segment.start)]
            if segment.end < end:
                spans.append((segment.end, end))
        cue = (verb.token, verb.token + 1)
        speaker = verb.speaker
        if speaker and self.words[speaker[0]] in ("es", "man"):
            speaker = None
        return self._add("wie", number, spans, self._report(spans), speaker, cue, verb, covered) is not None

    def _postposed(self, verb: Verb, number: int, start: int, end: int, covered: list[TokenSpan]) -> bool:
        """`…, sagte X.`, `„…“, sagte X, „…“`: the content stands before, and may go on after."""
        position = self._segment_of(verb.finite)
        segment = self.segments[position]
        close = verb.finite
        while close > start and self.quote_of[close - 1] < 0 and not self.r.is_word(close - 1):
            close -= 1
        begin = start
        for _a, b in covered:
            if b <= close and self.segments[self._segment_of(b - 1)].end >= b:
                begin = max(begin, b)
        begin = self._lstrip(begin, close)
        if close - begin < 2 and not (close > begin and self.quote_of[begin] >= 0):
            return False
        if self._resumes(segment) and verb.speaker and verb.speaker[1] <= close and verb.speaker[0] >= begin:
            return False
        quote = self.quote_of[close - 1]
        if quote >= 0:
            opened = self.r.quotes[quote].start
            if (
                opened > begin
                and any(self.words[t] == ":" for t in range(begin, opened))
                and self.words[opened - 1] == ":"
            ):
                begin = opened
            spans = [(begin, close)]
        else:
            first = self.segments[0]
            if (
                self._is_subordinate(first)
                and position == 1
                and self.words[first.start] not in ("dass", "daß", "ob", "was", "wer")
            ):
                return False
            spans = [(begin, close)]
        after_end = segment.end
        follow = position + 1
        while follow < len(self.segments) and self._is_apposition(self.segments[follow]):
            after_end = self.segments[follow].end
            follow += 1
        rest: TokenSpan | None = None
        if follow < len(self.segments):
            candidate = self.segments[follow]
            if self.quote_of[candidate.start] >= 0:
                rest = (candidate.start, self.r.quotes[self.quote_of[candidate.start]].end)
            elif (
                candidate.before == ","
                and not self._is_subordinate(candidate)
                and not self.classes[candidate.start] & COORD
            ):
                if self._is_verb_second(candidate) or self.words[candidate.start] in ("dass", "daß"):
                    rest = (candidate.start, self._clause_end(follow, end, "verb_second", verb))
            elif self.words[candidate.start] in ("dass", "daß"):
                rest = (candidate.start, self._clause_end(follow, end, "dass", verb))
        elif segment.mark == ":" and after_end < end:
            rest = None
        speaker = verb.speaker
        if speaker and self.words[speaker[0]] in ("es", "man"):
            speaker = None
        rule = "quote_before" if quote >= 0 and self.quote_of[begin] >= 0 else "postposed"
        cue = (verb.token, verb.token + 1)
        if rest and rule == "quote_before" and self.quote_of[rest[0]] >= 0:
            spans.append(rest)
            rest = None
        self._add(rule, number, spans, self._report(spans), speaker, cue, verb, covered)
        if rest:
            self._add("resumed", number, [rest], self._report([rest]), speaker, cue, verb, covered)
        return True

    def _is_apposition(self, segment: Segment) -> bool:
        if segment.before not in (",", "(", "–", "—"):
            return False
        if self.quote_of[segment.start] >= 0:
            return False
        if self._is_subordinate(segment):
            return bool(self.classes[segment.start] & (REL | PREP)) and not self.classes[segment.start] & SUB
        return not any(
            self._looks_finite(t) for t in range(segment.start, segment.end) if self.quote_of[t] < 0
        ) and self.words[segment.start] not in ("und", "dass", "wenn", "um", "ohne")

    def _quote_within(self, verb: Verb, number: int, start: int, end: int, covered: list[TokenSpan]) -> None:
        """`bezeichnete den Plan als „Unsinn“`: the words quoted in the clause of the verb."""
        segment = self.segments[verb.segment]
        position = max(segment.start, verb.finite)
        while position < min(end, segment.end):
            quote = self.quote_of[position]
            if quote < 0:
                position += 1
                continue
            here = self.r.quotes[quote]
            name = verb.speaker and here.start <= verb.speaker[0] < here.end
            before = self.words[here.start - 1] if here.start else ""
            frames = verb.cue.frames
            marked = (
                before in ("als", "von", "für", "mit", "einen", "eine", "ein", ":", "einem", "einer")
                or here.end - here.start >= 6
                or self._is_lower_quote(here.start)
            )
            if (
                not name
                and marked
                and not any(a <= here.start < b for a, b in covered)
                and frames & {"D", "A", "R", "V"}
            ):
                self._add(
                    "quote_within",
                    number,
                    [(here.start, here.end)],
                    "direct",
                    verb.speaker,
                    (verb.token, verb.token + 1),
                    verb,
                    covered,
                )
            position = max(here.end, position + 1)

    def _is_lower_quote(self, opened: int) -> bool:
        return self.r.forms[opened + 1][0].islower()

    def _so(self, number: int, start: int, end: int, covered: list[TokenSpan]) -> None:
        """`…, so der Sprecher.`"""
        for position, segment in enumerate(self.segments):
            first = segment.start
            if self.words[first] != "so" or segment.end - first < 2:
                continue
            opening = position == 0 and segment.mark in (":",)
            before_quote = first > start and self.quote_of[first - 1] >= 0
            if not (segment.before in (",", "–", "—") or before_quote or opening):
                continue
            if any(self._looks_finite(t) for t in range(first + 1, segment.end)):
                continue
            speaker = self._phrase(first + 1, segment.end)
            if speaker is None or speaker[0] > first + 4:
                continue
            close = first
            while close > start and self.quote_of[close - 1] < 0 and not self.r.is_word(close - 1):
                close -= 1
            begin = start
            for _a, b in covered:
                if b <= close:
                    begin = max(begin, b)
            spans = [(begin, close)] if close > begin else []
            follow = position + 1
            while follow < len(self.segments) and self._is_apposition(self.segments[follow]):
                follow += 1
            if follow < len(self.segments):
                candidate = self.segments[follow]
                if self.quote_of[candidate.start] >= 0 or not self.classes[candidate.start] & COORD:
                    spans.append((candidate.start, end))
            if spans and not any(a <= spans[0][0] and spans[0][1] <= b for a, b in covered):
                self._add("so", number, spans, self._report(spans), speaker, (first, first + 1), None, covered)

    def _prepositions(self, number: int, start: int, end: int, covered: list[TokenSpan]) -> None:
        """laut X, nach Angaben von X, X zufolge, demnach: the rest of their clause."""
        for token in range(start, end):
            if self.quote_of[token] >= 0:
                continue
            word = self.words[token]
            found: tuple[int, int, TokenSpan | None] | None = None
            if word == "laut":
                stop = self._after_prepositional(token, end)
                head = self._head_end(token + 1, end)
                quote = self.quote_of[token + 1] if token + 1 < end else -1
                speaker = (
                    (self.r.quotes[quote].start, self.r.quotes[quote].end)
                    if quote >= 0
                    else ((token + 1, head) if head > token + 1 else None)
                )
                if speaker:
                    found = (token, max(stop, speaker[1]), speaker)
            elif word in ("nach", "gemäß"):
                found = self._nach(token, end)
            elif word == "zufolge":
                found = self._zufolge(token, start)
            elif word in ("demnach", "demzufolge", "danach") and token == start and word != "danach":
                if self.last is not None and number - self.last_unit <= 2:
                    found = (token, token + 1, None)
            if found is None:
                continue
            self._reported_by(number, start, end, token, found, covered)

    def _reported_by(
        self,
        number: int,
        start: int,
        end: int,
        token: int,
        found: tuple[int, int, TokenSpan | None],
        covered: list[TokenSpan],
    ) -> None:
        first, stop, speaker = found
        segment_number = self._segment_of(token)
        segment = self.segments[segment_number]
        cue = (token, token + 1)
        if any(a <= token < b for a, b in covered):
            return
        if self._is_subordinate(segment):
            spans = [(segment.start, first), (stop, segment.end)]
        else:
            begin = start
            last = end
            if first > start:
                for a, b in covered:
                    if b <= first:
                        begin = max(begin, b)
                # a coordinated clause of the reporter before: "… und ist laut X …"
            if (first == segment.start and first == start) or (self.classes[start] & COORD and first == start + 1):
                while (
                    stop < end
                    and not self._looks_finite(stop)
                    and self.words[stop] != ","
                    and not self.classes[stop] & AUX
                    and stop < segment.end
                    and not self._is_verb_like(stop)
                ):
                    stop += 1
                if stop < end and self.words[stop] == ",":
                    stop = self._after_insertion(segment_number, stop)
                if stop >= segment.end and segment_number + 1 >= len(self.segments):
                    stop = found[1]
            for a, _b in covered:
                if a >= stop:
                    last = min(last, a)
            spans = [(begin, first), (stop, last)]
        spans = [(a, b) for a, b in spans if b - a > 0 and any(self.r.is_word(t) for t in range(a, b))]
        if not spans or sum(b - a for a, b in spans) < 2:
            return
        self._add("preposition", number, spans, self._report(spans), speaker, cue, None, covered)
        if speaker is None and self.last is not None and self.words[token].startswith("dem"):
            self.found[-1].speaker = self.last.speaker
            self.found[-1].is_carried = True

    def _is_verb_like(self, token: int) -> bool:
        word = self.words[token]
        return (
            not self.r.is_capital(token)
            and not self.classes[token] & (DET | POSS | PREP | ADV)
            and word.endswith(("t", "te", "ten", "en"))
            and self.r.is_capital(token - 1)
        )

    def _after_insertion(self, position: int, stop: int) -> int:
        if position + 1 < len(self.segments) and self._is_subordinate(self.segments[position + 1]):
            return self.segments[position + 1].end + 1
        return stop

    def _nach(self, token: int, end: int) -> tuple[int, int, TokenSpan | None] | None:
        """`nach Angaben von X`, `nach Ansicht des X`, `nach eigenen Angaben`."""
        position = token + 1
        lead = position
        while position < end and position - token <= 5 and self.quote_of[position] < 0:
            word = self.words[position]
            if self.r.is_capital(position):
                cues = self.r.lexicon.cues.get(word, ())
                nach = any(c.form == "noun" and "NACH" in c.frames for c in cues)
                compound = word.endswith(
                    (
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
                )
                if nach or compound:
                    return self._nach_speaker(token, lead, position, end)
                if word.endswith(("s",)) and position + 1 < end and self.r.is_capital(position + 1):
                    position += 1
                    continue
                return None
            if not self.classes[position] & (DET | POSS) and not word.endswith(("en", "er", "em", "e")):
                return None
            position += 1
        return None

    def _nach_speaker(self, token: int, lead: int, noun: int, end: int) -> tuple[int, int, TokenSpan | None]:
        after = noun + 1
        if after < end and self.quote_of[after] < 0 and self.words[after] in ("von", "vom", "aus"):
            quote = self.quote_of[after + 1] if after + 1 < end else -1
            stop = self.r.quotes[quote].end if quote >= 0 else self._head_end(after + 1, end)
            if stop > after + 1:
                return token, self._after_genitive(stop, end), (after + 1, stop)
        if (
            after < end
            and self.quote_of[after] < 0
            and self.words[after] in ("der", "des", "dieser", "eines", "einer", "seiner", "ihrer")
        ):
            stop = self._head_end(after, end)
            if stop > after:
                return token, self._after_genitive(stop, end), (after, stop)
        if after < end and self.quote_of[after] >= 0:
            quote = self.r.quotes[self.quote_of[after]]
            return token, quote.end, (quote.start, quote.end)
        if lead < noun and self.words[lead].endswith("s") and self.r.is_capital(lead):
            return token, after, (lead, noun)
        if (
            after < end
            and self.r.is_capital(after)
            and self.quote_of[after] < 0
            and self.words[noun] in ("angaben", "bericht", "berichte")
        ):
            stop = self._head_end(after, end)
            return token, stop, (after, stop)
        return token, after, (lead, after)

    def _after_genitive(self, stop: int, end: int) -> int:
        if stop < end and self.words[stop] in ("des", "der") and self.quote_of[stop] < 0:
            further = self._head_end(stop, end)
            return further if further > stop else stop
        if stop + 2 < end and self.words[stop] == "(":
            for position in range(stop, min(end, stop + 5)):
                if self.words[position] == ")":
                    return position + 1
        return stop

    def _zufolge(self, token: int, start: int) -> tuple[int, int, TokenSpan | None] | None:
        position = token - 1
        if position < start:
            return None
        if self.quote_of[position] >= 0:
            quote = self.r.quotes[self.quote_of[position]]
            position = quote.start - 1
            while (
                position >= start
                and self.quote_of[position] < 0
                and self.r.is_word(position)
                and not self.classes[position] & (AUX | SUB)
                and token - position < 8
            ):
                if self.classes[position] & DET:
                    return position, token + 1, (position, token)
                position -= 1
            return quote.start, token + 1, (quote.start, quote.end)
        while position > start and token - position < 9 and self.quote_of[position] < 0:
            bits = self.classes[position]
            if (bits & (DET | POSS) and self.words[position] != "der") or (
                self.words[position] == "der" and not self.r.is_capital(position - 1)
            ):
                break
            if bits & (AUX | SUB | COORD | ADV) or not self.r.is_word(position) or self._is_verb_like(position):
                position += 1
                break
            position -= 1
        if position >= token:
            return None
        head = self._head_end(position, token)
        return position, token + 1, (position, head if head > position else token)

    def _nouns(self, number: int, start: int, end: int, covered: list[TokenSpan]) -> None:
        """`äußerte die Hoffnung, dass …`, `der Vorwurf, …`: the clause after a noun of saying."""
        for position, segment in enumerate(self.segments[:-1]):
            if segment.mark != ",":
                continue
            last = self._last_word(segment)
            noun = None
            for token in (last, last - 1):
                if (
                    token >= segment.start
                    and self.r.is_capital(token)
                    and any(
                        c.form == "noun" and "NOUN" in c.frames for c in self.r.lexicon.cues.get(self.words[token], ())
                    )
                ):
                    noun = token
                    break
            if noun is None:
                continue
            following = self.segments[position + 1]
            first = following.start
            if self.words[first] in ("dass", "daß", "ob"):
                kind = "noun_dass"
            elif self._has_zu(position + 1) and not self._is_subordinate(following):
                kind = "noun_zu"
            elif (
                self._is_verb_second(following)
                and not self._is_subordinate(following)
                and any(self.classes[t] & KONJ for t in range(first, following.end))
            ):
                kind = "noun_verb_second"
            else:
                continue
            if any(a <= first < b for a, b in covered):
                continue
            speaker: TokenSpan | None = None
            for token in range(segment.start, noun):
                if self.quote_of[token] < 0 and self.words[token] in LIGHT:
                    front = segment.start + (1 if self.classes[segment.start] & COORD else 0)
                    if token > front and self._is_nominative(front, token):
                        speaker = self._phrase(front, token)
                    elif token + 1 < noun:
                        speaker = self._phrase(token + 1, noun)
                        if speaker and speaker[1] > noun:
                            speaker = None
                    break
            cue = next(c for c in self.r.lexicon.cues[self.words[noun]] if c.form == "noun")
            stop = end
            for follow in range(position + 1, len(self.segments)):
                if follow > position + 1 and self.segments[follow].before == ",":
                    begin = self.segments[follow].start
                    if self.classes[begin] & (AUX | CUE) and not self.r.is_capital(begin):
                        stop = self.segments[follow - 1].end
                        break
            found = self._add(
                kind, number, [(first, stop)], self._report([(first, stop)]), speaker, (noun, noun + 1), None, covered
            )
            if found:
                found.medium, found.stance = cue.medium, cue.stance

    def _acts(self, verbs: list[Verb], number: int, start: int, end: int, covered: list[TokenSpan]) -> None:
        """Acts told of, not worded: the whole sentence, at a confidence of its own; soll + perfect infinitive."""
        if covered:
            return
        for verb in verbs:
            if verb.shape not in ("second", "perfect") or verb.cue.lemma not in EVALUATIVE or verb.speaker is None:
                continue
            frames = verb.cue.frames
            segment = self.segments[verb.segment]
            inside = {self.words[t] for t in range(segment.start, segment.end)}
            if not ("R" in frames or ("A" in frames and "als" in inside)):
                continue
            if "V" in frames and not inside & {"von", "vom"}:
                continue
            self._add(
                "act", number, [(start, end)], "reported", verb.speaker, (verb.token, verb.token + 1), verb, covered
            )
            return
        for segment in self.segments:
            for token in range(segment.start, segment.end):
                if self.words[token] in ("soll", "sollen") and self.quote_of[token] < 0:
                    last = self._last_word(segment)
                    if self.words[last] in ("sein", "haben") and last > token + 1 and last - 1 > token:
                        before = self.words[last - 1]
                        if (
                            before.endswith(("t", "en"))
                            and self.r.forms[last - 1].islower()
                            and not before.startswith("zu")
                        ):
                            self._add(
                                "soll", number, [(start, end)], "free_indirect", None, (token, token + 1), None, covered
                            )
                            return
                    elif token == last and self.words[token - 1] in ("haben", "sein"):
                        self._add(
                            "soll",
                            number,
                            [(segment.start, segment.end)],
                            "free_indirect",
                            None,
                            (token, token + 1),
                            None,
                            covered,
                        )
                        return

    # -- sentences without a cue ----------------------------------------------------------------------------

    def _free_indirect(self, number: int, start: int, end: int) -> None:
        """A main clause in Konjunktiv: the speech of the one who spoke last goes on."""
        strength = 0
        for segment in self.segments:
            if self._is_subordinate(segment):
                continue
            for token in range(segment.start, segment.end):
                bits = self.classes[token]
                if self.quote_of[token] >= 0 or self.r.is_capital(token):
                    continue
                if bits & KONJ and not bits & (POSS | DET):
                    if self.words[token] in (
                        "halte",
                        "stelle",
                        "liege",
                        "bringe",
                        "finde",
                        "mache",
                        "sitze",
                    ) and self.classes[token - 1] & (DET | POSS | PREP):
                        continue
                    strength = max(strength, 2 if bits & KONJ_ONE else 1)
        if not strength:
            return
        near = self.last is not None and number - self.last_unit <= 1
        if strength == 1 and not near:
            return
        last = self.last
        stop = self._strip(start, end)
        if (
            near
            and last is not None
            and last.rule == "de_free"
            and last.unit >= number - 1 - (len(last.spans) > 0)
            and last.spans[-1][1] <= start
        ):
            last.spans[-1] = (last.spans[-1][0], stop)
            last.unit = number
            self.last_unit = number
            return
        speaker = last.speaker if near and last is not None else None
        self.found.append(
            Found("de_free", number, [(start, stop)], "free_indirect", speaker, None, is_carried=speaker is not None)
        )

    def _quoted_on(self, number: int, start: int, end: int) -> None:
        """A sentence that is all quotation, without a cue of its own."""
        quote = self.quote_of[start]
        if quote < 0 or self.r.quotes[quote].start != start or self.r.quotes[quote].end < end - 1:
            return
        last = self.last
        near = last is not None and number - self.last_unit <= 1
        if (
            near
            and last is not None
            and last.report_type == "direct"
            and (self.r.passage_of[start] == self.r.passage_of[start - 1])
        ):
            last.spans.append((start, end))
            self.last_unit = number
            return
        if self.r.quotes[quote].end - self.r.quotes[quote].start < 6:
            return
        speaker = last.speaker if near and last is not None else None
        self.found.append(
            Found("de_carried_quote", number, [(start, end)], "direct", speaker, None, is_carried=speaker is not None)
        )


def find_german(reading: Reading) -> list[Found]:
    """The statements of a German reading."""
    return German(reading).find()
