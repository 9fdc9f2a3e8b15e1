"""Thread Reader since 2023: `NAME Profile picture`, then `Sep 15, 2020 7 tweets 3 min read Read on X`."""

from __future__ import annotations

from dagster_project.parse.layouts.unroller import HEADER, PROFILE, read_unroller
from dagster_project.parse.lines import Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading

LAYOUT = "threadreader_2024"

READ_ON_X = bit("read_on_x")


def recognise(page: Page) -> float:
    top = page.lines[:6]
    headed = any(line.marks & HEADER for line in top)
    if headed and any(line.marks & READ_ON_X for line in top):
        return 0.985
    return 0.75 if headed and top[0].marks & PROFILE else 0.0


def read(page: Page) -> Reading:
    return read_unroller(page, LAYOUT, 0.985)
