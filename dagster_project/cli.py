"""`hearsay`: the command line. Thin: each command is a call of what Dagster's job or a query does as well."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dagster_project.cli_output import OutputFormat, RefreshProgress, print_rows, print_summary
from dagster_project.refresh.versions import PROJECT

app = typer.Typer(
    name="hearsay",
    help="""A warehouse of who said what, where exactly it is written, and how sure they were.

    Put captures (threads and articles saved as text) below raw/, run `hearsay refresh`, then ask in SQL:

        hearsay sql "select speaker_text, cue_text, content_text from fct_claims where is_attributed"
    """,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

RAW = PROJECT / "raw"
WAREHOUSE = PROJECT / "warehouse"
RawOption = Annotated[
    Path, typer.Option("--raw", envvar="HEARSAY_RAW", help="Folder of captures; read recursively, never changed.")
]
WarehouseOption = Annotated[
    Path, typer.Option("--warehouse", envvar="HEARSAY_WAREHOUSE", help="Folder of the warehouse; made when missing.")
]


@app.command()
def refresh(
    raw: RawOption = RAW,
    warehouse: WarehouseOption = WAREHOUSE,
    full: Annotated[bool, typer.Option("--full", help="Read every capture again, not only what is new.")] = False,
    wait: Annotated[float, typer.Option("--wait", help="Seconds to wait for another refresh to end.")] = 0.0,
) -> None:
    """Bring the warehouse up to date with the captures, and say what was found.

    Reads what is new or changed, builds and tests the warehouse, publishes it when all tests pass. A capture that
    cannot be read is quarantined with its reason (see `hearsay quarantine`); the others go on. The exit code is
    non-zero only when the refresh itself failed: then the warehouse published before stays as it was.
    """
    from dagster_project.launch import RefreshFailedError, run_refresh  # Dagster and dbt: seconds to import

    console = Console(stderr=False)
    with RefreshProgress(console) as progress:
        try:
            report = run_refresh(raw, warehouse, full=full, wait_seconds=wait, listener=progress.listen)
        except RefreshFailedError as error:
            progress.stop()
            Console(stderr=True).print(f"hearsay refresh: {error}", style="red", markup=False, highlight=False)
            raise typer.Exit(1) from None
    print_summary(console, report)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="A query, or `-` to read it from standard input.")],
    warehouse: WarehouseOption = WAREHOUSE,
    output: Annotated[OutputFormat, typer.Option("--format", "-f", help="How to print the rows.")] = OutputFormat.TABLE,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds after which the query is stopped.")] = 60.0,
) -> None:
    """Ask the published warehouse in SQL, read only.

    The query sees the warehouse and nothing else: no other files, no settings, no network.

        hearsay sql "select capture_path, status, reason from captures"
    """
    from dagster_project.query import QueryError, run_query

    text = sys.stdin.read() if query == "-" else query
    try:
        rows = run_query(_published(warehouse), text, timeout_seconds=timeout)
    except QueryError as error:
        _fail("sql", str(error))
    print_rows(rows, output)


@app.command()
def quarantine(
    warehouse: WarehouseOption = WAREHOUSE,
    output: Annotated[OutputFormat, typer.Option("--format", "-f", help="How to print the rows.")] = OutputFormat.TABLE,
) -> None:
    """List the captures that could not be read: which, why, and what to do."""
    from dagster_project.query import QueryError, run_query

    statement = "select capture_path, reason_code, reason from captures where status = 'quarantined' order by 1"
    try:
        rows = run_query(_published(warehouse), statement)
    except QueryError as error:
        _fail("quarantine", str(error))
    if not len(rows) and output is OutputFormat.TABLE:
        Console().print("Nothing is quarantined: every capture was read.")
    else:
        print_rows(rows, output)


@app.command()
def ui(
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


def _published(warehouse: Path) -> Path:
    file = warehouse / "warehouse.duckdb"
    if not file.exists():
        _fail("sql", f"{file} does not exist yet. Build it with `hearsay refresh`.")
    return file


def _fail(command: str, message: str) -> None:
    Console(stderr=True).print(f"hearsay {command}: {message}", style="red", markup=False, highlight=False)
    raise typer.Exit(1)


def main() -> None:
    """The `hearsay` command."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    app()


if __name__ == "__main__":
    main()
