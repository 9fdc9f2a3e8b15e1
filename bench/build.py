"""Time the whole of dbt's build: `python bench/build.py WAREHOUSE [RUNS]`.

Builds and tests the warehouse's SQL over the parts of a warehouse that a refresh has made, into a new file in a folder
of its own, as a refresh does it: all seeds, models and data tests, two threads, the cap of memory of dbt/profiles.yml.
Prints for each run seconds, processor seconds, the most memory that was held, and the load that others had left.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "dbt"
DBT = [str(Path(sys.executable).with_name("dbt")), "--quiet", "build", "--exclude", "resource_type:unit_test"]


def build(parts: Path, folder: Path) -> tuple[float, float, float]:
    """One build in an empty folder: seconds, processor seconds, MB of memory held at most."""
    (folder / ".build").mkdir()
    (folder / "parts").symlink_to(parts)
    places = (
        "--project-dir",
        PROJECT,
        "--profiles-dir",
        PROJECT,
        "--target-path",
        folder / "dbt",
        "--log-path",
        folder,
    )
    started = time.monotonic()
    run = subprocess.Popen([*DBT, *map(str, places)], env={**os.environ, "HEARSAY_WAREHOUSE": str(folder)})
    _, status, usage = os.wait4(run.pid, 0)
    if status:
        raise SystemExit("the build failed")
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Build as often as asked."""
    parts = Path(sys.argv[1]).resolve() / "parts"
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        load = os.getloadavg()[0]
        with tempfile.TemporaryDirectory() as folder:
            seconds, processor, megabytes = build(parts, Path(folder))
        print(
            f"{seconds:,.0f} s, processor {processor:,.0f} s, at most {megabytes:,.0f} MB, load before it {load:.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
