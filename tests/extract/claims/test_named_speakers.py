"""Whose statement it is, where the words of the speaker are an office: the person whom the text gives it, or nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.extract.claims import find_claims
from dagster_project.extract.claims.lexicon import given_name_genders
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
    ("en", "Ilse Brandt, the old mayor, came back.\nThe 81-year-old said that the pier was safe.",
     "The 81-year-old = Ilse Brandt"),
    ("de", "Ilse Brandt kam zurück.\nDie 81-Jährige sagte, der Steg sei sicher.",
     "Die 81-Jährige = Ilse Brandt"),
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
    ("en", "Ilse Brandt met Peter Osei.\nThe 81-year-old said that the pier was safe.", "two people may be that old"),
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
    ("en", "Hillary Brandt met Peter Osei.\nHe said that the pier was safe.", "He = Peter Osei"),
    ("en", "Hillary Brandt met Peter Osei.\nThe pier was safe, she said.", "she = Hillary Brandt"),
    ("en", "Mrs. Brandt met Peter Osei.\nShe said that the pier was safe.", "She = Brandt"),
    ("en", "Peter Osei met Paul Kern.\nThe pier was safe, he said.", "he = None"),
    ("en", "Peter Osei flew in.\nPaul Kern had lied, he said.", "he = Peter Osei"),
    ("en", "Peter Osei saw no danger, as he put it.", "he = Peter Osei"),
    ("en", "Anna Olsen runs the port.\nShe met Ilse Brandt there.\nShe said that the pier was safe.",
     "She = Anna Olsen"),
    ("en", "Ilse Brandt, the former mayor, flew in.\nThe 81-year-old said that the pier was safe.",
     "The 81-year-old = Ilse Brandt"),
    ("en", "The pier is safe, according to an analysis by the Corvus Institute.", "an analysis = Corvus Institute"),
    ("de", "Peter Osei kam mit Ilse Brandt.\nSie sagte, die Brücke sei sicher.", "Sie = Ilse Brandt"),
    ("de", "Ilse Brandt kam mit Peter Osei.\nDie Brücke sei sicher, sagte er.", "er = Peter Osei"),
    ("de", "Peter Osei kam am Abend.\nPaul Kern habe gelogen, sagte er.", "er = Peter Osei"),
    ("de", "Ilse Brandt kam mit den Fischern.\nSie sagten, die Brücke sei sicher.", "Sie = None"),
    ("de", "Ilse Brandt kam am Abend.\nDie 61-Jährige sagte, die Brücke sei sicher.", "Die 61-Jährige = Ilse Brandt"),
    ("de", "Ilse Brandt kam am Abend.\nDer 61-Jährige sagte, die Brücke sei sicher.", "Der 61-Jährige = None"),
    # she is no man
    ("en", "Peter Osei met Anna Olsen.\nShe said that the pier was shut.", "She = Anna Olsen"),
    # he is no woman
    ("en", "Anna Olsen met Peter Osei.\nHe said that the pier was shut.", "He = Peter Osei"),
    # a title tells
    ("en", "Peter Osei wrote to Ms. Brandt.\nShe said that the pier was shut.", "She = Brandt"),
    # only a man is named
    ("en", "Peter Osei left.\nShe said that the pier was shut.", "She = None"),
    # who came before is a woman
    ("en", "Anna Olsen left.\nThen it rained.\nHe said that the pier was shut.", "He = None"),
    # somebody without a name has spoken since
    ("en", "Peter Osei left.\nA docker said that it rained.\nHe said that the pier was shut.", "He = None"),
    # of somebody without a name it is known that she is none
    ("en", "Peter Osei left.\nA spokeswoman said that it rained.\nHe said that the pier was shut.", "He = Peter Osei"),
    # the sentence is about another
    ("en", "The minister met Peter Osei.\nHe said that the pier was shut.", "He = None"),
    # an office and its holder
    ("en", "The minister, Peter Osei, left.\nHe said that the pier was shut.", "He = Peter Osei"),
    # he goes on being he
    ("en", "Peter Osei left.\nThere he met Paul Ruiz.\nHe said that the pier was shut.", "He = Peter Osei"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "speaker"), PRONOUNS)
def test_a_pronoun_is_the_one_person_whom_the_text_leaves(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language)[-1] == speaker


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Hillary", "f"), ("Ulrike", "f"), ("Peter", "m"), ("Mustafa", "m"), ("Kim", None), ("Quallo", None)],
)
def test_a_given_name_tells_a_woman_or_a_man_where_it_does(name: str, gender: str | None) -> None:
    assert given_name_genders().get(name) == gender
