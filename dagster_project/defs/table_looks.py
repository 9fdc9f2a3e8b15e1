"""What an asset's page shows of a table besides its columns: rows, a few of them, and figures worth a curve.

Dagster draws every number among an asset's metadata over its materializations; so the figures here are the plots of
its page. Captured text is a string in a table's cell: Dagster shows it as it is, and it is cut and its control
characters are written as escapes before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from dagster_project.ingest import printable, shortened

SAMPLE_ROWS = 5
SHOWN_COLUMNS = 6
_NOT_FOR_EYES = re.compile(r"(^|_)(id|ids|start|end|spans?|version|hash|key|keys|sha256|bits)$|^column_")
"""Columns for joins and programs: a page has room for a few columns, and these say nothing to a reader."""
CELL_CHARACTERS = 100

FIGURES: Mapping[str, str] = {
    "captures": "select status, count(*) from captures group by all order by all",
    "fct_sources": "select source_kind, count(*) from fct_sources group by all order by all",
    "fct_claims": """
        select report_type, count(*) from fct_claims group by all
        union all select 'hedged', count(*) from fct_claims where hedged
        union all select 'negated', count(*) from fct_claims where negated
        order by all""",
    "claim_groups": """
        select 'with two origins or more', count(*) from claim_groups where independent_origin_count > 1""",
    "contested": "select 'contested pairs', count(*) from contested",
    "quality_metrics": """
        select concat_ws(' ', metric, language, report_type), value
        from quality_metrics where value is not null order by all""",
}
"""For each of these tables a query of names and numbers."""

TABLES: Mapping[str, tuple[str, str]] = {
    "fct_claims": (
        "claims by day and kind",
        """
        pivot (
            select coalesce(cast(s.published_on as varchar), 'no date') as day, c.report_type
            from fct_claims as c left join fct_sources as s using (source_id)
        ) on report_type using count(*) order by day desc limit 60""",
    ),
    "captures": (
        "captures by layout and status",
        """
        pivot (
            select coalesce(d.layout, c.reason_code, '') as layout, c.status
            from captures as c left join documents as d using (document_id)
        ) on status using count(*) order by layout limit 60""",
    ),
}
"""For each of these tables a name and a query of a small table that says more than rows do."""


def built_looks(built: Path) -> dict[str, dict[str, Any]]:
    """For each published table of the file that dbt built, the metadata of its asset."""
    if not built.exists():
        return {}
    with duckdb.connect(str(built), read_only=True) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "select table_name from information_schema.tables where table_schema = 'main'"
            ).fetchall()
        ]
        return {name: _look(connection, name) for name in names}


def table_value(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> dg.TableMetadataValue:
    """Rows as a table on a page: each cell a number, a truth value, or text that is shown and never obeyed."""
    records = [dg.TableRecord({name: _cell(value) for name, value in zip(columns, row, strict=True)}) for row in rows]
    # Dagster reads the columns off the first row, where an empty cell has no type.
    schema = dg.TableSchema([dg.TableColumn(name) for name in columns])
    return dg.MetadataValue.table(records=records, schema=schema)


def shown_columns(columns: Sequence[str]) -> list[str]:
    """The columns of a table that a page shows in its sample of rows."""
    return [name for name in columns if not _NOT_FOR_EYES.search(name)][:SHOWN_COLUMNS] or list(columns)


def _look(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, Any]:
    def rows(query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        answer = connection.execute(query)
        return [column[0] for column in answer.description or ()], answer.fetchall()

    table = connection.table(name)
    look: dict[str, Any] = {"dagster/row_count": len(table)}
    if name in FIGURES:
        look |= {str(figure): number for figure, number in rows(FIGURES[name])[1]}
    if name in TABLES:
        title, query = TABLES[name]
        look[title] = table_value(*rows(query))
    some = table.select(*shown_columns(table.columns)).limit(SAMPLE_ROWS)
    return {**look, "some rows": table_value(some.columns, some.fetchall())}


def _cell(value: object) -> str | float | bool | None:
    if value is None or isinstance(value, bool | int | float):
        return value
    return shortened(printable(str(value)), CELL_CHARACTERS)
