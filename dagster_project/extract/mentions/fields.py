"""Names that a source's own lines print outside its passages: who wrote it, from where, for which outlet.

An author has a span from the parse room. Of a dateline and an origin ("Source: …") the sources table has the words
alone: they are looked for in the source, outside its passages, the dateline right before one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dagster_project.extract.mentions.known_names import is_word
from dagster_project.extract.mentions.reading import Passage
from dagster_project.extract.mentions.spans import Taken

DATELINE_REACH = 48
"""Characters at most between a dateline's place and the text it opens, on one line: ", Jan 8 (Corvus) - "."""


class SourceNames(NamedTuple):
    """What of a sources row names somebody."""

    document_id: str
    source_id: str
    char_start: int
    char_end: int
    author_start: int | None
    author_end: int | None
    dateline_place: str | None
    origin_outlet: str | None
    agency: str | None


class Field(NamedTuple):
    """A name on the page outside passages: its span, and what the place where it stands says it is."""

    start: int
    end: int
    source_id: str
    role: str
    """'author', 'dateline', 'agency' or 'outlet'."""


def find_fields(text: str, sources: Iterable[SourceNames], passages: list[Passage]) -> Iterator[Field]:
    """The names of `sources` of one document, in no order; several sources may share one."""
    of_source: dict[str, list[tuple[int, int]]] = {}
    for passage in passages:
        span = (passage.char_start, passage.char_start + len(passage.text))
        of_source.setdefault(passage.source_id, []).append(span)
    for source in sources:
        if source.author_start is not None and source.author_end is not None:
            yield Field(source.author_start, source.author_end, source.source_id, "author")
        spans = of_source.get(source.source_id, [])
        if source.dateline_place and spans:
            yield from _dateline(text, source, source.dateline_place, spans)
        if source.origin_outlet:
            yield from _outlet(text, source, source.origin_outlet, spans)


def _dateline(text: str, source: SourceNames, place: str, spans: list[tuple[int, int]]) -> Iterator[Field]:
    for begin, _ in spans:
        at = text.rfind(place, max(source.char_start, begin - len(place) - DATELINE_REACH), begin)
        if at >= 0 and _is_whole(text, at, at + len(place)) and "\n" not in text[at:begin]:
            yield Field(at, at + len(place), source.source_id, "dateline")
            wire = f"({source.agency})"
            agency = text.find(wire, at, begin) if source.agency else -1
            if agency >= 0:
                yield Field(agency + 1, agency + len(wire) - 1, source.source_id, "agency")
            return


def _outlet(text: str, source: SourceNames, outlet: str, spans: list[tuple[int, int]]) -> Iterator[Field]:
    end, inside = source.char_end, Taken(spans)
    while (at := text.rfind(outlet, source.char_start, end)) >= 0:
        if _is_whole(text, at, at + len(outlet)) and not inside.overlaps(at, at + len(outlet)):
            yield Field(at, at + len(outlet), source.source_id, "outlet")
            return
        end = at + len(outlet) - 1


def _is_whole(text: str, start: int, end: int) -> bool:
    return (start == 0 or not is_word(text[start - 1])) and (end >= len(text) or not is_word(text[end]))
