"""Claims: who says what, in whose words, where, how sure.

`find_claims` goes source by source and language by language: tokens and quotations (`tokens`, `quotes`), turns of a
conversation (`turns`), the rules of the language (`english`, `german`), what fits together (`assemble`), the author's
own statements (`assertions`), hedges and negations (`epistemics`), who the speaker is (`speakers`), rows. Text in a
language without cue rows yields none: without its words we cannot tell who speaks, nor a statement from a call.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import polars as pl

from dagster_project.extract.claims.assemble import rule_confidence, settle
from dagster_project.extract.claims.assertions import find_assertions
from dagster_project.extract.claims.english import find_english
from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.german import find_german
from dagster_project.extract.claims.lexicon import load_lexicon
from dagster_project.extract.claims.plain import find_plain
from dagster_project.extract.claims.quotes import mark_quotes
from dagster_project.extract.claims.rows import CLAIM_ID, Place, Row, claim_row, claims_frame
from dagster_project.extract.claims.speakers import Mention, Speakers
from dagster_project.extract.claims.tokens import Reading, cut_words, read_words
from dagster_project.extract.claims.turns import find_turns

FINDERS: Mapping[str, Callable[[Reading], list[Found]]] = {"en": find_english, "de": find_german}
"""Languages with a grammar of their own; others with cue rows are read by `plain`, without own statements."""


def find_claims(
    documents: pl.DataFrame, sources: pl.DataFrame, passages: pl.DataFrame, sentences: pl.DataFrame,
    mentions: pl.DataFrame,
) -> pl.DataFrame:  # fmt: skip
    """`claims` of `passages`, in order of document and content; `mentions` name their speakers."""
    with _collector_at_rest():
        return _find_claims(documents, sources, passages, sentences, mentions)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for cycles meanwhile: the readings of a batch hold none, and looking took a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _find_claims(
    documents: pl.DataFrame, sources: pl.DataFrame, passages: pl.DataFrame, sentences: pl.DataFrame,
    mentions: pl.DataFrame,
) -> pl.DataFrame:  # fmt: skip
    texts = dict(documents.select("document_id", "text").iter_rows())
    passages = _with_language(passages, sources)
    words = cut_words(passages["text"], passages["char_start"])
    passage_ids, kinds = passages["passage_id"].to_list(), passages["passage_kind"].to_list()
    begun, sentence_starts, sentence_ids = _sentences_of(passages, sentences)
    mentions_of = _mentions_of(mentions)
    rows: list[Row] = []
    for first, stop, document_id, source_id, language in _runs(passages):
        lexicon = load_lexicon(language)
        within = slice(begun[first], begun[stop])
        if lexicon is None or begun[first] == begun[stop] or words.first[first] == words.first[stop]:
            continue
        reading = read_words(texts[document_id], words, (first, stop), sentence_starts[within], lexicon)
        place = Place(document_id, source_id, passage_ids[first:stop], sentence_ids[within])
        found = _statements(reading, kinds[first:stop])
        rows += _rows(reading, found, place, mentions_of.get(document_id, ()))
    return claims_frame(rows)


def _with_language(passages: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Passages in order, with `claims_language`: their own, that of the source where it is unsure, without region."""
    whole = sources.select("source_id", source_language="language").unique("source_id", keep="last")
    own = pl.col("language").replace("und", None)
    language = pl.coalesce(own, "source_language", pl.lit("und")).str.split("-").list.first()
    joined = passages.join(whole, on="source_id", how="left")
    return joined.with_columns(claims_language=language).sort("document_id", "char_start", "char_end")


def _runs(passages: pl.DataFrame) -> Iterator[tuple[int, int, str, str, str]]:
    """Passages of one source in one language: (first, the one behind the last, document, source, language)."""
    columns = passages.select("document_id", "source_id", "claims_language")
    number = pl.struct("source_id", "claims_language").rle_id()
    runs = columns.group_by(number.alias("run"), maintain_order=True).agg(
        pl.first("document_id", "source_id", "claims_language"), count=pl.len()
    )
    first = 0
    for _, document_id, source_id, language, count in runs.iter_rows():
        yield first, first + count, document_id, source_id, language
        first += count


def _sentences_of(passages: pl.DataFrame, sentences: pl.DataFrame) -> tuple[list[int], list[int], list[str]]:
    """Sentences in the order of `passages`: how many begin before each (and in all), their starts, their ids."""
    places = passages.select("passage_id").with_row_index("place")
    ordered = sentences.join(places, on="passage_id").sort("place", "char_start", "char_end")
    begun = ordered["place"].search_sorted(pl.Series(range(len(passages) + 1), dtype=pl.UInt32), side="left")
    return begun.to_list(), ordered["char_start"].to_list(), ordered["sentence_id"].to_list()


def _mentions_of(mentions: pl.DataFrame) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    named = mentions.filter(pl.col("mention_type").is_in(["name", "role"])).sort(
        "document_id", "char_start", "char_end"
    )
    kind = pl.coalesce(pl.col("entity_type").replace("", None), pl.lit("other"))
    key = pl.coalesce(pl.col("reference_key").replace("", None), pl.col("document_name").replace("", None), "surface")
    is_role = pl.col("mention_type") == "role"
    columns = named.select(
        "document_id", "mention_id", "char_start", "char_end", kind.alias("kind"), key.alias("key"),
        is_role.alias("is_role"),
    )  # fmt: skip
    for document_id, *mention in columns.iter_rows():
        found.setdefault(document_id, []).append(Mention(*mention))
    return found


def _statements(reading: Reading, kinds: list[str]) -> list[Found]:
    """All statements of a reading, others' and the author's own; `kinds` of its passages."""
    mark_quotes(reading)
    language = reading.language
    found = settle(find_turns(reading, kinds) + FINDERS.get(language, find_plain)(reading))
    own = find_assertions(reading, kinds, _units_taken(reading, found)) if language in FINDERS else []
    for item in own:
        item.confidence = rule_confidence()[item.rule]
    return sorted(found + own, key=lambda f: (f.spans[0][0], -f.spans[-1][1]))


def _units_taken(reading: Reading, found: list[Found]) -> set[int]:
    """Sentences that hold a statement of somebody else, or part of one."""
    taken = {item.unit for item in found}
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
