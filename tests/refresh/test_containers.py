"""Records of a container file come and go with its lines, and the file is read again as a whole."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dagster_project.refresh.captures import CaptureRun, update_captures
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.workers import Workers


def test_records_come_and_go_with_the_lines_of_their_file(tmp_path: Path) -> None:
    raw, layout = tmp_path / "raw", WarehouseLayout(tmp_path / "warehouse")
    raw.mkdir()
    (raw / "note.txt").write_text("A note of its own.\n")
    posts = raw / "posts.jsonl"
    ferry = '{"text": "The ferry is late.", "author": "Ada Fenn"}\n'

    with Workers(1) as workers:

        def update(lines: str | None) -> tuple[CaptureRun, list[tuple[str, str | None, str | None]]]:
            if lines is not None:
                posts.write_text(lines)
            run = update_captures(raw, layout, workers, "version", lambda _done, _total: None)
            captures = pl.read_parquet(layout.table_folder("ingest", "captures") / "*.parquet")
            documents = pl.read_parquet(layout.table_folder("ingest", "documents") / "*.parquet")
            rows = captures.join(documents, on="document_id", how="left").sort("capture_path")
            return run, rows.select("capture_path", "reason_code", "text").rows()

        first, rows = update(ferry + '{broken\n{"text": "No bus either."}\n')
        assert (first.seen, first.new) == (4, 4)
        assert rows == [
            ("note.txt", None, "A note of its own.\n"),
            ("posts.jsonl#1", None, "The ferry is late."),
            ("posts.jsonl#2", "record", None),
            ("posts.jsonl#3", None, "No bus either."),
        ]
        again, same = update(None)
        assert (again.unchanged, again.new, again.changed, again.removed) == (4, 0, 0, 0)
        assert same == rows

        second, rows = update(ferry + '{"text": "The ferry is in."}\n')
        assert (second.unchanged, second.changed, second.removed) == (2, 1, 1)
        assert [text for path, _, text in rows if path != "note.txt"] == ["The ferry is late.", "The ferry is in."]

        posts.unlink()
        third, rows = update(None)
        assert (third.removed, len(rows)) == (2, 1)
        sidecars = pl.read_parquet(layout.table_folder("ingest", "sidecars") / "*.parquet")
        assert sidecars.is_empty()
