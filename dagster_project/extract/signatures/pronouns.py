"""Whom "he" or "she" means where something is said to have happened to them; nobody rather than a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dagster_project.extract.quantities.lexicon import statement_words
from dagster_project.extract.signatures.events import Argument


class Person(NamedTuple):
    """A named mention of a source: any entity, of which those of kind 'person' can be meant."""

    mention_id: str
    start: int
    end: int
    kind: str
    key: str
    passage_id: str | None


REACH = 400
"""How many characters before the pronoun a name may stand."""


def person_meant(pronoun: Argument, claim: Mapping[str, object], named: Sequence[Person]) -> str | None:
    """The mention that `pronoun` stands for: the one person named before it in its passage.

    Two different people in reach, or none, and nobody is meant. A speaker counts as one of them: "Orda said that he
    was dismissed" may be of Orda. "I" is the speaker.
    """
    speaker = next((p for p in named if p.mention_id == claim["speaker_mention_id"]), None)
    if pronoun.key in statement_words(str(claim["language"]), "self"):
        return speaker.mention_id if speaker is not None else None
    if pronoun.key not in statement_words(str(claim["language"]), "one_person"):
        return None
    near = [
        person
        for person in named
        if person.kind == "person"
        and person.passage_id == claim["passage_id"]
        and pronoun.start - REACH <= person.start
        and person.end <= pronoun.start
    ]
    people = {person.key for person in near} | ({speaker.key} if speaker is not None else set())
    return near[-1].mention_id if near and len(people) == 1 else None
