"""One module per layout family.

Each has `LAYOUT` (its name in `documents.layout`), `recognise(page) -> float` (how sure it is that the page is one
of its own, 0 to 1) and `read(page) -> Reading`. The surest reads; on a tie the one named first here. `article` and
`plain` are the general readers of articles and threads: they read whatever nobody else claims, so that nothing is
ever rejected.
"""

from __future__ import annotations

from types import ModuleType

from dagster_project.parse.layouts import article, footer_2022, plain, previews, scrolly
from dagster_project.parse.lines import Page
from dagster_project.parse.reading import Reading

FAMILIES: tuple[ModuleType, ...] = (scrolly, footer_2022, previews, plain, article)


def read_layout(page: Page) -> Reading:
    """The page as the family reads it that is surest of it."""
    scored = [(family.recognise(page), -place, family) for place, family in enumerate(FAMILIES)]
    confidence, _, family = max(scored, key=lambda entry: entry[:2])
    reading: Reading = family.read(page)
    reading.confidence = round(confidence, 3)
    return reading
