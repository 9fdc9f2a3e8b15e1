"""dbt's seeds, models and data tests as assets and asset checks, and the publishing of what they built."""

import contextvars
import json
import queue
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage
from dbt_common.events.base_types import EventMsg
from google.protobuf.json_format import MessageToDict

from dagster_project.refresh.session import RefreshSession
from dagster_project.refresh.warehouse_build import prepare_manifest

MANIFEST = prepare_manifest()
RESULTS = ("LogModelResult", "LogSeedResult", "LogTestResult", "NodeFinished")
"""dbt's events that may say how a node ended; dagster-dbt takes those that do. dbt sends twenty others for each."""
PUBLISHED = dg.AssetKey("published_warehouse")


@cache
def column_descriptions(model: str) -> Mapping[str, str]:
    """What dbt says of a model's columns: the one place where they are described."""
    nodes = json.loads(MANIFEST.read_text(encoding="utf-8"))["nodes"]
    columns = nodes.get(f"model.hearsay.{model}", {}).get("columns", {})
    return {name: column["description"] for name, column in columns.items()}


class Translator(DagsterDbtTranslator):
    """dagster-dbt's own translation, with our groups."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Reference data, staging and facts apart, so that the lineage reads from left to right."""
        if dbt_resource_props["resource_type"] == "seed":
            return "reference"
        return "warehouse" if dbt_resource_props["fqn"][1] == "marts" else "staging"

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The grain and what there is to know, without the SQL behind it."""
        return str(dbt_resource_props["description"])


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
    for event in _events(session):
        yield from _asset_events(event, context)


def _events(session: RefreshSession) -> Iterator[dict[str, Any]]:
    """dbt's events as they happen: dbt runs in a thread of its own, since it pushes and Dagster pulls."""
    events: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    failure: list[BaseException] = []

    def keep(event: EventMsg) -> None:
        if event.info.name in RESULTS:
            events.put(MessageToDict(event, preserving_proto_field_name=True))

    def run() -> None:
        try:
            session.build(keep)
        except BaseException as raised:
            failure.append(raised)
        finally:
            events.put(None)

    thread = threading.Thread(target=contextvars.copy_context().run, args=(run,), name="dbt")
    thread.start()
    while (event := events.get()) is not None:
        yield event
    thread.join()
    if failure:
        raise failure[0]


def _asset_events(event: dict[str, Any], context: dg.AssetExecutionContext) -> Iterator[Any]:
    """One dbt event in Dagster's terms, by dagster-dbt's own translation."""
    message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
    yield from message.to_default_asset_events(manifest=MANIFEST, dagster_dbt_translator=TRANSLATOR, context=context)


@dg.asset(
    key=PUBLISHED,
    deps=[spec.key for spec in warehouse.specs if spec.group_name == "warehouse"],
    group_name="publish",
    kinds={"duckdb"},
)
def published_warehouse(
    context: dg.AssetExecutionContext, session: dg.ResourceParam[RefreshSession]
) -> dg.MaterializeResult[None]:
    """The file that analysts open: built, tested, and put in the place of the last one in a single step."""
    rows = session.publish()
    for table, count in rows.items():
        context.log_event(dg.AssetObservation(dg.AssetKey(table), metadata={"dagster/row_count": count}))
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
