"""What analysts get: the tables of the contract, with the rows that a few lines of Parquet should become."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from dbt.cli.main import dbtRunnerResult

from dagster_project.tables import SCHEMAS

DONE = ("success", "pass", "no-op")
"""How a node of dbt ends well; an exposure does nothing."""

SPANS = "STRUCT(char_start BIGINT, char_end BIGINT)[]"

# Names and types that analysts, dashboards and the evaluation rely on. A table may have more columns.
CONTRACT = {
    "captures": {
        "capture_path": "VARCHAR", "sha256": "VARCHAR", "size_bytes": "BIGINT", "file_modified_at": "TIMESTAMP",
        "document_id": "VARCHAR", "status": "VARCHAR", "reason_code": "VARCHAR", "reason": "VARCHAR",
        "sidecar_path": "VARCHAR",
    },
    "documents": {
        "document_id": "VARCHAR", "text": "VARCHAR", "text_basis": "VARCHAR", "char_count": "BIGINT",
        "encoding": "VARCHAR", "layout": "VARCHAR", "platform": "VARCHAR", "language": "VARCHAR",
    },
    "blocks": {"document_id": "VARCHAR", "char_start": "BIGINT", "char_end": "BIGINT", "role": "VARCHAR"},
    "fct_sources": {
        "source_id": "VARCHAR", "document_id": "VARCHAR", "source_kind": "VARCHAR", "source_role": "VARCHAR",
        "title": "VARCHAR", "author_name": "VARCHAR", "author_handle": "VARCHAR", "outlet": "VARCHAR",
        "origin_outlet": "VARCHAR", "agency": "VARCHAR", "is_translated": "BOOLEAN", "platform": "VARCHAR",
        "url": "VARCHAR", "language": "VARCHAR", "published_on": "DATE", "published_at": "TIMESTAMP",
        "published_precision": "VARCHAR", "dateline_place": "VARCHAR", "declared_post_count": "BIGINT",
        "post_count": "BIGINT", "missing_positions": "BIGINT[]", "is_truncated": "BOOLEAN", "char_start": "BIGINT",
        "char_end": "BIGINT", "sentence_count": "BIGINT", "claim_count": "BIGINT", "attributed_claim_count": "BIGINT",
        "hedged_claim_count": "BIGINT", "negated_claim_count": "BIGINT", "mention_count": "BIGINT",
        "entity_count": "BIGINT",
    },
    "source_dates": {
        "source_id": "VARCHAR", "role": "VARCHAR", "date_on": "DATE", "date_at": "TIMESTAMP", "char_start": "BIGINT",
        "char_end": "BIGINT", "is_chosen": "BOOLEAN",
    },
    "passages": {
        "passage_id": "VARCHAR", "source_id": "VARCHAR", "document_id": "VARCHAR", "passage_kind": "VARCHAR",
        "position": "BIGINT", "declared_position": "BIGINT", "declared_total": "BIGINT", "language": "VARCHAR",
        "text": "VARCHAR", "char_start": "BIGINT", "char_end": "BIGINT", "repeats_passage_id": "VARCHAR",
    },
    "sentences": {
        "sentence_id": "VARCHAR", "document_id": "VARCHAR", "source_id": "VARCHAR", "passage_id": "VARCHAR",
        "text": "VARCHAR", "char_start": "BIGINT", "char_end": "BIGINT", "language": "VARCHAR",
    },
    "fct_mentions": {
        "mention_id": "VARCHAR", "document_id": "VARCHAR", "source_id": "VARCHAR", "passage_id": "VARCHAR",
        "sentence_id": "VARCHAR", "claim_id": "VARCHAR", "mention_type": "VARCHAR", "surface": "VARCHAR",
        "char_start": "BIGINT", "char_end": "BIGINT", "entity_id": "VARCHAR", "entity_type": "VARCHAR",
        "resolution_method": "VARCHAR", "confidence": "DOUBLE",
    },
    "dim_entities": {
        "entity_id": "VARCHAR", "canonical_name": "VARCHAR", "entity_type": "VARCHAR", "wikidata_id": "VARCHAR",
        "description": "VARCHAR", "is_reference": "BOOLEAN", "mention_count": "BIGINT", "source_count": "BIGINT",
        "first_published_on": "DATE",
    },
    "dim_entity_aliases": {
        "entity_id": "VARCHAR", "form": "VARCHAR", "language": "VARCHAR", "script": "VARCHAR",
        "provenance": "VARCHAR", "evidence": "VARCHAR",
    },
    "fct_claims": {
        "claim_id": "VARCHAR", "document_id": "VARCHAR", "source_id": "VARCHAR", "passage_id": "VARCHAR",
        "sentence_id": "VARCHAR", "parent_claim_id": "VARCHAR", "content_spans": SPANS, "content_text": "VARCHAR",
        "content_start": "BIGINT", "content_end": "BIGINT", "is_attributed": "BOOLEAN", "report_type": "VARCHAR",
        "medium": "VARCHAR", "speaker_text": "VARCHAR", "speaker_start": "BIGINT", "speaker_end": "BIGINT",
        "speaker_entity_id": "VARCHAR", "speaker_kind": "VARCHAR", "cue_text": "VARCHAR", "cue_start": "BIGINT",
        "cue_end": "BIGINT", "addressee_text": "VARCHAR", "hedged": "BOOLEAN", "hedge_text": "VARCHAR",
        "negated": "BOOLEAN", "negation_text": "VARCHAR", "modality": "VARCHAR", "event_type": "VARCHAR",
        "event_on": "DATE", "event_precision": "VARCHAR", "language": "VARCHAR", "extractor": "VARCHAR",
        "extractor_version": "VARCHAR", "confidence": "DOUBLE", "review_status": "VARCHAR",
    },
    "claim_corrections": {
        "action": "VARCHAR", "claim_id": "VARCHAR", "is_applied": "BOOLEAN", "problem": "VARCHAR",
        "capture_path": "VARCHAR", "quoted_text": "VARCHAR", "who": "VARCHAR", "why": "VARCHAR", "on_date": "DATE",
    },
    "retractions": {
        "action": "VARCHAR", "sha256": "VARCHAR", "path_digest": "VARCHAR", "who": "VARCHAR", "why": "VARCHAR",
        "decided_at": "TIMESTAMP", "is_in_force": "BOOLEAN",
    },
    "claim_quantities": {
        "claim_id": "VARCHAR", "value_low": "DOUBLE", "value_high": "DOUBLE", "unit": "VARCHAR",
        "currency": "VARCHAR", "is_approximate": "BOOLEAN", "surface": "VARCHAR", "char_start": "BIGINT",
        "char_end": "BIGINT",
    },
    "claim_entities": {"claim_id": "VARCHAR", "entity_id": "VARCHAR", "role": "VARCHAR"},
    "claim_groups": {
        "claim_group_id": "VARCHAR", "label_claim_id": "VARCHAR", "first_source_id": "VARCHAR",
        "source_count": "BIGINT", "undated_source_count": "BIGINT", "independent_origin_count": "BIGINT",
        "distinct_voice_count": "BIGINT",
    },
    "claim_group_members": {
        "claim_group_id": "VARCHAR", "claim_id": "VARCHAR", "method": "VARCHAR", "score": "DOUBLE",
        "origin_id": "VARCHAR",
    },
    "claim_relations": {
        "claim_id": "VARCHAR", "other_claim_id": "VARCHAR", "relation": "VARCHAR", "basis": "VARCHAR",
        "detail": "VARCHAR",
    },
    "source_links": {
        "source_id": "VARCHAR", "cited_name": "VARCHAR", "cited_entity_id": "VARCHAR", "cited_source_id": "VARCHAR",
        "link_kind": "VARCHAR", "surface": "VARCHAR", "char_start": "BIGINT", "char_end": "BIGINT",
    },
    "first_to_say": {
        "published_on": "DATE", "publisher": "VARCHAR", "statement": "VARCHAR", "independent_origin_count": "BIGINT",
    },
    "contested": {
        "basis": "VARCHAR", "statement": "VARCHAR", "other_statement": "VARCHAR", "all_origin_count": "BIGINT",
    },
    "highlights": {
        "highlight": "VARCHAR", "place": "BIGINT", "statement": "VARCHAR", "independent_origin_count": "BIGINT",
        "other_statement": "VARCHAR", "other_independent_origin_count": "BIGINT",
    },
    "timeline": {"event_on": "DATE", "statement": "VARCHAR", "independent_origin_count": "BIGINT"},
    "who_said_what": {
        "published_on": "DATE", "publisher": "VARCHAR", "author_name": "VARCHAR", "speaker": "VARCHAR",
        "cue_text": "VARCHAR", "statement": "VARCHAR", "hedged": "BOOLEAN", "negated": "BOOLEAN", "chain": "VARCHAR",
        "capture_path": "VARCHAR", "char_start": "BIGINT", "char_end": "BIGINT",
    },
    "entity_spellings": {
        "canonical_name": "VARCHAR", "form": "VARCHAR", "mention_count": "BIGINT", "source_count": "BIGINT",
        "languages": "VARCHAR", "provenance": "VARCHAR",
    },
    "speaker_profile": {"speaker": "VARCHAR", "statement_count": "BIGINT", "hedge_rate": "DOUBLE"},
    "source_profile": {"publisher": "VARCHAR", "attributed_rate": "DOUBLE", "hedge_rate": "DOUBLE"},
    "co_mentions": {"canonical_name": "VARCHAR", "other_canonical_name": "VARCHAR", "sentence_count": "BIGINT"},
    "unattributed_rumours": {"statement": "VARCHAR", "speaker_text": "VARCHAR", "hedged": "BOOLEAN"},
    "quality_metrics": {
        "metric": "VARCHAR", "language": "VARCHAR", "report_type": "VARCHAR", "n": "BIGINT", "value": "DOUBLE",
        "interval_low": "DOUBLE", "interval_high": "DOUBLE", "gold_version": "VARCHAR", "code_version": "VARCHAR",
    },
    "run_log": {
        "started_at": "TIMESTAMP", "code_version": "VARCHAR", "reference_version": "VARCHAR",
        "captures_seen": "BIGINT", "captures_new": "BIGINT", "captures_removed": "BIGINT",
        "captures_quarantined": "BIGINT", "rows_per_table": "STRUCT(\"name\" VARCHAR, \"value\" BIGINT)[]",
        "seconds_per_stage": "STRUCT(\"name\" VARCHAR, \"value\" DOUBLE)[]",
    },
}  # fmt: skip


def columns_of(build: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for table, column, data_type in build.execute(
        "select table_name, column_name, data_type from duckdb_columns()"
        " where database_name = 'warehouse' and schema_name = 'main' and not internal"
    ).fetchall():
        found.setdefault(table, {})[column] = data_type
    return found


def test_the_whole_project_builds_with_every_test_passed(built: tuple[Path, dbtRunnerResult]) -> None:
    result = built[1]
    assert result.result is not None, result.exception
    assert {each.node.unique_id: each.message for each in result.result if each.status not in DONE} == {}


@pytest.mark.parametrize("table", CONTRACT)
def test_the_columns_of_the_contract_are_there_with_their_types(table: str, build: duckdb.DuckDBPyConnection) -> None:
    found = columns_of(build)[table]
    assert {name: found.get(name) for name in CONTRACT[table]} == CONTRACT[table]


@pytest.mark.parametrize("table", sorted(set(SCHEMAS) - {"sidecars"}))
def test_staging_takes_up_every_column_that_python_writes(table: str, build: duckdb.DuckDBPyConnection) -> None:
    # What a sidecar says reaches the warehouse through the sources.
    taken_up = build.execute(
        "select column_name from duckdb_columns() where schema_name = 'staging' and table_name = $1"
        " order by column_index",
        [f"stg_{table}"],
    ).fetchall()
    assert [name for (name,) in taken_up] == list(SCHEMAS[table])


def test_the_warehouse_holds_its_tables_and_nothing_else(build: duckdb.DuckDBPyConnection) -> None:
    tables = build.execute(
        "select table_name from duckdb_tables() where schema_name = 'main'"
        " union all select view_name from duckdb_views() where schema_name = 'main' and not internal"
    ).fetchall()
    assert sorted(tables) == sorted((table,) for table in CONTRACT)


def test_every_table_and_column_says_in_the_file_what_it_is(build: duckdb.DuckDBPyConnection) -> None:
    silent = build.execute(
        "select table_name, column_name from duckdb_columns()"
        " where schema_name = 'main' and not internal and coalesce(comment, '') = ''"
        " union all select table_name, null from duckdb_tables()"
        " where schema_name = 'main' and not starts_with(comment, 'One row per')"
    ).fetchall()
    assert silent == []


def test_each_capture_is_loaded_duplicate_or_quarantined_with_a_reason(build: duckdb.DuckDBPyConnection) -> None:
    rows = build.execute(
        "select capture_path, status, reason_code, duplicate_of, document_id is null from captures order by all"
    ).fetchall()
    assert rows == [
        ("courier.txt", "loaded", None, None, False),
        ("empty.txt", "quarantined", "empty", None, True),
        ("stuck.txt", "quarantined", "timeout", None, True),
        ("threads/zhanbulak copy.txt", "loaded", None, None, False),
        ("threads/zhanbulak.txt", "duplicate", None, "threads/zhanbulak copy.txt", False),
    ]


def test_nothing_is_left_of_a_document_that_could_not_be_read(build: duckdb.DuckDBPyConnection) -> None:
    tables = [table for table, columns in CONTRACT.items() if "document_id" in columns and table != "captures"]
    left = [
        build.execute(f"select count(*) from {table} where document_id not in (select document_id from captures"
                      " where document_id is not null)").fetchone()
        for table in tables
    ]  # fmt: skip
    assert left == [(0,)] * len(tables)


def test_who_said_what_is_answered(build: duckdb.DuckDBPyConnection) -> None:
    said = build.execute(
        "select speaker, speaker_text, cue_text, statement, hedged, negated, capture_path from who_said_what"
        " order by statement"
    ).fetchall()
    thread = "threads/zhanbulak copy.txt"
    assert said == [
        ("Orda Seitkali", "Orda Seitkali", "said", "Nothing, has burned.", False, True, "courier.txt"),
        ("A baker", "A baker", "told", "he hid", False, False, thread),
        ("Orda Seitkali", "Seitkali", None, "may visit Zhanbulak", True, False, "courier.txt"),
    ]


def test_one_name_in_two_documents_is_one_entity(build: duckdb.DuckDBPyConnection) -> None:
    entities = build.execute(
        "select canonical_name, entity_type, is_reference, mention_count, source_count,"
        " cast(first_published_on as varchar) from dim_entities where mention_count > 0 order by all"
    ).fetchall()
    assert entities == [
        ("Kassym-Jomart Tokayev", "person", True, 1, 1, "2022-01-07"),
        ("Orda Seitkali", "person", False, 2, 1, "2022-01-07"),
        ("Zhanbulak", "place", False, 3, 2, "2022-01-06"),
    ]


def test_a_mention_in_the_same_sentence_is_company(build: duckdb.DuckDBPyConnection) -> None:
    assert build.execute(
        "select other_canonical_name, sentence_count from co_mentions where canonical_name = 'Orda Seitkali'"
        " order by all"
    ).fetchall() == [("Kassym-Jomart Tokayev", 1), ("Zhanbulak", 1)]


def test_every_table_reads_under_another_name_of_the_file(built: tuple[Path, dbtRunnerResult]) -> None:
    file = str(built[0] / ".build" / "warehouse.duckdb").replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as elsewhere (read_only)")
        assert connection.execute("select count(*) from elsewhere.who_said_what").fetchone() == (3,)


def test_sources_carry_their_counts(build: duckdb.DuckDBPyConnection) -> None:
    counts = build.execute(
        "select source_kind, post_count, sentence_count, claim_count, attributed_claim_count, hedged_claim_count,"
        " negated_claim_count, mention_count, entity_count from fct_sources order by all"
    ).fetchall()
    assert counts == [("article", 0, 2, 3, 2, 1, 1, 4, 3), ("thread", 2, 2, 2, 1, 0, 0, 4, 1)]


def test_the_run_log_comes_along(build: duckdb.DuckDBPyConnection) -> None:
    assert build.execute(
        "select run_id, rows_per_table[1]['value'], seconds_per_stage[1]['name'] from run_log order by all"
    ).fetchall() == [("first", 4, "parse"), ("second", 4, "parse")]


def test_an_empty_corpus_builds(
    dbt: Callable[..., dbtRunnerResult], write_parts: Callable[..., None], tmp_path: Path
) -> None:
    write_parts({}, tmp_path)
    result = dbt(tmp_path, "build", "--exclude-resource-type", "unit_test")
    assert result.success, result.exception
    with duckdb.connect(str(tmp_path / ".build" / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from fct_claims").fetchone() == (0,)
        assert connection.execute("select count(*) > 0 from dim_entities").fetchone() == (True,)
