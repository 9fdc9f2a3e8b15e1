"""The rules over tables can fail: each is broken on purpose in a built warehouse, and must give rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.cli.main import dbtRunnerResult

from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.warehouse_build import WarehouseBuildError, build_warehouse

DBT_PROJECT = Path(__file__).parent.parent.parent / "dbt"

GROUP = (
    "insert into claim_group_members values ('g', 'a', 'exact', 1, 'o', 's'), ('g', 'b', 'exact', 1, 'o', 's');"
    " insert into claim_groups (claim_group_id, label_claim_id, label, claim_count, source_count,"
    " undated_source_count, independent_origin_count, distinct_voice_count) values ('g', 'a', 'x'"
)
QUANTITY = (
    "insert into claim_quantities (claim_id, document_id, value_low, value_high, is_approximate, surface, char_start,"
    " char_end) select claim_id, document_id"
)

# What breaks each rule.
BREAKS = {
    "assert_blocks_tile_every_document": [
        "delete from blocks where char_start > 0 and role = 'post'",
        "update blocks set char_start = char_start + 1 where role = 'metadata'",
        "delete from blocks where char_start = 0",
        "update documents set char_count = char_count + 1",
        "insert into blocks select * from blocks limit 1",
    ],
    "assert_claims_are_their_passages_words": [
        "update fct_claims set content_text = 'Nothing, has  burned.' where negated",
        "update fct_claims set speaker_text = 'the baker' where speaker_text = 'A baker'",
        "update fct_claims set cue_start = cue_start + 1, cue_end = cue_end + 1",
    ],
    "assert_claims_have_the_hull_of_their_spans": [
        "update fct_claims set content_start = content_start + 1",
        "update fct_claims set content_end = content_spans[1].char_end where negated",
        "update fct_claims set content_spans = []",
        "update fct_claims set content_spans = [content_spans[1], content_spans[1]]",
    ],
    "assert_corrections_of_entities_are_sound": [
        "insert into reference.entity_overrides values ('rename', 'e', 'E', null, 'a', 'b', '2022-01-01')",
        "insert into reference.entity_overrides values ('retype', 'e', 'E', 'city', 'a', 'b', '2022-01-01')",
        "insert into reference.entity_overrides values ('merge', 'e', 'E', 'e', 'a', 'b', '2022-01-01')",
        "insert into reference.entity_overrides values ('merge', 'e', 'E', 'f', 'a', 'b', '2022-01-01'),"
        " ('ignore', 'f', 'F', null, 'a', 'b', '2022-01-01')",
        "insert into reference.entity_overrides values ('distinct', 'e', 'E', 'e', 'a', 'b', '2022-01-01')",
        "insert into reference.entity_overrides values ('merge', 'e', 'E', 'f', 'a', 'b', '2022-01-01'),"
        " ('merge', 'g', 'G', 'f', 'a', 'b', '2022-01-01'), ('distinct', 'g', 'G', 'e', 'a', 'b', '2022-01-02')",
    ],
    "assert_counts_of_sources_add_up": [
        "delete from sentences",
        "update fct_sources set claim_count = claim_count + 1",
        "delete from fct_sources where source_kind = 'thread'",
    ],
    "assert_every_document_is_loaded_from_one_capture": [
        "delete from captures where capture_path = 'courier.txt'",
        "update captures set status = 'loaded' where status = 'duplicate'",
    ],
    "assert_every_listed_capture_is_loaded_duplicate_or_quarantined": [
        "delete from captures where status = 'quarantined'",
        "insert into captures select * from captures",
        "update captures set status = 'lost'",
        "update captures set capture_path = 'elsewhere/' || capture_path",
    ],
    "assert_every_quarantined_capture_has_a_reason": [
        "update captures set reason_code = null",
        "update captures set reason = null",
        "update captures set document_id = sha256 where status = 'quarantined'",
        "update captures set document_id = null where status = 'duplicate'",
        "update captures set reason_code = 'empty' where status = 'loaded'",
    ],
    "assert_groups_count_their_members": [
        GROUP + ", 3, 1, 0, 1, 1)",
        GROUP + ", 2, 3, 0, 1, 1)",
        GROUP + ", 2, 1, 0, 2, 1)",
        GROUP + ", 2, 1, 0, 1, 0)",
        GROUP + ", 2, 1, 2, 1, 1)",
        "insert into claim_groups (claim_group_id, label_claim_id, label, claim_count, source_count,"
        " undated_source_count, independent_origin_count, distinct_voice_count) values ('h', 'a', 'x', 2, 1, 0, 1, 1)",
    ],
    "assert_no_statement_contradicts_itself": [
        "insert into claim_group_members values ('g', 'a', 'exact', 1, 'o', 's'), ('g', 'b', 'exact', 1, 'o', 's');"
        " insert into claim_relations values ('a', 'b', 'contradicts', 'date', 'x')",
        "insert into claim_relations values ('a', 'a', 'contradicts', 'date', 'x')",
    ],
    "assert_quantities_lie_inside_their_claims": [
        QUANTITY + ", 5, 5, false, 'x', content_start - 1, content_end from fct_claims limit 1",
        QUANTITY + ", 5, 5, false, 'x', content_start, content_end + 1 from fct_claims limit 1",
        QUANTITY + ", 6, 5, false, 'x', content_start, content_end from fct_claims limit 1",
        QUANTITY + ", null, null, false, 'x', content_start, content_end from fct_claims limit 1",
    ],
    "assert_mentions_are_their_passages_words": [
        "update fct_mentions set surface = 'Zhanbulaq' where surface = 'Zhanbulak'",
        "update fct_mentions set char_start = char_start + 1, char_end = char_end + 1",
        "update fct_mentions set passage_id = null",
        # A name in the header of the page: the same word, but in no passage.
        "update fct_mentions set char_start = 0, char_end = 9, surface = 'Dana Oraz' where mention_type = 'url'",
    ],
    "assert_mentions_lie_inside_their_claims": [
        "update fct_mentions set claim_id = (select claim_id from fct_claims where negated) where claim_id is not null",
    ],
    "assert_neither_passages_nor_sentences_of_a_source_overlap": [
        "update passages set char_end = char_end + 30 where position = 1",
        "insert into sentences select * from sentences",
    ],
    "assert_nested_claims_lie_inside_their_parents": [
        "update fct_claims set parent_claim_id = claim_id",
        "update fct_claims set parent_claim_id = (select claim_id from fct_claims where negated)",
    ],
    "assert_no_row_is_lost_between_parts_and_facts": [
        "delete from fct_claims where hedged",
        "insert into fct_mentions select * from fct_mentions limit 1",
    ],
    "assert_no_span_leaves_its_document": [
        "update passages set char_start = -1 where position = 1",
        "update sentences set char_end = char_start",
        "update fct_claims set speaker_end = 100000 where speaker_end is not null",
        "update source_dates set char_end = null",
        "delete from documents",
    ],
    "assert_passages_count_from_one": [
        "update passages set position = position + 1",
        "update passages set position = 1",
    ],
    "assert_published_on_is_the_chosen_date": [
        "update source_dates set is_chosen = true",
        "update fct_sources set published_on = null",
        "update fct_sources set published_on = '2022-01-01'",
    ],
    "assert_rejected_statements_are_in_no_view": ["update fct_claims set review_status = 'rejected'"],
    "assert_rows_of_a_source_share_its_document": [
        "update passages set document_id = (select document_id from fct_sources where source_kind = 'article')",
    ],
    "assert_self_assertions_alone_are_not_attributed": [
        "update fct_claims set is_attributed = true",
        "update fct_claims set report_type = 'self_assertion'",
    ],
    "assert_sentences_are_their_passages_words": [
        "update sentences set text = upper(text)",
        "update sentences set char_start = char_start + 1, char_end = char_end + 1",
        "update sentences set passage_id = (select min(passage_id) from passages)",
    ],
    "assert_texts_are_as_long_as_their_spans": [
        "update documents set char_count = strlen(text)",
        "update source_dates set surface = '2022' where surface is not null",
        "update fct_claims set cue_text = null",
    ],
    "assert_words_and_span_are_given_together": [
        "update fct_claims set speaker_text = null",
        "update fct_claims set cue_start = null, cue_end = null",
        "update fct_claims set cue_text = 'says' where cue_text is null",
    ],
}


def nodes(built: tuple[Path, dbtRunnerResult], kind: str) -> dict[str, Any]:
    assert built[1].result is not None, built[1].exception
    return {each.node.name: each.node for each in built[1].result if each.node.resource_type == kind}


def test_every_rule_over_tables_is_broken_here_once() -> None:
    assert sorted(BREAKS) == sorted(file.stem for file in (DBT_PROJECT / "tests").glob("*.sql"))


@pytest.mark.parametrize(("rule", "damage"), [(rule, damage) for rule in BREAKS for damage in BREAKS[rule]])
def test_the_rule_finds_the_damage(
    rule: str, damage: str, built: tuple[Path, dbtRunnerResult], build: duckdb.DuckDBPyConnection
) -> None:
    query = nodes(built, "test")[rule].compiled_code
    assert build.execute(query).fetchall() == []
    build.execute(damage)
    assert build.execute(query).fetchall() != []


def test_each_rule_over_tables_names_the_asset_it_checks(built: tuple[Path, dbtRunnerResult]) -> None:
    # Without it a test over several models would be no asset check in Dagster.
    rules = {name: node for name, node in nodes(built, "test").items() if name in BREAKS}
    named = {name: node.config.meta.get("dagster", {}).get("ref", {}).get("name") for name, node in rules.items()}
    known = {*nodes(built, "model"), *nodes(built, "seed")}
    assert {name: ref for name, ref in named.items() if ref not in known} == {}


# Columns taken over as they are: no rule that a unit test could hold.
RENAMES = {"blocks", "claim_quantities", "passages", "quality_metrics", "run_log", "sentences", "source_dates"}


def test_every_model_with_a_rule_has_a_unit_test(built: tuple[Path, dbtRunnerResult]) -> None:
    tested = {node.fqn[2] for node in nodes(built, "unit_test").values()}
    models = {name for name in nodes(built, "model") if not name.startswith("stg_")}
    assert models - RENAMES - tested == set()


def test_every_model_is_described_beside_itself(built: tuple[Path, dbtRunnerResult]) -> None:
    def gaps(node: Any) -> Mapping[str, bool]:
        file = Path(node.original_file_path)
        return {
            "no yml of the same stem": not (DBT_PROJECT / file.with_suffix(".yml")).exists(),
            "no grain": not node.description.startswith("One row per"),
            "no contract": file.parent.name == "marts" and not node.config.contract.enforced,
            "a column without a description": any(not column.description for column in node.columns.values()),
        }

    found = {
        name: [gap for gap, is_there in gaps(node).items() if is_there] for name, node in nodes(built, "model").items()
    }
    assert {name: listed for name, listed in found.items() if listed} == {}


def column_rules(built: tuple[Path, dbtRunnerResult]) -> dict[str, Any]:
    """The test over the columns of each table, by the name of the table."""
    found = [node for name, node in nodes(built, "test").items() if name not in BREAKS]
    return {node.attached_node.split(".")[-1]: node for node in found}


def test_every_table_that_is_published_has_a_test_and_a_key(built: tuple[Path, dbtRunnerResult]) -> None:
    marts = {name for name, node in nodes(built, "model").items() if Path(node.original_file_path).parts[1] == "marts"}
    keyed = {name for name, node in column_rules(built).items() if node.test_metadata.kwargs.get("keys")}
    assert marts - column_rules(built).keys() == set()
    # A page may give one date twice.
    assert marts - keyed == {"source_dates"}


def broken_columns(kwargs: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each rule of a test over columns: the rule, its column, and what breaks it in the table `damaged`."""
    for key in kwargs.get("keys", []):
        yield "unique", key if isinstance(key, str) else ", ".join(key), "insert into damaged select * from damaged"
    for column in kwargs.get("filled", []):
        yield "filled", column, f"update damaged set {column} = null"
    for rule in ("values", "references"):
        for column in kwargs.get(rule, {}):
            yield rule, column, f"update damaged set {column} = 'nowhere'"


