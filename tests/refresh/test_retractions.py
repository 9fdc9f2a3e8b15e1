"""What is withdrawn is refused by its bytes and by its text, until it is restored."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dagster_project.refresh import versions
from dagster_project.refresh.retractions import (
    Decision,
    RetractionError,
    path_digest,
    read_decisions,
    record,
    record_file,
    withdrawn,
)
from dagster_project.tables import frame


@pytest.fixture(autouse=True)
def own_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "REFERENCE", tmp_path)
    record_file().write_text("action,sha256,document_id,path_digest,who,why,decided_at\n", encoding="utf-8")


def decision(action: str, sha256: str, at: str, document_id: str = "") -> Decision:
    return Decision(action, sha256, document_id, path_digest("a.txt"), "Ada", "asked for, in writing", at)


def captures(*rows: tuple[str, str, str | None]) -> pl.DataFrame:
    return frame(
        "captures", [{"capture_path": path, "sha256": sha256, "document_id": text} for path, sha256, text in rows]
    )


def test_same_bytes_and_same_text_are_refused_and_others_are_not() -> None:
    refusing = withdrawn([decision("retract", "aa", "2022-01-01 00:00:00", "text")])
    refused = refusing.refuse(captures(("a.txt", "aa", "text"), ("utf16.txt", "bb", "text"), ("c.txt", "cc", "other")))
    assert refused["reason_code"].to_list() == ["retracted", "retracted", None]
    assert refused["document_id"].to_list() == [None, None, "other"]
    assert "hearsay retract --restore" in refused["reason"][0]
    assert refused["reason"][2] is None


def test_the_last_decision_in_time_holds_in_whatever_order_they_stand() -> None:
    restored = [decision("restore", "aa", "2022-03-01 00:00:00"), decision("retract", "aa", "2022-01-01 00:00:00")]
    assert withdrawn(restored).sha256s == frozenset()
    again = [*restored, decision("retract", "aa", "2022-04-01 00:00:00")]
    assert withdrawn(again).sha256s == {"aa"}


def test_the_record_grows_and_is_read_as_it_was_written() -> None:
    first, second = decision("retract", "aa", "2022-01-01 00:00:00"), decision("restore", "aa", "2022-01-02 00:00:00")
    record([first])
    record([second])
    assert read_decisions() == [first, second]


@pytest.mark.parametrize("damage", ["", "action,sha256\n", "{header}\nretract,aa\n", "{header}\nforget,aa,,,,,\n"])
def test_a_damaged_record_stops_the_refresh_rather_than_let_anything_in(damage: str) -> None:
    header = record_file().read_text(encoding="utf-8").strip()
    record_file().write_text(damage.replace("{header}", header), encoding="utf-8")
    with pytest.raises(RetractionError, match="nothing was read or published"):
        read_decisions()
