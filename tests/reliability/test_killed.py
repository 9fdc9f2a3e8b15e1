"""F01: killed at any moment, the published warehouse stays as it was to the byte, and the next refresh makes up."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import STORY, THREAD, fingerprint, prepared, refresh, run_script, scan, scan_at_once, start, write

KILLED_BEFORE_REPLACING = """
import os, signal, sys
from pathlib import Path
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.publish import publish_warehouse
replace = Path.replace
def die_instead(self, target):
    if self.suffix == ".duckdb":
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
Path.replace = die_instead
publish_warehouse(WarehouseLayout(Path(sys.argv[1])))
"""


def kill_when(process: subprocess.Popen[str], is_time: Callable[[], bool], limit_seconds: float = 90) -> None:
    """Kill the process when it is time, at the latest when it has ended by itself."""
    deadline = time.monotonic() + limit_seconds
    while process.poll() is None and not is_time() and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_killed_while_parsing_in_dbt_and_between_checkpoint_and_replacing(tmp_path: Path) -> None:
    raw, warehouse = prepared(tmp_path)
    before, rows = fingerprint(warehouse), scan(warehouse)
    write(raw, story=STORY)
    known = (warehouse / "parts" / "ingest" / "known.parquet").read_bytes()

    parsing = start(raw, warehouse)
    kill_when(parsing, lambda: (warehouse / "parts" / "ingest" / "known.parquet").read_bytes() != known)
    assert parsing.returncode == -signal.SIGKILL
    assert fingerprint(warehouse) == before

    build = warehouse / ".build" / "warehouse.duckdb"
    building = start(raw, warehouse)
    kill_when(building, lambda: build.exists() and build.stat().st_size > 500_000)
    assert building.returncode == -signal.SIGKILL
    assert fingerprint(warehouse) == before

    shutil.rmtree(build.parent)
    build.parent.mkdir()
    shutil.copy(warehouse / "warehouse.duckdb", build)
    publishing = run_script(KILLED_BEFORE_REPLACING, warehouse)
    assert publishing.returncode == -signal.SIGKILL, publishing.stderr
    assert fingerprint(warehouse) == before
    assert scan(warehouse) == rows

    refresh(raw, warehouse)
    assert scan(warehouse) == scan_at_once(thread=THREAD, story=STORY)


@pytest.mark.slow
def test_killed_at_twenty_random_moments(tmp_path: Path) -> None:
    raw, warehouse = prepared(tmp_path)
    rng = random.Random(1)
    killed = 0
    for number in range(20):
        write(raw, **{f"story{number}": STORY.replace("Ossel", f"Ossel {number}")})
        before = fingerprint(warehouse)
        process = start(raw, warehouse)
        after = time.monotonic() + rng.uniform(0.5, 15)
        kill_when(process, lambda after=after: time.monotonic() > after)  # type: ignore[misc]
        if process.returncode == -signal.SIGKILL:
            killed += 1
            # Killed right after publishing, it is the new one; in any case it is whole.
            assert fingerprint(warehouse) == before or scan(warehouse)
    assert killed >= 10
    refresh(raw, warehouse)
    refresh(raw, tmp_path / "at_once")
    assert scan(warehouse) == scan(tmp_path / "at_once")
