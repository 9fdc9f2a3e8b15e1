"""Measure the warehouse's SQL: `python bench/models.py WAREHOUSE`.

Builds every model and runs every data test, one after another, over the parts of a warehouse that a refresh has made
(bench/refresh.py keeps one), in a folder of its own. Prints for each the seconds of processor time, which hold on a
busy machine too, and the most rows that any step of it passed on: far more than the tables have, and a join compares
each with each.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

PROJECT = Path(__file__).parent.parent / "dbt"
SHOWN = 30


def compile_project(folder: Path) -> dict[str, Any]:
    """Seeds loaded into `folder`'s warehouse, and dbt's nodes with their SQL."""
    os.environ["HEARSAY_WAREHOUSE"] = str(folder)
    (folder / ".build").mkdir()
    target = folder / "target"
    places = ("--project-dir", PROJECT, "--profiles-dir", PROJECT, "--target-path", target, "--log-path", target)
    for command in ("seed", "compile"):
        done = dbtRunner().invoke([command, "--quiet", *map(str, places)])
        if not done.success:
            raise SystemExit(f"dbt {command} failed: {done.exception or done.result}")
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
    nodes: dict[str, Any] = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["nodes"]
    return nodes


def in_order(nodes: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Models and data tests, each behind what it reads."""
    waiting = {name: node for name, node in nodes.items() if node["resource_type"] in ("model", "test")}
    while waiting:
        ready = [name for name, node in waiting.items() if not any(on in waiting for on in node["depends_on"]["nodes"])]
        for name in ready:
            yield waiting.pop(name)


def most_rows(step: dict[str, Any]) -> int:
    """The most rows that a step of a profiled query, or one below it, passed on."""
    return max([int(step.get("operator_cardinality", 0)), *map(most_rows, step.get("children", []))])


def measure(folder: Path, nodes: dict[str, Any]) -> Iterator[tuple[float, int, str, str]]:
    """(seconds of processor time, most rows, kind, name) of each model and test; views cost nothing by themselves."""
    profile = folder / "profile.json"
    with duckdb.connect(str(folder / ".build" / "warehouse.duckdb"), config={"memory_limit": "4GB"}) as connection:
        connection.execute("set TimeZone = 'UTC'; create schema if not exists staging")
        connection.execute(f"pragma enable_profiling = 'json'; set profiling_output = '{profile}'")
        for node in in_order(nodes):
            sql, name = node["compiled_code"], node["relation_name"]
            started = time.process_time()
            if node["resource_type"] == "test":
                connection.execute(sql).fetchall()
            elif node["config"]["materialized"] == "view":
                connection.execute(f"create view {name} as {sql}")
                continue
            else:
                connection.execute(f"create table {name} as {sql}")
            seconds = time.process_time() - started
            yield seconds, most_rows(json.loads(profile.read_text())), node["resource_type"], node["name"]


def main() -> None:
    """Print the dearest models and tests."""
    parts = Path(sys.argv[1]).resolve() / "parts"
    if not parts.is_dir():
        raise SystemExit(f"{parts}: no such folder; refresh this warehouse first")
    with tempfile.TemporaryDirectory(prefix="hearsay-bench-") as temporary:
        folder = Path(temporary)
        (folder / "parts").symlink_to(parts)
        measured = sorted(measure(folder, compile_project(folder)), reverse=True)
    print(f"{'seconds':>8} {'most rows':>12}")
    for seconds, rows, kind, name in measured[:SHOWN]:
        print(f"{seconds:8.2f} {rows:12,} {kind:6} {name}")
    print(f"{sum(seconds for seconds, *_ in measured):8.2f} {'':12} all {len(measured)}")


if __name__ == "__main__":
    main()
