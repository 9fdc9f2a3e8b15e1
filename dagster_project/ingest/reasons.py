"""Why a capture is not loaded: the codes are rows of reasons.csv, with their meaning and what to do."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dagster_project.ingest.paths import printable


@dataclass(frozen=True)
class Reason:
    """One row of reasons.csv."""

    reason_code: str
    meaning: str
    remedy: str


class Refused(Exception):  # noqa: N818 - a refusal of one capture is an outcome, not a fault of the program
    """A capture that is not loaded: its reason code, and what was found."""

    def __init__(self, reason_code: str, detail: str) -> None:
        super().__init__(reason_code, detail)
        self.reason_code = reason_code
        self.detail = detail


def load_reasons(path: Path) -> Mapping[str, Reason]:
    """The rows of a file like reasons.csv by their code."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [Reason(**row) for row in csv.DictReader(lines)]
    return {row.reason_code: row for row in rows}


REASONS: Mapping[str, Reason] = load_reasons(Path(__file__).with_name("reasons.csv"))


def reason_for(capture_path: str, reason_code: str, detail: str | None = None) -> str:
    """The message of a quarantined capture: the file, the reason (what was found, where known), what to do.

    Raises KeyError for a code that reasons.csv does not list.
    """
    return f"{printable(capture_path)}: {reason_text(reason_code, detail)}"


def reason_text(reason_code: str, detail: str | None = None) -> str:
    """The reason and what to do, of whatever file it is; raises KeyError like `reason_for`."""
    row = REASONS[reason_code]
    return f"{detail or row.meaning}. To do: {row.remedy}."
