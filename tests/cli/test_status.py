"""`hearsay status`: what it says is so, and it changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from building import PROJECT
from typer.testing import CliRunner

from dagster_project.cli import app
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.lock import holder_of, warehouse_lock
from dagster_project.refresh.preview import preview_refresh
from dagster_project.refresh.session import Places, refresh_session


def status(raw: Path, warehouse: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["status", "--raw", str(raw), "--warehouse", str(warehouse), *options])
    return result.exit_code, result.output


@pytest.fixture
def read_captures(tmp_path: Path) -> Places:
    """Three captures that were listed, read and taken through all rooms; no warehouse is built."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("one", "two", "three"):
        file = raw / f"{name}.txt"
        file.write_text(f"The harbour master said that pier {name} is closed.\n", encoding="utf-8")
        os.utime(file, (1_600_000_000, 1_600_000_000))
    places = Places(raw, tmp_path / "warehouse")
    # What was written within two seconds of its reading is read again, and the files' change time is now.
    far_ahead = 10_000_000_000
    with pytest.MonkeyPatch.context() as patch, refresh_session(places) as session:
        now = time.time_ns
        patch.setattr("dagster_project.refresh.captures.time.time_ns", lambda: now() + far_ahead)
        session.ingest()
        for room in ("parse", "segment", "extract"):
            session.update(room)
        session.account()
    return places


def changes(places: Places) -> dict[str, str]:
    return dict(preview_refresh(places.raw, places.layout).captures.iter_rows())


def test_with_nothing_new_nothing_would_change(read_captures: Places) -> None:
    preview = preview_refresh(read_captures.raw, read_captures.layout)
    assert changes(read_captures) == {}
    assert preview.unchanged == 3
    assert preview.documents == {"parse": 0, "segment": 0, "extract": 0}


def test_new_changed_and_removed_captures_are_told(read_captures: Places) -> None:
    (read_captures.raw / "four.txt").write_text("The mayor denied it.\n", encoding="utf-8")
    (read_captures.raw / "two.txt").write_text(
        "The mayor denied everything that was said of pier two.\n", encoding="utf-8"
    )
    (read_captures.raw / "one.txt").unlink()
    assert changes(read_captures) == {"four.txt": "new", "two.txt": "changed", "one.txt": "removed"}


def test_a_room_whose_rules_changed_would_deal_with_all_its_documents(
    read_captures: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dagster_project.refresh import preview

    real = preview.room_version
    monkeypatch.setattr(preview, "room_version", lambda room: real(room) + ("new" if room == "segment" else ""))
    assert preview_refresh(read_captures.raw, read_captures.layout).documents == {
        "parse": 0,
        "segment": 3,
        "extract": 3,
    }


def test_status_writes_nothing(read_captures: Places) -> None:
    def state() -> dict[str, int]:
        return {str(file): file.stat().st_mtime_ns for file in read_captures.warehouse.rglob("*")}

    before = state()
    status(read_captures.raw, read_captures.warehouse)
    assert state() == before


def test_a_warehouse_that_was_never_published_is_told_with_exit_code_1(read_captures: Places) -> None:
    code, output = status(read_captures.raw, read_captures.warehouse)
    assert code == 1
    assert "nothing is published yet" in output
    assert "has not published" in output


def test_a_published_warehouse_is_told_with_its_last_run(sample_warehouse: Path) -> None:
    code, output = status(PROJECT / "raw", sample_warehouse.parent)
    assert code == 0
    assert "22 captures seen" in output
    assert "0 new, 0 changed, 0 removed" in output
    code, output = status(PROJECT / "raw", sample_warehouse.parent, "--format", "json")
    record = json.loads(output)
    assert record["damage"] is None
    assert record["last_run"]["captures_seen"] == 22
    assert record["bytes_on_disk"]["published"] == sample_warehouse.stat().st_size


def test_a_damaged_file_is_told_with_exit_code_1(sample_warehouse: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_warehouse.parent, tmp_path / "copy")
    with (tmp_path / "copy" / "warehouse.duckdb").open("r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) - 4096)
    code, output = status(PROJECT / "raw", tmp_path / "copy")
    assert code == 1
    assert "bytes" in output
    assert "hearsay refresh" in output


def test_who_refreshes_is_told_while_it_does_and_not_after(tmp_path: Path) -> None:
    layout = WarehouseLayout(tmp_path)
    with warehouse_lock(layout.lock):
        assert f"process {os.getpid()}" in (holder_of(layout.lock) or "")
    assert holder_of(layout.lock) is None


def test_the_name_of_a_killed_holder_is_not_told(tmp_path: Path) -> None:
    layout = WarehouseLayout(tmp_path)
    layout.lock.write_text('{"pid": 4194303, "since": "2022-01-06T00:00:00+00:00"}', encoding="ascii")
    assert holder_of(layout.lock) is None


def test_a_raw_folder_that_is_missing_is_an_error_with_its_name(tmp_path: Path) -> None:
    code, output = status(tmp_path / "nowhere", tmp_path / "warehouse")
    assert code == 1
    assert "nowhere" in output
