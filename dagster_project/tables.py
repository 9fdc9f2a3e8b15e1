"""The tables that Python writes, in order of making, and what an offset is.

Every room takes and gives frames of these schemas; between Python and SQL they lie as Parquet. What SQL
adds (status of a capture, entities, counts) is not here. The columns' meanings are described once, in the
yml beside each dbt model.

**Offsets** are Unicode code points of `documents.text`, from 0, end excluded: `text[char_start:char_end]` in
Python. (polars' `str.find`, `find_many` and `len_bytes` count bytes and must not meet these columns;
`str.slice` and `len_chars` count code points.)

**Ids** are `digest(...)` of content and position, never row numbers: the same raw file gives the same ids on
every machine, in every order of reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

SPAN = pl.Struct({"char_start": pl.Int64, "char_end": pl.Int64})
UTC = pl.Datetime("us")
"""A timestamp in UTC, stored without a zone."""


def _schema(columns: dict[str, Any]) -> pl.Schema:
    return pl.Schema(columns)


CAPTURES = _schema(
    {
        "capture_path": pl.String,
        "sha256": pl.String,
        "size_bytes": pl.Int64,
        "file_modified_at": UTC,
        "encoding": pl.String,
        "document_id": pl.String,
        "reason_code": pl.String,
        "reason": pl.String,
        "sidecar_path": pl.String,
        "sidecar_reason": pl.String,
    }
)
SIDECARS = _schema(
    {
        "document_id": pl.String,
        "capture_path": pl.String,
        "sidecar_path": pl.String,
        "url": pl.String,
        "captured_at": UTC,
        "author": pl.String,
        "outlet": pl.String,
        "title": pl.String,
        "published_on": pl.Date,
        "language": pl.String,
        "author_handle": pl.String,
        # The moment, where time and zone are given.
        "published_at": UTC,
        "platform": pl.String,
        # Whether the capture is one post, as a record of a social platform is.
        "is_post": pl.Boolean,
    }
)
DOCUMENTS = _schema(
    {
        "document_id": pl.String,
        "text": pl.String,
        "text_basis": pl.String,
        "char_count": pl.Int64,
        "reader": pl.String,
        "reader_version": pl.String,
    }
)
READINGS = _schema(
    {
        "document_id": pl.String,
        "layout": pl.String,
        "layout_confidence": pl.Float64,
        "platform": pl.String,
        "language": pl.String,
    }
)
BLOCKS = _schema(
    {
        "document_id": pl.String,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
        "role": pl.String,
        "source_id": pl.String,
    }
)
SOURCES = _schema(
    {
        "source_id": pl.String,
        "document_id": pl.String,
        "source_kind": pl.String,
        "source_role": pl.String,
        "title": pl.String,
        "title_start": pl.Int64,
        "title_end": pl.Int64,
        "author_name": pl.String,
        "author_start": pl.Int64,
        "author_end": pl.Int64,
        "author_handle": pl.String,
        "outlet": pl.String,
        "origin_outlet": pl.String,
        "agency": pl.String,
        "is_translated": pl.Boolean,
        "platform": pl.String,
        "url": pl.String,
        "language": pl.String,
        "published_on": pl.Date,
        "published_at": UTC,
        "published_precision": pl.String,
        "dateline_place": pl.String,
        "declared_post_count": pl.Int64,
        "missing_positions": pl.List(pl.Int64),
        "is_truncated": pl.Boolean,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
        "sidecar_path": pl.String,
        "sidecar_fields": pl.List(pl.String),
    }
)
SOURCE_DATES = _schema(
    {
        "source_id": pl.String,
        "document_id": pl.String,
        "role": pl.String,
        "date_on": pl.Date,
        "date_at": UTC,
        "surface": pl.String,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
        "is_chosen": pl.Boolean,
    }
)
PASSAGES = _schema(
    {
        "passage_id": pl.String,
        "source_id": pl.String,
        "document_id": pl.String,
        "passage_kind": pl.String,
        "position": pl.Int64,
        "declared_position": pl.Int64,
        "declared_total": pl.Int64,
        "language": pl.String,
        "text": pl.String,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
        "repeats_passage_id": pl.String,
    }
)
SENTENCES = _schema(
    {
        "sentence_id": pl.String,
        "document_id": pl.String,
        "source_id": pl.String,
        "passage_id": pl.String,
        "text": pl.String,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
        "language": pl.String,
    }
)
MENTIONS = _schema(
    {
        "mention_id": pl.String,
        "document_id": pl.String,
        "source_id": pl.String,
        "passage_id": pl.String,
        "sentence_id": pl.String,
        "claim_id": pl.String,
        "mention_type": pl.String,
        "surface": pl.String,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
        "entity_type": pl.String,
        # What SQL resolves by: the reference entity where an alias names one, else the name as the document
        # gives it in full ("Tokayev" after "Kassym-Jomart Tokayev" has the latter).
        "reference_key": pl.String,
        "document_name": pl.String,
        # `document_name` folded (case, spaces): mentions of one type and key are one entity over documents.
        "name_key": pl.String,
        "resolution_method": pl.String,
        "confidence": pl.Float64,
    }
)
CLAIMS = _schema(
    {
        "claim_id": pl.String,
        "document_id": pl.String,
        "source_id": pl.String,
        "passage_id": pl.String,
        "sentence_id": pl.String,
        "parent_claim_id": pl.String,
        "content_spans": pl.List(SPAN),
        "content_text": pl.String,
        "content_start": pl.Int64,
        "content_end": pl.Int64,
        "is_attributed": pl.Boolean,
        "report_type": pl.String,
        "medium": pl.String,
        "speaker_text": pl.String,
        "speaker_start": pl.Int64,
        "speaker_end": pl.Int64,
        "speaker_kind": pl.String,
        # The mention that names the speaker: inside the words used, or what "he" stands for. SQL resolves it.
        "speaker_mention_id": pl.String,
        "cue_text": pl.String,
        "cue_start": pl.Int64,
        "cue_end": pl.Int64,
        "addressee_text": pl.String,
        "hedged": pl.Boolean,
        "hedge_text": pl.String,
        "negated": pl.Boolean,
        "negation_text": pl.String,
        "modality": pl.String,
        "rule": pl.String,
        "language": pl.String,
        "extractor": pl.String,
        "extractor_version": pl.String,
        "confidence": pl.Float64,
    }
)
CLAIM_QUANTITIES = _schema(
    {
        "claim_id": pl.String,
        "document_id": pl.String,
        "value_low": pl.Float64,
        "value_high": pl.Float64,
        "unit": pl.String,
        "currency": pl.String,
        # What is counted, where the noun says more than its unit: 'dead' of persons.
        "counted": pl.String,
        "is_approximate": pl.Boolean,
        "surface": pl.String,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
    }
)
# What SQL compares statements by: it never looks at their characters.
CLAIM_SIGNATURES = _schema(
    {
        "claim_id": pl.String,
        "document_id": pl.String,
        # The words, folded; null where there are too few to tell a statement by.
        "exact_key": pl.String,
        # MinHash bands: claims that share one may be near.
        "near_keys": pl.List(pl.Int64),
        # The numbers, weekdays and months among its words: two statements with other ones are not the same.
        "figures": pl.String,
        # The content words, stemmed, each once, in order of the alphabet.
        "heads": pl.List(pl.String),
        # The words that name the speaker, folded, without articles; null for pronouns and nobody.
        "speaker_key": pl.String,
        # Whether the author hands on somebody else's words in a sentence of his own: "the minister says 20,000 …".
        "is_relayed": pl.Boolean,
        # Where no event of the list is told: the one date it speaks of, and what its cue makes of it (PLOVER's name).
        "spoken_on": pl.Date,
        "spoken_precision": pl.String,
        "spoken_type": pl.String,
    }
)
CLAIM_EVENTS = _schema(
    {
        "claim_id": pl.String,
        "document_id": pl.String,
        "position": pl.Int64,
        "predicate": pl.String,
        "event_type": pl.String,
        # To whom it happened, who did it: a mention, or the claim's quantity that begins there.
        "theme_mention_id": pl.String,
        "agent_mention_id": pl.String,
        # Where it happened: a town, never a country (it happened there, too).
        "place_mention_id": pl.String,
        # The same where no mention covers it: a name or, behind a tilde, a noun ("~camp"), folded.
        "theme_name": pl.String,
        "agent_name": pl.String,
        "place_name": pl.String,
        "theme_quantity_start": pl.Int64,
        "agent_quantity_start": pl.Int64,
        "event_on": pl.Date,
        "event_precision": pl.String,
        # The day of the month, also where the text leaves the rest open: "on the 5th".
        "event_day": pl.Int64,
        # Whether it is said not to have happened; null where something else may be negated.
        "is_negated": pl.Boolean,
        # Whether its figure is given as an earlier one: "had still reported 39".
        "is_superseded": pl.Boolean,
        # The noun that makes its figure a part of a total: "12 women", "12 of them" ("part").
        "quantity_part": pl.String,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
    }
)
SENTENCE_SIGNATURES = _schema(
    {
        "sentence_id": pl.String,
        "document_id": pl.String,
        "source_id": pl.String,
        "text_key": pl.String,
        "word_count": pl.Int64,
    }
)
SOURCE_KEYS = _schema(
    {
        "source_id": pl.String,
        "document_id": pl.String,
        "outlet_key": pl.String,
        "origin_key": pl.String,
        "agency_key": pl.String,
        "author_key": pl.String,
        "handle_key": pl.String,
        "url_key": pl.String,
    }
)
FAULTS = _schema(
    {
        # A document that a room could not read: left out of every table, its captures quarantined.
        "document_id": pl.String,
        "stage": pl.String,
        "reason_code": pl.String,
        "reason": pl.String,
    }
)
RUNS = _schema(
    {
        "run_id": pl.String,
        "started_at": UTC,
        "finished_at": UTC,
        "code_version": pl.String,
        "reference_version": pl.String,
        "captures_seen": pl.Int64,
        "captures_new": pl.Int64,
        "captures_removed": pl.Int64,
        "captures_quarantined": pl.Int64,
        # Whether a break of the row bands was passed on the caller's word (`--accept-change`).
        "is_change_accepted": pl.Boolean,
        "rows_per_table": pl.List(pl.Struct({"name": pl.String, "value": pl.Int64})),
        "seconds_per_stage": pl.List(pl.Struct({"name": pl.String, "value": pl.Float64})),
    }
)

SCHEMAS: Mapping[str, pl.Schema] = {
    "captures": CAPTURES,
    "sidecars": SIDECARS,
    "documents": DOCUMENTS,
    "readings": READINGS,
    "blocks": BLOCKS,
    "sources": SOURCES,
    "source_dates": SOURCE_DATES,
    "passages": PASSAGES,
    "sentences": SENTENCES,
    "mentions": MENTIONS,
    "claims": CLAIMS,
    "claim_quantities": CLAIM_QUANTITIES,
    "claim_signatures": CLAIM_SIGNATURES,
    "claim_events": CLAIM_EVENTS,
    "sentence_signatures": SENTENCE_SIGNATURES,
    "source_keys": SOURCE_KEYS,
    "faults": FAULTS,
    "runs": RUNS,
}

Frames = dict[str, pl.DataFrame]
"""Tables by name, each of the schema that `SCHEMAS` gives under that name."""

KEYS: Mapping[str, str] = {
    "documents": "document_id",
    "readings": "document_id",
    "sources": "source_id",
    "passages": "passage_id",
    "sentences": "sentence_id",
    "mentions": "mention_id",
    "claims": "claim_id",
    "claim_signatures": "claim_id",
    "sentence_signatures": "sentence_id",
    "source_keys": "source_id",
}
"""The column that tells a table's rows apart."""

