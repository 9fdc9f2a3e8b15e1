"""F02: a full disk, at every stage: the message says so, the published warehouse stays, room again is all it takes."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import (
    REFRESH_SCRIPT,
    STORY,
    THREAD,
    command,
    fingerprint,
    prepared,
    refresh,
    run_script,
    scan,
    scan_at_once,
    write,
)

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("limit_bytes", "stage"),
    [(1_000, "stage 'ingest'"), pytest.param(400_000, "dbt build failed", marks=pytest.mark.slow)],
)
def test_files_that_cannot_grow_end_the_refresh_and_harm_nothing(tmp_path: Path, limit_bytes: int, stage: str) -> None:
    raw, warehouse = prepared(tmp_path)
    before = fingerprint(warehouse)
    write(raw, story=STORY)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))

    failed = run_script(REFRESH_SCRIPT, raw, warehouse, preexec=limit)
    assert failed.returncode == 1
    assert stage in failed.stderr
    assert "File too large" in failed.stderr
    assert "othing was published" in failed.stderr
    assert fingerprint(warehouse) == before

    refresh(raw, warehouse)
    assert scan(warehouse) == scan_at_once(thread=THREAD, story=STORY)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system in memory that can be made smaller and larger."""
    if os.getuid() != 0 or sys.platform != "linux" or shutil.which("mount") is None:
        pytest.skip("mounting a small file system needs root on Linux")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let root mount a tmpfs (a container without the right)")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)  # dbt keeps its log open in this process


@pytest.mark.slow
@pytest.mark.parametrize("room_bytes", [0, 100_000, 700_000, 3_000_000])
def test_a_disk_that_fills_up_at_any_stage(tmp_path: Path, small_disk: Path, room_bytes: int) -> None:
    raw, prepared_warehouse = prepared(tmp_path / "prepared")
    warehouse = small_disk / "warehouse"
    shutil.copytree(prepared_warehouse, warehouse)
    before, rows = fingerprint(warehouse), scan(warehouse)
    write(raw, story=STORY)
    used = shutil.disk_usage(small_disk).used
    subprocess.run(["mount", "-o", f"remount,size={used + room_bytes}", str(small_disk)], check=True)
    failed = subprocess.run(command(raw, warehouse), cwd=PROJECT, capture_output=True, text=True, check=False)
    assert failed.returncode == 1
    assert "No space left" in failed.stderr or "disk is full" in failed.stderr, failed.stderr[-3000:]
    assert fingerprint(warehouse) == before

    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    refresh(raw, warehouse)
    assert scan(warehouse) != rows
    assert scan(warehouse) == scan_at_once(thread=THREAD, story=STORY)
