"""Where things lie below the warehouse folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class WarehouseLayout:
    """The folders and files of one warehouse. Everything below `root` is made, and may be deleted."""

    root: Path

    @property
    def published(self) -> Path:
        """What analysts open."""
        return self.root / "warehouse.duckdb"

    @property
    def build(self) -> Path:
        """The next warehouse while dbt builds it. Same stem as `published`: the stem is the catalog's name."""
        return self.root / ".build" / "warehouse.duckdb"

    @property
    def parts(self) -> Path:
        """What Python extracted, as Parquet."""
        return self.root / "parts"

    @property
    def lock(self) -> Path:
        return self.root / ".lock"

    def table_folder(self, room: str, table: str) -> Path:
        return self.parts / room / table
