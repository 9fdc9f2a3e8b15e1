"""Lines with something in their margin."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

RULE = "│ "
LEAST_WIDTH = 20


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
