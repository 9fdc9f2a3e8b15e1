"""Names known beforehand, where they stand and where they do not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dagster_project.extract.mentions.reference import load_gazetteer, reference_forms

Names = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        # the longest form, at word boundaries
        ("Ships left Nur-Sultan by road.", "en", ["Nur-Sultan/pla"]),
        ("The EUR fell while the EU met.", "en", ["EU/org"]),
        # possessives stay outside, German genitives inside, of compounds the name alone
        ("Kazakhstan's ferries run.", "en", ["Kazakhstan/pla"]),
        ("Kazakhstan’s ferries run.", "en", ["Kazakhstan/pla"]),
        ("Kasachstans Fähren und Nasarbajews Leute warten.", "de", ["Kasachstans/pla", "Nasarbajews/per"]),
        ("Der Nasarbajew-Clan wartet.", "de", ["Nasarbajew/per"]),
        ("Die US-amerikanische Fähre kostet 80 US-Dollar.", "de", []),
        # Russian and Kazakh case endings belong to the word
        ("По словам Токаева, паром в Казахстане.", "ru", ["Токаева/per", "Казахстане/pla"]),
        ("Тоқаевтың айтуынша", "kk", ["Тоқаевтың/per"]),
        # a hash inside a name
        ("President Nursultan #Nazarbayev spoke.", "en", ["Nursultan #Nazarbayev/per"]),
        # the shorter form where the longer one does not hold
        ("The White Housewarming in Moscow.", "en", ["Moscow/pla"]),
        # headlines
        ("FERRIES STOP IN KAZAKHSTAN", "en", ["KAZAKHSTAN/pla"]),
        # words that are also places need a preposition of place
        ("Nice weather; they met in Nice.", "en", ["Nice/pla"]),
        ("Das Essen war gut, er kam aus Essen.", "de", ["Essen/pla"]),
        # outlets that are also words
        ("Time is short, the Spiegel of the sea", "en", []),
        ('Das Magazin "Stern" und der Stern am Himmel', "de", ["Stern/org"]),
        # an address holds no names
        ("See example.org/Moscow/Putin for it", "en", []),
    ],
)
def test_forms_count_where_they_name_something(text: str, language: str, found: list[str], names: Names) -> None:
    assert names(text, language) == found


def test_a_form_of_a_topic_counts_in_documents_of_the_topic_only(mentions: Callable[..., Any]) -> None:
    with_topic = mentions("Tokayev spoke to the Security Council.")
    assert [row["reference_key"] for row in with_topic] == ["tokayev_kassym-jomart", "security-council_kazakhstan"]
    without = mentions("The ferry board spoke to the Security Council.")
    assert [row["reference_key"] for row in without] == [None]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("#Tokayev", "tokayev_kassym-jomart"),
        ("#NurSultan", "astana"),
        ("#nazarbayev", "nazarbayev_nursultan"),
        ("#Токаев", "tokayev_kassym-jomart"),
        ("#VladimirPutin", "putin_vladimir"),
    ],
)
def test_a_hashtag_that_names_an_entity_has_both_rows(text: str, key: str, mentions: Callable[..., Any]) -> None:
    rows = mentions(f"Look here: {text} today")
    assert [(row["mention_type"], row["surface"], row["reference_key"]) for row in rows] == [
        ("hashtag", text, None),
        ("name", text[1:], key),
    ]


def test_a_hashtag_of_other_words_names_nobody(mentions: Callable[..., Any]) -> None:
    assert [row["mention_type"] for row in mentions("Look: #KazakhstanProtests #scenarios")] == ["hashtag", "hashtag"]


def test_relatives_stay_apart(mentions: Callable[..., Any]) -> None:
    rows = mentions("Bolat Nazarbayev met Dariga Nazarbayeva; Nazarbayev was away, Elena Nazarbayev too.")
    assert [row["reference_key"] for row in rows] == [
        "nazarbayev_bolat",
        "nazarbayeva_dariga",
        "nazarbayev_nursultan",
        None,
    ]


def test_an_unlisted_spelling_of_a_full_name_is_the_reference_person(mentions: Callable[..., Any]) -> None:
    rows = mentions("Der Gast Nursultan Nasarbaeff sprach.", "de")
    assert [(row["reference_key"], row["resolution_method"]) for row in rows] == [
        ("nazarbayev_nursultan", "reference_name_key")
    ]


def test_places_in_two_languages_have_one_key(frame_of: Callable[..., pl.DataFrame]) -> None:
    english = frame_of(["Ferries from Warsaw to Germany"], "en")["name_key"].to_list()
    german = frame_of(["Fähren von Warschau nach Deutschland"], "de")["name_key"].to_list()
    assert english == german


def test_an_author_on_the_page_is_a_mention_of_no_passage(frame_of: Callable[..., pl.DataFrame]) -> None:
    text = "Ferries run.\n\nKeep Current with Marta Feld"
    start = text.index("Marta")
    rows = frame_of([text], author_name="Marta Feld", author_start=start, author_end=len(text)).to_dicts()
    assert [
        (row["surface"], row["entity_type"], row["passage_id"]) for row in rows if row["resolution_method"] == "author"
    ] == [("Marta Feld", "person", None)]


def test_dateline_and_origin_outside_passages_are_mentions_of_the_source(frame_of: Callable[..., pl.DataFrame]) -> None:
    text = "Nur-Sultan - Ferries run again.\n\nSource: merkur"
    rows = frame_of(
        [text], body=(13, 31), dateline_place="Nur-Sultan", origin_outlet="merkur", char_start=0, char_end=47
    )
    assert rows.select("surface", "entity_type", "resolution_method", "passage_id").rows() == [
        ("Nur-Sultan", "place", "dateline", None),
        ("merkur", "organization", "outlet", None),
    ]
    assert rows["reference_key"].to_list() == ["astana", None]


def test_every_alias_names_the_entity_it_is_listed_under(frame_of: Callable[..., pl.DataFrame], seeds: Path) -> None:
    """Forms of scope anywhere, alone in a sentence of their own language: none hides behind another entity."""
    forms = [(form, known) for form, known in reference_forms(seeds) if known.scope == "anywhere"]
    rows = frame_of([f"({place}) {form} ." for place, (form, _) in enumerate(forms)], "ru")
    found = dict(rows.filter(pl.col("mention_type") == "name").select("source_id", "reference_key").iter_rows())
    wrong = [form for place, (form, known) in enumerate(forms) if found.get(f"s{place}") != known.reference_key]
    assert wrong == []


def test_a_missing_seed_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"entities\.csv"):
        load_gazetteer(tmp_path)


def test_an_alias_of_nobody_is_named(tmp_path: Path, seeds: Path) -> None:
    for seed in seeds.glob("*.csv"):
        (tmp_path / seed.name).write_text(seed.read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "entity_aliases.csv").open("a", encoding="utf-8") as aliases:
        aliases.write("nobody,Noname,en,Latn,english,anywhere\n")
    with pytest.raises(ValueError, match="nobody"):
        load_gazetteer(tmp_path)
