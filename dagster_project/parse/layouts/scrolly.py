"""Scrolly Tales of Thread Reader: name, bio, `Jan 11, 2022, 23 tweets`, posts between blank lines, `Keep scrolling`."""

from __future__ import annotations

from dagster_project.parse.layouts.unroller import HEADER, PROFILE, SCROLLY_END, read_unroller
from dagster_project.parse.lines import Page
from dagster_project.parse.reading import Reading

LAYOUT = "threadreader_scrolly"


def recognise(page: Page) -> float:
    if page.marks & SCROLLY_END:
        return 0.98
    first = page.lines[0].marks if page.lines else 0
    return 0.8 if first & PROFILE and page.marks & HEADER else 0.0


def read(page: Page) -> Reading:
    return read_unroller(page, LAYOUT, 0.98)
