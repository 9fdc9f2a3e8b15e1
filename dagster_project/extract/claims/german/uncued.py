"""The way through a German source, and its sentences without a cue: speech that goes on in the Konjunktiv."""

from __future__ import annotations

from bisect import bisect_left

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.german.konjunktiv import mark_konjunktiv
from dagster_project.extract.claims.german.phrases import KINDS
from dagster_project.extract.claims.german.segments import Segment
from dagster_project.extract.claims.german.sources import OWNERS, Sources, last_speaker
from dagster_project.extract.claims.german.words import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    BE,
    COORDINATOR,
    CUE,
    FINITE,
    KONJUNKTIV,
    KONJUNKTIV_ONE,
    NOUN_CUE,
    SUBORDINATOR,
    TELLING,
)
from dagster_project.extract.claims.lexicon import speaker_kinds, word_list
from dagster_project.extract.claims.tokens import Reading

TOLD = frozenset(("das", "dies", "davon", "darauf", "daran", "davor", "darüber"))
"""What takes up the sentence before: das teilte X mit, davon geht X aus."""
LABEL = 10
"""Tokens of the longest label: `Dazu die Vorsitzende des Verbands, Ada Roth:`"""
SHORTEST_QUOTE = 4
PERSONS = ("in", "er", "or", "ist", "ent", "ant", "mann", "frau", "chef", "jährige", "jähriger")
"""Endings of nouns for persons."""
REPORTS = ("bericht", "studie", "umfrage", "analyse", "untersuchung", "gutachten", "statistik")
"""Texts that may head a line as its speaker: Studie: Jeder dritte See ist zu warm."""
NO_LABELS = word_list("de", "no_label")
BODIES = (
    "sprecher", "sprecherin", "anwalt", "anwältin",
    *(word for word, kind in speaker_kinds("de").items() if kind in ("organization", "document", "unnamed")),
)  # fmt: skip
"""Ends of words for a body or a text, or for those who speak for one."""
MARKED = CUE | NOUN_CUE | KONJUNKTIV | TELLING
NO_VERB = frozenset(("de_preposition", "de_so", "de_wie"))
"""Rules whose speaker stands beside the clause: what they tell is nobody else's."""
CARRIED = 8
"""Sentences over which the last speaker still counts for a sentence in Konjunktiv."""


