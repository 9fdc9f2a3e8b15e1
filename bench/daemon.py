"""How long from a file dropped into raw/ to its rows in the published warehouse, under a real daemon.

    python bench/daemon.py [DROPS]      (3 when not given)

Starts `hearsay daemon` on a copy of the sample in a folder of its own, waits for the first refresh, then drops one
capture after another and prints for each the seconds until it can be queried: in all, and beyond the sensor's interval
and the time that a file must have settled.
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

import duckdb

from dagster_project.defs.automation import SENSOR_SECONDS, SETTLED_SECONDS

PROJECT = Path(__file__).resolve().parents[1]
LIMIT_SECONDS = 600


def main(drops: int) -> None:
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
            beyond = []
            for number in range(drops):
                name = f"dropped-{number}.txt"
                (raw / name).write_text(f"Pier {number} is closed, the harbour office said.\n", encoding="utf-8")
                seconds = wait_for(warehouse, name, since=time.monotonic())
                beyond.append(seconds - SENSOR_SECONDS - SETTLED_SECONDS)
                print(f"{name}: {seconds:.1f} s, {beyond[-1]:.1f} s beyond interval and settling")
            print(f"median beyond: {statistics.median(beyond):.1f} s; load {os.getloadavg()[0]:.1f}")
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


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
