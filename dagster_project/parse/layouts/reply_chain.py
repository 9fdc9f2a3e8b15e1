"""Reply chains: each post opens with the growing list of handles that it answers: addressing, not mentions."""

from __future__ import annotations

from dagster_project.parse.lines import Page
from dagster_project.parse.reading import Reading, Source
from dagster_project.parse.threads import add_posts, split_posts

LAYOUT = "reply_chain"


def recognise(page: Page) -> float:
    if len(page.lines) < 2 or "@" not in page.text:
        return 0.0
    opening = sum(line.text[0] == "@" and line.text.count(" ") >= 2 for line in page.lines)
    return 0.8 if opening >= 2 and opening >= 0.6 * len(page.lines) else 0.0


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.8, "twitter")
    add_posts(reading, page.text, split_posts(page.lines), Source("thread", platform="twitter"))
    return reading
