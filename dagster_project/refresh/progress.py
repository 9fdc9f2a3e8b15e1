"""How a refresh tells what it is doing: a listener that the command line sets, and nobody needs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done, and of how much; a total of 0 where nobody can say."""


def nobody(_stage: str, _done: int, _total: int) -> None:
    """Listen to nothing."""
    return


_listener: ContextVar[Listener] = ContextVar("progress_listener", default=nobody)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send what `tell` says within this block to `listener`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(stage: str, done: int, total: int) -> None:
    """Say how far `stage` is."""
    _listener.get()(stage, done, total)
