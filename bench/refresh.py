"""Measure refreshes of many captures: `python bench/refresh.py COUNT [FOLDER]`.

Makes COUNT varied captures (bench/make_captures.py), then refreshes four times: everything new, nothing new, one more
capture, one capture edited. Prints per refresh: seconds per stage; seconds of processor time that workers, the refresh
itself around them (`own`) and dbt took, which hold on a busy machine too; the most memory that the refresh held before
dbt, with dbt, and that its largest worker held. FOLDER keeps captures and warehouse; without it they are thrown away.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BENCH = Path(__file__).parent
STAGES = ("ingest", "parse", "segment", "extract", "account", "warehouse", "publish")


def refresh(raw: Path, warehouse: Path) -> dict[str, tuple[float, float, float, float]]:
    """Per stage: seconds, processor seconds of this process, its peak MB, that of the largest worker so far.

    Runs in a child process. Stage `workers` holds the processor seconds of all workers.
    """
    import time

    from dagster_project.refresh.session import Places, refresh_session

    def peak_mb(pid: int) -> float:
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def workers() -> list[int]:
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        return [int(child) for child in children]

    measured = {}
    with refresh_session(Places(raw, warehouse), accept_change=True) as session:
        steps = {
            "ingest": session.ingest,
            "parse": lambda: session.update("parse"),
            "segment": lambda: session.update("segment"),
            "extract": lambda: session.update("extract"),
            "account": session.account,
            "warehouse": lambda: session.build(lambda _event: None),
            "publish": session.publish,
        }
        for stage, step in steps.items():
            Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
            started, own = time.monotonic(), time.process_time()
            step()
            largest = max((peak_mb(pid) for pid in workers()), default=0.0)
            measured[stage] = (time.monotonic() - started, time.process_time() - own, peak_mb(os.getpid()), largest)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    measured["workers"] = (0.0, children.ru_utime + children.ru_stime, 0.0, 0.0)
    return measured


def measure(what: str, raw: Path, warehouse: Path) -> None:
    """Refresh in a fresh process, and print a line."""
    command = [sys.executable, __file__, "--child", str(raw), str(warehouse)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=BENCH.parent)
    stages = json.loads(done.stdout.splitlines()[-1])
    seconds = " ".join(f"{stages[stage][0]:>9.1f}" for stage in STAGES)
    rooms = STAGES[:5]
    processor = (stages["workers"][1], sum(stages[room][1] for room in rooms), stages["warehouse"][1])
    memory = (
        max(stages[room][2] for room in rooms),
        stages["warehouse"][2],
        max(stages[stage][3] for stage in STAGES),
    )
    total = sum(stages[stage][0] for stage in STAGES)
    print(
        f"{what:<14}{seconds} {total:>9.1f} |"
        + "".join(f"{value:>8.1f}" for value in processor)
        + " |"
        + "".join(f"{value:>8.0f}" for value in memory),
        flush=True,
    )


def main() -> None:
    """Make the captures and print the table."""
    if sys.argv[1] == "--child":
        print(json.dumps(refresh(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    count = int(sys.argv[1])
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="hearsay-bench-"))
    raw, warehouse = folder / "raw", folder / "warehouse"
    if not raw.exists():
        subprocess.run([sys.executable, str(BENCH / "make_captures.py"), str(count), str(raw)], check=True)
    shutil.rmtree(warehouse, ignore_errors=True)
    heads = " ".join(f"{stage:>9}" for stage in STAGES)
    print(f"{'seconds':<14}{heads} {'total':>9} | workers     own     dbt |  MB own  MB dbt  worker")
    measure(f"{count:,} new", raw, warehouse)
    measure("nothing new", raw, warehouse)
    (raw / "one_more.txt").write_text("One more note: the ferry is late, the harbour office said.\n", encoding="utf-8")
    measure("one more", raw, warehouse)
    edited = next(raw.rglob("000007.txt"))
    edited.write_text(edited.read_text(encoding="utf-8") + "\nNobody could confirm it.\n", encoding="utf-8")
    measure("one edited", raw, warehouse)
    print(
        f"warehouse {(warehouse / 'warehouse.duckdb').stat().st_size / 1e6:,.0f} MB, parts "
        f"{sum(file.stat().st_size for file in (warehouse / 'parts').rglob('*.parquet')) / 1e6:,.0f} MB, captures "
        f"{sum(file.stat().st_size for file in raw.rglob('*.txt')) / 1e6:,.0f} MB"
    )
    if len(sys.argv) <= 2:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
