"""F12: a clock that is set back, or changes to daylight saving time, changes no row and hides no edit."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from harness import BERICHT, STORY, extract, extracted, prepared, query, refresh, scan, write


def test_a_clock_set_back_neither_hides_an_edit_nor_changes_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, warehouse = prepared(tmp_path)
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 3 * 86_400 * 10**9)
    extract(write(raw, story=STORY), warehouse)
    ahead = extracted(warehouse)["passages"]
    monkeypatch.setattr(time, "time_ns", lambda: real() - 3 * 86_400 * 10**9)
    times = (raw / "story.txt").stat()
    write(raw, story=STORY.replace("Saturday", "Thursday"))  # as long as before
    os.utime(raw / "story.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    extract(raw, warehouse)
    assert extracted(warehouse)["documents"]["text"].str.contains("Thursday").sum() == 1
    write(raw, story=STORY)
    extract(raw, warehouse)
    assert extracted(warehouse)["passages"].equals(ahead)


@pytest.mark.slow
def test_the_time_zone_and_daylight_saving_change_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = write(tmp_path / "raw", story=STORY, bericht=BERICHT)
    # An hour that Berlin had twice (01:30 UTC) and one that it left out.
    for name, moment in (("story", 1_635_641_999), ("bericht", 1_616_893_200)):
        os.utime(raw / f"{name}.txt", (moment, moment))
    rows = []
    for zone in ("UTC", "Europe/Berlin"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        try:
            refresh(raw, tmp_path / zone.replace("/", "_"))
        finally:
            monkeypatch.delenv("TZ")
            time.tzset()
        warehouse = tmp_path / zone.replace("/", "_")
        files = query(warehouse, "select capture_path, file_modified_at::varchar from captures order by 1")
        rows.append((scan(warehouse), files))
    assert rows[0] == rows[1]
    assert rows[0][1] == [("bericht.txt", "2021-03-28 01:00:00"), ("story.txt", "2021-10-31 00:59:59")]
