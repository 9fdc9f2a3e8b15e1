"""The figures that analysts are shown are measured: the committed file is what a new measurement gives."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


def load_measuring() -> ModuleType:
    """`measure.py`, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("gold_measure", HERE / "measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


measuring = load_measuring()
AGAIN = "rules or gold have changed: python tests/gold/measure.py measures anew"


def figures(written: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The figures by metric, language and type: what a comment in the code changes is the version alone."""
    rows = csv.DictReader(io.StringIO(written))
    key = ("metric", "language", "report_type")
    shown = ("n", "value", "interval_low", "interval_high", "meaning")
    return {tuple(row[name] for name in key): tuple(row[name] for name in shown) for row in rows}


def test_the_committed_figures_are_those_of_the_gold_as_it_is() -> None:
    with measuring.MEASURED.open(encoding="utf-8", newline="") as file:
        versions = {row["gold_version"] for row in csv.DictReader(file)}
    assert versions == {hashlib.sha256(measuring.GOLD.read_bytes()).hexdigest()[:12]}, AGAIN


def test_measuring_again_gives_the_committed_figures(tmp_path: Path) -> None:
    committed = figures(measuring.MEASURED.read_text(encoding="utf-8"))
    measured = figures(measuring.measure(tmp_path))
    differing = {key: (committed.get(key), measured.get(key)) for key in committed.keys() | measured.keys()}
    assert {key: pair for key, pair in differing.items() if pair[0] != pair[1]} == {}, AGAIN


@pytest.mark.parametrize("metric", ["claim_precision", "speaker_right", "name_recall", "post_recall", "field_right"])
def test_each_part_of_reading_is_measured_in_both_languages(metric: str) -> None:
    measured = figures(measuring.MEASURED.read_text(encoding="utf-8"))
    assert {language for name, language, _ in measured if name == metric} >= {"all", "de", "en"}
