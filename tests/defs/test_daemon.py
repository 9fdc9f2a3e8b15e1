"""A file dropped into raw/ is published by the daemon's own run, and a daemon that was killed makes up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from running_daemon import daemon, published, until

from dagster_project.defs.automation import SENSOR_SECONDS, SETTLED_SECONDS
from dagster_project.defs.automation_state import automation_state


@pytest.mark.slow
def test_what_is_dropped_is_published_by_the_daemon_and_what_came_while_it_was_dead_too(tmp_path: Path) -> None:
    raw, warehouse, log = tmp_path / "raw", tmp_path / "warehouse", tmp_path / "daemon.log"
    raw.mkdir()
    warehouse.mkdir()
    (raw / "first.txt").write_text("The ferry was cancelled, the harbour office said.\n", encoding="utf-8")
    with daemon(raw, warehouse, log):
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
    with daemon(raw, warehouse, log):
        until(lambda: "third.txt" in published(warehouse), "what came while the daemon was dead is not published", log)
    assert published(warehouse) == ["first.txt", "second.txt", "third.txt"]
