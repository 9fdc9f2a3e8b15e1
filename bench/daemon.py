"""From a file dropped into raw/ to its rows in the published warehouse, under a real daemon: how long, at what cost.

    python bench/daemon.py [DROPS] [IDLE_SECONDS]      (3 and 120 when not given)

Starts `hearsay daemon` on a copy of the sample in a folder of its own, waits for the first refresh, then drops one
capture after another and prints for each the seconds until it can be queried: in all, beyond the sensor's interval and
the time that a file must have settled, and of the run alone (made, begun, ended), with the processor time of all
processes meanwhile. Last, the processor time of a minute in which nothing is dropped.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import dagster as dg
import duckdb

from dagster_project.defs.automation import SENSOR_SECONDS, SETTLED_SECONDS

PROJECT = Path(__file__).resolve().parents[1]
LIMIT_SECONDS = 600
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def main(drops: int, idle_seconds: float) -> None:
    """Drop, wait, print."""
    with tempfile.TemporaryDirectory() as scratch:
        raw, warehouse = Path(scratch) / "raw", Path(scratch) / "warehouse"
        shutil.copytree(PROJECT / "raw", raw)
        command = [sys.executable, "-m", "dagster_project.cli", "daemon", "--raw", str(raw)]
        daemon = subprocess.Popen(
            [*command, "--warehouse", str(warehouse)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_for(warehouse, "", since=time.monotonic())
            all_seconds, beyond, costs = [], [], []
            for number in range(drops):
                name = f"dropped-{number}.txt"
                cpu = cpu_seconds_of_session(daemon.pid)
                (raw / name).write_text(f"Pier {number} is closed, the harbour office said.\n", encoding="utf-8")
                seconds = wait_for(warehouse, name, since=time.monotonic())
                all_seconds.append(seconds)
                beyond.append(seconds - SENSOR_SECONDS - SETTLED_SECONDS)
                costs.append(cpu_seconds_of_session(daemon.pid) - cpu)
                print(
                    f"{name}: {seconds:.1f} s, {beyond[-1]:.1f} s beyond interval and settling; "
                    f"{last_run(warehouse)}; {costs[-1]:.1f} s of CPU; load {os.getloadavg()[0]:.1f}",
                    flush=True,
                )
            print(
                f"medians: {statistics.median(all_seconds):.1f} s, {statistics.median(beyond):.1f} s beyond, "
                f"{statistics.median(costs):.1f} s of CPU"
            )
            time.sleep(30)  # until the run's processes have ended
            cpu = cpu_seconds_of_session(daemon.pid)
            time.sleep(idle_seconds)
            idle = (cpu_seconds_of_session(daemon.pid) - cpu) / idle_seconds * 60
            print(f"idle: {idle:.1f} s of CPU a minute; load {os.getloadavg()[0]:.1f}")
        finally:
            os.killpg(daemon.pid, signal.SIGKILL)
            daemon.wait()


def wait_for(warehouse: Path, path: str, since: float) -> float:
    """Seconds from `since` until `path` (or any capture, where it is empty) is in the published warehouse."""
    file = warehouse / "warehouse.duckdb"
    while time.monotonic() - since < LIMIT_SECONDS:
        if file.exists():
            with duckdb.connect(str(file), read_only=True) as connection:
                if connection.execute(
                    "select 1 from captures where capture_path = $path or $path = '' limit 1", {"path": path}
                ).fetchall():
                    return time.monotonic() - since
        time.sleep(0.5)
    raise SystemExit(f"{path or 'the sample'} was not published within {LIMIT_SECONDS} s")


def last_run(warehouse: Path) -> str:
    """What the last run took until it began, and until now."""
    with dg.DagsterInstance.from_config(str(warehouse / ".dagster")) as instance:
        [record] = instance.get_run_records(limit=1)
    made, begun = record.create_timestamp.timestamp(), record.start_time or 0.0
    return f"run made {time.time() - made:.1f} s ago, begun {begun - made:.1f} s later"


def cpu_seconds_of_session(session: int) -> float:
    """Processor time of all processes of a session, with that of their children that have ended."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS_PER_SECOND


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3, float(sys.argv[2]) if len(sys.argv) > 2 else 120.0)
