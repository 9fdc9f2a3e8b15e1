"""File names as text: unique, reversible, and safe to print.

On Linux a name is bytes. Names that are UTF-8 stay as they are, newlines and all; a byte that is no UTF-8 is
written `%FF`. So that both ways stay unique, a `%` in a name is written `%25` where it would otherwise read
as such a byte (`100%.txt` and `a%20b.txt` stay, a literal `%FF` becomes `%25FF`).

A record in a container file has the path of the file and its line: `posts.jsonl#12`. The `#` of a file that is itself
named like that is written `%23`, so that no two captures share a path.
"""

from __future__ import annotations

import re

import polars as pl

RECORDS_NAME = re.compile(r"\.(?:jsonl|ndjson)$", re.I)
"""How files that hold a record a line are named."""
_ESCAPED = re.compile(r"%(23|25|[89A-F][0-9A-F])")
_LIKE_A_RECORD = re.compile(r"(\.(?:jsonl|ndjson))#(?=[0-9]+$)", re.I)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def encode_path(name: bytes) -> str:
    """A path's bytes as text; `decode_path` gives the bytes back."""
    # surrogateescape holds each byte that is no UTF-8 as one lone surrogate, U+DC80 to U+DCFF.
    text = _ESCAPED.sub(r"%25\1", name.decode("utf-8", "surrogateescape"))
    text = _LIKE_A_RECORD.sub(r"\1%23", text)
    if text.isascii():
        return text
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in text)


def decode_path(text: str) -> bytes:
    """The bytes of a path that `encode_path` wrote."""
    parts = _ESCAPED.split(text)  # text, hex, text, hex, … text
    return b"".join(bytes([int(part, 16)]) if at % 2 else part.encode("utf-8") for at, part in enumerate(parts))


def record_path(capture_path: str, line: int) -> str:
    """The path of the record in a line of a container file."""
    return f"{capture_path}#{line}"


def file_path() -> pl.Expr:
    """The file that a capture_path lies in: its own path, or that of the container of a record."""
    return pl.col("capture_path").str.replace(r"(?i)(\.(?:jsonl|ndjson))#[0-9]+$", "${1}")


def printable(text: str) -> str:
    """`text` for a message of one line: control characters and invisible marks are written as escapes."""
    return _UNPRINTABLE.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def shortened(text: str, width: int) -> str:
    """`text` cut to `width` characters, the last of them an ellipsis where something is left out."""
    return text if len(text) <= width else text[: width - 1] + "…"
