"""Thread Reader of 2020: the buttons `My Authors` and `Read all threads` come first."""

from __future__ import annotations

from dagster_project.parse.layouts.unroller import ENDS, read_unroller
from dagster_project.parse.lines import Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading

LAYOUT = "threadreader_2020"

BUTTON = bit("button_2020")


def recognise(page: Page) -> float:
    if not any(line.marks & BUTTON for line in page.lines[:3]):
        return 0.0
    return 0.975 if page.marks & ENDS else 0.7


def read(page: Page) -> Reading:
    return read_unroller(page, LAYOUT, 0.975)
