"""Claims: who says what, in whose words, where, how sure.

`find_claims` goes source by source and language by language: tokens and quotations (`tokens`, `quotes`), the rules
of the language (`english`, `german`), what fits together (`assemble`), the author's own statements (`assertions`),
hedges and negations (`epistemics`), who the speaker is (`speakers`), rows. Text in a language without cue rows
yields none: without its words we cannot tell who speaks, nor a statement from a call.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

import polars as pl

from dagster_project.extract.claims.assemble import rule_confidence, settle
from dagster_project.extract.claims.assertions import find_assertions
from dagster_project.extract.claims.english import find_english
from dagster_project.extract.claims.epistemics import main_clause, read_epistemics
from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.german import find_german
from dagster_project.extract.claims.lexicon import load_lexicon
from dagster_project.extract.claims.modality import read_modality
from dagster_project.extract.claims.plain import find_plain
from dagster_project.extract.claims.quotes import mark_quotes
from dagster_project.extract.claims.speakers import Mention, Speakers
from dagster_project.extract.claims.tokens import Reading, read_tokens
from dagster_project.tables import digest, frame

EXTRACTOR = "hearsay-rules"
EXTRACTOR_VERSION = "1"
FINDERS: Mapping[str, Callable[[Reading], list[Found]]] = {"en": find_english, "de": find_german}
"""Languages with a grammar of their own; others with cue rows are read by `plain`, without own statements."""

Row = dict[str, object]


def find_claims(
    documents: pl.DataFrame, sources: pl.DataFrame, passages: pl.DataFrame, sentences: pl.DataFrame,
    mentions: pl.DataFrame,
) -> pl.DataFrame:  # fmt: skip
    """`claims` of `passages`, in order of document and content; `mentions` name their speakers."""
    texts = dict(documents.select("document_id", "text").iter_rows())
    source_languages = dict(sources.select("source_id", "language").iter_rows())
    sentences_of = _grouped(sentences, "passage_id", ("char_start", "char_end", "sentence_id"))
    mentions_of = _mentions_of(mentions)
    rows: list[Row] = []
    for group in _runs(passages, source_languages):
        document_id, language = str(group[0]["document_id"]), str(group[0]["claims_language"])
        found = _claims_of_run(texts[document_id], language, group, sentences_of, mentions_of.get(document_id, []))
        rows.extend(found)
    rows.sort(
        key=lambda r: (str(r["document_id"]), _int(r["content_start"]), -_int(r["content_end"]), str(r["claim_id"]))
    )
    return frame("claims", rows)


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _grouped(table: pl.DataFrame, key: str, columns: tuple[str, ...]) -> dict[str, list[tuple[int, int, str]]]:
    """Rows of `table` by `key`, each group in order of `char_start`."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for row in table.sort(key, "char_start", "char_end").select(key, *columns).iter_rows():
        found.setdefault(row[0], []).append(row[1:])
    return found


def _mentions_of(mentions: pl.DataFrame) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    named = mentions.filter(pl.col("mention_type") == "name").sort("document_id", "char_start", "char_end")
    columns = (
        "document_id",
        "mention_id",
        "char_start",
        "char_end",
        "entity_type",
        "reference_key",
        "document_name",
        "surface",
    )
    for document_id, mention_id, start, end, kind, reference, name, surface in named.select(columns).iter_rows():
        found.setdefault(document_id, []).append(
            Mention(mention_id, start, end, kind or "other", reference or name or surface)
        )
    return found


def _runs(passages: pl.DataFrame, source_languages: Mapping[str, str | None]) -> Iterator[list[Row]]:
    """Passages of one source in one language, in order."""
    group: list[Row] = []
    last: tuple[object, str] | None = None
    for row in passages.sort("document_id", "char_start", "char_end").iter_rows(named=True):
        language = str(row["language"] or "und")
        if language == "und":
            language = str(source_languages.get(row["source_id"]) or "und")
        row["claims_language"] = language.split("-")[0]
        key = (row["source_id"], str(row["claims_language"]))
        if group and key != last:
            yield group
            group = []
        last = key
        group.append(row)
    if group:
        yield group


