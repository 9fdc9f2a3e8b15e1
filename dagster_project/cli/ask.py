"""`hearsay sql` and `hearsay quarantine`: rows of the published warehouse."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dagster_project.cli.options import WAREHOUSE, FormatOption, OutputFormat, PublishedOption, fail, failing


def ask_in_sql(
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUERY]",
            help="A query, `.tables`, `.schema TABLE`, or `-` to read it from standard input. Without: a prompt.",
        ),
    ] = None,
    warehouse: PublishedOption = WAREHOUSE,
    output: FormatOption = OutputFormat.TABLE,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds after which a query is stopped.")] = 60.0,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, help="Rows after which a table is cut, with a notice; 0: never.")
    ] = 1000,
) -> None:
    """Ask the published warehouse in SQL, read only.

    The query sees the warehouse and nothing else: no other files, no settings, no network.

        hearsay sql "select capture_path, status, reason from captures"
        hearsay sql .tables
        hearsay sql ".schema who_said_what"
        hearsay sql -f csv "select * from who_said_what" > statements.csv

    Without a query it asks for one at a prompt, with history, and with Tab completing tables, columns and keywords.
    In CSV no cell is a formula to a spreadsheet: a text that begins like one has an apostrophe before it.
    """
    from dagster_project.query import open_warehouse

    if timeout <= 0:
        fail("sql", "--timeout must be more than 0 seconds.")
    if query is None and sys.stdin.isatty():
        from dagster_project.cli.sql_prompt import Settings, ask_interactively

        with failing("sql"):
            ask_interactively(warehouse, Settings(output, min(limit, 200) if limit else 0, timeout))
        return

    from dagster_project.cli.output import print_batches, print_rows

    text = sys.stdin.read() if query in (None, "-") else str(query)
    command, *rest = text.strip().rstrip(";").split() or [""]
    if not command:
        fail("sql", "there is no query. Give one, or `-` and one on standard input.")
    with failing("sql"), open_warehouse(warehouse) as published:
        if command in (".tables", ".schema") and len(rest) <= (command == ".schema"):
            from dagster_project.cli.sql_listing import listing

            print_rows(listing(published, command, *rest), output)
        elif output is OutputFormat.TABLE:
            answer = published.answer(text, timeout_seconds=timeout, max_rows=limit or None)
            print_rows(answer, output)
            if answer.is_cut:
                typer.echo(
                    "There are more: --limit 0 shows all, -f csv and -f jsonl write them as they come.", err=True
                )
        else:
            with published.stream(text, timeout_seconds=timeout) as streamed:
                print_batches(streamed.columns, streamed.batches, output)


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