QUOTED_SPANS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "sources": (("title", "title_start", "title_end"), ("author_name", "author_start", "author_end")),
    "source_dates": (("surface", "char_start", "char_end"),),
    "passages": (("text", "char_start", "char_end"),),
    "sentences": (("text", "char_start", "char_end"),),
    "mentions": (("surface", "char_start", "char_end"),),
    "claims": (("speaker_text", "speaker_start", "speaker_end"), ("cue_text", "cue_start", "cue_end")),
    "claim_quantities": (("surface", "char_start", "char_end"),),
}
"""Per table: (quoted words, start, end). Where start is given, the words are that span to the letter."""


def digest(*parts: str | int) -> str:
    """An id of 32 hex digits (BLAKE2b, 128 bits) of what identifies a row: its content and position.

    Parts may come joined by `\\x1f` already: rooms that make many ids write them as one text, which is quicker.
    """
    return hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def empty(table: str) -> pl.DataFrame:
    """`table` without rows."""
    return pl.DataFrame(schema=SCHEMAS[table])


def frame(table: str, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Rows as a frame of `table`'s schema; a column that no row gives is null, an unknown one an error."""
    schema = SCHEMAS[table]
    listed = list(rows)
    unknown = {name for row in listed for name in row} - set(schema)
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}; its columns are in tables.py")
    return pl.DataFrame(listed, schema=schema, orient="row")
