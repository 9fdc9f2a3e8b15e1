"""Quantities: what counts as one, its value, its words; and what only looks like one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dagster_project.extract.quantities import Tokens, find_quantities, read_quantities, read_spans
from dagster_project.extract.quantities.lexicon import LEXICONS, load_numbers
from dagster_project.tables import frame

# language, text, and per quantity: words, low, high, unit, currency, counted, approximate
READ = [
    ("en", "The flood cost $2-3 billion.", [("$2-3 billion", 2e9, 3e9, None, "USD", None, False)]),
    ("de", "Die Flut kostete 2-3 Milliarden $.", [("2-3 Milliarden $", 2e9, 3e9, None, "USD", None, False)]),
    ("de", "Die Flut kostete zwei bis drei Milliarden Euro.",
     [("zwei bis drei Milliarden Euro", 2e9, 3e9, None, "EUR", None, False)]),
    ("en", "About 20,000 people marched.", [("About 20,000", 20000, 20000, "person", None, None, True)]),
    ("en", "She counted 20 thousand bandits.", [("20 thousand", 20000, 20000, "person", None, "attackers", False)]),
    ("ru", "Пришли 20 тысяч человек.", [("20 тысяч", 20000, 20000, "person", None, None, False)]),
    ("ru", "Пришли около 20 000 человек.", [("около 20 000", 20000, 20000, "person", None, None, True)]),
    ("en", "Dozens of people were hurt.", [("Dozens", 24, 99, "person", None, None, True)]),
    ("de", "Es gab Hunderte Verletzte.", [("Hunderte", 200, 999, "person", None, "injured", True)]),
    ("en", "At least forty patients left.", [("At least forty", 40, None, "person", None, None, True)]),
    ("en", "It takes no more than ten days.", [("no more than ten days", None, 10, "day", None, None, True)]),
    ("en", "Prices rose by 25 per cent.", [("25 per cent", 25, 25, "percent", None, None, False)]),
    ("en", "Prices rose by 1.5%.", [("1.5%", 1.5, 1.5, "percent", None, None, False)]),
    ("de", "Rund 5.800 Menschen kamen, 1,5 Prozent mehr.",
     [("Rund 5.800", 5800, 5800, "person", None, None, True), ("1,5 Prozent", 1.5, 1.5, "percent", None, None, False)]),
    ("en", "Between 200 and 300 people came.", [("200 and 300", 200, 300, "person", None, None, False)]),
    ("en", "They found 164 dead.", [("164", 164, 164, "person", None, "dead", False)]),
    ("en", "The toll stands at 164.", [("164", 164, 164, None, None, None, False)]),
    ("en", "A litre costs 120 tenge.", [("120 tenge", 120, 120, None, "KZT", None, False)]),
    ("en", "Three private jets took off.", [("Three", 3, 3, None, None, None, False)]),
    ("de", "Es gibt die Meldung über 164 Tote.", [("164", 164, 164, "person", None, "dead", False)]),
]  # fmt: skip

NOT_QUANTITIES = [
    ("en", "It burned on January 6, 2022."),
    ("en", "It burned on 6 January at 10:15."),
    ("de", "Es brannte am 6. Januar 2022 um 10:15 Uhr."),
    ("en", "It burned on the 5th and again in 2011."),
    ("en", "Orda, 56, twice led the town."),
    ("en", "The 81-year-old mayor left."),
    ("en", "The mayor is 81 years old."),
    ("de", "Die Bürgermeisterin ist 50 Jahre alt."),
    ("en", "Tea is handed out at school no. 25."),
    ("en", "Buses 32, 63 and 92 run again."),
    ("en", "It says so in post 3/9."),
    ("en", "Version 1.2.3 is out."),
]


@pytest.mark.parametrize(("language", "text", "expected"), READ)
def test_a_quantity_has_its_value_and_its_words(language: str, text: str, expected: list[tuple[object, ...]]) -> None:
    numbers = load_numbers(language)
    assert numbers is not None
    found = [
        (text[q.char_start : q.char_end], q.value_low, q.value_high, q.unit, q.currency, q.counted, q.is_approximate)
        for q in read_quantities(Tokens(text), numbers, language)
    ]
    assert found == expected


@pytest.mark.parametrize(("language", "text"), NOT_QUANTITIES)
def test_dates_ages_and_numbers_that_name_are_no_quantities(language: str, text: str) -> None:
    numbers = load_numbers(language)
    assert numbers is not None
    assert [text[q.char_start : q.char_end] for q in read_quantities(Tokens(text), numbers, language)] == []


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(LEXICONS) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _rows("number_words.csv"), ids=lambda row: f"{row['language']}-{row['form']}")
def test_each_number_word_is_read_in_its_example(row: dict[str, str]) -> None:
    numbers = load_numbers(row["language"])
    assert numbers is not None
    found = read_quantities(Tokens(row["example"]), numbers, row["language"])
    words = [row["example"][q.char_start : q.char_end].casefold() for q in found]
    assert any(row["form"].casefold() in word for word in words), words


@pytest.mark.parametrize("row", _rows("units.csv"), ids=lambda row: f"{row['language']}-{row['forms'][:12]}")
def test_each_unit_is_read_in_its_example(row: dict[str, str]) -> None:
    language = "en" if row["language"] == "und" else row["language"]
    numbers = load_numbers(language)
    assert numbers is not None
    found = read_quantities(Tokens(row["example"]), numbers, language)
    assert [(q.unit or "", q.currency or "", q.counted or "") for q in found][:1] == [
        (row["unit"], row["currency"], row["counted"])
    ]


def test_signs_that_are_no_digits_are_no_numbers_and_stop_nothing() -> None:
    numbers = load_numbers("en")
    assert numbers is not None
    found = read_quantities(Tokens(f"③ boats, ² boats, {'9' * 400} boats, ١٢ boats"), numbers, "en")
    assert [quantity.value_low for quantity in found] == [12]


def test_quantities_of_a_claim_are_spans_of_the_document_inside_its_content() -> None:
    text = "“Nothing,” she said on page 300, “but 20 people were there.”"
    at = text.index("but")
    claims = frame(
        "claims",
        [
            {
                "claim_id": "c",
                "document_id": "d",
                "language": "en",
                "content_spans": [{"char_start": 1, "char_end": 9}, {"char_start": at, "char_end": len(text) - 1}],
            }
        ],
    )
    spans = read_spans(frame("documents", [{"document_id": "d", "text": text}]), claims)
    rows = find_quantities(claims, spans).to_dicts()
    assert [(row["surface"], row["char_start"]) for row in rows] == [("20", text.index("20 people"))]
