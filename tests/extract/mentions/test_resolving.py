"""Within a document a short form is the person named in full; where two are as likely, or none is, it stays apart."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.extract.mentions import find_mentions
from dagster_project.tables import frame

Mentions = Callable[..., list[dict[str, Any]]]


def test_a_family_name_has_the_key_of_the_full_name(mentions: Mentions) -> None:
    rows = mentions("Sarah Holmgren came. Holmgren left. Mr. Holmgren was late.")
    assert {row["name_key"] for row in rows} == {"person:holmgren|sarah"}
    assert {row["document_name"] for row in rows} == {"Sarah Holmgren"}


def test_of_two_people_as_likely_neither_is_taken(mentions: Mentions) -> None:
    rows = mentions("Sarah Holmgren met Peter Holmgren. Holmgren left.")
    keys = [row["name_key"] for row in rows]
    assert len(set(keys)) == 3
    assert keys[2].endswith(rows[0]["document_id"])


def test_behind_a_given_name_that_no_list_has_a_family_name_is_anothers(mentions: Mentions) -> None:
    rows = mentions("Zelmira Holmgren was late. Then Sarah Holmgren came. Holmgren left.")
    assert [row["surface"] for row in rows] == ["Sarah Holmgren", "Holmgren"]


def test_the_one_named_far_more_often_is_taken(mentions: Mentions) -> None:
    rows = mentions("Sarah Holmgren met Peter Holmgren. Sarah Holmgren left. Sarah Holmgren slept. Holmgren snored.")
    assert rows[-1]["document_name"] == "Sarah Holmgren"


def test_a_family_name_alone_is_another_entity_in_every_document(frame_of: Callable[..., pl.DataFrame]) -> None:
    rows = frame_of(["Mr. Osei spoke.", "Mr. Osei slept."])
    assert rows["name_key"].n_unique() == 2


def test_a_full_name_is_one_entity_over_documents_and_conventions(frame_of: Callable[..., pl.DataFrame]) -> None:
    english = frame_of(["Then Sergei Orlov spoke."], "en")
    german = frame_of(["Dann sprach Sergej Orlow."], "de")
    assert english["name_key"].to_list() == german["name_key"].to_list()


def test_a_generic_office_is_another_entity_in_every_document(frame_of: Callable[..., pl.DataFrame]) -> None:
    rows = frame_of(["The ferry belongs to the Interior Ministry.", "Boats of the Interior Ministry."])
    assert rows["surface"].to_list() == ["Interior Ministry"] * 2
    assert rows["name_key"].n_unique() == 2


def test_letters_have_the_name_they_abbreviate(mentions: Mentions) -> None:
    rows = mentions("The Feldmar Ferry Board (FFB) met. The FFB left.")
    assert {row["document_name"] for row in rows} == {"Feldmar Ferry Board"}


def test_every_name_has_what_the_warehouse_resolves_by(mentions: Mentions) -> None:
    rows = mentions("Sarah Holmgren of the Holmgren Institute met Tokayev in Houston, says Mr. Osei of CNN.")
    assert len(rows) == 6
    for row in rows:
        assert row["name_key"]
        assert row["document_name"]
        assert row["resolution_method"]
        assert 0 < row["confidence"] <= 1
        assert row["name_key"].startswith(row["entity_type"])


def test_text_shared_by_two_passages_has_its_mentions_once() -> None:
    text = "Sarah Holmgren #boat came to Almaty."
    span = {"document_id": "d", "char_start": 0, "char_end": len(text), "text": text}
    rows = find_mentions(
        frame("documents", [{"document_id": "d", "text": text}]),
        frame("sources", [{"source_id": s, "document_id": "d", "language": "en"} for s in ("s1", "s2")]),
        frame("passages", [{**span, "passage_id": f"p{s}", "source_id": s} for s in ("s1", "s2")]),
        frame("sentences", []),
        Path(__file__).parents[3] / "dbt" / "seeds",
    )
    assert rows["surface"].to_list() == ["Sarah Holmgren", "#boat", "Almaty"]
    assert rows["sentence_id"].to_list() == [None] * 3


def test_the_first_word_of_an_organization_stands_for_it(mentions: Mentions) -> None:
    rows = mentions("Shares in Ridgeline Mills fell. The chairman of Ridgeline smiled.")
    assert [(row["surface"], row["document_name"]) for row in rows] == [
        ("Ridgeline Mills", "Ridgeline Mills"),
        ("Ridgeline", "Ridgeline Mills"),
    ]
    assert rows[0]["name_key"] == rows[1]["name_key"]
