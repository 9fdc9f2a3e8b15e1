"""From passages to mentions rows: marks, known names, names that the words around them tell, resolved in a document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.collector import collector_at_rest
from dagster_project.extract.mentions.fields import Field, SourceNames, find_fields
from dagster_project.extract.mentions.kind_names import find_by_kind, find_datelines
from dagster_project.extract.mentions.known_names import Candidate, find_known
from dagster_project.extract.mentions.lexicons import given_names, name_contexts, name_words
from dagster_project.extract.mentions.marks import find_marks, may_have_marks
from dagster_project.extract.mentions.name_keys import entity_name_key, is_full_name, person_key
from dagster_project.extract.mentions.reading import Passage, Reading, read_passages
from dagster_project.extract.mentions.reference import Gazetteer, load_gazetteer, squash
from dagster_project.extract.mentions.resolving import (
    Resolved,
    choose,
    full_names,
    people_not_places,
    resolve,
    short_forms,
    short_organizations,
    whole_by_suffix,
    without_genitive,
)
from dagster_project.extract.mentions.roles import find_roles
from dagster_project.extract.mentions.spans import Taken
from dagster_project.extract.mentions.tokens import read_tokens
from dagster_project.extract.mentions.told_names import find_told, find_told_people
from dagster_project.tables import MENTIONS, digest

Row = dict[str, Any]
Span = tuple[int, int, str]
"""Start, end, and the id of what lies there."""
SHORTEST_TAG = 2
ROLE_CONFIDENCE = 0.7
FIELD_TYPES = {
    "author": ("person", "organization"),
    "dateline": ("place",),
    "outlet": ("organization",),
    "agency": ("organization",),
}
TOLD_LANGUAGES = frozenset({"en", "de"})
"""Languages whose unknown names are looked for."""
PEOPLE_LANGUAGES = frozenset({"fr", "es", "pt", "it", "nl", "sv", "da", "nb", "no", "ca", "gl"})
"""Languages in which full names with a known given name are found. They write nouns small and do not inflect names; in
all others only known names are found."""


def find_mentions(
    documents: pl.DataFrame,
    sources: pl.DataFrame,
    passages: pl.DataFrame,
    sentences: pl.DataFrame,
    reference: Path,
) -> pl.DataFrame:
    """`mentions` of `passages`, in order of document and position; `claim_id` is left to the claims.

    Takes `documents`, `sources` (an author's name on the page is a mention too), `passages`, `sentences` and the folder
    of the seeds. Raises FileNotFoundError where a seed is missing and ValueError where one is wrong.
    """
    gazetteer = load_gazetteer(reference)
    with collector_at_rest():
        return _find_mentions(documents, sources, passages, sentences, gazetteer)


def _find_mentions(
    documents: pl.DataFrame,
    sources: pl.DataFrame,
    passages: pl.DataFrame,
    sentences: pl.DataFrame,
    gazetteer: Gazetteer,
) -> pl.DataFrame:
    texts: dict[str, str] = dict(zip(documents["document_id"].to_list(), documents["text"].to_list(), strict=True))
    languages: dict[str, str | None] = dict(sources.select("source_id", "language").iter_rows())
    passages_of: dict[str, list[Passage]] = defaultdict(list)
    ordered = passages.sort("document_id", "char_start", "char_end", "passage_id")
    wanted = ("document_id", "passage_id", "source_id", "char_start", "text", "language")
    for document_id, passage_id, source_id, start, text, language in zip(
        *(ordered[name].to_list() for name in wanted), strict=True
    ):
        spoken = (language or languages.get(source_id) or "und").split("-")[0]
        passages_of[document_id].append(Passage(passage_id, source_id, start, text, spoken))
    sentences_of = _spans(sentences, "char_start", "char_end", "sentence_id")
    named_sources: dict[str, list[SourceNames]] = defaultdict(list)
    for row in sources.select(SourceNames._fields).sort("document_id", "char_start", "source_id").iter_rows():
        source = SourceNames._make(row)
        named_sources[source.document_id].append(source)
    rows: list[Row] = []
    for document_id in sorted({*passages_of, *named_sources}):
        document = _Document(
            document_id,
            texts[document_id],
            read_passages(passages_of.get(document_id, [])),
            sentences_of.get(document_id, []),
            named_sources.get(document_id, []),
        )
        rows += document.rows(gazetteer)
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in MENTIONS}, schema=MENTIONS)


def _spans(rows: pl.DataFrame, *columns: str) -> dict[str, list[Span]]:
    """Start, end and id (`columns`) of the rows of each document, in order."""
    spans: dict[str, list[Span]] = defaultdict(list)
    listed = (rows[name].to_list() for name in ("document_id", *columns))
    for document_id, first, last, found in zip(*listed, strict=True):
        spans[document_id].append((first, last, found))
    for several in spans.values():
        several.sort()
    return spans


class _Document:
    """What one document has, and its rows."""

    def __init__(
        self, document_id: str, text: str, reading: Reading, sentences: list[Span], sources: list[SourceNames]
    ) -> None:
        self.document_id, self.text, self.reading, self.sources = document_id, text, reading, sources
        self.sentences = sentences
        self.sentence_starts = [start for start, _, _ in sentences]

    def rows(self, gazetteer: Gazetteer) -> list[Row]:
        """Rows of the document, sorted by position."""
        unread: list[tuple[int, int]] = []
        marked = Taken()
        rows, hashtags = [], []
        for passage in self.reading.passages if may_have_marks(self.text) else ():
            marks, spans = find_marks(passage.text)
            unread += [(passage.char_start + a, passage.char_start + b) for a, b in spans]
            for mark in marks:
                start, end = passage.char_start + mark.start, passage.char_start + mark.end
                if marked.overlaps(start, end):
                    continue
                marked.add(start, end)
                row = self._row(start, end, passage, mark.kind)
                rows.append(row)
                if mark.kind == "hashtag":
                    hashtags.append(row)
        closed, named = Taken(set(unread)), Taken()
        names = find_names(self.reading, gazetteer, self.document_id, self._unknown_datelines(gazetteer))
        for name in names:
            start, end = self.reading.span(name.start, name.end)
            # Passages may share text (a post embedded in an article): a name there is one mention.
            if closed.overlaps(start, end) or named.overlaps(start, end):
                continue
            named.add(start, end)
            row = self._row(start, end, self.reading.passage(name.start), "name")
            row.update(_name_columns(name))
            rows.append(row)
        for field in find_fields(self.text, self.sources, self.reading.passages):
            if not named.overlaps(field.start, field.end):
                named.add(field.start, field.end)
                rows.append(self._field_row(field, gazetteer))
        roles = Taken()
        for row in self._role_rows(names):
            start, end = row["char_start"], row["char_end"]
            # A name inside a role is a mention beside it: "the Indiana governor".
            if not closed.overlaps(start, end) and not roles.overlaps(start, end):
                roles.add(start, end)
                rows.append(row)
        for tag in hashtags:
            named_by_tag = _hashtag_name(tag, named, gazetteer)
            if named_by_tag is not None:
                rows.append(named_by_tag)
        return sorted(rows, key=lambda row: (row["char_start"], row["char_end"], row["mention_type"]))

    def _sentence_at(self, at: int) -> str | None:
        found = bisect_right(self.sentence_starts, at) - 1
        if found < 0 or at >= self.sentences[found][1]:
            return None
        return self.sentences[found][2]

    def _row(self, start: int, end: int, passage: Passage, kind: str) -> Row:
        return {
            "mention_id": digest(f"mention\x1f{self.document_id}\x1f{start}\x1f{end}\x1f{kind}"),
            "document_id": self.document_id,
            "source_id": passage.source_id,
            "passage_id": passage.passage_id,
            "sentence_id": self._sentence_at(start),
            "mention_type": kind,
            "surface": self.text[start:end],
            "char_start": start,
            "char_end": end,
        }

    def _unknown_datelines(self, gazetteer: Gazetteer) -> list[str]:
        """Places of the datelines that no list has, and that are no given name."""
        places = {source.dateline_place for source in self.sources if source.dateline_place}
        return sorted(
            place for place in places if gazetteer.first(place, ("place",)) is None and place not in given_names()
        )

    def _role_rows(self, names: list[Resolved]) -> Iterator[Row]:
        """Phrases such as "the president" that stand for a person whom the same source names."""
        starts = [name.start for name in names]
        for first, last, language in self.reading.stretches(by_source=True):
            if language not in TOLD_LANGUAGES:
                continue
            inside = names[bisect_left(starts, first) : bisect_left(starts, last)]
            people = [name.moved(-first) for name in inside] if first else inside
            for role in find_roles(self.reading.text[first:last], language, people):
                start, end = self.reading.span(first + role.start, first + role.end)
                row = self._row(start, end, self.reading.passage(first + role.start), "role")
                row.update(_name_columns(replace(role.person, method="role", confidence=ROLE_CONFIDENCE)))
                yield row

    def _field_row(self, field: Field, gazetteer: Gazetteer) -> Row:
        """A name of a source outside its passages: of no passage and no sentence."""
        surface = self.text[field.start : field.end]
        fitting = FIELD_TYPES[field.role]
        known = next(
            (
                known
                for known in (gazetteer.first(surface, fitting), gazetteer.by_person_key.get(person_key(surface)))
                if known is not None and known.entity_type in fitting
            ),
            None,
        )
        kind = known.entity_type if known else fitting[0]
        in_capitals = field.role in ("author", "dateline") and surface.isupper() and " " in surface
        name = surface.title() if in_capitals else surface
        if field.role == "author" and known is None and not _may_be_author(name):
            kind = "other"
        return {
            "mention_id": digest("mention", self.document_id, field.start, field.end, "name"),
            "document_id": self.document_id,
            "source_id": field.source_id,
            "mention_type": "name",
            "surface": surface,
            "char_start": field.start,
            "char_end": field.end,
            "entity_type": kind,
            "reference_key": known.reference_key if known else None,
            "document_name": known.name if known else name,
            "name_key": known.name_key if known else entity_name_key(name, kind),
            "resolution_method": field.role,
            "confidence": 0.9,
        }


def _may_be_author(name: str) -> bool:
    """Whether the name of an author is a person's: no desk, no "Almaty Noticeboard"."""
    if not is_full_name(name):
        return False
    first, *rest = name.split()
    if first in given_names():
        return True
    words = name_words("en")
    is_body = any(
        word in words.organization_last or word in words.organization_one or word.casefold() in name_contexts("desk")
        for word in (first, *rest)
    )
    return not is_body


def find_names(
    reading: Reading, gazetteer: Gazetteer, document_id: str, datelines: Sequence[str] = ()
) -> list[Resolved]:
    """The names in a reading with their entities, in order, none overlapping; `datelines` are places of its sources."""
    if not reading.text:
        return []
    known = find_known(reading.text, gazetteer, reading.language)
    known_starts = [candidate.start for candidate in known]
    found: list[Candidate] = []
    stretches: list[_Stretch] = []
    for start, end, language in reading.stretches():
        inside = known[bisect_left(known_starts, start) : bisect_left(known_starts, end)]
        if language in TOLD_LANGUAGES or language in PEOPLE_LANGUAGES:
            stretches.append(_Stretch(reading.text[start:end], start, language, inside, datelines))
        else:
            found += inside
    people = full_names(name for stretch in stretches for name in stretch.names)
    for stretch in stretches:
        found += stretch.resolved(people, gazetteer)
    return resolve(sorted(found, key=lambda c: c.start), gazetteer, document_id)


class _Stretch:
    """A part of a document in one language: its names before and after short forms are looked for."""

    def __init__(self, text: str, start: int, language: str, known: list[Candidate], datelines: Sequence[str]) -> None:
        self.text, self.start, self.language = text, start, language
        self.known = [c.moved(-start) for c in known] if start else known
        self.tokens = read_tokens(text, name_words(language).titles)
        if language in TOLD_LANGUAGES:
            told = find_told(text, language, self.tokens, self.known)
            told += find_datelines(text, datelines)
            told += find_by_kind(text, language, self.tokens, [*self.known, *told])
        else:
            told = find_told_people(text, language, self.tokens, self.known)
        self.names = whole_by_suffix(without_genitive(choose(told + self.known), language))

    def resolved(self, people: Counter[str], gazetteer: Gazetteer) -> list[Candidate]:
        """All names, with those that stand for one of `people`, in offsets of the reading."""
        short = short_forms(self.text, self.language, self.tokens, people, gazetteer)
        told = {(c.start, c.end) for c in self.names if c.entity_type == "person" and c.is_whole_name}
        short = [c for c in short if (c.start, c.end) not in told]
        dropped = people_not_places(self.text, self.known, short)
        short += short_organizations(self.language, self.tokens, self.names, people)
        names = choose(short + [c for c in self.names if c not in dropped]) if short else self.names
        return [c.moved(self.start) for c in names] if self.start else names


def _name_columns(name: Resolved) -> Row:
    return {
        "entity_type": name.entity_type,
        "reference_key": name.reference_key,
        "document_name": name.name,
        "name_key": name.name_key,
        "resolution_method": name.method,
        "confidence": name.confidence,
    }


def _hashtag_name(tag: Row, named: Taken, gazetteer: Gazetteer) -> Row | None:
    """A name row beside a hashtag that names an entity as a whole, its span without the sign."""
    start, end = tag["char_start"] + 1, tag["char_end"]
    known = gazetteer.by_squashed.get(squash(tag["surface"]))
    if known is None or end - start < SHORTEST_TAG or named.overlaps(start, end):
        return None
    return {
        **tag,
        "mention_id": digest("mention", tag["document_id"], start, end, "name"),
        "mention_type": "name",
        "surface": tag["surface"][1:],
        "char_start": start,
        "entity_type": known.entity_type,
        "reference_key": known.reference_key,
        "document_name": known.name,
        "name_key": known.name_key,
        "resolution_method": "hashtag",
        "confidence": 0.9,
    }
