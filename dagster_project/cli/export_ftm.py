"""The warehouse in the words of FollowTheMoney, validated by that project's own library.

A source is an Article, a person a Person, an organization an Organization, a place an Address; where a source names
somebody is a Mention, and what somebody says there a Note about the speaker with the source as its proof. Source of the
terms: https://followthemoney.tech/explorer/. Entities of no kind that it knows are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from dagster_project.query import PublishedWarehouse, Row

SCHEMATA = {"person": "Person", "organization": "Organization", "place": "Address"}
ENTITIES = """
select
    entity_id, canonical_name, entity_type, wikidata_id, description,
    (
        select list(distinct form order by form) from dim_entity_aliases as aliases
        where aliases.entity_id = dim_entities.entity_id and form <> canonical_name
    ) as forms
from dim_entities
where mention_count > 0
order by entity_id
"""
SOURCES = """
select source_id, title, author_name, outlet, url, sources.language, published_on, capture_path
from fct_sources as sources inner join documents on sources.document_id = documents.document_id
order by source_id
"""
MENTIONS = """
select source_id, entity_id, any_value(entity_type) as entity_type, list(distinct surface order by surface) as surfaces
from fct_mentions where entity_id is not null and mention_type = 'name' and entity_type in ('person', 'organization')
group by source_id, entity_id order by source_id, entity_id
"""
STATEMENTS = """
select claim_id, source_id, statement, speaker, speaker_entity_id, cue_text, hedged, negated
from who_said_what order by claim_id
"""


class MissingLibraryError(Exception):
    """The library `followthemoney` is not there; the message says how to get it."""


def write_entities(published: PublishedWarehouse, sink: TextIO, timeout_seconds: float) -> int:
    """Write an entity a line, as FollowTheMoney's tools read them; gives how many there are.

    Raises `MissingLibraryError` without the library, and its InvalidData for an entity that breaks its schema. Values
    that are not valid for their type (an address that is no URL) are left out, as the library does.
    """
    try:
        from followthemoney import model
    except ImportError as error:
        raise MissingLibraryError(
            "FollowTheMoney's library is not installed. Get it with `pip install 'followthemoney>=4.11'` in this "
            "environment; it builds PyICU, which needs a C++ compiler and ICU's headers (on Debian: libicu-dev)."
        ) from error
    count = 0
    for schema, entity_id, properties in _entities(published, timeout_seconds):
        entity = model.make_entity(schema)
        entity.id = entity_id
        for name, values in properties.items():
            entity.add(name, values)
        record = entity.to_dict()
        entity.schema.validate(record)
        sink.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += 1
    return count


def _entities(published: PublishedWarehouse, timeout_seconds: float) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Schema, id and properties of each entity, entities before what refers to them."""
    kinds: dict[str, str] = {}
    for row in _rows(published, ENTITIES, timeout_seconds):
        schema = SCHEMATA.get(row["entity_type"])
        if schema is None:
            continue
        kinds[row["entity_id"]] = schema
        properties = {
            "name": row["canonical_name"],
            "alias": row["forms"],
            "wikidataId": row["wikidata_id"],
            "summary": row["description"],
        }
        yield schema, row["entity_id"], properties | ({"full": row["canonical_name"]} if schema == "Address" else {})
    for row in _rows(published, SOURCES, timeout_seconds):
        properties = {
            "fileName": row["capture_path"],
            "title": row["title"],
            "author": row["author_name"],
            "publisher": row["outlet"],
            "sourceUrl": row["url"],
            "language": None if row["language"] == "und" else row["language"],
            "publishedAt": row["published_on"],
        }
        yield "Article", row["source_id"], properties
    for row in _rows(published, MENTIONS, timeout_seconds):
        if kinds.get(row["entity_id"]) in ("Person", "Organization"):
            properties = {
                "document": row["source_id"],
                "resolved": row["entity_id"],
                "name": row["surfaces"],
                "detectedSchema": kinds[row["entity_id"]],
            }
            yield "Mention", f"{row['source_id']}-{row['entity_id']}", properties
    for row in _rows(published, STATEMENTS, timeout_seconds):
        stance = [word for word, holds in (("hedged", row["hedged"]), ("negated", row["negated"])) if holds]
        said = " ".join(filter(None, (row["speaker"], row["cue_text"]))) or "somebody"
        properties = {
            "name": f"{said}: {row['statement']}"[:200],
            "description": row["statement"],
            "summary": said + (f" ({', '.join(stance)})" if stance else ""),
            "entity": row["speaker_entity_id"] if row["speaker_entity_id"] in kinds else row["source_id"],
            "proof": row["source_id"],
        }
        yield "Note", row["claim_id"], properties


def _rows(published: PublishedWarehouse, query: str, timeout_seconds: float) -> Iterator[Row]:
    with published.stream(query, timeout_seconds=timeout_seconds) as streamed:
        for batch in streamed.batches:
            yield from (dict(zip(streamed.columns, row, strict=True)) for row in batch)
