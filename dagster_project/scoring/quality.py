"""How good a warehouse is on labelled texts, as rows: each figure a share with its 95 % interval, by language and type.

The definitions are those of `claims`, `mentions` and `texts`. `n` is how many cases a share is of: rows read for a
precision, labels for a recall.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dagster_project.query import PublishedWarehouse
from dagster_project.scoring.figures import Agreement, Ratio, wilson_interval
from dagster_project.scoring.gold import GoldDocument
from dagster_project.scoring.warehouse import WarehouseScore, read_documents

ALL = "all"

MEANINGS = {
    "claim_precision": "of the statements read as somebody's: labelled, half of the words of both shared",
    "claim_recall": "of the statements labelled as somebody's: read, half of the words of both shared",
    "claim_word_precision": "of the words read as part of a statement: labelled so",
    "claim_word_recall": "of the words labelled as part of a statement: read so",
    "speaker_right": "of the statements found whose speaker is named: the right speaker read",
    "speaker_invented": "of the statements found that name nobody: a speaker read all the same",
    "hedge_precision": "of the statements found and read as hedged: labelled so",
    "hedge_recall": "of the statements found and labelled as hedged: read so",
    "negation_precision": "of the statements found and read as negated: labelled so",
    "negation_recall": "of the statements found and labelled as negated: read so",
    "own_statement_leak": "of the statements read as the author's own: in truth somebody else's",
    "own_statement_recall": "of the labelled statements of the author's own: read as such",
    "name_precision": "of the names read: labelled, the same span",
    "name_recall": "of the names labelled: read, the same span",
    "name_type_right": "of the names found: rightly a person, an organization or a place",
    "post_precision": "of the posts read: one begins there",
    "post_recall": "of the posts labelled: read from their beginning",
    "body_line_precision": "of the lines read as body: labelled so, not furniture of the page",
    "body_line_recall": "of the lines labelled as body: read",
    "sentence_end_precision": "of the sentence ends read: labelled",
    "sentence_end_recall": "of the sentence ends labelled: read",
    "field_right": "of the fields that a page gives of its main text (title, author, date …): rightly read",
}
"""What each metric is a share of."""


@dataclass(frozen=True)
class QualityMetric:
    """One share: of `n` cases in texts of `language`, and of one type of report or of all."""

    metric: str
    language: str
    report_type: str
    n: int
    value: float
    interval_low: float
    interval_high: float


def measure_quality(documents: Sequence[GoldDocument], warehouse: PublishedWarehouse) -> list[QualityMetric]:
    """The metrics of `warehouse` on `documents`, over all languages and by language; in the order of `MEANINGS`.

    A metric of no case is left out. Of claims, precision is by the type that was read, all else by the labelled one.
    Raises `QueryError` where the warehouse lacks a table or column.
    """
    scores = {ALL: WarehouseScore()}
    for document, text, rows in read_documents(documents, warehouse, scores[ALL].faults):
        scores[ALL].add(document, text, rows)
        if language := (document.get("meta") or {}).get("language"):
            scores.setdefault(str(language), WarehouseScore()).add(document, text, rows)
    metrics = [
        QualityMetric(metric, language, report_type, n, *_rounded(right, n))
        for language, score in scores.items()
        for metric, report_type, right, n in _shares(score)
        if n
    ]
    order = list(MEANINGS)
    return sorted(
        metrics,
        key=lambda each: (
            order.index(each.metric), each.language != ALL, each.language, each.report_type != ALL, each.report_type
        ),
    )  # fmt: skip


def _rounded(right: float, n: int) -> tuple[float, float, float]:
    low, high = wilson_interval(right, n)
    return round(right / n, 4), round(low, 4), round(high, 4)


def _shares(score: WarehouseScore) -> Iterator[tuple[str, str, float, int]]:
    """Metric, type of report, how many are right, of how many."""
    claims, mentions, texts = score.claims, score.mentions, score.texts
    for kind, read in claims.by_read_type.items():
        yield "claim_precision", kind, claims.right_by_read_type[kind], read
    for kind, labelled in claims.gold_by_type.items():
        yield "claim_recall", kind, claims.found_by_type[kind], labelled
    for kind, ratio in claims.speaker_by_type.items():
        yield "speaker_right", kind, ratio.right, ratio.of
    agreements: dict[str, Agreement] = {
        "claim": claims.spans,
        "claim_word": claims.tokens,
        "hedge": claims.hedged,
        "negation": claims.negated,
        "name": mentions.exact,
        "post": texts.posts,
        "body_line": texts.lines,
        "sentence_end": texts.ends,
    }
    for name, agreement in agreements.items():
        yield f"{name}_precision", ALL, agreement.both, agreement.read
        yield f"{name}_recall", ALL, agreement.both, agreement.gold
    ratios: dict[str, Ratio] = {
        "speaker_right": claims.speaker,
        "speaker_invented": claims.invented,
        "own_statement_leak": claims.leak,
        "own_statement_recall": claims.own,
        "name_type_right": Ratio(mentions.typed, mentions.exact.both),
        "field_right": Ratio(
            sum(field.right for field in texts.fields.values()), sum(field.of for field in texts.fields.values())
        ),
    }
    for name, ratio in ratios.items():
        yield name, ALL, ratio.right, ratio.of
