"""Thread Reader without header and footer: posts, the marker, then up to three posts each of other threads."""

from __future__ import annotations

from dagster_project.parse.layouts.unroller import MISSING, THREAD_END, read_unroller
from dagster_project.parse.lines import Page
from dagster_project.parse.reading import Reading

LAYOUT = "threadreader_previews"


def recognise(page: Page) -> float:
    if page.marks & MISSING:
        return 0.95
    return 0.6 if page.marks & THREAD_END else 0.0


def read(page: Page) -> Reading:
    return read_unroller(page, LAYOUT, 0.95)
