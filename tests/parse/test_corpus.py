"""The captures of `raw/`, of every layout family, are read as a person reads them (`tests/gold/corpus_fields.csv`)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FROM_SIDECAR = {("telegram/almaty_noticeboard.txt", "outlet")}
"""What only the sidecar says; the test parses without."""
FIELDS = [
    "source_kind", "source_role", "title", "author_handle", "outlet", "origin_outlet", "agency", "published_on",
    "language", "dateline_place", "declared_post_count",
]  # fmt: skip


def read_fields() -> dict[str, list[dict[str, str]]]:
    by_path: dict[str, list[dict[str, str]]] = {}
    with (ROOT / "tests" / "gold" / "corpus_fields.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_path.setdefault(row["capture_path"], []).append(row)
    return by_path


WANTED = read_fields()


def said(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("path", WANTED)
def test_the_sources_of_a_capture(parse, path) -> None:
    parsed = parse((ROOT / "raw" / path).read_bytes().decode("utf-8"))
    sources = sorted(parsed.sources, key=lambda row: row["char_start"])
    assert len(sources) == len(WANTED[path])
    for source, wanted in zip(sources, WANTED[path], strict=True):
        for field in FIELDS:
            if (path, field) not in FROM_SIDECAR:
                assert said(source[field]).casefold() == wanted[field].casefold(), field
        assert sorted(said(source["author_name"]).split(", ")) == sorted(wanted["author_name"].split("; "))
        own = [row for row in parsed.passages if row["source_id"] == source["source_id"]]
        if wanted["post_count"]:
            assert len(own) == int(wanted["post_count"])
        repeated = [row["position"] for row in own if row["repeats_passage_id"]]
        assert " ".join(map(str, repeated)) == wanted["repeated_positions"]
        assert " ".join(map(str, source["missing_positions"])) == wanted["missing_positions"]


def test_every_family_has_a_capture(parse) -> None:
    layouts = {parse((ROOT / "raw" / path).read_bytes().decode("utf-8")).reading["layout"] for path in WANTED}
    assert layouts >= {
        "threadreader_scrolly", "threadreader_previews", "threadreader_2022", "threadreader_2019", "threadreader_2020",
        "threadreader_2024", "threadreader_user", "threadreader_hashtag", "thread_archive", "thread_plain", "oembed",
        "fediverse", "telegram", "reply_chain", "article",
    }  # fmt: skip
