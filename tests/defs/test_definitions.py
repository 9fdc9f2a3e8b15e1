"""What Dagster sees: every asset, every check, in the groups and with the lineage that the pages show."""

from __future__ import annotations

import json

import dagster as dg
import pytest

from dagster_project.definitions import defs
from dagster_project.defs.check_sentences import check_sentence
from dagster_project.defs.dbt_models import MANIFEST
from dagster_project.refresh.rooms import ROOMS
from dagster_project.tables import SCHEMAS


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    return dg.Definitions.merge(defs())


@pytest.fixture(scope="module")
def manifest() -> dict[str, dict[str, dict[str, object]]]:
    return json.loads(MANIFEST.read_text(encoding="utf-8"))


def specs(definitions: dg.Definitions) -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in definitions.resolve_all_asset_specs()}


def test_every_table_of_python_is_an_asset_of_the_room_that_gives_it(definitions: dg.Definitions) -> None:
    rooms = {name: room.gives for name, room in ROOMS.items()} | {
        "ingest": ("captures", "documents", "sidecars"),
        "refresh": ("faults", "runs"),
    }
    wanted = {f"{room}/{table}" for room, tables in rooms.items() for table in tables}
    assert wanted <= specs(definitions).keys()
    assert {key.split("/")[1] for key in wanted} == set(SCHEMAS)


def test_every_model_and_seed_of_dbt_is_an_asset(
    definitions: dg.Definitions, manifest: dict[str, dict[str, dict[str, object]]]
) -> None:
    nodes = [node for node in manifest["nodes"].values() if node["resource_type"] in ("model", "seed")]
    assert len(nodes) > 20
    assert {str(node["name"]) for node in nodes} <= {key.rsplit("/", 1)[-1] for key in specs(definitions)}


def test_every_data_test_of_dbt_is_a_check(
    definitions: dg.Definitions, manifest: dict[str, dict[str, dict[str, object]]]
) -> None:
    tests = {str(node["name"]) for node in manifest["nodes"].values() if node["resource_type"] == "test"}
    checks = {key.name for key in definitions.resolve_asset_graph().asset_check_keys}
    assert len(tests) > 50
    assert tests - checks == set()


def test_no_source_of_dbt_is_without_the_asset_that_writes_it(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    external = {key.to_user_string() for key in graph.external_asset_keys}
    assert external == {"raw"}


def test_lineage_leads_from_raw_files_to_each_fact_and_on_to_the_published_file(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    raw = dg.AssetKey("raw")
    published = dg.AssetKey("published_warehouse")
    for key, spec in specs(definitions).items():
        if spec.group_name == "warehouse" and spec.key.path[0] != "staging":  # what is on the way to a fact
            ancestors = graph.get_ancestor_asset_keys(spec.key)
            assert raw in ancestors or key == "quality_metrics", key  # it is measured on texts of our own
            assert spec.key in graph.get_ancestor_asset_keys(published), key


def test_groups_are_the_steps_of_the_way(definitions: dg.Definitions) -> None:
    assert {spec.group_name for spec in specs(definitions).values()} == {
        *("raw", "ingest", "parse", "segment", "extract", "reference", "staging", "warehouse", "publish")
    }


def test_each_asset_says_what_its_rows_are(definitions: dg.Definitions) -> None:
    for key, spec in specs(definitions).items():
        assert spec.description, key
        assert spec.kinds, key


def test_each_check_says_what_holds(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for key in graph.asset_check_keys:
        description = graph.get_check_spec(key).description or ""
        assert description.endswith("."), key
        assert len(description.split()) > 4, key
        assert not set("{}#") & set(description), key


def test_a_check_of_columns_names_each_of_its_rules() -> None:
    arguments = {
        "keys": ["claim_id", ["source_id", "content_start"]],
        "filled": ["content_text"],
        "values": {"medium": ["speech", "writing"]},
        "references": {"source_id": "ref('fct_sources')", "parent_claim_id": ["ref('fct_claims')", "claim_id"]},
    }
    assert check_sentence({"test_metadata": {"kwargs": arguments}, "raw_code": ""}) == (
        "No two rows have the same claim_id. No two rows have the same source_id, content_start. "
        "Never null: content_text. medium is one of speech, writing. "
        "Each source_id stands in fct_sources.source_id. Each parent_claim_id stands in fct_claims.claim_id."
    )


def test_job_schedule_and_sensor_run_the_same_refresh(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("refresh")
    assert job.asset_layer.executable_asset_keys == {
        spec.key for key, spec in specs(definitions).items() if key != "raw"
    }
    assert job.tags["dagster/retry_strategy"] == "ALL_STEPS"  # no run publishes what another one built
    assert definitions.resolve_schedule_def("daily_refresh").job_name == "refresh"
    assert definitions.resolve_sensor_def("raw_changed").job_name == "refresh"
