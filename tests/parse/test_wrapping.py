"""Articles whose lines were wrapped at a width: paragraphs are joined, line ends that mean something are kept."""

from __future__ import annotations

import pytest

GERMAN_HEADLINE = "Kran stürzt in Salzmünde auf Kähne"
HEADLINE = "Crane falls on barges in night storm"
FIRST = """A crane in the old harbour of Saltmouth fell on two empty
barges on Tuesday night, the port authority said. Nobody
was hurt."""
SECOND = """"We heard a noise like a train," said Piet Osterholt, who
keeps the night watch at the northern gate. The police
closed the quay until Thursday."""
GERMAN = """Im alten Hafen von Salzmünde ist in der Nacht zum Mittwoch
ein Kran auf zwei leere Kähne gestürzt. Verletzt wurde
niemand, teilte die Hafenbehörde mit."""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("headline", "paragraphs"),
    [
        (HEADLINE, [FIRST]),
        (HEADLINE, [FIRST, SECOND]),
        (HEADLINE, [FIRST, "No date was set."]),
        (GERMAN_HEADLINE, [GERMAN]),
    ],
)
def test_a_wrapped_article_has_its_headline_and_its_paragraphs(parse, headline, paragraphs, between, end) -> None:
    parsed = parse((headline + between + "\n\n".join(paragraphs) + "\n").replace("\n", end))
    assert parsed.source["title"] == headline
    assert parsed.texts("paragraph") == [paragraph.replace("\n", end) for paragraph in paragraphs]


def test_byline_and_date_stay_apart(parse) -> None:
    parsed = parse(f"{HEADLINE}\nBy Nora Feldkirch\n12 January 2022\n{FIRST}\n\n{SECOND}\n")
    assert parsed.source["author_name"] == "Nora Feldkirch"
    assert str(parsed.source["published_on"]) == "2022-01-12"
    assert parsed.texts("paragraph") == [FIRST, SECOND]


def test_paragraphs_of_a_line_each_stay_apart(parse) -> None:
    lines = [
        "The harbour master of Saltmouth said on Friday that the old crane had been checked in the spring.",
        "He showed a letter to reporters and said that it proved that nobody at the port had slept.",
        "The mayor, who wants the northern quay closed for good, did not answer any of our questions.",
    ]
    assert parse(HEADLINE + "\n" + "\n".join(lines)).texts("paragraph") == lines
