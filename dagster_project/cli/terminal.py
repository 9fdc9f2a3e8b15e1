"""Captured text on a terminal: shown as it is, never obeyed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from rich.text import Text

ZERO_WIDTH_JOINER = "\u200d"
"""Holds emoji and Indic letters together; it moves nothing and hides nothing."""

_BEYOND_ASCII = re.compile(r"[^\n\t\x20-\x7e]")


def plain(text: str) -> str:
    """`text` with every character that a terminal would obey or hide written as an escape.

    Controls (escape sequences, carriage returns, C1), bidirectional overrides, zero-width marks and lone surrogates
    become `\\x1b`, `\\u202e` …; line ends and tabs stay, and so do spaces of all widths.
    """
    return escape_suspects(text, _escape)


def escape_suspects(text: str, escape: Callable[[str], str]) -> str:
    """`text` with each character that a terminal would obey or hide put through `escape`."""
    return _BEYOND_ASCII.sub(
        lambda found: found.group() if _is_harmless(found.group()) else escape(found.group()), text
    )


def one_line(text: str, width: int | None = None) -> str:
    """`text` for a cell: `plain`, on one line, cut to `width` characters."""
    line = " ".join(plain(text).split())
    # Not `ingest.shortened`: it would cost every command of the desk the import of polars.
    return line if width is None or len(line) <= width else line[: width - 1] + "…"


def captured(text: str, style: str = "") -> Text:
    """`text` for rich: `plain`, and no markup read in it."""
    return Text(plain(text), style=style)


def _is_harmless(character: str) -> bool:
    return character.isprintable() or character == ZERO_WIDTH_JOINER or unicodedata.category(character) == "Zs"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
