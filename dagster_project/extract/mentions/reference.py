"""The gazetteer: every form of a name that is known beforehand, and what it names.

Built from the seeds (entities with their aliases, outlets, agencies) and from the places of CLDR and GeoNames, once
per process and content of the seeds. An automaton (Aho and Corasick, 1975) finds all forms in one pass over a text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import ahocorasick_rs

from dagster_project.collector import collector_at_rest
from dagster_project.extract.mentions.lexicons import (
    FOLDER,
    doubtful_places,
    given_names,
    name_contexts,
    read_lines,
    read_rows,
)
from dagster_project.extract.mentions.name_keys import entity_name_key, person_key, plain_key
from dagster_project.extract.mentions.places import place_names
from dagster_project.tables import digest

SEEDS = ("entities.csv", "entity_aliases.csv", "outlets.csv", "agencies.csv")
SHORTEST_CAPITALS = 5
"""Forms of this length also count in capitals throughout, as headlines and datelines print them; of people's
names, which are many, the family name alone."""
INFLECTED_END = "аяьй"
ADJECTIVE_ENDS = {"ая": "feminine_ending", "яя": "feminine_ending", "ий": "masculine_ending", "ый": "masculine_ending"}
"""Of names that are inflected as adjectives (Тихановская, Тихановскую), and what case endings they then have."""


@dataclass(slots=True, eq=False)
class Known:
    """What a form names. Never changed once made, yet not `frozen`: that slows making 100,000 of them by a third."""

    name: str
    entity_type: str
    source: str
    """'reference', 'outlet', 'agency', 'well_known' or 'place'."""
    reference_key: str | None
    name_key: str
    languages: frozenset[str] | None
    """Languages whose texts use the form; None: any."""
    scope: str
    """'anywhere', 'topic' (with others of `topic` in the document) or 'context' (with words beside it that say so)."""
    topic: str
    is_whole_name: bool
    """False for a surname alone."""
    opens_topic: bool
    """Whether the form shows that a document is of its topic: not the places of the wide world."""
    is_stem: bool
    """Whether a case ending must follow (Russian `Росси-и`)."""
    endings: frozenset[str] | None = None
    """The case endings that may follow, where they are not those of all names."""


@dataclass(frozen=True)
class Gazetteer:
    """All forms, the automaton over them, and what each names, first choice first."""

    forms: list[str]
    known: list[list[Known]]
    automaton: ahocorasick_rs.AhoCorasick
    by_squashed: dict[str, Known]
    """Form in small letters without blanks and hyphens -> what it names, for hashtags."""
    by_person_key: dict[str, Known]
    """Key of a full name -> the one reference person of that key."""

    def first(self, form: str, entity_types: Sequence[str]) -> Known | None:
        """What a form names whose type is known beforehand, whatever its scope; None for a form not in the list."""
        at = bisect_left(self.forms, form.replace("’", "'"))
        if at == len(self.forms) or self.forms[at] != form:
            return None
        return next((k for k in self.known[at] if k.entity_type in entity_types and not k.is_stem), None)


def load_gazetteer(reference: Path) -> Gazetteer:
    """The gazetteer of the seeds in the folder `reference`; a missing seed is an error that names it."""
    contents = []
    for name in SEEDS:
        path = reference / name
        if not path.is_file():
            raise FileNotFoundError(f"{path}: this seed is needed to find mentions; restore it from the repository")
        contents.append(path.read_text(encoding="utf-8"))
    # Nothing of what is built here is garbage: without the collector 100,000 aliases take 1.8 s, with it 2.4 s.
    with collector_at_rest():
        return _build(reference, digest(*contents))


@lru_cache(maxsize=2)
def _build(reference: Path, content: str) -> Gazetteer:  # noqa: ARG001
    """The cache goes by the content, so that a seed edited during a process counts."""
    forms: dict[str, list[Known]] = {}
    for form, known in [*reference_forms(reference), *publisher_forms(reference)]:
        _add(forms, form, known)
    for form, known in well_known_forms():
        if form not in forms:
            _add(forms, form, known)
    _add_places(forms)
    listed = sorted(forms)
    squashed: dict[str, Known] = {}
    by_key: dict[str, Known | None] = {}
    for form in listed:
        small = squash(form)
        for known in forms[form]:
            if known.is_stem or known.scope == "context" or known.entity_type == "none":
                continue
            if small not in squashed:
                squashed[small] = known
            if known.is_whole_name and known.entity_type == "person" and known.source == "reference":
                key = person_key(form)
                other = by_key.setdefault(key, known)
                if other is not known and other is not None and other.reference_key != known.reference_key:
                    by_key[key] = None
    unique = {key: known for key, known in by_key.items() if known is not None and "|" in key}
    return Gazetteer(
        forms=listed,
        known=[forms[form] for form in listed],
        automaton=ahocorasick_rs.AhoCorasick(listed),
        by_squashed=squashed,
        by_person_key=unique,
    )


def squash(form: str) -> str:
    """A form as hashtags write it: small letters, nothing between the words."""
    small = form.casefold()
    return small if small.isalnum() else "".join(filter(str.isalnum, small))


def reference_forms(reference: Path) -> Iterable[tuple[str, Known]]:
    """Forms of the reference entities. An alias of an entity that does not exist is an error."""
    entities = {row["entity_key"]: row for row in read_rows(reference / "entities.csv")}
    made: dict[tuple[str, str, bool], Known] = {}
    header, *aliases = read_lines(reference / "entity_aliases.csv")
    # No dictionary per row: of 100,000 they take a tenth of a second.
    for key, form, scope in map(itemgetter(*map(header.index, ("entity_key", "form", "scope"))), aliases):
        entity = entities.get(key)
        if entity is None:
            raise ValueError(f"entity_aliases.csv: the form {form!r} is of {key!r}, not in entities.csv")
        entity_type = entity["entity_type"]
        is_whole_name = entity_type != "person" or " " in form
        known = made.get((key, scope, is_whole_name))
        if known is None:
            known = made[key, scope, is_whole_name] = Known(
                name=entity["canonical_name"],
                entity_type=entity_type,
                source="reference",
                reference_key=entity["entity_key"],
                name_key=entity_name_key(entity["canonical_name"], entity_type),
                languages=None,
                scope=scope,
                topic=entity["topic"],
                is_whole_name=is_whole_name,
                opens_topic=entity["is_topical"] == "true",
                is_stem=False,
            )
        yield form, known


def publisher_forms(reference: Path) -> Iterable[tuple[str, Known]]:
    """Forms of outlets and agencies: organizations, of which the key says that they publish."""
    for file, column in (("outlets.csv", "outlet"), ("agencies.csv", "agency")):
        for row in read_rows(reference / file):
            yield (
                row["form"],
                Known(
                    name=row[column],
                    entity_type="organization",
                    source=column,
                    reference_key=None,
                    name_key=f"organization:{column} {plain_key(row[column])}",
                    languages=None,
                    scope=row["scope"],
                    topic="",
                    is_whole_name=True,
                    opens_topic=False,
                    is_stem=False,
                ),
            )


def well_known_forms() -> Iterable[tuple[str, Known]]:
    """Forms of organizations of the wide world, in the languages that use them.

    Type 'none' is for what holds a name and is no mention ("Jim Crow"): it keeps others from its place.
    """
    spoken: dict[tuple[str, str, str], set[str]] = {}
    for row in read_rows(FOLDER / "well_known.csv"):
        for form in row["forms"].split("|"):
            spoken.setdefault((form, row["name"], row["entity_type"]), set()).add(row["language"])
    for (form, name, entity_type), languages in sorted(spoken.items()):
        yield (
            form,
            Known(
                name=name,
                entity_type=entity_type,
                source="well_known",
                reference_key=None,
                name_key=entity_name_key(name, entity_type),
                languages=frozenset(languages),
                scope="anywhere",
                topic="",
                is_whole_name=True,
                opens_topic=False,
                is_stem=False,
            ),
        )


def _add(forms: dict[str, list[Known]], form: str, known: Known) -> None:
    """Adds a form, its capitals, and the stem that Russian case endings follow."""
    form = form.replace("’", "'")
    if form in forms:
        forms[form].append(known)
    else:
        forms[form] = [known]
    if (
        known.scope == "anywhere"
        and len(form) >= SHORTEST_CAPITALS
        and (known.entity_type != "person" or " " not in form)
    ):
        capitals = form.upper()
        if capitals != form:
            forms.setdefault(capitals, []).append(known)
    if form[-1] in INFLECTED_END and len(form) >= SHORTEST_CAPITALS:
        forms.setdefault(form[:-1], []).append(replace(known, is_stem=True))
        endings = ADJECTIVE_ENDS.get(form[-2:])
        if endings:
            inflected = replace(known, is_stem=True, endings=name_contexts(endings))
            forms.setdefault(form[:-2], []).append(inflected)


def _add_places(forms: dict[str, list[Known]]) -> None:
    """Adds the places of the packages: each form once per place; a place that a seed describes has the seed's key."""
    described = {
        form: known
        for form, found in forms.items()
        for known in found
        if known.entity_type == "place" and known.scope == "anywhere" and not known.is_stem
    }
    doubtful = doubtful_places()
    sure: set[tuple[str, str]] = set()
    languages: dict[tuple[str, str], set[str]] = {}
    taken: dict[tuple[str, str], str] = {}
    for name in place_names():
        form = name.form.replace("’", "'")
        if len(form) < 2 or not form[0].isupper() or form in described:
            continue
        # The first place of a form and language has it: countries before cities, large cities before small ones.
        if taken.setdefault((form, name.language), name.place) == name.place:
            languages.setdefault((form, name.place), set()).add(name.language)
            if name.kind != "smaller_city" or " " in form:
                sure.add((form, name.place))
    for (form, place), spoken in sorted(languages.items()):
        seed = described.get(place)
        is_doubtful = (
            any(form in words for words in doubtful.values()) or form in given_names() or (form, place) not in sure
        )
        known = Known(
            name=seed.name if seed else place,
            entity_type="place",
            source="reference" if seed else "place",
            reference_key=seed.reference_key if seed else None,
            name_key=seed.name_key if seed else entity_name_key(place, "place"),
            languages=frozenset(spoken),
            scope="context" if is_doubtful else "anywhere",
            topic="",
            is_whole_name=True,
            opens_topic=False,
            is_stem=False,
        )
        _add(forms, form, known)
