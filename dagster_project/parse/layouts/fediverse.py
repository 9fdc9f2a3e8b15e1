"""Mastodon and Bluesky: name, `@name@server` (or `@name.server`), the text, a line with date, boosts and favourites.

Each post names its author. Those of the first author are the main thread; what others answer are sources of their
own. A reply opens with the handle of the one it answers: addressing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.parse.dates import find_dates
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.marks import bit
from dagster_project.parse.numbering import choose_numbers, find_numbers
from dagster_project.parse.reading import Reading, Source, Span
from dagster_project.parse.threads import Post, add_posts

LAYOUT = "fediverse"

FULL_HANDLE = bit("fediverse_handle")
STATISTIC = bit("fediverse_statistic")


class _Entry(NamedTuple):
    name: Line
    handle: Line
    body: list[Line]
    statistic: Line | None


def recognise(page: Page) -> float:
    handles = sum(1 for _ in page.having(FULL_HANDLE))
    statistics = sum(1 for _ in page.having(STATISTIC))
    return 0.96 if handles and statistics and handles + statistics >= 3 else 0.0


def read(page: Page) -> Reading:
    platform = "bluesky" if any(".bsky." in page.lines[i].text for i in page.having(FULL_HANDLE)) else "mastodon"
    reading = Reading(LAYOUT, 0.96, platform)
    entries, loose = _entries(page.lines)
    for line in loose:
        reading.label(line.start, line.end, "boilerplate")
    by_author: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_author.setdefault(entry.handle.text.casefold(), []).append(entry)
    for place, own in enumerate(by_author.values()):
        source = Source("thread", "main" if place == 0 else "embed", platform=platform)
        source.author = Span(own[0].name.start, own[0].name.end)
        source.author_handle = own[0].handle.text.lstrip("@")
        index = len(reading.sources)
        for entry in own:
            for line in filter(None, (entry.name, entry.handle, entry.statistic)):
                reading.label(line.start, line.end, "metadata", index)
        dated = [entry.statistic for entry in own if entry.statistic is not None]
        for line in dated:
            role = "post" if source.dates else "published"
            source.dates += [found._replace(role=role) for found in find_dates(line.text, line.start)][:1]
        add_posts(reading, page.text, _posts(own), source)
    return reading


def _posts(entries: Sequence[_Entry]) -> list[Post]:
    """One post for each entry; its number, if all entries together are numbered."""
    lines = [line for entry in entries for line in entry.body]
    numbers = choose_numbers(find_numbers(lines), len(lines), known_thread=True)
    of_line = {lines[number.line].start: number for number in numbers}
    return [
        Post(entry.body, [of_line[line.start] for line in entry.body if line.start in of_line])
        for entry in entries
        if entry.body
    ]


def _entries(lines: Sequence[Line]) -> tuple[list[_Entry], list[Line]]:
    """The posts of the page, and the lines that belong to none."""
    heads = [i for i in range(1, len(lines)) if lines[i].marks & FULL_HANDLE and not lines[i - 1].marks & STATISTIC]
    entries: list[_Entry] = []
    loose = list(lines[: heads[0] - 1]) if heads else list(lines)
    for place, head in enumerate(heads):
        stop = heads[place + 1] - 1 if place + 1 < len(heads) else len(lines)
        statistic = next((i for i in range(head + 1, stop) if lines[i].marks & STATISTIC), None)
        end = statistic if statistic is not None else stop
        entries.append(
            _Entry(
                lines[head - 1],
                lines[head],
                list(lines[head + 1 : end]),
                lines[statistic] if statistic is not None else None,
            )
        )
        if statistic is not None:
            loose += lines[statistic + 1 : stop]
    return entries, loose
