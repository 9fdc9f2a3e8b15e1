"""Pairs of entities that may be one: for a person to look at, never to join by themselves.

Compared are entities that share a word of a name, give or take one letter, by the keys that forgive conventions of
spelling; how alike they are is `extract.mentions.name_pairs`. At least one of the two is known from captures alone:
what the reference data keep apart is apart, and so is what somebody has decided to be distinct. All that have one and
the same name stand there once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from dagster_project.query import PublishedWarehouse, Row

LONGEST_BLOCK = 150
"""A word that more entities share tells nothing (ministry, party): it brings none of them together."""
LEAST_WORD = 3
SLIP_WORD = 5
"""From this many letters on a word may lack one."""
SAME_DOCUMENT = 0.15
"""Off the likeness of two that one text names: an author rarely spells one name in two ways."""
ONE_WORD = 0.2
"""Off the likeness of two that are called by one word alone: families share it, and so do offices (Senate)."""
OTHER_TYPE = 0.3
"""Off the likeness of two of different types: only those of one name are left."""


@dataclass
class Candidate:
    """An entity with its full names and the documents that name it."""

    entity: Row
    names: list[str]
    documents: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Pair:
    """Two entities that may be one; `one` is the lesser known, and would be merged into `other`."""

    one: Row
    other: Row
    likeness: float
    why: str

    @property
    def is_namesake(self) -> bool:
        """Whether both have one and the same name."""
        return bool(self.one["canonical_name"] == self.other["canonical_name"])

    @property
    def names(self) -> tuple[str, ...]:
        """What the two are called, whichever comes first."""
        return tuple(sorted((self.one["canonical_name"], self.other["canonical_name"])))

    def as_record(self) -> dict[str, Any]:
        return {"likeness": self.likeness, "why": self.why, "entity": self.one, "may_be": self.other}


def pairs_worth_a_look(warehouse: PublishedWarehouse) -> list[Pair]:
    """The pairs, those most alike first."""
    from dagster_project.extract.mentions.name_pairs import ALIKE

    candidates = _candidates(warehouse)
    compared = {pair for block in _blocks(candidates).values() for pair in combinations(sorted(block), 2)}
    pairs = [pair for one, other in sorted(compared) if (pair := _compare(candidates[one], candidates[other]))]
    worth = sorted((pair for pair in pairs if pair.likeness >= ALIKE), key=_order)
    return _namesakes_once(worth)


def _namesakes_once(pairs: list[Pair]) -> list[Pair]:
    """`pairs` with one pair alone of all that have one and the same name, which says how many these are.

    Of pairs of one name with another one the first stands for all, and says how many there are.
    """
    called: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.is_namesake:
            called[pair.one["canonical_name"]] |= {pair.one["entity_id"], pair.other["entity_id"]}
    listed = []
    for pair in pairs:
        if pair.is_namesake:
            bearers = len(called.pop(pair.one["canonical_name"], ()))
            if not bearers:
                continue
            pair = replace(pair, why=f"{bearers:,} entities are called {pair.one['canonical_name']}")
        listed.append(pair)
    alike: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in listed:
        alike[pair.names].append(pair)
    return [
        first if not more else replace(first, why=f"{first.why}; {len(more):,} more of these names")
        for first, *more in alike.values()
    ]


def _order(pair: Pair) -> tuple[float, int, str, str]:
    weight = pair.one["mention_count"] * max(pair.other["mention_count"], 1)
    return -pair.likeness, -weight, pair.one["entity_id"], pair.other["entity_id"]


def _candidates(warehouse: PublishedWarehouse) -> dict[str, Candidate]:
    """Entities that captures name, and those of the reference data, by id."""
    found = {
        row["entity_id"]: Candidate(row, [row["canonical_name"]])
        for row in warehouse.rows("select * from dim_entities where mention_count > 0 or is_reference")
    }
    aliases = warehouse.rows("select distinct entity_id, form, provenance from dim_entity_aliases order by form")
    for row in aliases:
        candidate = found[row["entity_id"]]
        # A single word is shared by families: it stands for an entity where reference data or nothing else says so.
        if len(row["form"].split()) > 1 or (
            row["provenance"] == "reference" and candidate.entity["entity_type"] != "person"
        ):
            candidate.names.append(row["form"])
    mentioned = warehouse.rows(
        "select distinct entity_id, document_id from fct_mentions where entity_id is not null and mention_type = 'name'"
    )
    for row in mentioned:
        found[row["entity_id"]].documents.add(row["document_id"])
    for candidate in found.values():
        candidate.names = list(dict.fromkeys(candidate.names))
    return found


def _blocks(candidates: dict[str, Candidate]) -> dict[str, set[str]]:
    """Entities by what their names share."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for entity_id, candidate in candidates.items():
        for name in candidate.names:
            for key in _block_keys(name):
                blocks[key].add(entity_id)
    return {key: block for key, block in blocks.items() if 1 < len(block) <= LONGEST_BLOCK}


