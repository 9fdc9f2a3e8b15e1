"""Thread Reader of 2019: `, 12 tweets, 3 min read Read on Twitter` and `Subscribe to NAME`.

The date is lost before the comma.
"""

from __future__ import annotations

from dagster_project.parse.layouts.unroller import HEADER, SUBSCRIBE, read_unroller
from dagster_project.parse.lines import Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading

LAYOUT = "threadreader_2019"

FOOTER_2019 = bit("footer_2019")


def recognise(page: Page) -> float:
    if page.marks & FOOTER_2019:
        return 0.96
    return 0.7 if page.marks & HEADER and page.marks & SUBSCRIBE else 0.0


def read(page: Page) -> Reading:
    return read_unroller(page, LAYOUT, 0.96)
