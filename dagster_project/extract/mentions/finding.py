"""From passages to mentions rows: marks, known names, names that the words around them tell, resolved in a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl

from dagster_project.extract.mentions.known_names import Candidate, find_known
from dagster_project.extract.mentions.lexicons import name_words
from dagster_project.extract.mentions.marks import Mark, find_marks
from dagster_project.extract.mentions.name_keys import entity_name_key, is_full_name, person_key
from dagster_project.extract.mentions.reading import Passage, Reading, read_passages
from dagster_project.extract.mentions.reference import Gazetteer, load_gazetteer, squash
from dagster_project.extract.mentions.resolving import (
    Resolved,
    choose,
    people_not_places,
    resolve,
    short_forms,
    without_genitive,
)
from dagster_project.extract.mentions.tokens import read_tokens
from dagster_project.extract.mentions.told_names import find_told
from dagster_project.tables import digest, frame

Row = dict[str, object]
TOLD_LANGUAGES = frozenset({"en", "de"})
"""Languages whose unknown names are looked for; in others only known names are found."""


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
    texts: dict[str, str] = dict(documents.select("document_id", "text").iter_rows())
    languages: dict[str, str | None] = dict(sources.select("source_id", "language").iter_rows())
    by_document = _group(passages.sort("document_id", "char_start", "char_end").iter_rows(named=True))
    sentences_of = _group(sentences.sort("document_id", "char_start").iter_rows(named=True))
    authors = _group(
        sources.filter(pl.col("author_start").is_not_null())
        .sort("document_id", "author_start", "source_id")
        .iter_rows(named=True)
    )
    rows: list[Row] = []
    for document_id in sorted({*by_document, *authors}):
        reading = read_passages(
            Passage(
                passage_id=str(row["passage_id"]),
                source_id=str(row["source_id"]),
                char_start=int(str(row["char_start"])),
                text=str(row["text"]),
                language=str(row["language"] or languages.get(str(row["source_id"])) or "und").split("-")[0],
                kind=str(row["passage_kind"]),
            )
            for row in by_document.get(document_id, [])
        )
        rows += _document_rows(
            document_id,
            texts[document_id],
            reading,
            sentences_of.get(document_id, []),
            authors.get(document_id, []),
            gazetteer,
        )
    return frame("mentions", rows)


def _group(rows: Iterable[Mapping[str, object]]) -> dict[str, list[Mapping[str, object]]]:
    grouped: dict[str, list[Mapping[str, object]]] = {}
    for row in rows:
        grouped.setdefault(str(row["document_id"]), []).append(row)
    return grouped


def _document_rows(
    document_id: str,
    text: str,
    reading: Reading,
    sentences: list[Mapping[str, object]],
    authors: list[Mapping[str, object]],
    gazetteer: Gazetteer,
) -> list[Row]:
    """Rows of one document, sorted by position."""
    starts = [int(str(row["char_start"])) for row in sentences]

    def sentence_at(at: int) -> str | None:
        found = bisect_right(starts, at) - 1
        if found < 0 or at >= int(str(sentences[found]["char_end"])):
            return None
        return str(sentences[found]["sentence_id"])

    def row(start: int, end: int, passage: Passage, kind: str, **more: object) -> Row:
        return {
            "mention_id": digest("mention", document_id, start, end, kind),
            "document_id": document_id,
            "source_id": passage.source_id,
            "passage_id": passage.passage_id,
            "sentence_id": sentence_at(start),
            "mention_type": kind,
            "surface": text[start:end],
            "char_start": start,
            "char_end": end,
            **more,
        }

    rows: list[Row] = []
    closed: list[tuple[int, int]] = []
    named: list[tuple[int, int]] = []
    for passage, mark in _marks(reading, closed):
        start, end = passage.char_start + mark.start, passage.char_start + mark.end
        rows.append(row(start, end, passage, mark.kind))
    for candidate in find_names(reading, gazetteer, document_id):
        start, end = reading.span(candidate.start, candidate.end)
        if any(a < end and start < b for a, b in closed):
            continue
        named.append((start, end))
        rows.append(row(start, end, reading.passage(candidate.start), "name", **_name_columns(candidate)))
    rows += [_author_row(document_id, text, author, gazetteer) for author in authors]
    rows += list(_hashtag_names([r for r in rows if r["mention_type"] == "hashtag"], named, gazetteer))
    return sorted(rows, key=lambda r: (r["char_start"], r["char_end"], r["mention_type"]))


def _marks(reading: Reading, closed: list[tuple[int, int]]) -> Iterator[tuple[Passage, Mark]]:
    for passage in reading.passages:
        marks, spans = find_marks(passage.text)
        closed.extend((passage.char_start + a, passage.char_start + b) for a, b in spans)
        for mark in marks:
            yield passage, mark


def find_names(reading: Reading, gazetteer: Gazetteer, document_id: str) -> list[Resolved]:
    """The names in a reading with their entities, in order, none overlapping."""
    text = reading.text
    if not text:
        return []
    known = find_known(text, gazetteer, lambda at: reading.passage(at).language)
    found: list[Candidate] = []
    for start, end, language in reading.stretches():
        if language not in TOLD_LANGUAGES:
            continue
        inside = [c for c in known if start <= c.start and c.end <= end]
        if start:
            inside = [c.moved(-start) for c in inside]
        names = _names_of_stretch(text[start:end], language, inside, gazetteer)
        found += [c.moved(start) for c in names] if start else names
    covered = {language for _, _, language in reading.stretches()} - TOLD_LANGUAGES
    if covered:
        found += [c for c in known if reading.passage(c.start).language in covered]
    return resolve(sorted(found, key=lambda c: c.start), gazetteer, document_id)


def _names_of_stretch(text: str, language: str, known: list[Candidate], gazetteer: Gazetteer) -> list[Candidate]:
    """The names in a text of one language: known ones, those told by words, short forms of either."""
    tokens = read_tokens(text, name_words(language).titles)
    names = without_genitive(choose(find_told(text, language, tokens, known) + known), language)
    short = short_forms(text, language, tokens, names, gazetteer)
    dropped = people_not_places(text, known, short)
    return choose(short + [c for c in names if c not in dropped])


def _author_row(document_id: str, text: str, author: Mapping[str, object], gazetteer: Gazetteer) -> Row:
    """The author's name where the page prints it: outside passages, so of a source but of no passage or sentence."""
    start, end = int(str(author["author_start"])), int(str(author["author_end"]))
    surface = text[start:end]
    known = next(
        (
            known
            for known in (gazetteer.by_squashed.get(squash(surface)), gazetteer.by_person_key.get(person_key(surface)))
            if known is not None and known.entity_type != "place"
        ),
        None,
    )
    kind = known.entity_type if known else "person" if is_full_name(surface) else "other"
    return {
        "mention_id": digest("mention", document_id, start, end, "name"),
        "document_id": document_id,
        "source_id": author["source_id"],
        "mention_type": "name",
        "surface": surface,
        "char_start": start,
        "char_end": end,
        "entity_type": kind,
        "reference_key": known.reference_key if known else None,
        "document_name": known.name if known else surface,
        "name_key": known.name_key if known else entity_name_key(surface, kind),
        "resolution_method": "author",
        "confidence": 0.9,
    }


def _name_columns(name: Resolved) -> Row:
    return {
        "entity_type": name.entity_type,
        "reference_key": name.reference_key,
        "document_name": name.name,
        "name_key": name.name_key,
        "resolution_method": name.method,
        "confidence": name.confidence,
    }


def _hashtag_names(hashtags: list[Row], named: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Row]:
    """A name row beside each hashtag that names an entity as a whole, its span without the sign."""
    for tag in hashtags:
        start, end = int(str(tag["char_start"])) + 1, int(str(tag["char_end"]))
        if any(a < end and start < b for a, b in named):
            continue
        known = gazetteer.by_squashed.get(squash(str(tag["surface"])))
        if known is None or len(str(tag["surface"])) < 3:
            continue
        yield {
            **tag,
            "mention_id": digest("mention", str(tag["document_id"]), start, end, "name"),
            "mention_type": "name",
            "surface": str(tag["surface"])[1:],
            "char_start": start,
            "entity_type": known.entity_type,
            "reference_key": known.reference_key,
            "document_name": known.name,
            "name_key": known.name_key,
            "resolution_method": "hashtag",
            "confidence": 0.9,
        }
