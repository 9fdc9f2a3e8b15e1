"""A language by rows alone: Russian quotations, `заявил, что` and `по словам`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ARTICLES = Path(__file__).parent / "russian_articles.txt"
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


def test_russian_articles_of_our_own_are_read_as_labelled(
    claims_of: Callable[..., list[dict[str, Any]]],
    articles_of: Callable[..., Any],
    words_in: Callable[..., set[int]],
) -> None:
    right = given = labelled = named = 0
    wrong: list[str] = []
    for _, text, statements in articles_of(ARTICLES):
        rows = claims_of(text, "ru", "paragraph")
        read = [words_in(text, [(s["char_start"], s["char_end"]) for s in row["content_spans"]]) for row in rows]
        given, labelled = given + len(rows), labelled + len(statements)
        for item in statements:
            content = words_in(text, item.content)
            best = max(range(len(rows)), key=lambda n: len(read[n] & content) / len(read[n] | content))
            if read[best] != content:
                wrong.append(text[item.content[0][0] : item.content[-1][1]])
                continue
            right += 1
            start, end = rows[best]["speaker_start"], rows[best]["speaker_end"]
            named += start is not None and any(start < b and a < end for a, b in item.speaker)
    assert labelled == 50
    assert right >= 48, wrong
    assert given == right
    assert named == right


@pytest.mark.parametrize(
    "sentence",
    [
        "Мост, сообщили, закрыт.",
        "Как сказал.",
        "Внимание: «Мост закрыт до мая».",
        "Он, как и она, живёт в порту.",
        "Согласно.",
    ],
)
def test_a_cue_without_its_speaker_gives_nothing(sentence: str, claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    assert claims_of(sentence, "ru") == []
