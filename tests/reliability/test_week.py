"""F08, F09, and a week of all of it: files dropped, edited and removed; refreshes killed, missed, without disk."""

from __future__ import annotations

import random
import resource
import signal
import time
from pathlib import Path

import pytest
from harness import REFRESH_SCRIPT, STORY, prepared, query, refresh, run_script, scan, start, write

from dagster_project.seal import check_published


@pytest.mark.slow
def test_after_a_bad_week_every_capture_is_there_exactly_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, warehouse = prepared(tmp_path)
    rng = random.Random(7)
    real = time.time_ns
    names: list[str] = ["thread"]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    for day in range(1, 8):
        monkeypatch.setattr(time, "time_ns", lambda day=day: real() + (day if day != 4 else -2) * 86_400 * 10**9)
        for number in range(rng.randint(1, 5)):
            name = f"day{day}_{number}"
            write(raw, **{name: STORY.replace("Ossel", f"Ossel {day}.{number}")})
            names.append(name)
        if day > 2:
            changed, removed = rng.sample(names, 2)
            write(raw, **{changed: STORY.replace("Ossel", f"Ossel again {day}")})
            (raw / f"{removed}.txt").unlink()
            names.remove(removed)
        match day:
            case 2:  # killed in the middle
                process = start(raw, warehouse)
                time.sleep(6)
                process.send_signal(signal.SIGKILL)
                process.communicate()
            case 3:  # the daemon is dead: three ticks are missed
                continue
            case 5:  # the disk is full
                assert run_script(REFRESH_SCRIPT, raw, warehouse, preexec=limit).returncode == 1
            case _:
                refresh(raw, warehouse)
        check_published(warehouse / "warehouse.duckdb", whole=True)
    captures = query(warehouse, "select capture_path, status from captures order by 1")
    assert captures == [(f"{name}.txt", "loaded") for name in sorted(names)]
    refresh(raw, tmp_path / "at_once")
    assert scan(warehouse) == scan(tmp_path / "at_once")
