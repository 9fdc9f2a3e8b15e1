"""What stands in a sidecar wins over what is inferred, and is marked so."""

from __future__ import annotations

import datetime as dt

import pytest

from dagster_project.tables import digest

TEXT = (
    "Ferry across the Merle stops after third engine failure\n\nBy Jane Roe\n\nJanuary 7, 2022\n\n"
    "The old ferry across the Merle stopped on Tuesday after its engine failed for the third time this year.\n\n"
    "Nobody was hurt. The passengers were brought ashore in a fishing boat that happened to be near."
)


def test_a_sidecars_values_win_and_are_named(parse) -> None:
    source = parse(
        TEXT,
        {
            "sidecar_path": "0.meta.yml",
            "outlet": "The Merle Post",
            "author": "Jane A. Roe",
            "published_on": dt.date(2022, 1, 6),
            "url": "https://example.org/ferry",
        },
    ).source
    assert (source["outlet"], source["author_name"], source["url"]) == (
        "The Merle Post",
        "Jane A. Roe",
        "https://example.org/ferry",
    )
    assert source["published_on"] == dt.date(2022, 1, 6)
    assert source["title"] == "Ferry across the Merle stops after third engine failure"
    assert source["sidecar_path"] == "0.meta.yml"
    assert source["sidecar_fields"] == ["url", "author", "outlet", "published_on"]
    assert (source["author_start"], source["title_start"]) == (None, 0)


def test_a_sidecar_that_agrees_keeps_the_place_in_the_text(parse) -> None:
    source = parse(TEXT, {"sidecar_path": "0.meta.yml", "author": "Jane Roe"}).source
    assert TEXT[source["author_start"] : source["author_end"]] == "Jane Roe"


def test_one_text_of_two_outlets_is_two_sources_with_passages_each(parse) -> None:
    parsed = parse(
        TEXT,
        {"sidecar_path": "0.meta.yml", "outlet": "The Merle Post"},
        {"sidecar_path": "1.meta.yml", "outlet": "Lund Courier"},
    )
    assert [row["outlet"] for row in parsed.sources] == ["The Merle Post", "Lund Courier"]
    assert [row["source_id"] for row in parsed.sources] == [
        digest(digest(TEXT), 0, "The Merle Post"),
        digest(digest(TEXT), 0, "Lund Courier"),
    ]
    assert parsed.texts(source=0) == parsed.texts(source=1) != []
    assert len({row["passage_id"] for row in parsed.passages}) == len(parsed.passages)


def test_two_captures_of_one_outlet_are_one_source(parse) -> None:
    sidecar = {"sidecar_path": "0.meta.yml", "outlet": "The Merle Post"}
    assert len(parse(TEXT, sidecar, {**sidecar, "sidecar_path": "1.meta.yml"}).sources) == 1


def test_the_language_of_a_sidecar_holds_for_document_and_source(parse) -> None:
    parsed = parse(TEXT, {"sidecar_path": "0.meta.yml", "language": "cy"})
    assert (parsed.reading["language"], parsed.source["language"]) == ("cy", "cy")


def test_without_a_sidecar_nothing_is_marked(parse) -> None:
    source = parse(TEXT).source
    assert (source["sidecar_path"], source["sidecar_fields"]) == (None, [])


POST = (
    "The night ferry turned back before the mole, and nobody on board was told why it did.\n\n"
    "The harbour office says it was fog. There was no fog."
)
RECORD = {
    "sidecar_path": "posts.jsonl#3",
    "author": "Bo Sample",
    "author_handle": "bo_s",
    "platform": "twitter",
    "published_on": dt.date(2022, 1, 7),
    "published_at": dt.datetime(2022, 1, 6, 23, 10),  # noqa: DTZ001 - UTC, stored without zone
    "is_post": True,
}


def test_a_record_that_is_a_post_is_a_thread_of_one_post(parse) -> None:
    parsed = parse(POST, RECORD)
    source = parsed.source
    assert (parsed.reading["layout"], source["source_kind"]) == ("single_post", "thread")
    assert parsed.texts() == parsed.texts("post") == [POST]
    assert (source["author_name"], source["author_handle"], source["platform"]) == ("Bo Sample", "bo_s", "twitter")
    assert (source["published_at"], source["published_precision"]) == (RECORD["published_at"], "minute")
    assert source["sidecar_fields"] == ["author", "author_handle", "platform", "published_on", "published_at"]


def test_without_that_field_the_text_tells_what_it_is(parse) -> None:
    assert parse(POST, {**RECORD, "is_post": None}).source["source_kind"] == "article"


NUMBERED_POSTS = [
    ("3/7 The mole is open again.", "The mole is open again.", 3, 7),
    ("The mole is open again. (3/7)", "The mole is open again.", 3, 7),
    ("The mole is open again.\n\n3/7", "The mole is open again.", 3, 7),
    ("3/4 of the mole is open again.", "3/4 of the mole is open again.", None, None),
    ("1. Boats\n2. Nets\nThat is all.", "1. Boats\n2. Nets\nThat is all.", None, None),
    ("@bo @quay_office @mayor Who closed the mole?", "Who closed the mole?", None, None),
]


@pytest.mark.parametrize(("text", "post", "position", "total"), NUMBERED_POSTS)
def test_number_and_addressing_are_taken_off_a_single_post(parse, text, post, position, total) -> None:
    parsed = parse(text, RECORD)
    assert [(row["text"], row["declared_position"], row["declared_total"]) for row in parsed.passages] == [
        (post, position, total)
    ]


def test_a_thread_saved_in_one_record_is_still_its_posts(parse) -> None:
    parsed = parse("1/3 The mole is shut.\n2/3 Nobody says why.\n3/3 We ask again.", RECORD)
    assert parsed.texts() == ["The mole is shut.", "Nobody says why.", "We ask again."]
