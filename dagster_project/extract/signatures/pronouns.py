"""Whom "he" or "she" means where something is said to have happened to them; nobody rather than a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dagster_project.extract.quantities.lexicon import statement_words
from dagster_project.extract.quantities.reading import Tokens
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
    was dismissed" may be of Orda. A speaker whom an earlier passage names ("The 81-year-old said that he had resigned")
    is meant where that passage names nobody else, and none between does. "I" is the speaker.
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
    if not near and speaker is not None and speaker.passage_id != claim["passage_id"]:
        return speaker.mention_id if _is_last_named(speaker, pronoun, named) else None
    return near[-1].mention_id if near and len(people) == 1 else None


def name_meant(pronoun: Argument, claim: Mapping[str, object], text: str, known: Mapping[str, str]) -> str | None:
    """The one name of a document (`known`, by their last words) that its paragraph holds before the pronoun, folded.

    For somebody whom no mention covers; of two names, or where the speaker is somebody known, none.
    """
    if claim["speaker_mention_id"] is not None or pronoun.key not in statement_words(
        str(claim["language"]), "one_person"
    ):
        return None
    before = Tokens(text[max(0, pronoun.start - REACH) : pronoun.start].rsplit("\n\n", 1)[-1])
    names = {
        known[word]
        for word, form in zip(before.words, before.forms, strict=True)
        if word in known and form[0].isupper()
    }
    return next(iter(names)) if len(names) == 1 else None


def _is_last_named(speaker: Person, pronoun: Argument, named: Sequence[Person]) -> bool:
    """Is the speaker the only person of the last passage before the pronoun that names one?"""
    before = [person for person in named if person.kind == "person" and person.end <= pronoun.start]
    last = [person for person in before if person.passage_id == before[-1].passage_id] if before else []
    return bool(last) and pronoun.start - REACH <= last[-1].start and all(person.key == speaker.key for person in last)
