"""Would one quote it under one's own name: whole contents, speakers who can speak, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., list[dict[str, Any]]]

READ = [
    # who the pronoun stands for
    "Lund heard from a harbour pilot, who said <that the buoy was gone>.",
    "[Two people] familiar with the sale said <the pier was rotten>.",
    "[The divers] I asked say <they expect to be paid>.",
    "[Fishermen] I have met over the years said <the bay was dying>.",
    "[A number of towns] said <the toll was too high>.",
    "It seems that [Roth] no longer knew <whose orders the guard obeys>.",
    "Some think [Feld] wanted <to force the mayor out>.",
    "[Some] think <Feld wanted to force the mayor out>.",
    "Last week [Roth] said <that the pier was safe>.",
    # one reported act
    "[Her spokesman] denied reports <that she had left the island>.",
    "[Roth] rejected <calls for talks>.",
    "[Roth] promised <a veto> and attempted to win the smaller towns.",
    "There is a ferry at the pier that, [the guards] claim, <outranks all of them>.",
    # criticism is no violence
    "[The senator] attacked <the subsidy for yachts>.",
    "[He] attacked <Roth for her plan>.",
    "[A leaflet] attacked <the former Miss Lund>.",
    "[The statement] spoke <of about 2,500 soldiers>.",
]


def contents(found: list[dict[str, Any]]) -> set[tuple[str | None, str]]:
    return {(c["speaker_text"], c["content_text"].strip(" .,")) for c in found if c["is_attributed"]}


@pytest.mark.parametrize("sentence", READ)
def test_a_statement_keeps_its_speaker_and_ends_where_it_ends(
    sentence: str, claims_of: Read, marked: Callable[[str], Any]
) -> None:
    plain, speaker, content = marked(sentence)
    if speaker is None:
        speaker = "a harbour pilot"
    if content == "outranks all of them":
        content = "that outranks all of them"
    assert (speaker, content) in contents(claims_of(plain, "en"))


NOBODY_SAYS = [
    "Recent years had taught that the guard is easier to let in than to send home.",
    "It rained for two days after Roth arrived, and the storm showed that the dyke was weak.",
    "Gunmen attacked the town hall.",
    "Twenty thousand bandits attacked the city.",
    "The guards stood by on purpose.",
    "Article 4 speaks of aggression.",
    "He did not mention the mayor by name.",
    "So far I have seen no film that contradicts him.",
    "That night Roth called the heads of the island states for help.",
    "Preys on our fears, and calls people cowards.",
    "Feld got nine years for attempting to seize the harbour.",
]


@pytest.mark.parametrize("sentence", NOBODY_SAYS)
def test_times_things_and_acts_say_nothing(sentence: str, claims_of: Read) -> None:
    assert contents(claims_of(sentence, "en")) == set()


def test_a_content_never_ends_where_something_else_begins(claims_of: Read) -> None:
    text = (
        "There is a boat at the pier who, the guards claim. One reason that Roth refuses to make public her letters is "
        "unknown. The divers say that the hull and. She told the crew whose."
    )
    for _, content in contents(claims_of(text, "en")):
        assert content.split()[-1].casefold() not in {"who", "to", "and", "whose", "that"}
        assert len(content.split()) > 1


def test_the_speaker_is_no_verb_and_no_article(claims_of: Read) -> None:
    text = "His aide denied reports that the fleet had sailed. The first statement from the league spoke of five boats."
    speakers = {speaker for speaker, _ in contents(claims_of(text, "en"))}
    assert speakers == {"His aide", "The first statement"}


def test_an_entity_left_over_from_markup_ends_no_statement(claims_of: Read) -> None:
    text = "The minister wrote that the cut was needed because &quot;raiders&quot; were talking online."
    assert ("The minister", text.split("wrote ")[1].strip(".")) in contents(claims_of(text, "en"))
