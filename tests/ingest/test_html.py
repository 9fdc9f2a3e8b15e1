"""HTML pages: the text of the article, by a named reader; refused with a reason where there is none."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dagster_project.ingest import list_captures, read_captures
from dagster_project.tables import Frames

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="CHARSET"><title>Airport open again | Example Post</title>
<meta property="og:site_name" content="Example Post"><meta name="author" content="Anna Sample">
<meta property="article:published_time" content="2022-01-07T23:30:00+06:00">
<link rel="canonical" href="https://example.org/2022/airport">
<script>document.write("never in the text")</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Airport open again</h1>
<p>The airport of Almaty is open for all flights, the ministry says.</p>
<p>“We have checked every runway,” the minister told reporters on Friday. He did not say who will pay for it.</p>
<h2>Many flights late</h2>
<p>Hundreds of travellers waited for news, said the operator &amp; its staff. <b>Nobody</b> was hurt, it added.</p>
<p>Flights to Europe begin on Monday, the ministry added, if the weather in the mountains allows it.</p>
</article><footer>Cookies and terms. All rights reserved.</footer></body></html>
"""


def read(raw: Path, content: bytes, name: str = "page.html") -> tuple[dict[str, Any], Frames]:
    (raw / name).write_bytes(content)
    frames = read_captures(list_captures(raw), raw)
    return frames["captures"].to_dicts()[0], frames


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", PAGE),
        ("page.txt", PAGE),
        ("page.txt", "\n<!-- saved -->" + PAGE.partition("\n")[2]),
        ("page.txt", '<?xml version="1.0"?>\n' + PAGE),
        ("page.xhtml", PAGE[PAGE.index("<article") : PAGE.index("<footer")]),
    ],
)
def test_a_page_is_known_whatever_its_name_and_never_taken_for_text(tmp_path: Path, name: str, content: str) -> None:
    capture, frames = read(tmp_path, content.encode(), name)
    assert capture["reason"] is None
    assert frames["documents"]["text_basis"].to_list() == ["extracted"]
    assert "<" not in frames["documents"]["text"].item()


def test_the_article_becomes_the_document_and_names_its_reader(tmp_path: Path) -> None:
    capture, frames = read(tmp_path, PAGE.replace("CHARSET", "utf-8").encode())
    (document,) = frames["documents"].to_dicts()
    assert document["document_id"] == capture["document_id"]
    assert (document["text_basis"], document["reader"]) == ("extracted", "trafilatura")
    assert document["reader_version"]
    assert document["text"].split("\n\n")[:2] == [
        "Airport open again",
        "The airport of Almaty is open for all flights, the ministry says.",
    ]
    assert "operator & its staff. Nobody was hurt" in document["text"]
    for furniture in ("Home", "Cookies", "never in the text", "<"):
        assert furniture not in document["text"]


def test_what_the_page_says_of_itself_is_given_under_its_own_path(tmp_path: Path) -> None:
    _, frames = read(tmp_path, PAGE.encode())
    (said,) = frames["sidecars"].to_dicts()
    assert said["sidecar_path"] == "page.html"
    assert (said["outlet"], said["author"]) == ("Example Post", "Anna Sample")
    assert (said["url"], said["published_on"]) == ("https://example.org/2022/airport", date(2022, 1, 7))


def test_a_sidecar_comes_before_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "page.html.meta.yml").write_text("outlet: Other Post")
    _, frames = read(tmp_path, PAGE.encode())
    (said,) = frames["sidecars"].to_dicts()
    assert (said["sidecar_path"], said["outlet"]) == ("page.html.meta.yml", "Other Post")
    assert said["author"] == "Anna Sample"


def test_a_page_is_decoded_by_the_encoding_that_it_names(tmp_path: Path) -> None:
    content = PAGE.replace("CHARSET", "iso-8859-1").replace("Friday", "Freitag in Köln").encode("cp1252")
    capture, frames = read(tmp_path, content)
    assert capture["encoding"] == "cp1252"
    assert "“We have checked every runway,” the minister told reporters on Freitag in Köln" in str(
        frames["documents"]["text"].item()
    )


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    capture, _ = read(tmp_path, b"<!doctype html><html><body></body></html>")
    assert capture["reason_code"] == "html"
    assert "no article is found. To do: save the page as text" in capture["reason"]


@pytest.mark.parametrize("charset", ["windows-1251", "no-such-charset", "utf-8"])
def test_a_page_that_is_not_what_it_says_is_refused(tmp_path: Path, charset: str) -> None:
    capture, _ = read(tmp_path, PAGE.replace("CHARSET", charset).encode("cp1252") + b"\x98\xff")
    assert capture["reason_code"] == "not_utf8"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * 50_000 + "<p>He said so.</p>", id="deep"),
        pytest.param("<" * 300_000, id="angles"),
        pytest.param("<!--" * 100_000, id="comments"),
        pytest.param("<p>" + "&amp;" * 100_000, id="entities"),
        pytest.param("<b " + 'a="b" ' * 50_000, id="attributes"),
    ],
)
def test_a_page_made_to_hurt_is_read_or_refused_soon(tmp_path: Path, body: str) -> None:
    started = time.monotonic()
    capture, _ = read(tmp_path, f"<!doctype html><html><body>{body}".encode())
    assert (capture["document_id"] is None) == (capture["reason_code"] == "html")
    assert time.monotonic() - started < 15
