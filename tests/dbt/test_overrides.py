"""Each kind of correction, from its row in entity_overrides to the warehouse, by dbt alone: no text is read again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from hashlib import md5
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.cli.main import dbtRunnerResult

from dagster_project.refresh.layout import WarehouseLayout

DBT_PROJECT = Path(__file__).parent.parent.parent / "dbt"


def entity_id(key: str) -> str:
    """The id that SQL makes of a key."""
    return md5(key.encode(), usedforsecurity=False).hexdigest()


MAYOR = entity_id("inferred:person:orda seitkali")
TOWN = entity_id("inferred:place:zhanbulak")


@pytest.fixture(scope="module")
def corrected(
    rows: dict[str, list[dict[str, Any]]],
    reference_key: str,
    write_parts: Callable[..., None],
    dbt: Callable[..., dbtRunnerResult],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse, built by a project whose overrides hold a row of each action."""
    folder = tmp_path_factory.mktemp("corrected")
    project = folder / "dbt"
    shutil.copytree(DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    president = entity_id(f"reference:{reference_key}")
    seed = project / "seeds" / "entity_overrides.csv"
    header = seed.read_text(encoding="utf-8").splitlines()[0]
    assert header == "action,entity_id,entity_name,target,who,why,on_date"
    lines = [
        f"split,{MAYOR},Orda Seitkali,Seitkali,Ada,another Seitkali,2022-02-01",
        f"merge,{MAYOR},Orda Seitkali,{president},Ada,one man,2022-02-01",
        f"rename,{president},Kassym-Jomart Tokayev,The Mayor,Ada,as he is called here,2022-02-01",
        f"retype,{president},Kassym-Jomart Tokayev,organization,Ada,to see it,2022-02-01",
        f"ignore,{TOWN},Zhanbulak,,Ada,no town,2022-02-01",
        f"distinct,{MAYOR},Orda Seitkali,{TOWN},Ada,a man and a town,2022-02-01",
    ]
    seed.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    write_parts(rows, folder / "warehouse")
    result = dbt(folder / "warehouse", "build", project=project)
    assert result.success, result.exception
    with duckdb.connect(str(WarehouseLayout(folder / "warehouse").build), read_only=True) as connection:
        yield connection


def entities_of(connection: duckdb.DuckDBPyConnection, surface: str) -> list[tuple[str | None, str | None]]:
    """Name and type of what the mentions of a surface are."""
    return connection.execute(
        """
        select distinct dim_entities.canonical_name, fct_mentions.entity_type
        from fct_mentions left join dim_entities using (entity_id)
        where surface = ? and mention_type = 'name'
        """,
        [surface],
    ).fetchall()


def test_merged_entities_are_one(corrected: duckdb.DuckDBPyConnection) -> None:
    assert entities_of(corrected, "Orda Seitkali") == entities_of(corrected, "Tokayev")


def test_a_merged_speaker_is_the_one_it_is_merged_into(corrected: duckdb.DuckDBPyConnection) -> None:
    found = corrected.execute(
        "select canonical_name from fct_claims inner join dim_entities on speaker_entity_id = entity_id where negated"
    ).fetchall()
    assert found == [("The Mayor",)]


def test_a_renamed_and_retyped_entity_shows_it_everywhere(corrected: duckdb.DuckDBPyConnection) -> None:
    assert entities_of(corrected, "Tokayev") == [("The Mayor", "organization")]


def test_a_form_split_off_is_an_entity_of_its_own(corrected: duckdb.DuckDBPyConnection) -> None:
    (found,) = corrected.execute("select entity_id from fct_mentions where surface = 'Seitkali'").fetchall()
    assert found[0] not in (MAYOR, None)
    assert entities_of(corrected, "Seitkali") != entities_of(corrected, "Orda Seitkali")


def test_what_is_ignored_keeps_its_words_and_is_no_entity(corrected: duckdb.DuckDBPyConnection) -> None:
    assert entities_of(corrected, "Zhanbulak") == [(None, "place")]
    gone = corrected.execute("select count(*) from dim_entities where canonical_name = 'Zhanbulak'").fetchall()
    assert gone == [(0,)]


def test_what_is_told_apart_says_so_under_the_entity_that_it_was_merged_into(
    corrected: duckdb.DuckDBPyConnection,
) -> None:
    found = corrected.execute(
        "select canonical_name, distinct_from_ids from dim_entities where distinct_from_ids is not null"
    ).fetchall()
    assert found == [("The Mayor", [TOWN])]


def test_every_corrected_mention_says_what_it_was_taken_for(corrected: duckdb.DuckDBPyConnection) -> None:
    found = corrected.execute(
        "select surface, uncorrected_entity_id from fct_mentions where uncorrected_entity_id is not null"
    ).fetchall()
    assert set(found) == {("Orda Seitkali", MAYOR), ("Seitkali", MAYOR), ("Zhanbulak", TOWN)}
