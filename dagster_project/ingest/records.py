"""Records in container files: each line of a JSON Lines file is a capture of its own.

    {"text": "The bridge is shut.", "author": "A. Sample", "published_on": "2022-01-07", "url": "https://…"}

`posts.jsonl#12` is the record in line 12 (counted from 1; blank lines are none). Which fields hold the text and what
is known of it is a table, record_fields.csv, by what the usual archivers write: the first path that has a value counts.
Which records are posts of a platform is another, record_platforms.csv: by what the record calls its platform, a field
that only its records have, or its address. A record with a handle, and without outlet or title, is a post as well.
A record that only passes on another post (a retweet, a boost) is read as that post, whose words they are.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from dagster_project.ingest.decoding import refuse_unreadable
from dagster_project.ingest.extracted import Extracted
from dagster_project.ingest.paths import RECORDS_NAME
from dagster_project.ingest.reasons import Refused
from dagster_project.ingest.sidecars import checked_fields

READER = "jsonl"
READER_VERSION = "1"
"""To be raised with a change of what text a record gives."""

_Record = Mapping[str, Any]


def _load_paths(file: Path) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    paths: dict[str, list[tuple[str, ...]]] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            paths.setdefault(row["field"], []).append(tuple(row["path"].split(".")))
    return {name: tuple(found) for name, found in paths.items()}


_PATHS = _load_paths(Path(__file__).with_name("record_fields.csv"))
_TIMES = ("captured_at", "published_on")


def holds_records(name: str) -> bool:
    """Whether a file of this name holds a record a line."""
    return RECORDS_NAME.search(name) is not None


def split_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line that is not blank. A byte-order mark of UTF-8 is dropped.

    Raises Refused (not_utf8) where a mark announces another encoding: JSON Lines are UTF-8 (https://jsonlines.org).
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused("not_utf8", "it opens with the byte-order mark of UTF-16 or UTF-32; JSON Lines are UTF-8")
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            yield number, line


def read_record(line: bytes) -> Extracted:
    """The text of one record, and what it says of itself.

    Raises Refused: not_utf8, record (no JSON object, or none with a text), not_text, blank.
    """
    record = _parsed(line)
    original = _passed_on(record)
    text = _first(original, "text")
    if not isinstance(text, str):
        known = ", ".join(".".join(path) for path in _PATHS["text"])
        raise Refused("record", f"none of the fields that may hold the text is one ({known})")
    text = _plain(text, original)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused("record", "its text holds half of a surrogate pair, which is no character") from error
    refuse_unreadable(text)
    said: dict[str, object] = {name: _first(original, name) for name in _PATHS if name != "text"}
    said["captured_at"] = said["captured_at"] or _first(record, "captured_at")
    said["url"] = said["url"] or _tweet_url(original)
    said["language"] = _told_language(said["language"])
    for name in _TIMES:
        said[name] = _iso(said[name])
    said["platform"] = _platform(original)
    is_article = said["outlet"] is not None or said["title"] is not None
    # A field that makes no sense is nobody's fault here, and is left out without a word.
    if isinstance(said["author"], str):
        said["author"] = said["author"].removeprefix("@")
    fields = dict(checked_fields(said).fields)
    if "platform" in fields or ("author_handle" in fields and not is_article):
        fields["is_post"] = True
    said_by = tuple(str(fields[name]) for name in ("url", "author") if name in fields)
    return Extracted(text, READER, READER_VERSION, fields, identity=(READER, *said_by))


def _parsed(line: bytes) -> _Record:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused("not_utf8", f"byte {error.start} of the line is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise Refused("record", f"the line is no JSON: {error.msg} at character {error.pos}") from error
    except (RecursionError, ValueError) as error:
        raise Refused("record", "the line is no JSON of a record: nested too deep, or a number too long") from error
    if not isinstance(record, dict):
        raise Refused("record", "the line is JSON, but no object of fields and values")
    if isinstance(record.get("data"), list):
        raise Refused("record", "the line is a page of several posts as the API sent it; write one a line (flatten it)")
    return record


def _passed_on(record: _Record) -> _Record:
    """The post that a retweet or boost passes on, where the record holds it; else the record itself."""
    referenced = record.get("referenced_tweets")
    candidates = [record.get("retweeted_status"), record.get("reblog"), record.get("retweetedTweet")]
    if isinstance(referenced, list):
        candidates += [each for each in referenced if isinstance(each, dict) and each.get("type") == "retweeted"]
    for candidate in candidates:
        if isinstance(candidate, dict) and isinstance(_first(candidate, "text"), str):
            return candidate
    return record


def _first(record: _Record, field: str) -> Any:
    """The value at the first of the field's paths that has one of a kind that can be read."""
    for path in _PATHS[field]:
        value = _at(record, path)
        if isinstance(value, str) and value:
            return value
        if field in _TIMES and isinstance(value, int | float) and not isinstance(value, bool):
            return value
        if field == "author" and isinstance(value, list) and value:
            return value
    return None


