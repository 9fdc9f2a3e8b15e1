"""Acts with an object or a preposition: of which of them something is said, and who can say it."""

from __future__ import annotations

from dagster_project.extract.claims.english.clauses import Clauses
from dagster_project.extract.claims.english.verbs import Verb
from dagster_project.extract.claims.english.words import (
    APPROXIMATE,
    COORDINATOR,
    DETERMINER,
    DISCHARGING,
    DISPUTED,
    DOCUMENTING,
    FIGHTERS,
    FIGURES,
    NAMING,
    NOUN_CUE,
    NUMERALS,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUALITIES,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VIOLENT,
)
from dagster_project.extract.claims.found import TokenSpan
from dagster_project.extract.claims.gate import is_person_noun
from dagster_project.extract.claims.lexicon import speaker_kinds, word_list

ANSWERED = word_list("en", "answered")
"""What one answers: with these words `responded to` tells of something said."""
MEETING = frozenset(("debate", "contest"))
"""Verbs whose object is whom one meets or what one tries to win, where it is a name."""
ADJECTIVAL = ("ous", "ful", "ive", "less", "able", "ible", "ated", "ified", "ish", "ical", "istic", "unfair")
"""Endings by which a word after an object says what it is: called the rules dangerous."""
STAFF = frozenset(("role", "group", "organization", "person"))
"""Kinds of those who are dismissed, where it is no claim that is."""


