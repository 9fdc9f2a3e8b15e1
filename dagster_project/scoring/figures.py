"""Precision, recall and F1, rounded as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Figures = dict[str, object]


def harmonic(precision: float, recall: float) -> float:
    """F1 of precision and recall; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(part: float, whole: float) -> float:
    """`part` of `whole`; 0 of nothing."""
    return part / whole if whole else 0.0


def rounded(precision: float, recall: float) -> Figures:
    """The three figures, to three places."""
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(harmonic(precision, recall), 3)}


def wilson_interval(right: float, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927): it stays between 0 and 1, and is wide where there is little to count.

    It takes the cases for independent of one another; those of one text are not quite, so it is a little narrow.
    """
    z = 1.96
    value = right / of
    middle = (value + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(value * (1 - value) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass
class Agreement:
    """How many labels and rows there are, and how many agree."""

    both: int = 0
    read: int = 0
    gold: int = 0

    def add(self, both: int, read: int, gold: int) -> None:
        self.both += both
        self.read += read
        self.gold += gold

    def figures(self) -> Figures:
        """Precision, recall, F1, and of how many."""
        return rounded(share(self.both, self.read), share(self.both, self.gold)) | {
            "gold": self.gold,
            "pred": self.read,
        }


@dataclass
class Ratio:
    """Right ones of some."""

    right: float = 0
    of: int = 0

    def add(self, right: bool | float) -> None:
        self.right += right
        self.of += 1

    def rounded(self) -> float | None:
        """To three places; None of nothing."""
        return round(self.right / self.of, 3) if self.of else None

    def counted(self) -> str | None:
        """`3/4`; None of nothing."""
        return f"{self.right:g}/{self.of}" if self.of else None
