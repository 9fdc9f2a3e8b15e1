"""A real daemon for tests: `hearsay daemon` in processes of its own, and what it has published."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

LIMIT_SECONDS = 900
"""Far more than it takes on a quiet machine: what is tested is that it happens, bench/ measures how fast."""


@contextmanager
def daemon(
    raw: Path, warehouse: Path, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """`hearsay daemon`, killed at the end with all that it started."""
    command = [sys.executable, "-m", "dagster_project.cli", "daemon", "--raw", str(raw), "--warehouse", str(warehouse)]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, start_new_session=True, env={**os.environ, **(environment or {})}
        )
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until(is_so: Callable[[], bool], what: str, log: Path) -> None:
    """Wait until `is_so`; fails with the end of the daemon's log where that takes too long."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"{what} in {LIMIT_SECONDS} s:\n{log.read_text(errors='replace')[-3000:]}"
        time.sleep(0.5)


def published(warehouse: Path) -> list[str]:
    """The captures of the published warehouse; none where nothing is published."""
    file = warehouse / "warehouse.duckdb"
    if not file.exists():
        return []
    with duckdb.connect(str(file), read_only=True) as connection:
        loaded = connection.execute("select capture_path from captures where status = 'loaded' order by 1").fetchall()
    return [path for (path,) in loaded]
