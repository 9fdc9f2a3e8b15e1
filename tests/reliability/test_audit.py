"""F13, F14: a model that changed its columns or gives far too many or too few rows is stopped before publishing."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from harness import PROJECT, fingerprint, prepared, query, refresh, write

from dagster_project.refresh import warehouse_build
from dagster_project.refresh.audit import ImplausibleChangeError, find_breaks
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.session import Places, refresh_session
from dagster_project.refresh.warehouse_build import WarehouseBuildError

POSTS = "\n".join(
    f'{n}/30 The keeper said: "The chain of gate {n} is broken, and nobody mends it."' for n in range(1, 31)
)


@pytest.fixture
def dbt_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the dbt project that the refresh uses, to spoil a model in."""
    copy = tmp_path / "dbt"
    shutil.copytree(PROJECT / "dbt", copy, ignore=shutil.ignore_patterns("logs"))
    monkeypatch.setattr(warehouse_build, "DBT_PROJECT", copy)
    return copy


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param("    cast(documents.char_count as varchar) as char_count,\n", id="another type"),
        pytest.param("", id="removed"),
        pytest.param("    documents.char_count,\n    1 as one_more,\n", id="added"),
    ],
)
@pytest.mark.slow
def test_a_column_that_breaks_the_contract_is_stopped(tmp_path: Path, dbt_project: Path, columns: str) -> None:
    raw, warehouse = prepared(tmp_path)
    before = fingerprint(warehouse)
    (model,) = dbt_project.glob("models/**/documents.sql")
    text = model.read_text(encoding="utf-8")
    assert "    documents.char_count,\n" in text
    model.write_text(text.replace("    documents.char_count,\n", columns), encoding="utf-8")
    with pytest.raises(WarehouseBuildError, match=r"documents[\s\S]*contract"):
        refresh(raw, warehouse)
    assert fingerprint(warehouse) == before


@pytest.mark.slow
def test_a_model_that_gives_no_rows_is_stopped_and_passed_once_on_request(tmp_path: Path, dbt_project: Path) -> None:
    raw = write(tmp_path / "raw", posts=POSTS)
    warehouse = tmp_path / "warehouse"
    refresh(raw, warehouse)
    before = fingerprint(warehouse)
    (model,) = dbt_project.glob("models/**/who_said_what.sql")
    model.write_text(model.read_text(encoding="utf-8").rstrip() + "\nlimit 0\n", encoding="utf-8")
    with pytest.raises(ImplausibleChangeError, match=r"who_said_what.*: \d+ rows before, 0 now") as stopped:
        refresh(raw, warehouse)
    assert "--accept-change" in str(stopped.value)
    assert fingerprint(warehouse) == before

    refresh(raw, warehouse, accept_change=True)
    assert query(warehouse, "select count(*) from who_said_what") == [(0,)]
    refresh(raw, warehouse)
    accepted = query(
        warehouse, "select is_change_accepted from run_log where finished_at is not null order by started_at"
    )
    assert accepted == [(False,), (True,)]


def test_what_was_built_with_ten_times_the_rows_is_not_published_unless_accepted(tmp_path: Path) -> None:
    raw, warehouse = prepared(tmp_path)
    before = fingerprint(warehouse)
    build = WarehouseLayout(warehouse).build
    build.parent.mkdir(exist_ok=True)
    shutil.copy(warehouse / "warehouse.duckdb", build)
    with duckdb.connect(str(build)) as connection:
        connection.execute("insert into sentences select sentences.* from sentences, range(9)")
    with refresh_session(Places(raw, warehouse)) as session, pytest.raises(ImplausibleChangeError, match="sentences"):
        session.publish()
    assert fingerprint(warehouse) == before
    with refresh_session(Places(raw, warehouse), accept_change=True) as session:
        session.publish()
        assert session.accepted
    assert fingerprint(warehouse) != before


def make(
    file: Path, documents: int, rows_each: int, *, table: str = "fct_claims", refused: int = 0, reason: str = "error"
) -> Path:
    """A warehouse of captures and documents in which one table has `rows_each` rows per document."""
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"create table documents as select 'd' || i as document_id from range({documents}) r(i)")
        connection.execute(
            "create table captures as select 'c' || i as capture_path, 's' || i as sha256,"
            f" case when i >= {refused} then 'd' || i end as document_id,"
            f" case when i < {refused} then '{reason}' end as reason_code from range({documents}) r(i)"
        )
        connection.execute(f"create table {table} as select document_id, j from documents, range({rows_each}) r(j)")
        connection.execute("create table dim_entities as select document_id as entity_id from documents")
    return file


@pytest.mark.parametrize(
    ("was", "built", "says"),
    [
        ({"documents": 30, "rows_each": 4}, {"documents": 30, "rows_each": 4}, []),
        ({"documents": 30, "rows_each": 4}, {"documents": 30, "rows_each": 0}, ["120 rows before, 0 now"]),
        ({"documents": 30, "rows_each": 4}, {"documents": 30, "rows_each": 40}, ["120 rows before, 1,200 now"]),
        ({"documents": 30, "rows_each": 4}, {"documents": 30, "rows_each": 6}, []),
        ({"documents": 3, "rows_each": 4}, {"documents": 3, "rows_each": 0}, []),
        ({"documents": 30, "rows_each": 4}, {"documents": 3_000, "rows_each": 4}, []),
        ({"documents": 30, "rows_each": 4}, {"documents": 20, "rows_each": 4}, []),
        ({"documents": 300, "rows_each": 4}, {"documents": 30, "rows_each": 4}, ["270 of 300 captures are gone"]),
        ({"documents": 30, "rows_each": 4}, {"documents": 0, "rows_each": 4}, ["30 of 30 captures are gone",
                                                                               "dim_entities"]),
        ({"documents": 90, "rows_each": 1}, {"documents": 90, "rows_each": 1, "refused": 20},
         ["20 of 90 captures that were loaded are now quarantined"]),
        # What was withdrawn on purpose breaks nothing.
        ({"documents": 90, "rows_each": 1}, {"documents": 90, "rows_each": 1, "refused": 20, "reason": "retracted"},
         []),
        ({"documents": 30, "rows_each": 1}, {"documents": 30, "rows_each": 1, "table": "other"},
         ["table fct_claims is gone"]),
    ],
)  # fmt: skip
def test_bands_stop_what_a_refresh_does_not_explain_and_nothing_else(
    tmp_path: Path, was: dict[str, int], built: dict[str, int], says: list[str]
) -> None:
    breaks = find_breaks(make(tmp_path / "built.duckdb", **built), make(tmp_path / "was.duckdb", **was))  # type: ignore[arg-type]
    assert len(breaks) == len(says), breaks
    for each, words in zip(breaks, says, strict=True):
        assert words in each


def test_without_a_readable_published_file_there_is_nothing_to_compare(tmp_path: Path) -> None:
    built = make(tmp_path / "built.duckdb", 30, 4)
    assert find_breaks(built, tmp_path / "none.duckdb") == []
    (tmp_path / "broken.duckdb").write_bytes(b"no warehouse")
    assert find_breaks(built, tmp_path / "broken.duckdb") == []
