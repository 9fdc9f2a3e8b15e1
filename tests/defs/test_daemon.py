"""A file dropped into raw/ is published by the daemon's own run, and a daemon that was killed makes up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from dagster_project.defs.automation import SENSOR_SECONDS, SETTLED_SECONDS
from dagster_project.defs.automation_state import automation_state

LIMIT_SECONDS = 400
"""Far more than it takes on a quiet machine: what is tested is that it happens, bench/ measures how fast."""


@contextmanager
def daemon(raw: Path, warehouse: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`hearsay daemon`, killed at the end with all that it started."""
    command = [sys.executable, "-m", "dagster_project.cli", "daemon", "--raw", str(raw), "--warehouse", str(warehouse)]
    with (warehouse.parent / "daemon.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until(is_so: Callable[[], bool], what: str, log: Path) -> None:
    deadline = time.monotonic() + LIMIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"{what} in {LIMIT_SECONDS} s:\n{log.read_text(errors='replace')[-3000:]}"
        time.sleep(1)


def published(warehouse: Path) -> list[str]:
    """The captures of the published warehouse; none where nothing is published."""
    file = warehouse / "warehouse.duckdb"
    if not file.exists():
        return []
    with duckdb.connect(str(file), read_only=True) as connection:
        loaded = connection.execute("select capture_path from captures where status = 'loaded' order by 1").fetchall()
    return [path for (path,) in loaded]


@pytest.mark.slow
def test_what_is_dropped_is_published_by_the_daemon_and_what_came_while_it_was_dead_too(tmp_path: Path) -> None:
    raw, warehouse, log = tmp_path / "raw", tmp_path / "warehouse", tmp_path / "daemon.log"
    raw.mkdir()
    warehouse.mkdir()
    (raw / "first.txt").write_text("The ferry was cancelled, the harbour office said.\n", encoding="utf-8")
    with daemon(raw, warehouse):
        until(lambda: "first.txt" in published(warehouse), "the first capture is not published", log)
        (raw / "second.txt").write_text("The mayor denied it.\n", encoding="utf-8")
        until(lambda: "second.txt" in published(warehouse), "the second capture is not published", log)
        state = automation_state(warehouse / ".dagster")
        assert state.is_alive
        ticks = {tick.name: tick for tick in state.ticks}
        assert ticks["raw_changed"].last is not None
        assert ticks["daily_refresh"].next is not None

    (raw / "third.txt").write_text("Nobody from the union was asked.\n", encoding="utf-8")
    time.sleep(SETTLED_SECONDS + SENSOR_SECONDS / 2)
    assert "third.txt" not in published(warehouse)
    with daemon(raw, warehouse):
        until(lambda: "third.txt" in published(warehouse), "what came while the daemon was dead is not published", log)
    assert published(warehouse) == ["first.txt", "second.txt", "third.txt"]