def _claims_of_run(
    text: str, language: str, passages: list[Row], sentences_of: Mapping[str, list[tuple[int, int, str]]],
    mentions: list[Mention],
) -> list[Row]:  # fmt: skip
    lexicon = load_lexicon(language)
    if lexicon is None:
        return []
    spans = [(_int(p["char_start"]), _int(p["char_end"])) for p in passages]
    sentences = [s for p in passages for s in sentences_of.get(str(p["passage_id"]), [])]
    reading = read_tokens(text, spans, [(s[0], s[1]) for s in sentences], lexicon)
    if not reading.forms or not sentences:
        return []
    mark_quotes(reading)
    found = settle(FINDERS.get(language, find_plain)(reading))
    taken = _units_taken(reading, found)
    kinds = [str(p["passage_kind"]) for p in passages]
    own = find_assertions(reading, kinds, taken) if language in FINDERS else []
    for item in own:
        item.confidence = rule_confidence()[item.rule]
    found += own
    found.sort(key=lambda f: (f.spans[0][0], -f.spans[-1][1]))
    speakers = Speakers(reading, mentions)
    ids: dict[int, str] = {}
    rows: list[Row] = []
    last_person: Mention | None = None
    for item in found:
        named, kind = speakers.resolve(item, last_person)
        if named is not None and named.entity_type == "person":
            last_person = named
        row = _row(reading, item, passages, sentences, named, kind)
        if item.parent is not None:
            row["parent_claim_id"] = ids.get(id(item.parent))
        ids[id(item)] = str(row["claim_id"])
        rows.append(row)
    return list({str(row["claim_id"]): row for row in rows}.values())


def _units_taken(reading: Reading, found: list[Found]) -> set[int]:
    """Sentences that hold a statement of somebody else, or part of one."""
    taken = {item.unit for item in found}
    firsts = [start for start, _ in reading.units]
    for item in found:
        for start, end in item.spans:
            taken.update(range(bisect_right(firsts, start) - 1, bisect_right(firsts, end - 1)))
    return taken


def _row(
    reading: Reading, item: Found, passages: list[Row], sentences: list[tuple[int, int, str]],
    named: Mention | None, kind: str | None,
) -> Row:  # fmt: skip
    """A found statement as a row of `claims`."""
    spans = _content(reading, item)
    content_start, content_end = spans[0][0], spans[-1][1]
    first = item.spans[0][0]
    passage = passages[reading.passage_of[first]]
    inside = main_clause(reading, item.spans)
    hedge, negation = read_epistemics(reading, item, inside)
    speaker_start, speaker_end, speaker_text = _quoted(reading, item.speaker)
    cue_start, cue_end, cue_text = _quoted(reading, item.cue)
    return {
        "claim_id": digest(
            "claim", str(passage["source_id"]), *(bound for span in spans for bound in span), item.report_type,
            -1 if speaker_start is None else speaker_start,
        ),
        "document_id": passage["document_id"],
        "source_id": passage["source_id"],
        "passage_id": passage["passage_id"],
        "sentence_id": sentences[reading.sentence_of[first]][2],
        "parent_claim_id": None,
        "content_spans": [{"char_start": start, "char_end": end} for start, end in spans],
        "content_text": " ".join(reading.text[start:end] for start, end in spans),
        "content_start": content_start,
        "content_end": content_end,
        "is_attributed": item.report_type != "self_assertion",
        "report_type": item.report_type,
        "medium": "writing" if item.report_type == "self_assertion" else item.medium,
        "speaker_text": speaker_text,
        "speaker_start": speaker_start,
        "speaker_end": speaker_end,
        "speaker_kind": kind,
        "speaker_mention_id": named.mention_id if named else None,
        "cue_text": cue_text,
        "cue_start": cue_start,
        "cue_end": cue_end,
        "hedged": hedge is not None,
        "hedge_text": reading.text_of(*hedge) if hedge else None,
        "negated": negation is not None,
        "negation_text": reading.text_of(*negation) if negation else None,
        "modality": read_modality(reading, item, inside),
        "addressee_text": reading.text_of(*item.addressee) if item.addressee else None,
        "rule": item.rule,
        "language": reading.language,
        "extractor": EXTRACTOR,
        "extractor_version": EXTRACTOR_VERSION,
        "confidence": round(item.confidence, 2),
    }  # fmt: skip


def _quoted(reading: Reading, span: tuple[int, int] | None) -> tuple[int | None, int | None, str | None]:
    if span is None:
        return None, None, None
    start, end = reading.starts[span[0]], reading.ends[span[1] - 1]
    return start, end, reading.text[start:end]


def _content(reading: Reading, item: Found) -> list[tuple[int, int]]:
    """The content in offsets; a whole quotation without its marks."""
    spans = []
    for start, end in item.spans:
        quote = reading.quote_of[start]
        if quote >= 0 and reading.quotes[quote].start == start and reading.quotes[quote].end == end and end - start > 2:
            start, end = reading.quotes[quote].inner
        spans += _within_passages(reading, start, end)
    return spans


def _within_passages(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The span in offsets, cut where a passage ends: numbers and addressing between posts are nobody's words."""
    spans = []
    while start < end:
        stop = min(end, bisect_right(reading.passage_of, reading.passage_of[start]))
        spans.append((reading.starts[start], reading.ends[stop - 1]))
        start = stop
    return spans
