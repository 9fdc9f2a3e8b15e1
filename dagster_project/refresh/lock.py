"""One writer at a time, whatever started it: command line, schedule, sensor or the Dagster UI."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.refresh.errors import RefreshError


class WarehouseLockedError(RefreshError):
    """Another refresh holds the warehouse."""


@contextmanager
def warehouse_lock(path: Path, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold `path` as an advisory lock (flock: the kernel releases it when the holder dies, however it dies).

    Waits up to `wait_seconds`, then raises `WarehouseLockedError` naming the holder's process and start.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(descriptor, path, wait_seconds)
        holder = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def holder_of(path: Path) -> str | None:
    """Who refreshes the warehouse of this lock now, in words; None where nobody does. Takes no lock itself.

    A holder that was killed has left its name: its process is looked for.
    """
    try:
        holder = json.loads(path.read_bytes() or b"{}")
        os.kill(holder["pid"], 0)
    except (FileNotFoundError, ValueError, KeyError, ProcessLookupError):
        return None
    except PermissionError:
        pass  # a process of another user: there is one
    return f"process {holder['pid']}, since {holder['since']}"


def _acquire(descriptor: int, path: Path, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise WarehouseLockedError(
                    f"{path.parent} is being refreshed by {_holder(descriptor)}. Wait for it to end, or start "
                    "again with --wait SECONDS. Nothing was changed."
                ) from None
            time.sleep(0.2)
        else:
            return


def _holder(descriptor: int) -> str:
    try:
        holder = json.loads(os.pread(descriptor, 4096, 0) or b"{}")
    except ValueError:
        holder = {}
    if "pid" not in holder:
        return "another process"
    return f"process {holder['pid']}, since {holder['since']}"
