"""Who a speaker is: the mention that names them, and of which kind they are.

The words used stay what they are; `speaker_mention_id` is the mention that these words end in, or, for he, she,
er, sie, the one person whom the sentences before name. Where two persons could be meant it stays null.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.lexicon import BIT, given_name_genders, speaker_kinds, word_list
from dagster_project.extract.claims.tokens import Reading

COMPLEMENT_REACH = 80
"""Characters at most from an office to the name behind it."""
LONGEST_OFFICE = 6
"""Tokens from the article to the office: `The then acting interior minister`."""
DEFINITE = frozenset(("the", "der", "die", "das"))
INDEFINITE = frozenset(("a", "an", "one", "another", "ein", "eine"))
SENTENCES_BACK = 3
"""Sentences in which a pronoun's person is looked for, its own included."""
CHAIN = 8
"""Sentences over which one pronoun may go on, each saying it again."""
BESIDE = ("_wie", "_as", "_according", "_preposition", "_so")
"""Rules whose speaker stands in a clause of its own: `Roth saw no reason, as he put it`."""
MADE_BY = {"en": ("by", "from"), "de": ("von", "vom")}
"""What stands between a text and who made it."""
AGE = re.compile(r"\d+-(year-old|jährigen?|jähriger)$")
ARTICLES = {"the": "", "der": "m", "die": "f"}
"""What the article before somebody's age tells of a man or a woman."""
VERBAL = BIT["be"] | BIT["have"] | BIT["do"] | BIT["modal"] | BIT["finite"]
VERBS = BIT["cue"] | BIT["be"] | BIT["have"] | BIT["become"] | BIT["modal"] | BIT["finite"]
"""Classes of the verb beside a pronoun."""
CLOSING = frozenset(",.;)!?")
TITLE_REACH = 40
"""Characters before a name in which its title stands."""
COMPLEMENTS = (" von ", " vom ", " aus ", " of ", " from ")
"""What may stand behind a speaker's name and say where they belong."""
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
        self.genders: dict[str, str | None] = {}
        """Of the persons asked about so far."""
        self.last_person: Mention | None = None
        """Who spoke in the last statement whose speaker is a known person."""
        self.last_unnamed: tuple[int, str | None] = (-1, None)
        """Where the last speaker stands who is somebody without a name (`a lawyer`, `one resident`), and the gender."""
        self.is_definite = False
        """Whether an article says that this somebody is known: `the nominee` may be who spoke before."""

    @cached_property
    def mention_starts(self) -> list[int]:
        """Where the mentions begin: of no use to the many readings in which nobody but the author speaks."""
        return [mention.start for mention in self.mentions]

    def resolve(self, found: Found) -> tuple[Mention | None, str | None]:
        """(mention that names the speaker, kind of speaker) of the next statement of the reading."""
        named, kind = self._resolve(found, self.last_person)
        if named is not None and named.entity_type == "person":
            self.last_person = named
        elif found.speaker is not None and named is None and kind in ("role", "unnamed", None):
            first, stop = found.speaker
            words = self.reading.words
            if kind is not None or words[first] in INDEFINITE:
                gender = _gender_of_title(words[stop - 1], self.reading.language)
                self.last_unnamed = (self.reading.starts[first], gender)
                self.is_definite = words[first] in DEFINITE
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
            named = self._antecedent(first, last_person, found)
            return named, "person" if reading.language == "en" or named else None
        if stop - first == 1 and reading.language == "de" and reading.classes[first] & BIT["possessive"]:
            named = self._antecedent(first, last_person, found)  # "seine Forderung"
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
        if named is None and kind == "document":
            named = self._maker(stop)
        if named is None and AGE.match(reading.words[stop - 1]):
            named, kind = self._antecedent(first, last_person, found), "person"
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
            is_owner = self.reading.text[start : mention.start].endswith(COMPLEMENTS)
            if (
                mention.entity_type == "person"
                and self.reading.text.startswith(COMPLEMENTS, mention.end)
                and not is_owner
            ):
                # "Die Politologin Ada Orda von der Universität Lindau": whose name it is.
                return mention
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

    def _maker(self, token: int) -> Mention | None:
        """Who made a text: `an analysis by the Moscow Centre`, `ein Bericht von Human Rights Watch`."""
        reading = self.reading
        if token + 1 >= len(reading.words) or reading.words[token] not in MADE_BY.get(reading.language, ()):
            return None
        token += 1
        token += bool(reading.classes[token] & BIT["determiner"])
        at = bisect_left(self.mention_starts, reading.starts[min(token, len(reading.words) - 1)])
        if at == len(self.mentions) or self.mentions[at].start != reading.starts[min(token, len(reading.words) - 1)]:
            return None
        return self.mentions[at] if self.mentions[at].entity_type in ("organization", "person") else None

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

    def _antecedent(self, token: int, last_person: Mention | None, found: Found) -> Mention | None:
        """The one person whom the same or the last two sentences name before the pronoun.

        Whom the statement itself names is somebody else (`Roth lied, he said`: principle C of the binding theory,
        Chomsky 1981), be it in a sentence or in a quotation. Nobody is meant for sure where somebody without a name has
        spoken since, or where the sentence that names the person is about another: `The minister met Feld. He said …`.
        """
        reading = self.reading
        told = self._named_in(found) if not found.rule.endswith(BESIDE) else set()
        unnamed = self._unnamed_before(token)
        unit = reading.unit_at(token)
        sentences_left = SENTENCES_BACK
        for back in range(unit, max(-1, unit - CHAIN), -1):
            first, end = reading.units[back]
            start = reading.starts[first]
            stop = reading.starts[token] if back == unit else reading.ends[end - 1]
            low, high = bisect_left(self.mention_starts, start), bisect_left(self.mention_starts, stop)
            persons = [m for m in self.mentions[low:high] if m.entity_type == "person" and not m.is_role]
            if self._goes_on(token, first, persons[0].start if persons else stop):
                continue
            sentences_left -= 1
            persons = [m for m in persons if m.key not in told]
            persons = [m for m in persons if self._fits(reading.words[token], m, last_person)]
            if not persons and sentences_left and (unnamed < start or self.is_definite):
                continue
            if not persons:
                return None
            keys = {m.key for m in persons}
            is_last = last_person is not None and keys == {last_person.key}
            if unnamed > persons[-1].start and not (self.is_definite and is_last):
                return None
            if len(keys) == 1:
                return None if back < unit and self._is_about_another(first, persons[0]) else persons[-1]
            if last_person is not None and last_person.key in keys:
                return last_person
            return None
        return None

    def _unnamed_before(self, token: int) -> int:
        """Where somebody without a name spoke last before the pronoun who may be meant by it, or -1."""
        reading = self.reading
        start, gender = self.last_unnamed
        is_other = gender is not None and (gender == "m") != (reading.words[token] in word_list(reading.language, "he"))
        return -1 if is_other or start >= reading.starts[token] else start

    def _goes_on(self, token: int, first: int, stop: int) -> bool:
        """Does a sentence say the same pronoun before it names anybody? Then whom it names is somebody else."""
        reading, word = self.reading, self.reading.words[token]
        while first < token and reading.starts[first] < stop:
            if reading.words[first] == word and reading.quote_of[first] < 0:
                return True
            first += 1
        return False

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

    def _named_in(self, found: Found) -> set[str]:
        """The persons whom a statement names."""
        starts, ends = self.reading.starts, self.reading.ends
        keys: set[str] = set()
        for first, stop in found.spans:
            low = bisect_left(self.mention_starts, starts[first])
            high = bisect_left(self.mention_starts, ends[stop - 1])
            keys.update(m.key for m in self.mentions[low:high] if m.entity_type == "person" and not m.is_role)
        return keys

    def _fits(self, pronoun: str, person: Mention, last_person: Mention | None) -> bool:
        """Can the pronoun stand for the person, by what the text and the given name tell of a man or a woman?

        German `sie` is as often a body or several people: it needs a woman, a given name in -a or -e that no list has,
        or the person who spoke last.
        """
        gender = self._gender(person)
        if pronoun in ARTICLES:  # "the 81-year-old", "der 81-Jährige"
            return gender is not None and ARTICLES[pronoun] in ("", gender)
        is_he = pronoun in word_list(self.reading.language, "he")
        if not is_he and pronoun not in word_list(self.reading.language, "she"):
            return False
        if gender is not None:
            return (gender == "m") == is_he
        if is_he or self.reading.language != "de":
            return True
        is_last = last_person is not None and last_person.key == person.key
        return is_last or _given_name(person.key).endswith(("a", "e"))

    def _gender(self, person: Mention) -> str | None:
        """'f' | 'm' by the titles and offices before the person's name, else by the given name, else None."""
        if person.key not in self.genders:
            titles = {self._title_before(m) for m in self.mentions if m.key == person.key}
            found = {_gender_of_title(title, self.reading.language) for title in titles} - {None}
            names = {_given_name(person.key), *(_given_name(m) for m in self._full_names(person))}
            found = found or {given_name_genders().get(name) for name in names} - {None}
            self.genders[person.key] = found.pop() if len(found) == 1 else None
        return self.genders[person.key]

    def _full_names(self, person: Mention) -> list[str]:
        """The person's names of two words and more, as the text has them."""
        texts = [self.reading.text[m.start : m.end] for m in self.mentions if m.key == person.key]
        return [text for text in texts if " " in text]

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
        return words[-1].casefold().rstrip(".") if words and words[-1][0].isupper() else ""

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


def _given_name(key: str) -> str:
    """The given name of a key or name: Ada of `Ada Roth` and of `roth_ada`; '' of one word."""
    if " " in key:
        return key.split()[0]
    return key.rsplit("_", 1)[1].capitalize() if "_" in key else ""


def _gender_of_title(title: str, language: str) -> str | None:
    """'f' or 'm' of the word before a name: Mrs, Frau, Sprecherin, Innenminister."""
    if title in word_list(language, "woman"):
        return "f"
    if title in word_list(language, "man"):
        return "m"
    if language == "de" and title and _kind_of_compound(title) == "role" and not title.endswith("e"):
        return "f" if title.endswith("in") else "m"
    return None
