"""What the pages say is what a newcomer gets."""

from __future__ import annotations

import re

import duckdb
import pytest
from documented_queries import PAIR, PROJECT, answer, pages

QUERIES = [
    pytest.param(page.name, found["query"], found["answer"], id=f"{page.stem}-{number}")
    for page in pages()
    for number, found in enumerate(PAIR.finditer(page.read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize(("page", "query", "printed"), QUERIES)
def test_each_query_of_the_pages_has_the_answer_it_shows(
    sample: duckdb.DuckDBPyConnection, page: str, query: str, printed: str
) -> None:
    assert answer(sample, query) == printed, f"{page}: `make answers` writes the answers anew"


def test_the_readme_shows_an_answer() -> None:
    assert any(page == "README.md" for page, *_ in (parameter.values for parameter in QUERIES))


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in pages():
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_target_of_make_that_the_readme_names_exists() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z-]+)", (PROJECT / "README.md").read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
