"""Bytes to text: strictly, by the byte-order mark or as UTF-8, and never by a guess.

The text is the file to the letter: CR, CRLF, U+2028, control characters and all; a leading byte-order mark
alone is dropped. What cannot be decoded is refused with the offset and what it looks like.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dagster_project.ingest.reasons import Refused

# (mark, codec, name); UTF-32-LE opens with the mark of UTF-16-LE and comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)

# How files of other kinds open, whatever their name says (https://en.wikipedia.org/wiki/List_of_file_signatures).
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a WebP picture, a sound or a film"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"%!PS-Adobe", "PostScript"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "an Ogg sound"),
    (b"\x1aE\xdf\xa3", "a Matroska film"),
    (b"bplist00", "a web archive or property list"),
)
# "BZh", "RIFF" and "ID3" are words a text may open with: these count only with bytes that no text has.
_WORDLIKE = (b"BZh", b"RIFF", b"ID3")

# Control characters that no text needs: all but tab, line ends, form feed and escape (terminal colours).
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(byte for byte in range(128) if _CONTROLS.match(chr(byte)))
_CONTROL_SHARE = 0.05
"""A stray control character is kept with the text; above this share of the characters it is no text."""

# Invisible beside white space: control characters, soft hyphen, zero-width and direction marks, fillers,
# variation selectors.
_VISIBLE = re.compile(
    r"[^\s\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)


HTML_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
"""How the text of an HTML page opens, whatever its name."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}\bcharset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
# Labels as pages write them; a page that says latin-1 means cp1252 (https://encoding.spec.whatwg.org/#names-and-labels).
_CHARSETS = {
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259)},
    **{f"iso-8859-{number}": f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "euc-jp": "euc-jp",
}


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding it was saved in."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """The text of a file's bytes.

    Raises Refused: empty, not_text, not_utf8 (with the offset of the first wrong byte, from 0), blank.
    """
    mark, codec, encoding = next((m for m in _MARKS if content.startswith(m[0])), (b"", "utf-8", "utf-8"))
    if codec == "utf-32-le" and len(content) % 4:
        mark, codec, encoding = codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"
    if len(content) == len(mark):
        raise Refused("empty", "")
    refuse_signature(content)
    try:
        text = content[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        at = len(mark) + error.start
        if mark:
            raise Refused(
                "not_utf8",
                f"it opens with the mark of {encoding}, but byte {at} does not fit it ({error.reason})",
            ) from error
        declared = _declared_charset(content)
        if declared is None:
            raise _refusal_unmarked(content, at, error) from error
        text, encoding = _decode_declared(content, declared), declared
    if "\x00" in text and not mark and (wide := _wide_encoding(content)):
        raise Refused("not_utf8", f"it looks like {wide} without a byte-order mark")
    refuse_unreadable(text, _count_controls(content) if codec == "utf-8" else None)
    return Decoded(text, encoding)


def refuse_unreadable(text: str, controls: int | None = None) -> None:
    """Raise Refused where a text is made of control characters (not_text) or shows nothing (blank).

    `controls` is how many control characters it has, where that is known.
    """
    controls = sum(1 for _ in _CONTROLS.finditer(text)) if controls is None else controls
    if controls > _CONTROL_SHARE * len(text):
        raise Refused("not_text", f"{controls:,} of its {len(text):,} characters are control characters")
    if not _VISIBLE.search(text):
        raise Refused("blank", "")


def _declared_charset(content: bytes) -> str | None:
    """The encoding that an HTML page names in its head: a mark like a byte-order mark, for pages alone."""
    head = content[:4096]
    if not HTML_OPENING.match(head.decode("ascii", "replace")):
        return None
    found = _CHARSET.search(head)
    return _CHARSETS.get(found.group(1).decode("ascii").lower()) if found else None


def _decode_declared(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            "not_utf8", f"the page says that it is {encoding}, but byte {error.start} does not fit it ({error.reason})"
        ) from error


def _count_controls(content: bytes) -> int:
    return len(content) - len(content.translate(None, _CONTROL_BYTES))


def refuse_signature(content: bytes) -> None:
    """Raise Refused (not_text) where a file opens like one of another kind, whatever its name says."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature) and (
            signature not in _WORDLIKE or b"\x00" in content[:512] or _is_binary_tail(content[:512])
        ):
            raise Refused("not_text", f"by its first bytes it is {kind}, not text")


def _is_binary_tail(head: bytes) -> bool:
    """Whether the opening of a file is no UTF-8; a character cut at the end of the window does not count."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start < len(head) - 3
    return False


def _refusal_unmarked(content: bytes, at: int, error: UnicodeDecodeError) -> Refused:
    """Why bytes without a mark are no UTF-8, and what they look like: said, never acted upon."""
    found = f"byte {at} (0x{content[at]:02X}) is not UTF-8"
    if wide := _wide_encoding(content):
        return Refused("not_utf8", f"{found}; it looks like {wide} without a byte-order mark")
    controls = _count_controls(content)
    if b"\x00" in content or controls > _CONTROL_SHARE * len(content):
        return Refused("not_text", f"{found}, and {controls:,} bytes are control characters: binary data")
    if error.reason == "unexpected end of data":
        return Refused("not_utf8", f"{found}: the file is cut in the middle of a character")
    return Refused("not_utf8", f"{found}; {_look(content[max(0, at - _WINDOW) : at + _WINDOW])}")


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 of a mostly Latin text has NUL in every other byte; for Cyrillic the other byte is 0x04."""
    head = content[: 4096 & ~1]
    pairs = len(head) // 2
    if pairs < 2:
        return None
    high = sum(head[1::2].count(byte) for byte in (b"\x00", b"\x04"))
    low = sum(head[0::2].count(byte) for byte in (b"\x00", b"\x04"))
    if high >= 0.7 * pairs and low <= 0.1 * pairs:
        return "UTF-16-LE"
    if low >= 0.7 * pairs and high <= 0.1 * pairs:
        return "UTF-16-BE"
    return None


_WINDOW = 32_768
"""Bytes on either side of the first wrong one that say what a file looks like."""
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")


def _look(content: bytes) -> str:
    """A modest statement about single-byte encodings, by how often which high bytes occur."""
    high = [byte for byte in content if byte >= 0x80]
    valid = sum(len(found.group()) for found in _MULTIBYTE.finditer(content))
    if valid >= 0.8 * len(high):
        return "it looks like UTF-8 with damaged bytes"
    letters = sum(1 for byte in content if byte >= 0x80 or 0x41 <= byte <= 0x5A or 0x61 <= byte <= 0x7A)
    if len(high) > 0.4 * letters:
        # Most letters of a text are small: 0xE0-0xFF in cp1251, 0xC0-0xDF in KOI8-R.
        small_1251 = sum(1 for byte in high if byte >= 0xE0)
        small_koi8 = sum(1 for byte in high if 0xC0 <= byte <= 0xDF)
        if small_1251 + small_koi8 >= 0.7 * len(high):
            return f"it looks like Cyrillic in {'cp1251' if small_1251 > small_koi8 else 'KOI8-R'}"
        return "it looks like a legacy encoding of a script that is not Latin"
    if any(0x80 <= byte <= 0x9F for byte in high):
        return "it looks like a Western text in cp1252 (Windows)"
    return "it looks like a Western text in latin-1 or cp1252"