def test_each_rule_over_columns_finds_its_damage_and_names_the_column(
    built: tuple[Path, dbtRunnerResult], build: duckdb.DuckDBPyConnection
) -> None:
    broken = 0
    for table, node in column_rules(built).items():
        known = {**nodes(built, "model"), **nodes(built, "seed")}[table].relation_name
        for rule, column, damage in broken_columns(node.test_metadata.kwargs):
            # A copy, since the contract would refuse what the rule should find.
            build.execute(f"create or replace temp table damaged as from {known}")
            if build.execute("select count(*) from damaged").fetchall() == [(0,)]:
                value = "'2022-01-01'" if rule == "filled" else "null"
                build.execute(f"insert into damaged ({column}) values ({', '.join(value for _ in column.split(','))})")
            query = node.compiled_code.replace(known, "temp.damaged")
            assert (rule, column) not in {row[:2] for row in build.execute(query).fetchall()}, (table, rule, column)
            build.execute(damage)
            assert (rule, column) in {row[:2] for row in build.execute(query).fetchall()}, (table, rule, column)
            broken += 1
    assert broken > 100


def test_a_failed_rule_stops_the_build_and_shows_the_rows(
    rows: Mapping[str, list[dict[str, Any]]], write_parts: Callable[..., None], tmp_path: Path
) -> None:
    damaged = {**rows, "claims": [{**row, "content_text": "something else"} for row in rows["claims"]]}
    write_parts(damaged, tmp_path)
    with pytest.raises(WarehouseBuildError, match="assert_claims_are_their_passages_words") as failed:
        build_warehouse(WarehouseLayout(tmp_path), lambda _: None)
    (found,) = [each for each in failed.value.failing if "assert_claims_are_their_passages_words" in each.test]
    assert len(found.rows) == min(20, len(rows["claims"]))
    assert str(found.rows[0][0]) in str(failed.value)


def test_the_manifest_knows_the_rooms_tables_by_room_and_name(built: tuple[Path, dbtRunnerResult]) -> None:
    manifest = json.loads((Path(built[1].result.args["target_path"]) / "manifest.json").read_text(encoding="utf-8"))  # type: ignore[union-attr]
    sources = {(source["source_name"], source["name"]) for source in manifest["sources"].values()}
    assert {("ingest", "documents"), ("segment", "sentences"), ("extract", "claims")} < sources


def test_every_seed_has_the_columns_that_its_yml_types(built: tuple[Path, dbtRunnerResult]) -> None:
    # A column that only one of the two knows would be typed by guessing, or fail in some model far away.
    headers = {
        name: (DBT_PROJECT / node.original_file_path).read_text(encoding="utf-8").splitlines()[0].split(",")
        for name, node in nodes(built, "seed").items()
    }
    assert headers == {name: list(node.config.column_types) for name, node in nodes(built, "seed").items()}
