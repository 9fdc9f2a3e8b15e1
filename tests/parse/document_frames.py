"""Texts as the frame that the parse room takes."""

from __future__ import annotations

import polars as pl

from dagster_project.tables import DOCUMENTS, digest


def as_documents(*texts: str) -> pl.DataFrame:
    """One document per distinct text."""
    return pl.DataFrame(
        [
            {"document_id": digest(text), "text": text, "text_basis": "saved", "char_count": len(text)}
            for text in dict.fromkeys(texts)
        ],
        schema=DOCUMENTS,
    )
