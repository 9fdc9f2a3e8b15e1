"""The tables of signatures of a batch of documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from unicodedata import normalize

import polars as pl

from dagster_project.extract.claims.lexicon import load_lexicon
from dagster_project.extract.quantities.lexicon import statement_words
from dagster_project.extract.quantities.reading import Quantity, Tokens
from dagster_project.extract.quantities.rows import Span
from dagster_project.extract.signatures.events import Argument, Event, is_country, is_negated, read_events
from dagster_project.extract.signatures.folding import (
    closed_words,
    content_heads,
    exact_key,
    figures,
    folded_words,
    lists,
    load_folding,
    name_key,
    near_keys,
    quantities_in,
)
from dagster_project.extract.signatures.names import known_names, read_names
from dagster_project.extract.signatures.predicates import tell_events
from dagster_project.extract.signatures.pronouns import Person, name_meant, person_meant
from dagster_project.extract.signatures.spoken import spoken_dates, spoken_type
from dagster_project.tables import SCHEMAS, Frames, digest, empty, frame

PRONOUNS_OF_PARTS = frozenset(("them", "those", "these", "the", "ihnen", "denen", "diesen", "den"))
FEWEST_SENTENCE_WORDS = 5
"""A shorter sentence is common property: "He did not say more."."""

Row = dict[str, object]


def sign_statements(
    documents: pl.DataFrame, sources: pl.DataFrame, sentences: pl.DataFrame, mentions: pl.DataFrame,
    claims: pl.DataFrame, spans: Sequence[Span],
) -> Frames:  # fmt: skip
    """`claim_signatures`, `claim_events`, `sentence_signatures` and `source_keys`, in the order of what they sign.

    `spans`: the spans of the claims, read for quantities.
    """
    return {
        "claim_signatures": _claim_signatures(sources, claims, spans),
        "claim_events": _claim_events(documents, sources, mentions, claims, spans),
        "sentence_signatures": _sentence_signatures(sentences),
        "source_keys": _source_keys(sources),
    }


def _claim_signatures(sources: pl.DataFrame, claims: pl.DataFrame, spans: Sequence[Span]) -> pl.DataFrame:
    languages = claims["language"].to_list()
    contents = claims["content_text"].to_list()
    texts = [normalize("NFKC", content) for content in contents]
    quantities: list[Sequence[Quantity]] = [()] * len(texts)
    again = [True] * len(texts)
    for span in spans:
        if texts[span.claim] == span.text:
            # One span, and its letters are those to compare: what was read there holds here.
            quantities[span.claim] = [_moved(quantity, -span.start) for quantity in span.quantities]
            again[span.claim] = False
    unread = [number for number, is_unread in enumerate(again) if is_unread]
    for number, found in zip(
        unread, quantities_in([texts[n] for n in unread], [languages[n] for n in unread]), strict=True
    ):
        quantities[number] = found
    published: dict[str, date | None] = dict(sources.select("source_id", "published_on").iter_rows())
    spoken = spoken_dates(claims, spans, published)
    on = [spoken.get(number) for number in range(len(texts))]
    exact, numbers, heads, counts = [], [], [], []
    for text, language, counted, speaker in zip(texts, languages, quantities, _speakers_inside(claims), strict=True):
        folding = load_folding(language)
        words = folded_words(text, folding, counted)
        own = content_heads(words, folding)
        if speaker is not None:
            named = content_heads(folded_words(speaker, folding, ()), folding)
            own = [head for head in own if head not in named]
        exact.append(exact_key(words, language))
        numbers.append(figures(words, folding))
        heads += own
        counts.append(len(own))
    signatures = claims.select("claim_id", "document_id").with_columns(
        exact_key=pl.Series(exact, dtype=pl.String),
        figures=pl.Series(numbers, dtype=pl.String),
        heads=lists(heads, counts),
        speaker_key=pl.Series(map(_speaker_key, claims["speaker_text"], languages), dtype=pl.String),
        is_relayed=pl.Series(map(is_relayed, claims["is_attributed"], texts, languages), dtype=pl.Boolean),
        spoken_on=pl.Series([each and each.on for each in on], dtype=pl.Date),
        spoken_precision=pl.Series([each and each.precision for each in on], dtype=pl.String),
        spoken_type=pl.Series(map(spoken_type, claims["cue_text"], claims["modality"], languages), dtype=pl.String),
    )
    return _table("claim_signatures", signatures.with_columns(near_keys=near_keys(signatures["heads"])))


def _speakers_inside(claims: pl.DataFrame) -> list[str | None]:
    """Per claim the words of a speaker who stands within its content ("the minister criticised the decision"): that
    two statements are of the same speaker makes them no likelier the same."""
    inside = pl.col("speaker_start").is_between(pl.col("content_start"), pl.col("content_end"), closed="left")
    return claims.select(pl.when(inside).then(pl.col("speaker_text")))["speaker_text"].to_list()


def _table(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` as table `name`; a column that they lack is null."""
    return pl.concat([empty(name), rows], how="diagonal").select(SCHEMAS[name].names())


