"""dbt's own documentation site, as one page: each table and column with what it means, its tests, its lineage.

dbt takes the columns and their types from a database. It gets one with the published tables and not a single row, so
that no captured text can come into the page.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.warehouse_build import DBT_PROJECT, run_dbt


def build_dictionary(published: Path | None, page: Path) -> Path:
    """Write the site into `page`, a file that needs nothing beside it; gives its path.

    Without a published warehouse the page has the columns that the models declare. Raises `WarehouseBuildError` where
    dbt cannot read its project.
    """
    with tempfile.TemporaryDirectory(prefix="hearsay-docs-") as folder:
        layout = WarehouseLayout(Path(folder).resolve())
        layout.build.parent.mkdir(parents=True)
        _copy_columns(published, layout.build)
        target = layout.root / "target"
        run_dbt(["docs", "generate", "--static"], layout, target)
        # Where things lie on this machine is of no use to the reader.
        site = (target / "static_index.html").read_text(encoding="utf-8")
        site = site.replace(str(layout.root), "warehouse").replace(str(DBT_PROJECT), "dbt")
    page.parent.mkdir(parents=True, exist_ok=True)
    partial = page.with_name(f".{page.name}.partial")
    partial.write_text(site, encoding="utf-8")
    partial.replace(page)
    return page


def _copy_columns(published: Path | None, empty: Path) -> None:
    """Make `empty` a database with the tables of `published`, and no row."""
    with duckdb.connect(str(empty)) as connection:
        if published is None:
            return
        quoted = str(published).replace("'", "''")
        connection.execute(f"attach '{quoted}' as published (read_only)")
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'published' and schema_name = 'main'"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f'create table main."{table}" as from published.main."{table}" limit 0')
        connection.execute("detach published")
