"""Thread Reader of 2022 with its whole footer: `Keep Current with NAME`, `Read all threads`, addresses for gifts."""

from __future__ import annotations

from dagster_project.parse.layouts.unroller import FOOTER, KEEP_CURRENT, MISSING, MORE_FROM, THREAD_END, read_unroller
from dagster_project.parse.lines import Page
from dagster_project.parse.reading import Reading

LAYOUT = "threadreader_2022"


def recognise(page: Page) -> float:
    if not page.marks & (KEEP_CURRENT | MORE_FROM):
        return 0.0
    footer = sum(1 for _ in page.having(FOOTER | THREAD_END | MISSING))
    return 0.97 if footer >= 2 else 0.3


def read(page: Page) -> Reading:
    return read_unroller(page, LAYOUT, 0.97)
