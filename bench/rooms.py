"""Measure the rooms: `python bench/rooms.py [COUNT]`.

Makes COUNT (2,000) varied captures (bench/make_captures.py) and prints the milliseconds of CPU that each room takes for
a capture of 6,500 characters in batches of 64, as a refresh hands them to its workers, and for one call with a single
capture, which is what a refresh pays for one edit. `extract, all of it` is the room as a refresh runs it: what the
four lines above it do, and which claim each mention lies in.
"""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import polars as pl
from make_captures import SAMPLE, vary

from dagster_project.extract import extract_statements
from dagster_project.extract.claims import find_claims
from dagster_project.extract.mentions import find_mentions
from dagster_project.extract.quantities import Span, find_quantities, read_spans
from dagster_project.extract.signatures import sign_statements
from dagster_project.parse import parse_documents
from dagster_project.segment import segment_passages
from dagster_project.tables import DOCUMENTS, digest, empty

REFERENCE = Path(__file__).parent.parent / "dbt" / "seeds"
CAPTURE = 6500
BATCH = 64
ALONE = 100
READING = ("segment", "mentions", "claims")
"""What finds sentences, names and statements: one figure of them together, under the lines of all rooms."""

T = TypeVar("T")


def make_documents(count: int) -> pl.DataFrame:
    """Table `documents` of varied captures."""
    samples = [file.read_text(encoding="utf-8") for file in sorted(SAMPLE.rglob("*.txt"))]
    rng = random.Random(20220105)
    texts: dict[str, None] = {}
    for number in itertools.count():
        # Two captures of one text are one document.
        texts[vary(samples[number % len(samples)], rng)] = None
        if len(texts) == count:
            break
    rows = [
        {"document_id": digest(text), "text": text, "text_basis": "saved", "char_count": len(text)} for text in texts
    ]
    return pl.DataFrame(rows, schema=DOCUMENTS)


def measure(documents: pl.DataFrame) -> dict[str, float]:
    """Seconds of CPU of each room over the documents."""
    spent: dict[str, float] = {}

    def timed(room: str, run: Callable[[], T]) -> T:
        started = time.process_time()
        result = run()
        spent[room] = time.process_time() - started
        return result

    parsed = timed("parse", lambda: parse_documents(documents, empty("sidecars"), REFERENCE))
    sources, passages = parsed["sources"], parsed["passages"]
    sentences = timed("segment", lambda: segment_passages(documents, sources, passages))["sentences"]
    read = (documents, sources, passages, sentences)
    mentions = timed("mentions", lambda: find_mentions(*read, REFERENCE))
    claims = timed("claims", lambda: find_claims(*read, mentions))
    spans = timed("quantities", lambda: _quantities(documents, claims))
    timed("signatures", lambda: sign_statements(documents, sources, sentences, mentions, claims, spans))
    timed("extract, all of it", lambda: extract_statements(*read, REFERENCE))
    return spent


def _quantities(documents: pl.DataFrame, claims: pl.DataFrame) -> list[Span]:
    spans = read_spans(documents, claims)
    find_quantities(claims, spans)
    return spans


def main() -> None:
    """Print a line per room."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    documents = make_documents(count)
    characters = int(documents["char_count"].sum())
    measure(documents[:ALONE])  # what a process loads and compiles once
    together: Counter[str] = Counter()
    for batch in documents.iter_slices(BATCH):
        together.update(measure(batch))
    alone = [measure(documents[number : number + 1]) for number in range(min(ALONE, count))]
    print(f"{count:,} captures, {characters / count:,.0f} characters each on average")
    print(f"{'room':27} {'ms per 6,500 characters':>24} {'ms per call of one':>20}")
    for room, names in {**{room: (room,) for room in together}, " + ".join(READING): READING}.items():
        seconds = sum(together[name] for name in names)
        one = statistics.median(sum(measured[name] for name in names) for measured in alone)
        print(f"{room:27} {seconds * 1000 * CAPTURE / characters:24.2f} {one * 1000:20.1f}")


if __name__ == "__main__":
    main()
