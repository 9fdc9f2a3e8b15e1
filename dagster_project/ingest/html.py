"""HTML pages become the text of their article, taken out by trafilatura.

The text is the title and the paragraphs, a blank line between them; menus, footers and comments are left out. What the
page's own metadata says (address, author, outlet, title, date) is given like the fields of a sidecar.
"""

from __future__ import annotations

from importlib.metadata import version

from trafilatura import bare_extraction
from trafilatura.settings import Document

from dagster_project.ingest.extracted import Extracted
from dagster_project.ingest.reasons import Refused
from dagster_project.ingest.sidecars import checked_fields

READER = "trafilatura"

# Of the page's metadata alone: else the reader would also guess a date from the text, and compare it with today's.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31", "outputformat": "%Y-%m-%d"}


def read_page(html: str) -> Extracted:
    """The article of an HTML page.

    Raises Refused (html) when no article is found in it.
    """
    found = bare_extraction(html, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    if not isinstance(found, Document):
        raise Refused("html", "")
    paragraphs = [line for line in (line.strip() for line in (found.text or "").split("\n")) if line]
    if not paragraphs:
        raise Refused("html", "")
    title = " ".join((found.title or "").split())
    if title and title != paragraphs[0]:
        paragraphs.insert(0, title)
    said = {
        "url": found.url,
        "author": (found.author or "").replace(";", ",") or None,
        "outlet": found.sitename,
        "title": title or None,
        "published_on": found.date,
    }
    # A field of a page that makes no sense is nobody's fault here, and is left out without a word.
    return Extracted("\n\n".join(paragraphs), READER, version(READER), checked_fields(said).fields)
