"""A Telegram channel: `N subscribers`, `N photos` first; around each post the channel's name, views and time."""

from __future__ import annotations

import re

from dagster_project.parse.dates import find_dates
from dagster_project.parse.layouts.unroller import HANDLE
from dagster_project.parse.lines import Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading, Source, Span
from dagster_project.parse.threads import Post, add_posts

LAYOUT = "telegram"

STATISTIC = bit("telegram_statistic")
VIEWS = bit("telegram_views")
FORWARDED = bit("telegram_forwarded")
DAY = bit("telegram_day")
PAGE = bit("telegram_page")

_HANDLE = re.compile(r"@(\w{2,40})")


def recognise(page: Page) -> float:
    statistics = sum(1 for _ in page.having(STATISTIC))
    views = sum(1 for _ in page.having(VIEWS))
    if statistics and (views or page.marks & PAGE or statistics >= 2):
        return 0.97
    return 0.7 if views >= 2 else 0.0


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.97, "telegram")
    lines = page.lines
    source = Source("thread", platform="telegram")
    views = [i for i, line in enumerate(lines) if line.marks & VIEWS]
    head = _head_end(page)
    channel = lines[0].text if lines and not lines[0].marks & (STATISTIC | HANDLE) else None
    if channel is not None:
        source.author = Span(lines[0].start, lines[0].end)
    for line in lines[:head]:
        reading.label(line.start, line.end, "metadata", 0)
        if line.marks & HANDLE and source.author_handle is None:
            source.author_handle = line.text[1:]
    posts: list[Post] = []
    fresh = True
    for place in range(head, len(lines)):
        line = lines[place]
        is_furniture = line.marks & (VIEWS | DAY | FORWARDED | PAGE) or line.text == channel
        if not is_furniture:
            if fresh or (not views and line.gap):
                posts.append(Post([]))
            posts[-1].lines.append(line)
            fresh = False
            continue
        fresh = True
        if line.marks & DAY:
            source.dates += [found._replace(role="post") for found in find_dates(line.text, line.start)]
        reading.label(line.start, line.end, "boilerplate" if line.marks & PAGE else "metadata", 0)
    add_posts(reading, page.text, posts, source)
    return reading


def _head_end(page: Page) -> int:
    """Lines before the first post: all up to the last statistic or button of the page near its top."""
    head = 0
    for place, line in enumerate(page.lines[:30]):
        if line.marks & (STATISTIC | PAGE):
            head = place + 1
        elif line.marks & VIEWS:
            break
    return head
