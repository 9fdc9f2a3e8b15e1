"""Who a speaker is: the mention that names them, and of which kind they are.

The words used stay what they are; `speaker_mention_id` is the mention that these words end in, or, for he, she,
er, sie, the one person whom the sentences before name. Where two persons could be meant it stays null.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.lexicon import BIT, speaker_kinds
from dagster_project.extract.claims.tokens import Reading

COMPLEMENT_REACH = 80
"""Characters at most from an office to the name behind it."""
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

    def resolve(self, found: Found, last_person: Mention | None) -> tuple[Mention | None, str | None]:
        """(mention that names the speaker, kind of speaker); `last_person` spoke in the statement before."""
        if found.report_type == "self_assertion":
            return None, "author"
        if found.speaker is None:
            return None, "none"
        reading = self.reading
        first, stop = found.speaker
        if stop - first == 1 and reading.classes[first] & BIT["personal"]:
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

    def _antecedent(self, token: int, last_person: Mention | None) -> Mention | None:
        """The one person whom the same or the last two sentences name before the pronoun."""
        reading = self.reading
        unit = reading.unit_at(token)
        for back in range(unit, max(-1, unit - 3), -1):
            start = reading.starts[reading.units[back][0]]
            stop = reading.starts[token] if back == unit else reading.ends[reading.units[back][1] - 1]
            low, high = bisect_left(self.mention_starts, start), bisect_left(self.mention_starts, stop)
            persons = [m for m in self.mentions[low:high] if m.entity_type == "person" and not m.is_role]
            if reading.language == "de":
                persons = [m for m in persons if self._fits(reading.words[token], m, last_person)]
            if not persons:
                continue
            keys = {m.key for m in persons}
            if len(keys) == 1:
                return persons[-1]
            if last_person is not None and last_person.key in keys:
                return last_person
            return None
        return None

    def _fits(self, pronoun: str, person: Mention, last_person: Mention | None) -> bool:
        """German: can the pronoun stand for the person? `sie` is as often a body or several people.

        A woman's office (Sprecherin) or Frau before the name tells, a man's office speaks against sie; else `sie`
        needs a given name in -a or -e, or the person who spoke last.
        """
        is_he = pronoun.startswith(("er", "sein"))
        roles = [self._title_before(m) for m in self.mentions if m.key == person.key]
        is_woman = any(role == "frau" or role.endswith("in") for role in roles)
        if is_woman:
            return not is_he
        if is_he:
            return True
        kinds = speaker_kinds("de")
        if any(role == "herr" or (kinds.get(role) == "role" and not role.endswith("e")) for role in roles):
            return False
        is_last = last_person is not None and last_person.key == person.key
        return is_last or person.key.split()[0].endswith(("a", "e"))

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
