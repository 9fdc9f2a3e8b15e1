"""Embedded posts and nothing else: each text is followed by `— NAME (@handle) Month D, YYYY`."""

from __future__ import annotations

from dagster_project.parse.embeds import EMBED_SIGN, add_embed, find_embeds
from dagster_project.parse.lines import Page
from dagster_project.parse.reading import Reading

LAYOUT = "oembed"


def recognise(page: Page) -> float:
    if not page.marks & EMBED_SIGN:
        return 0.0
    covered = sum(embed.last - embed.first + 1 for embed in find_embeds(page.lines))
    return 0.9 if covered >= 0.8 * len(page.lines) else 0.0


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.9, "twitter")
    for embed in find_embeds(page.lines):
        add_embed(reading, page.text, page.lines, embed, is_main=True)
    return reading
