"""The limit of a run: one that hangs ends by itself, whatever it hangs in.

What hangs may be native code that no exception reaches, in a thread that nothing can stop; so the process itself ends.
The kernel then releases the lock, the published warehouse is untouched, and the next refresh does what was not done.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EXIT_CODE = 1


@contextmanager
def ended_after(seconds: float, doing: Callable[[], str]) -> Iterator[None]:
    """End the process with a message when the block takes longer than `seconds`; `doing` says what it is at."""
    watch = threading.Timer(seconds, _end, (seconds, doing))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _end(seconds: float, doing: Callable[[], str]) -> None:
    sys.stderr.write(
        f"refresh: stopped after {seconds:,.0f} s, the limit of a run, in stage '{doing()}'. Nothing was published; "
        "what was read is kept. Refresh again; if it hangs at the same place, raise the limit (HEARSAY_RUN_LIMIT, in "
        "seconds) or report it.\n"
    )
    sys.stderr.flush()
    for worker in multiprocessing.active_children():
        worker.kill()
    os._exit(EXIT_CODE)
