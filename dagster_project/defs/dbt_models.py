"""dbt's seeds, models and data tests as assets and asset checks, and the publishing of what they built."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtProject, dbt_assets
from dagster_dbt.asset_utils import get_asset_check_key_for_test
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage
from dbt_common.events.base_types import EventMsg
from google.protobuf.json_format import MessageToDict

from dagster_project.defs.check_sentences import check_sentence
from dagster_project.defs.instance import forget_old_runs
from dagster_project.defs.resources import retried
from dagster_project.defs.table_looks import built_looks, table_value
from dagster_project.refresh.session import RefreshSession
from dagster_project.refresh.warehouse_build import FailingRows, WarehouseBuildError, prepare_manifest

MANIFEST = prepare_manifest()
RESULTS = ("LogModelResult", "LogSeedResult", "LogTestResult", "NodeFinished")
"""dbt's events that may say how a node ended; dagster-dbt takes those that do. dbt sends twenty others for each."""
DBTS_OWN = ("unique_id", "invocation_id", "status")
"""What dagster-dbt notes with each event besides: nothing that a reader of a page asks for."""
OWNERS = ("team:hearsay",)
ANALYSTS = ("team:analysts",)
"""Reference data are theirs: they write its rows."""
PUBLISHED = dg.AssetKey("published_warehouse")


