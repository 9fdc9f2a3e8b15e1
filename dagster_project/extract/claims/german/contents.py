"""What is said: the clause, infinitive or quotation that a cue's frame opens, and where it ends."""

from __future__ import annotations

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.german.phrases import NAME_PARTS
from dagster_project.extract.claims.german.segments import Segment
from dagster_project.extract.claims.german.verbs import Verb, Verbs
from dagster_project.extract.claims.german.words import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    COORDINATOR,
    CUE,
    FINITE,
    INTERROGATIVE,
    KONJUNKTIV,
    MODAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
)
from dagster_project.extract.claims.lexicon import word_list
from dagster_project.extract.claims.tokens import Reading

DASS = frozenset(("dass", "daß"))
ACCUSATIVE = frozenset(("ihn", "sie", "uns", "mich"))
SAID_IN = ("in", "im", "aus", "bei", "beim", "auf", "von", "vom", "seitens")
"""Where `es heißt`: in the letter, at the ministry, from the railway."""
SET_IN = 4
"""Tokens of an opening that belongs to the quotation after its verb: `Es war, sagte Feld, „…“`."""
OBJECT_ARTICLES = frozenset(("die", "den", "das", "ein", "eine", "einen", "seine", "ihre", "seinen", "ihren"))
WITHOUT = frozenset(("um", "statt", "anstatt", "ohne", "außer"))
GENITIVES = word_list("de", "genitive")
OWNED = 9
"""Tokens that an owner after a noun of saying may take: der Vorwurf der Bundestagsfraktion von Feld, …"""
BEHIND_OWNER = 6
"""Tokens that may stand behind an owner: a party in brackets and a particle."""
NARRATING = frozenset(("schildern", "erzählen", "beschreiben", "berichten"))
PROSPECTIVE = word_list("de", "prospective")
PRESENTS = word_list("de", "present")
NEG_RAISING = word_list("de", "neg_raising")
IMPERSONAL = frozenset(("es", "man", "niemand", "keiner", "was"))
FRONTED = frozenset(("wenn", "sollte", "falls", "da", "weil", "nachdem", "obwohl", "solange", "bevor", "wer", "was"))
REPORTER = frozenset(("während", "wobei", "nachdem", "woraufhin", "sodass", "obwohl"))


