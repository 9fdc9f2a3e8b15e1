"""The warehouse is a function of raw/, the reference data and the code: however it came about (F09, H4, H5).

Each test goes another way to the same captures and compares every row of every table.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest
from building import PROJECT, Refresh, warehouse_tables
from polars.testing import assert_frame_equal

THREAD = """1/3 The reservoir above Talmas is full, and the sluice has not been opened since Monday.
2/3 The district engineer Osei Varga said: "Nobody here has the keys." I could not check that.
3/3 The mayor's office denies it. More tomorrow.
"""
STORY = """Talmas: engineer warns of the dam

By Ines Quarrel
14 March 2021

The dam above Talmas will not hold another week of rain, according to the district engineer Osei Varga.

"Nobody here has the keys," he said on Saturday. The mayor's office denied that the sluice was locked.
"""
BERICHT = """Talmas: Der Damm hält, sagt das Rathaus

14.03.2021, 18:40

Der Damm oberhalb von Talmas werde auch die nächste Woche überstehen, sagte der Bürgermeister am Sonntag.

Laut dem Ingenieur Osei Varga fehlt der Schlüssel zur Schleuse.
"""


def assert_same(one: Path, other: Path) -> None:
    a, b = warehouse_tables(one / "warehouse.duckdb"), warehouse_tables(other / "warehouse.duckdb")
    assert a.keys() == b.keys()
    for name in a:
        assert_frame_equal(a[name], b[name], check_row_order=False), name


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_file_by_file_with_edits_and_removals_equals_at_once(tmp_path: Path, refresh: Refresh) -> None:
    raw = write(tmp_path / "raw", thread=THREAD, gone="A note that will be taken away again.\n")
    first = refresh(raw, tmp_path / "grown")
    assert (first.new, first.changed, first.unchanged, first.removed) == (2, 0, 0, 0)

    write(raw, thread=THREAD.replace("full", "nearly full"), story=STORY)
    second = refresh(raw, tmp_path / "grown")
    assert (second.new, second.changed, second.unchanged, second.removed) == (1, 1, 1, 0)

    (raw / "gone.txt").unlink()
    (raw / "story.txt").rename(raw / "renamed.txt")
    write(raw, thread=THREAD, bericht=BERICHT, twice=STORY)
    third = refresh(raw, tmp_path / "grown")
    assert (third.new, third.changed, third.unchanged, third.removed) == (3, 1, 0, 2)

    refresh(raw, tmp_path / "at_once")
    assert_same(tmp_path / "grown", tmp_path / "at_once")
    with duckdb.connect(str(tmp_path / "grown" / "warehouse.duckdb"), read_only=True) as connection:
        statuses = connection.execute("select capture_path, status from captures order by 1").fetchall()
        texts = connection.execute("select count(*) from documents where text like '%taken away%'").fetchall()
    assert statuses == [
        ("bericht.txt", "loaded"),
        ("renamed.txt", "loaded"),
        ("thread.txt", "loaded"),
        ("twice.txt", "duplicate"),
    ]
    assert texts == [(0,)]


def test_nothing_new_changes_no_row_and_reads_nothing(tmp_path: Path, refresh: Refresh) -> None:
    raw = write(tmp_path / "raw", thread=THREAD, story=STORY)
    old = time.time() - 60
    for file in raw.iterdir():
        os.utime(file, (old, old))
    time.sleep(2.1)  # a file's change time cannot be set back, and one touched within two seconds is read again
    refresh(raw, tmp_path / "warehouse")
    shutil.copytree(tmp_path / "warehouse", tmp_path / "before")
    parts = {file: file.read_bytes() for file in (tmp_path / "warehouse" / "parts").glob("*/*/*-*.parquet")}
    assert parts
    report = refresh(raw, tmp_path / "warehouse")
    assert (report.new, report.changed, report.unchanged, report.removed) == (0, 0, 2, 0)
    assert {file: file.read_bytes() for file in parts} == parts
    assert_same(tmp_path / "before", tmp_path / "warehouse")


@pytest.mark.slow
def test_full_reads_again_and_gives_the_same(tmp_path: Path, refresh: Refresh) -> None:
    raw = write(tmp_path / "raw", thread=THREAD)
    refresh(raw, tmp_path / "warehouse")
    shutil.copytree(tmp_path / "warehouse", tmp_path / "before")
    assert refresh(raw, tmp_path / "warehouse", full=True).seen == 1
    assert_same(tmp_path / "before", tmp_path / "warehouse")


def test_a_capture_that_cannot_be_read_is_named_and_the_others_load(tmp_path: Path, refresh: Refresh) -> None:
    raw = write(tmp_path / "raw", thread=THREAD, marks='"' * 200_000, blank=" \n\n ", empty="")
    (raw / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (raw / "latin.txt").write_bytes("Das Rathaus erklärt: nichts.\n".encode("latin-1"))
    (raw / "long_line.txt").write_bytes(b"a " * 15_000_000)
    (raw / "outside.txt").symlink_to(PROJECT / "pyproject.toml")
    os.mkfifo(raw / "pipe.txt")
    (raw / "threat.txt.meta.yml").write_text("outlet: Misnamed\n")
    report = refresh(raw, tmp_path / "warehouse")
    rows = dict(report.quarantined.select("capture_path", "reason_code").iter_rows())
    assert rows == {
        "binary.txt": "not_text",
        "blank.txt": "blank",
        "empty.txt": "empty",
        "latin.txt": "not_utf8",
        "long_line.txt": "too_large",
        "outside.txt": "link",
        "pipe.txt": "not_regular",
    }
    assert report.unused_sidecars == ["threat.txt.meta.yml"]
    assert all(path in reason for path, _code, reason in report.quarantined.iter_rows())
    with duckdb.connect(str(tmp_path / "warehouse" / "warehouse.duckdb"), read_only=True) as connection:
        conserved = connection.execute("select count(*), count(reason), count(document_id) from captures").fetchall()
    assert conserved == [(9, 7, 2)]


def test_an_empty_folder_gives_an_empty_warehouse(tmp_path: Path, refresh: Refresh) -> None:
    (tmp_path / "raw").mkdir()
    report = refresh(tmp_path / "raw", tmp_path / "warehouse")
    assert report.seen == 0
    tables = warehouse_tables(tmp_path / "warehouse" / "warehouse.duckdb")
    assert tables["fct_claims"].is_empty()
    assert tables["fct_claims"].schema["content_spans"] == pl.List(
        pl.Struct({"char_start": pl.Int64, "char_end": pl.Int64})
    )