def is_relayed(is_attributed: bool | None, content: str, language: str) -> bool:
    """Is it a sentence of the author's that hands on the words of somebody else?"""
    if is_attributed:
        return False
    relaying = statement_words(language, "relaying")
    return bool(relaying) and not relaying.isdisjoint(content.casefold().split())


@lru_cache(maxsize=50_000)
def _speaker_key(speaker: str | None, language: str) -> str | None:
    """The words for a speaker without articles and the like; null for pronouns and nobody."""
    if speaker is None:
        return None
    closed = closed_words(language)
    return " ".join(word for word in Tokens(speaker).words if word not in closed and word.isalpha()) or None


def _moved(quantity: Quantity, by: int) -> Quantity:
    return quantity._replace(
        char_start=quantity.char_start + by, char_end=quantity.char_end + by, phrase_end=quantity.phrase_end + by
    )


def _sentence_signatures(sentences: pl.DataFrame) -> pl.DataFrame:
    languages = [language or "und" for language in sentences["language"]]
    texts = [normalize("NFKC", text) for text in sentences["text"]]
    keys, counts = [], []
    for text, language, counted in zip(texts, languages, quantities_in(texts, languages), strict=True):
        words = folded_words(text, load_folding(language), counted)
        is_told = len(words) >= FEWEST_SENTENCE_WORDS
        keys.append(digest("sentence", "\x1f".join(words)) if is_told else None)
        counts.append(len(words))
    return (
        sentences.select("sentence_id", "document_id", "source_id")
        .with_columns(
            text_key=pl.Series(keys, dtype=pl.String),
            word_count=pl.Series(counts, dtype=pl.Int64),
        )
        .drop_nulls("text_key")
    )


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
    documents: pl.DataFrame, sources: pl.DataFrame, mentions: pl.DataFrame, claims: pl.DataFrame,
    spans: Sequence[Span],
) -> pl.DataFrame:  # fmt: skip
    """Events of the claims that hold a word for one or a quantity; the others tell none."""
    texts = dict(documents.select("document_id", "text").iter_rows())
    published: dict[str, date | None] = dict(sources.select("source_id", "published_on").iter_rows())
    of_claim: dict[int, list[Span]] = {}
    telling: set[int] = set()
    for span, may_tell in zip(spans, tell_events([span.text for span in spans]), strict=True):
        own = of_claim.setdefault(span.claim, [])
        own.append(span)
        # A phrase may begin in one span and end in the next.
        if may_tell or span.quantities or len(own) > 1:
            telling.add(span.claim)
    numbers = sorted(telling)
    read = claims[numbers].select(READ)
    named = _named(mentions.filter(pl.col("source_id").is_in(read["source_id"].unique().implode())))
    rows: list[Row] = []
    known: dict[tuple[str, str], dict[str, str]] = {}
    for number, claim in zip(numbers, read.iter_rows(named=True), strict=True):
        people = named.get(claim["source_id"], [])
        text = texts[claim["document_id"]]
        language = str(claim["language"])
        place = (claim["document_id"], language)
        if place not in known:
            known[place] = known_names(text, language)
        rows += _events_of(claim, of_claim[number], text, people, published.get(claim["source_id"]), known[place])
    return frame("claim_events", rows)


READ = ("claim_id", "document_id", "source_id", "passage_id", "language", "negation_text", "speaker_mention_id")


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


