"""Whether the published file is, to the byte, the one that was published.

Beside `warehouse.duckdb` lies `warehouse.duckdb.sha256`, which `sha256sum -c` understands, so that a copy or a backup
can be checked anywhere. DuckDB checks each block that it reads by a checksum of its own: a flipped bit gives an error,
never another row. What DuckDB cannot know is that somebody wrote into the file, or left a log beside it which
DuckDB would take for a part of it.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

QUICK_BYTES = 64 * 2**20
"""Up to this size a file is read whole for each check (a tenth of a second)."""


class DamagedWarehouseError(Exception):
    """The published file is not what was published; the message says how, and what to do."""


@dataclass(frozen=True)
class Seal:
    """Size and SHA-256 of a published file."""

    size_bytes: int
    sha256: str

    @classmethod
    def of(cls, file: Path) -> Seal:
        """The seal of a file as it is."""
        with file.open("rb") as content:
            return cls(os.fstat(content.fileno()).st_size, hashlib.file_digest(content, "sha256").hexdigest())


def seal_file(published: Path) -> Path:
    """Where the seal of a published file lies."""
    return published.with_name(published.name + ".sha256")


def log_file(published: Path) -> Path:
    """Where DuckDB looks for a write-ahead log of a file."""
    return published.with_name(published.name + ".wal")


def write_seals(published: Path, seals: list[Seal]) -> None:
    """Write down what the file may be: while one file replaces another, either."""
    lines = [f"# {seal.size_bytes} bytes\n{seal.sha256}  {published.name}\n" for seal in seals]
    partial = seal_file(published).with_name(f".{published.name}.sha256.partial")
    with partial.open("w", encoding="ascii") as written:
        written.write("".join(lines))
        written.flush()
        os.fsync(written.fileno())
    partial.replace(seal_file(published))


_SEAL = re.compile(r"^# ([0-9]+) bytes\n([0-9a-f]{64})  ", re.MULTILINE)


def read_seals(published: Path) -> list[Seal]:
    """What the published file may be; nothing where it was never sealed."""
    try:
        text = seal_file(published).read_text(encoding="ascii")
    except FileNotFoundError:
        return []
    return [Seal(int(size), sha256) for size, sha256 in _SEAL.findall(text)]


def check_published(published: Path, *, whole: bool | None = None) -> None:
    """Raise `DamagedWarehouseError` unless the file is the one that was published.

    `whole`: read every byte, and there must be a seal. None: read it where it is small enough that nobody waits, else
    compare its size alone, and leave it to DuckDB to check the blocks that a query reads; a copy without its seal is
    let pass. A publishing at the same moment is no damage.
    """
    complaint = _complaint(published, whole)
    if complaint and _complaint(published, whole):  # a second look: the file may have been replaced during the first
        raise DamagedWarehouseError(f"{published}: {complaint}. Build it anew with `hearsay refresh`.")


def _complaint(published: Path, whole: bool | None) -> str | None:
    if log_file(published).exists():
        return f"somebody wrote into the published file: {log_file(published).name} lies beside it"
    seals = read_seals(published)
    if not seals and whole is None:
        return None
    if not seals:
        return f"{seal_file(published).name}, which says what was published, is missing or unreadable"
    size = published.stat().st_size
    if size not in {seal.size_bytes for seal in seals}:
        return f"the file has {size:,} bytes, {' or '.join(f'{seal.size_bytes:,}' for seal in seals)} were published"
    if (size <= QUICK_BYTES if whole is None else whole) and Seal.of(published) not in seals:
        return "the file is damaged: its content is not what was published"
    return None
