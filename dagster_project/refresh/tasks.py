"""What worker processes run: a room's function on a batch, its answer held to the schemas and to the text."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dagster_project.extract import extract_statements
from dagster_project.ingest import read_captures
from dagster_project.parse import parse_documents
from dagster_project.segment import segment_passages
from dagster_project.tables import KEYS, QUOTED_SPANS, SCHEMAS, Frames


class RowKeyError(ValueError):
    """Two rows have one id, or a row has none."""


class SpanError(ValueError):
    """A row quotes words that are not the span it names: nothing of that document may be trusted."""


def ingest(frames: Frames, raw: Path) -> Frames:
    """Read listed files: captures, documents, sidecars."""
    given = read_captures(frames["listing"], raw)
    return _checked(given, given["documents"])


def parse(frames: Frames, reference: Path) -> Frames:
    """Read the layout of documents: readings, blocks, sources, source_dates, passages."""
    given = parse_documents(frames["documents"], frames["sidecars"], reference)
    check_tiling(given["blocks"], frames["documents"])
    return _checked(given, frames["documents"])


def segment(frames: Frames) -> Frames:
    """Cut passages into sentences."""
    given = segment_passages(frames["documents"], frames["sources"], frames["passages"])
    return _checked(given, frames["documents"])


def extract(frames: Frames, reference: Path) -> Frames:
    """Find mentions and claims."""
    given = extract_statements(
        frames["documents"], frames["sources"], frames["passages"], frames["sentences"], reference
    )
    return _checked(given, frames["documents"])


def _checked(given: Frames, documents: pl.DataFrame) -> Frames:
    checked = {name: rows.select(SCHEMAS[name].names()).cast(SCHEMAS[name]) for name, rows in given.items()}
    for table in checked.keys() & KEYS.keys():
        check_key(table, checked[table], KEYS[table])
    texts = dict(documents.select("document_id", "text").iter_rows())
    for table, columns in QUOTED_SPANS.items():
        if table in checked:
            for quoted, start, end in columns:
                check_quotes(table, checked[table], texts, quoted, start, end)
    if "claims" in checked:
        check_content(checked["claims"], texts)
    return checked


def check_key(table: str, rows: pl.DataFrame, key: str) -> None:
    """Raise `RowKeyError` unless every row has a key of its own."""
    wrong = rows.filter(pl.col(key).is_null() | pl.col(key).is_duplicated())
    if len(wrong):
        raise RowKeyError(f"{table}.{key} is not unique in {sorted(set(wrong['document_id']))}: {wrong[key][0]}")


def check_quotes(table: str, rows: pl.DataFrame, texts: dict[str, str], quoted: str, start: str, end: str) -> None:
    """Raise `SpanError` unless every row's `quoted` is its document's text from `start` to `end`, to the letter."""
    for document_id, words, a, b in rows.select("document_id", quoted, start, end).iter_rows():
        if a is None:
            continue
        text = texts[document_id]
        if not 0 <= a < b <= len(text) or text[a:b] != words:
            raise SpanError(f"{table}.{quoted} {words!r} is not {start}..{end} = {a}..{b} of {document_id}")


def check_content(claims: pl.DataFrame, texts: dict[str, str]) -> None:
    """Raise `SpanError` unless every claim's content is its spans' texts joined by a space, its hull theirs."""
    columns = ("document_id", "content_spans", "content_text", "content_start", "content_end")
    for document_id, spans, words, a, b in claims.select(columns).iter_rows():
        text = texts[document_id]
        pieces = [text[span["char_start"] : span["char_end"]] for span in spans]
        hull = (spans[0]["char_start"], spans[-1]["char_end"])
        if " ".join(pieces) != words or hull != (a, b) or not 0 <= a < b <= len(text) or "" in pieces:
            raise SpanError(f"claims.content_text {words!r} is not its spans {spans} of {document_id}")


def check_tiling(blocks: pl.DataFrame, documents: pl.DataFrame) -> None:
    """Raise `SpanError` unless the blocks of each document follow one another from 0 to its end."""
    tiled = (
        blocks.sort("document_id", "char_start", "char_end")
        .with_columns(expected=pl.col("char_end").shift(1, fill_value=0).over("document_id"))
        .group_by("document_id")
        .agg(
            whole=(pl.col("char_start") == pl.col("expected")).all()
            & (pl.col("char_end") > pl.col("char_start")).all(),
            reached=pl.col("char_end").max(),
        )
    )
    wrong = documents.join(tiled, on="document_id", how="left").filter(
        pl.col("char_count") > 0,
        ~(pl.col("whole").fill_null(False) & (pl.col("reached") == pl.col("char_count")).fill_null(False)),
    )
    if len(wrong):
        raise SpanError(f"blocks do not tile {wrong['document_id'].to_list()}")