def _events_of(
    claim: Mapping[str, Any], spans: Sequence[Span], text: str, named: Sequence[Person], published_on: date | None,
    known: dict[str, str],
) -> list[Row]:  # fmt: skip
    language = str(claim["language"])
    if load_lexicon(language) is None:
        # Without word classes no phrase can be told.
        return []
    tokens = Tokens("")
    arguments: list[Argument] = []
    for span in spans:
        tokens.extend(span.tokens or Tokens(span.text, span.start))
        first = bisect_left(named, span.start, key=lambda person: person.start)
        for person in named[first:]:
            if person.start >= span.end:
                break
            kind = "country" if person.kind == "place" and is_country(text[person.start : person.end]) else person.kind
            arguments.append(Argument(person.mention_id, kind, person.start, person.end))
        arguments += [
            Argument(quantity.counted or "", "quantity", quantity.char_start, quantity.phrase_end)
            for quantity in span.quantities
            if quantity.currency is None and quantity.unit in (None, "person")
        ]
    # A town's name may be the first half of somebody's ("Milan Sterk").
    covered = [tokens.between(argument.start, argument.end) for argument in arguments if argument.kind != "place"]
    places = [tokens.between(argument.start, argument.end) for argument in arguments if argument.kind == "place"]
    arguments += [
        Argument(name, "name", tokens.starts[first], tokens.ends[last - 1])
        for first, last, name in read_names(tokens, covered, places, language, known)
    ]
    superseded = _is_superseded(tokens.words, language)
    retracted = _is_retracted(tokens.words, language)
    told = read_events(tokens, arguments, language, published_on)
    # What is withdrawn there is the report.
    events = [event for event in told if not (retracted and event.predicate == "withdrew")]
    return [
        _row(claim, event, position, named, lambda pronoun: name_meant(pronoun, claim, text, known))
        | {
            "is_negated": (retracted and _quantity_start(event.theme) is not None)
            or is_negated(tokens, event, claim["negation_text"], language),
            "is_superseded": superseded,
            "quantity_part": _part(event, tokens, language),
        }
        for position, event in enumerate(events, 1)
    ]


def _is_retracted(words: Sequence[str], language: str) -> bool:
    """Do the words take back a report: "the figure of 164 was withdrawn"?"""
    told = set(words)
    return bool(told & statement_words(language, "retracted")) and bool(told & statement_words(language, "report"))


def _part(event: Event, tokens: Tokens, language: str) -> str | None:
    """Of whom the figure of an event is only a part: "12 women", "12 of them"."""
    figure = event.theme if event.theme is not None and event.theme.kind == "quantity" else event.agent
    if figure is None or figure.kind != "quantity":
        return None
    first, last = tokens.between(figure.start, figure.end)
    parts = statement_words(language, "part")
    behind = tokens.words[last : last + 2]
    if len(behind) == 2 and behind[0] in statement_words(language, "of") and behind[1] in PRONOUNS_OF_PARTS:
        return "part"
    return next((word for word in tokens.words[first : last + 2] if word in parts), None)


def _is_superseded(words: Sequence[str], language: str) -> bool:
    """Do the words give a figure as an earlier one: "had still reported 39", "zunächst"?"""
    told = set(words)
    if told & statement_words(language, "superseded"):
        return True
    return bool(told & statement_words(language, "superseded_past")) and bool(told & statement_words(language, "past"))


def _row(
    claim: Mapping[str, object], event: Event, position: int, named: Sequence[Person],
    name_of: Callable[[Argument], str | None],
) -> Row:  # fmt: skip
    theme = _mention(claim, event.theme, named)
    theme_name = _name(event.theme)
    if theme is None and event.theme is not None and event.theme.kind == "pronoun":
        theme_name = name_of(event.theme)
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
        "theme_name": theme_name,
        "agent_name": _name(event.agent),
        "place_name": _name(event.place),
        "theme_quantity_start": _quantity_start(event.theme),
        "agent_quantity_start": _quantity_start(event.agent),
        "event_on": event.event_on,
        "event_precision": event.event_precision,
        "event_day": event.event_day,
        "char_start": event.char_start,
        "char_end": event.char_end,
    }


def _mention(claim: Mapping[str, object], argument: Argument | None, named: Sequence[Person]) -> str | None:
    if argument is None or argument.kind in ("quantity", "name", "noun"):
        return None
    if argument.kind == "pronoun":
        return person_meant(argument, claim, named)
    return argument.key


def _name(argument: Argument | None) -> str | None:
    return argument.key if argument is not None and argument.kind in ("name", "noun") else None


def _quantity_start(argument: Argument | None) -> int | None:
    return argument.start if argument is not None and argument.kind == "quantity" else None
