"""The text that is matched on leads back to the offsets of the document."""

from hypothesis import given
from hypothesis import strategies as st

from dagster_project.extract.mentions.reading import Passage, read_passages


def passage(start: int, text: str, place: int = 0, language: str = "en") -> Passage:
    return Passage(f"p{place}", "s", start, text, language)


def test_a_hash_inside_a_name_is_read_over() -> None:
    reading = read_passages([passage(10, "Marta #Feld said")])
    at = reading.text.index("Marta Feld")
    assert reading.span(at, at + len("Marta Feld")) == (10, 21)


def test_a_blank_line_ends_a_name_and_a_line_break_does_not() -> None:
    reading = read_passages([passage(0, "Nur\u00a0Sultan\nCity\n\nMarta")])
    assert "Nur Sultan City" in reading.text
    assert "City Marta" not in " ".join(reading.text.split(" "))


def test_runs_of_one_language_are_one_stretch() -> None:
    reading = read_passages([passage(0, "ab", 0), passage(5, "cd", 1), passage(9, "ef", 2, "de")])
    assert [(reading.text[a:b].strip(), language) for a, b, language in reading.stretches()] == [
        ("ab\n\ncd", "en"),
        ("ef", "de"),
    ]


@given(st.lists(st.text(alphabet="ab#\n \u00a0’Äя🙂", max_size=20), min_size=1, max_size=4))
def test_every_character_leads_back_to_itself(texts: list[str]) -> None:
    document, passages = "", []
    for place, text in enumerate(texts):
        document += "|"
        passages.append(passage(len(document), text, place))
        document += text
    reading = read_passages(passages)
    for at, char in enumerate(reading.text):
        if char.isalpha():
            assert document[reading.document_offset(at)] == char
