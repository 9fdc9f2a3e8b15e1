"""A text of one passage, and what is found in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dagster_project.extract.mentions import find_mentions
from dagster_project.tables import digest, frame

SEEDS = Path(__file__).parents[3] / "dbt" / "seeds"
Rows = list[dict[str, Any]]


def mentions_frame(
    texts: list[str],
    language: str = "en",
    reference: Path = SEEDS,
    body: tuple[int, int] | None = None,
    **source: Any,
) -> pl.DataFrame:
    """`mentions` of documents of one passage each, which is the whole text or `body` of it."""
    documents, sources, passages, sentences = [], [], [], []
    for place, text in enumerate(texts):
        document_id = digest("test", place, text)
        documents.append({"document_id": document_id, "text": text, "char_count": len(text)})
        sources.append(
            {"source_id": f"s{place}", "document_id": document_id, "source_kind": "article", "source_role": "main"}
            | {"language": language}
            | source
        )
        start, end = body or (0, len(text))
        span = {"document_id": document_id, "source_id": f"s{place}", "char_start": start, "char_end": end}
        passages.append(
            {**span, "passage_id": f"p{place}", "passage_kind": "paragraph", "position": 1, "text": text[start:end]}
            | {"language": language}
        )
        sentences.append({**span, "sentence_id": f"z{place}", "passage_id": f"p{place}", "text": text[start:end]})
    return find_mentions(
        frame("documents", documents),
        frame("sources", sources),
        frame("passages", passages),
        frame("sentences", sentences),
        reference,
    )


@pytest.fixture
def mentions() -> Callable[..., Rows]:
    """Rows of the mentions in one text, in order."""

    def of(text: str, language: str = "en", **source: Any) -> Rows:
        return mentions_frame([text], language, **source).to_dicts()

    return of


@pytest.fixture
def names() -> Callable[..., list[str]]:
    """The names in one text as `surface/type`, the type by its first letters."""

    def of(text: str, language: str = "en") -> list[str]:
        rows = mentions_frame([text], language).filter(pl.col("mention_type") == "name").to_dicts()
        return [f"{row['surface']}/{row['entity_type'][:3]}" for row in rows]

    return of


@pytest.fixture
def frame_of() -> Callable[..., pl.DataFrame]:
    """The mentions of several documents of one passage each."""
    return mentions_frame


@pytest.fixture
def seeds() -> Path:
    """The folder of the reference data."""
    return SEEDS
