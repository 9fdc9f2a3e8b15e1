"""The tables of signatures of a batch of documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from dagster_project.extract.claims.lexicon import load_lexicon
from dagster_project.extract.quantities.reading import Token, read_tokens
from dagster_project.extract.quantities.rows import quantities_of
from dagster_project.extract.signatures.events import Argument, Event, is_country, is_negated, read_events
from dagster_project.extract.signatures.folding import (
    content_heads,
    exact_key,
    figures,
    folded_words,
    name_key,
    near_keys,
)
from dagster_project.extract.signatures.pronouns import Person, person_meant
from dagster_project.tables import Frames, digest, frame

FEWEST_SENTENCE_WORDS = 5
"""A shorter sentence is common property: "He did not say more."."""

Row = dict[str, object]


def sign_statements(
    documents: pl.DataFrame, sources: pl.DataFrame, sentences: pl.DataFrame, mentions: pl.DataFrame,
    claims: pl.DataFrame,
) -> Frames:  # fmt: skip
    """`claim_signatures`, `claim_events`, `sentence_signatures` and `source_keys`, in the order of what they sign."""
    return {
        "claim_signatures": frame("claim_signatures", [_signature(*row) for row in claims.select(SIGNED).iter_rows()]),
        "claim_events": _claim_events(documents, sources, mentions, claims),
        "sentence_signatures": _sentence_signatures(sentences),
        "source_keys": _source_keys(sources),
    }


SIGNED = ("claim_id", "document_id", "language", "content_text")


def _signature(claim_id: str, document_id: str, language: str, content: str) -> Row:
    words = folded_words(content, language)
    heads = content_heads(words, language)
    return {
        "claim_id": claim_id,
        "document_id": document_id,
        "exact_key": exact_key(words, language),
        "near_keys": near_keys(heads, language),
        "figures": figures(words, language),
        "heads": heads,
    }


def _sentence_signatures(sentences: pl.DataFrame) -> pl.DataFrame:
    rows: list[Row] = []
    columns = ("sentence_id", "document_id", "source_id", "language", "text")
    for sentence_id, document_id, source_id, language, text in sentences.select(columns).iter_rows():
        words = folded_words(text, language or "und")
        if len(words) >= FEWEST_SENTENCE_WORDS:
            rows.append(
                {
                    "sentence_id": sentence_id,
                    "document_id": document_id,
                    "source_id": source_id,
                    "text_key": digest("sentence", *words),
                    "word_count": len(words),
                }
            )
    return frame("sentence_signatures", rows)


def _source_keys(sources: pl.DataFrame) -> pl.DataFrame:
    columns = ("source_id", "document_id", "outlet", "origin_outlet", "agency", "author_name", "author_handle", "url")
    rows = [
        {
            "source_id": source_id,
            "document_id": document_id,
            "outlet_key": name_key(outlet),
            "origin_key": name_key(origin),
            "agency_key": name_key(agency),
            "author_key": name_key(author),
            "handle_key": handle.lstrip("@").casefold() if handle else None,
            "url_key": url_key(url),
        }
        for source_id, document_id, outlet, origin, agency, author, handle, url in sources.select(columns).iter_rows()
    ]
    return frame("source_keys", rows)


def url_key(url: str | None) -> str | None:
    """An address without scheme, `www.`, query, fragment and closing slash; null for none."""
    if url is None:
        return None
    bare = url.split("://", 1)[-1].split("#", 1)[0].split("?", 1)[0].casefold()
    return bare.removeprefix("www.").rstrip("/") or None


def _claim_events(
    documents: pl.DataFrame, sources: pl.DataFrame, mentions: pl.DataFrame, claims: pl.DataFrame
) -> pl.DataFrame:
    texts = dict(documents.select("document_id", "text").iter_rows())
    published: dict[str, date | None] = dict(sources.select("source_id", "published_on").iter_rows())
    named = _named(mentions)
    rows: list[Row] = []
    for claim in claims.iter_rows(named=True):
        people = named.get(claim["source_id"], [])
        rows += _events_of(claim, texts[claim["document_id"]], people, published.get(claim["source_id"]))
    return frame("claim_events", rows)


def _named(mentions: pl.DataFrame) -> dict[str, list[Person]]:
    """Named mentions of each source, in order."""
    found: dict[str, list[Person]] = {}
    columns = (
        "source_id", "mention_id", "char_start", "char_end", "entity_type", "reference_key", "name_key", "surface",
        "passage_id",
    )  # fmt: skip
    rows = mentions.filter(pl.col("mention_type") == "name").sort("document_id", "char_start", "char_end")
    for source_id, mention_id, start, end, kind, reference, key, surface, passage_id in rows.select(
        columns
    ).iter_rows():
        person = Person(mention_id, start, end, kind or "other", reference or key or surface, passage_id)
        found.setdefault(source_id, []).append(person)
    return found


def _events_of(claim: Mapping[str, Any], text: str, named: Sequence[Person], published_on: date | None) -> list[Row]:
    language = str(claim["language"])
    if load_lexicon(language) is None:
        # Without word classes no phrase can be told.
        return []
    tokens: list[Token] = []
    arguments: list[Argument] = []
    for span in claim["content_spans"]:
        start, end = span["char_start"], span["char_end"]
        tokens += read_tokens(text[start:end], start)
        first = bisect_left(named, start, key=lambda person: person.start)
        for person in named[first:]:
            if person.start >= end:
                break
            kind = "country" if person.kind == "place" and is_country(text[person.start : person.end]) else person.kind
            arguments.append(Argument(person.mention_id, kind, person.start, person.end))
        arguments += [
            Argument(quantity.counted or "", "quantity", quantity.char_start, quantity.phrase_end)
            for quantity in quantities_of(text, start, end, language)
            if quantity.currency is None and quantity.unit in (None, "person")
        ]
    events = read_events(tokens, arguments, language, published_on)
    return [
        _row(claim, event, position, named, is_negated(tokens, event, claim["negation_text"], language))
        for position, event in enumerate(events, 1)
    ]


def _row(
    claim: Mapping[str, object], event: Event, position: int, named: Sequence[Person], negated: bool | None
) -> Row:
    theme = _mention(claim, event.theme, named)
    agent = _mention(claim, event.agent, named)
    return {
        "claim_id": claim["claim_id"],
        "document_id": claim["document_id"],
        "position": position,
        "predicate": event.predicate,
        "event_type": event.event_type,
        "theme_mention_id": theme,
        "agent_mention_id": agent,
        "place_mention_id": _mention(claim, event.place, named),
        "theme_quantity_start": _quantity_start(event.theme),
        "agent_quantity_start": _quantity_start(event.agent),
        "event_on": event.event_on,
        "event_precision": event.event_precision,
        "event_day": event.event_day,
        "is_negated": negated,
        "char_start": event.char_start,
        "char_end": event.char_end,
    }


def _mention(claim: Mapping[str, object], argument: Argument | None, named: Sequence[Person]) -> str | None:
    if argument is None or argument.kind == "quantity":
        return None
    if argument.kind == "pronoun":
        return person_meant(argument, claim, named)
    return argument.key


def _quantity_start(argument: Argument | None) -> int | None:
    return argument.start if argument is not None and argument.kind == "quantity" else None
