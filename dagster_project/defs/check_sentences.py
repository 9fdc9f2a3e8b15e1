"""What each check of the pages holds, in words: said once, in dbt's project, and read from there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_LEADING_COMMENT = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)
_REFERENCE = re.compile(r"ref\('(\w+)'\)")


def check_sentence(test: Mapping[str, Any]) -> str:
    """The sentence of a data test, from its node in dbt's manifest.

    A test of its own file begins with a comment that says it; `columns_hold` is told by its arguments.
    """
    arguments = (test.get("test_metadata") or {}).get("kwargs", {})
    if arguments:
        return " ".join(_column_sentences(arguments))
    comment = _LEADING_COMMENT.match(test["raw_code"])
    return " ".join(comment[1].split()) if comment else ""


def _column_sentences(arguments: Mapping[str, Any]) -> Iterator[str]:
    for key in arguments.get("keys", []):
        columns = key if isinstance(key, str) else ", ".join(key)
        yield f"No two rows have the same {columns}."
    if filled := arguments.get("filled", []):
        yield f"Never null: {', '.join(filled)}."
    for column, values in arguments.get("values", {}).items():
        yield f"{column} is one of {', '.join(map(str, values))}."
    for column, target in arguments.get("references", {}).items():
        table, target_column = (target, column) if isinstance(target, str) else target
        found = _REFERENCE.fullmatch(table)
        yield f"Each {column} stands in {found[1] if found else table}.{target_column}."
