"""`hearsay show`: how a capture was read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dagster_project.query import Row, open_warehouse


def margin(shown: str) -> list[tuple[str, str]]:
    """(label, text) of each line with a margin."""
    lines = [line.partition(" │") for line in shown.splitlines() if " │" in line]
    return [(" ".join(label.split()[1:]), text.removeprefix(" ")) for label, _, text in lines]


def test_the_header_says_layout_fields_and_what_is_missing(desk) -> None:
    shown = desk("show", "threads/pier.txt")
    assert "posts         4 of 5 declared; missing 3" in shown
    assert "layout" in shown
    assert "not said      title, author" in shown


def test_fields_stand_with_every_date_on_the_page(desk) -> None:
    shown = desk("show", "articles/strike.txt")
    assert "author        Ilse Brandt" in shown
    assert "date          2022-01-08 (day)" in shown
    assert "printed “January 8, 2022”" in shown


def test_each_block_has_its_role_and_posts_their_numbers(desk) -> None:
    lines = margin(desk("show", "threads/pier.txt"))
    assert ("numbering", "2/5") in lines
    assert [label for label, _ in lines if label.startswith("post")] == [
        "post 1/5",
        "post 2/5",
        "post 3 (4/5)",
        "post 4 (5/5)",
    ]


def test_claims_are_marked_and_listed_when_asked_for(desk) -> None:
    assert "<that the pier may be unsafe>" not in desk("show", "threads/pier.txt")
    shown = desk("show", "threads/pier.txt", "--claims")
    assert "{said} <that the pier may be unsafe>" in shown
    assert "Ada Roth, “said”, hedged (may)" in shown


def test_the_blocks_of_the_record_are_the_whole_text(desk) -> None:
    record = json.loads(desk("show", "articles/strike.txt", "-f", "json"))
    assert "".join(block["text"] for block in record["blocks"]) == record["document"]["text"]
    assert [date["is_chosen"] for source in record["sources"] for date in source["dates"]] == [True]


@pytest.mark.parametrize("how", ["capture_path", "below_raw", "absolute", "name", "dotted"])
def test_a_capture_is_found_by_any_of_its_paths(desk, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.raw.parent)
    path = {
        "capture_path": "articles/tore.txt",
        "below_raw": os.path.join("raw", "articles", "tore.txt"),  # noqa: PTH118 - as it is typed
        "absolute": str(desk.raw / "articles" / "tore.txt"),
        "name": "tore.txt",
        "dotted": "./raw/../raw/articles/tore.txt",
    }[how]
    assert "capture         articles/tore.txt" in desk("show", path)


def test_a_copy_says_whose_it_is(desk) -> None:
    assert "the same text as threads/copy-of-pier.txt" in desk("show", "threads/pier.txt")


def test_a_quarantined_capture_gives_its_reason(desk) -> None:
    said = desk.refused("show", "articles/photo.txt")
    assert "quarantined [not_text]" in said
    assert "To do:" in said


def test_an_unknown_capture_names_those_near_it(desk) -> None:
    said = desk.refused("show", "threads/peer.txt")
    assert "no capture threads/peer.txt" in said
    assert "threads/pier.txt" in said


def test_a_file_that_is_not_in_the_warehouse_yet_says_so(desk, tmp_path: Path) -> None:
    (tmp_path / "brand-new-capture.txt").write_text("New.\n", encoding="utf-8")
    assert "take it in with `hearsay refresh`" in desk.refused("show", str(tmp_path / "brand-new-capture.txt"))


def test_escapes_and_markup_in_a_capture_are_shown(desk) -> None:
    shown = desk("show", "articles/escapes.txt", "--claims")
    assert r"\x1b[31mcrane\x1b[0m is [bold]sound[/bold]" in shown
    assert "\x1b" not in shown


def test_every_capture_of_the_sample_can_be_shown(desk, sample_warehouse: Path) -> None:
    from dagster_project.cli.capture import find_capture, read_capture

    with open_warehouse(sample_warehouse) as published:
        rows: list[Row] = published.rows("select capture_path from captures where status <> 'quarantined'")
    for row in rows:
        shown = desk.invoke("show", row["capture_path"], "--claims", "--warehouse", str(sample_warehouse)).output
        with open_warehouse(sample_warehouse) as published:
            capture = read_capture(published, find_capture(published, row["capture_path"], desk.raw))
        starts = {line.split()[0] for line in shown.splitlines() if " │" in line and line.split()[0].isdigit()}
        assert {str(block["char_start"]) for block in capture.blocks} <= starts, row["capture_path"]
        for claim in capture.claims:
            assert claim["claim_id"][:10] in shown, row["capture_path"]
