"""Worker processes in which a capture can do no harm: bounded in time and memory, one batch at a time.

A batch that a worker doesn't survive is cut in two and tried again, until the one document that hangs, crashes or
eats memory stands alone: that document becomes a `Fault`, and all others go on.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import resource
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from dagster_project.refresh.errors import RefreshError
from dagster_project.tables import Frames

LOOK_EVERY_SECONDS = 0.1
LONGEST_LOOK_SECONDS = 1.0
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


BROKEN = "broken"
ALONE_FACTOR = 2
"""Times the limit in seconds after which a worker ends by itself."""


class WorkerError(RefreshError):
    """The workers cannot run the function at all: no capture is to blame, and the refresh ends."""


@dataclass(frozen=True)
class Limits:
    """What one batch may take before its worker is ended.

    The seconds are of processor time, and apart from them of sleep: waiting for a processor that others use is no
    fault of a capture.
    """

    seconds: float = 60.0
    memory_bytes: int = 2 * 2**30


@dataclass(frozen=True)
class Batch:
    """Frames of some documents (or listed files), and the column that tells them apart."""

    frames: Frames
    keys: tuple[str, ...]
    key_column: str = "document_id"
    tag: str = ""

    def part(self, keys: tuple[str, ...]) -> Batch:
        """The same frames with the rows of `keys` alone."""
        frames = {
            name: rows.filter(pl.col(self.key_column).is_in(keys)) if self.key_column in rows.columns else rows
            for name, rows in self.frames.items()
        }
        return Batch(frames, keys, self.key_column, self.tag)


@dataclass(frozen=True)
class Fault:
    """Why one document could not be dealt with."""

    key: str
    reason_code: str
    reason: str


@dataclass
class Outcome:
    """What became of a batch: frames, or the faults of its documents."""

    batch: Batch
    frames: Frames = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    cpu_seconds: float = 0.0


class Workers:
    """`count` worker processes, started when first needed and kept for the whole refresh."""

    def __init__(self, count: int, limits: Limits | None = None) -> None:
        self.count = max(1, count)
        self.limits = limits or Limits()
        self._context = multiprocessing.get_context("spawn")
        self._idle: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._idle:
            worker.stop()
        self._idle.clear()

    def run(self, function: str, batches: Iterable[Batch], arguments: dict[str, Any]) -> Iterator[Outcome]:
        """Run `module:function` over batches, as `function(frames, **arguments) -> frames`.

        Outcomes come as they are ready, in no order. Batches are taken one ahead of need, so memory stays flat.
        """
        source = iter(batches)
        again: deque[Batch] = deque()
        busy: dict[Connection, tuple[_Worker, Batch]] = {}
        exhausted = False
        try:
            while True:
                while len(busy) < self.count and not (exhausted and not again):
                    batch = again.popleft() if again else next(source, None)
                    if batch is None:
                        exhausted = True
                        continue
                    worker = self._living() or _Worker(self._context, self.limits)
                    worker.start(function, batch, arguments)
                    busy[worker.connection] = (worker, batch)
                if not busy:
                    return
                for worker, batch, outcome in self._ready(busy):
                    if worker.alive:
                        self._idle.append(worker)
                    if outcome.faults and len(batch.keys) > 1:
                        middle = len(batch.keys) // 2
                        again.extend((batch.part(batch.keys[:middle]), batch.part(batch.keys[middle:])))
                    else:
                        yield outcome
        finally:
            for worker, _batch in busy.values():
                worker.kill()

    def _living(self) -> _Worker | None:
        """An idle worker; one that was ended from outside meanwhile is none."""
        while self._idle:
            worker = self._idle.pop()
            if worker.process.is_alive():
                return worker
            worker.kill()
        return None

    def _ready(self, busy: dict[Connection, tuple[_Worker, Batch]]) -> Iterator[tuple[_Worker, Batch, Outcome]]:
        answered = set(wait(list(busy), timeout=LOOK_EVERY_SECONDS))
        for connection, (worker, batch) in list(busy.items()):
            if connection in answered:
                outcome = worker.finish(batch)
            elif code := worker.over_limit():
                worker.kill()
                outcome = Outcome(batch, faults=[self._fault(batch, code)])
            else:
                continue
            del busy[connection]
            yield worker, batch, outcome

    def _fault(self, batch: Batch, code: str) -> Fault:
        limits = {
            "timeout": f"took more than {self.limits.seconds:g} s of processor time, or slept as long",
            "memory": f"took more than {self.limits.memory_bytes / 2**20:,.0f} MiB of memory",
        }
        return Fault(batch.keys[0], code, limits[code])


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: Any, limits: Limits) -> None:
        self.limits = limits
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, limits), daemon=True)
        with _without_interrupts():
            self.process.start()
        theirs.close()
        self.alive = True
        self._use = _Use(0.0, is_asleep=False)
        self._cpu_limit = self._slept = self._looked = 0.0

    def start(self, function: str, batch: Batch, arguments: dict[str, Any]) -> None:
        self._use = _use_of(self.process.pid)
        self._cpu_limit = self._use.cpu_seconds + self.limits.seconds
        self._slept, self._looked = 0.0, time.monotonic()
        # A worker that dies while it is given its batch is found dead when it should answer.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send((function, batch.frames, arguments))

    def finish(self, batch: Batch) -> Outcome:
        """What the worker answered; its end without an answer is a crash."""
        try:
            frames, error, cpu_seconds = self.connection.recv()
        except (EOFError, ConnectionResetError):
            self.kill()
            code = self.process.exitcode
            return Outcome(batch, faults=[Fault(batch.keys[0], "crash", f"the worker process ended with {code}")])
        if error is None:
            return Outcome(batch, frames=frames, cpu_seconds=cpu_seconds)
        if error[0] == BROKEN:
            raise WorkerError(error[1])
        return Outcome(batch, faults=[Fault(batch.keys[0], *error)], cpu_seconds=cpu_seconds)

    def over_limit(self) -> str | None:
        now, use = time.monotonic(), _use_of(self.process.pid)
        if use.is_asleep and use.cpu_seconds == self._use.cpu_seconds:
            # What passed while the refresh itself did not look is not known to be sleep.
            self._slept += min(now - self._looked, LONGEST_LOOK_SECONDS)
        self._use, self._looked = use, now
        if use.cpu_seconds > self._cpu_limit or self._slept > self.limits.seconds:
            return "timeout"
        if _resident_bytes(self.process.pid) > self.limits.memory_bytes:
            return "memory"
        return None

    def stop(self) -> None:
        """End the process when it is idle."""
        self.connection.close()
        self.process.join(timeout=2)
        if self.process.is_alive():
            self.kill()
        self.alive = False

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()
        self.alive = False


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is started within never hears of Ctrl-C, which a terminal sends to all: the refresh ends its workers."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _resident_bytes(pid: int | None) -> int:
    """Memory that a process holds, where the system says so; elsewhere its own limit alone binds it."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
    except (OSError, IndexError):
        return 0


