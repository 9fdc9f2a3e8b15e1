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


class Mention(NamedTuple):
    """A name in the text: what is needed of its row."""

    mention_id: str
    start: int
    end: int
    entity_type: str
    key: str
    """Who is meant: the reference entity, or the fullest name the document gives."""


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
        if stop - first == 1 and reading.words[first] in ("i", "ich"):
            quoted = reading.quote_of[first] >= 0 or found.parent is not None
            return None, "person" if quoted else "author"
        if stop - first == 1 and reading.words[first] in ("who", "which", "der", "die", "das"):
            named = self._before(reading.starts[first])
            return named, _kind_of(named) if named else None
        named = self._within(reading.starts[first], reading.ends[stop - 1])
        if named is not None:
            return named, _kind_of(named)
        return None, self._kind_by_word(first, stop)

    def _within(self, start: int, end: int) -> Mention | None:
        """The name that the speaker's words end in (the press service of Lund names no speaker)."""
        low = bisect_left(self.mention_starts, start)
        inside = [m for m in self.mentions[low : bisect_right(self.mention_starts, end)] if m.end <= end]
        for mention in reversed(inside):
            if mention.end >= end - 2:
                return mention
        return None

    def _before(self, start: int) -> Mention | None:
        """The name right before a relative pronoun."""
        low = bisect_left(self.mention_starts, start)
        if low and start - self.mentions[low - 1].end <= 2:
            return self.mentions[low - 1]
        return None

    def _antecedent(self, token: int, last_person: Mention | None) -> Mention | None:
        """The one person whom the same or the last two sentences name before the pronoun."""
        reading = self.reading
        unit = self._unit_of(token)
        for back in range(unit, max(-1, unit - 3), -1):
            start = reading.starts[reading.units[back][0]]
            stop = reading.starts[token] if back == unit else reading.ends[reading.units[back][1] - 1]
            low, high = bisect_left(self.mention_starts, start), bisect_left(self.mention_starts, stop)
            persons = [m for m in self.mentions[low:high] if m.entity_type == "person"]
            if not persons:
                continue
            keys = {m.key for m in persons}
            if len(keys) == 1:
                return persons[-1]
            if last_person is not None and last_person.key in keys:
                return last_person
            return None
        return None

    def _unit_of(self, token: int) -> int:
        return bisect_right(self.reading.units, (token, len(self.reading.words) + 1)) - 1

    def _kind_by_word(self, first: int, stop: int) -> str | None:
        kinds = speaker_kinds(self.reading.language)
        words = self.reading.words
        for token in range(stop - 1, first - 1, -1):
            kind = kinds.get(words[token])
            if kind:
                return kind
        last = words[stop - 1]
        if self.reading.language == "de":
            for ending in ("sprecher", "sprecherin", "minister", "ministerin", "chef", "präsident", "anwalt"):
                if last.endswith(ending):
                    return "role"
            for ending in ("angaben", "bericht", "berichte", "berichten", "studie"):
                if last.endswith(ending):
                    return "document"
        return None


def _kind_of(mention: Mention) -> str | None:
    return {"person": "person", "organization": "organization", "place": "organization"}.get(mention.entity_type)
