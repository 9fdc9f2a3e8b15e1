"""The tables that Python writes, as assets: one op per room, one asset per table."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import dagster as dg
import polars as pl

from dagster_project.defs.dbt_models import ANALYSTS, OWNERS, column_descriptions
from dagster_project.defs.resources import retried
from dagster_project.defs.table_looks import SAMPLE_ROWS, shown_columns, table_value
from dagster_project.refresh.rooms import ROOMS
from dagster_project.refresh.session import RefreshSession
from dagster_project.refresh.versions import LIBRARIES, code_version, room_version
from dagster_project.tables import SCHEMAS

RAW = dg.AssetSpec(
    "raw",
    group_name="raw",
    description="The captures as they came, one file each. Read only; nothing here is ever changed.",
    kinds={"file"},
    owners=ANALYSTS,
)

MODELS: Mapping[str, str] = {
    "sources": "fct_sources",
    "mentions": "fct_mentions",
    "claims": "fct_claims",
    "readings": "documents",
    "runs": "run_log",
}
"""The model of dbt whose columns a table's are, where it has another name."""

GRAIN: Mapping[str, str] = {
    "captures": "One row per capture below raw/, read or not, with the reason where not.",
    "documents": "One row per distinct readable content: the text that every offset counts in.",
    "sidecars": "One row per sidecar that could be read: what the archivist wrote beside a capture.",
    "readings": "One row per document: as which layout, platform and language it was read.",
    "blocks": "One row per stretch of a document with one role; blocks tile it from 0 to its end.",
    "sources": "One row per thread or article found in a document.",
    "source_dates": "One row per date printed on a page, with its role and whether it was chosen.",
    "passages": "One row per post, headline, lead, subheading, paragraph or caption of a source.",
    "sentences": "One row per sentence, with the passage it starts in.",
    "mentions": "One row per span that names something: names, hashtags, handles, addresses.",
    "claims": "One row per statement that somebody makes at one place in one text.",
    "claim_quantities": "One row per quantity inside the content of a claim.",
    "claim_signatures": "One row per claim: its words folded, to find the same statement elsewhere.",
    "claim_events": "One row per event that a claim tells, of a short list of predicates.",
    "sentence_signatures": "One row per sentence of five words or more: its words folded.",
    "source_keys": "One row per source: outlet, agency, author, handle and address folded.",
    "faults": "One row per document that a room could not read, with the reason.",
    "runs": "One row per refresh: what it saw and how long it took.",
}


def table_columns(table: str) -> dg.TableSchema:
    """The columns of a table that Python writes, for the asset's page; described as dbt describes them."""
    described = column_descriptions(MODELS.get(table, table))
    return dg.TableSchema(
        [dg.TableColumn(name, _type_name(dtype), described.get(name)) for name, dtype in SCHEMAS[table].items()]
    )


def _type_name(dtype: pl.DataType | type[pl.DataType]) -> str:
    names = {pl.String: "varchar", pl.Int64: "bigint", pl.Float64: "double", pl.Boolean: "boolean", pl.Date: "date"}
    return names.get(dtype if isinstance(dtype, type) else type(dtype), str(dtype).lower())


@cache
def _version(room: str) -> str:
    """The version of a room's code, taken once for all of its tables: it is a digest of every file."""
    return room_version(room) if room in LIBRARIES else code_version()


def table_spec(room: str, table: str, deps: list[dg.AssetKey], group: str | None = None) -> dg.AssetSpec:
    """An asset for `table`, which `room` gives, made from `deps`."""
    return dg.AssetSpec(
        dg.AssetKey([room, table]),
        deps=deps,
        group_name=group or room,
        description=GRAIN[table],
        kinds={"python", "polars", "parquet"},
        owners=OWNERS,
        code_version=_version(room),
        metadata={"dagster/column_schema": table_columns(table)},
    )


def _look(session: RefreshSession, room: str, table: str) -> dict[str, Any]:
    rows = session.part_head(room, table, SAMPLE_ROWS)
    rows = rows.select(shown_columns(rows.columns))
    return {
        "dagster/row_count": session.part_rows(room, table),
        "some rows": table_value(rows.columns, rows.rows()),
    }


def room_assets(room: str) -> dg.AssetsDefinition:
    """The op that brings `room` up to date, with one asset per table it gives."""
    definition = ROOMS[room]
    deps = [dg.AssetKey([given_by, table]) for table, given_by in definition.reads.items()]

    @dg.multi_asset(name=room, specs=[table_spec(room, table, deps) for table in definition.gives])
    def update(
        context: dg.AssetExecutionContext, session: dg.ResourceParam[RefreshSession]
    ) -> Iterator[dg.MaterializeResult[None]]:
        with retried(context.op_execution_context, session):
            run = session.update(room)
        for table in definition.gives:
            yield dg.MaterializeResult(
                dg.AssetKey([room, table]),
                data_version=dg.DataVersion(session.data_version(room)),
                metadata={
                    **_look(session, room, table),
                    "documents read": run.done,
                    "documents kept": run.kept,
                    "documents gone": run.gone,
                    "documents failed": run.faulted,
                },
            )

    return update


@dg.multi_asset(
    name="ingest",
    specs=[table_spec("ingest", table, [RAW.key]) for table in ("captures", "documents", "sidecars")],
)
def ingest(
    context: dg.AssetExecutionContext, session: dg.ResourceParam[RefreshSession]
) -> Iterator[dg.MaterializeResult[None]]:
    """List raw/ and read what is new."""
    with retried(context.op_execution_context, session):
        run = session.ingest()
    for table in ("captures", "documents", "sidecars"):
        yield dg.MaterializeResult(
            dg.AssetKey(["ingest", table]),
            data_version=dg.DataVersion(session.data_version("ingest")),
            metadata={
                **_look(session, "ingest", table),
                "captures seen": run.seen,
                "captures new": run.new,
                "captures changed": run.changed,
                "captures removed": run.removed,
            },
        )


@dg.multi_asset(
    name="account",
    specs=[
        table_spec(
            "refresh",
            table,
            [dg.AssetKey([room.name, given]) for room in ROOMS.values() for given in room.gives],
            group="extract",
        )
        for table in ("faults", "runs")
    ],
)
def account(
    context: dg.AssetExecutionContext, session: dg.ResourceParam[RefreshSession]
) -> Iterator[dg.MaterializeResult[None]]:
    """Write down what the rooms could not read and what this refresh did so far."""
    with retried(context.op_execution_context, session):
        faults = session.account()
    yield dg.MaterializeResult(dg.AssetKey(["refresh", "faults"]), metadata={"dagster/row_count": faults})
    yield dg.MaterializeResult(dg.AssetKey(["refresh", "runs"]))


ASSETS: list[dg.AssetsDefinition | dg.AssetSpec] = [RAW, ingest, *(room_assets(room) for room in ROOMS), account]
