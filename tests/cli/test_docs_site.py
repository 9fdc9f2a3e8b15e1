"""`hearsay docs`: the dictionary as one page, on this machine alone, without a word of a capture."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dagster_project.cli.docs import serving
from dagster_project.cli.options import PROJECT
from dagster_project.query import run_query


@pytest.fixture(scope="module")
def site(desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("site") / "dictionary.html"
    assert "one page" in desk("docs", "--output", str(page))
    return page


def test_the_page_has_tables_columns_and_their_meaning(site: Path) -> None:
    page = site.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    for words in ("fct_claims", "review_status", "One row per statement that somebody makes", "content_spans"):
        assert words in page


def test_no_word_of_a_capture_is_in_the_page_and_no_place_of_this_machine(site: Path, desk) -> None:
    page = site.read_text(encoding="utf-8")
    sentences = [row[0] for row in run_query(desk.warehouse, "select text from sentences where length(text) > 15").rows]
    assert len(sentences) > 10
    assert [sentence for sentence in sentences if sentence in page] == []
    assert str(desk.warehouse) not in page
    assert "hearsay-docs-" not in page
    assert str(PROJECT) not in page


def test_the_page_is_served_on_this_machine_alone_and_nothing_else_is(site: Path) -> None:
    with serving(site.parent, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        with urllib.request.urlopen(f"{address}/{site.name}") as answer:  # noqa: S310 - an address of ours
            assert answer.status == 200
        for path in ("/", "/../", "/other"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(address + path)  # noqa: S310 - an address of ours
        server.shutdown()


def test_a_port_that_is_taken_is_named(site: Path) -> None:
    with serving(site.parent, 0) as server:
        taken = int(server.server_address[1])
        with pytest.raises(OSError, match=f"port {taken} is taken"):
            serving(site.parent, taken)
