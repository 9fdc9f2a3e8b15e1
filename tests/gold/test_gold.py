"""The gold is what its labels say, its labels point into the captures, and the corpus is what its table says."""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
RAW = HERE.parent.parent / "raw"


def load_builder() -> ModuleType:
    """`build.py`, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("gold_build", HERE / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_build"] = module
    spec.loader.exec_module(module)
    return module


build = load_builder()


def documents() -> list[dict[str, Any]]:
    """The gold as it is checked in."""
    return [json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").split("\n") if line]


def spans(document: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Every span of a document's labels."""
    for claim in document.get("claims", []):
        yield from (tuple(s) for s in claim["content"] + claim.get("speaker", []))
    for key in ("mentions", "body_lines"):
        yield from ((x["start"], x["end"]) for x in document.get(key, []))
    for key in ("sentences", "not_claims"):
        yield from (tuple(s) for s in document.get(key, []))


def test_the_gold_file_is_what_the_labels_say() -> None:
    assert build.as_jsonl(build.build_all()) == (HERE / "gold.jsonl").read_text(encoding="utf-8")


def test_every_span_lies_in_its_text_and_has_no_blank_ends() -> None:
    for document in documents():
        for start, end in spans(document):
            quoted = document["text"][start:end]
            assert 0 <= start < end <= len(document["text"]), (document["id"], start, end)
            assert quoted.strip(), (document["id"], start, end)


def test_at_least_300_claims_in_20_captures_of_both_languages() -> None:
    labelled = [d for d in documents() if "claims" in d]
    attributed = {d["id"]: [c for c in d["claims"] if c["type"] != "self_assertion"] for d in labelled}
    languages = {d["id"]: d["meta"]["language"] for d in labelled}
    assert len(labelled) >= 20
    for language in ("en", "de"):
        assert sum(len(c) for i, c in attributed.items() if languages[i] == language) >= 150, language
    assert len([d for d in documents() if "sentences" in d]) >= 10


def test_no_claim_that_counts_is_labelled_twice() -> None:
    for document in documents():
        contents = [json.dumps(c["content"]) for c in document.get("claims", []) if c["type"] != "self_assertion"]
        assert len(contents) == len(set(contents)), document["id"]


def test_the_table_of_fields_names_every_capture_of_the_corpus_and_no_other() -> None:
    with (HERE / "corpus_fields.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["capture_path"] for row in csv.DictReader(file)}
    assert listed == {p.relative_to(RAW).as_posix() for p in RAW.rglob("*.txt")}


def test_what_the_table_quotes_stands_in_the_capture() -> None:
    with (HERE / "corpus_fields.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = (RAW / row["capture_path"]).read_text(encoding="utf-8")
            for key in ("title", "author_handle", "origin_outlet", "agency"):
                assert row[key] in text, (row["capture_path"], key)
            for author in row["author_name"].split("; "):
                assert author in text, row["capture_path"]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("the mayor", ["the mayor", "the mayor"]),
        ("mayor", ["mayor", "mayor"]),
        ("he", ["he"]),
        ("The rain [..] stop", ["The rain\nwould stop"]),
        ("asked {the mayor} why", ["the mayor"]),
        ("may", []),
    ],
)
def test_a_quotation_is_found_at_word_ends_over_lines_and_by_its_surroundings(quote: str, found: list[str]) -> None:
    text = "The rain\nwould stop, the mayor said; they asked the mayor why he thought so."
    assert [text[a:b] for a, b in build.find_all(text, quote)] == found


@pytest.mark.parametrize("quote", ["the mayor", "the baker", "The rain @2"])
def test_a_quotation_of_no_place_or_of_two_is_an_error(quote: str) -> None:
    with pytest.raises(build.LabelError):
        build.find_one("The rain fell on the mayor; the mayor fell in the rain.", quote)


def test_a_speaker_is_looked_for_on_the_line_of_the_content_first() -> None:
    text = "Anna Holm spoke.\n“No,” Anna Holm said."
    assert build.find_speaker(text, "Anna Holm", [(18, 21)], inside=False) == [(23, 32)]
