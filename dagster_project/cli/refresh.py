"""`hearsay refresh`: captures in, published warehouse out."""

from __future__ import annotations

from typing import Annotated

import typer

from dagster_project.cli.options import RAW, WAREHOUSE, RawOption, WarehouseOption, fail


def refresh_warehouse(
    raw: RawOption = RAW,
    warehouse: WarehouseOption = WAREHOUSE,
    full: Annotated[bool, typer.Option("--full", help="Read every capture again, not only what is new.")] = False,
    accept_change: Annotated[
        bool,
        typer.Option("--accept-change", help="Publish even if far more or fewer rows come out than last time."),
    ] = False,
    wait: Annotated[float, typer.Option("--wait", help="Seconds to wait for another refresh to end.")] = 0.0,
) -> None:
    """Bring the warehouse up to date, and say what was found.

    Reads the captures that are new or changed, builds and tests the warehouse, publishes it when all tests pass. A
    capture that cannot be read is quarantined with its reason (see `hearsay quarantine`); the others go on. The exit
    code is non-zero only when the refresh itself failed: then the warehouse published before stays as it was.
    """
    from rich.console import Console

    from dagster_project.cli.summary import RefreshProgress, print_summary
    from dagster_project.launch import RefreshFailedError, run_refresh  # Dagster and dbt: seconds to import

    console = Console()
    with RefreshProgress(console) as progress:
        try:
            report = run_refresh(
                raw,
                warehouse,
                full=full,
                wait_seconds=wait,
                accept_change=accept_change,
                listener=progress.listen,
            )
        except RefreshFailedError as error:
            progress.stop()
            fail("refresh", str(error))
    print_summary(console, report)
