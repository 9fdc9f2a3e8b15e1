"""Sidecars: what an archiver noted beside a capture, as YAML or JSON.

    url: https://example.org/2022/01/07/airport
    captured_at: 2022-01-08T09:30:00Z
    author: A. Sample
    outlet: Example Post
    title: Airport open again
    author_handle: "@asample"
    platform: telegram
    published_on: 2022-01-07
    published_at: 2022-01-07T09:30:00+06:00
    language: en

All fields are optional. A field that is wrong is left out and named; the others count. Fields beyond these
are the archiver's own business and are passed over, unless they look like one of these misspelt.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

import yaml

from dagster_project.ingest.paths import printable

SIDECAR_LIMIT_BYTES = 65_536
_DEPTH_LIMIT = 20
"""PyYAML's time grows with the square of the depth: a minute at 60,000."""


class SidecarError(Exception):
    """A sidecar of which nothing can be used; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Sidecar:
    """The fields of a sidecar that are right, and what is wrong with the others."""

    fields: Mapping[str, object]
    complaints: tuple[str, ...]


def read_sidecar(content: bytes, is_json: bool) -> Sidecar:
    """The fields of a sidecar's bytes: text, `captured_at` a datetime in UTC, `published_on` a date.

    Raises SidecarError where the file as a whole is no UTF-8 mapping of fields to values.
    """
    if len(content) > SIDECAR_LIMIT_BYTES:
        raise SidecarError(f"more than {SIDECAR_LIMIT_BYTES:,} bytes; keep the listed fields alone")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SidecarError(f"byte {error.start} is not UTF-8; save it as UTF-8") from error
    return checked_fields(_json_mapping(text) if is_json else _yaml_mapping(text))


def checked_fields(found: Mapping[str, Any]) -> Sidecar:
    """Those of the given fields that are known and right, and complaints about the others."""
    fields: dict[str, object] = {}
    complaints: list[str] = []
    for name, value in found.items():
        if name not in _FIELDS:
            close = difflib.get_close_matches(name.casefold(), _FIELDS, n=1, cutoff=0.8)
            if close:
                complaints.append(f"unknown field '{printable(name[:40])}': write '{close[0]}'")
            continue
        if value is None or value == []:
            continue
        try:
            fields[name] = _FIELDS[name](value)
        except ValueError as error:
            complaints.append(f"{name} is left out: {error}")
    if "published_on" not in fields and "published_at" in fields:
        fields["published_on"] = _published_on(found["published_at"])
    elif "published_on" in fields and "published_at" not in fields:
        moment = _moment(found["published_on"])
        if moment is not None:
            fields["published_at"] = moment
    return Sidecar(fields, tuple(complaints))


def _yaml_mapping(text: str) -> dict[str, Any]:
    """A flat mapping from YAML's events, every scalar as it is written.

    Reading events instead of building objects keeps `language: no` from becoming false, needs no recursion,
    and refuses aliases (out of which a few lines unfold to gigabytes) before anything unfolds.
    """
    found: dict[str, Any] = {}
    key: str | None = None
    listed: list[str] | None = None  # the values of a list under a key
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise SidecarError("anchors and aliases are not read; write the values out")
            if isinstance(event, yaml.DocumentStartEvent) and (found or depth):
                raise SidecarError("it holds several documents; keep one")
            if isinstance(event, yaml.CollectionStartEvent):
                if depth == 0 and not isinstance(event, yaml.MappingStartEvent):
                    raise SidecarError("it is no mapping; write one 'field: value' a line")
                if depth == 1 and key is None:
                    raise SidecarError("a field's name is no text; write one 'field: value' a line")
                depth += 1
                if depth > _DEPTH_LIMIT:
                    raise SidecarError(f"it is nested more than {_DEPTH_LIMIT} deep; write the listed fields alone")
                if depth == 2:
                    listed = [] if isinstance(event, yaml.SequenceStartEvent) else None
                    found[str(key)] = _NESTED if listed is None else listed
                elif depth > 2 and key is not None:
                    found[key] = _NESTED
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                if depth == 1:
                    key = listed = None
            elif isinstance(event, yaml.ScalarEvent):
                if depth == 0 and event.value:
                    raise SidecarError("it is no mapping; write one 'field: value' a line")
                if depth == 1 and key is None:
                    key = event.value
                    if key in found:
                        raise SidecarError(f"the field '{printable(key[:40])}' is given twice; keep one")
                elif depth == 1 and key is not None:
                    is_null = event.style is None and event.value in ("", "~", "null", "Null", "NULL")
                    found[key] = None if is_null else event.value
                    key = None
                elif listed is not None and depth == 2:
                    listed.append(event.value)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        raise SidecarError(f"no YAML{where}: {printable(str(problem))}; correct it") from error
    return found


_NESTED = object()
"""Stands for a value that is a mapping, or a list of lists."""


def _json_mapping(text: str) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({name for name, _ in pairs}) < len(pairs):
            raise SidecarError("a field is given twice; keep one")
        return dict(pairs)

    try:
        found = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise SidecarError(f"no JSON in line {error.lineno}: {error.msg}; correct it") from error
    except (RecursionError, ValueError) as error:
        raise SidecarError("no JSON of fields and values; correct it") from error
    if not isinstance(found, dict):
        raise SidecarError('it is no object; write {"field": "value", …}')
    return found


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}", re.ASCII)
_TEXT_LIMIT, _URL_LIMIT = 500, 4_000


def _one_line(value: object, limit: int) -> str:
    if not isinstance(value, str):
        raise ValueError("it is no text; write it in quotes")
    if _CONTROL.search(value.strip()):
        raise ValueError("it holds a line end or a control character; write it in one line")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("it holds half of a surrogate pair; write the character itself") from None
    if not value.strip() or len(value) > limit:
        raise ValueError(f"it is blank or longer than {limit} characters")
    return value.strip()


def _line(value: object) -> str:
    return _one_line(value, _TEXT_LIMIT)


def _author(value: object) -> str:
    names = value if isinstance(value, list) else [value]
    return _line(", ".join(_line(name) for name in names))


def _url(value: object) -> str:
    url = _one_line(value, _URL_LIMIT)
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc or " " in url:
        raise ValueError("it is no web address; write https://… in full")
    return url


def _captured_at(value: object) -> datetime:
    written = _line(value)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError("it is no time; write 2022-01-08T09:30:00Z") from None
    if moment.tzinfo is None:
        raise ValueError("it has no time zone; write 2022-01-08T09:30:00Z or …+06:00")
    try:
        return moment.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        raise ValueError("it is no time; write 2022-01-08T09:30:00Z") from None


def _published_on(value: object) -> date:
    """The date as it is written: of a time with zone its own calendar day, not that of UTC."""
    try:
        return datetime.fromisoformat(_line(value)).date()
    except ValueError:
        raise ValueError("it is no date; write 2022-01-07") from None


def _moment(value: object) -> datetime | None:
    """The moment of a time with zone. Midnight to the second is a day's date that a program wrote as a time."""
    try:
        moment = datetime.fromisoformat(_line(value))
        return None if moment.time() == time.min else _captured_at(value)
    except ValueError:
        return None


