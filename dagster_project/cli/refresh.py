"""`hearsay refresh`: captures in, published warehouse out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.options import RAW, WAREHOUSE, RawOption, WarehouseOption, fail

STOPPED = 130
"""The exit code by which shells know that somebody pressed Ctrl-C."""


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
    code is non-zero only when the refresh itself failed (1) or was stopped (130): then the warehouse published before
    stays as it was.
    """
    try:
        _refresh(raw, warehouse, full, accept_change, wait)
    except KeyboardInterrupt:
        fail(
            "refresh",
            "stopped. Nothing was published, and the warehouse published before is as it was; what was read is kept: "
            "the next refresh goes on from there.",
            STOPPED,
        )


def _refresh(raw: Path, warehouse: Path, full: bool, accept_change: bool, wait: float) -> None:
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
