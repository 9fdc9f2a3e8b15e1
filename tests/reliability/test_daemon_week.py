"""A week of a real daemon: the clock moved, files dropped, edited and removed, the daemon killed, the disk full."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import pytest
from harness import STORY, THREAD, query, refresh, scan, write
from running_daemon import daemon, published, until

from dagster_project.refresh.lock import holder_of
from dagster_project.seal import check_published

DAY = 86_400
SOURCE = Path(__file__).with_name("moved_clock.c")
DISK_FULL = ("No space left", "disk is full", "disk I/O error")
"""What is said by Hearsay, and by SQLite of Dagster's own files: of one that must grow, of shared memory that must."""


class Clock:
    """The time of day that the daemon and all that it starts are told, by a library before the system's own."""

    def __init__(self, folder: Path) -> None:
        self._library, self._file = folder / "moved_clock.so", folder / "seconds"
        command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(self._library), str(SOURCE), "-ldl"]
        subprocess.run(command, check=True, capture_output=True)
        self._file.write_bytes(struct.pack("l", 0))

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self._library), "MOVED_CLOCK": str(self._file)}

    def move_to(self, days: float) -> None:
        """Set the clock to so many days from now; running processes see it at once."""
        with self._file.open("r+b") as mapped:
            mapped.write(struct.pack("l", int(days * DAY)))


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    if sys.platform != "linux" or shutil.which("cc") is None:
        pytest.skip("moving the clock of a running process needs Linux and a C compiler")
    return Clock(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A file system in memory that can be filled; None where this user may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", str(disk)]
    if os.getuid() or shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        yield None
        return
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def has_run_on(home: Path, day: float) -> bool:
    """Whether the daily schedule asked for a run and, on the moved clock's `day` from now, a refresh succeeded.

    The schedule's own; or, where the process with the definitions ended with the jump, the one in its place.
    """
    with dg.DagsterInstance.from_config(str(home)) as instance:
        asked = instance.get_runs_count(dg.RunsFilter(tags={"dagster/schedule_name": "daily_refresh"}))
        done = instance.get_run_records(dg.RunsFilter(statuses=[dg.DagsterRunStatus.SUCCESS]))
        return bool(asked) and any((record.start_time or 0) > time.time() + (day - 0.5) * DAY for record in done)


@pytest.mark.slow
def test_after_a_week_of_a_daemon_every_capture_is_there_exactly_once(
    tmp_path: Path, clock: Clock, small_disk: Path | None
) -> None:
    raw, log = write(tmp_path / "raw", thread=THREAD), tmp_path / "daemon.log"
    warehouse = (small_disk or tmp_path) / "warehouse"
    warehouse.mkdir()

    def drop(name: str) -> None:
        write(raw, **{name: STORY.replace("Ossel", f"Ossel {name}")})

    def shows(name: str, *, there: bool = True) -> Callable[[], bool]:
        return lambda: (f"{name}.txt" in published(warehouse)) is there

    with daemon(raw, warehouse, log, clock.environment) as process:
        drop("monday")
        until(shows("monday"), "monday's capture is not published", log)

        clock.move_to(days=1)  # past 04:00: the schedule's
        until(lambda: has_run_on(warehouse / ".dagster", day=1), "the daily refresh did not run", log)
        drop("tuesday")
        until(shows("tuesday"), "tuesday's capture is not published", log)

        clock.move_to(days=2)
        drop("wednesday")
        until(lambda: holder_of(warehouse / ".lock") is not None, "no run began for wednesday's capture", log)
        os.killpg(process.pid, signal.SIGKILL)  # the daemon, its code server, the run in its middle

    check_published(warehouse / "warehouse.duckdb", whole=True)
    drop("thursday")  # nobody is there for two days: three ticks of the schedule are missed
    write(raw, monday=STORY.replace("Ossel", "Ossel again"))
    (raw / "tuesday.txt").unlink()

    clock.move_to(days=4)
    with daemon(raw, warehouse, log, clock.environment):
        until(shows("thursday"), "what came while the daemon was dead is not published", log)
        assert "tuesday.txt" not in published(warehouse)

        if small_disk:
            ballast = small_disk / "ballast"
            with contextlib.suppress(OSError), ballast.open("wb") as file:  # the daemon writes meanwhile
                file.write(bytes(shutil.disk_usage(small_disk).free))
            drop("friday")
            until(lambda: any(said in log.read_text() for said in DISK_FULL), "no full disk", log)
            check_published(warehouse / "warehouse.duckdb", whole=True)
            ballast.unlink()
        else:
            drop("friday")
        until(shows("friday"), "friday's capture is not published", log)

    clock.move_to(days=3.9)  # set back by two hours and more: nothing waits for the old time to come again
    with daemon(raw, warehouse, log, clock.environment):
        drop("saturday")
        until(shows("saturday"), "saturday's capture is not published after the clock was set back", log)

        clock.move_to(days=6)
        shutil.copy(raw / "friday.txt", raw / "friday_again.txt")
        (raw / "wednesday.txt").unlink()
        drop("sunday")
        until(shows("sunday"), "sunday's capture is not published", log)

    captures = query(warehouse, "select capture_path, status from captures order by 1")
    names = ("friday", "monday", "saturday", "sunday", "thread", "thursday")
    wanted = [(f"{name}.txt", "loaded") for name in names] + [("friday_again.txt", "duplicate")]
    assert captures == sorted(wanted)
    check_published(warehouse / "warehouse.duckdb", whole=True)
    refresh(raw, tmp_path / "at_once")
    assert scan(warehouse) == scan(tmp_path / "at_once")
