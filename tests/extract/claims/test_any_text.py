"""Claims of texts that nobody would write: nothing raises, every span is the text's, costs grow with the length."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from dagster_project.extract.claims.lexicon import load_lexicon

MARKS = [*"\"“”„«»‘’'.,;:!?()—-…#@[]%$", "\n", "''", "``", "--", "’s", "n't", "10.", "🙂", "Ada", "Roth", "Lund", "x"]


def words_of(language: str, count: int, seed: int) -> str:
    lexicon = load_lexicon(language)
    assert lexicon is not None
    known = sorted(lexicon.classes)
    chance = random.Random(seed)
    chosen = [chance.choice(MARKS) if chance.random() < 0.4 else chance.choice(known) for _ in range(count)]
    return "".join(word + chance.choice([" ", " ", " ", ""]) for word in chosen)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("seed", range(40))
def test_no_text_raises_and_every_span_is_the_text_s(
    language: str, seed: int, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    text = words_of(language, 150, seed)
    for claim in claims_of(text, language):
        spans = [(span["char_start"], span["char_end"]) for span in claim["content_spans"]]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert claim["content_text"] == " ".join(text[start:end] for start, end in spans)
        for name in ("speaker", "cue"):
            start, end = claim[f"{name}_start"], claim[f"{name}_end"]
            assert claim[f"{name}_text"] == (None if start is None else text[start:end])


@pytest.mark.parametrize(
    ("language", "piece"),
    [("en", "said he that "), ("en", "“a "), ("en", "according to "), ("de", "sagte, dass er, "), ("de", '" ')],
)
def test_a_long_hostile_text_costs_no_more_than_its_length(
    language: str, piece: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    began = time.process_time()
    claims_of(piece * 4000, language)
    assert time.process_time() - began < 20
