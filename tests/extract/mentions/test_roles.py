"""A role stands for the person whom the same text introduces with it, and for nobody where the text leaves a doubt."""

from collections.abc import Callable
from typing import Any

import pytest

Mentions = Callable[..., list[dict[str, Any]]]


def roles(rows: list[dict[str, Any]]) -> list[str]:
    """The roles among rows, as `surface = person`."""
    return [f"{row['surface']} = {row['document_name']}" for row in rows if row["mention_type"] == "role"]


MEANT = [
    ("en", "President Ilse Brandt left. The president said nothing.", "The president = Ilse Brandt"),
    ("en", "Interior Minister Peter Osei came. The interior minister resigned.", "The interior minister = Peter Osei"),
    ("en", "Interior Minister Peter Osei came. Later the minister resigned.", "the minister = Peter Osei"),
    ("en", "Anna Olsen, the former security chief, fled. Police held the former security chief.",
     "the former security chief = Anna Olsen"),
    ("en", "They met Kenyan President Peter Osei. The Kenyan president smiled.", "The Kenyan president = Peter Osei"),
    ("en", "They met Kenyan President Peter Osei. “The president's plan,” he wrote.", "The president = Peter Osei"),
    ("en", "Gov. Ilse Brandt signed. Critics of the governor did not.", "the governor = Ilse Brandt"),
    ("en", "Sen. Ilse Brandt spoke. Moments later the senator left.", "the senator = Ilse Brandt"),
    ("en", "President Ilse Brandt met Kenyan President Peter Osei. Brandt slept. The president said so.",
     "The president = Ilse Brandt"),
    ("en", "Indiana Gov. Ilse Brandt signed. Later the Indiana governor left.", "the Indiana governor = Ilse Brandt"),
    ("en", "He met FTS Director Ilse Brandt. Later the FTS director left.", "the FTS director = Ilse Brandt"),
    ("en", "‘The storm is over.’\n\nPresident Ilse Brandt left. The president also slept.",
     "The president = Ilse Brandt"),
    ("en", "GOP presidential nominee Peter Osei ran. The Republican nominee left.",
     "The Republican nominee = Peter Osei"),
    ("en", "Later commissioner Ilse Brandt came. The commissioner left.", "The commissioner = Ilse Brandt"),
    ("de", "Landrätin Ilse Brandt kam. Die Landrätin schwieg.", "Die Landrätin = Ilse Brandt"),
    ("de", "Präsident Peter Osei reiste ab. Dann schwieg der Präsident.", "der Präsident = Peter Osei"),
    ("de", "Bundeskanzlerin Ilse Brandt kam. Das Büro der Kanzlerin schwieg.", "der Kanzlerin = Ilse Brandt"),
    ("de", "Innenminister Peter Osei trat zurück. Der Innenminister war krank.", "Der Innenminister = Peter Osei"),
    ("de", "Ex-Präsident Peter Osei ist in Rom. Der Ex-Präsident schweigt.", "Der Ex-Präsident = Peter Osei"),
    ("de", "Ex-Präsident Peter Osei ist in Rom. So der frühere Präsident.", "der frühere Präsident = Peter Osei"),
    ("de", "Der kenianische Präsident Peter Osei kam. Das sagte der kenianische Präsident.",
     "der kenianische Präsident = Peter Osei"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "role"), MEANT)
def test_a_role_is_the_person_introduced_with_it(mentions: Mentions, language: str, text: str, role: str) -> None:
    assert roles(mentions(text, language)) == [role]


DOUBTFUL = [
    ("en", "The president said nothing.", "nobody is introduced"),
    ("en", "The president said nothing. President Ilse Brandt left.", "introduced only later"),
    ("en", "President Ilse Brandt met President Peter Osei. The president said nothing.", "two candidates"),
    ("en", "Former President Ilse Brandt left. The president said nothing.", "a former one is another"),
    ("en", "Vice President Ilse Brandt left. The president said nothing.", "a vice president is another"),
    ("en", "Deputy Minister Ilse Brandt left. The minister said nothing.", "a deputy is another"),
    ("en", "Club president Ilse Brandt left. The president said nothing.", "president of something else"),
    ("en", "Ilse Brandt, the president of the rowing club, left. The president said nothing.", "of something else"),
    ("en", "President Ilse Brandt left. The president of the club said nothing.", "a phrase that goes on"),
    ("en", "President Ilse Brandt left. In 1999 she was the president.", "a predicate"),
    ("en", "President Ilse Brandt left. The first president said nothing.", "an ordinal makes another"),
    ("en", "President Ilse Brandt left. The president, Peter Osei, said nothing.", "named on the spot"),
    ("en", "An adviser to the president, Ilse Brandt, left. Later the president said so.", "the adviser is named"),
    ("en", "They met Kenyan President Peter Osei. The French president smiled.", "another country"),
    ("en", "South Carolina Gov. Ilse Brandt signed. The South Dakota governor left.", "another state"),
    ("en", "Vice presidential nominee Ilse Brandt came. The nominee said no.", "the other of two offices"),
    ("en", "He met FTS Director Ilse Brandt. Later the ATK director left.", "another body"),
    ("en", "They met Kenyan President Peter Osei. Ilse Brandt ran. The president said no.", "not the readers' own"),
    ("en", "Sen. Ilse Brandt spoke. Peter Osei came. Moments later the senator left.", "somebody named in between"),
    ("en", "Gen. Ilse Brandt spoke. Then the general election began.", "an adjective"),
    ("en", "Imagine a President Ilse Brandt. The president said nothing.", "one that may be"),
    ("de", "Präsident Peter Osei reiste ab. Dann sprach der Präsident des Vereins.", "a phrase that goes on"),
    ("de", "Präsident Peter Osei reiste ab. Er strebt das Amt des Präsidenten an.", "the office, not the man"),
    ("de", "Vizepräsident Peter Osei reiste ab. Dann schwieg der Präsident.", "a vice president is another"),
    ("de", "Innenminister Peter Osei kam. Am Treffen der Minister nahm er teil.", "a plural"),
    ("de", "Präsident Peter Osei kam. Die Präsidenten schwiegen.", "a plural"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [row[:2] for row in DOUBTFUL], ids=[f"{r[0]}-{r[2]}" for r in DOUBTFUL])
def test_where_the_text_leaves_a_doubt_a_role_is_nobody(mentions: Mentions, language: str, text: str) -> None:
    assert roles(mentions(text, language)) == []


def test_a_role_has_the_entity_of_its_person_and_says_how(mentions: Mentions) -> None:
    rows = mentions("President Tokayev left Almaty. The president said nothing.")
    name, role = rows[0], rows[-1]
    assert (role["reference_key"], role["name_key"]) == (name["reference_key"], name["name_key"])
    assert (role["resolution_method"], role["entity_type"]) == ("role", "person")
    assert role["confidence"] < name["confidence"]
