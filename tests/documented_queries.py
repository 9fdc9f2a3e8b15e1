"""Queries in README.md and docs/, each with its answer on the sample corpus: ```sql, then ```text.

`make answers` writes the answers anew; test_docs.py compares them.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import duckdb

from dagster_project.ingest import shortened

PROJECT = Path(__file__).parent.parent
PAIR = re.compile(r"```sql\n(?P<query>[^`]+)```\n\n```text\n(?P<answer>[^`]*)```")
WIDEST = 76
"""A longer cell is cut in a document, with an ellipsis."""


def pages() -> list[Path]:
    """The pages that may hold queries."""
    return [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """The rows of `query` as a page shows them: columns padded, nothing for null."""
    relation = connection.sql(query)
    table = [list(relation.columns), *([_cell(value) for value in row] for row in relation.fetchall())]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join([lines[0], "-+-".join("-" * width for width in widths), *lines[1:]]) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = " ".join(str(value).lower().split()) if isinstance(value, bool) else " ".join(str(value).split())
    return shortened(text, WIDEST)


def rewrite(connection: duckdb.DuckDBPyConnection, page: Path) -> int:
    """Write the answers of `page` anew; gives how many queries it holds."""
    text = page.read_text(encoding="utf-8")

    def pair(found: re.Match[str]) -> str:
        return f"```sql\n{found['query']}```\n\n```text\n{answer(connection, found['query'])}```"

    written, count = PAIR.subn(pair, text)
    page.write_text(written, encoding="utf-8")
    return count


def main() -> None:
    """Build the sample warehouse and write all answers anew."""
    from building import build_warehouse_of

    with tempfile.TemporaryDirectory() as folder:
        build_warehouse_of(PROJECT / "raw", Path(folder))
        with duckdb.connect(str(Path(folder) / "warehouse.duckdb"), read_only=True) as connection:
            for page in pages():
                sys.stdout.write(f"{page.name}: {rewrite(connection, page)} queries\n")


if __name__ == "__main__":
    main()
