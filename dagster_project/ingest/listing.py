"""The listing of raw/: what there is, before anything is opened.

A capture is every entry below raw/ that is no folder, no sidecar and has no name that opens with a dot (nor
lies in such a folder). Its sidecar is the file beside it called `NAME.meta.yml`, `.meta.yaml` or
`.meta.json`, where NAME is the full name of the capture or, failing that, the name less its ending:
`page.txt.meta.yml` is for page.txt alone, `page.meta.yml` for page.txt and page.html both.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.ingest.paths import encode_path
from dagster_project.ingest.reasons import Refused, reason_for
from dagster_project.tables import UTC

DEFAULT_LIMIT_BYTES = 20_000_000
SIDECAR_ENDINGS = (b".meta.yml", b".meta.yaml", b".meta.json")
"""In order of choice where a capture has several."""

_COLUMNS: dict[str, Any] = {
    "capture_path": pl.String,
    "size_bytes": pl.Int64,
    "file_modified_at": UTC,
    "mtime_ns": pl.Int64,
    "ctime_ns": pl.Int64,
    "inode": pl.Int64,
    "sidecar_path": pl.String,
    "sidecar_size_bytes": pl.Int64,
    "sidecar_mtime_ns": pl.Int64,
    "sidecar_ctime_ns": pl.Int64,
    "sidecar_inode": pl.Int64,
    "reason_code": pl.String,
    "reason": pl.String,
}
LISTING = pl.Schema(_COLUMNS)
"""One row per capture. An inode beyond 2^63 is stored modulo 2^63: it serves to notice a change, no more."""


class RawFolderError(Exception):
    """The raw folder itself cannot be listed."""


def list_captures(raw: Path, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> pl.DataFrame:
    """`LISTING` of `raw`, in order of capture_path. Nothing is opened; links are not followed.

    Rows that must not be opened carry their reason already: links, pipes, sockets and devices, files above
    `limit_bytes`, and folders that cannot be listed (their path ends in '/').

    Raises RawFolderError when `raw` is missing, is no folder or cannot be listed.
    """
    rows: list[dict[str, object]] = []
    for prefix, entries, refused in _walk(raw):
        if refused is not None:
            rows.append(_row(prefix, entries[0][1], refused))
            continue
        sidecars = {name: found for name, found, is_folder in entries if not is_folder and _is_sidecar(name)}
        for name, found, is_folder in entries:
            if not is_folder and name not in sidecars:
                row = _row(prefix + name, found, _refusal(found, limit_bytes))
                rows.append(row | _sidecar_columns(prefix, name, sidecars))
    listing = pl.DataFrame(rows, schema=LISTING | {"file_modified_at": pl.Int64}, orient="row")
    return listing.with_columns(pl.col("file_modified_at").cast(UTC)).sort("capture_path")


def list_unused_sidecars(raw: Path, captures: pl.DataFrame) -> list[str]:
    """Paths of sidecars below `raw` that belong to none of `captures` (sidecar_path), or stand behind another; sorted.

    No error, but worth telling: most are misnamed. Raises RawFolderError like `list_captures`.
    """
    used = set(captures["sidecar_path"])
    found = {
        encode_path(prefix + name)
        for prefix, entries, refused in _walk(raw)
        if refused is None
        for name, _, is_folder in entries
        if not is_folder and _is_sidecar(name)
    }
    return sorted(found - used)


_Entry = tuple[bytes, os.stat_result, bool]
"""Name, `lstat` and whether it is a folder."""


def _walk(raw: Path) -> Iterator[tuple[bytes, list[_Entry], Refused | None]]:
    """Path below `raw` (closing in '/') and entries of each folder; of one that cannot be listed: itself, and why."""
    root = os.fsencode(raw)
    try:
        pending = [(b"", list(_scan(root)))]
    except FileNotFoundError as error:
        raise RawFolderError(
            f"{raw}: the folder of captures does not exist. Create it and put captures in it, "
            "or name another one (--raw DIR)."
        ) from error
    except NotADirectoryError as error:
        raise RawFolderError(f"{raw}: this is not a folder. Name the folder that holds the captures.") from error
    except OSError as error:
        raise RawFolderError(
            f"{raw}: the folder of captures cannot be listed ({error.strerror}). Grant this user the right to read it."
        ) from error
    while pending:
        prefix, entries = pending.pop()
        yield prefix, entries, None
        for entry in entries:
            name, _, is_folder = entry
            if not is_folder:
                continue
            below = prefix + name + b"/"
            try:
                pending.append((below, list(_scan(root + b"/" + below))))
            except FileNotFoundError:
                continue  # removed since its parent was listed
            except OSError as error:
                yield below, [entry], Refused("unreadable", f"the folder cannot be listed: {error.strerror}")


def _scan(folder: bytes) -> Iterator[_Entry]:
    """The entries of a folder without a leading dot."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(b"."):
                continue
            try:
                found = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue  # removed since the folder was opened
            yield entry.name, found, stat.S_ISDIR(found.st_mode)


def _is_sidecar(name: bytes) -> bool:
    return name.endswith(SIDECAR_ENDINGS)


def _refusal(found: os.stat_result, limit_bytes: int) -> Refused | None:
    if stat.S_ISLNK(found.st_mode):
        return Refused("link", "")
    if not stat.S_ISREG(found.st_mode):
        return Refused("not_regular", "")
    if found.st_size > limit_bytes:
        return Refused("too_large", f"the file has {found.st_size:,} bytes; the limit is {limit_bytes:,}")
    return None


def _row(path: bytes, found: os.stat_result, refused: Refused | None) -> dict[str, object]:
    capture_path = encode_path(path)
    return {
        "capture_path": capture_path,
        "size_bytes": found.st_size,
        "file_modified_at": found.st_mtime_ns // 1000,
        "mtime_ns": found.st_mtime_ns,
        "ctime_ns": found.st_ctime_ns,
        "inode": found.st_ino % 2**63,
        "reason_code": refused and refused.reason_code,
        "reason": refused and reason_for(capture_path, refused.reason_code, refused.detail),
    }


def _sidecar_columns(prefix: bytes, name: bytes, sidecars: dict[bytes, os.stat_result]) -> dict[str, object]:
    stem = name.rpartition(b".")[0] or name
    for sidecar in (base + ending for base in (name, stem) for ending in SIDECAR_ENDINGS):
        if sidecar in sidecars:
            found = sidecars[sidecar]
            return {
                "sidecar_path": encode_path(prefix + sidecar),
                "sidecar_size_bytes": found.st_size,
                "sidecar_mtime_ns": found.st_mtime_ns,
                "sidecar_ctime_ns": found.st_ctime_ns,
                "sidecar_inode": found.st_ino % 2**63,
            }
    return {}
