"""Names that no list knows, told by the words in and around them; and words that are written large and are no names."""

from collections.abc import Callable
from typing import Any

import pytest

Mentions = Callable[..., list[dict[str, Any]]]

Names = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # people: given names, titles, initials, particles, suffixes
        ("Yesterday Sarah Holmgren spoke of boats.", ["Sarah Holmgren/per"]),
        ("Mr. Holmgren declined, and so did Dr. Osei.", ["Holmgren/per", "Osei/per"]),
        ("Rep. Peter J. Holmgren (D-Ferry) agreed.", ["Peter J. Holmgren/per"]),
        ("The late J. R. Holmgren built it.", ["J. R. Holmgren/per"]),
        ("Deputy Prime Minister Vasco da Lima left.", ["Vasco da Lima/per"]),
        ("the sociologist Ainura Bekova spoke", ["Ainura Bekova/per"]),
        ("Marat Bekov’s brother Azat and Anna al-Rashid", ["Marat Bekov/per", "Anna al-Rashid/per"]),
        ("Lt. Gen. Peter Holmgren saluted.", ["Peter Holmgren/per"]),
        # a family name after the full name, in possessives too
        ("Sarah Holmgren came. Holmgren's boat did not.", ["Sarah Holmgren/per", "Holmgren/per"]),
        # organizations: kind words before and behind, letters with their expansion
        (
            "The Holmgren Institute and the University of Feldmar agree.",
            ["Holmgren Institute/org", "University of Feldmar/org"],
        ),
        ("The Feldmar Ferry Board (FFB) met. The FFB left.", ["Feldmar Ferry Board/org", "FFB/org", "FFB/org"]),
        ("the Department of Trade and Ferries said so", ["Department of Trade and Ferries/org"]),
        ("an FBI agent", ["FBI/org"]),
        # places by kind words
        ("They crossed the Feldmar River at dawn.", ["Feldmar River/pla"]),
        # places win over chance, people of the document over places
        ("He flew to Houston.", ["Houston/pla"]),
        ("Anna Houston came. Houston spoke.", ["Anna Houston/per", "Houston/per"]),
        ("Anna Houston came. She flew to Houston.", ["Anna Houston/per", "Houston/pla"]),
        # roles before a name, an age or a role after it, a verb of saying before it
        ("The hydrologist Benrika Oyelan waded in.", ["Benrika Oyelan/per"]),
        ("The board's director, Benrika Oyelan, waded in.", ["Benrika Oyelan/per"]),
        ("It rained, said Ingrem Oduyo of the ferry.", ["Ingrem Oduyo/per"]),
        ("Zorina, 24, waded in.", ["Zorina/per"]),
        ("Then Benrika Oyelan, a nurse, waded in.", ["Benrika Oyelan/per"]),
        ("Prime Minister Theresa May met her on May 7.", ["Theresa May/per"]),
        # places after a preposition, "Port of"
        ("They run a mill in Tarn Hollow.", ["Tarn Hollow/pla"]),
        ("Dockers at the Port of Sallow walked out.", ["Port of Sallow/pla"]),
        ("They believe in Family and Work, in Round 2, in January.", []),
        # compounds with a small last part are not of the name
        (
            "The Moscow-led Collective Security Treaty Organization met.",
            ["Moscow/pla", "Collective Security Treaty Organization/org"],
        ),
        ("The Harbour Workers' Union met.", ["Harbour Workers' Union/org"]),
        # what holds a name and is none
        ("They spoke of the Tour de France and of France.", ["France/pla"]),
        # no names
        ("However, the Internet was down on Monday and in January.", []),
        ("Russian officials and Kazakh police met Democrats.", []),
        ("President of the club, the Chairman laughed.", []),
        ("The Ferry Is Late Again, Readers Say", []),
        ("Hillary Asking Readers For More Boats", []),
        ("THE FERRY BOARD MET", []),
        ("Ferry crews rested. Boats sank.", []),
    ],
)
def test_english(text: str, found: list[str], names: Names) -> None:
    assert names(text, "en") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gestern sprach Ilse Brandt über Boote.", ["Ilse Brandt/per"]),
        ("Herr Brandt und Frau Osei schwiegen.", ["Brandt/per", "Osei/per"]),
        # the trade that a family was named for
        ("Die Wirtin Anna Hofbauer und der Torwart Nils Burgwart kamen.", ["Anna Hofbauer/per", "Nils Burgwart/per"]),
        ("Bürgermeister Nils Brandt sprach mit dem Platzwart.", ["Nils Brandt/per"]),
        ("Die Landesjustizministerin Okka Brandt lehnte ab.", ["Okka Brandt/per"]),
        ("Der SPD-Politiker Nils Brandt kam.", ["SPD/org", "Nils Brandt/per"]),
        ("Ilse Brandt kam. Brandts Boot nicht.", ["Ilse Brandt/per", "Brandts/per"]),
        ("Ilse Brandt kam. Der Brandt-Vorschlag fiel durch.", ["Ilse Brandt/per", "Brandt/per"]),
        ("Marco van Feld kam. Van Feld schwieg.", ["Marco van Feld/per", "Van Feld/per"]),
        (
            "Das Goethe-Institut und die Europäische Zentralbank zahlten.",
            ["Goethe-Institut/org", "Europäische Zentralbank/org"],
        ),
        ("Das Landgericht Köln entschied.", ["Landgericht Köln/org"]),
        ("Die Feldkamp AG baut Boote.", ["Feldkamp AG/org"]),
        ("Der FC Hansa Rostock verlor in Rostock.", ["FC Hansa Rostock/org", "Rostock/pla"]),
        (
            "Das Bundesamt für Fischerei (BfF) prüft. Das BfF schweigt.",
            ["Bundesamt für Fischerei/org", "BfF/org", "BfF/org"],
        ),
        ("Der Bundestag beriet.", ["Bundestag/org"]),
        ("Der Geschäftsführer der Seilbahn, Gottlob Haselried, schwieg.", ["Gottlob Haselried/per"]),
        ("Nach Worten ihres Sprechers Hesko Brandhorst regnete es.", ["Hesko Brandhorst/per"]),
        # German nouns, sentence beginnings, nationality words, months
        ("Die Regierung und das Parlament berieten im Januar über Brücken.", []),
        ("Der Präsident Anfang der Woche: Keine Fragen.", []),
        ("Deutsche und Russen, Kölner Fähren, Berliner Luft.", []),
        ("Danach kamen Polizei und Feuerwehr in der Mitte der Stadt.", []),
        ("Experten Kritik üben lassen", []),
        # an article makes a thing of a given name and a noun; Abdel is never all of a given name
        ("Sie trafen sich neben der Anna Möwe.", []),
        ("Dann sprach Abdel Kader Feldani.", ["Abdel Kader Feldani/per"]),
        # a full name found in one place is the name in all
        ("Minister Huljo Ranvek ging. Am Ende sah Huljo Ranvek müde aus.", ["Huljo Ranvek/per"] * 2),
    ],
)
def test_german(text: str, found: list[str], names: Names) -> None:
    assert names(text, "de") == found


