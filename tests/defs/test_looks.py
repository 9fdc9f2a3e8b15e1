"""What the pages show of a table is what lies in it, and captured text in it is text."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import duckdb
import pytest

from dagster_project.defs.table_looks import FIGURES, TABLES, built_looks, table_value


@pytest.fixture(scope="module")
def looks(sample_warehouse: Path) -> dict[str, dict[str, object]]:
    return built_looks(sample_warehouse)


def test_every_published_table_has_its_rows_counted_and_some_of_them_shown(
    looks: dict[str, dict[str, object]], sample: duckdb.DuckDBPyConnection
) -> None:
    tables = [name for (name,) in sample.execute("select view_name from duckdb_views() where not internal").fetchall()]
    tables += [name for (name,) in sample.execute("select table_name from duckdb_tables()").fetchall()]
    assert set(looks) == set(tables)
    for name, look in looks.items():
        count = len(sample.table(name))
        assert look["dagster/row_count"] == count
        shown = look["some rows"]
        assert isinstance(shown, dg.TableMetadataValue)
        assert len(shown.records) == min(count, 5)


def test_the_figures_of_a_table_add_up(looks: dict[str, dict[str, object]]) -> None:
    assert {*FIGURES, *TABLES} <= set(looks)
    captures = looks["captures"]
    assert captures["loaded"] == captures["dagster/row_count"]
    claims = looks["claims"] if "claims" in looks else looks["fct_claims"]
    kinds = [value for name, value in claims.items() if name in ("direct", "indirect", "mixed", "self_assertion")]
    assert len(kinds) >= 3
    assert sum(kinds) <= claims["dagster/row_count"]  # type: ignore[call-overload,operator]


def test_a_table_by_day_holds_every_claim(looks: dict[str, dict[str, object]]) -> None:
    by_day = looks["fct_claims"]["claims by day and kind"]
    assert isinstance(by_day, dg.TableMetadataValue)
    counted = sum(value for each in by_day.records for name, value in each.data.items() if name != "day")  # type: ignore[misc]
    assert counted == looks["fct_claims"]["dagster/row_count"]


@pytest.mark.parametrize(
    ("captured", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("[here](javascript:alert(1))", "[here](javascript:alert(1))"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("nobody \u202ebelieved", "nobody \\u202ebelieved"),
        ("x" * 500, "x" * 99 + "…"),
    ],
)
def test_captured_text_is_a_cell_of_text(captured: str, shown: str) -> None:
    (record,) = table_value(["text"], [(captured,)]).records
    assert record.data == {"text": shown}


def test_cells_keep_numbers_truth_values_and_nothing() -> None:
    (record,) = table_value(["a", "b", "c"], [(3, True, None)]).records
    assert record.data == {"a": 3, "b": True, "c": None}
