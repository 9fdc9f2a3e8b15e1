"""Rows of `claims` as columns: what the rules found becomes tuples, and all tuples of a batch one frame."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

import polars as pl

from dagster_project.extract.claims.epistemics import main_clause, read_epistemics
from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.lexicon import BIT, marking_words
from dagster_project.extract.claims.modality import read_modality
from dagster_project.extract.claims.speakers import Mention
from dagster_project.extract.claims.tokens import Reading
from dagster_project.tables import CLAIMS, SPAN, digest

EXTRACTOR = "hearsay-rules"
EXTRACTOR_VERSION = "1"
COLUMNS = tuple(name for name in CLAIMS if name not in ("content_spans", "extractor", "extractor_version"))
"""What a row gives, in this order; the spans stand beside it."""

Spans = tuple[tuple[int, int], ...]
Values = tuple[str | int | float | bool | None, ...]
Row = tuple[Values, Spans]
"""Tuples to the ground: what holds no list is nothing that Python's collector looks through again."""

CLAIM_ID, DOCUMENT_ID = COLUMNS.index("claim_id"), COLUMNS.index("document_id")
CONTENT_START, CONTENT_END = COLUMNS.index("content_start"), COLUMNS.index("content_end")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run of passages stands: their ids, and those of their sentences."""

    document_id: str
    source_id: str
    passage_ids: list[str]
    sentence_ids: list[str]


def claim_row(
    reading: Reading, item: Found, place: Place, named: Mention | None, kind: str | None, parent: str | None
) -> Row:
    """A found statement as a row (`COLUMNS`) with the spans of its content."""
    spans = _content(reading, item)
    text, starts, ends = reading.text, reading.starts, reading.ends
    first = item.spans[0][0]
    inside = main_clause(reading, item.spans) if _is_marked(reading, item) else []
    hedge, negation = read_epistemics(reading, item, inside)
    speaker_start = speaker_end = cue_start = cue_end = None
    if item.speaker is not None:
        speaker_start, speaker_end = starts[item.speaker[0]], _speaker_end(reading, item.speaker[1] - 1)
    if item.cue is not None:
        cue_start, cue_end = starts[item.cue[0]], ends[item.cue[1] - 1]
    is_own = item.report_type == "self_assertion"
    content_start, content_end = spans[0][0], spans[-1][1]
    if len(spans) == 1:
        content, offsets = text[content_start:content_end], f"{content_start}\x1f{content_end}"
    else:
        content = " ".join([text[start:end] for start, end in spans])
        offsets = "\x1f".join([f"{start}\x1f{end}" for start, end in spans])
    values = (
        digest(
            f"claim\x1f{place.source_id}\x1f{offsets}\x1f{item.report_type}\x1f"
            f"{-1 if speaker_start is None else speaker_start}"
        ),
        place.document_id,
        place.source_id,
        place.passage_ids[reading.passage_of[first]],
        place.sentence_ids[reading.sentence_of[first]],
        parent,
        content,
        content_start,
        content_end,
        not is_own,
        item.report_type,
        "writing" if is_own else item.medium,
        text[speaker_start:speaker_end] if item.speaker is not None else None,
        speaker_start,
        speaker_end,
        kind,
        named.mention_id if named else None,
        text[cue_start:cue_end] if item.cue is not None else None,
        cue_start,
        cue_end,
        reading.text_of(*item.addressee) if item.addressee else None,
        hedge is not None,
        reading.text_of(*hedge) if hedge else None,
        negation is not None,
        reading.text_of(*negation) if negation else None,
        read_modality(reading, item, inside),
        item.rule,
        reading.language,
        _rounded(item.confidence),
    )  # fmt: skip
    return values, spans


def _speaker_end(reading: Reading, token: int) -> int:
    """Where the speaker's words end: `he` of `he's claiming`."""
    if not reading.classes[token] & BIT["contracted"]:
        return reading.ends[token]
    form = reading.forms[token]
    return reading.starts[token] + min(at for at in (form.find("'"), form.find("’"), len(form)) if at > 0)


def _is_marked(reading: Reading, item: Found) -> bool:
    """Does the content hold a word that may hedge, negate or lend a modality?"""
    marks, words = marking_words(reading.language), reading.words
    if len(item.spans) == 1:  # as most have: this is asked of every statement
        start, end = item.spans[0]
        return not marks.isdisjoint(words[start:end])
    return any(not marks.isdisjoint(words[start:end]) for start, end in item.spans)


@cache
def _rounded(confidence: float) -> float:
    """To two places: confidences are those of the rules, less a few doubts."""
    return round(confidence, 2)


def claims_frame(rows: list[Row]) -> pl.DataFrame:
    """Table `claims` of rows, in order of document and content."""
    if not rows:
        return pl.DataFrame(schema=CLAIMS)
    rows.sort(key=_order)
    columns = dict(zip(COLUMNS, zip(*(values for values, _ in rows), strict=True), strict=True))
    made = [pl.Series(name, column, dtype=CLAIMS[name]) for name, column in columns.items()]
    bounds = [span for _, spans in rows for span in spans]
    numbers = [number for number, (_, spans) in enumerate(rows) for _ in spans]
    starts, ends = zip(*bounds, strict=True)
    spans = pl.DataFrame({"number": numbers, "char_start": starts, "char_end": ends})
    listed = spans.group_by("number", maintain_order=True).agg(
        content_spans=pl.struct("char_start", "char_end").cast(SPAN)
    )
    constant = (pl.lit(EXTRACTOR).alias("extractor"), pl.lit(EXTRACTOR_VERSION).alias("extractor_version"))
    return pl.DataFrame([*made, listed["content_spans"]]).with_columns(*constant).select(CLAIMS.names())


def _order(row: Row) -> Values:
    values, spans = row
    return values[DOCUMENT_ID], spans[0][0], -spans[-1][1], values[CLAIM_ID]


def _content(reading: Reading, item: Found) -> Spans:
    """The content in offsets; a whole quotation without its marks."""
    spans: Spans = ()
    passage_of = reading.passage_of
    for start, end in item.spans:
        quote = reading.quote_of[start]
        if quote >= 0 and reading.quotes[quote].start == start and reading.quotes[quote].end == end and end - start > 2:
            start, end = reading.quotes[quote].inner
        # cut where a passage ends: numbers and addressing between posts are nobody's words
        while start < end:
            stop = end
            if passage_of[start] != passage_of[end - 1]:
                stop = bisect_right(passage_of, passage_of[start])
            spans += ((reading.starts[start], reading.ends[stop - 1]),)
            start = stop
    return spans
