"""What was exported from a warehouse, and where to: so that a withdrawal can name the places that still have it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

LOG_NAME = "exports.jsonl"


@dataclass(frozen=True)
class Export:
    """One export."""

    at: str
    """When, in UTC."""
    place: str
    """The file or folder that was written."""
    holds: list[str]
    """The tables in it, or `a query`."""


def log_export(warehouse: Path, place: Path, holds: Sequence[str]) -> bool:
    """Note an export beside the warehouse; False where this user may not write there."""
    at = datetime.now(UTC).isoformat(sep=" ", timespec="seconds").removesuffix("+00:00")
    line = json.dumps(asdict(Export(at, str(place.resolve()), list(holds))), ensure_ascii=False)
    try:
        with (warehouse / LOG_NAME).open("a", encoding="utf-8") as log:
            log.write(line + "\n")
    except OSError:
        return False
    return True


def read_exports(warehouse: Path) -> list[Export]:
    """What was noted, each place once with its last export."""
    try:
        lines = (warehouse / LOG_NAME).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    exports = [Export(**json.loads(line)) for line in lines]
    return list({export.place: export for export in exports}.values())
