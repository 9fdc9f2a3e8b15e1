"""The rooms after ingest, and how one of them is brought up to date: new documents in, gone ones out.

Each room deals with a document once per key. A key is made of the key under which the room before dealt with it
and of this room's own version, so a change anywhere upstream, and only that, brings a document back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from dagster_project.ingest import reason_text
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.parts import LEDGER_SCHEMA, RoomParts, by_bucket
from dagster_project.refresh.workers import Batch, Outcome, Workers
from dagster_project.tables import digest

BATCH_DOCUMENTS = 64
BATCH_CHARACTERS = 1_000_000


@dataclass(frozen=True)
class Room:
    """A room: the tables it takes and gives, and the function the workers run."""

    name: str
    reads: dict[str, str]
    """Tables it takes, each with the room that gives it."""
    gives: tuple[str, ...]
    after: str
    """The room whose ledger says which documents there are."""


PARSE = Room(
    "parse",
    reads={"documents": "ingest", "sidecars": "ingest"},
    gives=("readings", "blocks", "sources", "source_dates", "passages"),
    after="ingest",
)
SEGMENT = Room(
    "segment",
    reads={"documents": "ingest", "sources": "parse", "passages": "parse"},
    gives=("sentences",),
    after="parse",
)
EXTRACT = Room(
    "extract",
    reads={"documents": "ingest", "sources": "parse", "passages": "parse", "sentences": "segment"},
    gives=(
        "mentions",
        "claims",
        "claim_quantities",
        "claim_signatures",
        "claim_events",
        "sentence_signatures",
        "source_keys",
    ),
    after="segment",
)
WHOLE = ("captures", "sidecars")
"""Tables of ingest that are small: one file each, not parts."""
ROOMS = {room.name: room for room in (PARSE, SEGMENT, EXTRACT)}


def room_parts(layout: WarehouseLayout, room: str) -> RoomParts:
    """The parts of `room` in this warehouse."""
    tables = ("documents",) if room == "ingest" else ROOMS[room].gives
    return RoomParts(layout.parts / room, tables)


@dataclass
class RoomRun:
    """What bringing one room up to date did."""

    done: int = 0
    kept: int = 0
    gone: int = 0
    faulted: int = 0
    cpu_seconds: float = 0.0


def update_room(
    room: Room,
    layout: WarehouseLayout,
    workers: Workers,
    version: str,
    arguments: dict[str, Any],
    report: Any,
) -> RoomRun:
    """Bring `room`'s parts up to date with the room before it.

    `report(done, total)` is told how many documents are through. A document that failed in a room before is not
    passed on; one that fails here is entered in the ledger with its reason, without rows.
    """
    wanted = wanted_documents(room_parts(layout, room.after).ledger, version)
    parts = room_parts(layout, room.name)
    parts.sweep()
    current = parts.ledger.join(wanted, on=["document_id", "key"], how="semi")
    todo = wanted.join(current, on=["document_id", "key"], how="anti")
    gone = parts.ledger.join(wanted, on="document_id", how="anti")
    todo_of, current_of = by_bucket(todo), by_bucket(current)
    touched = sorted({*todo_of, *gone["bucket"]})
    run = RoomRun(kept=len(current), gone=len(gone))
    readers = {name: _reader(layout, name, given_by) for name, given_by in room.reads.items()}

    waiting: dict[str, list[Outcome]] = {}
    open_keys: dict[str, int] = {}

    def write_bucket(bucket: str, outcomes: list[Outcome]) -> None:
        keep = current_of[bucket]["document_id"] if bucket in current_of else ()
        entries = _entries(todo_of.get(bucket, todo.clear()), outcomes)
        frames = {
            table: pl.concat([outcome.frames[table] for outcome in outcomes if outcome.frames])
            for table in parts.tables
            if any(outcome.frames for outcome in outcomes)
        }
        parts.replace(bucket, keep, frames, entries)

    def batches() -> Iterator[Batch]:
        for bucket in touched:
            if bucket not in todo_of:
                write_bucket(bucket, [])
                continue
            documents = todo_of[bucket]["document_id"].to_list()
            frames = {name: read(bucket, documents) for name, read in readers.items()}
            pieces = list(_batches_of(bucket, documents, frames))
            open_keys[bucket] = len(documents)
            yield from pieces

    report(0, len(todo))
    since_commit = 0
    for outcome in workers.run(f"dagster_project.refresh.tasks:{room.name}", batches(), arguments):
        bucket = outcome.batch.tag
        waiting.setdefault(bucket, []).append(outcome)
        open_keys[bucket] -= len(outcome.batch.keys)
        run.done += len(outcome.batch.keys)
        run.faulted += len(outcome.faults)
        run.cpu_seconds += outcome.cpu_seconds
        report(run.done, len(todo))
        if open_keys[bucket] == 0:
            write_bucket(bucket, waiting.pop(bucket))
            since_commit += 1
            if since_commit >= 64:
                parts.commit()
                since_commit = 0
    parts.commit()
    return run


def wanted_documents(upstream: pl.DataFrame, version: str) -> pl.DataFrame:
    """The documents that a room should hold, with its key for each: those that the room before (its ledger) gave."""
    return upstream.filter(pl.col("reason_code").is_null()).select(
        "document_id",
        "bucket",
        key=pl.col("key").map_elements(lambda key: digest(key, version), return_dtype=pl.String),
    )


def _reader(layout: WarehouseLayout, table: str, given_by: str) -> Callable[[str, list[str]], pl.DataFrame]:
    """A function that gives a table's rows of some documents of a bucket."""
    if table in WHOLE:
        rows = pl.read_parquet(layout.table_folder(given_by, table) / f"{table}.parquet")
        of_bucket = by_bucket(rows.with_columns(bucket=pl.col("document_id").str.slice(0, 2)))
        nothing = rows.clear()

        def read(bucket: str, documents: list[str]) -> pl.DataFrame:
            if bucket not in of_bucket:
                return nothing
            return of_bucket[bucket].drop("bucket").filter(pl.col("document_id").is_in(documents))

        return read
    parts = room_parts(layout, given_by)
    return lambda bucket, documents: parts.read(table, bucket, documents)


