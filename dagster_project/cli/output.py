"""Rows of an answer: a table for people; CSV, JSON or JSON Lines for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TextIO

from dagster_project.cli.options import OutputFormat
from dagster_project.cli.terminal import escape_suspects, plain
from dagster_project.query import Answer

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV Injection)."""

Batches = Iterable[list[tuple[Any, ...]]]


def print_rows(answer: Answer, output: OutputFormat) -> None:
    """The rows on standard output. On a terminal nothing in them is obeyed, whatever the format."""
    if output is OutputFormat.TABLE:
        _print_table(answer)
    else:
        print_batches(answer.columns, [answer.rows], output)


def print_batches(columns: Sequence[str], batches: Batches, output: OutputFormat) -> None:
    """Rows on standard output as they come, in a format for programs."""
    as_shown = plain if sys.stdout.isatty() else str
    if output is OutputFormat.CSV:
        write_csv(sys.stdout, columns, batches, as_shown)
    elif output is OutputFormat.JSON:
        write_json(sys.stdout, columns, batches)
    else:
        write_json_lines(sys.stdout, columns, batches)


def write_csv(sink: TextIO, columns: Sequence[str], batches: Batches, as_shown: Callable[[str], str] = str) -> None:
    """Rows as CSV (RFC 4180, line ends of Unix) that a spreadsheet can be given: no cell is a formula.

    A text that begins like one gets an apostrophe before it. Null is an empty cell; lists and structs are JSON.
    """
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow([_cell(column, as_shown) for column in columns])
    for batch in batches:
        writer.writerows([_cell(value, as_shown) for value in row] for row in batch)


def write_json_lines(sink: TextIO, columns: Sequence[str], batches: Batches) -> None:
    """An object per row, a line each."""
    for batch in batches:
        for row in batch:
            sink.write(json_line(dict(zip(columns, row, strict=True))) + "\n")


def write_json(sink: TextIO, columns: Sequence[str], batches: Batches) -> None:
    """One array of an object per row."""
    opening = "["
    for batch in batches:
        for row in batch:
            sink.write(f"{opening}\n{json_line(dict(zip(columns, row, strict=True)))}")
            opening = ","
    sink.write("\n]\n" if opening == "," else "[]\n")


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
    first = "the first " if answer.is_cut else ""
    console.print(f"{first}{len(answer.rows):,} row{'' if len(answer.rows) == 1 else 's'}", highlight=False)


def _cell(value: Any, as_shown: Callable[[str], str]) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, list | dict):
        return as_shown(json.dumps(value, ensure_ascii=False, default=str))
    if not isinstance(value, str):
        return value
    return as_shown("'" + value if value.startswith(FORMULA_SIGNS) else value)
