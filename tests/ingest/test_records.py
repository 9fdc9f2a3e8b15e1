"""Container files: each line is a capture of its own, with its text and what the record says of itself."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dagster_project.ingest import REASONS, list_captures, read_captures
from dagster_project.tables import Frames


def read(raw: Path, content: bytes | str, name: str = "posts.jsonl") -> Frames:
    (raw / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_captures(list_captures(raw), raw)


def read_one(raw: Path, record: object) -> tuple[str, dict[str, Any]]:
    """The text of a record, and what is known of it besides."""
    frames = read(raw, json.dumps(record))
    assert frames["captures"]["reason"].to_list() == [None]
    said = frames["sidecars"].drop("document_id", "capture_path", "sidecar_path").to_dicts()
    return frames["documents"]["text"].item(), {name: value for name, value in said[0].items() if value is not None}


TWEET_1 = {
    "created_at": "Wed Jan 05 23:59:01 +0000 2022",
    "id_str": "1478881",
    "full_text": "Sirens again near the market &amp; nobody says why. Prices &gt; 100",
    "user": {"name": "Anna Sample", "screen_name": "anna_s"},
    "lang": "en",
}
TWEET_2 = {
    "id": "1478882",
    "author_id": "7",
    "created_at": "2022-01-06T04:10:00.000Z",
    "text": "Sirens ag…",
    "note_tweet": {"text": "Sirens again, and this time the mayor’s office explains them at length."},
    "author": {"name": "Anna Sample", "username": "anna_s"},
    "lang": "qme",
    "__twarc": {"retrieved_at": "2022-01-08T09:30:00+00:00"},
}
TOOT = {
    "content": '<p>The bridge is shut.<br>Nobody knows<br/>until when.</p><p>See <a href="https://a.example/b?c=1&amp;d">'
    '<span class="invisible">https://</span>a.example/b?c=1&amp;d</a></p>',
    "account": {"display_name": "Bo Sample", "acct": "bo@post.example"},
    "created_at": "2022-01-07T01:00:00.000Z",
    "url": "https://post.example/@bo/1",
    "language": "en",
    "reblog": None,
}
SCRAPED = {
    "rawContent": "Ferry late.",
    "url": "https://t.example/1",
    "date": "2022-01-07T10:00:00+06:00",
    "user": {"username": "x"},
}
SKY = {
    "uri": "at://did/1",
    "author": {"handle": "cy.example"},
    "record": {"text": "Snow.", "createdAt": "2024-01-05T00:00:00Z"},
}
PLAIN = {
    "url": "https://n.example/a",
    "title": "Dam holds",
    "text": "The dam holds.",
    "author": ["A. One", "B. Two"],
    "outlet": "Example Post",
    "published_on": "2022-01-07",
    "captured_at": "2022-01-08T00:00:00Z",
    "language": "en",
}
REDDIT = {"body": "I was there.", "author": "some_one", "created_utc": 1641513600, "permalink": "/r/x/1"}


@pytest.mark.parametrize(
    ("record", "text", "known"),
    [
        pytest.param(
            TWEET_1,
            "Sirens again near the market & nobody says why. Prices > 100",
            {
                "author": "Anna Sample",
                "author_handle": "anna_s",
                "platform": "twitter",
                "is_post": True,
                "url": "https://twitter.com/anna_s/status/1478881",
                "language": "en",
                "published_on": date(2022, 1, 5),
                "published_at": datetime(2022, 1, 5, 23, 59, 1),  # noqa: DTZ001 - stored without zone
            },
            id="Twitter API 1.1",
        ),
        pytest.param(
            TWEET_2,
            "Sirens again, and this time the mayor’s office explains them at length.",
            {
                "author": "Anna Sample",
                "author_handle": "anna_s",
                "platform": "twitter",
                "is_post": True,
                "url": "https://twitter.com/anna_s/status/1478882",
                "published_on": date(2022, 1, 6),
                "published_at": datetime(2022, 1, 6, 4, 10),  # noqa: DTZ001 - stored without zone
                "captured_at": datetime(2022, 1, 8, 9, 30),  # noqa: DTZ001 - stored without zone
            },
            id="Twitter API 2, flattened; 'qme' is no language",
        ),
        pytest.param(
            TOOT,
            "The bridge is shut.\nNobody knows\nuntil when.\n\nSee https://a.example/b?c=1&d",
            {
                "author": "Bo Sample",
                "author_handle": "bo@post.example",
                "platform": "mastodon",
                "is_post": True,
                "url": "https://post.example/@bo/1",
                "language": "en",
                "published_on": date(2022, 1, 7),
                "published_at": datetime(2022, 1, 7, 1),  # noqa: DTZ001 - stored without zone
            },
            id="Mastodon",
        ),
        pytest.param(
            SCRAPED,
            "Ferry late.",
            {
                "author": "x",
                "author_handle": "x",
                "is_post": True,
                "url": "https://t.example/1",
                "published_on": date(2022, 1, 7),
                "published_at": datetime(2022, 1, 7, 4),  # noqa: DTZ001 - stored without zone
            },
            id="snscrape, of a platform that its address does not tell",
        ),
        pytest.param(
            SKY,
            "Snow.",
            {
                "author": "cy.example",
                "author_handle": "cy.example",
                "platform": "bluesky",
                "is_post": True,
                "published_on": date(2024, 1, 5),
            },
            id="Bluesky; midnight is a day's date that a program wrote as a time",
        ),
        pytest.param(
            PLAIN,
            "The dam holds.",
            {
                "author": "A. One, B. Two",
                "outlet": "Example Post",
                "title": "Dam holds",
                "url": "https://n.example/a",
                "language": "en",
                "published_on": date(2022, 1, 7),
                "captured_at": datetime(2022, 1, 8),  # noqa: DTZ001 - stored without zone
            },
            id="plain",
        ),
        pytest.param(
            REDDIT,
            "I was there.",
            {"author": "some_one", "platform": "reddit", "is_post": True, "published_on": date(2022, 1, 7)},
            id="Reddit",
        ),
        pytest.param({"text": "AT&amp;T it is.", "author": "x"}, "AT&amp;T it is.", {"author": "x"}, id="kept as is"),
        pytest.param(
            {"text": "Words.", "author": "x", "published_on": "yesterday", "url": "javascript:alert(1)"},
            "Words.",
            {"author": "x"},
            id="fields that make no sense are left out",
        ),
        pytest.param(
            {"text": "The ferry is late again.", "platform": "X", "handle": "@quay_watch"},
            "The ferry is late again.",
            {"author": "quay_watch", "author_handle": "quay_watch", "platform": "twitter", "is_post": True},
            id="a plain record that names platform and handle",
        ),
        pytest.param(
            {"text": "The ferry is late again.", "url": "https://www.facebook.com/quay/posts/12", "title": "Quay"},
            "The ferry is late again.",
            {
                "title": "Quay",
                "url": "https://www.facebook.com/quay/posts/12",
                "platform": "facebook",
                "is_post": True,
            },
            id="a post by its address, whatever else it has",
        ),
        pytest.param(
            {"text": "The ferry is late again.", "outlet": "Quay Post", "author_handle": "@bo", "platform": "web"},
            "The ferry is late again.",
            {"outlet": "Quay Post", "author_handle": "bo"},
            id="a journalist's handle makes an article no post, and the web is no platform",
        ),
    ],
)
def test_text_and_fields_as_archivers_write_them(
    tmp_path: Path, record: dict[str, Any], text: str, known: dict[str, Any]
) -> None:
    assert read_one(tmp_path, record) == (text, known)


@pytest.mark.parametrize(
    "record",
    [
        {
            **TWEET_1,
            "full_text": "RT @anna_s: Sirens again near th…",
            "user": {"name": "Other", "screen_name": "o"},
            "retweeted_status": TWEET_1,
        },
        {
            **TWEET_2,
            "text": "RT @anna_s: Siren…",
            "note_tweet": None,
            "author": {"name": "Other", "username": "o"},
            "referenced_tweets": [{"type": "quoted", "text": "not this"}, {"type": "retweeted", **TWEET_2}],
        },
        {**TOOT, "account": {"acct": "other"}, "reblog": TOOT},
    ],
)
def test_a_post_passed_on_is_the_one_who_wrote_it(tmp_path: Path, record: dict[str, Any]) -> None:
    text, known = read_one(tmp_path, record)
    assert not text.startswith("RT")
    assert known["author"] in ("Anna Sample", "Bo Sample")


def test_each_line_is_a_capture_and_a_bad_one_is_quarantined_alone(tmp_path: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"text": "One."}\r',
        b"",
        b'{"text": "Three."}',
        b"{broken",
        b'["no object"]',
        b'{"caption": "no text"}',
        b'{"text": "\xff"}',
        b'{"text": " \\u200b "}',
        b'{"text": "half \\ud83d"}',
        b'{"text": "\\u0001\\u0002"}',
        b'{"data": [{"text": "a page of posts"}]}',
        b"[" * 200_000,
        b'{"created_utc": ' + b"9" * 5000 + b', "text": "a number too long"}',
        b'{"text": "Last."}',
    ]
    frames = read(tmp_path, b"\n".join(lines))
    captures = frames["captures"]
    codes = dict(captures.select("capture_path", "reason_code").iter_rows())
    assert codes == {
        "posts.jsonl#1": None,
        "posts.jsonl#3": None,
        "posts.jsonl#4": "record",
        "posts.jsonl#5": "record",
        "posts.jsonl#6": "record",
        "posts.jsonl#7": "not_utf8",
        "posts.jsonl#8": "blank",
        "posts.jsonl#9": "record",
        "posts.jsonl#10": "not_text",
        "posts.jsonl#11": "record",
        "posts.jsonl#12": "record",
        "posts.jsonl#13": "record",
        "posts.jsonl#14": None,
    }
    assert frames["documents"]["text"].to_list() == ["One.", "Three.", "Last."]
    assert frames["documents"].select("text_basis", "reader").unique().rows() == [("extracted", "jsonl")]
    for path, code, reason in captures.select("capture_path", "reason_code", "reason").drop_nulls().iter_rows():
        assert reason.startswith(f"{path}: ")
        assert REASONS[code].remedy in reason
    assert captures["sha256"].n_unique() == len(captures)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "blank"),
        (b"\xff\xfe{\x00}\x00", "not_utf8"),
        (b"\x1f\x8b\x08\x00packed", "not_text"),
    ],
)
def test_a_container_without_records_is_refused_as_a_file(tmp_path: Path, content: bytes, code: str) -> None:
    captures = read(tmp_path, content)["captures"]
    assert captures.select("capture_path", "reason_code").rows() == [("posts.jsonl", code)]


def test_the_same_words_of_two_people_are_two_documents_and_of_one_archived_twice_one(tmp_path: Path) -> None:
    posts = [
        {"text": "Stay at home.", "author": "A", "url": "https://p.example/1"},
        {"text": "Stay at home.", "author": "B", "url": "https://p.example/2"},
        {"text": "Stay at home.", "author": "A", "url": "https://p.example/1", "likes": 4},
    ]
    frames = read(tmp_path, "\n".join(map(json.dumps, posts)), "posts.ndjson")
    ids = frames["captures"]["document_id"].to_list()
    assert ids[0] == ids[2] != ids[1]
    assert len(frames["documents"]) == 2


def test_a_sidecar_of_the_file_adds_to_what_records_say(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl.meta.yml").write_text("outlet: Example Archive\nauthor: Somebody\n")
    frames = read(tmp_path, '{"text": "One.", "author": "A"}\n{"text": "Two."}\n')
    assert frames["sidecars"].select("outlet", "author", "sidecar_path").rows() == [
        ("Example Archive", "A", "posts.jsonl.meta.yml"),
        ("Example Archive", "Somebody", "posts.jsonl.meta.yml"),
    ]


def test_a_file_named_like_a_record_keeps_a_path_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl#1").write_text("A file with an odd name.")
    (tmp_path / "a%23b.txt").write_text("Another one.")
    frames = read(tmp_path, '{"text": "One."}\n')
    assert frames["captures"]["capture_path"].to_list() == ["a%2523b.txt", "posts.jsonl#1", "posts.jsonl%231"]
    assert frames["captures"]["reason"].to_list() == [None] * 3
