"""F06, F07: what happened to the files of a warehouse between two refreshes is found, said, and made good from raw/."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import duckdb
import pytest
from harness import fingerprint, prepared, refresh, scan

from dagster_project.query import QueryError, run_query
from dagster_project.refresh.errors import RefreshError
from dagster_project.seal import DamagedWarehouseError, check_published, seal_file

ASK = "select count(*) from captures"


def flip(file: Path, at: int, bit: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1 << bit
    file.write_bytes(content)


def test_what_was_published_passes_and_so_does_a_copy_of_it(tmp_path: Path) -> None:
    _, warehouse = prepared(tmp_path)
    check_published(warehouse / "warehouse.duckdb", whole=True)
    assert run_query(warehouse, ASK).rows == [(1,)]
    shutil.copy(warehouse / "warehouse.duckdb", tmp_path / "copy.duckdb")
    assert run_query(tmp_path / "copy.duckdb", ASK).rows == [(1,)]


def test_every_flipped_bit_and_every_cut_is_found_before_an_answer_is_given(tmp_path: Path) -> None:
    _, warehouse = prepared(tmp_path)
    published = warehouse / "warehouse.duckdb"
    whole = published.read_bytes()
    rng = random.Random(6)
    for _ in range(40):
        flip(published, rng.randrange(len(whole)), rng.randrange(8))
        with pytest.raises(QueryError, match=r"the file is damaged.*hearsay refresh"):
            run_query(warehouse, ASK)
        published.write_bytes(whole)
    for size in (0, 1, 4096, len(whole) // 2, len(whole) - 1, len(whole) + 1):
        published.write_bytes((whole + b"\0")[:size])
        with pytest.raises(QueryError, match=r"were published\. Build it anew"):
            run_query(warehouse, ASK)
    published.write_bytes(whole)
    check_published(published, whole=True)


def test_without_the_seal_duckdb_still_gives_an_error_and_never_another_row(tmp_path: Path) -> None:
    _, warehouse = prepared(tmp_path)
    published = warehouse / "warehouse.duckdb"
    rows = scan(warehouse)
    whole = published.read_bytes()
    rng = random.Random(7)
    errors = 0
    for _ in range(25):
        flip(published, rng.randrange(len(whole)), rng.randrange(8))
        try:
            assert scan(warehouse) == rows
        except duckdb.Error:
            errors += 1
        published.write_bytes(whole)
    assert errors >= 5
    seal_file(published).unlink()
    with pytest.raises(DamagedWarehouseError, match="missing"):
        check_published(published, whole=True)


def test_somebody_writing_into_the_published_file_is_found_and_the_log_set_aside(tmp_path: Path) -> None:
    raw, warehouse = prepared(tmp_path)
    published = warehouse / "warehouse.duckdb"
    rows = scan(warehouse)
    writer = duckdb.connect(str(published))
    writer.execute("set checkpoint_threshold = '1TB'")
    writer.execute("delete from fct_claims")
    log = published.with_name("warehouse.duckdb.wal").read_bytes()
    writer.close()
    published.with_name("warehouse.duckdb.wal").write_bytes(log)
    with pytest.raises(QueryError, match=r"warehouse\.duckdb\.wal lies beside it"):
        run_query(warehouse, ASK)

    (note,) = refresh(raw, warehouse)
    (aside,) = warehouse.glob("warehouse.duckdb.wal.set-aside-*")
    assert aside.name in note
    assert aside.read_bytes() == log
    assert scan(warehouse) == rows
    check_published(published, whole=True)


@pytest.mark.slow
def test_whatever_is_missing_or_broken_is_made_again_from_raw(tmp_path: Path) -> None:
    raw, warehouse = prepared(tmp_path)
    rows = scan(warehouse)
    parts = warehouse / "parts"

    (warehouse / "warehouse.duckdb").unlink()
    (warehouse / "warehouse.duckdb.wal").write_bytes(b"left over")
    (warehouse / ".build").mkdir()
    (warehouse / ".build" / "warehouse.duckdb").write_bytes(b"half of a warehouse")
    (warehouse / ".build" / "warehouse.duckdb.wal").write_bytes(b"and its log")
    for ledger in ("ingest/known.parquet", "parse/ledger.parquet", "runs/runs.parquet"):
        content = (parts / ledger).read_bytes()
        (parts / ledger).write_bytes(content[: len(content) // 2])
    cut = next((parts / "segment" / "sentences").glob("*-*.parquet"))
    cut.write_bytes(cut.read_bytes()[:-20])
    for table in ("ingest/documents", "extract/claims"):
        next((parts / table).glob("*-*.parquet")).unlink()
    (parts / "parse" / "sources" / "ff-00000000.parquet").write_bytes(b"left over")
    refresh(raw, warehouse)
    assert scan(warehouse) == rows

    shutil.rmtree(warehouse)
    refresh(raw, warehouse)
    assert scan(warehouse) == rows


def test_a_part_that_is_damaged_inside_ends_the_refresh_and_says_how_to_mend_it(tmp_path: Path) -> None:
    raw, warehouse = prepared(tmp_path)
    before = fingerprint(warehouse)
    part = next((warehouse / "parts" / "parse" / "passages").glob("*-*.parquet"))
    content = bytearray(part.read_bytes())
    content[4:-8] = bytes(len(content) - 12)
    part.write_bytes(content)
    with pytest.raises(RefreshError, match="othing was published") as failure:
        refresh(raw, warehouse)
    assert "passages" in str(failure.value)
    assert "refresh once with --full" in str(failure.value)
    assert fingerprint(warehouse) == before
