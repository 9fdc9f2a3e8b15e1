"""Gold files: read, checked, and written out as captures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, TypedDict, cast

Offsets = list[int]
"""[start, end]"""


class GoldClaim(TypedDict, total=False):
    """A labelled claim; `content` is always there."""

    content: list[Offsets]
    type: str | None
    speaker: list[Offsets]
    speaker_name: str | None
    speaker_surface: str | None
    hedged: bool
    negated: bool
    optional: bool
    parent: object


class GoldMention(TypedDict):
    """A labelled name."""

    start: int
    end: int
    type: str
    entity: str


class GoldDocument(TypedDict, total=False):
    """One labelled text; `id` and `text` are always there."""

    id: str
    text: str
    claims: list[GoldClaim]
    not_claims: list[Offsets]
    mentions: list[GoldMention]
    posts: list[dict[str, Any]]
    threads: list[dict[str, Any]]
    sentences: list[Offsets]
    body: str
    body_lines: list[dict[str, Any]]
    meta: dict[str, Any]


class GoldError(Exception):
    """A gold file cannot be used; the message names the file, the line and what was expected."""


def read_gold(path: Path) -> list[GoldDocument]:
    """The documents of a gold file, in its order.

    Raises `GoldError` for a file that cannot be read, a line that is no JSON object with `id` and `text`, an id given
    twice, and a span that does not lie in its text.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read as UTF-8 text: {error}") from error
    documents: dict[str, GoldDocument] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            document = _document(f"{path}, line {number}", line)
            if document["id"] in documents:
                raise GoldError(f"{path}, line {number}: the id {document['id']} was given before.")
            documents[document["id"]] = document
    if not documents:
        raise GoldError(f"{path} holds no document; expected is one JSON object a line.")
    return list(documents.values())


def write_captures(documents: list[GoldDocument], raw: Path) -> int:
    """Write each text as the capture `ID.txt` below `raw`; gives how many were written.

    Raises `GoldError` for an id that would lead out of `raw`, and for a file that is there with another text: nothing
    that lies in a raw folder is overwritten.
    """
    planned = []
    for document in documents:
        inside = PurePosixPath(document["id"] + ".txt")
        if inside.is_absolute() or ".." in inside.parts:
            raise GoldError(f"the id {document['id']} leads out of {raw}; expected is a path below it.")
        target, content = raw / inside, document["text"].encode("utf-8")
        if target.exists() and target.read_bytes() != content:
            raise GoldError(f"{target} is there already, with another text. Name an empty folder.")
        planned.append((target, content))
    for target, content in planned:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return len(planned)


def _document(where: str, line: str) -> GoldDocument:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{where}: this is no JSON: {error}") from error
    if not isinstance(record, dict) or not all(isinstance(record.get(key), str) for key in ("id", "text")):
        raise GoldError(f"{where}: expected is a JSON object with the texts `id` and `text`.")
    size = len(record["text"])
    try:
        for start, end in _spans(record):
            if not 0 <= start < end <= size:
                raise GoldError(f"{where} ({record['id']}): the span {start}–{end} does not lie in a text of {size}.")
    except (TypeError, KeyError, ValueError) as error:
        raise GoldError(f"{where} ({record['id']}): a label is not as expected: {error!r}") from error
    return cast(GoldDocument, record)


def _spans(record: dict[str, Any]) -> Iterator[tuple[int, int]]:
    for claim in record.get("claims", []):
        for start, end in [*claim["content"], *(claim.get("speaker") or [])]:
            yield start, end
    for key in ("sentences", "not_claims"):
        for start, end in record.get(key, []):
            yield start, end
    for key in ("mentions", "body_lines"):
        for label in record.get(key, []):
            yield label["start"], label["end"]
