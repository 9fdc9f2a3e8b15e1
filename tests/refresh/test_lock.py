"""One writer at a time; a second one is told who holds the warehouse (F03)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dagster_project.refresh.lock import WarehouseLockedError, warehouse_lock

HOLD = """
import sys, time
from pathlib import Path
from dagster_project.refresh.lock import warehouse_lock
with warehouse_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / ".lock")], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_the_second_one_is_told_who_holds_the_warehouse(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(WarehouseLockedError, match=f"process {holder.pid}, since "), warehouse_lock(tmp_path / ".lock"):
        pass


@pytest.mark.usefixtures("holder")
def test_the_second_one_may_wait(tmp_path: Path) -> None:
    started = time.monotonic()
    with (
        pytest.raises(WarehouseLockedError),
        warehouse_lock(tmp_path / ".lock", wait_seconds=0.5),
    ):
        pass
    assert time.monotonic() - started >= 0.5


def test_a_killed_holder_leaves_nothing_locked(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with warehouse_lock(tmp_path / ".lock"):
        assert str(os.getpid()) in (tmp_path / ".lock").read_text()
