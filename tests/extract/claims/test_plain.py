"""A language by rows alone: Russian quotations, `заявил, что` and `по словам`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ARTICLE = Path(__file__).parents[3] / "raw" / "articles" / "golos-predgoriy_itogi-nedeli.txt"

CASES = [
    ("Ада Рот ранее заявила, что мост закрыт.", "indirect", "Ада Рот", "что мост закрыт"),
    ("Капитан парома Йонас Фельд сообщил: «Мы стоим».", "direct", "Капитан парома Йонас Фельд", "Мы стоим"),
    ("«Мы стоим», — сказал Фельд рыбакам. Мост закрыт.", "direct", "Фельд", "Мы стоим"),
    ("«Мы стоим», — сказал он, — «и ждём».", "direct", "он", "Мы стоим и ждём"),
    ("По словам рыбачки из Лунда, паром стоит.", "indirect", "рыбачки из Лунда", "паром стоит"),
    ("Паром, по данным порта, опоздал на час.", "indirect", "порта", "Паром опоздал на час"),
    ("По его словам, паром стоит.", "indirect", "его", "паром стоит"),
    ("В субботу сообщили, что мост закрыт.", "indirect", None, "что мост закрыт"),
]
NOTHING = ["Мост закрыт.", "Газета «Порт» вышла в субботу.", "По мосту ходит трамвай.", "Министр рассказал о мосте."]


@pytest.mark.parametrize(("sentence", "report", "speaker", "content"), CASES, ids=lambda value: str(value)[:40])
def test_russian_is_read_by_its_rows(
    sentence: str, report: str, speaker: str | None, content: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    found = [(c["report_type"], c["speaker_text"], c["content_text"]) for c in claims_of(sentence, "ru")]
    assert found == [(report, speaker, content)]


@pytest.mark.parametrize("sentence", NOTHING)
def test_without_a_cue_and_its_frame_nothing_is_read(
    sentence: str, claims_of: Callable[..., list[dict[str, Any]]]
) -> None:
    assert claims_of(sentence, "ru") == []


def test_a_denial_and_a_hedge_are_read_in_russian(claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    (claim,) = claims_of("Порт отрицает, что мост якобы закрыт.", "ru")
    assert (claim["hedge_text"], claim["negation_text"], claim["modality"]) == ("якобы", "отрицает", None)


def test_a_russian_article_says_who_said_what(claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    found = {(c["speaker_text"], c["rule"]) for c in claims_of(ARTICLE.read_text(encoding="utf-8"), "ru")}
    assert len(found) >= 10
    assert ("Министр внутренних дел Ерлан Тургумбаев", "ru_that") in found
    assert ("Токаев", "ru_quote_before") in found
    assert ("МВД", "ru_according") in found
