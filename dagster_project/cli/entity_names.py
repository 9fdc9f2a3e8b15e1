"""Which entity a name means: by id, by any spelling, by the key of the name.

All folding is Python's, by the keys that the mentions are resolved with (`extract.mentions.name_keys`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dagster_project.query import PublishedWarehouse, Row

ENTITY_ID = re.compile(r"[0-9a-f]{6,32}")
WIKIDATA_ID = re.compile(r"[Qq][1-9][0-9]*")
NEAR_COUNT = 5


class UnknownEntityError(Exception):
    """No entity is called so, or several are; the message lists those that are near."""


@dataclass(frozen=True)
class Named:
    """The entity that was meant, by what it was found, and others that share the name."""

    entity: Row
    how: str
    others: list[Row] = field(default_factory=list)


def fold(name: str) -> str:
    """`name` without regard to case, width of blanks and the composition of its letters."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def find_entity(warehouse: PublishedWarehouse, name: str) -> Named:
    """The entity that `name` means. Of several called so the only one that the captures name is meant.

    Raises `UnknownEntityError` where there is none, or more than one.
    """
    entities = {row["entity_id"]: row for row in warehouse.rows("select * from dim_entities order by entity_id")}
    if by_id := _by_id(name.strip(), entities):
        return by_id
    forms = _forms(warehouse, entities)
    for how, fold_name in _foldings():
        wanted = fold_name(name)
        found = {entity_id for form, entity_id in forms if wanted and fold_name(form) == wanted}
        if found:
            return _one_of([entities[entity_id] for entity_id in sorted(found)], name, how)
    raise UnknownEntityError(_unknown(name, forms, entities))


def _by_id(name: str, entities: dict[str, Row]) -> Named | None:
    if WIKIDATA_ID.fullmatch(name):
        found = [row for row in entities.values() if row["wikidata_id"] == name.upper()]
        how = "its Wikidata id"
    elif ENTITY_ID.fullmatch(name.lower()):
        found = [row for row in entities.values() if row["entity_id"].startswith(name.lower())]
        how = "its entity_id"
    else:
        return None
    return _one_of(found, name, how) if found else None


def _forms(warehouse: PublishedWarehouse, entities: dict[str, Row]) -> list[tuple[str, str]]:
    """(form, entity_id) of every name of every entity."""
    aliases = warehouse.rows("select distinct form, entity_id from dim_entity_aliases order by form, entity_id")
    named = [(row["canonical_name"], entity_id) for entity_id, row in entities.items()]
    return list(dict.fromkeys([*named, *((row["form"], row["entity_id"]) for row in aliases)]))


def _foldings() -> Iterable[tuple[str, Callable[[str], str]]]:
    """Ways in which a name may agree with a spelling, the strictest first."""
    from dagster_project.extract.mentions.name_keys import person_key, plain_key

    yield "the spelling", fold
    yield "a spelling that differs by diacritics or marks alone", lambda name: plain_key(name.lstrip("#@"))
    yield "the key of the name, which all conventions of spelling share", person_key


def _one_of(found: list[Row], name: str, how: str) -> Named:
    """The only one of `found`, or the only one that the captures name."""
    named = [row for row in found if row["mention_count"]]
    if len(found) == 1 or len(named) == 1:
        entity = found[0] if len(found) == 1 else named[0]
        return Named(entity, how, [row for row in found if row is not entity])
    raise UnknownEntityError(f"{name} may be any of these; name one by its entity_id.\n{_listed(found)}")


def _unknown(name: str, forms: list[tuple[str, str]], entities: dict[str, Row]) -> str:
    from rapidfuzz import fuzz, process

    folded = [fold(form) for form, _ in forms]
    near = process.extract(fold(name), folded, scorer=fuzz.ratio, limit=50, score_cutoff=60)
    ids = list(dict.fromkeys(forms[at][1] for _, _, at in near))[:NEAR_COUNT]
    if not ids:
        return f"nobody and nothing is called {name} in this warehouse."
    return f"nobody and nothing is called {name} in this warehouse. Near it:\n{_listed(entities[i] for i in ids)}"


def _listed(rows: Iterable[Row]) -> str:
    return "\n".join(
        f"  {row['entity_id'][:10]}  {row['canonical_name']} ({row['entity_type']}, {row['mention_count']:,} mentions)"
        for row in rows
    )
