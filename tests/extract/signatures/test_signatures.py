"""Signatures: which words make two statements one, what a statement says happened, to whom and when."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dagster_project.extract.quantities.lexicon import LEXICONS
from dagster_project.extract.quantities.reading import Tokens
from dagster_project.extract.signatures.event_dates import may_be_dated, read_dates
from dagster_project.extract.signatures.events import Argument, Event, is_negated, read_events
from dagster_project.extract.signatures.folding import (
    content_heads,
    exact_key,
    folded_words,
    load_folding,
    name_key,
    near_keys,
    quantities_in,
)
from dagster_project.extract.signatures.names import known_names, read_names
from dagster_project.extract.signatures.pronouns import Person, name_meant, person_meant
from dagster_project.extract.signatures.rows import is_relayed, url_key
from dagster_project.extract.signatures.spoken import spoken_date, spoken_type

PUBLISHED = date(2022, 1, 8)


def events_of(marked: str, language: str, published_on: date | None = PUBLISHED) -> list[tuple[Event, str]]:
    """Events of a sentence with its named people in [ ], and its text."""
    text = re.sub(r"[\[\]]", "", marked)
    arguments, at = [], 0
    for number, match in enumerate(re.finditer(r"\[([^\]]*)\]", marked)):
        start = match.start() - 2 * number
        arguments.append(Argument(match[1], "person", start, start + len(match[1])))
        at = start
    del at
    arguments += [
        Argument(q.counted or "", "quantity", q.char_start, q.phrase_end)
        for q in quantities_in([text], [language])[0]
        if q.unit in (None, "person")
    ]
    arguments.sort(key=lambda argument: argument.start)
    return [(event, text) for event in read_events(Tokens(text), arguments, language, published_on)]


def told(marked: str, language: str, published_on: date | None = PUBLISHED) -> list[tuple[str, str | None, str | None]]:
    found = []
    for event, text in events_of(marked, language, published_on):
        theme, agent = (text[a.start : a.end] if a else None for a in (event.theme, event.agent))
        found.append((event.predicate, theme, agent))
    return found


TOLD = [
    ("en", "that [Orda] had quietly vacated the post", [("resigned", "Orda", None)]),
    ("en", "the nephew of recently ousted Harbour Chairman [Karim Orda] fled", [("dismissed", "Karim Orda", None)]),
    ("en", "the dismissed director, [Karim Orda], was silent", [("dismissed", "Karim Orda", None)]),
    ("en", "the dismissed director accused [Karim Orda]", [("dismissed", None, None)]),
    ("en", "the president dismissed [Karim Orda]", [("dismissed", "Karim Orda", None)]),
    ("en", "[Karim Orda] was fired", [("dismissed", "Karim Orda", None)]),
    ("en", "the guards fired into the air", []),
    ("en", "they demonstrated their skills", []),
    ("en", "the [Assembly] withdrew its 22 observers", [("withdrew", "22 observers", "Assembly")]),
    ("en", "[Orda] sent a letter", []),
    ("de", "der abgesetzte Leiter [Karim Orda] schwieg", [("dismissed", "Karim Orda", None)]),
    ("de", "das Depot sei niedergebrannt", [("burned", None, None)]),
    ("en", "its former head, [Karim Orda], had been arrested for treason", [("arrested", "Karim Orda", None)]),
    ("en", "[Orda] was taken into custody on Monday", [("arrested", "Orda", None)]),
    ("en", "it has arrested its own former chief, [Karim Orda], for treason", [("arrested", "Karim Orda", None)]),
    ("en", "The arrest of [Karim Orda], the former chief, was announced", [("arrested", "Karim Orda", None)]),
    ("en", "[Orda's] arrest came as a surprise", [("arrested", "Orda's", None)]),
    ("en", "[Orda], the deputy, was reported sacked", [("dismissed", "Orda", None)]),
    ("en", "it was [Orda]'s own decision to step down", [("resigned", "Orda", None)]),
    ("en", "4,404 people across the country had been detained", [("arrested", "4,404 people", None)]),
    ("en", "20,000 “bandits” attacked the town", [("attacked", "town", "20,000 “bandits")]),
    ("en", "the ministry put the death toll at 164", [("killed", "164", None)]),
    ("en", "[Orda] dismissed [Dana Sarin]", [("dismissed", "Dana Sarin", "Orda")]),
    ("de", "Der frühere Chef [Karim Orda] ist wegen eines Verdachts festgenommen worden",
     [("arrested", "Karim Orda", None)]),
    ("de", "[Orda] sei abgesetzt worden", [("dismissed", "Orda", None)]),
    ("de", "inzwischen sind 9.900 Menschen festgenommen worden", [("arrested", "9.900 Menschen", None)]),
    ("de", "20.000 Banditen, die die Stadt angegriffen hätten",
     [("attacked", None, "20.000 Banditen")]),
    ("de", "164 Menschen seien ums Leben gekommen", [("killed", "164 Menschen", None)]),
    ("en", "[Orda] has not just been fired, but arrested too",
     [("dismissed", "Orda", None), ("arrested", "Orda", None)]),
    ("en", "[Orda] and several other officials have been detained", [("arrested", "Orda", None)]),
    ("en", "The mayor had a friend of [Sarin], [Karim Orda], arrested", [("arrested", "Karim Orda", None)]),
    ("en", "[Orda], an ally of former president #[Sarin], has been fired", [("dismissed", "Orda", None)]),
    ("en", "police had attacked the relatives' camp", [("attacked", "camp", "police")]),
    ("de", "Weil [Orda] Chef des kas.Dienstes war und wegen Verrats verhaftet wurde", [("arrested", "Orda", None)]),
    ("en", "the minister spoke of 20,000 attackers", [("attacked", None, "20,000 attackers")]),
    ("en", "the training of 3,000 militants went on for years", []),
    # Nobody rather than somebody near.
    ("en", "[Orda]'s brother was arrested", [("arrested", None, None)]),
    ("en", "a spokesman of [Orda] was dismissed", [("dismissed", None, None)]),
    ("en", "the resignation of the [Orda] cabinet", [("resigned", None, None)]),
    ("en", "[Orda] said his brother was arrested", [("arrested", None, None)]),
    ("en", "[Orda] handed over the keys", []),
    ("de", "Das Ministerium hat die Meldung über 164 Tote zurückgezogen",
     [("withdrew", None, None), ("killed", "164 Tote", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "expected"), TOLD)
def test_an_event_has_its_theme_and_agent_where_the_words_give_them(
    language: str, marked: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(marked, language) == expected


DATED = [
    ("de", "[Orda] wurde am 06.01. festgenommen", date(2022, 1, 6)),
    ("de", "[Orda] wurde am 6.1.2022 festgenommen", date(2022, 1, 6)),
    ("de", "[Orda] wurde am Donnerstagabend festgenommen", date(2022, 1, 6)),
    ("de", "[Orda] wurde heute vor zwei Jahren festgenommen", None),
    ("en", "[Orda] was arrested on 2022-01-06", date(2022, 1, 6)),
    ("en", "[Orda] was arrested Thursday", date(2022, 1, 6)),
    ("en", "[Orda] was arrested two years ago today", None),
    ("en", "[Orda] was arrested every Thursday", None),
    ("en", "[Orda] was arrested on Thursday, January 6", date(2022, 1, 6)),
    ("en", "[Orda] was dismissed on the 5th", date(2022, 1, 5)),
    ("en", "[Orda] was arrested yesterday", date(2022, 1, 7)),
    ("de", "[Orda] wurde am 6. Januar festgenommen", date(2022, 1, 6)),
    ("de", "[Orda] wurde am Donnerstag festgenommen", date(2022, 1, 6)),
    ("en", "In November 2009 [Orda] was arrested", date(2009, 11, 1)),
    ("de", "[Orda] wurde im Jahr 2009 festgenommen", date(2009, 7, 1)),
    ("en", "[Orda] was arrested in 2022", None),
    # The date of the report, a bound, a date of something else: none.
    ("en", "The arrest of [Orda] was announced on January 8", None),
    ("en", "300 people were arrested by January 6", None),
    ("en", "[Orda] was arrested", None),
]


@pytest.mark.parametrize(("language", "marked", "expected"), DATED)
def test_an_event_has_the_date_that_the_words_give_for_it(language: str, marked: str, expected: date | None) -> None:
    assert [event.event_on for event, _ in events_of(marked, language)] == [expected]


def test_without_a_date_of_publication_only_full_dates_are_read_and_days_of_others() -> None:
    dates = read_dates(Tokens("on 5 January, on 6 January 2022, on the 7th"), "en", None)
    assert [(d.on, d.day) for d in dates] == [(None, 5), (date(2022, 1, 6), 6), (None, 7)]


def test_signs_and_long_rows_of_digits_are_no_days() -> None:
    dates = read_dates(Tokens(f"③ January, {'1' * 5000} January, ² January, 5 January 2022"), "en", PUBLISHED)
    assert [d.on for d in dates] == [date(2022, 1, 5)]


NAMES = [
    ("en", "Thirty people died at Korvat", "", [("place", "korvat")]),
    ("en", "30 people were evacuated from the village of Korvat", "", [("place", "korvat")]),
    ("en", "Mina Sarin was arrested", "", [("theme", "mina sarin")]),
    ("en", "Sarin was arrested", "The judge Mina Sarin is gone.", [("theme", "mina sarin")]),
    ("en", "Sarin was arrested", "Mina Sarin and Udo Sarin are gone.", []),
    ("en", "Lawmakers were arrested", "", []),
    ("en", "The President was arrested on Monday", "", []),
    ("de", "Die Richterin Mina Sarin wurde verhaftet", "", [("theme", "mina sarin")]),
    ("de", "Die Richterin Mina Sarin wurde am 16. März verhaftet", "", [("theme", "mina sarin")]),
    ("de", "In Korvat starben 30 Menschen", "", [("place", "korvat")]),
    ("de", "In der Zeche Korvat starben 30 Menschen", "", [("place", "korvat")]),
    ("de", "In Haft starben 30 Menschen", "", []),
    ("de", "Am Abend starben 30 Menschen", "", []),
    ("en", "The board spoke of 12 dead in Korvat", "", [("place", "korvat")]),
    ("en", "They sent 35 rescuers, who were expected in Korvat", "", []),
]


@pytest.mark.parametrize(("language", "text", "document", "expected"), NAMES)
def test_a_name_that_no_mention_covers_still_tells_who_and_where(
    language: str, text: str, document: str, expected: list[tuple[str, str]]
) -> None:
    tokens = Tokens(text)
    quantities = quantities_in([text], [language])[0]
    arguments = [Argument(q.counted or "", "quantity", q.char_start, q.phrase_end) for q in quantities]
    covered = [tokens.between(argument.start, argument.end) for argument in arguments]
    arguments += [
        Argument(name, "name", tokens.starts[first], tokens.ends[last - 1])
        for first, last, name in read_names(tokens, covered, [], language, known_names(document or text, language))
    ]
    found = [
        (role, argument.key)
        for event in read_events(tokens, arguments, language, PUBLISHED)
        for role, argument in (("theme", event.theme), ("place", event.place))
        if argument is not None and argument.kind == "name"
    ]
    assert found == expected


def test_a_town_may_be_half_of_a_name() -> None:
    tokens = Tokens("Guards arrested Milan Sterk in Milan")
    assert read_names(tokens, [], [(2, 3), (5, 6)], "en", {}) == [(2, 4, "milan sterk")]


@pytest.mark.parametrize(
    ("is_attributed", "content", "expected"),
    [
        (False, "The mayor says 300 bandits attacked the depot", True),
        (False, "Der Bürgermeister spricht von 300 Banditen", True),
        (False, "300 bandits attacked the depot", False),
        (True, "that the mayor says 300 bandits attacked the depot", False),
    ],
)
def test_an_author_may_hand_on_the_words_of_another(is_attributed: bool, content: str, expected: bool) -> None:
    assert is_relayed(is_attributed, content, "de" if "Bürger" in content else "en") is expected


def test_i_is_the_speaker() -> None:
    claim = {"speaker_mention_id": "m2", "language": "en", "passage_id": "p"}
    assert person_meant(Argument("i", "pronoun", 30, 31), claim, [ORDA, SARIN]) == "m2"


def _predicates() -> list[dict[str, str]]:
    with (Path(LEXICONS) / "predicates.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _predicates(), ids=lambda row: f"{row['language']}-{row['predicate']}-{row['kind']}")
def test_each_predicate_is_found_in_its_example(row: dict[str, str]) -> None:
    text = re.sub(r"[\[\]<>]", "", row["example"])
    marked = re.search(r"\[([^\]]*)\]", row["example"])
    assert marked is not None
    found = [(e.predicate, t[e.char_start : e.char_end]) for e, t in events_of(text, row["language"])]
    assert (row["predicate"], marked[1]) in found


def words_of(text: str, language: str) -> list[str]:
    return folded_words(text, load_folding(language), quantities_in([text], [language])[0])


SAME = [
    ("that 20 thousand bandits had attacked the city", "20,000 bandits had attacked the city", "en"),
    ("Dass die Brücke gesperrt ist", "die Brücke gesperrt ist.", "de"),
]


@pytest.mark.parametrize(("one", "other", "language"), SAME)
def test_one_statement_written_in_two_ways_has_one_exact_key(one: str, other: str, language: str) -> None:
    keys = [exact_key(words_of(text, language), language) for text in (one, other)]
    assert keys[0] is not None
    assert keys[0] == keys[1]


def test_another_number_is_another_statement() -> None:
    keys = {exact_key(words_of(f"{n} people had left the city", "en"), "en") for n in ("300", "3,000", "three")}
    assert len(keys) == 3


def test_few_words_have_no_exact_key() -> None:
    assert exact_key(words_of("that the city", "en"), "en") is None


def test_near_statements_share_a_key_and_far_ones_none() -> None:
    def keys(text: str) -> set[int]:
        heads = content_heads(words_of(text, "en"), load_folding("en"))
        return set(near_keys(pl.Series([heads]))[0])

    near = keys("guards at the northern depot were ordered to leave forty minutes before the fire broke out in town")
    assert near & keys(
        "the guards at the northern depot were ordered to leave 40 minutes before a fire broke out in town"
    )
    assert not near & keys("the price of gas doubled overnight in the western towns and nobody explained the reason")


@pytest.mark.parametrize(
    ("one", "other"), [("lindenauer-morgenblatt", "Lindenauer Morgenblatt"), ("The Harbour Ledger", "HARBOUR LEDGER")]
)
def test_one_name_written_in_two_ways_has_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_an_address_is_known_without_what_it_is_decorated_with() -> None:
    assert url_key("https://www.Example.org/a/?utm=1#top") == url_key("http://example.org/a")


ORDA = Person("m1", 0, 4, "person", "orda", "p")
SARIN = Person("m2", 10, 15, "person", "sarin", "p")


@pytest.mark.parametrize(
    ("named", "speaker", "expected"),
    [
        ([ORDA], None, "m1"),
        ([ORDA, SARIN], None, None),
        ([ORDA, SARIN], "m2", None),
        ([ORDA], "m1", "m1"),
        ([], None, None),
        # Named in the post before: somebody whom we did not find may stand between.
        ([ORDA._replace(passage_id="o")], None, None),
        # But the speaker whom it alone names is meant: "The 81-year-old said that he …".
        ([ORDA._replace(passage_id="o")], "m1", "m1"),
        ([ORDA._replace(passage_id="o"), SARIN._replace(passage_id="o")], "m1", None),
        ([ORDA._replace(passage_id="n"), SARIN._replace(passage_id="o")], "m1", None),
    ],
)
def test_he_is_the_one_person_named_before_or_nobody(
    named: list[Person], speaker: str | None, expected: str | None
) -> None:
    claim = {"speaker_mention_id": speaker, "language": "en", "passage_id": "p"}
    assert person_meant(Argument("he", "pronoun", 30, 32), claim, named) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        ("Tibor Orda is gone. He", None, "tibor orda"),
        ("Orda is gone. He", None, "tibor orda"),
        ("Tibor Orda is gone.\n\nHe", None, None),
        ("Tibor Orda saw Ada Sarin. He", None, None),
        ("Tibor Orda is gone. He", "m2", None),
    ],
)
def test_somebody_without_a_mention_is_meant_by_the_one_name_before(
    text: str, speaker: str | None, expected: str | None
) -> None:
    known = {"orda": "tibor orda", "sarin": "ada sarin"}
    claim = {"speaker_mention_id": speaker, "language": "en"}
    assert name_meant(Argument("he", "pronoun", len(text) - 2, len(text)), claim, text, known) == expected


SPOKEN = [
    ("en", "Flags have been at half mast since yesterday", date(2022, 1, 7)),
    ("de", "am 05.01. wurde Trauer ausgerufen", date(2022, 1, 5)),
    ("en", '5 January 2022 "we saw them come"', None),
    ("en", "On Monday they came, on Tuesday they went", None),
    ("en", "all will be gone by Friday", None),
    ("en", "nobody came", None),
]


@pytest.mark.parametrize(("language", "text", "expected"), SPOKEN)
def test_a_statement_speaks_of_the_one_date_in_it(language: str, text: str, expected: date | None) -> None:
    spoken = spoken_date(Tokens(text), language, PUBLISHED)
    assert (spoken and spoken.on) == expected
    assert expected is None or may_be_dated([text]) == [True]


def test_a_weekday_to_come_is_not_the_last_one() -> None:
    assert spoken_date(Tokens("the council will meet on Monday"), "en", PUBLISHED, is_past=False) is None
    told = spoken_date(Tokens("the council will meet on 12 January"), "en", PUBLISHED, is_past=False)
    assert told is not None
    assert told.on == date(2022, 1, 12)


def test_of_some_verbs_only_people_make_the_event() -> None:
    assert [event.event_type for event, _ in events_of("weapons were taken from it", "en")] == [None]
    assert [event.event_type for event, _ in events_of("[Orda] was taken from it", "en")] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("cue", "modality", "language", "expected"),
    [
        ("denied", "asserted", "en", "REJECT"),
        ("bestreitet", "asserted", "de", "REJECT"),
        ("urged", "desired", "en", "REQUEST"),
        # "They called him a thief."
        ("called", "asserted", "en", None),
        ("forderte", "desired", "de", "REQUEST"),
        ("said", "desired", "en", None),
        (None, "asserted", "en", None),
    ],
)
def test_who_denies_rejects_and_who_demands_requests(
    cue: str | None, modality: str, language: str, expected: str | None
) -> None:
    assert spoken_type(cue, modality, language) == expected


@pytest.mark.parametrize(
    ("text", "negation", "expected"),
    [
        ("Orda was not arrested", "not", True),
        ("Orda was arrested", None, False),
        # "She denied that …": the words stand outside.
        ("Orda was arrested", "denied", True),
        ("it does not say when Orda was dismissed", "not", None),
    ],
)
def test_an_event_is_negated_by_words_right_before_it_or_around_all(
    text: str, negation: str | None, expected: bool | None
) -> None:
    tokens = Tokens(text)
    events = read_events(tokens, [], "en", None)
    assert [is_negated(tokens, event, negation, "en") for event in events] == [expected]
