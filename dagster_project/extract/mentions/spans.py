"""Spans that do not overlap, kept in order: whether another one would, told in logarithmic time.

Captures of a million signs exist, so that no list of spans is gone through once per span.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Taken:
    """Spans already taken, end excluded."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.ends = [end for _, end in ordered]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a span shares a character with one taken."""
        before = bisect_right(self.starts, start)
        if before and self.ends[before - 1] > start:
            return True
        return before < len(self.starts) and self.starts[before] < end

    def add(self, start: int, end: int) -> None:
        """Takes a span that overlaps none."""
        at = bisect_right(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, end)
