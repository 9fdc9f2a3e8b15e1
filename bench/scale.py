"""Refresh very many captures, and watch time and memory: `python bench/scale.py COUNT FOLDER [COUNT …]`.

For each COUNT in turn, captures of 6,000 characters are added until there are so many (bench/make_captures.py), and
`hearsay refresh` runs: with what is new, then with one more capture while ten readers query the published file in a
loop. Prints for each refresh: seconds, in all and per stage; processor seconds of all its processes; the most memory
that it held in the rooms and with dbt, and that its largest worker held; how the workers' memory went over time, which
is flat where a refresh of twice as many captures needs no more. FOLDER keeps captures (`raw`) and warehouse (`wh`);
`memory-*.csv` has each process's memory every two seconds.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

BENCH = Path(__file__).parent
CHARACTERS = 6000
READERS = 10
SAMPLE_SECONDS = 2.0
READ = """
import sys, time
import duckdb
path, until, reads = sys.argv[1], sys.argv[2], 0
import os
while not os.path.exists(until):
    with duckdb.connect(path, read_only=True, config={"threads": 1, "memory_limit": "256MB"}) as connection:
        seen, loaded = connection.execute(
            "select count(*), count(*) filter (where status = 'loaded') from captures").fetchone()
        documents, = connection.execute("select count(*) from documents").fetchone()
        assert loaded == documents, (loaded, documents)
        connection.execute("select * from who_said_what limit 20 offset 1000").fetchall()
    reads += 1
    time.sleep(0.5)
print(reads)
"""


def processes(root: int) -> Iterator[tuple[int, float, str]]:
    """Of a process and all below it: number, resident MB, what it is."""
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
        status = Path(f"/proc/{root}/status").read_text()
        command = Path(f"/proc/{root}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return
    if "VmRSS:" in status:
        megabytes = int(status.partition("VmRSS:")[2].split()[0]) / 1024
        yield root, megabytes, "worker" if "multiprocessing" in command else "refresh"
    for child in children:
        yield from processes(int(child))


def refresh(folder: Path, name: str) -> None:
    """Run one refresh, watch it, print what it took."""
    command = [sys.executable, "-m", "dagster_project.cli", "refresh", "--accept-change"]
    places = ["--raw", str(folder / "raw"), "--warehouse", str(folder / "wh")]
    started = time.monotonic()
    samples: list[tuple[float, int, str, float]] = []
    with (folder / f"output-{name}.txt").open("w") as output:
        run = subprocess.Popen([*command, *places], stdout=output, stderr=subprocess.STDOUT, cwd=BENCH.parent)
        while True:
            ended, status, usage = os.wait4(run.pid, os.WNOHANG)
            if ended:
                break
            for pid, megabytes, what in processes(run.pid):
                samples.append((time.monotonic() - started, pid, what, megabytes))
            time.sleep(SAMPLE_SECONDS)
    seconds = time.monotonic() - started
    with (folder / f"memory-{name}.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("seconds", "process", "what", "megabytes"), *samples])
    if status:
        print((folder / f"output-{name}.txt").read_text()[-3000:])
        raise SystemExit(f"{name}: the refresh failed")
    report(folder, name, seconds, usage.ru_utime + usage.ru_stime, samples)


def report(
    folder: Path, name: str, seconds: float, processor: float, samples: list[tuple[float, int, str, float]]
) -> None:
    """A refresh's figures. What its own process needed before dbt and with it is told apart by the run log's stages."""
    with duckdb.connect(str(folder / "wh" / "warehouse.duckdb"), read_only=True) as connection:
        (entered,) = connection.execute("select seconds_per_stage from run_log order by started_at desc").fetchone()
        rows = {
            table: connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("captures", "documents", "sentences", "fct_mentions", "fct_claims", "claim_groups")
        }
    # The run log in the file is written before the build: the parts' has the later stages too.
    log = folder / "wh" / "parts" / "runs" / "runs.parquet"
    entered = duckdb.sql(f"select seconds_per_stage from '{log}' order by started_at desc").fetchone()[0]
    stages = {stage["name"]: stage["value"] for stage in entered}
    dbt_from = seconds - stages["warehouse"] - stages["publish"] - 2
    own = [(at, megabytes) for at, _pid, what, megabytes in samples if what == "refresh"]
    rooms = max((megabytes for at, megabytes in own if at < dbt_from), default=0.0)
    dbt = max((megabytes for at, megabytes in own if at >= dbt_from), default=0.0)
    workers = [(at, megabytes) for at, _pid, what, megabytes in samples if what == "worker"]
    print(f"{name}: {seconds:,.0f} s, processor {processor:,.0f} s, load {os.getloadavg()[0]:.1f}")
    print("  seconds: " + ", ".join(f"{stage} {value:,.1f}" for stage, value in stages.items()))
    print(f"  MB: refresh in the rooms {rooms:,.0f}, with dbt {dbt:,.0f}, ", end="")
    print(f"largest worker {max((megabytes for _, megabytes in workers), default=0):,.0f}")
    for what, series in (("refresh", [each for each in own if each[0] < dbt_from]), ("worker", workers)):
        tenth = (dbt_from or 1) / 10
        peaks = [
            max((megabytes for at, megabytes in series if step * tenth <= at < (step + 1) * tenth), default=0.0)
            for step in range(10)
        ]
        print(f"  {what}, MB in each tenth of the rooms' time: " + " ".join(f"{peak:,.0f}" for peak in peaks))
    print("  rows: " + ", ".join(f"{table} {count:,}" for table, count in rows.items()), flush=True)


def with_readers(folder: Path, name: str) -> None:
    """One refresh while readers query what is published."""
    until = folder / "readers-end"
    until.unlink(missing_ok=True)
    command = [sys.executable, "-c", READ, str(folder / "wh" / "warehouse.duckdb"), str(until)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(READERS)
    ]
    try:
        refresh(folder, name)
    finally:
        until.touch()
        answers = [reader.communicate() for reader in readers]
    failed = [error for reader, (_, error) in zip(readers, answers, strict=True) if reader.returncode]
    reads = sum(int(output) for output, _ in answers if output.strip())
    print(f"  {READERS} readers: {reads:,} reads, {len(failed)} readers failed", *failed[:1], flush=True)


def main() -> None:
    """Grow, refresh, one more, for each count."""
    folder = Path(sys.argv[2])
    for count in [int(sys.argv[1]), *(int(each) for each in sys.argv[3:])]:
        made = [sys.executable, str(BENCH / "make_captures.py"), str(count), str(folder / "raw"), str(CHARACTERS)]
        subprocess.run(made, check=True)
        refresh(folder, f"{count}-new")
        more = folder / "raw" / f"one_more_{count}.txt"
        more.write_text(f"One more note: ferry {count} is late, the harbour office said.\n", encoding="utf-8")
        with_readers(folder, f"{count}-one-more")


if __name__ == "__main__":
    main()
