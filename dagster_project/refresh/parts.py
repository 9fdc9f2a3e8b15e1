"""Parquet parts: what Python extracted, kept between refreshes.

A table of a room lies in up to 256 parts, by the first byte of `document_id`, so that a refresh opens a few
hundred files whatever the size of the corpus, and rewrites only the parts in which something changed. A part is
written under a new name (bucket and generation); the room's ledger, one small file replaced atomically, says which
generation counts. A process killed at any moment leaves files that the ledger doesn't name: they are swept away,
and what was not entered is done again.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from dagster_project.refresh.errors import StageError
from dagster_project.tables import SCHEMAS, empty

LEDGER_SCHEMA = pl.Schema(
    {
        "document_id": pl.String,
        "key": pl.String,
        "bucket": pl.String,
        "generation": pl.String,
        "reason_code": pl.String,
        "reason": pl.String,
    }
)
"""A row per document the room has dealt with: under which key, in which part, or why it failed."""


def read_own_parquet(path: Path, schema: pl.Schema) -> pl.DataFrame:
    """What an earlier refresh wrote; nothing where there is no such file, or one of other columns or damaged.

    What is written here can be made again from the captures: a file that cannot be read is as good as missing.
    """
    try:
        rows = pl.read_parquet(path)
    except (FileNotFoundError, pl.exceptions.ComputeError):
        return pl.DataFrame(schema=schema)
    return rows if rows.schema == schema else pl.DataFrame(schema=schema)


def is_whole(path: Path) -> bool:
    """Whether a Parquet file has its end: one that was cut has not."""
    with path.open("rb") as part:
        part.seek(max(0, path.stat().st_size - len(PARQUET_END)))
        return part.read() == PARQUET_END


PARQUET_END = b"PAR1"


def by_bucket(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Rows with a column `bucket`, as a frame for each bucket there is."""
    return {str(bucket): of_one for (bucket,), of_one in rows.partition_by("bucket", as_dict=True).items()}


def write_parquet(frame: pl.DataFrame, path: Path, *, sync: bool = True) -> None:
    """Write `frame` to `path` so that a reader finds the old file or the new one, never half of one.

    With `sync` that holds after a power cut too.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    try:
        frame.write_parquet(partial, compression="zstd", statistics=False)
    except pl.exceptions.ComputeError as error:  # polars' word for a full disk
        raise OSError(f"{path} cannot be written: {error}") from error
    if sync:
        with partial.open("rb") as written:
            os.fsync(written.fileno())
    partial.replace(path)


class RoomParts:
    """The parts of one room's tables below `folder`."""

    def __init__(self, folder: Path, tables: Iterable[str]) -> None:
        self.folder = folder
        self.tables = tuple(tables)
        self.ledger = read_own_parquet(folder / "ledger.parquet", LEDGER_SCHEMA)

    @property
    def ledger(self) -> pl.DataFrame:
        """A row per document, in order of document_id."""
        return pl.concat([pl.DataFrame(schema=LEDGER_SCHEMA), *self._of_bucket.values()]).sort("document_id")

    @ledger.setter
    def ledger(self, rows: pl.DataFrame) -> None:
        # By bucket: a first refresh replaces each of the 256, and must not go through the whole ledger for each.
        self._of_bucket = by_bucket(rows)

    def of_bucket(self, bucket: str) -> pl.DataFrame:
        """The rows of the ledger in one part."""
        return self._of_bucket.get(bucket, pl.DataFrame(schema=LEDGER_SCHEMA))

    def sweep(self) -> None:
        """Delete part files that the ledger doesn't name, and forget documents whose part files are gone or cut."""
        counted = self._counted()
        present: dict[str, set[str]] = {}
        for table in self.tables:
            folder = self.folder / table
            folder.mkdir(parents=True, exist_ok=True)
            stems = set()
            for file in folder.iterdir():
                if file.stem in counted and file.suffix == ".parquet" and is_whole(file):
                    stems.add(file.stem)
                elif file.name != "none.parquet":
                    file.unlink()
            present[table] = stems
            none = folder / "none.parquet"
            if not none.exists() or pl.read_parquet_schema(none) != SCHEMAS[table]:
                # dbt reads a table by a glob, which must find a file of the right schema in an empty corpus too (and
                # of this version's schema: a newer one may have more columns).
                write_parquet(empty(table), none)
        lost = {stem for stem in counted if any(stem not in stems for stems in present.values())}
        if lost:
            for stem in lost:
                del self._of_bucket[stem.partition("-")[0]]

    def _counted(self) -> set[str]:
        return {f"{bucket}-{rows['generation'][0]}" for bucket, rows in self._of_bucket.items()}

    def read(self, table: str, bucket: str, documents: Iterable[str]) -> pl.DataFrame:
        """The rows of `table` of `documents`, all of the bucket given, in the order they were written."""
        wanted = set(documents)
        entries = self.of_bucket(bucket)
        held = set(entries["document_id"])
        if not wanted & held:
            return empty(table)
        rows = _read_part(self.folder / table / f"{bucket}-{entries['generation'][0]}.parquet")
        return rows if held <= wanted else rows.filter(pl.col("document_id").is_in(wanted))

    def replace(self, bucket: str, keep: Iterable[str], frames: dict[str, pl.DataFrame], entries: pl.DataFrame) -> None:
        """Make the bucket hold the rows of documents `keep`, as they are, and the new `frames`.

        `entries` (LEDGER_SCHEMA, without `generation`) says which documents the new rows and failures are of.
        Takes effect with `commit`.
        """
        kept = set(keep)
        generation = secrets.token_hex(4)
        old_entries = self.of_bucket(bucket)
        if kept != set(old_entries["document_id"]):
            old_entries = old_entries.filter(pl.col("document_id").is_in(kept))
        if not len(old_entries) + len(entries):
            self._of_bucket.pop(bucket, None)
            return
        for table in self.tables:
            rows = frames.get(table, empty(table))
            if kept:
                rows = pl.concat([self.read(table, bucket, kept), rows])
            # A part is not synced to the disk: one that a power cut left cut is found by `sweep`, and made again.
            part = self.folder / table / f"{bucket}-{generation}.parquet"
            write_parquet(rows.sort("document_id", maintain_order=True), part, sync=False)
        columns = [name for name in LEDGER_SCHEMA.names() if name != "generation"]
        written = pl.concat([old_entries.select(columns), entries.select(columns)])
        self._of_bucket[bucket] = written.with_columns(generation=pl.lit(generation)).select(LEDGER_SCHEMA.names())

    def commit(self) -> None:
        """Enter what `replace` wrote, then delete what it replaced."""
        write_parquet(self.ledger, self.folder / "ledger.parquet")
        counted = self._counted()
        for table in self.tables:
            for file in (self.folder / table).iterdir():
                if file.stem not in counted and file.name != "none.parquet":
                    file.unlink()

    def row_count(self, table: str) -> int:
        """How many rows `table` has, from the parts' footers."""
        return int(
            pl.scan_parquet(self.folder / table / "*.parquet", schema=SCHEMAS[table]).select(pl.len()).collect().item()
        )

    def head(self, table: str, count: int) -> pl.DataFrame:
        """The first rows of `table`."""
        return pl.scan_parquet(self.folder / table / "*.parquet", schema=SCHEMAS[table]).head(count).collect()


def _read_part(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except pl.exceptions.ComputeError as error:
        raise StageError(
            f"{path} is damaged ({error}). Nothing was published. Refresh once with --full: it is made again."
        ) from error
