"""`hearsay sql` and `hearsay quarantine`: rows of the published warehouse."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dagster_project.cli.options import WAREHOUSE, FormatOption, OutputFormat, PublishedOption, failing


def ask_in_sql(
    query: Annotated[str, typer.Argument(help="A query, or `-` to read it from standard input.")],
    warehouse: PublishedOption = WAREHOUSE,
    output: FormatOption = OutputFormat.TABLE,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds after which the query is stopped.")] = 60.0,
) -> None:
    """Ask the published warehouse in SQL, read only.

    The query sees the warehouse and nothing else: no other files, no settings, no network.

        hearsay sql "select capture_path, status, reason from captures"

    Tables and columns: `hearsay sql "select table_name, column_name, comment from duckdb_columns()"`.
    """
    from dagster_project.cli.output import print_rows
    from dagster_project.query import run_query

    text = sys.stdin.read() if query == "-" else query
    with failing("sql"):
        answer = run_query(warehouse, text, timeout_seconds=timeout)
    print_rows(answer, output)


def list_quarantine(warehouse: PublishedOption = WAREHOUSE, output: FormatOption = OutputFormat.TABLE) -> None:
    """List the captures that could not be read: which, why, and what to do.

    They are in no other table; all other captures are. Mend or remove the file, and refresh again.
    """
    from dagster_project.cli.output import print_rows
    from dagster_project.query import run_query

    statement = "select capture_path, reason_code, reason from captures where status = 'quarantined' order by 1"
    with failing("quarantine"):
        answer = run_query(warehouse, statement)
    if not answer.rows and output is OutputFormat.TABLE:
        typer.echo("Nothing is quarantined: every capture was read.")
    else:
        print_rows(answer, output)
