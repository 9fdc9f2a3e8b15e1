"""Sentences: where they end, and that no character is lost."""

import polars as pl

from dagster_project.segment import segment_passages
from dagster_project.tables import frame


def sentences_of(text: str, *spans: tuple[int, int], language: str = "en") -> pl.DataFrame:
    """Sentences of a document whose passages are `spans` (all of it when none is given)."""
    documents = frame("documents", [{"document_id": "d", "text": text}])
    sources = frame("sources", [{"source_id": "s", "document_id": "d", "language": language}])
    passages = frame(
        "passages",
        [
            {
                "passage_id": f"p{n}",
                "source_id": "s",
                "document_id": "d",
                "passage_kind": "post",
                "position": n,
                "language": language,
                "text": text[a:b],
                "char_start": a,
                "char_end": b,
            }
            for n, (a, b) in enumerate(spans or [(0, len(text))], 1)
        ],
    )
    return segment_passages(documents, sources, passages)["sentences"]


def test_offsets_count_code_points_of_the_document_not_bytes() -> None:
    text = "1/ 🇰🇿 Ждём. Öl wird teurer. So it goes."
    found = sentences_of(text, (3, len(text)))
    assert found["text"].to_list() == ["🇰🇿 Ждём.", "Öl wird teurer.", "So it goes."]
    assert [text[a:b] for a, b in found.select("char_start", "char_end").iter_rows()] == found[
        "text"
    ].to_list()
