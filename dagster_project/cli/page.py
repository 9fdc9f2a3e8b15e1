"""Pages of text: lines with something in their margin, and plain tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dagster_project.cli.terminal import captured, one_line

RULE = "│ "
LEAST_WIDTH = 20
WIDEST_COLUMN = 44
"""Longer cells of a plain table push the rest of their row aside."""


def print_in_margin(console: Console, margin: Text, value: Text) -> None:
    """`value` beside `margin`: wrapped on a terminal, its lines whole elsewhere, so that programs find them."""
    rule = RULE if margin.plain.endswith(RULE) else ""
    blank = Text(" " * (margin.cell_len - len(rule)) + rule, style="dim")
    lines = list(value.split("\n"))
    if console.is_terminal:
        width = max(LEAST_WIDTH, console.width - margin.cell_len)
        lines = [piece for line in lines for piece in list(line.wrap(console, width, tab_size=4)) or [line]]
    for position, line in enumerate(lines):
        whole = Text.assemble(margin if position == 0 else blank, line)
        whole.rstrip()
        console.print(whole, soft_wrap=True, highlight=False)


def print_table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Rows under their columns: fitted to a terminal, whole elsewhere, a line each."""
    if not rows:
        return
    if not console.is_terminal:
        _print_plain(console, [columns, *rows])
        return
    table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
    for at, column in enumerate(columns):
        is_number = all(isinstance(row[at], int) for row in rows)
        table.add_column(column, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else captured(one_line(str(value))) for value in row))
    console.print(table)


def _print_plain(console: Console, rows: Sequence[Sequence[object]]) -> None:
    lines = [["" if value is None else one_line(str(value)) for value in row] for row in rows]
    widths = [min(WIDEST_COLUMN, max(map(len, column))) for column in zip(*lines, strict=True)]
    for cells in lines:
        line = "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
        console.print(Text(f"  {line}".rstrip()), soft_wrap=True, highlight=False)