def _block_keys(name: str) -> Iterator[str]:
    """The keys of a name's words, and those words with one letter left out; the key of all its words in one."""
    from dagster_project.extract.mentions.name_keys import name_words, word_key

    keys = [word_key(word) for word in name_words(name)]
    yield "".join(keys)
    for key in keys:
        if len(key) >= LEAST_WORD:
            yield key
        if len(key) >= SLIP_WORD:
            yield from (key[:at] + key[at + 1 :] for at in range(len(key)))


def _compare(first: Candidate, second: Candidate) -> Pair | None:
    """The two as a pair, or None where the reference data or a correction keep them apart, or no capture names one."""
    one, other = sorted((first, second), key=_standing)
    if other.entity["entity_id"] in (one.entity["distinct_from_ids"] or ()):
        return None
    if one.entity["is_reference"] or not one.entity["mention_count"]:
        return None
    likeness, ours, theirs = max(
        (_likeness(a, b, one.entity["entity_type"], other.entity["entity_type"]), a, b)
        for a in one.names
        for b in other.names
    )
    why = [f"“{ours}” and “{theirs}”"]
    if one.entity["entity_type"] != other.entity["entity_type"]:
        why.append(f"one a {one.entity['entity_type']}, the other a {other.entity['entity_type']}")
    if together := len(one.documents & other.documents):
        likeness -= SAME_DOCUMENT
        why.append(f"both in {together:,} {'text' if together == 1 else 'texts'}")
    return Pair(one.entity, other.entity, round(likeness, 3), "; ".join(why))


def _standing(candidate: Candidate) -> tuple[bool, int, str]:
    """The lesser known of two comes first."""
    return candidate.entity["is_reference"], candidate.entity["mention_count"], candidate.entity["entity_id"]


def _share_family_name(first: str, second: str) -> bool:
    """Whether two names, one of which is a single word, have their last word in common; true for all others."""
    from dagster_project.extract.mentions.name_keys import split_person

    if min(len(first.split()), len(second.split())) > 1:
        return True
    return split_person(first)[0] == split_person(second)[0]


def _likeness(first: str, second: str, first_type: str, second_type: str) -> float:
    from dagster_project.extract.mentions.name_pairs import other_likeness, person_likeness

    one_word = ONE_WORD if len(first.split()) == len(second.split()) == 1 else 0.0
    if first_type == second_type == "person":
        # One word alone is most often a family name: "George" is less likely "George Feld" than "Feld" is.
        is_given_name = len(first.split()) != len(second.split()) and not _share_family_name(first, second)
        return person_likeness(first, second) - one_word - (ONE_WORD if is_given_name else 0.0)
    if first_type == second_type == "place" and len(first.split()) != len(second.split()):
        # Mexico is not New Mexico: a further word makes another place.
        return 0.0
    return other_likeness(first, second) - one_word - (OTHER_TYPE if first_type != second_type else 0.0)
