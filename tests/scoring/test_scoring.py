"""Scoring on gold: each definition on a case whose figure can be counted by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dagster_project.query import open_warehouse
from dagster_project.scoring import (
    MEANINGS,
    GoldDocument,
    GoldError,
    measure_quality,
    read_gold,
    score_warehouse,
    write_captures,
)
from dagster_project.scoring.claims import ClaimScore, ReadClaim, pair_up, words_within
from dagster_project.scoring.figures import wilson_interval
from dagster_project.scoring.mentions import MentionScore, ReadMention
from dagster_project.scoring.names import is_same_name
from dagster_project.scoring.texts import TextScore

TEXT = "Ada Roth said the old pier is safe. Ivo Lent did not believe it."
#       0123456789                         36
PIER = [14, 34]


def document(**labels: object) -> GoldDocument:
    return {"id": "a", "text": TEXT, **labels}  # type: ignore[typeddict-item]


def claim_figures(gold: list[dict[str, object]], read: list[ReadClaim]) -> dict[str, object]:
    score = ClaimScore()
    score.add(document(claims=gold), read)
    return score.figures()


def row(start: int, end: int, **columns: object) -> ReadClaim:
    return ReadClaim(content=[(start, end)], **{"report_type": "indirect", **columns})  # type: ignore[arg-type]


def test_tokens_count_words_and_spans_count_claims() -> None:
    figures = claim_figures([{"content": [PIER], "type": "indirect"}], [row(14, 34), row(36, 44)])
    assert figures["claim_tokens"] == {"p": 0.714, "r": 1.0, "f1": 0.833, "gold": 5, "pred": 7}
    assert figures["claim_spans_iou50"] == {"p": 0.5, "r": 1.0, "f1": 0.667, "gold": 1, "pred": 2}
    assert figures["recall_by_type"] == {"indirect": "1/1"}


def test_half_of_all_words_shared_is_found_and_less_is_not() -> None:
    words = [(0, 1), (2, 3), (4, 5), (6, 7)]
    whole = words_within(words, [(0, 7)])
    assert pair_up([whole], [words_within(words, [(0, 3)])]) == [(0, 0)]
    assert pair_up([whole], [words_within(words, [(0, 2)])]) == []


def test_pairs_are_one_to_one_the_best_first() -> None:
    long, short = frozenset(range(4)), frozenset(range(3))
    assert pair_up([long], [short, long]) == [(0, 1)]
    assert sorted(pair_up([long, short], [short, long])) == [(0, 1), (1, 0)]


def test_optional_claims_cost_nothing_found_or_missed() -> None:
    gold = [{"content": [PIER], "type": "indirect", "optional": True}]
    for read in ([row(14, 34)], []):
        spans = claim_figures(gold, read)["claim_spans_iou50"]
        assert isinstance(spans, dict)
        assert (spans["gold"], spans["pred"]) == (0, 0)


@pytest.mark.parametrize(
    ("labels", "columns", "accuracy"),
    [
        ({"speaker": [[0, 8]]}, {"speaker": (0, 8)}, 1.0),
        ({"speaker": [[0, 8]]}, {"speaker": (4, 8)}, 1.0),
        ({"speaker": [[0, 8]]}, {"speaker": (36, 44)}, 0.0),
        ({"speaker": [[0, 8]]}, {}, 0.0),
        ({"speaker": [[36, 44]], "speaker_name": "Ada Roth"}, {"speaker_name": "Mayor Ada Roth"}, 1.0),
    ],
)
def test_a_speaker_is_right_by_place_or_by_name(
    labels: dict[str, object], columns: dict[str, object], accuracy: float
) -> None:
    gold = [{"content": [PIER], "type": "indirect", **labels}]
    assert claim_figures(gold, [row(14, 34, **columns)])["speaker_accuracy"] == accuracy


def test_a_speaker_where_nobody_is_named_is_invented() -> None:
    gold = [{"content": [PIER], "type": "indirect", "speaker": []}]
    assert claim_figures(gold, [row(14, 34, speaker=(0, 8))])["speaker_invented"] == "1/1"
    assert claim_figures(gold, [row(14, 34)])["speaker_invented"] == "0/1"


def test_hedges_count_only_where_the_gold_says_yes_or_no() -> None:
    open_ended = [{"content": [PIER], "type": "indirect"}]
    said = [{"content": [PIER], "type": "indirect", "hedged": True}]
    assert "hedged" not in claim_figures(open_ended, [row(14, 34, hedged=True)])
    hedged = claim_figures(said, [row(14, 34, hedged=False)])["hedged"]
    assert isinstance(hedged, dict)
    assert (hedged["r"], hedged["gold"]) == (0.0, 1)


def test_nested_rows_count_only_where_the_gold_nests() -> None:
    flat = [{"content": [PIER], "type": "indirect"}]
    nests = [*flat, {"content": [[22, 34]], "type": "indirect", "parent": 0}]
    nested_row = row(22, 34, is_nested=True)
    for gold, counted in ((flat, 1), (nests, 2)):
        spans = claim_figures(gold, [row(14, 34), nested_row])["claim_spans_iou50"]
        assert isinstance(spans, dict)
        assert spans["pred"] == counted


def test_the_authors_own_words_leak_when_they_are_anothers() -> None:
    gold = [
        {"content": [PIER], "type": "indirect"},
        {"content": [[36, 63]], "type": "self_assertion"},
    ]
    own = [row(14, 34, report_type="self_assertion"), row(36, 63, report_type="self_assertion")]
    figures = claim_figures(gold, own)
    assert figures["self_assertion_leak"] == 0.5
    assert figures["self_assertion_recall"] == "1/1"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("President Ada Roth", "Roth", True),
        ("Ada Roth", "Ivo Roth", False),
        ("Ada Maria Roth", "Ada Roth", True),
        ("the harbour board", "harbour board", True),
        ("the harbour board", "the school board", False),
        ("Ada Roth", None, False),
        ("der Präsident", "Präsident", False),
    ],
)
def test_names_agree_by_their_last_word_and_half_of_all(first: str, second: str | None, same: bool) -> None:
    assert is_same_name(first, second) is same


def test_mentions_by_span_type_and_entity() -> None:
    gold = [
        {"start": 0, "end": 8, "type": "PER", "entity": "roth"},
        {"start": 36, "end": 44, "type": "PER", "entity": "lent"},
    ]
    score = MentionScore()
    score.add(
        document(mentions=gold),
        [ReadMention(0, 8, "person", "x"), ReadMention(36, 44, "place", "x"), ReadMention(22, 26, "place", None)],
    )
    figures = score.figures()
    assert figures["mentions_exact"] == {"p": 0.667, "r": 1.0, "f1": 0.8, "gold": 2, "pred": 3}
    assert figures["mention_type_accuracy"] == 0.5
    # Two people taken for one: every one of the pair is half right, and found whole.
    assert figures["entity_b_cubed"] == {"p": 0.5, "r": 1.0, "f1": 0.667}


def test_layout_and_fields() -> None:
    score = TextScore()
    passages = [{"passage_kind": "post", "char_start": 4, "char_end": 35, "text": TEXT[4:35]}]
    sources = [
        {"source_role": "main", "source_kind": "thread", "author_name": "Ada Roth, Ivo Lent", "published_on": None}
    ]
    gold = document(
        posts=[{"start": 0}, {"start": 36}],
        threads=[{"role": "main"}],
        sentences=[[0, 35], [36, 64]],
        body_lines=[{"start": 0, "end": 35, "body": True}, {"start": 36, "end": 64, "body": False}],
        meta={"author_name": ["Ada Roth"], "published_on": "2022-01-08", "title": None},
    )
    score.add(gold, passages, [{"char_end": 36}], sources)
    figures = score.figures()
    assert figures["posts"] == {"p": 1.0, "r": 0.5, "f1": 0.667, "gold": 2, "pred": 1}
    assert figures["threads_right"] == "1/1"
    assert figures["sentence_ends"] == {"p": 1.0, "r": 0.5, "f1": 0.667, "gold": 2, "pred": 1}
    assert figures["body_lines"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1}
    assert (figures["meta_author_name"], figures["meta_published_on"]) == ("1/1", "0/1")
    assert "meta_title" not in figures


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 1: this is no JSON"),
        ('["a"]', "a JSON object with the texts `id` and `text`"),
        ('{"id": "a"}', "`text`"),
        ('{"id": "a", "text": "abc", "sentences": [[0, 9]]}', "the span 0–9 does not lie in a text of 3"),
        ('{"id": "a", "text": "abc", "claims": [{"type": "direct"}]}', "not as expected"),
        ('{"id": "a", "text": "abc"}\n{"id": "a", "text": "b"}', "line 2: the id a was given before"),
        ("", "holds no document"),
    ],
)
def test_a_faulty_gold_file_is_refused_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl") as refusal:
        read_gold(file)
    assert says in str(refusal.value)


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "a/../../outside"])
def test_captures_are_written_below_their_folder_alone(tmp_path: Path, name: str) -> None:
    with pytest.raises(GoldError, match="leads out"):
        write_captures([{"id": name, "text": "x"}], tmp_path / "raw")
    assert not (tmp_path / "raw").exists()


def test_captures_that_are_there_are_not_overwritten(tmp_path: Path) -> None:
    assert write_captures([{"id": "b/a", "text": "one\r\n"}], tmp_path) == 1
    assert (tmp_path / "b" / "a.txt").read_bytes() == b"one\r\n"
    with pytest.raises(GoldError, match="with another text"):
        write_captures([{"id": "b/a", "text": "two"}], tmp_path)


def test_a_warehouse_scored_on_what_it_holds_itself_is_right(sample_warehouse: Path) -> None:
    """Gold made of the warehouse's own rows: every figure is full, and nothing is missing."""
    with open_warehouse(sample_warehouse) as warehouse:
        gold: list[GoldDocument] = []
        for capture in warehouse.rows("select * from documents order by document_id limit 6"):
            of = capture["document_id"]
            claims = warehouse.rows("select * from fct_claims where document_id = ? and is_attributed", of)
            mentions = warehouse.rows("select * from fct_mentions where document_id = ? and mention_type = 'name'", of)
            sentences = warehouse.rows("select * from sentences where document_id = ?", of)
            gold.append(
                {
                    "id": capture["capture_path"].removesuffix(".txt"),
                    "text": capture["text"],
                    "claims": [
                        {
                            "content": [[s["char_start"], s["char_end"]] for s in claim["content_spans"]],
                            "type": claim["report_type"],
                            "hedged": claim["hedged"],
                            "parent": claim["parent_claim_id"],
                        }
                        for claim in claims
                    ],
                    "mentions": [
                        {
                            "start": m["char_start"],
                            "end": m["char_end"],
                            "type": m["entity_type"],
                            "entity": m["entity_id"] or m["mention_id"],
                        }
                        for m in mentions
                    ],
                    "sentences": [[s["char_start"], s["char_end"]] for s in sentences],
                }
            )
        figures = score_warehouse(gold, warehouse)
    for name in ("missing", "verbatim_errors", "uncovered_chars"):
        assert figures[name] == 0, name
    for name in ("claim_tokens", "claim_spans_iou50", "mentions_exact", "entity_b_cubed", "sentence_ends"):
        scored = figures[name]
        assert isinstance(scored, dict)
        assert scored["f1"] == 1.0, name
    assert figures["self_assertion_leak"] is not None


