"""Compares the sources of a warehouse built from `raw/` with the reading in `corpus_fields.csv`.

    python tests/gold/compare_fields.py warehouse/warehouse.duckdb

Prints each field with the number read right, and each difference. A source is the nth of its page, in the order
of the text. Empty cells of the table are compared too: what a page does not say has to be null. (Values that a
sidecar gives are left out, and so is the date of a heading without a year.)
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb

TABLE = Path(__file__).parent / "corpus_fields.csv"
FIELDS = [
    "source_kind",
    "source_role",
    "post_count",
    "title",
    "author_name",
    "author_handle",
    "outlet",
    "origin_outlet",
    "agency",
    "is_translated",
    "platform",
    "published_on",
    "language",
    "dateline_place",
    "declared_post_count",
    "missing_positions",
    "is_truncated",
]
SOURCES = """
    select c.capture_path, s.*, row_number() over (partition by s.document_id order by s.char_start) as source_number
    from captures as c
    inner join fct_sources as s on s.document_id = c.document_id
"""


def as_written(value: Any) -> str:
    """A value as the table writes it: nothing for null and false, lists by blanks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value)


def is_same(field: str, wanted: str, given: str) -> bool:
    """The same but for case; of several authors, in any order; no platform is expected of an article."""
    if field == "author_name":
        return sorted(wanted.split("; ")) == sorted(given.replace(", ", "; ").split("; "))
    if field == "platform" and not wanted:
        return True
    return wanted.casefold() == given.casefold()


def main(warehouse: str) -> int:
    """Print the comparison; 1 when anything differs."""
    connection = duckdb.connect(warehouse, read_only=True)
    cursor = connection.execute(SOURCES)
    names = [column[0] for column in cursor.description]
    given = {
        (row["capture_path"], row["source_number"]): row
        for row in (dict(zip(names, values, strict=True)) for values in cursor.fetchall())
    }
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with TABLE.open(encoding="utf-8", newline="") as file:
        wanted = {(row["capture_path"], int(row["source_number"])): row for row in csv.DictReader(file)}
    for key in sorted(given.keys() - wanted.keys()):
        sys.stdout.write(f"{key[0]} {key[1]}: a source that the page does not have\n")
    for key, row in wanted.items():
        source = given.get(key)
        if source is None:
            sys.stdout.write(f"{key[0]} {key[1]}: no such source\n")
        from_sidecar = (source or {}).get("sidecar_fields") or []
        for field in FIELDS:
            if field in from_sidecar or (field == "post_count" and not row[field]):
                continue
            total[field] += 1
            if source is None:
                continue
            value = as_written(source[field])
            if is_same(field, row[field], value):
                right[field] += 1
            else:
                sys.stdout.write(f"{key[0]} {key[1]}: {field} is {value!r}, should be {row[field]!r}\n")
    for field in FIELDS:
        sys.stdout.write(f"{field}: {right[field]}/{total[field]}\n")
    return int(right != total or given.keys() != wanted.keys())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