class _PlatformSign(NamedTuple):
    """A row of record_platforms.csv: the platform whose records have, at `path`, a value that `value` fits."""

    platform: str
    path: tuple[str, ...]
    value: re.Pattern[str] | None


def _load_platforms(file: Path) -> tuple[_PlatformSign, ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(
            _PlatformSign(
                row["platform"],
                tuple(row["path"].split(".")),
                re.compile(row["value"], re.I) if row["value"] else None,
            )
            for row in csv.DictReader(lines)
        )


_PLATFORM_SIGNS = _load_platforms(Path(__file__).with_name("record_platforms.csv"))


def _platform(record: _Record) -> str | None:
    """The platform of whose records this is one; None where no sign is given, or a platform that is not listed."""
    for sign in _PLATFORM_SIGNS:
        value = _at(record, sign.path)
        if value and (sign.value is None or (isinstance(value, str) and sign.value.fullmatch(value.strip()))):
            return sign.platform
    return None


def _at(record: _Record, path: tuple[str, ...]) -> Any:
    value: Any = record
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


_TWITTER_KEYS = frozenset(
    {"id_str", "full_text", "extended_tweet", "note_tweet", "author_id", "edit_history_tweet_ids"}
)
_HTML_VALUE = re.compile(r"\s{0,99}<(?:p|div|span|a|br|h[1-6]|article|section|ul|ol|blockquote|!doctype|html)\b", re.I)
_LINE_END = re.compile(r"<br\b[^<>]*>", re.I)
_PARAGRAPH_END = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|article|section)\s{0,9}>", re.I)
_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")


def _plain(text: str, record: _Record) -> str:
    """The text as its readers saw it: of HTML the characters, of a tweet without the API's escapes."""
    if _HTML_VALUE.match(text):
        lines = _PARAGRAPH_END.sub("\n\n", _LINE_END.sub("\n", text))
        return _BLANK_LINES.sub("\n\n", html.unescape(_TAG.sub("", lines))).strip()
    if _TWITTER_KEYS & record.keys():
        # The API escapes these three alone (https://developer.x.com, "Tweet object": text).
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text


_HANDLE = re.compile(r"[A-Za-z0-9_]{1,20}")
_NUMBER = re.compile(r"[0-9]{1,25}")


def _tweet_url(record: _Record) -> str | None:
    """The address of a tweet, which the API does not give, from its author and number."""
    if not _TWITTER_KEYS & record.keys():
        return None
    for person, name, number in (("user", "screen_name", "id_str"), ("author", "username", "id")):
        of_person = record.get(person)
        handle = str(of_person.get(name)) if isinstance(of_person, dict) else ""
        status = str(record.get(number))
        if _HANDLE.fullmatch(handle) and _NUMBER.fullmatch(status):
            return f"https://twitter.com/{handle}/status/{status}"
    return None


# ISO 639-2 keeps qaa to qtz for private use (Twitter: only a link, only a hashtag …); the others name no language.
_NO_LANGUAGE = re.compile(r"und|zxx|mul|mis|art|q[a-t][a-z]", re.I)
_FORMER_CODES = {"iw": "he", "in": "id", "ji": "yi"}


def _told_language(value: object) -> object:
    if not isinstance(value, str) or _NO_LANGUAGE.fullmatch(value):
        return None
    return _FORMER_CODES.get(value.lower(), value)


_MILLISECONDS_FROM = 10**11
"""Seconds since 1970 reach this in the year 5138, milliseconds in 1973."""


def _iso(value: object) -> object:
    """A time as ISO 8601, of the ways in which archivers write one; what is none of them stays as it is."""
    if isinstance(value, int | float):
        seconds = value / 1000 if value >= _MILLISECONDS_FROM else value
        try:
            return datetime.fromtimestamp(seconds, UTC).isoformat()
        except (OverflowError, ValueError, OSError):
            return None
    if isinstance(value, str) and value[:3].isalpha():
        try:
            return datetime.strptime(value, "%a %b %d %H:%M:%S %z %Y").isoformat()  # as Twitter API 1.1 writes it
        except ValueError:
            return value
    return value