@cache
def _manifest() -> Mapping[str, Any]:
    """What dbt knows of the project; `nodes` are its models, seeds and tests by their unique ids."""
    manifest: Mapping[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return manifest


def column_descriptions(model: str) -> Mapping[str, str]:
    """What dbt says of a model's columns: the one place where they are described."""
    columns = _manifest()["nodes"].get(f"model.hearsay.{model}", {}).get("columns", {})
    return {name: column["description"] for name, column in columns.items()}


@cache
def marts() -> frozenset[str]:
    """The models that are published."""
    return frozenset(
        node["name"]
        for node in _manifest()["nodes"].values()
        if node["resource_type"] == "model" and node["fqn"][1] == "marts"
    )


class Translator(DagsterDbtTranslator):
    """dagster-dbt's own translation, with our groups."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Reference data, staging and facts apart, so that the lineage reads from left to right."""
        if dbt_resource_props["resource_type"] == "seed":
            return "reference"
        return "staging" if dbt_resource_props["fqn"][1] == "staging" else "warehouse"

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The grain and what there is to know, without the SQL behind it."""
        return str(dbt_resource_props["description"])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str]:
        """Whom to ask."""
        return ANALYSTS if dbt_resource_props["resource_type"] == "seed" else OWNERS

    def get_asset_check_spec(
        self, asset_spec: dg.AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None
    ) -> dg.AssetCheckSpec | None:
        """dagster-dbt's, with a sentence that says what holds."""
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        return spec and spec._replace(description=check_sentence(manifest["nodes"][unique_id]))

    def get_metadata(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, Any]:
        """dagster-dbt's, with the file of the model, from the project's folder."""
        file = dg.MetadataValue.path(f"dbt/{dbt_resource_props['original_file_path']}")
        return {**super().get_metadata(dbt_resource_props), "model": file}


TRANSLATOR = Translator(DagsterDbtTranslatorSettings(enable_asset_checks=True, enable_source_tests_as_checks=True))


@dbt_assets(manifest=MANIFEST, dagster_dbt_translator=TRANSLATOR, name="warehouse")
def warehouse(
    context: dg.AssetExecutionContext, session: dg.ResourceParam[RefreshSession]
) -> Iterator[dg.Output[Any] | dg.AssetCheckResult | dg.AssetObservation]:
    """Build every model into an empty file and run every data test: a full build, always."""
    if context.is_subset:
        raise dg.Failure(
            "dbt builds the warehouse whole, into an empty file: a part of it cannot be published. Launch the job "
            "`refresh` instead (Jobs, refresh, Materialize all; or `hearsay refresh`): with nothing new it is quick."
        )
    told, failure = _build(session)
    looks = {} if failure else built_looks(session.places.layout.build)
    failing = {each.test: each for each in failure.failing} if isinstance(failure, WarehouseBuildError) else {}
    for event in told:
        node = event["data"].get("node_info", {})
        for each in _asset_events(event, context):
            yield _with_look(each, looks.get(node.get("node_name", ""), {}), failing.get(node.get("unique_id", "")))
    if failure:
        with retried(context.op_execution_context, session):
            raise failure


def _build(session: RefreshSession) -> tuple[list[dict[str, Any]], Exception | None]:
    """Build, and give what dbt told of each node, and how it failed if it did.

    What a page shows of a table is read from the built file, which dbt holds until it ends.
    """
    told: list[dict[str, Any]] = []

    def keep(event: EventMsg) -> None:
        if event.info.name in RESULTS:
            told.append(MessageToDict(event, preserving_proto_field_name=True))

    try:
        session.build(keep)
    except Exception as failure:
        return told, failure
    return told, None


def _with_look(event: Any, look: Mapping[str, Any], failing: FailingRows | None) -> Any:
    """An event of Dagster's with what is to be seen of its table, or of the rows that failed its check."""
    if not isinstance(event, dg.Output | dg.AssetCheckResult):
        return event
    told = {name: value for name, value in event.metadata.items() if name not in DBTS_OWN}
    if isinstance(event, dg.Output):
        return event.with_metadata({**look, **told})
    rows = {"failing rows": table_value(failing.columns, failing.rows)} if failing else {}
    return event.with_metadata({**rows, **told})


def _asset_events(event: dict[str, Any], context: dg.AssetExecutionContext) -> Iterator[Any]:
    """One dbt event in Dagster's terms, by dagster-dbt's own translation, which leaves out what dbt did not run."""
    if not_run := _check_not_run(event):
        yield not_run
        return
    message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
    yield from message.to_default_asset_events(manifest=MANIFEST, dagster_dbt_translator=TRANSLATOR, context=context)


def _check_not_run(event: dict[str, Any]) -> dg.AssetCheckResult | None:
    """The check whose test dbt skipped; a run that says nothing of it would have it stand as failed."""
    node = event["data"].get("node_info", {})
    if event["info"]["name"] != "NodeFinished" or node.get("node_status") != "skipped":
        return None
    key = get_asset_check_key_for_test(_manifest(), TRANSLATOR, node["unique_id"], project=None)
    return key and dg.AssetCheckResult(
        asset_key=key.asset_key,
        check_name=key.name,
        passed=False,
        severity=dg.AssetCheckSeverity.WARN,
        description="Not run, since what it reads was not built or failed a check of its own.",
    )


@dg.asset(
    key=PUBLISHED,
    deps=[spec.key for spec in warehouse.specs if spec.key.path[-1] in marts()],
    group_name="publish",
    kinds={"duckdb"},
    owners=OWNERS,
    # The daily schedule and half an hour for the run.
    freshness_policy=dg.FreshnessPolicy.time_window(
        fail_window=timedelta(hours=24, minutes=30), warn_window=timedelta(hours=24, minutes=10)
    ),
)
def published_warehouse(
    context: dg.AssetExecutionContext, session: dg.ResourceParam[RefreshSession]
) -> dg.MaterializeResult[None]:
    """The file that analysts open: built, tested, and put in the place of the last one in a single step."""
    with retried(context.op_execution_context, session):
        rows = session.publish()
    forget_old_runs(context.instance)
    file = session.places.layout.published
    return dg.MaterializeResult(
        metadata={
            "file": dg.MetadataValue.path(str(file)),
            "bytes": file.stat().st_size,
            "rows": dg.MetadataValue.table(
                records=[dg.TableRecord({"table": table, "rows": count}) for table, count in rows.items()]
            ),
        }
    )


ASSETS: list[dg.AssetsDefinition] = [warehouse, published_warehouse]
