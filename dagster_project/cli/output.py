"""Rows of an answer: a table for people, CSV or JSON Lines for programs."""

from __future__ import annotations

import csv
import json
import sys
from typing import Any

from dagster_project.cli.options import OutputFormat
from dagster_project.cli.terminal import escape_suspects, plain
from dagster_project.query import Answer


def print_rows(answer: Answer, output: OutputFormat) -> None:
    """The rows on standard output. On a terminal nothing in them is obeyed, whatever the format."""
    if output is OutputFormat.CSV:
        as_shown = plain if sys.stdout.isatty() else str
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows([_cell(value, as_shown) for value in row] for row in answer.rows)
    elif output is OutputFormat.JSON:
        for row in answer.rows:
            sys.stdout.write(json_line(dict(zip(answer.columns, row, strict=True))) + "\n")
    else:
        _print_table(answer)


def json_line(record: object, indent: int | None = None) -> str:
    """`record` as JSON, the same to a program, with what a terminal would obey or hide written as JSON escapes."""
    written = json.dumps(record, ensure_ascii=False, default=str, indent=indent)
    return escape_suspects(written, lambda character: json.dumps(character)[1:-1])


def _print_table(answer: Answer) -> None:
    from rich.console import Console
    from rich.table import Table

    from dagster_project.cli.terminal import captured

    console = Console()
    table = Table(show_lines=False)
    for column in answer.columns:
        table.add_column(captured(column), overflow="fold")
    for row in answer.rows:
        table.add_row(*("" if value is None else captured(str(value)) for value in row))
    console.print(table)
    console.print(f"{len(answer.rows):,} row{'' if len(answer.rows) == 1 else 's'}", highlight=False)


def _cell(value: Any, as_shown: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    return as_shown("'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value)
