"""Every rule makes the row that its example shows: content, speaker, and no other rule in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dagster_project.extract.claims.lexicon import rows


@pytest.mark.parametrize("row", rows("rules.csv"), ids=lambda row: row["rule"])
def test_a_rule_reads_its_example(
    row: dict[str, str], claims_of: Callable[..., list[dict[str, Any]]], marked: Callable[[str], Any]
) -> None:
    plain, speaker, content = marked(row["example"])
    names = [speaker] if "named" in row["rule"] else []
    found = [claim for claim in claims_of(plain, row["language"], "paragraph", names) if claim["rule"] == row["rule"]]
    assert content in {claim["content_text"].strip('„“”",.!? ') for claim in found}
    assert not speaker or speaker in {claim["speaker_text"] for claim in found}


def test_every_claim_quotes_the_text_to_the_letter(claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    text = (
        "“The dam,” said Ada Roth, “will hold — we think.” Jonas Feld, her deputy, said it would not.\n"
        "According to the council, nobody asked. ''Not me,'' the mayor said (twice)."
    )
    found = claims_of(text, "en")
    assert len(found) >= 4
    for claim in found:
        spans = [text[span["char_start"] : span["char_end"]] for span in claim["content_spans"]]
        assert claim["content_text"] == " ".join(spans)
        for name in ("speaker", "cue"):
            start, end = claim[f"{name}_start"], claim[f"{name}_end"]
            assert claim[f"{name}_text"] == (None if start is None else text[start:end])


@pytest.mark.parametrize(
    ("language", "sentence", "content"),
    [
        ("en", "The mayor said that about 20,000 people had gathered at the pier.", "that about 20,000 people had"),
        ("en", "According to the ministry, 4,404,000 crowns were lost.", "4,404,000 crowns were lost"),
        ("de", "Der Bürgermeister sagte, es seien 1,5 Millionen Kronen verloren.", "es seien 1,5 Millionen Kronen"),
    ],
)
def test_the_comma_in_a_number_ends_no_clause(
    language: str, sentence: str, content: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    (claim,) = (claim for claim in claims_of(sentence, language) if claim["is_attributed"] and claim["cue_text"])
    assert claim["content_text"].startswith(content)
