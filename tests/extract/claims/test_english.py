"""English frames that are code, each with the sentence it was made for: speaker in [ ], content in < >."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

READ = [
    "Many deckhands paid a fee [the auditor] called “<unfair to the poor>”.",
    "Twelve islanders, [many of whom] say <the ferry is too dear>, wrote letters.",
    "[The union] urged <Ada Roth, the mayor of Lund, to resign by Friday>.",
    "[The board] decided after a long debate <not to sell the ferry>.",
    "[The board] agreed on Friday <to pay the fishermen>.",
    "[The owners] intend <to drain the lake>.",
    "[The towns] that support <the new rules> will be paid.",
    "[She] went on to say <that the pier would be closed>.",
    "[The mayor] appeared to suggest <that the fishermen had lied>.",
    "[Jonas Feld] was quoted as saying <that the bridge was lost>.",
    "It was unclear whether it was really - as [Roth] says - <an accident>.",
    "As [the mayor] put it, <the bridge is a ruin>.",
    "As [Roth] tells it, <the bridge was never safe>.",
    "[Head of state Ada Roth] spoke of “<dark forces>” at a meeting in Lund.",
    "[The audit] found <three errors in the books>.",
    "[The union] called <the new rules dangerous>.",
    "[Roth] praised <the crew> on Monday in a letter to the islanders.",
    "In [the mayor's] view, <the pier is safe>.",
    "By [his] own account, <Feld had never seen the letter>.",
    "Under [Roth's] plan, <the old bridge would close in May>.",
    "<The bridge is lost>, in [her] opinion.",
    "The argument, which few had heard before, is <that the lake is common land>.",
    "[He] said Wednesday night <that the pier was safe>.",
    "[He] said Friday <he would resign>.",
    "[He] said <Friday was quiet>.",
    "[He] told reporters Monday <the pier was safe>.",
    "[A former manager] told Corvus <the rota had been drawn up by software>.",
    "[She] questioned <the need for the crane>.",
    "[The minister] ruled out <that the guard would march>.",
    "[Officials] said <up to 40 people may have drowned>, but nobody had counted them.",
    "[The ministry] said on Friday <at least 40 people were hurt>.",
    "[The harbour office] said <about 20,000 visitors had come>.",
    "[The warden] said <nearly 40 boats were lost>.",
    "[The warden] announced <as many as 200 boats had been lost>.",
    "[The warden] said <roughly a third of the fleet had sailed>.",
    "[Roth] said <only three boats had sailed>.",
    "[The poll] indicates <a tight race> as Roth wins the harbour.",
    "“<The cause is not known,>” said [Feld], on what was his first day at the works.",
    "[Roth] this week also said <that the pier was safe>.",
    "[The skipper] remained convinced <that the channel was deep>.",
    "[The rector] made it clear <that the exam would not be moved>.",
    "[Minister Roth] now claims <20,000 visitors a year>.",
    "[The family] said <it would sue the harbour>.",
    "“<We will sue>,” said [Emily Roth].",
    "[Senator Kelly] said <the vote was rigged>.",
    "[Italy] said <the ship was empty>.",
    "[A close ally] quickly said <the pier was safe>.",
    "[The Assembly] finally said <it would vote>.",
    "[The only survivor] said <the deck was dark>.",
    "[He]'s claiming <that the vote was bought>.",
    "[They]'ve said <that the toll would fall>.",
    "[The union] took strong issue with <the new rota>.",
    "[The skipper] lashed out at <the harbour board>.",
    "[Roth] is willing <to sell the ferry>.",
    "[The nurses] have long been critical <of the new rota>.",
    "[The rector] is sure <she will win the race>.",
    "<The new tariff> was criticized by [the union].",
    "<The report on the dyke> was dismissed by [Jonas Feld].",
    "[The town] let it be known <that it opposes any toll>.",
    "Whether it was a removal or, as [her aides] maintain, <a voluntary transfer> is a matter of taste.",
    "[Roth] agreed, blaming “<dark forces>” and promising that the guard would stay.",
    "At a news conference [she] announced <that the pier was sold>.",
    "[The film] — which weaves the voices of many divers together — explains <the fall of the guild>.",
    "Many share the fear, but [the board], which had met in May, wants <to keep the pier>.",
    "Roth has had no peace since [Feld], at a dinner in Lund, cited <her letters to the bank>.",
    "I'm told by [a friend] in the town hall <that the fire burned for hours>.",
    "[Feld] said exactly that on the 7th: <that the guards were trained abroad>.",
    "On January 7 [the president], Ada Roth, went on television and spoke <of 20,000 islanders>.",
    "The nurses say [they]'re worried <about the new rota>.",
    "[Relatives] gathered outside the gates insisted <that nobody had been told>.",
    "[Residents] told to leave said <the water rose within an hour>.",
    "[A suspect] questioned by police said <he had been at home>.",
    "[The men] accused of theft said <they were innocent>.",
    "[Officials] asked about the leak said <the pipe was old>.",
    "[Workers] waiting near the station said <the trains were late>.",
    "[A man] who asked not to be named said <the guards had left before dawn>.",
    "According to [its lawyer], Anna Brekke, <the licence had expired in May>.",
    "According to [Anna Brekke], its lawyer, <the licence had expired in May>.",
    "The works were closed, but according to [Anna Brekke], <the licence had expired in May>.",
    "[The board] said this morning <that the ferry would not sail>.",
    "[The board] said this week <it would sell the pier>.",
    "[Feld] said late on Friday <that the mast had gone>.",
    "[The board] said <this week was the worst>.",
    "[Two pilots] I spoke to think <the runway is too short>.",
    "[Five of the nine] said <they had never been asked>.",
    "[@harbourwatch] reports <at least 56 killed>",
    "[The agency] reports <more than a dozen wounded>.",
    "The claim <that no one was hurt> is false.",
    "Rumours <that he had fled> spread quickly.",
    "Reports <that the dam had failed> were denied at noon.",
    "[Her] claim <that the pier was safe> angered the divers.",
    "The rumour <that the king was ill and had left the city> worried the court.",
    "[Roth's] claim <that the man who sold the boat was her cousin> is untrue.",
    "[The report] saying <that the pier was safe> angered the divers.",
    "“<We have nothing to hide>,” [a spokesman] for the works told reporters outside the gates.",
    "[Both sides] accuse <each other of breaking the truce>.",
    "<The lock will reopen on Monday>, per [the harbour office].",
    "Per [the harbour office], <the lock will reopen on Monday>.",
    "BREAKING: <The bridge is closed>, according to [police].",
    "BREAKING: <The bridge is closed>, [the Post] says.",
    "[@lundferry]: <All sailings are cancelled until noon>.",
    "Suggestions <that the vote would be delayed> have been dismissed.",
    "Still, [the Post] reported at noon <that the editor, Ada Roth, conveyed to Feld that the bridge was lost>.",
    # clauses behind what is set in between them and their verb
    "[The courier] reported, citing two clerks of the harbour office, <that the lock was shut>.",
    "[The widow] told the Lund Courier <she had heard two shots>.",
    "[A stoker] told the committee <the valve had been open all night>.",
    "[He] told his mother <the boat was safe>.",
    "[Feld] said over supper <the mast was lost>.",
    "[The divers] have said so far <12 bodies had been found>.",
    "[The pilot] said in court on Monday <the lamps were out>.",
    "[Wardens] on Lund, where the fire began, say <they have lost three huts>.",
    "[People] close to her say <the rector will leave>.",
    "<The channel was too shallow>, [all three] said.",
    # two who speak in one sentence
    "[The bank] denied <the fraud> but later admitted the loss.",
    "[Two clerks] told the paper <that the safe was empty>, and nobody asked for the key.",
    "[Roth] said <the pier was closed> and Feld said it was open.",
    # numbers that are put at something
    "[The ministry] put <the number of dead at 32>.",
    "The inquest heard <that the rope had been cut twice>.",
    # news that goes about
    "Rumours are swirling <that the old rector is dead>.",
    "<Thirty miners are feared dead>.",
    # whose quotation
    "[My source] in the harbour office: “<They told us to stay away from the lock.>”",
    # read in the pages of news sites
    "[The warden] said 9 January 2022 “<The herd has crossed the ice.>”",
    "<The moss grows on every roof, but the barns are drier>, said [garden author Anna Roth], a neighbour.",
    "<New boats will be built in yards that can heat>, said [foreman Marcel Feld] in a letter.",
    "A cook and [a sailor] who wanted <to wake the captain> were fined.",
    "[Capt. Sean Feld], a spokesman of the port, told the Post <that the claim was false>.",
    "[Many] on the island fear <that the well will run dry>.",
    "[Radio Lund] reports <the woman who found the mast, Ada Roth, was given a medal>.",
    "The sale led to speculation <that the yard was broke>.",
    "[Feld] in October revealed <plans to double the fleet>.",
    "The union answered, and [the rector] responded <to the criticism> in a letter.",
]


@pytest.mark.parametrize("sentence", READ)
def test_a_frame_reads_its_sentence(
    sentence: str, claims_of: Callable[..., list[dict[str, Any]]], marked: Callable[[str], Any]
) -> None:
    plain, speaker, content = marked(sentence)
    found = [claim for claim in claims_of(plain, "en") if claim["is_attributed"]]
    assert (speaker, content) in {(claim["speaker_text"], claim["content_text"].strip(" .,")) for claim in found}


NOT_SAID = [
    "It goes without saying that tolls are dear.",
    "The clerk keeps a letter regarding the fee.",
    "This says something about the trade that fell on the island.",
    "Clinton debated Jonas Feld four times in 2008.",
    "Write to the office and let them know when you arrive.",
    "The well is a key to understanding why the herd moved.",
    "The second lens was stronger, revealing how the moth folds its wings.",
    "It would show a liking for what has been cooked since May.",
    "The ladder allowed the painters to see how the beam bends.",
    "Do we call it a ferry when it flies?",
    "A spokeswoman declined to comment.",
    "Then you know that the kiosk has closed.",
    "There is a boat called Berta which brings guests to islands for nothing.",
    "The wardens are responding to the frost with salt.",
    "In three years the colony had admitted 900 settlers.",
    "Immediately after they landed, Feld admitted to hiding a crate.",
    "The leak came in May, adding to a list of faults that had cost the ferry its licence.",
    "Although most waited, two stokers have responded with stones.",
    "The lamp was broken, which may explain why nobody came.",
    "She kept the receipts, lest the heirs think she had spent it.",
    "If we suppose that the tide is late, the chart makes sense.",
    "Nobody has asked which boats Roth is prepared to sell.",
    "The rector dismissed Jonas Feld, her deputy.",
    "Members can vote for a new cook.",
    "Melt the butter, then add a spoon of flour, or a little more.",
    "Neither the bank nor the board responded to a letter.",
    "Feld put the kettle on at 3.",
    "He put the blame on the crew.",
    "She heard that the pier was closed.",
    "The harbour office, citing the mayor, closed the pier.",
    "Divers found three boxes in the harbour.",
    "Roth dismissed the minister and two of the aides.",
    "From the tower you can see why the pier was built here.",
    "Nobody explained how it was counted.",
    "Some state officials slept on the ferry.",
    "She will assume office in May.",
    "The office denied them the permit.",
    "Climate rules that could close the pit are few.",
    "Please read the two guides on the table.",
    "Indicates a second plan",
    "The guards took the ferry to Lund.",
    "The mayor isn't critical of the rota.",
    "The pier was backed by a wall.",
    "I cannot prove that he was in the room.",
    "It is unclear whether the judges will rule that the mine is safe.",
    "Don't forget that the pier is closed.",
    "Few chemicals found in the lake are new.",
    "In his book, “The Long Tide,” Roth drew fish.",
    "Her son had called her at six.",
    "Per capita, the island is rich.",
    "A rule requiring that divers fully prove that they can swim appears to help.",
    "BREAKING: The bridge is closed.",
    "Feld tells so many lies that Roth could fall behind.",
    "The men who asked not to be named left before dawn.",
    "Those are the lies we were told that month, and few are left of them.",
]


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_what_nobody_says_has_no_speaker(sentence: str, claims_of: Callable[..., list[dict[str, Any]]]) -> None:
    assert [claim["content_text"] for claim in claims_of(sentence, "en") if claim["is_attributed"]] == []


def test_a_clause_inserted_after_a_relative_pronoun_is_the_speakers(claims_of: Callable[..., Any]) -> None:
    (claim,) = claims_of("The council is fixing a fee which he said was unfair to the islanders.", "en")
    assert (claim["speaker_text"], claim["content_text"]) == ("he", "which was unfair to the islanders")


def test_what_a_thing_is_called_in_quotation_marks_belongs_to_it(claims_of: Callable[..., Any]) -> None:
    (claim,) = claims_of("The ministry described the report as “misleading” and “unfounded”.", "en")
    assert claim["content_text"] == "the report as “misleading” and “unfounded”"


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge, according to Jonas Feld, collapsed on Monday.",
        "The bridge, Jonas Feld said, collapsed on Monday.",
        "The bridge, according to the harbour board, will be rebuilt.",
    ],
)
def test_a_source_between_subject_and_verb_parts_no_statement(sentence: str, claims_of: Callable[..., Any]) -> None:
    (claim,) = (claim for claim in claims_of(sentence, "en") if claim["is_attributed"])
    assert claim["content_text"] == f"The bridge {sentence.split(', ')[-1].removesuffix('.')}"


def test_a_quotation_that_ends_in_a_comma_ends_what_is_rejected(claims_of: Callable[..., Any]) -> None:
    text = "The cook rejected the rumour as “soup,” and three waiters from the upper deck told us otherwise."
    contents = {claim["speaker_text"]: claim["content_text"] for claim in claims_of(text, "en")}
    assert contents["The cook"] == "the rumour as “soup,”"


def test_a_statement_in_brackets_is_no_part_of_the_one_around_it(claims_of: Callable[..., Any]) -> None:
    sentence = "There is conjecture that he is ill (two doctors are said to have come by boat) or has left the island."
    contents = [claim["content_text"] for claim in claims_of(sentence, "en")]
    assert contents == ["that he is ill or has left the island", "two doctors are said to have come by boat"]


def test_a_paragraph_after_a_colon_is_what_was_said(claims_of: Callable[..., Any]) -> None:
    found = claims_of(
        "Roth added:\nWe will rebuild the pier. It will take a year.\nThe crowd went home.", "en", "paragraph"
    )
    assert [(claim["speaker_text"], claim["content_text"]) for claim in found if claim["is_attributed"]] == [
        ("Roth", "We will rebuild the pier. It will take a year.")
    ]


NEGATED = [
    ("The minister ruled out that the guard would march.", True),
    ("He lost the key and cannot leave.", True),
    ("The minister ruled out resigning.", True),
    ("The rule ensured they never came.", False),
    ("The harbour isn't just a port.", False),
    ("Don't forget that the tide comes in fast, the keeper said.", False),
    ("The union praised the crew that never slept.", False),
    ("The crew did not come.", True),
]


@pytest.mark.parametrize(("sentence", "negated"), NEGATED)
def test_only_the_main_verb_is_negated(sentence: str, negated: bool, claims_of: Callable[..., Any]) -> None:
    outer = [claim for claim in claims_of(sentence, "en") if claim["parent_claim_id"] is None]
    assert outer
    assert any(claim["negated"] for claim in outer) == negated
