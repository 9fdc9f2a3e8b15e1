"""Marked sentences: `[Ada Roth] said <that the pier is safe>.` with the speaker in [ ], the content in < >."""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl
import pytest
from sentencex import get_sentence_boundaries

from dagster_project.extract.claims import find_claims
from dagster_project.tables import digest, empty, frame

Claim = dict[str, object]


def read_claims(text: str, language: str, kind: str = "post") -> list[Claim]:
    """The claims of `text`, one passage a line."""
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
    claims: pl.DataFrame = find_claims(
        documents, sources, frame("passages", passages), frame("sentences", sentences), empty("mentions")
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


@pytest.fixture
def claims_of() -> Callable[..., list[Claim]]:
    """`read_claims` as a fixture."""
    return read_claims


@pytest.fixture
def marked() -> Callable[[str], tuple[str, str | None, str | None]]:
    """`unmark` as a fixture."""
    return unmark