class Objects(Clauses):
    """Acts with an object or a preposition: of which of them something is said, and who can say it."""

    def _is_said_of(self, verb: Verb, speaker: TokenSpan | None, begin: int, end: int) -> bool:
        """Is the object of an act something stated, or something of which a thing is said?

        Not `called the police`, `dismissed the minister`, nor `found the key` (but `the study found two errors`).
        """
        lemma = verb.cue.lemma
        if verb.cue.phrases and not verb.cue.frames:
            return True  # "gave voice to their anger"
        if lemma in VIOLENT:
            return self._is_verbal_attack(speaker, begin, end)
        if lemma in NAMING:
            return self._is_predicated(begin, end)
        if lemma in MEETING and all(self.r.is_capital(token) for token in range(begin, min(end, begin + 2))):
            return False  # "debated Jonas Feld four times", "are contesting Ohio"
        if lemma == "cite":
            head = self._trim((begin, end))  # "citing the ministry": on whose word; "cited her letters": a text
            kind = speaker_kinds("en").get(self.words[head[1] - 1]) if head is not None else None
            is_text = kind in (None, "document") if verb.shape == "finite" else kind is None
            return head is None or (is_text and not self.r.is_capital(head[1] - 1))
        if lemma == "put":
            return self._is_figure(begin, end)
        if lemma == "admit":
            counted = any(self.words[t][0].isdigit() or self.words[t] in NUMERALS for t in range(begin, end))
            return not (counted and is_person_noun(self.r, end - 1))  # "had admitted 900 settlers"
        if lemma in DISCHARGING:
            kinds = speaker_kinds("en")
            is_name = all(self.r.is_capital(token) for token in range(begin, min(end, begin + 2)))
            is_staff = is_name or any(kinds.get(word) in STAFF for word in self.words[begin:end])
            return "as" in self.words[begin:end] or not is_staff
        if lemma in DOCUMENTING and speaker is not None:
            return speaker_kinds("en").get(self.words[speaker[1] - 1]) == "document"
        return True

    def _is_figure(self, begin: int, end: int) -> bool:
        """`put the number of dead at 32`: something counted, at a number."""
        for at in range(begin + 1, end - 1):
            if self.words[at] == "at" and not FIGURES.isdisjoint(self.words[begin:at]):
                return self._is_number(at + 1, end)
        return False

    def _is_number(self, token: int, end: int) -> bool:
        """A number, or how exact one is: 32, twelve, at least 40."""
        word = self.words[token]
        is_number = word[0].isdigit() or word in NUMERALS or word in ("$", "€", "£")
        return is_number or self._approximated(token, end) is not None

    def _approximated(self, token: int, end: int) -> int | None:
        """Token of a number before which it is said how exact it is: `at least 56`, `up to 40`, `about a dozen`."""
        number = token + 2 if self.words[token] in ("at", "more", "less", "fewer", "up") else token + 1
        if self.words[token] == "as" and number < end:
            number = token + 3 if self.words[number] in ("many", "much", "few") else end
        if number >= end or self.words[number - 1] not in APPROXIMATE:
            return None
        is_number = self.words[number][0].isdigit() or self.words[number] in NUMERALS
        is_counted = self.words[number] in ("a", "an", "one") and number + 1 < end
        return number if is_number or is_counted else None

    def _starts_object(self, token: int, end: int) -> bool:
        """A noun phrase, be it one that says about how many: `at least 56 dead`, `more than a dozen wounded`."""
        return self._starts_phrase(token) or self._approximated(token, end) is not None

    def _is_told_thing(self, begin: int, end: int) -> bool:
        """`to the criticism`, `to her claim`, `to “the smear”`: what somebody has said."""
        words = self.words[begin:end]
        is_told = any(self.classes[t] & NOUN_CUE or self.quote_of[t] >= 0 for t in range(begin, end))
        return is_told or not ANSWERED.isdisjoint(words) or not DISPUTED.isdisjoint(words)

    def _may_speak(self, speaker: TokenSpan) -> bool:
        """A pronoun, a name or a noun for those who speak, also for a text that does."""
        first, head = speaker[0], speaker[1] - 1
        return bool(self.classes[first] & (PRONOUN | SUBJECT | RELATIVE)) or self._is_voice((first, head + 1))

    def _is_document(self, speaker: TokenSpan | None) -> bool:
        """A text, or somebody: `the audit shows`, `investigators found`, not `it shows`."""
        if speaker is None:
            return False
        head = speaker[1] - 1
        is_pronoun = self.words[head] in ("it", "this", "that", "which")
        return not is_pronoun and (self.r.is_capital(head) or is_person_noun(self.r, head) or head > speaker[0])

    def _is_voice(self, speaker: TokenSpan) -> bool:
        """A name, or a noun for those who speak."""
        head = speaker[1] - 1
        return self.r.is_capital(head) or is_person_noun(self.r, head) or bool(self.classes[speaker[0]] & OBJECT)

    def _is_verbal_attack(self, speaker: TokenSpan | None, begin: int, end: int) -> bool:
        """`attacked the subsidy`, `attacked the mayor`, `attacked Roth`, not `gunmen attacked the city`."""
        words = self.words
        if speaker is not None and not FIGHTERS.isdisjoint(words[speaker[0] : speaker[1]]):
            return False
        if any(self.quote_of[token] >= 0 for token in range(begin, end)) or "as" in words[begin:end]:
            return True
        kinds = speaker_kinds("en")
        if speaker is not None and kinds.get(words[speaker[1] - 1]) == "document":
            return True
        told = [t for t in range(begin, end) if words[t] in DISPUTED or words[t] in kinds or self.classes[t] & NOUN_CUE]
        is_person = self.r.is_capital(begin) and not self.classes[begin] & DETERMINER
        return bool(told) or is_person or bool(self.classes[begin] & (OBJECT | POSSESSIVE))

    def _is_predicated(self, begin: int, end: int) -> bool:
        """`called the plan a mistake`, `called it odd`, not `called the police`: something is said of the object."""
        if any(self.quote_of[t] >= 0 for t in range(begin + 1, end)):
            return True
        if self.classes[begin] & OBJECT:
            beside = PREPOSITION | TIME | COORDINATOR | SUBORDINATOR  # "called her at six"
            return end - begin > 1 and not (
                self.classes[begin + 1] & beside and not self.classes[begin + 1] & DETERMINER
            )
        for token in range(begin + 2, end):
            is_second = self.classes[token] & DETERMINER and not self.classes[token - 1] & PREPOSITION
            if is_second or self.words[token] == "as":
                return True  # but: "called the heads of the states for help"
        return any(self.words[t].endswith(ADJECTIVAL) or self.words[t] in QUALITIES for t in range(begin + 2, end))
