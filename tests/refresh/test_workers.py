"""A capture that hangs, crashes or eats memory fails alone, with its reason; all others go on (F10)."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import polars as pl
import pytest

from dagster_project.refresh.workers import Batch, Fault, Limits, WorkerError, Workers

LIMITS = Limits(seconds=3, memory_bytes=600 * 2**20)
PATIENT = Limits(seconds=60, memory_bytes=LIMITS.memory_bytes)
"""For what ends by itself: on a busy machine 3 s may be over first."""


def batch(*texts: str) -> Batch:
    keys = tuple(f"{number}-{text}" for number, text in enumerate(texts))
    return Batch({"documents": pl.DataFrame({"document_id": keys, "text": texts})}, keys)


def run(*batches: Batch, limits: Limits = LIMITS) -> tuple[set[str], dict[str, Fault]]:
    seen: set[str] = set()
    faults: dict[str, Fault] = {}
    with Workers(2, limits) as workers:
        for outcome in workers.run("hostile_tasks:behave", iter(batches), {}):
            if outcome.frames:
                seen.update(outcome.frames["seen"]["document_id"])
            faults.update({fault.key: fault for fault in outcome.faults})
    return seen, faults


@pytest.mark.parametrize(
    ("word", "code", "says"),
    [
        ("hang", "timeout", "or slept as long"),
        ("spin", "timeout", "more than 3 s of processor time"),
        ("die", "crash", "ended with"),
        ("eat", "memory", "MiB of memory"),
        ("raise", "error", "a room that did not expect this"),
    ],
)
def test_one_bad_document_fails_alone_and_says_why(word: str, code: str, says: str) -> None:
    limits = LIMITS if code == "timeout" else PATIENT
    seen, faults = run(batch("good", "good", word, "good"), batch("good"), limits=limits)
    assert seen == {"0-good", "1-good", "3-good"}
    assert list(faults) == [f"2-{word}"]
    assert faults[f"2-{word}"].reason_code == code
    assert says in faults[f"2-{word}"].reason


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells how much a process used")
@pytest.mark.parametrize("word", ["crowded", "stopped"])
def test_a_sound_document_is_read_however_long_others_keep_the_processor(word: str) -> None:
    """By the clock each takes 5 s or 6, with a limit of 3."""
    started = time.monotonic()
    seen, faults = run(batch(word))
    assert time.monotonic() - started > LIMITS.seconds
    assert (seen, faults) == ({f"0-{word}"}, {})


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells what runs")
@pytest.mark.parametrize("word", ["hang", "spin"])
def test_a_worker_ends_with_a_refresh_that_was_killed(word: str) -> None:
    refresh = subprocess.Popen([sys.executable, __file__, word], stdout=subprocess.PIPE, text=True)
    assert refresh.stdout
    worker = Path("/proc", refresh.stdout.readline().strip())
    assert (worker / "stat").exists()
    refresh.kill()
    refresh.wait()
    deadline = time.monotonic() + 60
    while worker.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not worker.exists()


def test_workers_are_kept_between_batches() -> None:
    with Workers(1, LIMITS) as workers:
        pids = {
            outcome.frames["pid"].item()
            for _ in range(2)
            for outcome in workers.run("hostile_tasks:whoami", iter([batch("a"), batch("b")]), {})
        }
    assert len(pids) == 1


def test_a_function_that_cannot_be_run_ends_the_refresh_and_blames_no_capture() -> None:
    with Workers(1, LIMITS) as workers, pytest.raises(WorkerError, match="no_such_function"):
        list(workers.run("hostile_tasks:no_such_function", iter([batch("good")]), {}))


def print_a_worker_and_wait(word: str) -> None:
    """A refresh in whose worker a document hangs; its standard output has the worker's number."""
    with Workers(1, Limits(seconds=600)) as workers:
        [first] = workers.run("hostile_tasks:whoami", iter([batch("a")]), {})
        threading.Timer(1, print, (first.frames["pid"].item(),), {"flush": True}).start()
        list(workers.run("hostile_tasks:behave", iter([batch(word)]), {}))


if __name__ == "__main__":
    print_a_worker_and_wait(sys.argv[1])