class _Use(NamedTuple):
    """What a process has used of the processors, and whether it neither runs nor waits for a processor or the disk."""

    cpu_seconds: float
    is_asleep: bool


def _use_of(pid: int | None) -> _Use:
    """The use of a process with all its threads; where the system does not say it, as if it slept all the time."""
    process = Path(f"/proc/{pid}")
    try:
        _, state, *fields = _stat_fields(process / "stat")
    except (OSError, ValueError):
        return _Use(0.0, is_asleep=True)
    return _Use(
        cpu_seconds=(int(fields[10]) + int(fields[11])) / TICKS_PER_SECOND,
        is_asleep=state == "S" and _threads_sleep(process / "task"),
    )


def _threads_sleep(threads: Path) -> bool:
    """Whether all threads sleep; one that ends meanwhile did not."""
    try:
        return all(_stat_fields(thread / "stat")[1] == "S" for thread in threads.iterdir())
    except OSError:
        return False


def _stat_fields(file: Path) -> list[str]:
    """The fields of a process or thread, of which the second, its name, may hold anything."""
    head, _, rest = file.read_text(encoding="utf-8", errors="replace").rpartition(")")
    return [head, *rest.split()]


def _end_with_parent() -> None:
    """End this worker when the refresh has died, which can no longer end one that hangs."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _serve(connection: Connection, limits: Limits) -> None:
    """The worker's side: take a batch, answer with frames or with the reason, until the pipe closes."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Twice the limit that the parent watches: it catches what grows faster than the parent looks.
    hard = 2 * limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    while True:
        try:
            function, frames, arguments = connection.recv()
        except (EOFError, ConnectionResetError):
            return
        # A worker that spins where no thread of Python comes to its turn is ended by the kernel, by processor time.
        signal.setitimer(signal.ITIMER_PROF, ALONE_FACTOR * limits.seconds)
        started = time.process_time()
        error: tuple[str, str] | None = None
        answer: Frames = {}
        try:
            run = _imported(function)
        except Exception:
            connection.send((answer, (BROKEN, traceback.format_exc()), 0.0))
            continue
        try:
            answer = run(frames, **arguments)
        except MemoryError:
            error = ("memory", f"took more than {hard / 2**20:,.0f} MiB of memory")
        except Exception as raised:  # the boundary at which any error becomes the document's reason
            where = traceback.extract_tb(raised.__traceback__)[-1]
            error = (
                "error",
                f"{type(raised).__name__}: {raised} ({Path(where.filename).name}:{where.lineno})",
            )
        signal.setitimer(signal.ITIMER_PROF, 0)
        connection.send((answer, error, time.process_time() - started))


def _imported(function: str) -> Any:
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)
