"""`hearsay export`: the warehouse, tables of it or the answer to a query, as files for others."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.options import RAW, WAREHOUSE, PublishedOption, RawOption, failing


class ExportFormat(enum.StrEnum):
    """What an export is written as."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    SCHEMA_ORG = "schema-org"
    FTM = "ftm"


ENDINGS = {
    ".parquet": ExportFormat.PARQUET,
    ".csv": ExportFormat.CSV,
    ".jsonl": ExportFormat.JSONL,
    ".jsonld": ExportFormat.SCHEMA_ORG,
    ".ftm.json": ExportFormat.FTM,
}


def export_warehouse(
    place: Annotated[
        Path,
        typer.Argument(
            help="A file, its format told by its ending (.parquet .csv .jsonl .jsonld .ftm.json), or a folder."
        ),
    ],
    tables: Annotated[
        list[str] | None, typer.Option("--table", "-t", help="A table to export; several times. Without: all.")
    ] = None,
    query: Annotated[str | None, typer.Option("--query", "-q", help="Export the answer to this query.")] = None,
    output: Annotated[
        ExportFormat | None, typer.Option("--format", "-f", help="The format, where the ending does not tell it.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there already.")] = False,
    raw: RawOption = RAW,
    warehouse: PublishedOption = WAREHOUSE,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds after which a query is stopped.")] = 3600.0,
) -> None:
    """Write tables, or the answer to a query, into files for other programs.

    Without --table and --query it is the whole warehouse:

        hearsay export analysis/                                  # each table as Parquet
        hearsay export claims.csv --table fct_claims
        hearsay export arrests.jsonl --query "select * from who_said_what where contains(statement, 'arrest')"
        hearsay export claims.jsonld                              # statements as schema.org Claim
        hearsay export entities.ftm.json                          # FollowTheMoney entities

    Parquet keeps every type. In CSV no cell is a formula to a spreadsheet: a text that begins with = + - @, a tab or a
    line end has an apostrophe before it; lists and structs are JSON. JSON Lines has an object a line. schema.org has
    each attributed statement with its author, where it appears and where it appeared first. FollowTheMoney has people,
    organizations, places, sources and statements, each validated by that project's own library, which is installed
    apart (`pip install 'followthemoney>=4.11'`; it builds PyICU).

    A file appears whole or not at all, nothing is replaced without --force, and nothing is ever written into raw/. Each
    export is noted in warehouse/exports.jsonl, so that `hearsay retract` can name it.
    """
    from rich.console import Console

    from dagster_project.cli.export_files import ExportError, Wanted, export
    from dagster_project.cli.export_log import log_export
    from dagster_project.cli.terminal import plain
    from dagster_project.query import open_warehouse

    console = Console(stderr=True)
    with failing("export", ExportError), open_warehouse(warehouse) as published:
        if query is not None and tables:
            raise ExportError("give --query or --table, not both.")
        told = next((each for ending, each in ENDINGS.items() if place.name.endswith(ending)), None)
        wanted = Wanted(place, (output or told or ExportFormat.PARQUET).value, told is not None, tables, query, force)
        written = export(published, wanted, forbidden=[raw, warehouse / "parts"], timeout_seconds=timeout)
    for file, count, unit in written:
        console.print(plain(f"{file}: {count:,} {unit}"), markup=False, highlight=False, soft_wrap=True)
    holds = ["a query"] if query is not None else tables or ["everything"]
    if not log_export(warehouse if warehouse.is_dir() else warehouse.parent, place, holds):
        console.print(
            "Not noted in exports.jsonl, where you may not write: a withdrawal will not name it.", style="yellow"
        )
