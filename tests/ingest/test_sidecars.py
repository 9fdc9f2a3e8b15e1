"""Sidecars: strict, each fault named with file, reason and remedy; the capture loads whatever they say."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dagster_project.ingest import list_captures, read_captures

FULL = """\
url: https://example.org/2022/01/07/airport
captured_at: 2022-01-08T09:30:00+06:00
author: [A. Sample, B. Muster]
outlet: 'Example: Post'
title: Airport open again
author_handle: "@a_sample"
platform: Telegram
published_on: 2022-01-07
published_at: 2022-01-07T05:10:00+06:00
language: no
tags: {topic: [transport, weather]}
"""


def read(raw: Path, sidecar: bytes, name: str = "page.txt.meta.yml") -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of `captures` of a page with this sidecar, and the rows of `sidecars`."""
    (raw / "page.txt").write_text("The airport is open.")
    (raw / name).write_bytes(sidecar)
    frames = read_captures(list_captures(raw), raw)
    (capture,) = frames["captures"].to_dicts()
    assert capture["document_id"] is not None, "a capture loads whatever its sidecar is"
    return capture, frames["sidecars"].to_dicts()


def test_every_field_is_read_as_it_is_written(tmp_path: Path) -> None:
    capture, (found,) = read(tmp_path, FULL.encode())
    assert capture["sidecar_reason"] is None
    assert found == {
        "document_id": capture["document_id"],
        "capture_path": "page.txt",
        "sidecar_path": "page.txt.meta.yml",
        "url": "https://example.org/2022/01/07/airport",
        "captured_at": datetime(2022, 1, 8, 3, 30),  # noqa: DTZ001 - UTC, stored without zone
        "author": "A. Sample, B. Muster",
        "outlet": "Example: Post",
        "title": "Airport open again",
        "published_on": date(2022, 1, 7),
        "language": "no",
        "author_handle": "a_sample",
        "published_at": datetime(2022, 1, 6, 23, 10),  # noqa: DTZ001 - UTC, stored without zone
        "platform": "telegram",
        "is_post": None,
    }


@pytest.mark.parametrize(
    ("lines", "on", "at"),
    [
        ("published_on: 2022-01-07T05:10:00+06:00", date(2022, 1, 7), datetime(2022, 1, 6, 23, 10)),  # noqa: DTZ001
        ("published_at: 2022-01-07T05:10:00+06:00", date(2022, 1, 7), datetime(2022, 1, 6, 23, 10)),  # noqa: DTZ001
        ("published_on: 2022-01-07T05:10:00", date(2022, 1, 7), None),
        ("published_on: 2022-01-07T00:00:00Z", date(2022, 1, 7), None),
    ],
)
def test_the_day_is_the_one_written_and_the_moment_needs_a_zone(
    tmp_path: Path, lines: str, on: date, at: datetime | None
) -> None:
    _, (found,) = read(tmp_path, lines.encode())
    assert (found["published_on"], found["published_at"]) == (on, at)


def test_json_says_the_same(tmp_path: Path) -> None:
    _, (found,) = read(tmp_path, b'{"outlet": "Example Post", "language": "EN-gb", "title": null}', "page.meta.json")
    assert (found["outlet"], found["language"], found["title"]) == ("Example Post", "en-GB", None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("published_on: 07.01.2022", "published_on is left out: it is no date; write 2022-01-07"),
        ("published_on: 2022-02-30", "it is no date"),
        ("captured_at: 2022-01-08T09:30:00", "it has no time zone; write 2022-01-08T09:30:00Z"),
        ("captured_at: yesterday", "it is no time"),
        ("captured_at: 0001-01-01T00:00:00+06:00", "it is no time"),
        ("url: javascript:alert(1)", "url is left out: it is no web address"),
        ("url: example.org/page", "it is no web address"),
        ("url: 'http://[::1'", "url is left out"),
        ("language: German", "it is no BCP 47 tag; write en, de"),
        ('author: "A\\nB"', "author is left out: it holds a line end"),
        ("author: {name: A}", "author is left out: it is no text"),
        ("title: [a, b]", "title is left out: it is no text"),
        (f"title: {'x' * 501}", "longer than 500"),
        ("published_at: 2022-01-07T05:10:00", "published_at is left out: it has no time zone"),
        ("author_handle: the editor", "author_handle is left out: it is no handle; write @name"),
        ("platform: some page", "platform is left out: it is no platform's name"),
        ("autor: A. Sample", "unknown field 'autor': write 'author'"),
        ("Published_on: 2022-01-07", "unknown field 'Published_on': write 'published_on'"),
    ],
)
def test_a_wrong_field_is_named_and_the_others_count(tmp_path: Path, line: str, said: str) -> None:
    capture, (found,) = read(tmp_path, f"outlet: Example Post\n{line}\n".encode())
    assert capture["sidecar_reason"].startswith("page.txt.meta.yml: the sidecar is used in part: ")
    assert said in capture["sidecar_reason"]
    assert found["outlet"] == "Example Post"
    assert {name for name, value in found.items() if value} == {
        "document_id",
        "capture_path",
        "sidecar_path",
        "outlet",
    }


BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        pytest.param(BOMB.encode(), "anchors and aliases are not read", id="a bomb of aliases"),
        pytest.param(b"outlet: A\noutlet: B\n", "'outlet' is given twice", id="a field twice"),
        pytest.param(b"outlet: A\n  url: B: C\n", "no YAML in line 2", id="bad YAML"),
        pytest.param(b"outlet: \x00\n", "no YAML", id="NUL"),
        pytest.param(b"- a\n- b\n", "no mapping; write one 'field: value' a line", id="a list"),
        pytest.param(b"just words\n", "no mapping", id="words"),
        pytest.param(b"outlet: A\n---\nurl: b\n", "several documents", id="two documents"),
        pytest.param(b"? [a]\n: b\n", "a field's name is no text", id="a list as a name"),
        pytest.param(b"outlet: \xff\n", "byte 8 is not UTF-8", id="not UTF-8"),
        pytest.param(b"x: " + b"[" * 60_000, "nested more than", id="deep nesting"),
        pytest.param(b"x: " + b"y" * 70_000, "limit is 65,536", id="too large"),
        pytest.param(b"!!python/object/apply:os.system ['true']", "no mapping", id="a tag that would run"),
    ],
)
def test_a_sidecar_that_cannot_be_read_is_an_error_of_its_own(tmp_path: Path, sidecar: bytes, said: str) -> None:
    capture, rows = read(tmp_path, sidecar)
    assert rows == []
    assert capture["sidecar_reason"].startswith("page.txt.meta.yml: ")
    assert said in capture["sidecar_reason"]
    assert capture["reason"] is None


@pytest.mark.parametrize(
    ("sidecar", "said"),
    [
        (b'{"outlet": "A", "outlet": "B"}', "given twice"),
        (b'["a"]', "no object"),
        (b'{"outlet": ', "no JSON in line 1"),
        (b"[" * 60_000, "no JSON"),
        (b'{"title": "\\ud800"}', "half of a surrogate pair"),
        (b'{"title": 1984}', "it is no text; write it in quotes"),
    ],
)
def test_bad_json_is_an_error_of_its_own(tmp_path: Path, sidecar: bytes, said: str) -> None:
    capture, rows = read(tmp_path, sidecar, "page.txt.meta.json")
    assert rows == []
    assert said in capture["sidecar_reason"]


def test_a_sidecar_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "outside.yml").write_text("outlet: Secret")
    (tmp_path / "raw" / "page.txt").write_text("words")
    (tmp_path / "raw" / "page.txt.meta.yml").symlink_to(tmp_path / "outside.yml")
    frames = read_captures(list_captures(tmp_path / "raw"), tmp_path / "raw")
    assert frames["sidecars"].is_empty()
    assert "page.txt.meta.yml: " in frames["captures"]["sidecar_reason"].item()


def test_one_text_with_two_sidecars_has_two_rows(tmp_path: Path) -> None:
    for name, outlet in (("a", "Example Post"), ("b", "Muster-Zeitung")):
        (tmp_path / f"{name}.txt").write_text("The airport is open.")
        (tmp_path / f"{name}.meta.yml").write_text(f"outlet: {outlet}")
    frames = read_captures(list_captures(tmp_path), tmp_path)
    assert len(frames["documents"]) == 1
    assert frames["sidecars"]["outlet"].to_list() == ["Example Post", "Muster-Zeitung"]


def test_a_sidecar_without_any_field_is_no_row_and_no_fault(tmp_path: Path) -> None:
    capture, rows = read(tmp_path, b"# nothing noted yet\nauthor:\n")
    assert (capture["sidecar_reason"], rows) == (None, [])
