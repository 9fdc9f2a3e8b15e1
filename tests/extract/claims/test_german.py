"""German speech as news tells it: whole articles of our own, every frame as a sentence, and what is nobody's speech.

`german_articles.txt`: articles after a line `# title`. `{3|…}` is content of statement 3 of its article (several spans
may bear one number), `[3|…]` its speaker; `a` after the number an act told of, `n` a statement whose speaker the text
does not name. A statement without a speaker of its own is that of the statement before it.

`german_sentences.txt`: a sentence a line, `[speaker]` and `<content>`; a line without content holds no statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
MARK = re.compile(r"[\[\]<>]")
Claim = dict[str, Any]


def test_articles_of_our_own_are_read_as_labelled(
    claims_of: Callable[..., list[Claim]], articles_of: Callable[..., Any], words_in: Callable[..., set[int]]
) -> None:
    right = given = labelled = speakers = named = 0
    wrong: list[str] = []
    for title, text, statements in articles_of(HERE / "german_articles.txt"):
        rows = [
            row for row in claims_of(text, "de", "paragraph") if row["is_attributed"] and row["parent_claim_id"] is None
        ]
        spans = [[(s["char_start"], s["char_end"]) for s in row["content_spans"]] for row in rows]
        read = [words_in(text, span) for span in spans]
        given, labelled = given + len(rows), labelled + len(statements)
        for item in statements:
            content = words_in(text, item.content)
            best = max(range(len(rows)), key=lambda n: len(read[n] & content) / len(read[n] | content))
            if len(read[best] & content) < 0.5 * len(read[best] | content):
                wrong.append(f"{title}: {text[item.content[0][0] : item.content[-1][1]]}")
                continue
            right += 1
            if item.speaker:
                named += 1
                row = rows[best]
                is_right = row["speaker_start"] is not None and any(
                    row["speaker_start"] < end and start < row["speaker_end"] for start, end in item.speaker
                )
                speakers += is_right
                if not is_right:
                    wrong.append(f"{title}: {row['speaker_text']} for {row['content_text']}")
    assert labelled > 200
    assert right / labelled > 0.95, wrong
    assert right / given > 0.95, wrong
    assert speakers / named > 0.95, wrong


SENTENCES = [
    line
    for line in (HERE / "german_sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("marked_sentence", SENTENCES)
def test_every_frame_gives_its_content_and_its_speaker(
    marked_sentence: str, claims_of: Callable[..., list[Claim]]
) -> None:
    def bare(words: str) -> str:
        return MARK.sub("", words).strip(" .,„“")

    rows = [
        row
        for row in claims_of(MARK.sub("", marked_sentence), "de", "paragraph")
        if row["is_attributed"] and row["parent_claim_id"] is None
    ]
    contents = [bare(words) for words in re.findall(r"<([^>]*)>", marked_sentence)]
    text = MARK.sub("", marked_sentence)
    assert [bare(text[s["char_start"] : s["char_end"]]) for row in rows for s in row["content_spans"]] == contents
    speaker = re.search(r"\[([^\]]*)\]", marked_sentence)
    wanted = set(re.findall(r"\w+", speaker[1])) if speaker else set()
    for row in rows:
        said_by = set(re.findall(r"\w+", row["speaker_text"] or ""))
        assert bool(said_by) == bool(wanted)
        assert said_by <= wanted


@pytest.mark.parametrize(
    ("addressee", "sentence"),
    [
        ("dem „Boten“", "Roth sagte dem „Boten“, der Damm halte."),
        ("der Zeitung", "Roth sagte der Zeitung, der Damm halte."),
        ("Journalisten", "Die Lotsin sagte gegenüber Journalisten, der Damm halte."),
        ("dem Boten", "„Der Damm hält“, sagte Roth dem Boten am Montag."),
        ("die Bürger", "Roth forderte die Bürger auf, Wasser zu sparen."),
        ("den Eltern", "Er teilte den Eltern in einem Brief mit, dass die Schule schließt."),
        ("alle Anwohner", "Roth rief alle Anwohner dazu auf, im Haus zu bleiben."),
        ("ihm", "Roth antwortete ihm, der Damm halte."),
        ("der Werft", "Roth warf der Werft vor, gelogen zu haben."),
        (None, "Roth kommentierte den Vorgang: „Das war zu erwarten.“"),
        (None, "Roth sagte am Montag, der Damm halte."),
        (None, "Die Stadt teilte mit, dass der Damm hält."),
        (None, "Der Sprecher der Stadt sagte, der Damm halte."),
    ],
)
def test_an_addressee_is_who_was_spoken_to(
    addressee: str | None, sentence: str, claims_of: Callable[..., list[Claim]]
) -> None:
    assert [claim["addressee_text"] for claim in claims_of(sentence, "de") if claim["is_attributed"]] == [addressee]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ich habe gestern den Ofen gesehen.",
        "Ich hätte gern einen Ofen.",
        "Es sei denn, der Ofen ist kaputt.",
        "Man nehme einen Ofen und heize ihn.",
        "Der Ofen, eine große schwere Anlage, brennt seit drei Jahren.",
        "Das Dorf liegt am Rand einer lange gesperrten Straße.",
        "Die Boote blieben im Hafen und lagen dort bis Mai.",
        "Über Nacht fiel die drei Meter hohe Mauer.",
    ],
)
def test_a_form_in_e_is_no_konjunktiv_by_its_letters(sentence: str, claims_of: Callable[..., list[Claim]]) -> None:
    assert not [claim for claim in claims_of(sentence, "de") if claim["is_attributed"]]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Roth sagte, der Kurs steige weiter.", "der Kurs steige weiter"),
        ("Roth sagte, im Herbst steige der Kurs.", "im Herbst steige der Kurs"),
        ("Roth warf dem Rat vor, er blockiere den Bau.", "er blockiere den Bau"),
        ("Roth wies darauf hin, die Frist ende im Mai.", "die Frist ende im Mai"),
        ("Die Stadt plane einen Neubau, sagte Roth.", "Die Stadt plane einen Neubau"),
    ],
)
def test_the_konjunktiv_of_any_verb_is_known_by_its_place(
    sentence: str, content: str, claims_of: Callable[..., list[Claim]]
) -> None:
    assert content in [claim["content_text"] for claim in claims_of(sentence, "de")]


def test_a_label_before_a_colon_names_the_speaker_where_it_can_be_one(claims_of: Callable[..., list[Claim]]) -> None:
    lines = ["Polizei: Zwei Boote gesunken", "Motto: „Wir sind das Meer und das Watt“"]
    text = "\n".join([*lines, "Roth: Ja, so war es.", "Roth: Es war spät."])
    found = [(c["speaker_text"], c["content_text"]) for c in claims_of(text, "de") if c["rule"] == "de_label"]
    assert found == [("Polizei", "Zwei Boote gesunken"), ("Roth", "Ja, so war es"), ("Roth", "Es war spät")]


@pytest.mark.parametrize(
    ("hedge", "negation", "modality", "sentence"),
    [
        ("dürfte", None, "possible", "Wie der Bote meldete, dürfte der Schaden wachsen."),
        ("könnte", None, "possible", "Laut Polizei könnte der Schaden höher sein."),
        ("dürfte", None, "possible", "Roth sagte, der Damm dürfte halten."),
        (None, None, "asserted", "Roth sagte, die Boote könnten auslaufen."),
        ("schließt", None, "asserted", "Roth schließt nicht aus, dass der Damm bricht."),
        (None, "schließt", "asserted", "Roth schließt aus, dass der Damm bricht."),
        (None, "nicht", "asserted", "Roth glaubt nicht, dass der Damm hält."),
        (None, None, "asserted", "Roth bestritt nicht, dass Boote fehlen."),
        ("soll", None, "asserted", "Die Wirtin soll geflohen sein."),
    ],
)
def test_a_hedge_a_denial_and_a_possibility_are_told_apart(
    hedge: str | None, negation: str | None, modality: str, sentence: str, claims_of: Callable[..., list[Claim]]
) -> None:
    (claim,) = claims_of(sentence, "de", "paragraph")
    assert (claim["hedge_text"], claim["negation_text"], claim["modality"]) == (hedge, negation, modality)


def test_numbered_posts_are_read_as_speech_and_as_the_author_s_own(claims_of: Callable[..., list[Claim]]) -> None:
    posts = (
        "1/ Das Staatsfernsehen sagt, die Lage sei ruhig.\n"
        "2/9 Ich glaube, dass wir die Zahl der Toten noch nicht kennen.\n"
        "3/ Das Ministerium meldet 26, die Krankenhäuser sprechen von über 60.\n"
        "4/ Update: Die Polizei bestätigt jetzt 31 Tote.\n"
        "5/ Der Sprecher sagte, der Präsident habe gesagt, er werde bleiben.\n"
    )
    rows = claims_of(posts, "de")
    assert [(row["speaker_text"], row["content_text"], row["parent_claim_id"] is not None) for row in rows] == [
        ("Das Staatsfernsehen", "die Lage sei ruhig", False),
        (None, "Ich glaube, dass wir die Zahl der Toten noch nicht kennen", False),
        ("Das Ministerium", "Das Ministerium meldet 26", False),
        ("die Krankenhäuser", "die Krankenhäuser sprechen von über 60", False),
        ("Die Polizei", "Die Polizei bestätigt jetzt 31 Tote", False),
        ("Der Sprecher", "der Präsident habe gesagt, er werde bleiben", False),
        ("der Präsident", "er werde bleiben", True),
    ]
    assert [row["report_type"] for row in rows if row["speaker_text"] is None] == ["self_assertion"]
