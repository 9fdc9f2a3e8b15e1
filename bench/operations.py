"""What the operations of docs/operations.md take: `python bench/operations.py COUNT`.

Makes COUNT varied captures (bench/make_captures.py) and a copy of the code, and prints for each operation seconds, and
the processor time of all that it started: a first refresh, nothing new, back up, restore, a move, upgrades that change
a model, a rule of extraction and the reading of layouts, and a rebuild.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

BENCH = Path(__file__).resolve().parent
PROJECT = BENCH.parent


def main(count: int) -> None:
    """Do each operation once."""
    with tempfile.TemporaryDirectory(prefix="hearsay-operations-") as scratch:
        place = Path(scratch)
        code, raw, warehouse, backup = place / "code", place / "raw", place / "warehouse", place / "backup"
        for folder in ("dagster_project", "dbt"):
            shutil.copytree(PROJECT / folder, code / folder)
        subprocess.run([sys.executable, str(BENCH / "make_captures.py"), str(count), str(raw)], check=True)

        def refresh(raw: Path = raw, warehouse: Path = warehouse, *words: str) -> None:
            run(code, "refresh", "--raw", str(raw), "--warehouse", str(warehouse), "--accept-change", *words)

        def upgrade(file: str, words: str) -> Callable[[], None]:
            with (code / file).open("a", encoding="utf-8") as changed:
                changed.write(words)
            return refresh

        measure("a first refresh", refresh)
        measure("nothing new", refresh)
        measure("status", lambda: run(code, "status", "--warehouse", str(warehouse), "--raw", str(raw)))
        measure("back up: captures", lambda: shutil.copytree(raw, backup / "raw"))
        measure("back up: the published file, checked", lambda: copy_published(warehouse, backup / "warehouse"))
        shutil.rmtree(warehouse)
        measure("restore the published file, checked", lambda: copy_published(backup / "warehouse", warehouse))
        measure("the first refresh after that", refresh)
        shutil.copytree(raw, place / "moved" / "raw")  # as by rsync -a: same times, new inodes
        shutil.copytree(warehouse, place / "moved" / "warehouse")
        measure("move: the first refresh in the new place", lambda: refresh(*moved(place)))
        shutil.rmtree(place / "moved")
        measure("upgrade: a model", upgrade("dbt/models/marts/who_said_what.sql", "\n-- changed\n"))
        measure("upgrade: a rule of extraction", upgrade("dagster_project/extract/claims/assemble.py", "\n# changed\n"))
        measure("upgrade: a layout", upgrade("dagster_project/parse/layouts/__init__.py", "\n# changed\n"))
        measure("rebuild: --full", lambda: refresh(raw, warehouse, "--full"))
        size = sum(file.stat().st_size for file in warehouse.rglob("*") if file.is_file()) / 1e6
        print(f"load {os.getloadavg()[0]:.1f}; the folder of the warehouse has {size:,.0f} MB")


def moved(place: Path) -> tuple[Path, Path]:
    """Captures and warehouse in the new place."""
    return place / "moved" / "raw", place / "moved" / "warehouse"


def run(code: Path, *words: str) -> None:
    """A command of Hearsay, with the code in `code`."""
    command = [sys.executable, "-m", "dagster_project.cli", *words]
    subprocess.run(command, cwd=code, env={**os.environ, "PYTHONPATH": str(code)}, check=True, capture_output=True)


def copy_published(start: Path, end: Path) -> None:
    """The published file and its checksum, checked as docs/operations.md has it."""
    end.mkdir(parents=True, exist_ok=True)
    for name in ("warehouse.duckdb", "warehouse.duckdb.sha256"):
        shutil.copy2(start / name, end / name)
    subprocess.run(["sha256sum", "--check", "--quiet", "warehouse.duckdb.sha256"], cwd=end, check=True)


def measure(what: str, operation: Callable[[], object]) -> None:
    """Do it, and print seconds by the clock and of processor time."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    own = time.process_time()
    operation()
    seconds, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + time.process_time() - own
    print(f"{what:<42}{seconds:>8.1f} s {cpu:>8.1f} s of CPU", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
