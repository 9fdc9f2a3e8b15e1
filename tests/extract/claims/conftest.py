"""Marked sentences: `[Ada Roth] said <that the pier is safe>.` with the speaker in [ ], the content in < >."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest
from sentencex import get_sentence_boundaries

from dagster_project.extract.claims import find_claims
from dagster_project.tables import digest, empty, frame

Claim = dict[str, object]
Span = tuple[int, int]
TAG = re.compile(r"([\[{])(\d+(?:,\d+)*)([an]?)\||[\]}]")


def read_claims(
    text: str, language: str, kind: str = "post", names: Sequence[str] = (), named: str = "person"
) -> list[Claim]:
    """The claims of `text`, one passage a line; `names` that it mentions are of the type `named`."""
    documents = frame("documents", [{"document_id": "d", "text": text}])
    sources = frame("sources", [{"source_id": "s", "document_id": "d", "language": language}])
    passages, sentences = [], []
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        passage_id = digest("p", match.start())
        place = {"passage_id": passage_id, "source_id": "s", "document_id": "d", "language": language}
        passages.append(
            {**place, "passage_kind": kind, "char_start": match.start(), "char_end": match.end(), "text": match[0]}
        )
        for bound in get_sentence_boundaries(language, match[0]):
            start, end = bound["start_index"], bound["end_index"]
            words = match[0][start:end]
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            if end > start:
                start, end = match.start() + start, match.start() + end
                sentences.append(
                    {
                        **place,
                        "sentence_id": digest("t", start),
                        "text": text[start:end],
                        "char_start": start,
                        "char_end": end,
                    }
                )
    mentioned = [
        {"mention_id": digest("m", name, match.start()), "document_id": "d", "char_start": match.start()}
        | {"char_end": match.end(), "mention_type": "name", "entity_type": named, "surface": name}
        for name in names
        for match in re.finditer(re.escape(name), text)
    ]
    mentions = frame("mentions", mentioned) if mentioned else empty("mentions")
    claims: pl.DataFrame = find_claims(
        documents, sources, frame("passages", passages), frame("sentences", sentences), mentions
    )
    return claims.to_dicts()


def unmark(marked: str) -> tuple[str, str | None, str | None]:
    """(plain sentence, speaker, content) of a marked one."""
    speaker = re.search(r"\[([^\]]*)\]", marked)
    content = re.search(r"<([^>]*)>", marked)
    plain = re.sub(r"[\[\]<>]", "", marked)

    def bare(words: str) -> str:
        return re.sub(r"[\[\]<>]", "", words).strip('„“”".,!? ')

    return plain, speaker and bare(speaker[1]), content and bare(content[1])


@dataclass
class Told:
    """A labelled statement."""

    content: list[Span] = field(default_factory=list)
    speaker: list[Span] = field(default_factory=list)
    is_nobodys: bool = False


def read_article(block: str) -> tuple[str, str, list[Told]]:
    """(title, text, statements) of a labelled article."""
    title, _, body = block.partition("\n")
    body = body.strip()
    pieces: list[str] = []
    opened: list[tuple[re.Match[str], int]] = []
    told: dict[int, Told] = {}
    length = last = 0
    for match in TAG.finditer(body):
        pieces.append(body[last : match.start()])
        length += len(pieces[-1])
        last = match.end()
        if match[1]:
            opened.append((match, length))
            continue
        tag, start = opened.pop()
        for number in map(int, tag[2].split(",")):
            item = told.setdefault(number, Told())
            (item.content if tag[1] == "{" else item.speaker).append((start, length))
            item.is_nobodys = item.is_nobodys or tag[3] == "n"
    pieces.append(body[last:])
    statements = sorted((item for item in told.values() if item.content), key=lambda item: min(item.content))
    for before, item in zip([None, *statements], statements, strict=False):
        if before and not item.speaker and not item.is_nobodys:
            item.speaker = before.speaker
    return title.strip("# "), "".join(pieces), statements


def words_in(text: str, spans: list[Span]) -> set[int]:
    """Starts of the words inside the spans."""
    return {m.start() for m in re.finditer(r"\w+", text) if any(a <= m.start() and m.end() <= b for a, b in spans)}


def read_articles(path: Path) -> Iterator[tuple[str, str, list[Told]]]:
    """The labelled articles of a file, as `test_german` says how they are written."""
    for block in re.split(r"\n(?=# )", path.read_text(encoding="utf-8").strip()):
        yield read_article(block)


@pytest.fixture
def articles_of() -> Callable[[Path], Iterator[tuple[str, str, list[Told]]]]:
    """`read_articles` as a fixture."""
    return read_articles


@pytest.fixture(name="words_in")
def words_in_fixture() -> Callable[[str, list[Span]], set[int]]:
    """`words_in` as a fixture."""
    return words_in


@pytest.fixture
def claims_of() -> Callable[..., list[Claim]]:
    """`read_claims` as a fixture."""
    return read_claims


@pytest.fixture
def marked() -> Callable[[str], tuple[str, str | None, str | None]]:
    """`unmark` as a fixture."""
    return unmark
