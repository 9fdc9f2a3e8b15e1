"""`hearsay ui` and `hearsay daemon`: Dagster's pages on this machine, and what refreshes by itself."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.options import PROJECT, RAW, WAREHOUSE, RawOption, WarehouseOption

DEFINITIONS = ["--module-name", "dagster_project.definitions"]
RELOAD_SECONDS = 240
"""How often the daemon starts its process with the definitions anew: to see an upgrade, or where that process died.

Dagster's own 60 s, for which it has no setting, cost 4 s of processor time a minute. After 300 s in which it could not
be started, Dagster's daemon gives up.
"""


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
    _settle(raw, warehouse)
    program = str(Path(sys.executable).with_name("dagster-webserver"))
    words = [program, *DEFINITIONS, "--host", "127.0.0.1", "--port", str(port)]
    os.execv(program, words if allow_runs else [*words, "--read-only"])


def run_daemon(raw: RawOption = RAW, warehouse: WarehouseOption = WAREHOUSE) -> None:
    """Refresh by itself until stopped.

    That is when captures in raw/ changed and have settled, and every day. It is Dagster's daemon with the sensor and
    the schedule of this project; `hearsay status` says when they tick, the pages (`hearsay ui`) show each run.
    docs/operations.md has it as a service.
    """
    _settle(raw, warehouse)
    from dagster._daemon import controller
    from dagster._daemon.cli import run_command

    from dagster_project.defs.automation_state import forget_ticks_to_come
    from dagster_project.defs.instance import keep_history_cheaply

    # A library of dbt's has everything logged by the root too, and each line of the log would stand twice.
    logging.getLogger().handlers.clear()
    keep_history_cheaply()
    for name in forget_ticks_to_come(Path(os.environ["DAGSTER_HOME"])):
        typer.echo(f"hearsay daemon: the clock was set back since the last tick of {name}: it ticks anew", err=True)
    controller.RELOAD_WORKSPACE_INTERVAL = RELOAD_SECONDS
    run_command.main(DEFINITIONS, prog_name="hearsay daemon")


def _settle(raw: Path, warehouse: Path) -> None:
    """Have Dagster work on these captures and this warehouse, whatever of it is started from here."""
    from dagster_project.defs.instance import instance_home

    os.environ["HEARSAY_RAW"] = str(raw.resolve())
    os.environ["HEARSAY_WAREHOUSE"] = str(warehouse.resolve())
    os.environ["DAGSTER_HOME"] = str(instance_home(warehouse))
    os.chdir(PROJECT)
