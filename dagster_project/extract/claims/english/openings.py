"""Where the content behind a verb begins: the frame that opens it, over adverbials and those spoken to."""

from __future__ import annotations

from dagster_project.extract.claims.english.objects import Objects
from dagster_project.extract.claims.english.verbs import Verb
from dagster_project.extract.claims.english.words import (
    ADVERB,
    AUXILIARY,
    CONTRACTED,
    CUE,
    DETERMINER,
    DOCUMENTING,
    INTERROGATIVE,
    NOUN_CUE,
    NUMERALS,
    OBJECT,
    PARTICLES,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBJECT,
    SUBORDINATOR,
    TAKEN_ON,
    TIME,
    VERBAL,
)
from dagster_project.extract.claims.lexicon import speaker_kinds

INSERTED = 16
"""Words of the longest insertion before a that-clause: reported, citing two people close to the family, that …"""
TOPICAL = frozenset(("speak", "talk"))
"""Verbs that with a bare noun name a subject, and say nothing of it."""


class Openings(Objects):
    """Where the content behind a verb begins: the frame that opens it, over adverbials and those spoken to."""

    def _begin(self, verb: Verb, end: int) -> tuple[int | None, str]:
        """Where the content after a verb begins, and by which frame."""
        frames, words, classes = verb.cue.frames, self.words, self.classes
        position = verb.token + 1
        if verb.inverted:
            position = verb.after
        if position >= end:
            return None, ""
        if words[position : position + 2] == ["something", "about"]:
            return None, ""  # "this says something about the trade"
        says, thats = bool(frames & {"SAY", "QUO"}), bool(frames & {"SAY", "THAT"})
        if verb.cue.phrases:
            behind = self._phrase_stop(verb.cue, verb.token, end)
            if behind is not None and behind < end:
                if words[behind] == "that" and words[behind - 1] not in PARTICLES:
                    return None, ""
                return behind, "object"
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
            if skipped in self.spoken:
                break
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
                following = skipped + 1
                if following < end and self.quote_of[following] < 0 and classes[following] & INTERROGATIVE:
                    return None, ""  # "Lund protests: what we know"
                return (skipped + 1, "colon") if skipped + 1 < end else (None, "")
            if word == ",":
                following = skipped + 1
                if following < end and self.quote_of[following] >= 0 and says:
                    return following, "quote"
                if following < end and classes[following] & CUE and words[following].endswith("ing"):
                    behind = self._behind_insertion(following, end) if thats else None
                    if behind is not None:
                        return behind, "that"
                    break  # "agreed, blaming “dark forces”"
                inserted = following < end and (
                    words[following] == "that" or classes[following] & (ADVERB | PREPOSITION)
                )
                if steps and not inserted:
                    break
            elif word == "but":
                break  # "I agree but it begs the question"
            elif (
                not self.r.is_word(skipped)
                and word not in ("'", "’", "&", "$", "%", "(", ")")
                and not self._is_abbreviated(skipped)
            ):
                break
            if word == "that" and (thats or "OTHAT" in frames) and not (classes[skipped - 1] & PREPOSITION):
                # "answered their criticism that …": not of the one who answers
                is_far = not says or (skipped > position + 1 and not classes[skipped - 1] & (TIME | OBJECT | PRONOUN))
                if is_far and skipped + 1 < end and self._opens_verb(skipped + 1):
                    return None, ""  # "have seen no film that contradicts him": the noun's
                if skipped > position and any(words[t] in ("so", "such") for t in range(position, skipped)):
                    return None, ""  # "tells so many lies that": what comes of it
                is_owned = classes[skipped - 1] & NOUN_CUE and classes[position] & POSSESSIVE
                return (None, "") if is_owned and "OTHAT" not in frames else (self._resumed(skipped, end), "that")
            if word == "to" and "TOINF" in frames and skipped > position and self._is_bare(skipped + 1, end):
                # "decided after a long debate to close", "agreed on Friday to pay"
                timed = words[position] in ("after", "during", "before", "despite")
                dated = words[position] in ("on", "in", "at") and classes[position + 1] & TIME
                if timed or dated or classes[position] & (TIME | ADVERB):
                    return (skipped - 1 if words[skipped - 1] == "not" else skipped), "infinitive"
            if word == "to" and verb.cue.lemma == "add" and skipped == position:
                return None, ""  # "adding to a series of troubles"
            if word == "to" and "OTO" in frames and skipped > position and self._is_bare(skipped + 1, end):
                return position, "object_to"
            is_timed = word in ("if", "when", "where") and "OTHAT" not in frames
            if (
                word in ("if", "whether", "how", "why", "what", "where", "when", "who")
                and skipped > position
                and frames & {"OTHAT", "WHETHER"}
                and words[skipped - 1] != "even"
                and (says or not classes[skipped - 1] & PREPOSITION)
                and not is_timed
            ):
                return skipped, "whether"
            if (
                skipped > position
                and (says or told)
                and bits & (PRONOUN | CONTRACTED)
                and not classes[skipped - 1] & (PREPOSITION | SUBORDINATOR)
                and self._has_finite(skipped, min(end, skipped + 6))
            ):
                return skipped, "bare"
            if (
                (bits & (AUXILIARY | CONTRACTED) and not bits & TIME)
                or (bits & SUBORDINATOR and not bits & PREPOSITION)
                or (not (says or told) and steps > (6 if "TOINF" in frames else 2))
            ):
                break
            steps += 1
            skipped += 1
        # a bare clause or an object right after adverbials of time
        begin = position
        while begin < end and (
            (classes[begin] & TIME and not classes[begin] & DETERMINER and words[begin] != "may")
            or (classes[begin] & ADVERB and not classes[begin] & (DETERMINER | SUBJECT))
            or (words[begin] in ("on", "in") and begin + 1 < end and classes[begin + 1] & TIME)
            or self._is_adverb_in_ly(begin)
        ):
            begin += 1
        here = self._opens_content(begin, end, verb, direct=False)
        if here:
            return here
        behind = self._behind_setting(position, end) if "SAY" in frames else None
        return (behind, "bare") if behind is not None else (None, "")

    def _behind_setting(self, begin: int, end: int) -> int | None:
        """`said over dinner the pier …`, `said so far 12 people …`: the clause behind where, how or since when."""
        token = begin + 2 if self.words[begin : begin + 2] in (["so", "far"], ["by", "now"]) else begin
        while token < end and self.quote_of[token] < 0 and self.classes[token] & PREPOSITION:
            if self.classes[token] & (SUBORDINATOR | DETERMINER | ADVERB):
                return None
            behind = self._behind_noun(token + 1, end)
            if behind is None:
                return None
            token = behind
        if token in (begin, end) or self.quote_of[token] >= 0:
            return None
        is_number = self.words[token][0].isdigit() or self.words[token] in NUMERALS
        opens = self.classes[token] & (DETERMINER | POSSESSIVE | PRONOUN) or is_number
        return token if opens and self._clause_after(token, end) else None

    def _behind_noun(self, begin: int, end: int) -> int | None:
        """Token behind a determiner and up to three words of no class, or a time."""
        token = begin + bool(begin < end and self.classes[begin] & (DETERMINER | POSSESSIVE))
        first = token
        while token < end and token < first + 3 and self.quote_of[token] < 0 and self.r.is_word(token):
            if self.classes[token] & ~(TIME | NOUN_CUE):
                break
            token += 1
        return token if token > first else None

    def _opens_content(self, begin: int, end: int, verb: Verb, direct: bool) -> tuple[int | None, str] | None:
        frames, words, classes = verb.cue.frames, self.words, self.classes
        if begin >= end:
            return None
        says, thats = bool(frames & {"SAY", "QUO"}), bool(frames & {"SAY", "THAT"})
        if words[begin] in (",", ":") and begin + 1 < end and self.quote_of[begin + 1] >= 0 and says:
            return begin + 1, "quote"
        word, bits = words[begin], classes[begin]
        if begin in self.spoken:
            return None  # "the miners I asked say": a verb of its own
        if verb.cue.lemma == "deny" and bits & OBJECT and word != "that":
            return None  # denied them the permit
        if verb.cue.lemma == "assume" and word in TAKEN_ON:
            return None  # assumed office
        if verb.cue.stance == "denies" and direct:
            told = self._told_that(begin, end)
            if told is not None:
                return told, "that"  # "denied reports that he had left"
        if self.quote_of[begin] >= 0:
            if says:
                return begin, "quote"
            if "NPO" in frames or thats:
                return begin, "object"
            return None
        is_clause = self._has_finite(begin + 1, end) or "NPO" not in frames
        if word == "that" and (thats or ("OTHAT" in frames and direct)) and is_clause:
            if begin + 1 < end and self._opens_verb(begin + 1) and self._contact(verb.token, verb.left - 1) is not None:
                return None  # "no film I have seen that contradicts him": the noun's
            return self._resumed(begin, end), "that"
        if word in ("whether", "if", "how", "why", "what", "where", "when", "who", "which"):
            is_timed = word in ("when", "if", "where")
            if is_timed and (not frames & {"WHETHER"} or (verb.cue.lemma == "say" and words[verb.group] != "to")):
                return None  # "said when she resigned", but "refused to say when"
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
        told = "OTHAT" in frames and bits & OBJECT and not bits & (DETERMINER | POSSESSIVE | SUBJECT)
        if told and begin + 1 < end and self._starts_phrase(begin + 1) and self._clause_after(begin + 1, end):
            return begin + 1, "bare"
        if "OTHAT" in frames and direct:
            # "told Corvus the rota had …", "told reporters Monday the rota had …", "told the Post she had …"
            named = self._spoken_to(begin, end)
            while named < end and self.r.is_capital(named) and not classes[named] & (DETERMINER | TIME | PRONOUN):
                named += 1
            while begin < named < end and classes[named] & TIME and not classes[named] & DETERMINER:
                named += 1
            opens = DETERMINER | POSSESSIVE | PRONOUN
            if begin < named < end and classes[named] & opens and self._clause_after(named, end):
                return named, "bare"
        if direct and (bits & TIME or self._is_day(begin, end)):
            behind = self._behind_time(begin, end)
            if behind > begin + 1:  # "said this morning that", "said late on Friday the mast had gone"
                return self._opens_content(behind, end, verb, direct=False)
        # "said Friday he would", "said Wednesday night that"; but: "said Friday was quiet"
        dated = direct and bits & TIME and self.r.is_capital(begin) and word != "may"
        dated = dated and begin + 1 < end and not classes[begin + 1] & VERBAL
        may_be_bare = self._starts_phrase(begin) and (thats or verb.cue.lemma == "tell") and not dated
        if verb.cue.lemma == "see" and not any(classes[t] & VERBAL for t in range(begin, min(end, begin + 8))):
            may_be_bare = False  # "had seen the order signed"
        if verb.cue.lemma == "allow" or (verb.cue.lemma in DOCUMENTING and not self._is_document(verb.speaker)):
            may_be_bare = False  # "allowed the men to leave", "it would show a liking for cakes"
        if may_be_bare and (self._clause_after(begin, end) or (verb.cue.lemma == "say" and self._is_long(begin, end))):
            is_near = self._approximated(begin - 1, end) == begin  # "said nearly 40 had come": with how exact it is
            return begin - is_near, "bare"
        number = self._approximated(begin, end) if thats else None
        if number is not None and self._clause_after(number, end):
            return begin, "bare"  # "said at least 40 people had died", "said about 20,000 had come"
        if "OTO" in frames and self._starts_phrase(begin) and self._infinitive_after(begin, end) is not None:
            return begin, "object_to"
        if verb.cue.prepositions and word in verb.cue.prepositions:
            following = begin + 1
            if following < end and self.quote_of[following] >= 0:
                return following, "object"
            if following >= end or not self.r.is_word(following):
                return None
            if classes[following] & TIME and self.r.is_capital(following):
                return None  # agreed on Friday
            is_count = following + 1 < end and words[following + 1][0].isdigit()  # "spoke of about 2,500"
            is_governing = classes[following] & PREPOSITION and not classes[following] & (DETERMINER | ADVERB)
            if is_governing and word not in PARTICLES and not is_count:
                return None  # stood by on purpose
            is_bare = not classes[following] and not self.r.is_capital(following)
            if verb.cue.lemma in TOPICAL and is_bare and self._ends_here(following + 1, end):
                return None  # speaks of aggression
            return following if word in PARTICLES else begin, "preposition"
        if "NPO" in frames and direct and not bits & TIME and self._starts_object(begin, end):
            return begin, "object"
        return None

    def _spoken_to(self, begin: int, end: int) -> int:
        """Token behind the article and the noun that may open the one spoken to; a name goes on from there."""
        token = begin + bool(self.classes[begin] & (DETERMINER | POSSESSIVE) and not self.classes[begin] & SUBJECT)
        if token >= end or self.quote_of[token] >= 0 or self.classes[token] & (DETERMINER | PRONOUN):
            return begin
        if token > begin and self.r.is_capital(token):
            return token
        if self.words[token] in speaker_kinds("en"):
            return token + 1
        # two determiners: "told his mother the boat was safe"
        return token + 1 if begin < token < end - 1 and self.classes[token + 1] & (DETERMINER | POSSESSIVE) else begin

    def _is_day(self, token: int, end: int) -> bool:
        """`9 January`: a number and the month behind it."""
        following = token + 1
        if following >= end or not self.words[token].isdigit() or not self.r.is_capital(following):
            return False
        return bool(self.classes[following] & TIME) and not self.words[following].endswith("day")

    def _behind_time(self, begin: int, end: int) -> int:
        """Token behind `this morning`, `late on Friday`; `begin` where that is the subject (this week was quiet)."""
        token = begin
        while token + 1 < end and self.quote_of[token] < 0:
            governs = self.words[token] in ("on", "in", "at") and self.classes[token + 1] & TIME
            follows_month = token > begin and self.r.is_capital(token - 1) and not self.words[token - 1].endswith("day")
            is_year = follows_month and len(self.words[token]) == 4 and self.words[token].isdigit()
            if not (self.classes[token] & TIME or governs or self._is_day(token, end) or is_year):
                break
            token += 1
        if token < end and self.quote_of[token] < 0:
            is_subject = self.classes[token] & VERBAL or token in self.spoken or not self._opens_plainly(token, end)
            if is_subject and not (self.r.is_capital(token) and self._clause_after(token, end)):
                return begin
        return token

    def _behind_insertion(self, participle: int, end: int) -> int | None:
        """`reported, citing the ministry, that …`: the that-clause behind what is set in between commas."""
        for token in range(participle + 1, min(end - 2, participle + INSERTED)):
            if self.quote_of[token] >= 0 or self.words[token] == "that":
                return None
            if self.words[token] == "," and self.words[token + 1] == "that":
                return token + 1
        return None

    def _resumed(self, that: int, end: int) -> int:
        """`said exactly that on the 7th: that the guards had left`: the clause, not the pronoun."""
        for colon in range(that + 1, min(end - 1, that + 6)):
            if self.words[colon] == ":" and self.words[colon + 1] == "that":
                return colon + 1
        return that

    def _ends_here(self, token: int, end: int) -> bool:
        return token >= end or (self.quote_of[token] < 0 and not self.r.is_word(token))

    def _told_that(self, begin: int, end: int) -> int | None:
        """`that` behind a noun of saying: `the reports that he had left`; None where they are somebody's."""
        for token in range(begin, min(end - 1, begin + 5)):
            if self.quote_of[token] >= 0 or self.classes[token] & (POSSESSIVE | VERBAL | PREPOSITION):
                return None
            if not self.r.is_word(token) or self.words[token].endswith(("'s", "’s")):
                return None
            if self.classes[token] & NOUN_CUE and self.words[token + 1] == "that":
                return token + 1 if self._has_finite(token + 2, end) and not self._opens_verb(token + 2) else None
        return None

    def _opens_verb(self, token: int) -> bool:
        """Does a finite verb stand where a subject would: `that contradicts him`?"""
        if self.quote_of[token] >= 0:
            return False
        if token not in self.spoken:
            return bool(self.classes[token] & AUXILIARY)
        return token + 1 < len(self.words) and bool(self.classes[token + 1] & (DETERMINER | POSSESSIVE | OBJECT))

    def _infinitive_after(self, begin: int, end: int) -> int | None:
        """`to` after an object, an apposition passed over: urged Ada Roth, the mayor of Lund, to resign."""
        words = self.words
        reach = min(end, begin + 12)
        position = begin + 1
        while position < reach:
            if words[position] == "," and self.r.is_capital(position - 1):
                closing = next((t for t in range(position + 1, min(end, position + 16)) if words[t] == ","), None)
                if closing is None or closing + 1 >= end or words[closing + 1] != "to":
                    return None
                position, reach = closing + 1, closing + 2
            if self.quote_of[position] >= 0 or words[position] in (",", ";", ":", "which"):
                return None
            if words[position] == "to" and self._is_bare(position + 1, end):
                return position
            position += 1
        return None

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
                is_governed = self.classes[position - 1] & PREPOSITION  # "shows a liking for what has been cooked"
                return None if is_governed else (position, "whether")
        return None

    def _is_long(self, begin: int, end: int) -> bool:
        """Four words or more to the next mark: after "say" that is a clause, whatever its verb is."""
        return end - begin >= 4 and not any(self.words[t] in ",.;:" for t in range(begin, begin + 4))
