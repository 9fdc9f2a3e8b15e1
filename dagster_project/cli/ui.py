"""`hearsay ui` and `hearsay daemon`: Dagster's pages on this machine, and what refreshes by itself."""

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
    """Open Dagster's pages: lineage, runs, checks.

    They are served on this machine only, and read only unless --allow-runs: Dagster has no login. Ctrl-C ends it.

        hearsay ui --port 3001
    """
    words = ["--host", "127.0.0.1", "--port", str(port)]
    _become("dagster-webserver", words if allow_runs else [*words, "--read-only"], raw, warehouse)


def run_daemon(raw: RawOption = RAW, warehouse: WarehouseOption = WAREHOUSE) -> None:
    """Refresh by itself until stopped.

    That is when captures in raw/ changed and have settled, and every day. It is Dagster's daemon with the sensor and
    the schedule of this project; `hearsay status` says when they tick, the pages (`hearsay ui`) show each run.
    docs/operations.md has it as a service.
    """
    from dagster_project.defs.automation_state import forget_ticks_to_come
    from dagster_project.defs.instance import instance_home

    for name in forget_ticks_to_come(instance_home(warehouse)):
        typer.echo(f"hearsay daemon: the clock was set back since the last tick of {name}: it ticks anew", err=True)
    _become("dagster-daemon", ["run"], raw, warehouse)


def _become(program: str, words: list[str], raw: Path, warehouse: Path) -> None:
    """Go on as one of Dagster's programs, with this project's definitions, on these captures and this warehouse."""
    from dagster_project.defs.instance import instance_home

    os.environ["HEARSAY_RAW"] = str(raw.resolve())
    os.environ["HEARSAY_WAREHOUSE"] = str(warehouse.resolve())
    os.environ["DAGSTER_HOME"] = str(instance_home(warehouse))
    os.chdir(PROJECT)
    path = str(Path(sys.executable).with_name(program))
    os.execv(path, [path, *words, "--module-name", "dagster_project.definitions"])
