"""Claims: who says what, in whose words, where, how sure.

`find_claims` goes source by source and language by language: tokens and quotations (`tokens`, `quotes`), turns of a
conversation (`turns`), the rules of the language (`english`, `german`), what fits together (`assemble`), the author's
own statements (`assertions`), hedges and negations (`epistemics`), who the speaker is (`speakers`), rows. Text in a
language without cue rows yields none: without its words we cannot tell who speaks, nor a statement from a call.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

import polars as pl

from dagster_project.collector import collector_at_rest
from dagster_project.extract.claims.assemble import rule_confidence, settle
from dagster_project.extract.claims.assertions import find_assertions
from dagster_project.extract.claims.english import find_english
from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.gate import may_pass
from dagster_project.extract.claims.german import find_german
from dagster_project.extract.claims.labels import find_labels
from dagster_project.extract.claims.lexicon import load_lexicon
from dagster_project.extract.claims.plain import find_plain
from dagster_project.extract.claims.quotes import mark_quotes
from dagster_project.extract.claims.rows import CLAIM_ID, Place, Row, claim_row, claims_frame
from dagster_project.extract.claims.speakers import Mention, Speakers
from dagster_project.extract.claims.tokens import Reading, cut_words, read_words
from dagster_project.extract.claims.turns import find_turns

FINDERS: Mapping[str, Callable[[Reading], list[Found]]] = {"en": find_english, "de": find_german}
"""Languages with a grammar of their own; others with cue rows are read by `plain`, without own statements."""
VOICES = frozenset(("person", "organization"))
"""Kinds of names that before a colon say who speaks."""


def find_claims(
    documents: pl.DataFrame, sources: pl.DataFrame, passages: pl.DataFrame, sentences: pl.DataFrame,
    mentions: pl.DataFrame,
) -> pl.DataFrame:  # fmt: skip
    """`claims` of `passages`, in order of document and content; `mentions` name their speakers."""
    with collector_at_rest():
        return _find_claims(documents, sources, passages, sentences, mentions)


def _find_claims(
    documents: pl.DataFrame, sources: pl.DataFrame, passages: pl.DataFrame, sentences: pl.DataFrame,
    mentions: pl.DataFrame,
) -> pl.DataFrame:  # fmt: skip
    texts = dict(documents.select("document_id", "text").iter_rows())
    ordered = _ordered(passages, sources)
    words = cut_words(
        pl.Series([passage.text for passage in ordered], dtype=pl.String),
        pl.Series([passage.char_start for passage in ordered], dtype=pl.Int64),
    )
    sentences_of = _sentences_of(sentences)
    mentions_of = _mentions_of(mentions)
    rows: list[Row] = []
    stop = 0
    for (document_id, source_id, language), run in groupby(ordered, _whose):
        listed = list(run)
        first, stop = stop, stop + len(listed)
        lexicon = load_lexicon(language)
        if lexicon is None or words.first[first] == words.first[stop]:
            continue
        inside = [sentence for passage in listed for sentence in sentences_of.get(passage.passage_id, ())]
        if not inside:
            continue
        starts = [start for start, _, _ in inside]
        reading = read_words(texts[document_id], words, (first, stop), starts, lexicon)
        place = Place(document_id, source_id, [p.passage_id for p in listed], [name for _, _, name in inside])
        named = mentions_of.get(document_id, ())
        found = _statements(reading, [passage.kind for passage in listed], named)
        rows += _rows(reading, found, place, named)
    return claims_frame(rows)


class _Passage(NamedTuple):
    """What of a passages row is needed here, in the order of its place."""

    document_id: str
    char_start: int
    char_end: int
    source_id: str
    passage_id: str
    kind: str
    text: str
    language: str
    """Its own, that of the source where it is unsure, without region."""


_whose = attrgetter("document_id", "source_id", "language")


def _ordered(passages: pl.DataFrame, sources: pl.DataFrame) -> list[_Passage]:
    """Passages in order."""
    languages = dict(sources.select("source_id", "language").iter_rows())
    columns = ("document_id", "char_start", "char_end", "source_id", "passage_id", "passage_kind", "text", "language")
    ordered: list[_Passage] = []
    for row in passages.select(columns).iter_rows():
        own = row[-1]
        spoken = languages.get(row[3]) if own is None or own == "und" else own
        ordered.append(_Passage._make((*row[:-1], ("und" if spoken is None else spoken).split("-")[0])))
    return sorted(ordered, key=itemgetter(0, 1, 2))


def _sentences_of(sentences: pl.DataFrame) -> dict[str, list[tuple[int, int, str]]]:
    """Start, end and id of the sentences of each passage, in order."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    columns = sentences.select("passage_id", "char_start", "char_end", "sentence_id").get_columns()
    for passage_id, start, end, sentence_id in zip(*(column.to_list() for column in columns), strict=True):
        found[passage_id].append((start, end, sentence_id))
    for several in found.values():
        several.sort()
    return found


