"""Whose statement it is, where the words of the speaker are an office: the person whom the text gives it, or nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.extract.claims import find_claims
from dagster_project.extract.mentions import find_mentions
from dagster_project.tables import frame

SEEDS = Path(__file__).parents[3] / "dbt" / "seeds"


def speakers(text: str, language: str) -> list[str]:
    """`words = person` of the attributed statements of a text of one passage, a sentence a line."""
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    source = {"source_id": "s", "document_id": "d", "language": language}
    span = {"char_start": 0, "char_end": len(text), "text": text}
    tables = (
        frame("documents", [{"document_id": "d", "text": text}]),
        frame("sources", [{**source, "source_kind": "article", "source_role": "main"}]),
        frame("passages", [{**source, **span, "passage_id": "p", "passage_kind": "paragraph", "position": 1}]),
        frame(
            "sentences",
            [
                {**source, "sentence_id": str(at), "passage_id": "p", "char_start": at, "char_end": end}
                | {"text": text[at:end]}
                for at, end in lines
            ],
        ),
    )
    mentions = find_mentions(*tables, SEEDS)
    names = {row["mention_id"]: row["document_name"] for row in mentions.to_dicts()}
    claims = find_claims(*tables, mentions).filter(is_attributed=True).sort("content_start").to_dicts()
    return [f"{claim['speaker_text']} = {names.get(claim['speaker_mention_id'])}" for claim in claims]


MEANT = [
    ("en", "President Ilse Brandt came.\nThe president said that the pier was safe.",
     "The president = Ilse Brandt"),
    ("en", "Interior Minister Peter Osei flew in.\nThe bridge is closed, the interior minister said.",
     "the interior minister = Peter Osei"),
    ("en", "FTS Director Anna Olsen flew in.\nThe FTS director said that the bridge was closed.",
     "The FTS director = Anna Olsen"),
    ("en", "Republican nominee Peter Osei flew in.\nThe Republican nominee said that the bridge was closed.",
     "The Republican nominee = Peter Osei"),
    ("en", "The spokeswoman of the harbour, Anna Olsen, said that the pier was closed.",
     "The spokeswoman = Anna Olsen"),
    ("en", "Its director, Anna Olsen, said that the pier was closed.", "Its director = Anna Olsen"),
    ("en", "His former partner, Anna Olsen, said that the pier was closed.", "His former partner = Anna Olsen"),
    ("de", "Präsident Peter Osei reiste ab.\nDer Präsident sagte, die Brücke sei sicher.",
     "Der Präsident = Peter Osei"),
    ("de", "Außenminister Peter Osei reiste ab.\nDie Brücke sei sicher, sagte der Außenminister.",
     "der Außenminister = Peter Osei"),
    ("de", "Sprecherin Ilse Brandt reiste an.\nDie Sprecherin sagte, die Brücke sei gesperrt.",
     "Die Sprecherin = Ilse Brandt"),
    ("de", "Die Leiterin des Hafenamts, Ilse Brandt, sagte, der Kai sei gesperrt.", "Die Leiterin = Ilse Brandt"),
    ("de", "Der Sprecher, Peter Osei, sagte, der Kai sei gesperrt.", "Der Sprecher = Peter Osei"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "speaker"), MEANT)
def test_an_office_speaks_for_the_person_who_has_it(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]


def test_a_name_that_runs_on_behind_the_words_of_the_speaker_is_the_speaker() -> None:
    assert speakers("According to the Ministry of Works, the pier is closed.", "en")[0].endswith("= Ministry of Works")


NOBODY = [
    ("en", "The president said that the pier was safe.", "nobody is introduced"),
    ("en", "President Ilse Brandt met President Peter Osei.\nThe president said that the pier was safe.", "two may be"),
    ("en", "President Ilse Brandt came.\nAn adviser to the president said that the pier was safe.", "the adviser"),
    ("en", "The mayor met Anna Olsen.\nThe mayor said that the pier was safe.", "somebody else is named"),
    ("en", "An adviser to the mayor, Anna Olsen, said that the pier was safe.", "adviser or mayor"),
    ("en", "According to the mayor, Anna Olsen left the pier.", "no second comma"),
    ("en", "Republican nominee Peter Osei came.\nThe Democratic nominee said that the pier was safe.", "another party"),
    ("en", "South Korean President Ilse Brandt came.\nThe North Korean president said that the pier was safe.",
     "another country"),
    ("de", "Der Präsident sagte, die Brücke sei sicher.", "nobody is introduced"),
    ("de", "Präsident Peter Osei kam.\nDer Vizepräsident sagte, die Brücke sei sicher.", "the vice president"),
    ("de", "Der Sprecher der Ministerin, Ilse Brandt, sagte, der Kai sei gesperrt.", "spokesman or minister"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [row[:2] for row in NOBODY], ids=[f"{r[0]}-{r[2]}" for r in NOBODY])
def test_where_the_text_leaves_a_doubt_an_office_is_nobody(language: str, text: str) -> None:
    found = speakers(text, language)
    assert found
    assert all(speaker.endswith(" = None") for speaker in found)


def test_a_role_is_no_antecedent_of_a_pronoun() -> None:
    text = "President Peter Osei came.\nAnna Olsen wrote to the president.\nShe said that the pier was closed."
    assert speakers(text, "en")[-1] == "She = Anna Olsen"


PRONOUNS = [
    ("she is no man", "Peter Osei met Anna Olsen.\nShe said that the pier was shut.", "She = Anna Olsen"),
    ("he is no woman", "Anna Olsen met Peter Osei.\nHe said that the pier was shut.", "He = Peter Osei"),
    ("a title tells", "Peter Osei wrote to Ms. Brandt.\nShe said that the pier was shut.", "She = Brandt"),
    ("only a man is named", "Peter Osei left.\nShe said that the pier was shut.", "She = None"),
    ("who came before is a woman", "Anna Olsen left.\nThen it rained.\nHe said that the pier was shut.", "He = None"),
    ("somebody without a name has spoken since",
     "Peter Osei left.\nA docker said that it rained.\nHe said that the pier was shut.", "He = None"),
    ("of somebody without a name it is known that she is none",
     "Peter Osei left.\nA spokeswoman said that it rained.\nHe said that the pier was shut.", "He = Peter Osei"),
    ("the sentence is about another", "The minister met Peter Osei.\nHe said that the pier was shut.", "He = None"),
    ("an office and its holder", "The minister, Peter Osei, left.\nHe said that the pier was shut.", "He = Peter Osei"),
    ("he goes on being he", "Peter Osei left.\nThere he met Paul Ruiz.\nHe said that the pier was shut.",
     "He = Peter Osei"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in PRONOUNS], ids=[row[0] for row in PRONOUNS])
def test_a_pronoun_is_the_person_whom_the_text_supports(text: str, speaker: str) -> None:
    assert speakers(text, "en")[-1] == speaker
