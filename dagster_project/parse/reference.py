"""The analysts' reference tables, as far as parsing uses them: outlets and agencies by their printed forms."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reference:
    """Names of outlets and agencies by their printed forms, case folded; outlets also by domain."""

    outlets: Mapping[str, str] = field(default_factory=dict)
    domains: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=4)
def read_reference(folder: Path | None) -> Reference:
    """The reference of `folder`; an empty one without a folder, or for a table that it lacks."""
    if folder is None:
        return Reference()
    outlets = _read_rows(folder / "outlets.csv")
    agencies = _read_rows(folder / "agencies.csv")
    return Reference(
        {row["form"].casefold(): row["outlet"] for row in outlets},
        {row["domain"].casefold(): row["outlet"] for row in outlets if row["domain"]},
        {row["form"].casefold(): row["agency"] for row in agencies},
    )


def _read_rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
