"""What a capture could make a room do, for the tests of the workers; run in worker processes."""

from __future__ import annotations

import os
import time

import polars as pl


def behave(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Do what each document's text says, then answer with their ids."""
    for word in frames["documents"]["text"]:
        if word == "hang":
            time.sleep(600)
        elif word == "die":
            os.abort()
        elif word == "raise":
            raise ValueError("a room that did not expect this")
        elif word == "eat":
            hoard = []
            while True:
                hoard.append(bytearray(os.urandom(1 << 20)) * 8)
    return {"seen": frames["documents"].select("document_id")}


def whoami(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The worker's process."""
    return {"pid": frames["documents"].select(pid=pl.lit(os.getpid()))}