def _mentions_of(mentions: pl.DataFrame) -> dict[str, list[Mention]]:
    """The names and offices of each document, in order."""
    found: dict[str, list[Mention]] = defaultdict(list)
    columns = ("document_id", "mention_id", "char_start", "char_end", "mention_type", "entity_type", "reference_key",
               "document_name", "surface")  # fmt: skip
    for document_id, mention_id, start, end, mention_type, kind, reference, name, surface in zip(
        *(mentions[column].to_list() for column in columns), strict=True
    ):
        if mention_type in ("name", "role"):
            key = reference or name or surface
            found[document_id].append(Mention(mention_id, start, end, kind or "other", key, mention_type == "role"))
    for several in found.values():
        several.sort(key=_place)
    return found


_place = attrgetter("start", "end")


def _statements(reading: Reading, kinds: list[str], mentions: Sequence[Mention]) -> list[Found]:
    """All statements of a reading, others' and the author's own; `kinds` of its passages, `mentions` of the text."""
    mark_quotes(reading)
    language = reading.language
    told = find_turns(reading, kinds) + FINDERS.get(language, find_plain)(reading)
    if language in FINDERS:
        names = [mention.end for mention in mentions if mention.entity_type in VOICES and not mention.is_role]
        told += find_labels(reading, frozenset(names))
    places = {mention.end for mention in mentions if mention.entity_type == "place"}
    told = [item for item in told if not _is_dateline(reading, item, places)]
    found = settle([item for item in told if may_pass(reading, item)])
    own = find_assertions(reading, kinds, _units_taken(reading, found)) if language in FINDERS else []
    for item in own:
        item.confidence = rule_confidence()[item.rule]
    return sorted(found + own, key=lambda f: (f.spans[0][0], -f.spans[-1][1]))


def _is_dateline(reading: Reading, item: Found, places: set[int]) -> bool:
    """`NEW LUND: With the first snow …`: a place before a colon, read as a label."""
    return item.rule.endswith("_label") and item.speaker is not None and reading.ends[item.speaker[1] - 1] in places


def _units_taken(reading: Reading, found: list[Found]) -> set[int]:
    """Sentences that hold a statement of somebody else, or part of one, or lead up to it.

    "The tide is early. The pier is lost, the pilot said.": what stands right before a clause with its cue at the end,
    in one paragraph, is as a rule the pilot's too.
    """
    taken = {item.unit for item in found}
    for item in found:
        start = reading.units[item.unit][0]
        is_led = item.rule == "en_postposed" and item.parent is None and item.unit > 0
        if is_led and reading.passage_of[reading.units[item.unit - 1][0]] == reading.passage_of[start]:
            taken.add(item.unit - 1)
        if item.rule.endswith("label"):  # "Roth: The pier is safe. The ferry runs.": who says the second?
            passage, number = reading.passage_of[start], item.unit + 1
            while number < len(reading.units) and reading.passage_of[reading.units[number][0]] == passage:
                taken.add(number)
                number += 1
    firsts = [start for start, _ in reading.units]
    for item in found:
        for start, end in item.spans:
            taken.update(range(bisect_right(firsts, start) - 1, bisect_right(firsts, end - 1)))
    return taken


def _rows(reading: Reading, found: list[Found], place: Place, mentions: Sequence[Mention]) -> Iterator[Row]:
    """Statements in order as rows: each with who speaks, and the statement that it stands in."""
    speakers = Speakers(reading, mentions)
    ids: dict[int, str] = {}
    rows: dict[str, Row] = {}
    for item in found:
        named, kind = speakers.resolve(item)
        parent = ids.get(id(item.parent)) if item.parent is not None else None
        row = claim_row(reading, item, place, named, kind, parent)
        claim_id = str(row[0][CLAIM_ID])
        ids[id(item)] = claim_id
        rows[claim_id] = row
    return iter(rows.values())
