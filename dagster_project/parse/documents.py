"""Documents into readings, blocks, sources, source_dates and passages.

Here: the room's entry, and the making of rows. Not here: how a layout is read (`layouts/`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from dagster_project.collector import collector_at_rest
from dagster_project.parse.heading import choose_date
from dagster_project.parse.language import identify_language, identify_passage
from dagster_project.parse.layouts import read_layout, single_post
from dagster_project.parse.lines import Page, read_pages
from dagster_project.parse.reading import Passage, Reading, Source, tile
from dagster_project.parse.reference import read_reference
from dagster_project.tables import Frames, digest, frame

Row = dict[str, object]

TABLES = ("readings", "blocks", "sources", "source_dates", "passages")


def parse_documents(documents: pl.DataFrame, sidecars: pl.DataFrame, reference: Path | None = None) -> Frames:
    """Tables `readings`, `blocks`, `sources`, `source_dates` and `passages` of `documents` and their `sidecars`.

    `reference` is the folder of `outlets.csv` and `agencies.csv`; without it an outlet is named only where the page
    itself says which of its words are one. Rows are in the order of `documents`, within a document in the order of
    its text. Never raises on a text.
    """
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    beside: dict[str, list[Row]] = {}
    for sidecar in sidecars.sort("capture_path").iter_rows(named=True):
        beside.setdefault(sidecar["document_id"], []).append(sidecar)
    with collector_at_rest():
        for page in read_pages(documents, read_reference(reference)):
            own = beside.get(page.document_id, [])
            is_post = any(sidecar["is_post"] for sidecar in own)
            _add_document(rows, page, single_post.read(page) if is_post else read_layout(page), own)
        return {table: frame(table, rows[table]) for table in TABLES}


def _add_document(rows: dict[str, list[Row]], page: Page, reading: Reading, sidecars: Sequence[Row]) -> None:
    text = page.text
    sources = [source for source in reading.sources if source.passages]
    number_of = {id(source): place for place, source in enumerate(reading.sources)}
    language = _document_language(page, sources, sidecars)
    rows["readings"].append(
        {
            "document_id": page.document_id,
            "layout": reading.layout,
            "layout_confidence": reading.confidence,
            "platform": reading.platform,
            "language": language,
        }
    )
    first_ids: dict[int, str] = {}
    hulls: dict[int, tuple[int, int]] = {}
    blocks = tile(text, reading.labels)
    for block in blocks:
        if block.source is not None:
            hulls[block.source] = (hulls.get(block.source, (block.start, 0))[0], block.end)
    for source in sources:
        number = number_of[id(source)]
        start, end = hulls[number]
        passages = [
            _passage_row(text, page.document_id, passage, place, language)
            for place, passage in enumerate(source.passages, 1)
        ]
        languages = {str(row["language"]) for row in passages}
        spoken = languages.pop() if len(languages) == 1 else language
        outlets: dict[str, Row | None] = {}
        if source.role == "main":
            for sidecar in sidecars:
                outlets.setdefault(str(sidecar["outlet"] or ""), sidecar)
        for outlet, own_sidecar in (outlets or {"": None}).items():
            source_id = digest(page.document_id, start, outlet)
            first_ids.setdefault(number, source_id)
            rows["sources"].append(_source_row(page, reading, source, source_id, (start, end), spoken, own_sidecar))
            rows["source_dates"] += _date_rows(text, page.document_id, source, source_id)
            rows["passages"] += _with_repeats(source_id, passages)
    for block in blocks:
        rows["blocks"].append(
            {
                "document_id": page.document_id,
                "char_start": block.start,
                "char_end": block.end,
                "role": block.role,
                "source_id": first_ids.get(block.source) if block.source is not None else None,
            }
        )


def _document_language(page: Page, sources: Sequence[Source], sidecars: Sequence[Row]) -> str:
    for sidecar in sidecars:
        if sidecar["language"]:
            return str(sidecar["language"])
    window: list[str] = []
    for source in sources:
        for passage in source.passages:
            if passage.kind != "headline":
                window.append(page.text[passage.start : passage.end])
                if sum(map(len, window)) > 600:
                    return identify_language(" ".join(window))
    return identify_language(" ".join(window) or page.text.strip())


def _passage_row(text: str, document_id: str, passage: Passage, place: int, language: str) -> Row:
    words = text[passage.start : passage.end]
    return {
        "document_id": document_id,
        "passage_kind": passage.kind,
        "position": place,
        "declared_position": passage.declared_position,
        "declared_total": passage.declared_total,
        "language": identify_passage(words, language),
        "text": words,
        "char_start": passage.start,
        "char_end": passage.end,
    }


_LETTERS = re.compile(r"[^\W_]+")
SHORTEST_REPEAT = 20
"""Letters of a post from which on saying it again is no accident."""


def _with_repeats(source_id: str, passages: Sequence[Row]) -> list[Row]:
    """The passages with their ids, and of a post said twice the id of its first saying."""
    posts = [str(passage["text"]) if passage["passage_kind"] == "post" else "" for passage in passages]
    openings = list(map(_opening, posts))
    often = {opening for opening, count in Counter(openings).items() if count > 1}
    said: dict[str, str] = {}
    rows = []
    for passage, post, opening in zip(passages, posts, openings, strict=True):
        words = str(passage["text"])
        passage_id = digest(source_id, str(passage["passage_kind"]), int(str(passage["char_start"])), words)
        repeats = None
        if len(opening) == SHORTEST_REPEAT and opening in often:
            key = _letters(post)
            repeats = said.get(key)
            said.setdefault(key, passage_id)
        rows.append({**passage, "passage_id": passage_id, "source_id": source_id, "repeats_passage_id": repeats})
    return rows


OPENING = 60
"""Characters in which the first `SHORTEST_REPEAT` letters of most posts stand."""


def _opening(post: str) -> str:
    """The first letters of a post: where no other has the same, it is said once, whatever follows."""
    letters = _letters(post[:OPENING])
    return (letters if len(letters) >= SHORTEST_REPEAT else _letters(post))[:SHORTEST_REPEAT]


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def _date_rows(text: str, document_id: str, source: Source, source_id: str) -> list[Row]:
    chosen = choose_date(source.dates)
    return [
        {
            "source_id": source_id,
            "document_id": document_id,
            "role": date.role,
            "date_on": date.on,
            "date_at": date.at,
            "surface": text[date.start : date.end],
            "char_start": date.start,
            "char_end": date.end,
            "is_chosen": place == chosen,
        }
        for place, date in enumerate(source.dates)
    ]


def missing_positions(passages: Sequence[Passage], total: int | None) -> list[int]:
    """Positions that the numbers of the posts leave out, up to the total they declare."""
    given = {p.declared_position for p in passages if p.declared_position is not None}
    if not given:
        return []
    last = max(max(given), total or 0)
    unnumbered = sum(p.declared_position is None for p in passages)
    missing = [n for n in range(1, last + 1) if n not in given]
    # As many posts without a number as numbers without a post: nothing is missing.
    return [] if unnumbered >= len(missing) else missing


SIDECAR_FIELDS: Mapping[str, str] = {
    "url": "url",
    "author": "author_name",
    "author_handle": "author_handle",
    "platform": "platform",
    "outlet": "outlet",
    "title": "title",
    "published_on": "published_on",
    "language": "language",
}


def _source_row(
    page: Page,
    reading: Reading,
    source: Source,
    source_id: str,
    hull: tuple[int, int],
    language: str,
    sidecar: Row | None,
) -> Row:
    text = page.text
    chosen = choose_date(source.dates)
    date = source.dates[chosen] if chosen is not None else None
    author = text[source.author.start : source.author.end] if source.author else None
    row: Row = {
        "source_id": source_id,
        "document_id": page.document_id,
        "source_kind": source.kind,
        "source_role": source.role,
        "title": text[source.title.start : source.title.end] if source.title else None,
        "title_start": source.title.start if source.title else None,
        "title_end": source.title.end if source.title else None,
        "author_name": source.author_name or author,
        "author_start": source.author.start if source.author and not source.author_name else None,
        "author_end": source.author.end if source.author and not source.author_name else None,
        "author_handle": source.author_handle,
        "outlet": source.outlet,
        "origin_outlet": source.origin_outlet,
        "agency": source.agency,
        "is_translated": source.is_translated,
        "platform": source.platform or reading.platform,
        "url": source.url,
        "language": language,
        "published_on": date.on if date else None,
        "published_at": date.at if date else None,
        "published_precision": date.precision if date else None,
        "dateline_place": source.dateline_place,
        "declared_post_count": source.declared_post_count,
        "missing_positions": missing_positions(source.passages, source.declared_post_count),
        "is_truncated": source.is_truncated,
        "char_start": hull[0],
        "char_end": hull[1],
        "sidecar_path": None,
        "sidecar_fields": [],
    }
    if sidecar is not None:
        _apply_sidecar(row, sidecar)
    return row


def _apply_sidecar(row: Row, sidecar: Row) -> None:
    """What the sidecar says wins; a span that no longer holds the words goes."""
    named = []
    for given, column in SIDECAR_FIELDS.items():
        value = sidecar[given]
        if value is None:
            continue
        named.append(given)
        if given in ("title", "author") and row[column] != value:
            row[given + "_start"] = row[given + "_end"] = None
        if given == "published_on" and row[column] != value:
            row["published_at"] = None
            row["published_precision"] = "day"
        row[column] = value
    if sidecar["published_at"] is not None:
        named.append("published_at")
        row["published_at"], row["published_precision"] = sidecar["published_at"], "minute"
    row["sidecar_path"] = sidecar["sidecar_path"]
    row["sidecar_fields"] = named
