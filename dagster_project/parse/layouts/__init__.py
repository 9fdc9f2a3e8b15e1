"""One module per layout family.

Each has `LAYOUT` (its name in `documents.layout`), `recognise(page) -> float` (how sure it is that the page is one
of its own, 0 to 1) and `read(page) -> Reading`. The surest reads, on a tie the one named first. `article` and
`plain` are the general readers of articles and threads: they read whatever nobody else claims, so that nothing is
ever rejected.
"""

from __future__ import annotations

from types import ModuleType

from dagster_project.parse.layouts import (
    archive,
    article,
    chat_export,
    fediverse,
    footer_2019,
    footer_2022,
    forum,
    hashtag_page,
    header_2020,
    header_2024,
    oembed,
    plain,
    previews,
    reply_chain,
    scrolly,
    social_post,
    telegram,
    timeline,
    user_page,
)
from dagster_project.parse.lines import Page
from dagster_project.parse.reading import Reading

FAMILIES: tuple[ModuleType, ...] = (
    hashtag_page,
    user_page,
    header_2024,
    scrolly,
    header_2020,
    footer_2022,
    footer_2019,
    previews,
    archive,
    telegram,
    fediverse,
    chat_export,
    forum,
    social_post,
    timeline,
    oembed,
    reply_chain,
    plain,
    article,
)


SURE = 0.9
"""A family as sure as this is not doubted: those after it are not asked. The order is from the most special on."""


def read_layout(page: Page) -> Reading:
    """The page as the family reads it that is surest of it, or the first that is `SURE`."""
    best, confidence = FAMILIES[-1], 0.0
    for family in FAMILIES:
        own = family.recognise(page)
        if own > confidence:
            best, confidence = family, own
        if confidence >= SURE:
            break
    reading: Reading = best.read(page)
    reading.confidence = round(confidence, 3)
    return reading
