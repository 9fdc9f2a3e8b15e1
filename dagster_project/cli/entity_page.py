"""What the warehouse knows of one entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from dagster_project.query import PublishedWarehouse, Row

SPELLINGS = """
select
    fct_mentions.surface as form,
    passages.language,
    fct_mentions.mention_type,
    fct_mentions.source_id,
    fct_mentions.resolution_method,
    fct_mentions.uncorrected_entity_id,
    count(*) as mention_count
from fct_mentions
left join passages on fct_mentions.passage_id = passages.passage_id
where fct_mentions.entity_id = ?
group by all
order by all
"""
SOURCES = """
select
    fct_sources.source_id,
    fct_sources.published_on,
    coalesce(fct_sources.outlet, fct_sources.author_name, fct_sources.author_handle) as publisher,
    fct_sources.title,
    fct_sources.source_kind,
    documents.capture_path,
    count(*) as mention_count
from fct_mentions
inner join fct_sources on fct_mentions.source_id = fct_sources.source_id
inner join documents on fct_sources.document_id = documents.document_id
where fct_mentions.entity_id = ?
group by all
order by mention_count desc, published_on nulls last, source_id
"""
STATEMENTS = """
select
    fct_claims.claim_id,
    fct_sources.published_on,
    coalesce(fct_sources.outlet, fct_sources.author_name, fct_sources.author_handle) as publisher,
    fct_claims.report_type,
    fct_claims.speaker_text,
    fct_claims.cue_text,
    fct_claims.content_text,
    fct_claims.hedged,
    fct_claims.hedge_text,
    fct_claims.negated,
    fct_claims.negation_text,
    fct_claims.confidence,
    documents.capture_path
from fct_claims
inner join fct_sources on fct_claims.source_id = fct_sources.source_id
inner join documents on fct_claims.document_id = documents.document_id
where fct_claims.speaker_entity_id = ? and fct_claims.is_attributed
order by fct_sources.published_on nulls last, documents.capture_path, fct_claims.content_start, fct_claims.claim_id
"""


@dataclass(frozen=True)
class Spelling:
    """A form of an entity's name: where it is known from, and how often the captures write it."""

    form: str
    mention_count: int
    source_count: int
    languages: str
    provenance: str
    evidence: str


@dataclass(frozen=True)
class EntityPage:
    """One entity, its spellings (the most frequent first), sources and statements."""

    entity: Row
    spellings: list[Spelling]
    sources: list[Row]
    statements: list[Row]
    distinct_from: list[Row]
    """Entities of which somebody decided that they are others."""


def read_entity(warehouse: PublishedWarehouse, entity: Row) -> EntityPage:
    """All that the warehouse knows of `entity`, a row of `dim_entities`."""
    entity_id = entity["entity_id"]
    aliases = warehouse.rows("select * from dim_entity_aliases where entity_id = ? order by form", entity_id)
    written = warehouse.rows(SPELLINGS, entity_id)
    forms = dict.fromkeys(row["form"] for row in [*written, *aliases])
    spellings = [
        _spelling(form, [r for r in aliases if r["form"] == form], [r for r in written if r["form"] == form])
        for form in forms
    ]
    return EntityPage(
        entity=entity,
        spellings=sorted(spellings, key=lambda spelling: (-spelling.mention_count, spelling.form)),
        sources=warehouse.rows(SOURCES, entity_id),
        statements=warehouse.rows(STATEMENTS, entity_id),
        distinct_from=warehouse.rows(
            "select * from dim_entities where list_contains(distinct_from_ids, ?) order by entity_id", entity_id
        ),
    )


def _spelling(form: str, aliases: list[Row], written: list[Row]) -> Spelling:
    languages = [row["language"] for row in [*written, *aliases]]
    kinds = [row["mention_type"] for row in written if row["mention_type"] != "name"]
    corrected = [
        f"corrected from {row['uncorrected_entity_id'][:10]}" for row in written if row["uncorrected_entity_id"]
    ]
    # What aliases say of how often a form is written is counted here.
    sure = [row["convention"] or "listed" for row in aliases if row["provenance"] == "reference"]
    return Spelling(
        form=form,
        mention_count=sum(row["mention_count"] for row in written),
        source_count=len({row["source_id"] for row in written}),
        languages=_listed(languages),
        provenance=_listed(row["provenance"] for row in aliases) or _listed(kinds),
        evidence="; ".join(
            part
            for part in (
                f"reference data ({_listed(sure)})" if sure else "",
                f"read by {_listed(row['resolution_method'] for row in written)}" if written else "",
                _listed(corrected),
            )
            if part
        ),
    )


def _listed(values: Iterable[str | None]) -> str:
    return ", ".join(sorted({value for value in values if value}))


def as_record(page: EntityPage) -> dict[str, Any]:
    """The page as one record for programs."""
    return {
        "entity": page.entity,
        "spellings": [asdict(spelling) for spelling in page.spellings],
        "sources": page.sources,
        "statements": page.statements,
    }