def test_other_languages_have_known_names_and_people_only(names: Names) -> None:
    found = ["Anna Dubois/per", "Moscou/pla", "Almaty/pla"]
    assert names("Anna Dubois habite à Moscou, dit Poutine à Almaty.", "fr") == found


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("en", "The reporter was Marta Feld Kampe, who slept.", "Marta Feld Kampe"),
        ("de", "Es flog Sergei Konstantinowitsch Feldow mit.", "Sergei Konstantinowitsch Feldow"),
        ("en", "He had called Cheryl Mills of the firm.", "Cheryl Mills"),
        ("en", "The host was Larry King, who slept.", "Larry King"),
        ("en", "She met Tsai Ing-wen and President Tsai Ing-wen smiled.", "Tsai Ing-wen"),
    ],
)
def test_a_name_of_three_words_is_one_name(mentions: Mentions, language: str, text: str, person: str) -> None:
    assert person in [row["document_name"] for row in mentions(text, language) if row["entity_type"] == "person"]


def test_a_family_name_that_is_a_title_is_one_before_another_name(mentions: Mentions) -> None:
    rows = mentions("The host was Larry King, who slept. Later King Aldo came. Mr. King left.")
    assert [row["document_name"] for row in rows] == ["Larry King", "Aldo", "Larry King"]


