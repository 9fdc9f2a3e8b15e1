"""Every row of the claim lexicons does what its example shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dagster_project.extract.claims.lexicon import rows

CUES = [row for language in ("en", "de", "ru") for row in rows(f"cues_{language}.csv")]
MARKED = [row for row in CUES if "<" in row["example"]]
RULES = rows("rules.csv")
EPISTEMICS = rows("epistemics.csv")


@pytest.mark.parametrize("row", MARKED, ids=lambda row: f"{row['language']}-{row['part_of_speech']}-{row['lemma']}")
def test_a_cue_finds_the_content_of_its_example(
    row: dict[str, str], claims_of: Callable[..., list[dict[str, Any]]], marked: Callable[[str], Any]
) -> None:
    plain, speaker, content = marked(row["example"])
    found = claims_of(plain, row["language"])
    assert content in {claim["content_text"].strip(" .,") for claim in found if claim["is_attributed"]}
    if speaker:
        assert speaker in {claim["speaker_text"] for claim in found}


@pytest.mark.parametrize("row", EPISTEMICS, ids=lambda row: f"{row['language']}-{row['form']}")
def test_a_hedge_or_negation_marks_its_example(
    row: dict[str, str], claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    found = claims_of(row["example"], row["language"])
    assert any(claim["hedged"] for claim in found) == (row["kind"] == "hedge")
    assert any(claim["negated"] for claim in found) == (row["kind"] == "negation")
