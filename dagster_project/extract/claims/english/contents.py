"""What is said: the clause, infinitive, object or quotation that a cue's frame opens, after it or before it."""

from __future__ import annotations

from dagster_project.extract.claims.english.openings import Openings
from dagster_project.extract.claims.english.verbs import Verb
from dagster_project.extract.claims.english.words import (
    ADVERB,
    ADVERSATIVE,
    ANONYMITY,
    AUXILIARY,
    COORDINATOR,
    CUE,
    DETERMINER,
    DOCUMENTING,
    HEARERS,
    MODAL,
    NAMING,
    OBJECT,
    OCCASIONS,
    PREPOSITION,
    PRONOUN,
    RAISING,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERBAL,
    VIOLENT,
    WRITTEN,
)
from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import speaker_kinds
from dagster_project.extract.claims.tokens import Reading

ANSWERING = frozenset(("respond", "react"))
ABILITY = frozenset(("can", "could"))
"""With these an act with a preposition is what somebody is free to do: `visitors can vote for a boat`."""
CLAUSES = frozenset(("that", "bare", "whether", "infinitive", "preposition"))
"""Contents that nobody states where the verb is denied: did not say whether, did not respond to."""


RELATIVES = frozenset(("that", "who", "which"))
SETTING = frozenset(
    ("though", "although", "while", "since", "because", "after", "before", "when", "as", "until", "once")
)
"""With these a clause in front tells when or in spite of what somebody acts."""
LOST = frozenset(("dead", "drowned", "killed", "missing", "trapped", "buried", "wounded", "injured", "lost"))
"""States of which somebody is feared, believed or reported to be in one."""
NOBODY = frozenset(("nobody", "no-one", "none", "neither", "no", "anybody", "anyone"))
MANDATING = ("mandat", "requir", "demand", "order", "insist", "request", "recommend", "propos", "stipulat")
"""Stems of verbs and nouns whose that-clause tells what is to be done: `they demand that he admit that …`."""
NAME_SIZE = 10
"""Tokens of the longest quotation that is a title, marks included."""