def _batches_of(bucket: str, documents: list[str], frames: dict[str, pl.DataFrame]) -> Iterator[Batch]:
    """Batches of a bucket's documents, bounded in documents and characters."""
    whole = Batch(frames, tuple(documents), tag=bucket)
    sizes = dict(frames["documents"].select("document_id", "char_count").iter_rows())
    keys: list[str] = []
    characters = 0
    for document_id in documents:
        if keys and (len(keys) == BATCH_DOCUMENTS or characters + sizes[document_id] > BATCH_CHARACTERS):
            yield whole.part(tuple(keys))
            keys, characters = [], 0
        keys.append(document_id)
        characters += sizes[document_id]
    yield whole if len(keys) == len(documents) else whole.part(tuple(keys))


def _entries(documents: pl.DataFrame, outcomes: list[Outcome]) -> pl.DataFrame:
    """Rows of the ledger for documents that were dealt with, with the reasons of those that failed."""
    failed = {fault.key: fault for outcome in outcomes for fault in outcome.faults}
    codes = {key: fault.reason_code for key, fault in failed.items()}
    reasons = {key: reason_text(fault.reason_code, fault.reason) for key, fault in failed.items()}
    ids = documents["document_id"].to_list()
    return documents.with_columns(
        generation=pl.lit(None, dtype=pl.String),
        reason_code=pl.Series([codes.get(each) for each in ids], dtype=pl.String),
        reason=pl.Series([reasons.get(each) for each in ids], dtype=pl.String),
    ).select(LEDGER_SCHEMA.names())
