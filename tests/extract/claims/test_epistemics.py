"""Hedges and negations of sentences of our own, half of them written before the rules were tried on them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASES = list(csv.DictReader((Path(__file__).parent / "epistemics_cases.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"][:60])
def test_a_statement_is_hedged_and_negated_by_its_main_clause_alone(
    case: dict[str, str], claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    outer = [claim for claim in claims_of(case["sentence"], case["language"]) if claim["parent_claim_id"] is None]
    assert outer, "no claim found"
    assert any(claim["hedged"] for claim in outer) == (case["hedged"] == "1")
    assert any(claim["negated"] for claim in outer) == (case["negated"] == "1")