class Contents(Openings):
    """What is said: the clause, infinitive, object or quotation that a cue's frame opens, after it or before it."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.found: list[Found] = []

    def _found(self, rule: str, number: int, spans: list[TokenSpan], report: str, verb: Verb) -> Found:
        cue = (verb.token, verb.token + 1)
        addressee = None if verb.inverted else self._addressee(verb, len(self.words))
        return Found(
            f"en_{rule}",
            number,
            spans,
            report,
            verb.speaker,
            cue,
            verb.cue.medium,
            verb.cue.stance,
            addressee=addressee,
        )

    def _denial(self, verb: Verb) -> TokenSpan | None:
        """`did not say`, `doesn't believe`, `never said`: the negation in the verb group."""
        if verb.cue.lemma == "forget":
            return None  # "don't forget that" affirms
        for token in range(verb.group, verb.token):
            if self.words[token] in ("not", "never", "cannot") or self.words[token].endswith(("n't", "n’t")):
                return token, token + 1
            if self.words[token] == "longer" and self.words[token - 1] == "no":
                return token - 1, token + 1
        return None

    def _addressee(self, verb: Verb, end: int) -> TokenSpan | None:
        """`told reporters that`, `said to the board that`: the person spoken to, between the verb and its content."""
        first = verb.token + 1
        spoken_to = first < end and self.words[first] == "to" and "SAY" in verb.cue.frames
        if verb.inverted or first + int(spoken_to) >= end or not (spoken_to or "OTHAT" in verb.cue.frames):
            return None
        first += int(spoken_to)
        stop = first
        while stop < end and self._in_phrase(stop):
            stop += 1
        if self.classes[first] & OBJECT and not self.classes[first] & DETERMINER:
            return first, first + 1
        if stop == first or self.classes[first] & TIME or (stop < end and self.classes[stop] & VERBAL):
            return None
        return self._trim((first, stop))

    def _report(self, kind: str, begin: int, end: int) -> str:
        if kind in ("object", "preposition"):
            return "reported"
        if any(self.quote_of[t] >= 0 for t in range(begin, end)):
            return "mixed"
        return "indirect"

    def _content(
        self, verb: Verb, verbs: list[Verb], position: int, number: int, start: int, end: int, stop: Verb | None
    ) -> Found | None:
        frames = verb.cue.frames
        if verb.is_reduced:
            return None
        if verb.closed_at:
            end, stop = verb.closed_at, None
        if verb.shape == "passive":
            closed = stop is not None and stop.left > verb.after and self.words[stop.left - 1] == ","
            return self._passive(verb, number, start, stop.left - 1 if closed and stop else end)
        if verb.shape == "finite" and verb.left > start and self.words[verb.left - 1] == "as" and verb.speaker:
            found = self._as_said(verb, number, start, end)
            if found:
                return found
        if verb.shape == "finite" and verb.postposed and (frames & {"SAY", "THAT"} or self._follows_quote(verb.left)):
            found = self._postposed(verb, verbs, position, number, start, end)
            if found:
                return found
        speaker = verb.speaker
        if verb.shape == "ing":
            if verb.cue.medium == "thought" and verb.group > start and self.classes[verb.group - 1] & PREPOSITION:
                return None  # "a key to understanding why"
            speaker = self._participle_subject(verb, number, start)
            before = self.words[verb.group - 1 if verb.group > start else start]
            if speaker is None and before != ",":
                return None
            if speaker is not None and before == "," and not self._may_speak(speaker):
                return None  # "the lens was stronger, revealing how"
        if speaker is None and verb.shape == "finite" and verb.left == verb.group and verb.group > start:
            # "said X and added Y": the subject of the verb before
            speaker = self._shared_subject(verb, verbs, position)
            if speaker is None:
                return None
        limit = stop.left if stop and stop.left > verb.after else end
        if self._is_fronted(verb, start):
            later = next((v for v in verbs[position + 1 :] if v.speaker and self.words[v.left - 1] == ","), None)
            limit = later.left if later else self._main_clause(verb.after, limit, start)
            stop = later or stop
        if stop and limit < end and limit > verb.after and self.words[limit - 1] == ",":
            limit -= 1
        if self._is_anybody(verb, speaker) or self._is_nobody(speaker):
            return None
        is_pointing = speaker is not None and self.words[speaker[0] : speaker[1]] in (["this"], ["that"])
        if is_pointing and verb.cue.lemma in DOCUMENTING:
            return None  # "this shows that": what the author makes of it
        is_hearing = verb.cue.lemma == "hear"
        if is_hearing and (speaker is None or HEARERS.isdisjoint(self.words[slice(*speaker)])):
            return None  # "she heard that": nobody's statement
        if speaker is None and verb.cue.lemma == "forget":
            return None  # "don't forget that": asked of the reader
        if self._is_open(verb, start) or self._is_asked(verb, start, end):
            return None
        inserted = self._inserted(verb, limit)
        if inserted is not None:
            return Found(
                "en_bare", number, inserted, self._report("bare", *inserted[-1]), speaker, (verb.token, verb.token + 1),
                verb.cue.medium, verb.cue.stance,
            )  # fmt: skip
        begin, kind = self._begin(verb, limit)
        if begin is None:
            return None
        infinitive = self._infinitive_after(begin, limit) if kind == "object_to" else None
        content_end = self._clause_end(infinitive or begin, limit, kind, verb.cue.form)
        is_attribute = verb.shape == "ing" and kind == "that" and self.r.is_word(verb.group - 1)
        if is_attribute and self._opens_sentence_part(verb.group - 1, start):
            content_end = self._before_second_verb(begin, content_end)  # "the letter saying that they paid | helps"
        if verb.speaker and self.classes[verb.speaker[1] - 1] & RELATIVE:
            if self.words[verb.speaker[0] - 1] == ",":
                content_end = self._main_verb(begin, content_end)
            elif kind in ("object", "preposition"):
                content_end = self._before_verb(begin, content_end)
            elif kind == "infinitive":
                content_end = self._phrase_end(begin, content_end)  # "a sailor who wanted to wake him | was fined"
        elif kind in ("object", "preposition", "infinitive") and self._is_relative_to(verb, start):
            content_end = self._before_verb(begin, content_end)
        content_end = self._strip(begin, content_end)
        if content_end <= begin:
            return None
        if kind == "infinitive" and not ANONYMITY.isdisjoint(self.words[begin : begin + 4]):
            return None  # "a man who asked not to be named": why he has no name
        denial = self._denial(verb)
        if denial is not None and verb.cue.medium != "thought" and kind in CLAUSES:
            return None  # "did not say whether": nothing is said
        if denial is not None and verb.cue.medium != "thought" and kind == "object" and not self._is_partly(denial):
            return None  # "did not mention him by name"
        if speaker is None and verb.shape == "finite" and kind in ("object", "preposition", "infinitive", "object_to"):
            return None  # "Indicates a plan" over a paragraph: nobody's act
        may_act = kind == "preposition" and not ABILITY.isdisjoint(self.words[verb.group : verb.token])
        if may_act or (kind == "infinitive" and any(self.classes[t] & MODAL for t in range(verb.group, verb.token))):
            return None  # "whether Roth will attempt to win": nothing that she says
        is_pronoun = content_end - begin == 1 and self.classes[begin] & (PRONOUN | OBJECT | SUBJECT)
        if kind in ("object", "preposition") and is_pronoun:
            return None
        if kind == "object" and not self._is_said_of(verb, speaker, begin, content_end):
            return None
        if verb.cue.lemma == "focus" and speaker is not None:
            head = self.words[speaker[1] - 1]
            if speaker_kinds("en").get(head) != "document" and head not in OCCASIONS and head not in WRITTEN:
                return None  # "we focus on the harbour"
        if kind == "preposition" and verb.cue.lemma in ANSWERING and not self._is_told_thing(begin, content_end):
            return None  # "officials are responding to the smog"
        if is_hearing:
            speaker = None  # "the court heard that …": from whom is not said
        quote = self.quote_of[begin]
        direct = quote >= 0 and self.r.quotes[quote].start == begin and self.r.quotes[quote].end >= content_end
        report = "direct" if direct else self._report(kind, begin, content_end)
        spans = [(begin, content_end)]
        if kind == "bare" and self._fronts_content(verb, start):
            spans.insert(0, (start, verb.left - 1))
        stance = verb.cue.stance
        if verb.cue.lemma == "rule" and kind == "preposition" and self.words[verb.token + 1] == "out":
            # "ruled out that they would march", "ruled out a march"
            stance, report = "denies", "indirect"
        behind = self._phrase_stop(verb.cue, verb.token, limit) if verb.cue.phrases else None
        cue_stop = behind if behind == begin else verb.token + 1
        return Found(
            f"en_{kind}", number, spans, report, speaker, (verb.token, cue_stop), verb.cue.medium,
            stance, addressee=self._addressee(verb, begin), denial=denial,
        )  # fmt: skip

    def _is_open(self, verb: Verb, start: int) -> bool:
        """`it is unclear whether the judges will rule that`, `the rule that voters prove that`: nobody has said so."""
        is_plain = not any(self.classes[token] & AUXILIARY for token in range(verb.group, verb.token))
        if verb.cue.form == "base" and is_plain and verb.left - 2 > start:
            orders = self.words[verb.left - 2].startswith(MANDATING)
            if orders and self.words[verb.left - 1] == "that" and not verb.postposed:
                return True
        opener = self.words[verb.left - 1] if verb.left > start else ""
        is_supposed = opener == "if" and verb.cue.medium == "thought" and self.words[verb.left] in ("we", "you", "one")
        if opener == "lest" or is_supposed:
            return True  # "lest people think that", "if we suppose that"
        has_modal = any(self.classes[token] & MODAL for token in range(verb.group, verb.token))
        return opener in ("whether", "if", "unless") and has_modal and verb.shape == "finite"

    def _is_asked(self, verb: Verb, start: int, end: int) -> bool:
        """`Will we still call it a ferry?`: nobody has said so."""
        if self.words[end - 1] != "?" or verb.shape != "finite" or verb.left <= start:
            return False
        return bool(self.classes[verb.left - 1] & AUXILIARY) and not verb.postposed

    def _is_partly(self, denial: TokenSpan) -> bool:
        """`not only praised the crew`: denied is that it is all."""
        return self.words[denial[1]] in ("only", "just", "merely")

    def _is_nobody(self, speaker: TokenSpan | None) -> bool:
        """`Nobody explained how`, `neither Roth nor the board responded`: what nobody says is not said."""
        if speaker is None:
            return False
        return self.words[speaker[0]] in NOBODY or self.words[max(0, speaker[0] - 1)] == "nor"

    def _is_anybody(self, verb: Verb, speaker: TokenSpan | None) -> bool:
        """`you can see why`, `one might think that`: what anybody may think is nobody's statement."""
        if speaker is None or verb.cue.medium != "thought" or self.quote_of[verb.token] >= 0:
            return False
        if speaker[1] - speaker[0] == 1 and self.words[speaker[0]] in ("you", "you're", "you’re", "you've", "you’ve"):
            return True  # "so now you know that"
        is_general = speaker[1] - speaker[0] == 1 and self.words[speaker[0]] in ("we", "one", "anybody", "anyone")
        return is_general and any(self.classes[t] & MODAL for t in range(verb.group, verb.token))

    def _inserted(self, verb: Verb, end: int) -> list[TokenSpan] | None:
        """`a fee which he said was unfair`: the relative pronoun before the insertion and the clause after it."""
        opened, after = verb.left - 1, verb.token + 1
        if verb.shape != "finite" or verb.speaker is None or verb.speaker[0] != verb.left:
            return None
        if opened <= 0 or after >= end:
            return None
        if not verb.cue.frames & {"SAY", "THAT"} or self.words[opened] not in ("which", "who", "that"):
            return None
        bits = self.classes[after]
        if self.quote_of[after] >= 0 or not bits & AUXILIARY or bits & (TIME | PRONOUN):
            return None
        stop = self._strip(after, self._clause_end(after, end, "bare", verb.cue.form))
        return [(opened, opened + 1), (after, stop)] if stop > after + 1 else None

    def _is_relative_to(self, verb: Verb, start: int) -> bool:
        """Does the cue stand in a relative clause without a comma: the towns that support it, people who worry?"""
        opened = verb.group - 1 if self.words[verb.group - 1] in RELATIVES else verb.left - 1
        return opened > start and self.words[opened] in RELATIVES and self.words[opened - 1] != ","

    def _participle_subject(self, verb: Verb, number: int, start: int) -> TokenSpan | None:
        """Subject of `…, adding that`: that of the sentence; of `a tweet attacking …`: the noun before it."""
        before = verb.group - 1
        follows_word = before > start and self.quote_of[before] < 0 and self.r.is_word(before)
        if follows_word and not self.classes[before] & (PREPOSITION | COORDINATOR | SUBORDINATOR):
            is_occasion = self.words[before] in OCCASIONS and self.words[before] not in WRITTEN
            if not (is_occasion and self._is_governed(before + 1, start)):
                return self._subject(verb.group, start)[0]
            # "said at a news conference announcing that": not the conference
        named: TokenSpan | None = None
        for found in reversed(self.found):
            if found.unit != number:
                break
            if found.speaker and found.cue and found.cue[0] < verb.token:
                is_named = not self.classes[found.speaker[0]] & PRONOUN
                if is_named and (named is None or not self._is_told(found)):
                    return found.speaker
                named = named or found.speaker
        return named or self._first_subject(start, verb.group)

    def _is_told(self, inner: Found) -> bool:
        """Does the cue stand in what somebody else of the same sentence says?"""
        cue = inner.cue
        same = [found for found in self.found if found.unit == inner.unit and found is not inner]
        return cue is not None and any(start <= cue[0] < stop for found in same for start, stop in found.spans)

    def _gapped(self, found: Found, number: int, end: int) -> None:
        """`put the crowd at 3,000, the organisers at 10,000`, `spoke of 12 dead, the clinic of 30`: no verb."""
        begin, stop = found.spans[-1]
        links = {word for word in self.words[begin:stop] if word in ("at", "of")}
        while stop + 3 < end and self.words[stop] == "," and links:
            first = stop + 1 + (self.words[stop + 1] in ("and", "but"))
            link = next((t for t in range(first + 1, min(end - 1, first + 8)) if self.words[t] in links), None)
            if link is None or not self._is_number(link + 1, end) or not self._starts_phrase(first):
                return
            speaker = self._trim((first, link))
            if speaker is None or speaker[1] != link or not self._is_voice(speaker):
                return
            stop = self._strip(link, self._clause_end(link, end, "preposition"))
            self.found.append(
                Found(found.rule, number, [(link, stop)], "reported", speaker, found.cue, found.medium, found.stance)
            )

    def _as_said(self, verb: Verb, number: int, start: int, end: int) -> Found | None:
        """`…, as X said`, `as X pointed out, …`: the clause around it."""
        opened = verb.left - 1
        after = verb.after
        names_it = after < end and self.words[after] == "it"  # "as Roth tells it", "as Roth put it"
        if "SAY" not in verb.cue.frames and not verb.cue.prepositions & {"out"} and not names_it:
            return None
        if (after < end and self.words[after] in ("it", "out", "in", "on", "this", "last")) or (
            after < end and self.classes[after] & TIME
        ):
            after = self._next_mark(after, end) or end
        if after < end and (self.quote_of[after] >= 0 or self.words[after] not in (",", ".", "—", ";", ":", ")")):
            return None
        if opened > start and self.words[opened - 1] == "—" and after < end and self.words[after] == "—":
            # "whether it was - as Roth says - an accident": what she says follows
            follows = (after + 1, self._strip(after + 1, self._clause_end(after + 1, end, "bare")))
            if follows[1] > follows[0]:
                return self._found("as", number, [follows], self._report("bare", *follows), verb)
        before = opened - 1 if opened > start and self.words[opened - 1] == "," else opened
        if self.words[before - 1] in ("or", "and", "but") and before > start + 1 and after + 1 < end:
            # "a removal or, as Roth says, a transfer": what follows the conjunction is hers
            stop = self._strip(after + 1, self._clause_end(after + 1, end, "bare"))
            stop = self._phrase_end(after + 1, stop)
            if stop <= after + 1:
                return None
            return self._found("as", number, [(after + 1, stop)], self._report("bare", after + 1, stop), verb)
        spans = [(start, before), (after + 1, self._strip(after + 1, end) if after + 1 < end else after + 1)]
        spans = [(a, b) for a, b in spans if b > a]
        if not spans:
            return None
        return self._found("as", number, spans, self._report("bare", *spans[0]), verb)

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
        begin = self._behind_shout(start)
        for earlier in verbs[:position]:
            if earlier.postposed and earlier.after < close:
                begin = max(begin, earlier.after)
                while begin < close and self.words[begin] in (",", ".", "and", ";", "but"):
                    begin += 1
        quote = self.quote_of[close - 1]
        rule = "postposed"
        if (
            verb.speaker
            and self.classes[verb.speaker[0]] & PRONOUN
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
            quote_size = self.r.quotes[quote].end - opened
            lead = list(range(begin, opened))
            if all(not self.r.is_word(t) or self.classes[t] & COORDINATOR or self.quote_of[t] >= 0 for t in lead):
                report, rule = "direct", "quote_before"
            else:
                report = "mixed"
                is_phrase = self._is_title(opened + 1, close) or not self._has_finite(opened + 1, close)
                is_title = quote_size <= NAME_SIZE and is_phrase
                if is_title and not self._has_finite(begin, opened):
                    return None  # "In his book, “The Long Tide,” Roth suggested …"
                lead_end = self._lead_end(begin, opened)
                if lead_end is not None:
                    begin, report, rule = opened, "direct", "quote_before"
        for token in range(close - 1, begin, -1):
            if self.words[token] == ";" and self.quote_of[token] < 0:
                begin = token + 1
                break
        if self.quote_of[close - 1] < 0 and self.words[close - 1] in RELATIVES:
            return self._within_relative(verb, close - 1, number, end)
        if begin >= close or (report == "indirect" and not self._is_clause(begin, close, verb.after, end)):
            return None
        if report == "indirect" and self._is_setting(begin, close, verb.after, end):
            return None
        spans = [(begin, close)]
        mark = self._next_mark(verb.after, end)
        if mark is not None and mark + 1 < end:
            following = mark + 1
            later = self._later_quote(following, end, verbs, position) if report != "indirect" else None
            if later:
                spans.append(later)
            elif report == "direct" and self._has_finite(begin + 1, close):
                pass  # “…,” said Roth, on the day that …: the reporter's
            elif self.words[mark] == "," and self.quote_of[mark] < 0 and self._goes_on(begin, close, following, end):
                stop = self._strip(following, self._clause_end(following, end, "bare"))
                if stop > following:
                    spans.append((following, stop))
        if report == "indirect":
            report = self._report("bare", *spans[0])
        return self._found(rule, number, spans, report, verb)

    def _is_setting(self, begin: int, close: int, after: int, end: int) -> bool:
        """`Although most waited, two have responded with stones`: one clause, and it is under the verb's."""
        mark = self._next_mark(after, end)
        if mark is not None and mark + 1 < end and self.words[mark] == ",":
            return False  # "While it stands, he said, nobody is safe"
        begin += self._is_adverb_in_ly(begin)  # "shortly before they came, Feld admitted to hiding it"
        opens = self.classes[begin] & (SUBORDINATOR | ADVERSATIVE | PREPOSITION) and self.words[begin] in SETTING
        return bool(opens) and not any(self.words[t] in (",", ";") for t in range(begin, close - 1))

    def _behind_shout(self, start: int) -> int:
        """`BREAKING: The bridge is down, the Post says`: behind a label in capitals, no part of what is said."""
        for colon in range(start + 1, min(start + 3, len(self.words) - 1)):
            if self.words[colon] == ":":
                return colon + 1 if all(len(f) > 1 and f.isupper() for f in self.r.forms[start:colon]) else start
        return start

    def _within_relative(self, verb: Verb, pronoun: int, number: int, end: int) -> Found | None:
        """`a cat who, the guards claim, outranks them`: the relative clause around the insertion."""
        mark = self._next_mark(verb.after, end)
        if mark is None or self.words[mark] != "," or mark + 1 >= end:
            return None
        stop = self._strip(mark + 1, self._clause_end(mark + 1, end, "bare"))
        spans = [(pronoun, pronoun + 1), (mark + 1, stop)]
        return (
            self._found("bare", number, spans, self._report("bare", mark + 1, stop), verb) if stop > mark + 2 else None
        )

    def _next_mark(self, position: int, end: int) -> int | None:
        while position < end:
            if self.quote_of[position] >= 0:
                return position - 1
            if self.words[position] in (",", ";", ":", "."):
                return position if not self._is_abbreviated(position) else None
            position += 1
        return None

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
        is_led = self.classes[begin] & (PREPOSITION | TIME | ADVERB) or self._is_adverb_in_ly(begin)
        is_led = is_led or self.words[begin] in ("given", "based", "compared")
        if not is_led and close - begin >= 4:
            return True
        mark = self._next_mark(after, end)
        if mark is None or mark + 1 >= end or self.quote_of[mark + 1] >= 0:
            return False
        return self.words[mark] == "," and self._goes_on(begin, close, mark + 1, end)

    def _goes_on(self, begin: int, close: int, following: int, end: int) -> bool:
        """Is `…, X said, …` inserted into one clause rather than closing it?"""
        bits, word = self.classes[following], self.words[following]
        if (bits & (ADVERSATIVE | RELATIVE) and word != "that") or word in (
            "and",
            "or",
            "according",
            "while",
            "as",
            "after",
        ):
            return False
        if word.endswith("ing"):
            return False
        if bits & PREPOSITION and not bits & SUBORDINATOR:
            return end - following > 5  # "…, said X, on Monday." is the reporter's
        if bits & (SUBORDINATOR | VERBAL) or word == "that":
            return True
        if (self.classes[begin] & SUBORDINATOR and not self.classes[begin] & PREPOSITION) or self.words[
            begin
        ] == "even":
            return True
        is_verb = word.endswith("ed") or bool(bits & CUE)  # "the bridge, according to Roth, collapsed"
        return not self._has_finite(begin, close) and (is_verb or self._has_finite(following, end))

    def _lead_end(self, begin: int, opened: int) -> int | None:
        """Is what stands before a quotation a clause of its own, closed by a mark?"""
        if self.words[opened - 1] in (":", ".", "!", "?") or (
            self.words[opened - 1] == "," and self._has_finite(begin, opened)
        ):
            return opened
        return None

    def _quoted_as(self, verb: Verb, subject: TokenSpan | None, number: int, start: int, end: int) -> Found | None:
        """`Feld was quoted as saying that …`: what the participle opens, in the mouth of the subject."""
        said = next((c for c in self.r.lexicon.cues.get(self.words[verb.token + 2], ()) if c.form == "ing"), None)
        if said is None or subject is None:
            return None
        saying = Verb(verb.token + 2, verb.token + 2, said, "finite", subject, verb.token + 2, verb.token + 3)
        return self._content(saying, [saying], 0, number, start, end, None)

    def _told_by(self, verb: Verb, number: int, start: int, end: int) -> Found | None:
        """`The tariff was criticized by the union`: of what, by whom."""
        by = verb.token + 1
        if self.words[by] != "by" or "NPO" not in verb.cue.frames or by + 1 >= end or self.quote_of[by + 1] >= 0:
            return None
        if verb.cue.lemma in VIOLENT or verb.cue.lemma in DOCUMENTING or verb.cue.lemma in NAMING:
            return None
        stop = by + 1
        while stop < end and self.quote_of[stop] < 0 and (self.r.is_word(stop) or self._is_abbreviated(stop)):
            stop += 1
        speaker = self._trim((by + 1, stop))
        _, left = self._subject(verb.group, start)
        while left < verb.group and self.classes[left] & (COORDINATOR | ADVERB):
            left += 1
        if speaker is None or left >= verb.group or self.words[speaker[0]].endswith("ing"):
            return None
        is_pronoun = verb.group - left == 1 and self.classes[left] & (PRONOUN | OBJECT | SUBJECT)
        if is_pronoun or not self._is_voice(speaker):
            return None
        stop = self._strip(left, verb.group)
        cue = (verb.token, by + 1)
        return Found("en_passive", number, [(left, stop)], "reported", speaker, cue, verb.cue.medium, verb.cue.stance)

    def _heard_from(self, verb: Verb, number: int, end: int) -> Found | None:
        """`I was told by a friend that …`: whose word it is."""
        by = verb.token + 1
        if self.words[by] != "by" or "OTHAT" not in verb.cue.frames:
            return None
        for that in range(by + 2, min(end - 1, by + 14)):
            if self.quote_of[that] >= 0 or self.classes[that] & VERBAL:
                return None
            if self.words[that] == "that":
                speaker = self._trim((by + 1, that))
                stop = self._strip(that, self._clause_end(that, end, "that"))
                if speaker is None or stop <= that + 1:
                    return None
                cue = (verb.token, by + 1)
                return Found("en_that", number, [(that, stop)], "indirect", speaker, cue, verb.cue.medium)
        return None

    def _passive(self, verb: Verb, number: int, start: int, end: int) -> Found | None:
        """`X is said to have fled`, `it was reported that …`: no speaker is named."""
        word, after = self.words[verb.token], verb.token + 1
        if after >= end:
            return None
        told_by = self._told_by(verb, number, start, end) or self._heard_from(verb, number, end)
        if told_by is not None:
            return told_by
        subject, left = self._subject(verb.group, start)
        if word in ("quoted", "cited") and self.words[after] == "as" and after + 1 < end:
            return self._quoted_as(verb, subject, number, start, end)
        if word in RAISING and self.words[after] == "to" and subject is not None:
            stop = self._strip(left, self._clause_end(after, end, "bare"))
            return Found(
                "en_raised", number, [(left, stop)], "indirect", None, (verb.token, after), verb.cue.medium, "weakens"
            )
        if word in RAISING and self.words[after] in LOST and subject is not None:
            stop = self._strip(left, self._clause_end(after, end, "bare"))  # "thirty miners are feared dead"
            cue = (verb.token, after)
            return Found("en_raised", number, [(left, stop)], "indirect", None, cue, verb.cue.medium, "weakens")
        if self.words[after] == "that" and after + 1 < end and self.classes[after + 1] & TIME:
            return None  # "what we were told that month"
        let = verb.group - 2
        if let > start and self.words[let] in ("let", "lets", "made", "makes") and self.words[let + 1] == "it":
            speaker, _ = self._subject(let, start)  # "let it be known that"
            stop = self._strip(after, self._clause_end(after, end, "that"))
            if speaker is not None and stop > after and self.words[after] == "that":
                cue = (verb.token, after)
                return Found("en_that", number, [(after, stop)], "indirect", speaker, cue, "speech")
        told = "OTHAT" in verb.cue.frames
        speaker = subject if verb.cue.lemma in ("convince", "persuade") else None
        if self.words[after] == "that" and subject is not None and (told or self.words[subject[0]] == "it"):
            stop = self._strip(after, self._clause_end(after, end, "that"))
            return Found(
                "en_impersonal",
                number,
                [(after, stop)],
                "indirect",
                speaker,
                (verb.token, after),
                verb.cue.medium,
                verb.cue.stance,
            )
        return None
