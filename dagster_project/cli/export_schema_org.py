"""Statements in the words of schema.org: Claim, with its author, its appearance and its first appearance.

Source of the terms: https://schema.org/Claim. A Claim there is what somebody asserts; whether it is true is said by a
ClaimReview, and we review nothing. schema.org has no word for a hedge or a denial: who needs them takes the tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TextIO

from dagster_project.query import PublishedWarehouse

CLAIMS = """
select
    statements.claim_id, statements.statement, statements.language, statements.speaker, statements.speaker_entity_id,
    statements.speaker_kind, statements.char_start, statements.char_end, statements.capture_path,
    entities.entity_type, entities.wikidata_id, members.claim_group_id,
    {own}, {first}
from who_said_what as statements
inner join fct_sources as sources on statements.source_id = sources.source_id
left join dim_entities as entities on statements.speaker_entity_id = entities.entity_id
left join claim_group_members as members on statements.claim_id = members.claim_id
left join claim_groups as groups on members.claim_group_id = groups.claim_group_id
left join fct_sources as firsts on groups.first_source_id = firsts.source_id
order by statements.claim_id
"""
WORK_COLUMNS = ("source_id", "source_kind", "title", "author_name", "outlet", "url", "language", "published_on")
SPEAKER_TYPES = {"person": "Person", "organization": "Organization"}
WORK_TYPES = {"thread": "SocialMediaPosting", "article": "Article"}


def write_claims(published: PublishedWarehouse, sink: TextIO, timeout_seconds: float) -> int:
    """Write each attributed statement as a Claim into one JSON-LD document; gives how many there are."""
    query = CLAIMS.format(
        own=", ".join(f"sources.{column} as own_{column}" for column in WORK_COLUMNS),
        first=", ".join(f"firsts.{column} as first_{column}" for column in WORK_COLUMNS),
    )
    count = 0
    sink.write('{"@context": "https://schema.org", "@graph": [')
    with published.stream(query, timeout_seconds=timeout_seconds) as streamed:
        for batch in streamed.batches:
            for row in batch:
                claim = as_claim(dict(zip(streamed.columns, row, strict=True)))
                sink.write((",\n" if count else "\n") + json.dumps(claim, ensure_ascii=False, default=str))
                count += 1
    sink.write("\n]}\n")
    return count


def as_claim(row: Mapping[str, Any]) -> dict[str, Any]:
    """One statement as a Claim; what the text does not say is left out."""
    group = row["claim_group_id"]
    return _without_gaps(
        {
            "@type": "Claim",
            "@id": f"urn:hearsay:claim:{row['claim_id']}",
            "text": row["statement"],
            "inLanguage": None if row["language"] == "und" else row["language"],
            "author": _speaker(row),
            "appearance": _work(row, "own")
            | {"workExample": f"{row['capture_path']}#char={row['char_start']},{row['char_end']}"},
            "firstAppearance": _work(row, "first") if row["first_source_id"] else None,
            # The same statement wherever it is made: schema.org's way to say that two claims are one.
            "sameAs": f"urn:hearsay:claim-group:{group}" if group else None,
        }
    )


def _speaker(row: Mapping[str, Any]) -> dict[str, Any] | None:
    if row["speaker"] is None:
        return None
    kind = row["entity_type"] or row["speaker_kind"]
    wikidata = row["wikidata_id"]
    return _without_gaps(
        {
            "@type": SPEAKER_TYPES.get(kind, "Thing"),
            "@id": f"urn:hearsay:entity:{row['speaker_entity_id']}" if row["speaker_entity_id"] else None,
            "name": row["speaker"],
            "sameAs": f"http://www.wikidata.org/entity/{wikidata}" if wikidata else None,
        }
    )


def _work(row: Mapping[str, Any], which: str) -> dict[str, Any]:
    source = {column: row[f"{which}_{column}"] for column in WORK_COLUMNS}
    return _without_gaps(
        {
            "@type": WORK_TYPES[source["source_kind"]],
            "@id": f"urn:hearsay:source:{source['source_id']}",
            "headline": source["title"],
            "url": source["url"],
            "inLanguage": None if source["language"] == "und" else source["language"],
            "datePublished": source["published_on"],
            "author": {"@type": "Person", "name": source["author_name"]} if source["author_name"] else None,
            "publisher": {"@type": "Organization", "name": source["outlet"]} if source["outlet"] else None,
        }
    )


def _without_gaps(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value is not None}
