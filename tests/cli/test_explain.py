"""`hearsay explain`: why a statement is one."""

from __future__ import annotations

import json

import pytest

from dagster_project.cli.lexicon_rows import lexicon_rows


def claim_id(desk, condition: str) -> str:
    """The id of the one claim that meets a condition."""
    answer = desk("sql", f"select claim_id from fct_claims where {condition}", "-f", "json")
    (row,) = json.loads(answer)
    return str(row["claim_id"])


def test_the_sentence_stands_in_its_context_with_its_parts_marked(desk) -> None:
    shown = desk("explain", claim_id(desk, "content_text = 'that the pier may be unsafe'"))
    assert "[Ada Roth], the harbour master, {said} <that the pier may be unsafe>. She did not say why." in shown
    assert "is closed, and nobody in town knows" in shown  # the sentence before
    assert "threads/copy-of-pier.txt" in shown


def test_rule_hedge_and_confidence_are_given_with_the_rows_behind_them(desk) -> None:
    shown = desk("explain", claim_id(desk, "content_text = 'that the pier may be unsafe'"))
    assert "en_that: that-clause (right in " in shown
    assert "yes, by “may”: it is listed as a hedge over the verb" in shown
    assert "rules.csv:" in shown
    assert "epistemics.csv:" in shown
    assert "lemma say, " in shown


def test_a_cue_that_denies_is_named_as_the_reason(desk) -> None:
    shown = desk("explain", claim_id(desk, "cue_text = 'denied'"))
    assert "negated      yes, by “denied”: the cue “deny” itself denies what is said" in shown


def test_the_speaker_is_named_as_the_entity_it_was_taken_for(desk) -> None:
    shown = desk("explain", claim_id(desk, "cue_text = 'denied'"))
    assert "“Tokayev” (person) is Kassym-Jomart Tokayev" in shown
    assert "named “Tokayev” at " in shown


def test_german_rows_are_found_by_their_forms(desk) -> None:
    shown = desk("explain", claim_id(desk, "cue_text = 'kündigte'"))
    assert "cues_de.csv:" in shown
    assert "lemma ankündigen" in shown


def test_a_prefix_is_enough_and_one_too_short_lists_what_it_may_be(desk) -> None:
    whole = claim_id(desk, "content_text = 'that the pier may be unsafe'")
    assert f"claim {whole}" in desk("explain", whole[:12].upper())
    assert "no claim_id begins with" in desk.refused("explain", "")
    # Ten statements and sixteen digits: some two begin alike, or else every digit is a prefix of one at most.
    firsts = [row[0] for row in desk("sql", "select claim_id from fct_claims", "-f", "csv").splitlines()[1:]]
    shared = next((digit for digit in firsts if firsts.count(digit) > 1), None)
    if shared is not None:
        assert "several claims begin with" in desk.refused("explain", shared)


def test_an_unknown_id_says_where_ids_are_found(desk) -> None:
    assert "hearsay show PATH --claims" in desk.refused("explain", "ffffffffffffffff")


def test_the_record_has_the_excerpt_to_the_letter(desk) -> None:
    record = json.loads(desk("explain", claim_id(desk, "cue_text = 'denied'"), "-f", "json"))
    (excerpt,) = record["excerpts"]
    assert record["claim"]["content_text"] in excerpt["text"]
    assert "text" not in record["claim"]


CLAIM = {
    "rule": "en_that",
    "language": "en",
    "cue_text": None,
    "hedge_text": None,
    "negation_text": None,
    "speaker_text": None,
    "speaker_kind": None,
}


@pytest.mark.parametrize(
    ("part", "words", "column", "value"),
    [
        ("negation", {"negation_text": "didn't"}, "form", "n't"),
        ("negation", {"negation_text": "no longer"}, "form", "no longer"),
        ("hedge", {"hedge_text": "Apparently"}, "form", "apparently"),
        ("hedge", {"hedge_text": "said to"}, "form", "said to"),
        ("cue", {"cue_text": "denied"}, "lemma", "deny"),
        ("negation", {"cue_text": "denies", "negation_text": "denies"}, "lemma", "deny"),
        ("cue", {"cue_text": "mitgeteilt", "language": "de"}, "lemma", "mitteilen"),
        ("speaker", {"speaker_text": "The report", "speaker_kind": "document"}, "words", "report …"),
    ],
)
def test_words_lead_to_their_lexicon_row(part: str, words: dict[str, str], column: str, value: str) -> None:
    rows = [row for row in lexicon_rows(CLAIM | words) if row.part == part]
    assert value in {row.columns[column] for row in rows}
    assert all(row.line > 1 for row in rows)


def test_words_that_no_lexicon_lists_lead_nowhere() -> None:
    rows = lexicon_rows(CLAIM | {"hedge_text": "purple", "cue_text": "xyzzy", "language": "zz"})
    assert {row.part for row in rows} == {"rule"}
