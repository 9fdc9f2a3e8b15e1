"""What several commands take, and how each of them fails."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dagster_project.cli.terminal import plain

PROJECT = Path(__file__).resolve().parents[2]
RAW = PROJECT / "raw"
WAREHOUSE = PROJECT / "warehouse"


class OutputFormat(enum.StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


class PageFormat(enum.StrEnum):
    """How an account of one thing is printed."""

    TEXT = "text"
    JSON = "json"


RawOption = Annotated[
    Path, typer.Option("--raw", envvar="HEARSAY_RAW", help="Folder of captures; read recursively, never changed.")
]
WarehouseOption = Annotated[
    Path, typer.Option("--warehouse", envvar="HEARSAY_WAREHOUSE", help="Folder of the warehouse; made when missing.")
]
PublishedOption = Annotated[
    Path, typer.Option("--warehouse", envvar="HEARSAY_WAREHOUSE", help="Folder of the warehouse to read.")
]
FormatOption = Annotated[
    OutputFormat, typer.Option("--format", "-f", help="How to print the rows; jsonl: a JSON object a line.")
]
PageOption = Annotated[
    PageFormat, typer.Option("--format", "-f", help="text for people, json for programs: one object.")
]


def fail(command: str, message: str, exit_code: int = 1) -> NoReturn:
    """End `command` with what went wrong on standard error."""
    from rich.console import Console

    Console(stderr=True).print(
        plain(f"hearsay {command}: {message}"), style="red", markup=False, highlight=False, soft_wrap=True
    )
    raise typer.Exit(exit_code)


@contextmanager
def failing(command: str, *errors: type[Exception]) -> Iterator[None]:
    """Within this block a query that cannot be answered, or one of `errors`, ends `command` with its message."""
    from dagster_project.query import QueryError

    expected: tuple[type[Exception], ...] = (QueryError, *errors)
    try:
        yield
    except expected as error:
        fail(command, str(error))
