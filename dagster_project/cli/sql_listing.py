"""What `.tables` and `.schema` show, at the prompt and after `hearsay sql`."""

from __future__ import annotations

from dagster_project.query import Answer, PublishedWarehouse, QueryError, near_names


def listing(warehouse: PublishedWarehouse, command: str, table: str | None = None) -> Answer:
    """What `.tables` and `.schema [TABLE]` show; raises `QueryError` for a table that there is not."""
    if command == ".tables":
        rows = warehouse.rows(
            'select table_name as "table", estimated_size as rows, comment as "what a row is" from duckdb_tables()'
            " where not internal and schema_name = 'main' order by table_name"
        )
    else:
        if table is not None and table not in warehouse.tables():
            raise QueryError(f"there is no table {table}. {near_names(table, warehouse.tables())}")
        rows = warehouse.rows(
            'select table_name as "table", column_name as "column", lower(data_type) as type, comment as meaning'
            " from duckdb_columns() where not internal and schema_name = 'main' and ? in (table_name, '')"
            " order by table_name, column_index",
            table or "",
        )
    columns = list(rows[0]) if rows else []
    return Answer(columns, [tuple(row.values()) for row in rows])
