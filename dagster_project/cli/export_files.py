"""Exports as files: written beside their place, put there whole, never over what somebody else put there."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from dagster_project.cli.output import Batches, write_csv, write_json_lines
from dagster_project.query import PublishedWarehouse, near_names

WHOLE = {"schema-org": ("claims.jsonld", "statements"), "ftm": ("entities.ftm.json", "entities")}
"""Formats of which there is one file for the whole warehouse: its name in a folder, and what it counts."""

Writer = Callable[[PublishedWarehouse, str, Path, float], int]


class ExportError(Exception):
    """Nothing was exported; the message says why and what to do."""


@dataclass(frozen=True)
class Wanted:
    """What is to be exported, and where to."""

    place: Path
    output: str
    is_file: bool
    """Whether the ending of `place` tells a format: then it is a file."""
    tables: Sequence[str] | None
    query: str | None
    force: bool


def export(
    published: PublishedWarehouse, wanted: Wanted, *, forbidden: Sequence[Path], timeout_seconds: float
) -> list[tuple[Path, int, str]]:
    """Write what is wanted; gives each file with how many of what it holds.

    Raises `ExportError` for a place that is taken (without `force`) or below one of `forbidden`, and for tables and
    formats that do not go together; `QueryError` for a query that cannot be answered. Then no file has been touched.
    """
    _check_place(wanted, forbidden)
    queries = _queries(published, wanted)
    if wanted.is_file:
        ((name, query),) = queries.items()
        with _whole_file(wanted.place) as partial:
            count = _write(published, wanted.output, query, partial, timeout_seconds)
        return [(wanted.place, count, _unit(wanted.output))]
    written = []
    with _whole_folder(wanted.place) as folder:
        for name, query in queries.items():
            count = _write(published, wanted.output, query, folder / name, timeout_seconds)
            written.append((wanted.place / name, count, _unit(wanted.output)))
    return written


def _check_place(wanted: Wanted, forbidden: Sequence[Path]) -> None:
    place = wanted.place.resolve()
    for folder in forbidden:
        if place.is_relative_to(folder.resolve()):
            raise ExportError(f"{place} lies in {folder.resolve()}, where nothing is written. Choose another place.")
    if wanted.is_file and place.is_dir():
        raise ExportError(f"{place} is a folder. Name a file in it, or a folder of another name.")
    if not wanted.is_file and place.exists() and not place.is_dir():
        raise ExportError(f"{place} is a file of another kind. Name a folder, or a file that ends in .parquet, .csv …")
    taken = place.exists() if wanted.is_file else place.is_dir() and any(place.iterdir())
    if taken and not wanted.force:
        raise ExportError(f"{place} is there already. Name another place, or replace it with --force.")
    if not place.parent.is_dir():
        raise ExportError(f"{place.parent} is no folder. Make it first.")


def _queries(published: PublishedWarehouse, wanted: Wanted) -> dict[str, str]:
    """The query behind each file, by the name that it has in a folder."""
    if wanted.output in WHOLE:
        if wanted.query is not None or wanted.tables:
            raise ExportError(f"{wanted.output} is of the whole warehouse: leave --query and --table out.")
        return {WHOLE[wanted.output][0]: ""}
    if wanted.query is not None:
        if not wanted.is_file:
            raise ExportError("a query gives one file: name it, with .parquet, .csv or .jsonl at its end.")
        return {"": wanted.query}
    known = published.tables()
    for table in wanted.tables or ():
        if table not in known:
            raise ExportError(f"there is no table {table}. {near_names(table, known)}")
    chosen = list(dict.fromkeys(wanted.tables or known))
    if wanted.is_file and len(chosen) != 1:
        raise ExportError(f"{wanted.place.name} is one file for {len(chosen)} tables: name a folder, or one --table.")
    return {f"{table}.{wanted.output}": f'select * from main."{table}"' for table in chosen}  # noqa: S608 - known names


def _unit(output: str) -> str:
    return WHOLE[output][1] if output in WHOLE else "rows"


def _write(published: PublishedWarehouse, output: str, query: str, file: Path, timeout_seconds: float) -> int:
    return WRITERS[output](published, query, file, timeout_seconds)


def _write_parquet(published: PublishedWarehouse, query: str, file: Path, timeout_seconds: float) -> int:
    import pyarrow.parquet

    with (
        published.arrow(query, timeout_seconds=timeout_seconds) as reader,
        pyarrow.parquet.ParquetWriter(file, reader.schema, compression="zstd") as writer,
    ):
        count = 0
        for batch in reader:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _write_csv(published: PublishedWarehouse, query: str, file: Path, timeout_seconds: float) -> int:
    return _write_text(write_csv, published, query, file, timeout_seconds)


def _write_json_lines(published: PublishedWarehouse, query: str, file: Path, timeout_seconds: float) -> int:
    return _write_text(write_json_lines, published, query, file, timeout_seconds)


def _write_text(
    write: Callable[[TextIO, Sequence[str], Batches], None],
    published: PublishedWarehouse,
    query: str,
    file: Path,
    timeout_seconds: float,
) -> int:
    count = 0
    with (
        published.stream(query, timeout_seconds=timeout_seconds) as streamed,
        file.open("w", encoding="utf-8", newline="") as sink,
    ):

        def counted() -> Iterator[list[tuple[object, ...]]]:
            nonlocal count
            for batch in streamed.batches:
                count += len(batch)
                yield batch

        write(sink, streamed.columns, counted())
    return count


def _write_schema_org(published: PublishedWarehouse, query: str, file: Path, timeout_seconds: float) -> int:
    from dagster_project.cli.export_schema_org import write_claims

    del query
    with file.open("w", encoding="utf-8") as sink:
        return write_claims(published, sink, timeout_seconds)


def _write_ftm(published: PublishedWarehouse, query: str, file: Path, timeout_seconds: float) -> int:
    from dagster_project.cli.export_ftm import MissingLibraryError, write_entities

    del query
    try:
        with file.open("w", encoding="utf-8") as sink:
            return write_entities(published, sink, timeout_seconds)
    except MissingLibraryError as error:
        raise ExportError(str(error)) from error


WRITERS: dict[str, Writer] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "jsonl": _write_json_lines,
    "schema-org": _write_schema_org,
    "ftm": _write_ftm,
}


@contextmanager
def _whole_file(place: Path) -> Iterator[Path]:
    """A file beside `place` that takes its place when the block ends, and vanishes when it fails."""
    partial = place.with_name(f"{place.name}.partial-{secrets.token_hex(4)}")
    try:
        yield partial
        _put(partial, place)
    except OSError as error:
        raise ExportError(f"{place} cannot be written: {error.strerror or error}.") from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _whole_folder(place: Path) -> Iterator[Path]:
    """A folder beside `place` whose files go there when the block ends; what else lies there stays."""
    partial = place.with_name(f"{place.name}.partial-{secrets.token_hex(4)}")
    try:
        partial.mkdir()
        yield partial
        if place.exists():
            for file in sorted(partial.iterdir()):
                _put(file, place / file.name)
        else:
            for file in partial.iterdir():
                _sync(file)
            partial.replace(place)
    except OSError as error:
        raise ExportError(f"{place} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _put(partial: Path, place: Path) -> None:
    _sync(partial)
    partial.replace(place)


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
