"""B17: captures flipped, cut, spliced and filled at random: each is loaded or quarantined, none escapes.

What once failed is kept in fuzz_corpus/, one file each, and tried in every run.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from harness import PROJECT

from dagster_project.ingest import REASONS, list_captures
from dagster_project.refresh import tasks
from dagster_project.refresh.versions import REFERENCE
from dagster_project.tables import Frames

CORPUS = Path(__file__).parent / "fuzz_corpus"
INSERTED = (
    b"\x00", b"\xff", b"\r", b"\n\n", b'"', b"\xe2\x80\x9c", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xf0\x9f\x87\xb0",
    b"... ", b"he said that ", b"sagte, dass ", b"https://t.co/x ", b"@", b"#", b"\xd9\xa0", b"\xcc\x81",
    b"according to ", b"\t", b"(", b"{{", b"<p>",
    b"2022-01-05", b" " * 500, b"--", b"\xc2\xa0", b"|", b"&amp;", b"1/", b"\xe2\x80\xae",
)  # fmt: skip


def mutate(content: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """The content with one to six changes: a flipped bit, a cut, a splice from another, something put in."""
    changed = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(changed) + 1)
        kind = rng.randrange(5)
        if kind == 0 and changed:
            changed[at % len(changed)] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del changed[at : at + rng.randint(1, 400)]
        elif kind == 2:
            other = rng.choice(others)
            start = rng.randrange(len(other))
            changed[at:at] = other[start : start + rng.randint(1, 600)]
        elif kind == 3:
            changed[at:at] = rng.choice(INSERTED) * rng.choice((1, 1, 1, 3, 50))
        else:
            del changed[at:]
    return bytes(changed)


def sample() -> list[bytes]:
    """The captures that are mutated: all layouts, several languages, a page and records."""
    files = sorted(file for file in (PROJECT / "raw").rglob("*.txt") if file.is_file())
    return [file.read_bytes() for file in files]


def run_all(raw: Path) -> Frames:
    """Every room on the files below `raw`, held to the rules that hold for every row."""
    tables = tasks.ingest({"listing": list_captures(raw)}, raw)
    tables |= tasks.parse(tables, REFERENCE)
    tables |= tasks.segment(tables)
    return tables | tasks.extract(tables, REFERENCE)


def failing(folder: Path, contents: list[bytes]) -> Iterator[tuple[bytes, Exception]]:
    """Those of the contents that make a room raise, found by halving."""
    folder.mkdir()
    for number, content in enumerate(contents):
        (folder / f"{number:04d}.txt").write_bytes(content)
    try:
        tables = run_all(folder)
    except Exception as error:
        if len(contents) == 1:
            yield contents[0], error
            return
        middle = len(contents) // 2
        yield from failing(folder / "a", contents[:middle])
        yield from failing(folder / "b", contents[middle:])
        return
    captures = tables["captures"]
    assert len(captures) == len(contents)
    assert (captures["document_id"].is_null() == captures["reason_code"].is_not_null()).all()
    assert captures["reason_code"].drop_nulls().is_in(list(REASONS)).all()
    assert len(tables["readings"]) == len(tables["documents"])


@pytest.mark.parametrize("count", [200, pytest.param(10_000, marks=pytest.mark.slow)])
def test_mutated_captures_are_loaded_or_quarantined(tmp_path: Path, count: int) -> None:
    rng = random.Random(17)
    others = sample()
    failures: list[str] = []
    for batch in range(0, count, 100):
        contents = [mutate(rng.choice(others), others, rng) for _ in range(100)]
        for content, error in failing(tmp_path / str(batch), contents):
            kept = CORPUS / f"{hashlib.sha256(content).hexdigest()[:12]}.txt"
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(content)
            failures.append(f"{kept.name}: {type(error).__name__}: {error}")
    assert failures == []


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.txt")), ids=lambda file: file.name)
def test_what_failed_once_fails_no_more(tmp_path: Path, file: Path) -> None:
    content = file.read_bytes()
    assert list(failing(tmp_path / "raw", [content])) == []


def test_the_rules_see_what_they_should(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that quotes words which are not there would be found by the cases above."""
    honest = tasks.parse_documents

    def dishonest(*arguments: object) -> Frames:
        given = honest(*arguments)  # type: ignore[arg-type]
        return {**given, "passages": given["passages"].with_columns(pl.lit("other words").alias("text"))}

    monkeypatch.setattr(tasks, "parse_documents", dishonest)
    ((_content, error),) = failing(tmp_path / "raw", [b'The keeper said: "No." Nobody else spoke.\n'])
    assert isinstance(error, tasks.SpanError)
