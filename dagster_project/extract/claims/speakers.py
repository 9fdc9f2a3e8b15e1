"""Who a speaker is: the mention that names them, and of which kind they are.

The words used stay what they are; `speaker_mention_id` is the mention that these words end in, or, for he, she,
er, sie, the one person whom the sentences before name. Where two persons could be meant it stays null.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.lexicon import BIT, given_name_genders, speaker_kinds, word_list
from dagster_project.extract.claims.tokens import Reading

COMPLEMENT_REACH = 80
"""Characters at most from an office to the name behind it."""
VERBAL = BIT["be"] | BIT["have"] | BIT["do"] | BIT["modal"] | BIT["finite"]
LONGEST_OFFICE = 6
"""Tokens from the article to the office: `The then acting interior minister`."""
DEFINITE = frozenset(("the", "der", "die", "das"))
INDEFINITE = frozenset(("a", "an", "one", "another", "ein", "eine"))
PRONOUNS_OF_PERSONS = frozenset(("he", "she", "er"))
LONGEST_CHAIN = 4
"""Pronouns followed back at most, each to the one before it."""
VERBS = BIT["cue"] | BIT["be"] | BIT["have"] | BIT["become"] | BIT["modal"] | BIT["finite"]
"""Classes of the verb beside a pronoun."""
CLOSING = frozenset(",.;)!?")
TITLE_REACH = 40
"""Characters before a name in which its title stands."""
SHORTEST_PART = 3
"""Letters of the shortest last part of a compound: Stadtrat."""


class Mention(NamedTuple):
    """A name in the text, or an office that stands for one: what is needed of its row."""

    mention_id: str
    start: int
    end: int
    entity_type: str
    key: str
    """Who is meant: the reference entity, or the fullest name the document gives."""
    is_role: bool = False
    """Whether an office stands for the person ("the president"), whom the text has introduced with it."""


class Speakers:
    """Speakers of one reading, with the mentions of its document in order."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention]) -> None:
        self.reading = reading
        self.mentions = mentions
        self.mention_starts = [mention.start for mention in mentions]
        self.last_person: Mention | None = None
        """Who spoke in the last statement whose speaker is a known person."""
        self.last_unnamed: tuple[int, str | None] = (-1, None)
        """Where the last speaker stands who is somebody without a name (`a lawyer`, `one resident`), and the gender."""
        self.is_definite = False
        """Whether an article says that this somebody is known: `the nominee` may be who spoke before."""
        self._genders: dict[str, str | None] = {}

    def resolve(self, found: Found) -> tuple[Mention | None, str | None]:
        """(mention that names the speaker, kind of speaker) of the next statement of the reading."""
        named, kind = self._resolve(found, self.last_person)
        if named is not None and named.entity_type == "person":
            self.last_person = named
        elif found.speaker is not None and named is None and kind in ("role", "unnamed", None):
            first, stop = found.speaker
            if kind is None and self.reading.words[first] not in INDEFINITE:
                return named, kind
            self.last_unnamed = (self.reading.starts[first], self._gender_of_title(self.reading.words[stop - 1]))
            self.is_definite = self.reading.words[first] in DEFINITE
        return named, kind

    def _resolve(self, found: Found, last_person: Mention | None) -> tuple[Mention | None, str | None]:
        if found.report_type == "self_assertion":
            return None, "author"
        if found.speaker is None:
            return None, "none"
        reading = self.reading
        first, stop = found.speaker
        if stop - first == 1 and reading.classes[first] & BIT["personal"]:
            if reading.words[first] == "sie" and self._is_plural(first):
                return None, "group"
            named = self._antecedent(first, last_person)
            return named, "person" if reading.language == "en" or named else None
        if stop - first == 1 and reading.language == "de" and reading.classes[first] & BIT["possessive"]:
            named = self._antecedent(first, last_person)  # "seine Forderung"
            return named, "person" if named else None
        if stop - first == 1 and reading.words[first] in ("i", "ich"):
            quoted = reading.quote_of[first] >= 0 or found.parent is not None
            return None, "person" if quoted else "author"
        if stop - first == 1 and reading.words[first] in ("who", "which", "der", "die", "das"):
            named = self._before(reading.starts[first])
            return named, _kind_of(named) if named else None
        named = self._within(reading.starts[first], reading.ends[stop - 1])
        if named is not None and not named.is_role:
            return named, _kind_of(named)
        kind = self._kind_by_word(first, stop) or ("role" if named else None)
        if named is None and kind in ("role", None) and self._is_phrase(first):
            named = self._apposed(stop, may_have_complement=kind == "role")
        return named, kind or ("person" if named else None)

    def _within(self, start: int, end: int) -> Mention | None:
        """The name that the speaker's words end in, or the office that they are.

        "The press service of Lund" names no speaker, and "an adviser to the president" isn't the president.
        """
        low = bisect_left(self.mention_starts, start)
        begun = self.mentions[low : bisect_left(self.mention_starts, end)]
        if begun and begun[-1].end > end and begun[-1].entity_type == "organization" and not begun[-1].is_role:
            # "According to the Ministry of Works, …": the name runs on behind the words that were read.
            return begun[-1]
        inside = [m for m in self.mentions[low : bisect_right(self.mention_starts, end)] if m.end <= end]
        for mention in reversed(inside):
            if mention.end >= end - 2 and (mention.start == start or not mention.is_role):
                return None if self.reading.language == "de" and self._is_attribute(mention, start) else mention
        return None

    def _is_attribute(self, mention: Mention, start: int) -> bool:
        """German: `Der Innenminister Frankreichs`, `der Anwalt Felds`: a genitive is not who speaks."""
        if mention.start == start:
            return False
        reading = self.reading
        before = reading.text[start : mention.start].split()[-1]
        if mention.entity_type == "place":
            return before[0].isupper() and before.lower() not in ("die", "das", "der")
        is_genitive = reading.text[mention.end - 1] == "s" and not mention.key.casefold().endswith("s")
        return is_genitive and mention.entity_type == "person"

    def _is_phrase(self, first: int) -> bool:
        """Whether an article, a possessive or a name in the genitive opens the speaker's words."""
        reading = self.reading
        opens = BIT["determiner"] | BIT["possessive"]
        return bool(reading.classes[first] & opens) or reading.is_capital(first)

    def _apposed(self, stop: int, *, may_have_complement: bool) -> Mention | None:
        """The person named behind an office, between two marks: "its director, Marta Feld,".

        The complement of the office may stand before the name ("the head of the town archive, Marta Feld,"), unless
        another office is in it ("an adviser to the mayor, Marta Feld," may be either).
        """
        text, end = self.reading.text, self.reading.ends[stop - 1]
        at = bisect_left(self.mention_starts, end)
        while at < len(self.mentions) and self.mentions[at].start - end <= COMPLEMENT_REACH:
            named = self.mentions[at]
            if text.startswith(", ", named.start - 2):
                is_closed = text[named.end : named.end + 1] in CLOSING
                is_told = is_closed and named.entity_type == "person" and not named.is_role
                is_next = named.start - 2 == end
                is_behind = is_next or (may_have_complement and self._is_complement(stop, named.start - 2))
                return named if is_told and is_behind else None
            at += 1
        return None

    def _is_complement(self, token: int, end: int) -> bool:
        """Whether the words from `token` up to `end` are a preposition or a genitive article and what belongs to it."""
        reading = self.reading
        offices = speaker_kinds(reading.language)
        is_first = True
        while token < len(reading.words) and reading.ends[token] <= end:
            links = reading.classes[token] & (BIT["preposition"] | BIT["determiner"])
            is_noun = reading.is_word(token) and not reading.classes[token] & BIT["finite"]
            if (is_first and not links) or not is_noun or offices.get(reading.words[token]) == "role":
                return False
            is_first = False
            token += 1
        return True

    def _before(self, start: int) -> Mention | None:
        """The name right before a relative pronoun."""
        low = bisect_left(self.mention_starts, start)
        if low and start - self.mentions[low - 1].end <= 2:
            return self.mentions[low - 1]
        return None

    def _antecedent(self, token: int, last_person: Mention | None, steps: int = 0) -> Mention | None:
        """The one person whom the same or the last two sentences name before the pronoun.

        Nobody, where somebody without a name has spoken since, or where the sentence that names the person is about
        another: `The minister met Feld. He said …`.
        """
        reading = self.reading
        unit = reading.unit_at(token)
        unnamed = self._unnamed_before(token)
        for back in range(unit, max(-1, unit - 3), -1):
            first, last = reading.units[back]
            start = reading.starts[first]
            stop = reading.starts[token] if back == unit else reading.ends[last - 1]
            same = self._same_pronoun(token, first, token if back == unit else last)
            low, high = bisect_left(self.mention_starts, start), bisect_left(self.mention_starts, stop)
            persons = [m for m in self.mentions[low:high] if m.entity_type == "person" and not m.is_role]
            persons = [m for m in persons if self._fits(reading.words[token], m, last_person)]
            if same is not None and (not persons or reading.starts[same] < persons[0].start):
                return self._antecedent(same, last_person, steps + 1) if steps < LONGEST_CHAIN else None
            if not persons:
                if unnamed >= start and not self.is_definite:
                    return None
                continue
            keys = {m.key for m in persons}
            if unnamed > persons[-1].start and not (self.is_definite and last_person and keys == {last_person.key}):
                return None
            if len(keys) == 1:
                return None if back < unit and self._is_about_another(first, persons[0]) else persons[-1]
            if last_person is not None and last_person.key in keys:
                return last_person
            return None
        return None

    def _unnamed_before(self, token: int) -> int:
        """Where somebody without a name spoke last before the pronoun who may be meant by it, or -1."""
        start, gender = self.last_unnamed
        is_other = gender is not None and (gender == "m") != _is_he(self.reading.words[token])
        return -1 if is_other or start >= self.reading.starts[token] else start

    def _same_pronoun(self, token: int, first: int, stop: int) -> int | None:
        """The first place of the same pronoun in a sentence, outside quotations: it stands for the same person."""
        reading, word = self.reading, self.reading.words[token]
        if word not in PRONOUNS_OF_PERSONS:
            return None
        return next((t for t in range(first, stop) if reading.words[t] == word and reading.quote_of[t] < 0), None)

    def _is_about_another(self, first: int, person: Mention) -> bool:
        """`The minister met Feld`: does an office open the sentence, and the person come further on, not in it?"""
        reading = self.reading
        offices = speaker_kinds(reading.language)
        if not reading.classes[first] & (BIT["determiner"] | BIT["possessive"]):
            return False
        for token in range(first + 1, min(first + LONGEST_OFFICE, len(reading.words) - 1)):
            if reading.quote_of[token] >= 0 or reading.classes[token] & (VERBAL | BIT["preposition"]):
                return False
            if offices.get(reading.words[token]) == "role":
                is_name = reading.starts[token + 1] >= person.start
                return not is_name and not reading.text.startswith(", ", person.start - 2)
        return False

    def _fits(self, pronoun: str, person: Mention, last_person: Mention | None) -> bool:
        """Can the pronoun stand for the person? The given name and the title before it tell.

        German `sie` is as often a body or several people: without a given name that tells, it needs the person who
        spoke last, or a name in -a or -e.
        """
        gender = self._gender(person)
        is_he = _is_he(pronoun)
        if gender is not None:
            return is_he == (gender == "m")
        if is_he or self.reading.language != "de":
            return True
        is_last = last_person is not None and last_person.key == person.key
        return is_last or person.key.split()[0].endswith(("a", "e"))

    def _gender(self, person: Mention) -> str | None:
        """'f' or 'm' by the titles before the person's names and the given name; null where neither tells."""
        if person.key not in self._genders:
            titles = {self._title_before(m) for m in self.mentions if m.key == person.key}
            told = {gender for title in titles if (gender := self._gender_of_title(title))}
            given = given_name_genders().get(person.key.split()[0])
            self._genders[person.key] = told.pop() if len(told) == 1 else given
        return self._genders[person.key]

    def _gender_of_title(self, title: str) -> str | None:
        language = self.reading.language
        if title in word_list(language, "woman"):
            return "f"
        if title in word_list(language, "man"):
            return "m"
        if language != "de":
            return None
        if title.endswith("in"):
            return "f"  # Sprecherin, Umweltministerin
        return "m" if speaker_kinds("de").get(title) == "role" and not title.endswith("e") else None

    def _is_plural(self, sie: int) -> bool:
        """German: does the verb beside `sie` speak of several (`sagten sie`, `sie haben gesagt`)?"""
        reading = self.reading
        if reading.language != "de":
            return False
        for token in (sie - 1, sie + 1):
            if 0 <= token < len(reading.words) and reading.classes[token] & VERBS and not reading.is_capital(token):
                return reading.words[token].endswith(("en", "sind", "rn", "ln"))
        return False

    def _title_before(self, mention: Mention) -> str:
        """The noun right before a name, in small letters: `frau`, `sprecherin`; '' where there is none."""
        words = self.reading.text[max(0, mention.start - TITLE_REACH) : mention.start].split()
        return words[-1].casefold() if words and words[-1][0].isupper() else ""

    def _kind_by_word(self, first: int, stop: int) -> str | None:
        kinds = speaker_kinds(self.reading.language)
        words = self.reading.words
        for token in range(stop - 1, first - 1, -1):
            kind = kinds.get(words[token])
            if kind is None and self.reading.language == "de" and self.reading.is_capital(token):
                kind = _kind_of_compound(words[token])
            if kind:
                return kind
        return None


def _is_he(pronoun: str) -> bool:
    return pronoun in ("he", "his") or pronoun.startswith(("er", "sein", "он", "его"))


def _kind_of_compound(word: str) -> str | None:
    """Of a German compound the kind of its last part: Umweltministerium, Plattenfirma, Regierungskreisen."""
    kinds = speaker_kinds("de")
    for start in range(len(word) - SHORTEST_PART + 1):
        part = word[start:]
        kind = kinds.get(part) or kinds.get(part.removesuffix("s")) or kinds.get(part.removesuffix("es"))
        if kind:
            return kind
    return None


def _kind_of(mention: Mention) -> str | None:
    return {"person": "person", "organization": "organization", "place": "organization"}.get(mention.entity_type)