def test_two_family_names_alone_are_the_person_who_has_both(mentions: Mentions) -> None:
    rows = mentions("Ildefonso Feld Kampe came. Then Mr. Feld Kampe left.")
    assert {row["document_name"] for row in rows} == {"Ildefonso Feld Kampe"}


@pytest.mark.parametrize(
    "text",
    [
        "Retired General Reveals What Nobody Else Ever Saw",
        "It was an Ivy League-trained doctor.",
    ],
)
def test_what_stands_by_chance_behind_a_title_or_a_name_is_nobody(mentions: Mentions, text: str) -> None:
    assert [row["surface"] for row in mentions(text) if row["entity_type"] == "person"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Er leitet die Abteilung des Bundesnachrichtendienstes.", "Bundesnachrichtendienst"),
        ("Das sagte die Sprecherin der Serbischen Radikalen Partei.", "Serbische Radikale Partei"),
        ("Er forscht an der Chinesischen Akademie.", "Chinesische Akademie"),
        ("Der Präsident des Bundesamtes für Feldschutz kam.", "Bundesamt für Feldschutz"),
        ("Das meldete der Bayerische Rundfunk.", "Bayerischer Rundfunk"),
        ("Er war Chef des Militärischen Feldwachtdienstes (MFD).", "Militärischer Feldwachtdienst"),
    ],
)
def test_german_organizations_are_called_as_they_are_cited(mentions: Mentions, text: str, name: str) -> None:
    assert name in [row["document_name"] for row in mentions(text, "de")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Handelskammer Steinwiek (HKS) schwieg, die HKS-Vorsitzende auch.",
         ["Handelskammer Steinwiek", "HKS", "HKS"]),
        ("en", "Mothers of Stonewick (MOS) came. MOS left.", ["Mothers of Stonewick", "MOS", "MOS"]),
        ("de", "Die Feldkamper Verkehrsordnung (FVO) gilt.", []),
        ("de", "Das Bruttoinlandsprodukt (BIP) fiel.", []),
        ("en", "The Picture Archiving Protocol (PAP) failed.", []),
        ("en", "Marta Feld (CDU) came.", ["Marta Feld", "CDU"]),
        ("de", "Das steht im Feldkamper Anzeiger.", ["Feldkamper Anzeiger"]),
        ("de", "Das sagte der frühere Anzeiger.", []),
    ],
)  # fmt: skip
def test_bodies_are_told_by_the_letters_behind_them_and_papers_by_their_word(
    mentions: Mentions, language: str, text: str, expected: list[str]
) -> None:
    assert [row["surface"] for row in mentions(text, language) if row["mention_type"] == "name"] == expected


PEOPLE_ELSEWHERE = [
    ("fr", "La maire Hélène Corvaisier a parlé. Corvaisier est partie.", ["Hélène Corvaisier", "Corvaisier"]),
    ("pt", "A prefeita Marta Queirós falou da Serra. Depois Queirós partiu.", ["Marta Queirós", "Queirós"]),
    ("es", "Con pocas palabras habló ayer Juan Peralta, del Partido de la Sierra.", ["Juan Peralta"]),
    ("fr", "Il habite rue Marta Feld, près du Pont Neuf.", []),
    ("fr", "Le Conseil municipal et la Cour des comptes se taisent.", []),
    ("pt", "O Tribunal de Contas e a Ponte Nova.", []),
    ("pl", "Według radnego Jana Wróblewskiego prace ruszą.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), PEOPLE_ELSEWHERE)
def test_in_other_languages_people_with_a_given_name_are_found_and_no_junk(
    mentions: Mentions, language: str, text: str, expected: list[str]
) -> None:
    assert [row["surface"] for row in mentions(text, language)] == expected
