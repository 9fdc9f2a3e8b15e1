"""Opening files below raw/ without leaving it, and without being held up by what is no file."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dagster_project.ingest.paths import decode_path
from dagster_project.ingest.reasons import Refused

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# A pipe opened to read would wait for a writer; O_NONBLOCK returns at once, and fstat then says what it is.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


class RawFolder:
    """The raw folder, held open: files in it are reached step by step from it, and no step may be a link.

    A path that is checked and then opened by its name could be swapped for a link in between; here the check
    is the opening itself.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, capture_path: str, size_bytes: int, mtime_ns: int, limit_bytes: int) -> bytes:
        """All bytes of a regular file that is still as it was listed.

        Raises Refused when it is none, cannot be read, or has another size or time than listed, before or
        after reading.
        """
        try:
            descriptor = self._open(decode_path(capture_path))
        except OSError as error:
            raise _refusal(error) from error
        try:
            content = _read_all(descriptor, size_bytes, mtime_ns, limit_bytes)
        except OSError as error:
            raise _refusal(error) from error
        finally:
            os.close(descriptor)
        return content

    def _open(self, path: bytes) -> int:
        *folders, name = path.split(b"/")
        if {b"", b".", b".."} & {*folders, name}:
            raise Refused("unreadable", "the path leaves the raw folder")
        at = self._descriptor
        try:
            for folder in folders:
                below = os.open(folder, _FOLDER, dir_fd=at)
                if at != self._descriptor:
                    os.close(at)
                at = below
            return os.open(name, _FILE, dir_fd=at)
        finally:
            if at != self._descriptor:
                os.close(at)


@contextmanager
def open_raw(raw: Path) -> Iterator[RawFolder]:
    """The folder `raw`, which itself may be a link: the user named it."""
    descriptor = os.open(raw, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield RawFolder(descriptor)
    finally:
        os.close(descriptor)


def _read_all(descriptor: int, size_bytes: int, mtime_ns: int, limit_bytes: int) -> bytes:
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        raise Refused("not_regular", "")
    if before.st_size > limit_bytes:
        raise Refused("too_large", f"the file has {before.st_size:,} bytes; the limit is {limit_bytes:,}")
    if (before.st_size, before.st_mtime_ns) != (size_bytes, mtime_ns):
        raise Refused("unsettled", "the file changed between listing and reading")
    parts: list[bytes] = []
    left = size_bytes + 1  # one byte more than there should be tells a file that grows
    while left > 0:
        part = os.read(descriptor, left)
        if not part:
            break
        parts.append(part)
        left -= len(part)
    content = b"".join(parts)
    after = os.fstat(descriptor)
    if len(content) != size_bytes or (after.st_size, after.st_mtime_ns) != (size_bytes, mtime_ns):
        raise Refused("unsettled", "the file changed while it was being read")
    return content


def _refusal(error: OSError) -> Refused:
    if error.errno == errno.ENOENT:
        return Refused("unsettled", "the file is gone since it was listed")
    if error.errno in (errno.ELOOP, errno.ENOTDIR):
        return Refused("link", "the file, or a folder on its path, became a link since it was listed")
    if error.errno == errno.ENXIO:
        return Refused("not_regular", "")
    return Refused("unreadable", f"it cannot be read: {error.strerror}")
