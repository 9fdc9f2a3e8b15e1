"""Captures that were withdrawn for good: the record of it, and the refusal of the same content when it comes again.

The record is reference data (`dbt/seeds/capture_retractions.csv`), so that the warehouse stays a function of captures,
reference data and code, and is withheld from a warehouse that is built anew. It has digests alone: no word of the
capture, and not its name.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import polars as pl

from dagster_project.ingest import reason_for
from dagster_project.refresh import versions
from dagster_project.refresh.errors import RefreshError

REASON_CODE = "retracted"


class RetractionError(RefreshError):
    """The record of withdrawn captures cannot be read; without it nothing may be published."""


@dataclass(frozen=True)
class Decision:
    """One row of the record; of several about one content the last in time holds."""

    action: str
    """'retract' or 'restore'."""
    sha256: str
    document_id: str
    """Of its text, so that the same text in other bytes is refused too; empty where it was never read."""
    path_digest: str
    who: str
    why: str
    decided_at: str
    """UTC, 2022-01-31 12:00:00."""


@dataclass(frozen=True)
class Withdrawn:
    """What is refused: digests of contents, and ids of documents."""

    sha256s: frozenset[str]
    document_ids: frozenset[str]

    def refuse(self, captures: pl.DataFrame) -> pl.DataFrame:
        """`captures` with those of a withdrawn content as quarantined ones, nothing of their text left."""
        is_refused = self.matches(captures)
        if not is_refused.any():
            return captures
        paths = captures["capture_path"].to_list()
        reasons = pl.Series([reason_for(path, REASON_CODE) for path in paths], dtype=pl.String)
        nothing = pl.lit(None, dtype=pl.String)
        changes: dict[str, pl.Expr | pl.Series] = {
            "document_id": nothing,
            "reason_code": pl.lit(REASON_CODE),
            "reason": reasons,
            "encoding": nothing,
            "sidecar_reason": nothing,
        }
        return captures.with_columns(
            pl.when(is_refused).then(value).otherwise(pl.col(name)).alias(name) for name, value in changes.items()
        )

    def matches(self, captures: pl.DataFrame) -> pl.Series:
        """Which rows of `captures` have a withdrawn content."""
        of_bytes = captures["sha256"].is_in(list(self.sha256s)).fill_null(False)
        return of_bytes | captures["document_id"].is_in(list(self.document_ids)).fill_null(False)


def record_file() -> Path:
    """Where the record lies."""
    return versions.REFERENCE / "capture_retractions.csv"


def read_decisions() -> list[Decision]:
    """The record in its order. Raises `RetractionError` where it is damaged: then nobody knows what to refuse."""
    file = record_file()
    names = [field.name for field in fields(Decision)]
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            if reader.fieldnames != names:
                raise csv.Error(f"its columns are not {','.join(names)}")
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise RetractionError(
            f"{file}, the record of withdrawn captures, cannot be read ({error}); nothing was read or published. "
            "Take it from the last commit (git checkout), with the rows written since."
        ) from error
    for line, row in rows:
        if None in row or None in row.values() or row["action"] not in ("retract", "restore") or not row["sha256"]:
            raise RetractionError(
                f"{file}, line {line}: no row of the record; nothing was read or published. Each is written by "
                "`hearsay retract`: take the file from the last commit, with the rows written since."
            )
    return [Decision(**row) for _, row in rows]


def withdrawn(decisions: Iterable[Decision]) -> Withdrawn:
    """What `decisions` refuse together."""
    last: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda each: each.decided_at):
        last[decision.sha256] = decision
    in_force = [decision for decision in last.values() if decision.action == "retract"]
    return Withdrawn(
        frozenset(decision.sha256 for decision in in_force),
        frozenset(decision.document_id for decision in in_force if decision.document_id),
    )


def record(decisions: Iterable[Decision]) -> None:
    """Add `decisions` to the record: all of them or, after a crash, none."""
    file = record_file()
    partial = file.with_name(f".{file.name}.partial")
    with partial.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(field.name for field in fields(Decision))
        writer.writerows(astuple(decision) for decision in [*read_decisions(), *decisions])
        written.flush()
        os.fsync(written.fileno())
    partial.replace(file)


def path_digest(capture_path: str) -> str:
    """What stands in the record for a path."""
    return hashlib.sha256(capture_path.encode("utf-8", "surrogateescape")).hexdigest()