_HANDLE = re.compile(r"@?([\w.-]{1,60}(?:@[\w.-]{1,80})?)")


def _author_handle(value: object) -> str:
    found = _HANDLE.fullmatch(_line(value))
    if found is None:
        raise ValueError("it is no handle; write @name")
    return found[1]


_PLATFORM = re.compile(r"[a-z0-9][a-z0-9._-]{0,30}", re.ASCII)


def _platform(value: object) -> str:
    name = _line(value).lower()
    if not _PLATFORM.fullmatch(name):
        raise ValueError("it is no platform's name; write one word: twitter, telegram, mastodon …")
    return name


def _language(value: object) -> str:
    tag = _line(value)
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError("it is no BCP 47 tag; write en, de, pt-BR …")
    primary, *rest = tag.split("-")
    # Script in title case, region in capitals, the rest small: RFC 5646, section 2.1.1.
    shaped = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in rest]
    return "-".join([primary.lower(), *shaped])


_FIELDS: Mapping[str, Callable[[object], object]] = {
    "url": _url,
    "captured_at": _captured_at,
    "author": _author,
    "outlet": _line,
    "title": _line,
    "author_handle": _author_handle,
    "platform": _platform,
    "published_on": _published_on,
    "published_at": _captured_at,
    "language": _language,
}