@pytest.mark.parametrize(
    # The two shares of Wilson's own kind of table: 8 of 10, and all of 10.
    ("right", "of", "low", "high"),
    [(8, 10, 0.490, 0.943), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (500, 1000, 0.469, 0.531)],
)
def test_the_interval_of_a_share(right: int, of: int, low: float, high: float) -> None:
    assert wilson_interval(right, of) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_quality_is_told_by_language_and_type_with_how_many_cases(sample_warehouse: Path) -> None:
    """Gold of two statements that the warehouse holds, one told as another type, and one that nobody makes."""
    with open_warehouse(sample_warehouse) as warehouse:
        rows = warehouse.rows(
            "select capture_path, text, content_spans, report_type from fct_claims join documents using (document_id)"
            " where is_attributed and parent_claim_id is null and documents.language = 'en'"
            " and capture_path like 'articles/northgate%' order by content_start limit 2"
        )
        spans = [[[s["char_start"], s["char_end"]] for s in row["content_spans"]] for row in rows]
        document: GoldDocument = {
            "id": rows[0]["capture_path"].removesuffix(".txt"),
            "text": rows[0]["text"],
            "claims": [
                {"content": spans[0], "type": rows[0]["report_type"]},
                {"content": spans[1], "type": "free_indirect"},
                {"content": [[0, 30]], "type": "direct"},
            ],
            "meta": {"language": "en"},
        }
        metrics = {(m.metric, m.language, m.report_type): m for m in measure_quality([document], warehouse)}
    assert metrics["claim_recall", "all", "all"].n == 3
    assert metrics["claim_recall", "en", "all"] == replace(metrics["claim_recall", "all", "all"], language="en")
    assert metrics["claim_recall", "en", "free_indirect"].value == 1.0
    assert metrics["claim_recall", "en", "direct"].value == 0.0
    assert ("claim_precision", "en", "free_indirect") not in metrics
    assert metrics["claim_precision", "en", rows[0]["report_type"]].value > 0
    assert {name for name, _, _ in metrics} <= MEANINGS.keys()
    assert all(m.interval_low <= m.value <= m.interval_high for m in metrics.values())


def test_a_text_that_the_warehouse_lacks_or_holds_otherwise_is_missing(sample_warehouse: Path) -> None:
    with open_warehouse(sample_warehouse) as warehouse:
        (capture,) = warehouse.rows("select * from documents order by document_id limit 1")
        gold: list[GoldDocument] = [
            {"id": "no/such/capture", "text": TEXT, "claims": [{"content": [PIER], "type": "indirect"}]},
            {"id": capture["capture_path"].removesuffix(".txt"), "text": "Something else."},
        ]
        figures = score_warehouse(gold, warehouse)
    assert figures["missing"] == 2
    assert json.dumps(figures["missing_examples"]).count("why") == 2
    spans = figures["claim_spans_iou50"]
    assert isinstance(spans, dict)
    assert (spans["gold"], spans["pred"]) == (1, 0)