class Uncued(Sources):
    """All rules over one reading."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        mark_konjunktiv(reading)
        self.last: Found | None = None
        self.last_number = -9
        self.labels: dict[str, int] | None = None
        self.waiting: list[Found] = []
        """Sentences in Konjunktiv whose speaker may still be named: `A sei B. C sei D, sagte X.`"""

    def find(self) -> list[Found]:
        """All statements of the reading, in order of their sentences."""
        marked = [token for token, bits in enumerate(self.classes) if bits & MARKED]
        marked += [quote.start for quote in self.r.quotes]
        marked.sort()
        first = 0
        for number, (start, end) in enumerate(self.r.units):
            stop = bisect_left(marked, end, first)
            self.marked, first = marked[first:stop], stop
            if not self.marked:
                continue
            before = len(self.found)
            self._read(number, start, end)
            if self.segments and self._is_told_of(self.found[before:]):
                self._free_indirect()
            if len(self.found) == before and self.segments:
                self._labelled() or self._free_indirect() or self._told_after() or self._quoted_on()
            own = self.found[before:]
            if own:
                self._name_waiting(own)
                self.last, self.last_number = last_speaker(own), number
        return self.found

    def _is_told_of(self, own: list[Found]) -> bool:
        """`So gebe es Hinweise, dass …`: a main clause in Konjunktiv around what it tells of."""
        strength = self._konjunktiv_strength() if own and self.last is not None else 0
        if not strength or self.last is None or self.has_indicative(self.segments[0]):
            return False
        is_near = self.number - self.last_number <= 1 or self._is_bridged()
        is_nobodys = all(item.speaker is None and item.rule.startswith("de_noun") for item in own)
        if strength == 2 and is_nobodys and (not is_near or self.last.rule == "de_free"):
            return True
        if not is_near:
            return False
        cued = [item for item in own if item.cue is not None and item.rule != "de_told_clause"]
        return bool(cued) and all(item.rule not in NO_VERB and self._is_told(item.cue[0]) for item in cued if item.cue)

    def _is_told(self, cue: int) -> bool:
        """`Er gehe davon aus, dass …`, `Das hätten Zeugen bestätigt`: the clause of a cue in the Konjunktiv."""
        segment = self.segments[self.segment_of(cue)]
        finite = next((t for t in range(segment.start, segment.end) if self.is_finite(t)), None)
        is_main = not self.is_subordinate(segment) and finite is not None
        return is_main and finite is not None and self.is_konjunktiv(finite)

    def _read(self, number: int, start: int, end: int) -> None:
        self.number, self.covered = number, []
        self.segments = self.cut(start, end)
        self.start, self.end = start, end
        if not self.segments:
            return
        self.start, self.end = self.segments[0].start, self.segments[-1].end
        verbs = []
        for token in self.marked:
            if self.classes[token] & CUE and self.quote_of[token] < 0 and token < self.end:
                verb = self.verb_at(token, self.segment_of(token))
                if verb is not None:
                    verbs.append(verb)
        for verb in verbs:
            verb.speaker = self.subject(verb, verbs)
        for verb in verbs:
            self.content(verb)
        self.so()
        self.prepositions()
        self.nouns()
        self.acts(verbs)
        self._goes_on_after_colon()
        for item in self.found[::-1]:
            if item.unit != number or item.cue is None:
                break
            if item.speaker is not None or self.last is None:
                continue
            near = number - self.last_number <= 1 and (
                (item.rule == "de_soll" and self._is_body(self.last.speaker))
                or any(self.words[t] == "man" for t in range(start, end))
            )
            if near or self.words[item.cue[0]].startswith("dem"):
                item.speaker, item.is_carried = self.last.speaker, self.last.speaker is not None

    def _goes_on_after_colon(self) -> None:
        """`Laut Roth gab es keine Warnung: „Es hat geknallt.“`: the words behind the mark are the same one's."""
        own = next((item for item in reversed(self.found) if item.unit == self.number and item.speaker), None)
        if own is None:
            return
        for segment in self.segments[1:]:
            first = segment.start
            if segment.before not in (":", ";") or self.is_covered(first) or own.spans[-1][1] > first:
                continue
            quote = self.quote_of[first]
            if quote >= 0 and self.r.quotes[quote].end >= self.end - 1:
                self.add("colon", [(first, self.r.quotes[quote].end)], own.speaker, own.cue)
            elif quote < 0 and self.has_konjunktiv(segment) and not self.is_subordinate(segment):
                self.add("told_clause", [(first, self.end)], own.speaker, None, None, "free_indirect")
            return

    def _is_body(self, speaker: TokenSpan | None) -> bool:
        """A body or a text whose report goes on in `soll` (the police, its speaker, a report), no other person."""
        if speaker is None or self.r.passage_of[speaker[0]] != self.r.passage_of[self.start]:
            return False
        return any(self.words[t].endswith(BODIES) for t in range(*speaker))

    def _name_waiting(self, own: list[Found]) -> None:
        """`A sei B. C sei D, sagte X.`: the sentences before were X's too."""
        postposed = next((item for item in own if item.rule in ("de_postposed", "de_so") and item.speaker), None)
        if postposed is not None:
            for item in self.waiting:
                if item.unit == postposed.unit - 1:
                    item.speaker, item.is_carried = postposed.speaker, True
        self.waiting = [item for item in own if item.rule == "de_free" and self.number - self.last_number > 1]

    def _labelled(self) -> bool:
        """`Die Ministerin: „…“`, `Dazu Feld: „…“`, `Polizei: Zwei Tote`: who speaks before a colon, without a verb."""
        first = self.segments[0]
        if first.mark != ":" or len(self.segments) == 1 or first.end - first.start > LABEL or self.has_finite(first):
            return False
        begin = self.segments[1].start
        number = self.quote_of[begin]
        speaker = self._label_speaker(first)
        if self.has_konjunktiv(self.segments[1]) and any(
            self.classes[token] & NOUN_CUE for token in range(first.start, first.end)
        ):
            return self.add("label", [(begin, self.strip(begin, self.end))], speaker, None) is not None
        if number >= 0 and self.r.quotes[number].start == begin:
            stop = self.r.quotes[number].end
            if speaker is None and self.last is not None and self.number - self.last_number <= 1:
                speaker = self.last.speaker
            if (
                speaker is None
                or stop - begin <= SHORTEST_QUOTE
                or stop < self.end - 1
                or self.words[first.end - 1] in NO_LABELS
            ):
                return False
        else:
            stop = self.strip(begin, self.end)
            if not (speaker and self._opens_passage(first)) or self.words[self.end : self.end + 1] == ["?"]:
                return False
        return self.add("label", [(begin, stop)], speaker, None) is not None

    def _label_speaker(self, first: Segment) -> TokenSpan | None:
        start = first.start
        while start < first.end - 1 and self.classes[start] & (ADVERB | COORDINATOR) and not self.is_article(start):
            start += 1
        if self.words[start] in OWNERS:
            return start, start + 1  # "Ihr Fazit: …"
        span = self.phrase(start, first.end)
        if span is None or self.words[span[1] - 1] in NO_LABELS:
            return None
        if self.classes[span[1] - 1] & NOUN_CUE and not self.words[span[1] - 1].endswith(REPORTS):
            return None
        is_person = self.words[span[1] - 1].endswith(PERSONS) and self.is_article(span[0])
        if (
            start == first.start
            and span[1] - span[0] == 1
            and not self.words[span[0]].endswith(tuple(speaker_kinds("de")))
        ):
            # one word alone is as often a topic ("Fischsterben: „…“") as a name: a name comes back
            return span if self._labels().get(self.r.text_of(*span), 0) > 1 else None
        return span if start > first.start or is_person or self.is_somebody(span) else None

    def _opens_passage(self, first: Segment) -> bool:
        """A label that opens its passage and is a role or body (Polizei: …), or comes back as in an interview."""
        start, end = first.start, first.end
        if start and self.r.passage_of[start - 1] == self.r.passage_of[start]:
            return False
        if not all(self.r.is_capital(t) for t in range(start, end)) or end - start > 4:
            return False
        kinds = speaker_kinds("de")
        has_title = kinds.get(self.words[start]) == "role" and end - start > 1  # "Bürgermeisterin Roth: …"
        return has_title or self.words[end - 1] in kinds or self._labels().get(self.r.text_of(start, end), 0) > 1

    def _labels(self) -> dict[str, int]:
        """How often each run of words before a colon opens a passage."""
        if self.labels is None:
            self.labels = {}
            for start, end in self.r.units:
                if start and self.r.passage_of[start - 1] == self.r.passage_of[start]:
                    continue
                for token in range(start + 1, min(end, start + 5)):
                    if self.words[token] == ":":
                        label = self.r.text_of(start, token)
                        self.labels[label] = self.labels.get(label, 0) + 1
                        break
        return self.labels

    def _free_indirect(self) -> bool:
        """A main clause in Konjunktiv: the speech of the one who spoke last goes on."""
        strength = self._konjunktiv_strength()
        near = self.last is not None and self.number - self.last_number <= 1
        if strength == 0 and near and self._goes_on_with_sollte():
            strength = 1
        follows = near or (self.hint is not None and self.hint_number == self.number - 1)
        if strength == 0 or (strength == 1 and not follows):
            return False
        last, span = self.last, (self.start, self.strip(self.start, self.end))
        told = self._told_clause()
        if told is not None:
            return told
        span = (span[0], self._before_verdict(span[1]))
        is_near = near or (strength == 2 and self._is_bridged())
        if is_near and last is not None and last.rule == "de_free" and self.hint_number != self.number - 1:
            last.spans[-1] = (last.spans[-1][0], span[1])
            last.unit = self.number
            self.last_number = self.number
            return True
        carried = last.speaker if last is not None and self.number - self.last_number <= CARRIED else None
        is_hinted = self.last_number < self.hint_number or (last is not None and last.rule.startswith("de_noun"))
        if self.hint is not None and self.hint_number == self.number - 1 and is_hinted:
            carried, near = self.hint, False
        elif not near:
            before = self._subject_before()
            if before is not None and self.is_somebody(before):
                carried = before
        self.found.append(
            Found("de_free", self.number, [span], "free_indirect", carried, is_carried=carried is not None)
        )
        return True

    def _is_bridged(self) -> bool:
        """`A sei B. Daraus ließen sich Schlüsse ziehen. C sei D.`: a form of both between two in the Konjunktiv."""
        if self.last is None or self.number - self.last_number != 2:
            return False
        here = self.segments
        start, end = self.r.units[self.number - 1]
        if self.r.passage_of[start] != self.r.passage_of[self.start]:
            return False
        self.segments = self.cut(start, end)
        finite = self._main_finite()
        self.segments = here
        return finite is not None and self.words[finite].endswith("en") and self._may_be_konjunktiv(finite)

    def _main_finite(self) -> int | None:
        """The finite verb of the first main clause of the sentence at hand."""
        for segment in self.segments:
            if not self.is_subordinate(segment):
                return next((token for token in range(segment.start, segment.end) if self.is_finite(token)), None)
        return None

    def _may_be_konjunktiv(self, token: int) -> bool:
        """A preterite of several that is Konjunktiv II as well: stellten, ließen; not waren, hatten, kamen."""
        word = self.words[token]
        if self.classes[token] & AUXILIARY:
            return word in ("sollten", "wollten")
        return word.endswith("ten") or word in ("ließen", "blieben", "hießen", "gingen", "hielten", "fielen", "riefen")

    def _before_verdict(self, end: int) -> int:
        """`Man werde das nicht dulden, ist seine Botschaft`: before the verb that comments on the clause."""
        for position, segment in enumerate(self.segments[1:], 1):
            first = segment.start
            if segment.before != "," or self.quote_of[first] >= 0 or self.r.is_capital(first):
                continue
            if self.classes[first] & (BE | FINITE) and not self.classes[first] & (KONJUNKTIV | ARTICLE):
                return self.segments[position - 1].end
        return end

    def _told_clause(self) -> bool | None:
        """`Roth dämpfte die Hoffnung: Man müsse …`, `Feld blieb dabei, er habe …`: after a verb that no list holds.

        None where the sentence has no such clause and may be Konjunktiv as a whole.
        """
        first = self.segments[0]
        is_front = self.is_subordinate(first) or self.is_finite(first.start)  # "Sollte er kommen, werde man …"
        if is_front or not self.has_indicative(first):
            return None
        for segment in self.segments[1:]:
            if self.is_subordinate(segment):
                continue
            if segment.before in (":", ";") and self.has_konjunktiv(segment):
                break
            if segment.before == "," and self.is_verb_second(segment) and self.has_konjunktiv(segment):
                break
            if self.has_indicative(segment):
                return None
        else:
            return None
        speaker = self.first_subject(self.start, segment.start)
        if speaker is not None and (self.is_pointing(speaker) or self.is_nobody(speaker)):
            speaker = self._comes_from(self.start, segment.start)
        stop = self.strip(segment.start, self.end)
        rule = "told_clause"
        return self.add(rule, [(segment.start, stop)], speaker, None, None, "free_indirect") is not None

    def _comes_from(self, start: int, end: int) -> TokenSpan | None:
        """`Zustimmung kam von der Bahn: …`: the one after `von` where the subject is nobody."""
        for token in range(start, end - 1):
            if self.words[token] in ("von", "vom", "seitens") and self.quote_of[token] < 0:
                stop = self.head_end(token + 1, end)
                found = (token + 1, stop)
                return found if stop > token + 1 and not self.is_nobody(found) else None
        return None

    def _goes_on_with_sollte(self) -> bool:
        """`Die Bürger sollten Wasser sparen`: no Konjunktiv of itself, but after somebody's words they go on."""
        if self.last is None or self.last.report_type == "direct":
            return False
        for segment in self.segments:
            if self.is_subordinate(segment):
                continue
            finite = next((token for token in range(segment.start, segment.end) if self.is_finite(token)), None)
            if finite is not None and self.words[finite] in ("sollte", "sollten"):
                return True
        return False

    def _subject_before(self) -> TokenSpan | None:
        """The subject that opens the sentence before, which told nothing: of whom it speaks, so perhaps who speaks."""
        if self.number == 0:
            return None
        here = self.segments
        start, end = self.r.units[self.number - 1]
        self.segments = self.cut(start, end)
        subject = self.first_subject(start, end) if self.segments else None
        finite = self._main_finite()
        self.segments = here
        if finite is not None and self.is_konjunktiv(finite):
            return None  # "Einige würden das verharmlosen": of whom is spoken
        if subject is None or self.is_pointing(subject) or self.is_nobody(subject):
            return None
        return subject if subject[0] <= start + 1 or self._is_named(subject) else None

    def _is_named(self, span: TokenSpan) -> bool:
        """Somebody by role, by a name of two words, or by the last word of a name that the text gives in full."""
        if not self.is_somebody(span) or span[1] - span[0] > 1 or self.words[span[0]].endswith(KINDS):
            return self.is_somebody(span)
        word = self.words[span[0]]
        return any(
            self.words[t] == word and self.r.is_capital(t - 1) and not self.classes[t - 1] for t in range(1, span[0])
        )

    def _konjunktiv_strength(self) -> int:
        """2 for a Konjunktiv I in a main clause, 1 for another, 0 for none."""
        strength = 0
        if not any(self.classes[token] & KONJUNKTIV for token in self.marked):
            return 0
        for segment in self.segments:
            if self.is_subordinate(segment):
                continue
            for token in range(segment.start, segment.end):
                if self.classes[token] & SUBORDINATOR and token > segment.start and self.quote_of[token] < 0:
                    break  # "in dem Moment, als …" without its comma
                is_noun = token > segment.start and self.is_article(token - 1) and self._looks_like_noun(token)
                if self.is_konjunktiv(token) and not is_noun:
                    strength = max(strength, 2 if self.classes[token] & KONJUNKTIV_ONE else 1)
        return strength

    def _looks_like_noun(self, token: int) -> bool:
        """`eine liege` against `das sei`, `solche lägen`."""
        return self.words[token].endswith("e") and not self.classes[token] & AUXILIARY

    def _told_after(self) -> bool:
        """`Das teilte die Stadt mit.`: the sentence before is what was said."""
        if self.words[self.start] not in TOLD or not self.number:
            return False
        first = self.segments[0]
        for token in range(self.start + 1, min(self.start + 3, first.end)):
            if not self.classes[token] & CUE:
                continue
            verb = self.verb_at(token, 0)
            if verb is None or not verb.cue.frames & {"D", "DASS"} or verb.shape != "second":
                return False
            start, end = self.r.units[self.number - 1]
            if self.r.passage_of[start] != self.r.passage_of[self.start]:
                return False
            if any(item.unit == self.number - 1 for item in self.found[-3:]):
                return False
            speaker = self.in_document(verb, ("aus",)) if "AUS" in verb.cue.frames else None
            speaker = speaker or self.phrase(token + 1, first.end)
            if speaker is None:
                return False
            return self.add("told_after", [(start, end)], speaker, (token, token + 1), verb) is not None
        return False

    def _quoted_on(self) -> bool:
        """A sentence that is all quotation, without a cue of its own."""
        number = self.quote_of[self.start]
        if number < 0 or self.r.quotes[number].start != self.start or self.r.quotes[number].end < self.end - 1:
            return False
        last = self.last
        near = last is not None and self.number - self.last_number <= 1
        span = (self.start, self.r.quotes[number].end)
        if (
            near
            and last is not None
            and last.report_type == "direct"
            and self.r.passage_of[self.start] == self.r.passage_of[self.start - 1]
        ):
            last.spans.append(span)
            self.last_number = self.number
            return True
        if span[1] - span[0] < 6:
            return False
        speaker = last.speaker if near and last is not None else None
        self.found.append(
            Found("de_carried_quote", self.number, [span], "direct", speaker, is_carried=speaker is not None)
        )
        return True
