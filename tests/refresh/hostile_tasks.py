"""What a capture could make a room do, for the tests of the workers; run in worker processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import polars as pl


def behave(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Do what each document's text says, then answer with their ids."""
    for word in frames["documents"]["text"]:
        if word == "hang":
            time.sleep(600)
        elif word == "spin":
            while True:
                pass
        elif word == "crowded":
            be_crowded_out(seconds=6)
        elif word == "stopped":
            subprocess.Popen(["sh", "-c", f"kill -STOP {os.getpid()}; sleep 5; kill -CONT {os.getpid()}"])
            time.sleep(0.5)
        elif word == "die":
            os.abort()
        elif word == "raise":
            raise ValueError("a room that did not expect this")
        elif word == "eat":
            hoard = []
            while True:
                hoard.append(bytearray(os.urandom(1 << 20)) * 8)
    return {"seen": frames["documents"].select("document_id")}


def be_crowded_out(seconds: float) -> None:
    """Work for so long by the clock on a processor that four others keep busy: a fifth of it is one's own."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pass
    finally:
        for other in others:
            other.kill()
            other.wait()


def whoami(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The worker's process."""
    return {"pid": frames["documents"].select(pid=pl.lit(os.getpid()))}
