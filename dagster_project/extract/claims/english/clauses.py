"""Where a content ends: before what is the reporter's again."""

from __future__ import annotations

from dagster_project.extract.claims.english.verbs import Verb, Verbs
from dagster_project.extract.claims.english.words import (
    ADVERB,
    ADVERSATIVE,
    AUXILIARY,
    CONTRACTED,
    COORDINATOR,
    CUE,
    DETERMINER,
    HAVE,
    INTERROGATIVE,
    LIGHT_VERBS,
    MODAL,
    OBJECT,
    OCCASIONS,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    VERBAL,
)


class Clauses(Verbs):
    """Where a content ends: before what is the reporter's again."""

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
                ends_listed = is_object and position - 2 >= begin and words[position - 2] == ","
                if ends_listed and position < end and words[position] in ("and", "but"):
                    return position  # "rejected the rumour as “soup,” and three waiters told …"
                continue
            word = words[position]
            if word == "(":
                depth += 1
            elif word == ")":
                if not depth:
                    return position
                depth -= 1
            elif (word == ";" and not self._ends_entity(position)) or (is_short and word == "—" and position > begin):
                return position
            elif word == "," and not depth:
                if self._ends_at_comma(position, end, is_short, form):
                    return position
            elif word == "according" and position + 1 < end and words[position + 1] == "to":
                return position
            elif word in ("and", "but") and position > begin:
                following = position + 1
                while following < end and classes[following] & ADVERB and not classes[following] & CUE:
                    following += 1
                if following < end and self._is_coordinate(following, form, end):
                    return position
                if self._speaks_next(following, form, end):
                    return position
                if is_object and following < end and (classes[following] & VERBAL):
                    return position
                if is_object and self._goes_on_acting(begin, following, end):
                    return position
                if is_object and word == "but" and self._has_finite(following, min(end, following + 8)):
                    return position
            elif is_object and position > begin and self._leaves_object(position, end):
                return position
            position += 1
        return end

    def _ends_entity(self, mark: int) -> bool:
        """`&quot;`, `&#39;`: left over from markup, no semicolon."""
        return mark > 2 and (self.words[mark - 2] == "&" or self.words[mark - 3 : mark - 1] == ["&", "#"])

    def _goes_on_acting(self, begin: int, token: int, end: int) -> bool:
        """`promised a veto and attempted to …`: a second verb of the reporter's after an object."""
        if token + 1 >= end or not self.words[token].endswith("ed") or self.classes[token] & (ADVERB | DETERMINER):
            return False
        if any(self.classes[t] & (VERBAL | RELATIVE) or self.words[t] == "," for t in range(begin, token)):
            return False
        takes = self.classes[token + 1] & (DETERMINER | POSSESSIVE | OBJECT) or self.words[token + 1] == "to"
        return self.quote_of[token] < 0 and bool(takes)

    def _leaves_object(self, position: int, end: int) -> bool:
        """An adverbial of the reporter's clause after an object: when, where and in what it was said."""
        word, bits = self.words[position], self.classes[position]
        following = position + 1
        if following >= end:
            return False
        if word in ("while", "when", "because", "although", "though", "after", "before", "since", "during", "until"):
            return True
        if word == "as" and self.quote_of[following] >= 0:
            return False  # "described the report as “unfounded”"
        if word == "as" and not self.classes[following] & DETERMINER:
            return self._has_finite(following + 1, min(end, following + 6))
        if word in ("in", "at", "on") and self.quote_of[following] < 0:
            if self.classes[following] & TIME and not self.classes[following] & DETERMINER:
                return True
            return any(
                self.words[t].removesuffix("s") in OCCASIONS
                for t in range(following, min(end, following + 4))
                if self.quote_of[t] < 0
            )
        is_day = bits & TIME and self.r.is_capital(position) and word.endswith("day")
        return bool(is_day) and not self.classes[position - 1] & (DETERMINER | POSSESSIVE | PREPOSITION)

    def _ends_at_comma(self, comma: int, end: int, is_object: bool, form: str) -> bool:
        following = comma + 1
        if following >= end:
            return True
        words, classes = self.words, self.classes
        word, bits = words[following], classes[following]
        if self.quote_of[following] >= 0:
            return False
        if (bits & ADVERSATIVE and word not in ("even", "yet")) or word == "whereas":
            return self._has_finite(following + 1, end)
        if word == "according":
            return True
        if bits & CUE and word.endswith("ing"):
            return True
        if word in ("and", "but") and following + 1 < end:
            then = following + 1
            while then < end and classes[then] & ADVERB and not classes[then] & CUE:
                then += 1
            if then < end and self._is_coordinate(then, form, end):
                return True
            if self._speaks_next(then, form, end):
                return True
            if is_object:
                return self._has_finite(then, min(end, then + 8))
            return False
        return is_object and not self._is_list(comma, end)

    def _is_coordinate(self, token: int, form: str, end: int) -> bool:
        """`said … and added …`, `says … but concedes …`: the reporter's verbs go on in the same form."""
        if not self.classes[token] & CUE or self.quote_of[token] >= 0:
            return False
        if form == "ing" and self.words[token].endswith("ing"):
            return self._takes_complement(token + 1, end)
        wanted = "third" if form in ("third", "ing") else "past"
        if not any(c.form == wanted for c in self.r.lexicon.cues[self.words[token]]):
            return False
        return wanted == "past" or self._takes_complement(token + 1, end)

    def _speaks_next(self, begin: int, form: str, end: int) -> bool:
        """`…, and one of them said the board knew`: somebody else speaks, in the same form."""
        wanted = "third" if form in ("third", "ing") else form
        for token in range(begin + 1, min(end - 1, begin + 7)):
            if token in self.spoken:
                cues = self.r.lexicon.cues[self.words[token]]
                is_saying = any(c.form == wanted and "SAY" in c.frames for c in cues)
                return is_saying and not self.classes[token - 1] & AUXILIARY and self._takes_complement(token + 1, end)
            if self.quote_of[token] >= 0 or self.classes[token] & VERBAL or self.words[token] in (",", "that", "who"):
                return False
        return False

    def _is_list(self, comma: int, end: int) -> bool:
        """Is the comma one of a list: Ada Roth, Jonas Feld and the board?"""
        position, since = comma + 1, 0
        if self.words[position].endswith("ing") or self.classes[position] & (
            RELATIVE | PREPOSITION | ADVERB | PRONOUN | INTERROGATIVE
        ):
            return False
        while position < end and since <= 6 and self.quote_of[position] < 0:
            word = self.words[position]
            if word in ("and", "or"):
                return True
            if self.classes[position] & (VERBAL | RELATIVE):
                return False
            since = 0 if word == "," else since + 1
            position += 1
        return False

    def _strip(self, begin: int, end: int) -> int:
        while (
            end > begin
            and self.quote_of[end - 1] < 0
            and self.words[end - 1] in ".,;:—–!?()"
            and not (self._is_abbreviated(end - 1) and end - 1 > begin and self.words[end - 1] == ".")
        ):
            if self.words[end - 1] == ")" and any(self.words[t] == "(" for t in range(begin, end)):
                break
            end -= 1
        while end > begin and self.words[end - 1] in ("and", "but", ","):
            end -= 1
        return end

    def _main_verb(self, begin: int, end: int) -> int:
        """`X, who knew that …, told`: the relative clause ends at the comma before the main verb."""
        for token in range(begin + 1, end - 1):
            if self.words[token] == "," and self.quote_of[token] < 0:
                following = self.classes[token + 1]
                if following & AUXILIARY or token + 1 in self.spoken or (following & CUE and self._is_past(token + 1)):
                    return token
        return end

    def _before_verb(self, begin: int, end: int) -> int:
        """`The towns that support the rules will be paid`: what is supported ends before the verb of the sentence."""
        for token in range(begin + 1, end):
            is_verb = self.classes[token] & VERBAL and not self.classes[token] & TIME
            if self.quote_of[token] < 0 and is_verb and not self.words[token].endswith("ing"):
                return token
        return end

    def _phrase_end(self, begin: int, end: int) -> int:
        """Before the verb of the sentence, which comes after `his promise to rebuild the pier`."""
        for token in range(begin + 2, end):
            if self.quote_of[token] >= 0 or self.r.is_capital(token):
                continue
            if self.classes[token] & (SUBORDINATOR | RELATIVE):
                return end
            if self._finite(token, begin):
                return token
        return end

    def _opens_sentence_part(self, noun: int, start: int) -> bool:
        """Is the noun the subject: only its article, owner and adjectives before it, up to a mark or conjunction?"""
        first = noun - 1
        while first >= start and self.quote_of[first] < 0 and self.r.is_word(first):
            bits = self.classes[first]
            if bits & (COORDINATOR | ADVERSATIVE | SUBORDINATOR) and not bits & PREPOSITION:
                return True
            if bits & (PREPOSITION | VERBAL | PRONOUN) or first in self.spoken or self.words[first] in LIGHT_VERBS:
                return False
            first -= 1
        return first < start or self.words[first] in (",", "—", ";", ":", "(")

    def _before_second_verb(self, that: int, end: int) -> int:
        """`rumours that he had fled | spread`: before the verb of the sentence, one more than its clauses need.

        Clauses within (that, who, because, …) and verbs joined by `and` have theirs.
        """
        needed, token = 1, that + 1
        while token < end:
            if self.quote_of[token] >= 0:
                token = max(self.r.quotes[self.quote_of[token]].end, token + 1)
                continue
            bits = self.classes[token]
            if self._finite(token, that) and not (self.r.is_capital(token) and not bits & AUXILIARY):
                if not needed:
                    return token
                needed -= 1
                token = self._behind_group(token, end)
                continue
            is_clause = bits & (SUBORDINATOR | RELATIVE | INTERROGATIVE) and not bits & PREPOSITION
            joins = bits & COORDINATOR and any(self._finite(t, that) for t in range(token + 1, min(end, token + 3)))
            needed += bool(is_clause or joins)
            token += 1
        return end

    def _behind_group(self, verb: int, end: int) -> int:
        """Token behind a finite verb and, where it is an auxiliary, its adverbs and participles."""
        token = verb + 1
        if not self.classes[verb] & (AUXILIARY | CONTRACTED):
            return token
        while token < end and self.classes[token] & (AUXILIARY | ADVERB) and self._is_continued(token - 1):
            token += 1
        is_open = token < end and not self.classes[token] & (
            AUXILIARY | DETERMINER | POSSESSIVE | PREPOSITION | PRONOUN
        )
        return token + 1 if is_open and self.r.is_word(token) and not self.r.is_capital(token) else token

    def _is_continued(self, token: int) -> bool:
        """May another auxiliary follow: would | have, had | been, may | not?"""
        return bool(self.classes[token] & (MODAL | HAVE | ADVERB)) or self.words[token] in ("is", "was", "were", "are")

    def _is_fronted(self, verb: Verb, start: int) -> bool:
        """Does the cue stand in a clause before the main one: When X noted that …, Y said; Asked about …, Y said?"""
        if verb.token == start or (self.words[start].endswith("ing") and verb.shape == "ing"):
            return True
        return (
            bool(self.classes[start] & (SUBORDINATOR | ADVERSATIVE))
            and self.words[start] not in ("but", "yet", "so")
            and verb.left <= start + 2
        )

    def _main_clause(self, after: int, end: int, start: int) -> int:
        """`While a judge found that …, the ruling was overturned`: the comma before the main clause."""
        if not self.classes[start] & (SUBORDINATOR | ADVERSATIVE):
            return end
        opens = DETERMINER | POSSESSIVE | PRONOUN
        for comma in range(after + 1, end - 2):
            if self.words[comma] != "," or self.quote_of[comma] >= 0 or self.quote_of[comma + 1] >= 0:
                continue
            following = comma + 1
            if not (self.classes[following] & opens or self.r.is_capital(following)):
                continue
            closing = next((t for t in range(following, end) if self.words[t] in (",", "—", ";")), end)
            if self._has_finite(following + 1, closing) and not self.classes[following] & RELATIVE:
                return comma
        return end

    def _fronts_content(self, verb: Verb, start: int) -> bool:
        """`When the tide rises, he said, …`, `If it fails, she said she would …`: the clause in front is hers."""
        if not verb.speaker or not self.classes[verb.speaker[0]] & PRONOUN or verb.left <= start + 3:
            return False
        if "SAY" not in verb.cue.frames:
            return False
        return self.words[start] in ("when", "if", "unless", "while", "although") and self.words[verb.left - 1] == ","
