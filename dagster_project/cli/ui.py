"""`hearsay ui`: Dagster's pages on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.options import PROJECT, RAW, WAREHOUSE, RawOption, WarehouseOption


def open_pages(
    raw: RawOption = RAW,
    warehouse: WarehouseOption = WAREHOUSE,
    port: Annotated[int, typer.Option("--port", "-p", help="Port to listen on, on this machine only.")] = 3000,
    allow_runs: Annotated[
        bool, typer.Option("--allow-runs", help="Let the page start runs; it has no login of its own.")
    ] = False,
) -> None:
    """Open Dagster's pages: lineage, runs, checks. On this machine only, and read only unless asked otherwise."""
    from dagster_project.defs.instance import instance_home

    os.environ["HEARSAY_RAW"] = str(raw.resolve())
    os.environ["HEARSAY_WAREHOUSE"] = str(warehouse.resolve())
    os.environ["DAGSTER_HOME"] = str(instance_home(warehouse))
    command = [
        str(Path(sys.executable).with_name("dagster-webserver")),
        *("--host", "127.0.0.1", "--port", str(port), "--module-name", "dagster_project.definitions"),
    ]
    os.chdir(PROJECT)
    os.execv(command[0], command if allow_runs else [*command, "--read-only"])