class Contents(Verbs):
    """Contents of the verbs of the sentence at hand, put into `found`."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.found: list[Found] = []
        self.covered: list[TokenSpan] = []
        """Token spans of the contents found in this sentence."""
        self.number, self.start, self.end = 0, 0, 0
        self.marked: list[int] = []
        """Tokens of this sentence by which it may tell somebody's words."""
        self.hint: TokenSpan | None = None
        """Who spoke last without a word of theirs: `Ähnlich äußerte sich Feld.`"""
        self.hint_number = -9

    # -- helpers of all rules --------------------------------------------------------------------------------

    def add(
        self, rule: str, spans: list[TokenSpan], speaker: TokenSpan | None, cue: TokenSpan | None,
        verb: Verb | None = None, report: str | None = None,
    ) -> Found | None:  # fmt: skip
        """Note a statement of the sentence at hand; None where no word is left of it."""
        stripped = [(self.lstrip(a, b), self.strip(a, b)) for a, b in spans]
        spans = [(a, b) for a, b in stripped if b > a]
        if not spans:
            return None
        medium, stance = (verb.cue.medium, self._stance(verb)) if verb else ("speech", "")
        found = Found(f"de_{rule}", self.number, spans, report or self.report(spans), speaker, cue, medium, stance)
        if verb is not None and rule != "act":
            found.addressee = self.addressee(verb)
            if verb.cue.lemma in NEG_RAISING:
                denial = self._denial(verb)
                found.denial = (denial, denial + 1) if denial is not None else None
        self.found.append(found)
        self.covered.extend(spans)
        return found

    def is_covered(self, token: int) -> bool:
        """Does the token lie in a content already found?"""
        return any(a <= token < b for a, b in self.covered)

    def lstrip(self, start: int, end: int) -> int:
        """The start without marks."""
        while start < end and self.quote_of[start] < 0 and not self.r.is_word(start):
            start += 1
        return start

    def strip(self, start: int, end: int) -> int:
        """The end without marks and conjunctions."""
        while end > start and self.quote_of[end - 1] < 0:
            word = self.words[end - 1]
            is_bracket = word == ")" and any(self.words[t] == "(" for t in range(start, end))
            if is_bracket or (
                self.r.is_word(end - 1) and not (word in ("und", "aber") and start < end - 1 and end < self.end)
            ):
                break
            if word == "%":
                break
            end -= 1
        return end

    def report(self, spans: list[TokenSpan]) -> str:
        """'direct' where the content is all quotation, 'mixed' where it quotes in part, else 'indirect'."""
        start, end = spans[0]
        number = self.quote_of[start]
        if number >= 0 and self.r.quotes[number].start == start and self.r.quotes[number].end >= end:
            return "direct"
        return "mixed" if any(self.quote_of[t] >= 0 for t in range(start, end)) else "indirect"

    def named(self, speaker: TokenSpan | None) -> TokenSpan | None:
        """No speaker for `es`, `man` and `was`."""
        return None if speaker and (self.words[speaker[0]] in IMPERSONAL or self.is_nobody(speaker)) else speaker

    # -- after the verb --------------------------------------------------------------------------------------

    def content(self, verb: Verb) -> None:
        """Find what `verb` reports."""
        frames = verb.cue.frames
        cue = (verb.token, verb.token + 1)
        first = self.words[verb.speaker[0]] if verb.speaker else ""
        if first in ("was", "niemand", "keiner") or (verb.cue.medium == "thought" and first in ("ich", "wir")):
            return  # "Was wir wissen", the author's own thought
        if ("ES" in frames and not self._is_impersonal(verb)) or self._lacks_reflexive(verb):
            return
        if "CITED" in frames and verb.shape != "passive":
            verb.speaker = self._cited(verb) or verb.speaker
        if "AUS" in frames:
            verb.speaker = self.in_document(verb, ("aus",)) or self.named(verb.speaker)
        if "FOR" in frames:
            verb.speaker = self.in_document(verb, ("für",))
            if verb.speaker is None:
                return
        says = bool(frames & {"D", "ES", "T"})
        if verb.speaker is not None and self.is_nobody(verb.speaker):
            return  # "Die Lage zeigt, dass …", "droht ein Streit"
        if self._is_so(verb):
            return
        if says and verb.cue.medium != "thought" and verb.cue.stance != "denies" and self._is_denied(verb):
            return
        if (says or "AUS" in frames) and self._wie(verb):
            return
        if self._colon(verb, self.named(verb.speaker)):
            return
        is_found = "P" in frames and verb.speaker is not None and self.is_somebody(verb.speaker)
        is_postposed = says or is_found or self._follows_speech(verb)
        if self._stands_first(verb) and is_postposed and self._postposed(verb):
            return
        if self.is_covered(verb.token) and verb.shape == "second" and self._stands_first(verb):
            return
        speaker = self.in_document(verb, SAID_IN) if "ES" in frames else self.named(verb.speaker)
        if "T" in frames or self._is_of_noun(verb):
            return
        following = self._clause_after(verb)
        unmarked = self._unmarked_zu(verb) if following is None else None
        if unmarked is not None:
            self.add("zu", [unmarked], speaker, cue, verb)
        elif following is not None:
            begin, position, kind = following
            if verb.shape == "infinitive" and kind == "zu":
                return
            stop = self._clause_end(position, kind, verb)
            self.add(kind, [(begin, stop)], speaker, cue, verb)
        elif frames & {"A", "V"}:
            self._quote_within(verb)
        elif verb.shape in ("second", "perfect"):
            if "D" in frames and verb.cue.medium == "speech":
                self._called_out(verb)
            if frames & {"R", "H"}:
                self._quote_within(verb, is_worded=True)

    def _is_of_noun(self, verb: Verb) -> bool:
        """`lehnte den Vorschlag Roths ab, die Brücke zu sperren`: the clause is the noun's, and its owner's."""
        segment = self.segments[verb.segment]
        if not verb.cue.frames & {"R", "H"} or verb.shape not in ("second", "perfect"):
            return False
        noun = self.noun_with_owner(segment)
        if noun is None or noun < verb.finite:
            return False
        self.hint, self.hint_number = self.named(verb.speaker), self.number
        return True

    def noun_with_owner(self, segment: Segment) -> int | None:
        """`der Vorwurf der Opposition, …`, `die Forderung von Feld, …`: the noun before its genitive."""
        last = self.last_word(segment)
        for token in range(last - 1, max(segment.start, last - OWNED) - 1, -1):
            if self.quote_of[token] >= 0 or not self.r.is_capital(token):
                continue
            if not any(c.form == "noun" and "NOUN" in c.frames for c in self.r.lexicon.cues.get(self.words[token], ())):
                continue
            owner = self.genitive(token, segment)
            return token if owner is not None and owner[1] > last - BEHIND_OWNER else None
        return None

    def genitive(self, noun: int, segment: Segment) -> TokenSpan | None:
        """The genitive or von-phrase right after a noun."""
        after = noun + 1
        if after >= segment.end or self.quote_of[after] >= 0:
            return None
        if self.words[after] in ("von", "vom"):
            stop = self.head_end(after + 1, segment.end)
            return (after + 1, stop) if stop > after + 1 else None
        if self.words[after] in GENITIVES:
            stop = self.head_end(after, segment.end)
            return (after, stop) if stop > after else None
        return None

    def _cited(self, verb: Verb) -> TokenSpan | None:
        """`„…“, zitiert der Bote einen Fischer`: the object, whose words they are."""
        segment = self.segments[verb.segment]
        if self.words[verb.finite + 1] == "ihn":
            return verb.finite + 1, verb.finite + 2
        if verb.speaker is None:
            return None
        first = max(verb.finite + 1, verb.speaker[1])
        while first < segment.end and self.classes[first] & ADVERB and not self.is_article(first):
            first += 1
        if first >= segment.end or self.quote_of[first] >= 0 or self.words[first] in ("des", "der", "dem", "das"):
            return None
        stop = self.head_end(first, segment.end)
        return (first, stop) if stop > first else None

    def _colon(self, verb: Verb, speaker: TokenSpan | None) -> bool:
        """`sagte: „…“`, `verteidigt sich: Er habe …`; not after a quotation (`„…“, sagte er: „…“`)."""
        frames = verb.cue.frames
        is_open = self.segments[verb.closes].mark == ":" and verb.closes + 1 < len(self.segments)
        if not is_open or not frames & {"D", "Q", "A", "ES", "R", "H", "K"}:
            return False
        if verb.shape in ("second", "perfect") and self._stands_first(verb) and self._follows_quote(verb):
            return False
        begin = self.segments[verb.closes + 1].start
        quote = self.quote_of[begin]
        is_speech = quote >= 0 or self.has_konjunktiv(self.segments[verb.closes + 1])
        if not is_speech and not (frames & {"D", "ES"} and self.has_finite(self.segments[verb.closes + 1])):
            return False
        stop = self.r.quotes[quote].end if quote >= 0 else self.end
        if "ES" in frames:
            speaker = self.in_document(verb, SAID_IN)
        return self.add("colon", [(begin, stop)], speaker, (verb.token, verb.token + 1), verb) is not None

    def _lacks_reflexive(self, verb: Verb) -> bool:
        """`freute sich`, but not `Das freute den Wirt`."""
        segment = self.segments[verb.segment]
        return "SICH" in verb.cue.frames and "sich" not in self.words[segment.start : segment.end]

    def _follows_speech(self, verb: Verb) -> bool:
        """After a quotation or a clause in Konjunktiv any verb may tell of it: `…, begründete er den Schritt`."""
        if self._follows_quote(verb):
            return True
        first = self.words[self.segments[0].start]
        if (first == "ob" and "Q" in verb.cue.frames) or (first in DASS and "DASS" in verb.cue.frames):
            return True
        position = self.segment_of(verb.finite)
        return position > 0 and any(
            self.has_konjunktiv(segment) and not self.is_subordinate(segment) for segment in self.segments[:position]
        )

    def _follows_quote(self, verb: Verb) -> bool:
        """`„Gut gemacht“, lobte Feld`: any verb may tell of a quotation before it."""
        before = verb.finite - 1
        if before > self.start and self.words[before] in (",", "—"):
            before -= 1
        return before >= 0 and self.quote_of[before] >= 0

    def _is_so(self, verb: Verb) -> bool:
        """`…, so heißt es, …`, `…, so berichtet der Bote`: read by `so`."""
        segment = self.segments[verb.segment]
        return segment.start > self.start and verb.token == segment.start + 1 and self.words[segment.start] == "so"

    def _stance(self, verb: Verb) -> str:
        """`schließt aus` denies, `schließt nicht aus` holds possible, `bestreitet nicht` says nothing against it."""
        if verb.cue.stance != "denies" or self._denial(verb) is None:
            return verb.cue.stance
        return "weakens" if verb.cue.lemma.startswith(("ausschließen", "für ausgeschlossen")) else ""

    def _denial(self, verb: Verb) -> int | None:
        """The `nicht` of the verb itself."""
        segment = self.segments[self.segment_of(verb.finite)]
        for token in range(segment.start, segment.end):
            if self.words[token] in ("nicht", "keineswegs") and self.words[token + 1 : token + 2] != ["nur"]:
                if self.quote_of[token] >= 0:
                    return None
                if not self._is_attributive(token + 1, segment.end):
                    return token
        return None

    def _is_attributive(self, token: int, end: int) -> bool:
        """`die nicht ausreichenden Mittel`: an adjective before its noun."""
        if token + 1 >= end or not self.words[token].endswith(("en", "e", "er", "es", "em")):
            return False
        return self.r.forms[token].islower() and not self.classes[token] and self.r.is_capital(token + 1)

    def _is_denied(self, verb: Verb) -> bool:
        """`Wer den Befehl gab, sagte er nicht`: nothing is said."""
        segment = self.segments[verb.segment]
        last = self.last_word(segment)
        after = range(verb.token + 1, min(segment.end, verb.token + 3))
        return self.words[last] == "nicht" or any(
            self.words[t] == "nicht" and self.words[t + 1 : t + 2] != ["nur"] for t in after
        )

    def _unmarked_zu(self, verb: Verb) -> TokenSpan | None:
        """`haben dazu aufgerufen die Kontrollen zu verstärken`: an infinitive without its comma."""
        segment = self.segments[verb.segment]
        if "Z" not in verb.cue.frames or verb.cue.form != "participle":
            return None
        for token in range(verb.token + 2, segment.end):
            if self.is_zu(token, segment):
                return verb.token + 1, min(segment.end, token + 2 if self.words[token] == "zu" else token + 1)
        return None

    def _stands_first(self, verb: Verb) -> bool:
        """Does the finite verb open a segment after another, or follow a quotation: …, sagte X?"""
        if verb.shape == "passive" and not self._asks():
            return False
        if verb.shape not in ("second", "perfect", "modal", "passive") or verb.finite <= self.start:
            return False
        if self.quote_of[verb.finite - 1] >= 0:
            return self.r.quotes[self.quote_of[verb.finite - 1]].start == self.start or verb.finite == self._begins(
                verb
            )
        return verb.finite == self._begins(verb) and self.segment_of(verb.finite) > 0

    def _asks(self) -> bool:
        """`Dass die Brücke bleibt, wurde mitgeteilt`: a clause of content before a passive."""
        first = self.segments[0].start
        return self.words[first] in DASS or self.words[first] == "ob" or self.quote_of[first] >= 0

    def _begins(self, verb: Verb) -> int:
        return self.segments[self.segment_of(verb.finite)].start

    def _is_impersonal(self, verb: Verb) -> bool:
        """`heißt es`, `es heißt`: not the name of somebody."""
        token = verb.token
        near = [t for t in (token - 1, token + 1) if 0 <= t < len(self.words)]
        if any(self.words[t] == "es" for t in near):
            return True
        segment = self.segments[verb.segment]
        return verb.shape == "final" and any(self.words[t] == "es" for t in range(segment.start, token))

    def in_document(self, verb: Verb, prepositions: tuple[str, ...]) -> TokenSpan | None:
        """`In dem Schreiben heißt es`, `aus dem Ministerium verlautete`: the document or body that says so."""
        segment = self.segments[verb.segment]
        for token in range(segment.start, segment.end):
            if self.words[token] in prepositions and self.quote_of[token] < 0:
                first = token + 1
                stop = self.head_end(first, segment.end)
                if stop > first and not self.classes[stop - 1] & TIME and not self.is_nobody((first, stop)):
                    return first, stop
                if first < segment.end and self.words[first] in ACCUSATIVE:
                    return first, first + 1
        return None

    def _clause_after(self, verb: Verb) -> tuple[int, int, str] | None:
        """(first token, segment, kind) of the content clause after the verb."""
        skipped: int | None = None
        for position in range(verb.closes + 1, len(self.segments)):
            segment = self.segments[position]
            if segment.before == ";" and self.is_covered(verb.token):
                return None  # "man habe gewarnt; die Warnung sei …": hers, not of the warning
            kind = self._clause_kind(segment, position, verb)
            if kind == "zu" and self._is_apposition(segment, verb):
                kind = "skip"
            if kind == "skip":
                if skipped is None and not self.is_subordinate(segment) and segment.start < segment.end:
                    skipped = segment.start
                continue
            if kind is None:
                return None
            # "sagte, das Prinzip, „ein Mann, eine Stimme“, gelte": the clause opened before the quotation
            joins = kind == "quote" and segment.end - self.r.quotes[self.quote_of[segment.start]].end > 1
            return (
                (skipped, position, "verb_second") if joins and skipped is not None else (segment.start, position, kind)
            )
        return None

    def _is_apposition(self, segment: Segment, verb: Verb) -> bool:
        """`Roth, die Leiterin des Werks, …`: a phrase between commas right behind the one who speaks."""
        follows = verb.speaker is not None and verb.speaker[1] == segment.start - 1
        return follows and not any(self.is_zu(token, segment) for token in range(segment.start, segment.end))

    def _clause_kind(self, segment: Segment, position: int, verb: Verb) -> str | None:
        """Which content clause of `verb` the segment opens: its kind, 'skip' for an insertion, or None."""
        frames, words, first = verb.cue.frames, self.words, segment.start
        bits, word = self.classes[first], words[first]
        if self.quote_of[first] >= 0 and frames & {"D", "ES"}:
            return "quote"
        if word in DASS or (bits & ADVERB and first + 1 < segment.end and words[first + 1] in DASS):
            is_result = word == "so" or "dadurch" in words[self.segments[verb.segment].start : first]
            return None if is_result else "dass"  # "…, so dass niemand kam"
        if word == "ob" and frames & {"D", "Q", "Z"}:
            return "ob"
        if (
            bits & INTERROGATIVE
            and frames & {"D", "Q"}
            and self.is_verb_last(segment)
            and (
                word not in ("wie", "wo", "wer")
                or "Q" in frames
                or (word == "wie" and self._is_told_how(segment, position, verb))
            )
        ):
            return "ob"
        if self._is_bridge(segment):
            return "skip"
        if word in ("und", "sowie", "aber", "sondern", "denn", "weil", "um", "so", "doch") and word not in FRONTED:
            return None
        next_opens = position + 1 < len(self.segments) and self._opens_konjunktiv(self.segments[position + 1])
        if word in FRONTED and frames & {"D", "K", "ES"} and next_opens:
            return "verb_second"
        if self.is_subordinate(segment):
            if bits & (RELATIVE | PREPOSITION) and not bits & SUBORDINATOR:
                return "skip"
            return "skip" if position + 1 < len(self.segments) and not bits & SUBORDINATOR else None
        if ("Z" in frames or self._may_have_zu(segment, verb)) and self.has_zu(position):
            return "zu"
        if (
            frames & {"D", "K", "ES"}
            and self.is_verb_second(segment)
            and not self._goes_on(segment, position, verb)
            and not self._is_past_event(segment, verb)
            and (self._awaits_clause(verb) or self.has_konjunktiv(segment))
        ):
            return "verb_second"
        return "skip" if segment.mark in (",", "—") and not self.has_finite(segment) else None

    def _is_told_how(self, segment: Segment, position: int, verb: Verb) -> bool:
        """`schilderte, wie der Kran kippte`, but not `erklärte, wie der Ofen geht`, `sagte, wie der Bote meldet`."""
        if position != verb.closes + 1 or verb.shape not in ("second", "perfect", "modal"):
            return False
        is_told = verb.cue.lemma in NARRATING or self.has_konjunktiv(segment)
        return is_told and segment.end - segment.start > 3 and not self.classes[self.last_word(segment)] & CUE

    def _may_have_zu(self, segment: Segment, verb: Verb) -> bool:
        """`teilte mit, am Plan festzuhalten`: any verb of saying may take an infinitive right behind it."""
        is_speech = "D" in verb.cue.frames and verb.cue.medium != "thought" and verb.shape in ("second", "perfect")
        before = self.segments[verb.closes]
        is_behind = segment.start == before.end + 1 and before.mark == ","
        last = self.last_word(before)  # "wiederholte die Forderung, …": the infinitive is the noun's
        is_free = self.r.forms[last].islower() or (verb.speaker is not None and last < verb.speaker[1])
        return is_speech and is_behind and is_free and self.words[segment.start] not in WITHOUT

    def _goes_on(self, segment: Segment, position: int, verb: Verb) -> bool:
        """`Dass sie spät reagierten, sei klar`: the main clause that a clause in front belongs to, no content."""
        opens = self.is_finite(segment.start) and not self.r.is_capital(segment.start)
        before = self.segments[verb.segment]
        is_front = self.is_subordinate(before) or self.is_finite(before.start)
        return opens and is_front and position == verb.closes + 1

    def _is_past_event(self, segment: Segment, verb: Verb) -> bool:
        """`Feld hatte gewarnt, der Damm brach`: a preterite behind what points ahead, or lies further back.

        A warning comes before what it warns of, a pluperfect before what is told on; in Konjunktiv both are said.
        """
        is_pluperfect = verb.shape == "perfect" and self.words[verb.finite] in ("hatte", "hatten")
        if not is_pluperfect and verb.cue.lemma not in PROSPECTIVE:
            return False
        finite = next((t for t in range(segment.start, segment.end) if self.is_finite(t)), None)
        if finite is None or self.quote_of[finite] >= 0 or self.has_konjunktiv(segment):
            return False
        word, bits = self.words[finite], self.classes[finite]
        is_past = word.endswith(("te", "ten", "war", "waren", "wurde", "wurden")) and not bits & MODAL
        return is_past or (bool(bits & FINITE) and word not in PRESENTS)

    def _awaits_clause(self, verb: Verb) -> bool:
        """Too little stands after the verb for an object (erklärte die Wahl für gültig, der Rat ging)."""
        if verb.shape in ("passive", "modal") or not verb.cue.frames & {"D", "ES"}:
            return False
        segment = self.segments[verb.segment]
        if verb.cue.frames & {"R", "H"} and any(
            self.words[token] in OBJECT_ARTICLES and not (verb.speaker and verb.speaker[0] <= token < verb.speaker[1])
            for token in range(verb.token + 1, segment.end)
        ):
            return False  # "fordert ein Verbot, der Kreis lehnt es ab"
        return segment.end - verb.token <= 9 and "für" not in self.words[verb.token : segment.end]

    def _is_bridge(self, segment: Segment) -> bool:
        """`…, aber auch, dass`: two words at most between the verb and its clause."""
        return segment.end - segment.start <= 2 and all(
            self.classes[token] & (ADVERB | COORDINATOR) for token in range(segment.start, segment.end)
        )

    def _opens_konjunktiv(self, segment: Segment) -> bool:
        return any(self.is_konjunktiv(t) for t in range(segment.start, min(segment.end, segment.start + 2)))

    def _clause_end(self, position: int, kind: str, verb: Verb) -> int:
        """End of a content clause: the sentence's end, or before the reporter speaks again."""
        segments = self.segments
        if kind == "quote":
            return self.r.quotes[self.quote_of[segments[position].start]].end
        for number in range(position, len(segments)):
            segment = segments[number]
            if number > position and self._is_reporter(segment, number, kind):
                return segments[number - 1].end
            for token in range(max(segment.start + 1, verb.token + 1), segment.end - 1):
                if (
                    self.quote_of[token] < 0
                    and self.words[token] in ("und", "sowie")
                    and self.is_coordinated(token + 1, segment)
                ):
                    return token
        return self.end

    def _is_reporter(self, segment: Segment, number: int, kind: str) -> bool:
        """Is the segment the reporter's again?"""
        first = segment.start
        bits, word = self.classes[first], self.words[first]
        if segment.before in (";", ":"):
            return kind in ("zu", "dass", "ob") or not self.has_konjunktiv(segment)
        if word in ("so", "wie") and self._is_tail(segment):
            return True
        if bits & CUE and not self.r.is_capital(first):
            verb = self.verb_at(first, number)
            if (
                verb is not None
                and verb.shape == "second"
                and ("D" in verb.cue.frames or (not self.classes[first] & KONJUNKTIV and kind == "dass"))
            ):
                return True
        if word == "denn" and not self.has_konjunktiv(segment):
            return True
        if self._tells_on(segment, kind):
            return True
        if bits & COORDINATOR and (self.is_coordinated(first + 1, segment) or self._speaks_next(segment, number)):
            return True
        if kind in ("dass", "ob") and word in ("aber", "doch", "jedoch"):  # "…, dass er alt ist, doch niemand hörte zu"
            return self.has_finite(segment) and not self.is_verb_last(segment) and not self.has_konjunktiv(segment)
        return word in REPORTER and kind == "verb_second" and not self.has_konjunktiv(segment)

    def _speaks_next(self, segment: Segment, number: int) -> bool:
        """`…, und eine von ihnen erklärte, …`: somebody else speaks, in the indicative, and a clause follows."""
        for token in range(segment.start + 2, min(segment.end, segment.start + 7)):
            if not self.is_finite(token):
                continue
            verb = self.verb_at(token, number) if self.classes[token] & CUE else None
            is_said = verb is not None and verb.shape == "second" and "D" in verb.cue.frames
            return is_said and not self.classes[token] & KONJUNKTIV and number + 1 < len(self.segments)
        return False

    def _tells_on(self, segment: Segment, kind: str) -> bool:
        """`…, dass er nichtig ist, und wies sie ab`, `…, er habe ihn gesehen, konnte ihn aber nicht beschreiben`.

        A main clause without a subject, in the indicative: the reporter's, whose subject it shares.
        """
        is_joined = bool(self.classes[segment.start] & COORDINATOR)
        first = segment.start + 1 if is_joined else segment.start
        if segment.before != "," or first >= segment.end or (is_joined and kind == "verb_second"):
            return False
        opens = self.is_finite(first) and not self.r.is_capital(first) and not self.classes[first] & KONJUNKTIV
        return opens and not self.is_subordinate(segment)

    def _is_tail(self, segment: Segment) -> bool:
        """`…, so der Sprecher`, `…, wie die Stadt mitteilte`."""
        if self.words[segment.start] == "so":
            return not self.has_finite(segment)
        return bool(self.classes[self.last_word(segment)] & CUE)

    def _called_out(self, verb: Verb) -> None:
        """`Die Menge rief „Freiheit“`: words quoted right after the verb or its subject."""
        segment = self.segments[verb.segment]
        for opened in range(verb.token + 1, segment.end):
            number = self.quote_of[opened]
            if number < 0:
                continue
            quote = self.r.quotes[number]
            follows = opened == verb.token + 1 or (verb.speaker is not None and verb.speaker[1] == opened)
            ends = quote.end >= segment.end or self.words[quote.end] in ("und", "oder")
            if follows and quote.start == opened and ends and not self.is_covered(opened):
                self.add(
                    "quote_within", [(opened, quote.end)], self.named(verb.speaker), (verb.token, verb.token + 1), verb
                )
            return

    def _is_worded(self, opened: int) -> bool:
        """`warnte vor einem „Ausverkauf des Hafens“`: words after an article, not a title or a name."""
        quote = self.r.quotes[self.quote_of[opened]]
        lower = [t for t in range(*quote.inner) if self.r.forms[t][0].islower() and self.words[t] not in NAME_PARTS]
        before = opened - 1
        opens = self.classes[before] & (ARTICLE | PREPOSITION | CUE) or self.words[before] == "als"
        return bool(lower) and bool(opens) and not self.r.is_capital(before)

    def _quote_within(self, verb: Verb, is_worded: bool = False) -> None:
        """`bezeichnete den Plan als „Unsinn“`: the words quoted in the clause of the verb."""
        segment = self.segments[verb.segment]
        is_whole = verb.shape == "final" or self._is_fronted_name(segment)  # "…, der von „Willkür“ sprach"
        position = segment.start if is_whole else max(segment.start, verb.finite)
        stop = self.next_verb(verb.token, segment) or segment.end
        while position < stop:
            number = self.quote_of[position]
            if number < 0:
                position += 1
                continue
            quote = self.r.quotes[number]
            if (
                (is_worded and not self._is_worded(position))
                or self.is_naming(verb, position)
                or self._is_no_verdict(verb, position)
            ):
                position = max(quote.end, position + 1)
                continue
            is_name = verb.speaker is not None and quote.start <= verb.speaker[0] < quote.end
            if not is_name and not self.is_covered(quote.start):
                self.add(
                    "quote_within",
                    [(quote.start, quote.end)],
                    self.named(verb.speaker),
                    (verb.token, verb.token + 1),
                    verb,
                )
            position = max(quote.end, position + 1)

    def _is_no_verdict(self, verb: Verb, opened: int) -> bool:
        """`stellte eine „Klarstellung“ dar`: verbs with als need it before the quoted words."""
        is_verdict = "A" in verb.cue.frames and verb.cue.lemma != "nennen"
        return is_verdict and "als" not in self.words[self.segments[verb.segment].start : opened]

    def is_naming(self, verb: Verb, opened: int) -> bool:
        """`nannte den Ofen „Berta“`: one word with a capital and no article is a name."""
        inner = opened + 1
        is_word = self.r.quotes[self.quote_of[opened]].end - opened <= 3 and self.r.is_capital(inner)
        return verb.cue.lemma == "nennen" and is_word and not self.is_article(opened - 1)

    def _is_fronted_name(self, segment: Segment) -> bool:
        """`Als „albern“ bezeichnete …`, `Von einem „Skandal“ sprach …`."""
        return self.words[segment.start] in ("als", "von") and self.quote_of[segment.start] < 0

    # -- before the verb -------------------------------------------------------------------------------------

    def _wie(self, verb: Verb) -> bool:
        """`Wie X mitteilte, …`, `…, wie X sagte, …`: the clause around it."""
        segment = self.segments[verb.segment]
        if self.words[segment.start] != "wie" or verb.shape not in ("final", "passive", "perfect"):
            return False
        if (
            verb.shape == "passive"
            and self.classes[segment.start + 1] & PRONOUN
            and self.words[segment.start + 1] != "es"
        ):
            return False  # "…, wie sie von vielen gefordert wird"
        if segment.start == self.start:
            spans = [(segment.end, self.end)]
        else:
            spans = [(self.start, segment.start), (segment.end, self.end)]
        speaker = self.named(verb.speaker) if "AUS" in verb.cue.frames else None
        speaker = speaker or self._circles(segment) or self.named(verb.speaker)
        if speaker is None and "ES" in verb.cue.frames:
            speaker = self.in_document(verb, SAID_IN)
        return self.add("wie", spans, speaker, (verb.token, verb.token + 1), verb) is not None

    def _circles(self, segment: Segment) -> TokenSpan | None:
        """`Wie aus Regierungskreisen verlautete`: those named after `aus`."""
        first = segment.start + 1
        if first + 1 >= segment.end or self.words[first] != "aus":
            return None
        stop = self.head_end(first + 1, segment.end)
        return (first + 1, stop) if stop > first + 1 and not self.is_nobody((first + 1, stop)) else None

    def _postposed(self, verb: Verb) -> bool:
        """`…, sagte X.`, `„…“, sagte X, „…“`: the content stands before, and may go on after."""
        position = self.segment_of(verb.finite)
        close = verb.finite
        while close > self.start and self.quote_of[close - 1] < 0 and not self.r.is_word(close - 1):
            close -= 1
        begin = self.lstrip(self._begin_before(close), close)
        taken_up = self._is_taken_up()
        if taken_up:
            begin = max(begin, self.segments[1].start)
        number = self.quote_of[close - 1]
        if (
            self.words[verb.finite - 1] == ")"
            or close - begin < 2
            or (verb.speaker and begin <= verb.speaker[0] and verb.speaker[1] <= close)
        ):
            return False
        is_told = taken_up or not self._is_setting(position)
        if number < 0 and not (is_told and any(self.is_finite(t) for t in range(begin, close))):
            return self._set_in(verb, begin, close)
        if number >= 0:
            opened = self.r.quotes[number].start
            if opened > begin and self.words[opened - 1] == ":":
                begin = opened
        spans = [(begin, close)]
        rest = self._rest(max(position, verb.closes), verb)
        rule = "quote_before" if number >= 0 and self.quote_of[begin] >= 0 else "postposed"
        if rest and (
            (self.quote_of[rest[0]] >= 0 and (rule == "quote_before" or close - begin <= SET_IN))
            or self._closes_clause(self.segments[self.segment_of(rest[0])])
        ):
            spans.append(rest)
            rest = None
        cue = (verb.token, verb.token + 1)
        speaker = self.in_document(verb, SAID_IN) if "ES" in verb.cue.frames else self.named(verb.speaker)
        self.add(rule, spans, speaker, cue, verb)
        if rest:
            self.add("resumed", [rest], speaker, cue, verb)
        return True

    def _is_taken_up(self) -> bool:
        """`Davon, dass der Damm hält, ist sie überzeugt`: the adverb alone in front, then the clause."""
        first = self.segments[0]
        is_adverb = first.end - first.start == 1 and self.words[first.start].startswith(("da", "hier"))
        return is_adverb and len(self.segments) > 2 and self.words[self.segments[1].start] in DASS

    def _set_in(self, verb: Verb, begin: int, close: int) -> bool:
        """`Das Gesetz, erklärte die Ministerin, werde …`: a verb set between the first place and the second."""
        number = max(self.segment_of(verb.finite), verb.closes) + 1
        while number < len(self.segments) and self.is_insertion(self.segments[number]):
            number += 1
        if number >= len(self.segments) or begin != self.start or self.segments[number].before not in (",", "—"):
            return False
        after = self.segments[number].start
        if not self.is_finite(after) or self.r.is_capital(after):
            return False
        spans = [(begin, close), (after, self._clause_end(number, "verb_second", verb))]
        return self.add("postposed", spans, self.named(verb.speaker), (verb.token, verb.token + 1), verb) is not None

    def _begin_before(self, close: int) -> int:
        """Where the content before a verb begins: after what earlier verbs of the sentence reported."""
        begin = self.start
        for item in reversed(self.found):
            if item.unit != self.number:
                break
            told_within = item.cue is not None and self.has_konjunktiv(self.segments[self.segment_of(item.cue[0])])
            if item.speaker is not None and not told_within:
                begin = max([begin, *(b for _, b in item.spans if b <= close)])
        return begin

    def _is_setting(self, position: int) -> bool:
        """`Nachdem er gefragt wurde, entgegnete …`: a clause in front that is not the content."""
        first = self.segments[0]
        if self.words[first.start] in ("dass", "daß", "ob", "was", "wer", "wenn"):
            return False
        begins = self.is_subordinate(first) or (self.quote_of[first.start] < 0 and not self.has_finite(first))
        return begins and all(self.is_subordinate(s) for s in self.segments[1:position])

    def _rest(self, position: int, verb: Verb) -> TokenSpan | None:
        """What goes on after a verb set in: a second quotation, another main clause, a dass-clause."""
        number = position + 1
        while number < len(self.segments) and self.is_insertion(self.segments[number]):
            if self._closes_clause(self.segments[number]):
                return self.segments[number].start, self._clause_end(number, "verb_second", verb)
            number += 1
        if number >= len(self.segments):
            return None
        candidate = self.segments[number]
        first = candidate.start
        if self.quote_of[first] >= 0:
            return first, self.r.quotes[self.quote_of[first]].end
        if self.words[first] in DASS:
            return first, self._clause_end(number, "dass", verb)
        is_after = candidate.before == "," or (candidate.before in (";", "—") and self.has_konjunktiv(candidate))
        if not is_after or self.classes[first] & COORDINATOR or self.is_subordinate(candidate):
            return None
        return (first, self._clause_end(number, "verb_second", verb)) if self.is_verb_second(candidate) else None

    def _closes_clause(self, segment: Segment) -> bool:
        """`Man habe, so der Rat, keine Wahl gehabt`: the rest of a clause, which its participle or infinitive ends."""
        last = self.last_word(segment)
        is_verb = self.r.forms[last].islower() and self.words[last].endswith(("en", "rn", "ln", "t", "sein", "tun"))
        before = [t for t in range(self.segments[0].start, segment.start) if self.classes[t] & AUXILIARY]
        is_open = bool(before) and not self.classes[last] & (ADVERB | ARTICLE | PREPOSITION | FINITE)
        return is_verb and is_open and not self.is_subordinate(segment) and last > segment.start

    def _is_open(self, close: int) -> bool:
        """`Der Mann war, so die Polizei, unterwegs`: the clause before `close` has but its subject and its verb."""
        return close - 1 > self.start and self.is_finite(close - 1) and not self.r.is_capital(close - 1)

    def so(self) -> None:
        """`…, so der Sprecher.`: what stands before, and goes on after."""
        if not any(self.words[token] == "so" for token in self.marked):
            return
        for position, segment in enumerate(self.segments):
            first = segment.start
            if self.words[first] != "so" or segment.end - first < 2 or first == self.start:
                continue
            told = self._told_so(segment)
            if (segment.before not in (",", "—") and self.quote_of[first - 1] < 0) or (
                told is None and self.has_finite(segment)
            ):
                continue
            speaker = told.speaker if told else self.phrase(first + 1, segment.end)
            if told is None and (speaker is None or speaker[0] > first + 4):
                continue
            close = first
            while close > self.start and self.quote_of[close - 1] < 0 and not self.r.is_word(close - 1):
                close -= 1
            begin = self._begin_before(close)
            spans = [(begin, close)] if close > begin else []
            number = position + 1
            while (
                number < len(self.segments)
                and self.is_insertion(self.segments[number])
                and not self._closes_clause(self.segments[number])
                and not (number == position + 1 and self._is_open(close))
            ):
                number += 1
            is_closed = segment.mark == "—" and segment.before == "," and bool(spans)
            if number < len(self.segments) and not is_closed:  # "…, so der Rat – die Leitung nennt weniger"
                after = self.segments[number]
                if self.quote_of[after.start] >= 0 or not self.classes[after.start] & COORDINATOR:
                    spans.append((after.start, self.end))
            if spans and not any(a <= spans[0][0] and spans[0][1] <= b for a, b in self.covered):
                self.add("so", spans, speaker, (first, first + 1))

    def _told_so(self, segment: Segment) -> Verb | None:
        """`so heißt es in dem Brief`, `so berichtet der Bote`: the verb, with who speaks."""
        token = segment.start + 1
        cues = self.r.lexicon.cues.get(self.words[token], ()) if token < segment.end else ()
        for cue in cues:
            if cue.form != "finite" or not cue.frames & {"D", "ES"}:
                continue
            number = self.segment_of(token)
            closes = not cue.particle or self._particle_ends(cue.particle, self.last_word(segment) + 1)
            verb = Verb(token, cue, number, "second", token, number)
            if closes and "ES" not in cue.frames:
                verb.speaker = self.phrase(token + 1, segment.end)
                return verb
            if closes and "es" in self.words[token : token + 2]:
                verb.speaker = self.in_document(verb, SAID_IN)
                return verb
        return None
