"""`hearsay score`: figures on anybody's own gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = "Ada Roth said that the pier at Sallow is safe.\n"
GOLD = {
    "id": "mine/one",
    "text": TEXT,
    "claims": [{"content": [[14, 45]], "speaker": [[0, 8]], "type": "indirect", "hedged": False}],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return file


def test_prepare_writes_captures_and_says_what_comes_next(desk, gold: Path, tmp_path: Path) -> None:
    said = desk("score", str(gold), "--prepare", str(tmp_path / "raw"))
    assert (tmp_path / "raw" / "mine" / "one.txt").read_bytes() == TEXT.encode()
    assert "hearsay refresh --raw" in said


def test_a_prepared_and_refreshed_gold_is_scored(desk, gold: Path, tmp_path: Path, refresh) -> None:
    desk("score", str(gold), "--prepare", str(tmp_path / "raw"))
    refresh(tmp_path / "raw", tmp_path / "warehouse")
    where = ("--warehouse", str(tmp_path / "warehouse"))
    figures = json.loads(desk.invoke("score", str(gold), "-f", "json", *where).output)
    assert (figures["missing"], figures["verbatim_errors"], figures["uncovered_chars"]) == (0, 0, 0)
    assert figures["claim_spans_iou50"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1}
    assert figures["speaker_accuracy"] == 1.0


def test_texts_that_are_not_in_the_warehouse_are_named(desk, gold: Path) -> None:
    shown = desk("score", str(gold))
    assert "missing" in shown
    assert "id: mine/one" in shown


def test_a_gold_file_that_cannot_be_read_is_refused(desk, tmp_path: Path) -> None:
    assert "no-such.jsonl" in desk.refused("score", str(tmp_path / "no-such.jsonl"))


@pytest.mark.slow
def test_build_scores_a_warehouse_made_for_it_and_keeps_nothing(
    desk, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    shown = desk("score", str(gold), "--build")
    assert "P 1.000  R 1.000  F1 1.000" in shown
    assert not list((tmp_path / "temporary").iterdir())
