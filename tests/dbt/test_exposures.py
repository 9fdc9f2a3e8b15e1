"""The exposures say who reads which table: as the queries of those pages and commands do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).parent.parent.parent
MARTS = {file.stem for file in (PROJECT / "dbt" / "models" / "marts").glob("*.sql")}
EXPOSURES: list[dict[str, Any]] = yaml.safe_load(
    (PROJECT / "dbt" / "models" / "exposures.yml").read_text(encoding="utf-8")
)["exposures"]


def tables_named(exposure: dict[str, Any]) -> set[str]:
    """The tables after `from` and `join` in the files that an exposure stands for."""
    texts = [(PROJECT / file).read_text(encoding="utf-8") for file in exposure["config"]["meta"]["reads"]]
    return {name for text in texts for name in re.findall(r'\b(?:from|join) "?([a-z_]+)', text)} & MARTS


@pytest.mark.parametrize("exposure", EXPOSURES, ids=lambda exposure: exposure["name"])
def test_an_exposure_depends_on_the_tables_that_its_queries_name(exposure: dict[str, Any]) -> None:
    assert exposure["depends_on"] == [f"ref('{table}')" for table in sorted(tables_named(exposure))]


def test_every_table_is_read_by_somebody() -> None:
    # Relations are read as `contested`, withdrawals by `hearsay retract` from its own record.
    read = set().union(*(tables_named(exposure) for exposure in EXPOSURES))
    assert MARTS - read == {"claim_relations", "retractions"}
