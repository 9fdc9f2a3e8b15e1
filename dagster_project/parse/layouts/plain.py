"""Threads without any mark of a site: no header, no author, no date; perhaps from the middle of a thread.

The fall-back for threads. It is sure only where the posts are numbered; without numbers a text of short lines
with hashtags and handles is more like a thread than like an article.
"""

from __future__ import annotations

import re

from dagster_project.parse.lines import Page
from dagster_project.parse.marks import bit
from dagster_project.parse.numbering import choose_numbers, find_numbers
from dagster_project.parse.reading import Reading, Source
from dagster_project.parse.threads import add_posts, split_posts, split_threads

LAYOUT = "thread_plain"

_TAG = re.compile(r"(?:^|\s)[#@]\w{2,}|👇|🧵|⬇️|https://t\.co/|pic\.twitter\.com/")
_SIGNS = ("#", "@", "👇", "🧵", "⬇", "t.co/", "pic.twitter.com/")
"""One of these stands in every text that `_TAG` fits."""

SHORT = 330
"""A post of 280 characters, with the addresses that a capture writes out."""


def recognise(page: Page) -> float:
    lines = page.lines
    if not lines:
        return 0.0
    kept = choose_numbers(find_numbers(lines), len(lines), known_thread=False)
    if kept:
        posts = len({number.line for number in kept})
        covered = posts / len(lines)
        if covered >= 0.12 and kept[0].line <= max(3, len(lines) // 3):
            return min(0.9, 0.55 + covered)
    if not any(sign in page.text for sign in _SIGNS):
        return 0.0
    if page.marks & bit("article_mark") or any(len(line.text) > SHORT for line in lines):
        return 0.0
    tagged = sum(_TAG.search(line.text) is not None for line in lines)
    if tagged >= 2 and tagged >= 0.25 * len(lines):
        return 0.5
    return 0.0


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.5, None)
    for thread in split_threads(split_posts(page.lines, known_thread=True), previews=False):
        add_posts(reading, page.text, thread, Source("thread"))
    return reading
