"""Pages on which several people speak in turn, each post under its author's name: what chats and forums share.

The posts of the first author are the main thread; those of each other are a source of their own, as an author's
statements are theirs alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dagster_project.parse.dates import find_dates
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.reading import Reading, Source, Span
from dagster_project.parse.threads import Post, add_posts


class Turn(NamedTuple):
    """What one author says at one time: name, what stands about it (dates, ranks), lines of the post, handle."""

    name: Span | None
    about: Sequence[Line]
    body: Sequence[Line]
    handle: str | None = None


def add_turns(page: Page, reading: Reading, turns: Sequence[Turn], platform: str | None = None) -> None:
    """Put the turns into the reading, as one source for each author in the order of their first words."""
    by_author: dict[str, list[Turn]] = {}
    for turn in turns:
        name = turn.handle or (page.text[turn.name.start : turn.name.end] if turn.name is not None else "")
        by_author.setdefault(name.casefold(), []).append(turn)
    for own in by_author.values():
        if not any(turn.body for turn in own):
            for line in (line for turn in own for line in turn.about):
                reading.label(line.start, line.end, "metadata")
            continue
        source = Source("thread", "embed" if reading.sources else "main", platform=platform, author=own[0].name)
        source.author_handle = own[0].handle
        index = len(reading.sources)
        for turn in own:
            for line in turn.about:
                reading.label(line.start, line.end, "metadata", index)
                if turn.body:
                    role = "post" if source.dates else "published"
                    found = find_dates(line.text[:120], line.start)
                    source.dates += [date._replace(role=role) for date in found if not _is_of_author(line)][:1]
        add_posts(reading, page.text, [Post(list(turn.body)) for turn in own if turn.body], source)


def _is_of_author(line: Line) -> bool:
    """`Joined: Mar 2011` dates no post."""
    return ":" in line.text[:20] and not line.text.lstrip("[#")[:1].isdecimal()
