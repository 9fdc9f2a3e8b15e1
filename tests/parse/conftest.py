"""What the tests of this room share: parsing one text, and what it gives as plain rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from document_frames import as_documents

from dagster_project.parse import parse_documents
from dagster_project.tables import digest, empty, frame

Row = dict[str, Any]


@dataclass(frozen=True)
class Parsed:
    """The rows of one document."""

    text: str
    reading: Row
    blocks: list[Row]
    sources: list[Row]
    dates: list[Row]
    passages: list[Row]

    def texts(self, kind: str | None = None, source: int | None = None) -> list[str]:
        """The passages' texts, of one kind, of the nth source."""
        wanted = None if source is None else self.sources[source]["source_id"]
        return [
            row["text"]
            for row in self.passages
            if (kind is None or row["passage_kind"] == kind) and wanted in (None, row["source_id"])
        ]

    def roles(self) -> list[tuple[str, str]]:
        """(role, stripped text) of each block."""
        return [(row["role"], self.text[row["char_start"] : row["char_end"]].strip()) for row in self.blocks]

    def held(self, role: str) -> list[str]:
        """The stripped texts of the blocks of a role."""
        return [text for found, text in self.roles() if found == role]

    @property
    def source(self) -> Row:
        """The only source."""
        assert len(self.sources) == 1
        return self.sources[0]


@pytest.fixture
def parse() -> Callable[..., Parsed]:
    """Parse one text, with sidecars given as rows."""

    def parse_text(text: str, *sidecars: Row) -> Parsed:
        rows = [{"document_id": digest(text), "capture_path": f"{n}.txt", **row} for n, row in enumerate(sidecars)]
        tables = parse_documents(as_documents(text), frame("sidecars", rows) if rows else empty("sidecars"))
        return Parsed(
            text,
            tables["readings"].row(0, named=True),
            tables["blocks"].to_dicts(),
            tables["sources"].to_dicts(),
            tables["source_dates"].to_dicts(),
            tables["passages"].to_dicts(),
        )

    return parse_text
