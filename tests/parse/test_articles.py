"""Articles: body against furniture, and the page's own fields."""

from __future__ import annotations

import pytest

P1 = (
    "The old ferry across the Merle stopped on Tuesday after its engine failed for the third time this year, the "
    "harbour office said."
)
P2 = "Nobody was hurt. The passengers were brought ashore in a fishing boat that happened to be near."
P3 = (
    "The council wants to decide on a new ferry in the spring. Its price is put at four million crowns, twice what was "
    "set aside."
)
G1 = (
    "Die alte Fähre über die Merle liegt seit Dienstag still. Es ist der dritte Schaden an ihrer Maschine in diesem "
    "Jahr."
)
G2 = "Verletzt wurde niemand. Ein Fischer, der zufällig in der Nähe war, brachte die Fahrgäste an Land."
TITLE = "Ferry across the Merle stops after third engine failure"
GERMAN_TITLE = "Fähre über die Merle steht nach drittem Maschinenschaden still"


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def test_title_byline_date_and_body_of_a_plain_article(parse) -> None:
    parsed = parse(page(TITLE, "By Jane Roe", "January 7, 2022", P1, P2, P3))
    source = parsed.source
    assert (source["title"], source["author_name"], str(source["published_on"])) == (TITLE, "Jane Roe", "2022-01-07")
    assert parsed.texts("paragraph") == [P1, P2, P3]
    assert parsed.texts("headline") == [TITLE]


def test_navigation_share_bars_and_footers_are_no_text(parse) -> None:
    parsed = parse(
        page(
            "* Home\n* News\n* Sport\n* Weather", "Sign in", "We use cookies on our pages. Accept all  Settings",
            TITLE, "By Jane Roe", "Published: January 7, 2022", "Share on Facebook Share on Twitter", P1,
            "Advertisement", P2, P3, "Related articles", "* The bridge that nobody wanted", "* A harbour and its gulls",
            "Comments (2)",
            "I was on that ferry and it was a disgrace, let me tell you, we waited for an hour in the rain.",
            "© 2022 The Merle Post. All rights reserved.",
        )
    )  # fmt: skip
    assert parsed.texts("paragraph") == [P1, P2, P3]
    assert parsed.source["title"] == TITLE


def test_readers_comments_longer_than_the_article_stay_out(parse) -> None:
    comment = "This is what happens when nobody looks after anything, and I said so years ago to all who would listen. "
    parsed = parse(page(TITLE, "January 7, 2022", P1, P2, P3, "Comments (9)", *[comment * 3] * 9))
    assert parsed.texts("paragraph") == [P1, P2, P3]


def test_teasers_in_mid_body_end_where_prose_goes_on(parse) -> None:
    parsed = parse(
        page(TITLE, P1, "more on the subject", "Gulls: how many are too many?", "The harbour in figures", P2, P3)
    )
    assert parsed.texts("paragraph") == [P1, P2, P3]
    assert parsed.held("teaser") == ["more on the subject", "Gulls: how many are too many?", "The harbour in figures"]


def test_a_title_and_lead_said_twice_are_read_once(parse) -> None:
    summary = f"{TITLE} Created: 01/07/2022, 05:35 AM A ferry at its pier. © Jane Roe / mpd {P2} Merle -"
    parsed = parse(
        page("The Merle Post", TITLE, "2022-01-07T04:39:40.093Z", summary, TITLE, "Created: 01/07/2022, 05:35 AM",
             "A ferry at its pier.", "© Jane Roe / mpd", P2, P1, P3)
    )  # fmt: skip
    assert parsed.texts("paragraph") == [P2, P1, P3]
    assert parsed.texts("caption") == ["A ferry at its pier."]
    assert sorted(parsed.held("duplicate")) == sorted([TITLE, summary])
    assert parsed.held("credit") == ["© Jane Roe / mpd"]


def test_subheadings_are_told_from_furniture(parse) -> None:
    parsed = parse(page(TITLE, P1, "Nobody hurt", P2, "Print", P3))
    assert parsed.texts("subheading") == ["Nobody hurt"]
    assert "Print" not in parsed.texts()


def test_a_list_that_the_text_announces_is_text(parse) -> None:
    parsed = parse(page(TITLE, P1, "Out of service are:", "* the ferry\n* the pier", P2, P3))
    assert parsed.texts("paragraph") == [P1, "* the ferry", "* the pier", P2, P3]


def test_a_sentence_broken_by_a_link_stays_text(parse) -> None:
    broken = "The council, which last week had promised to look into it all,\nwants to decide\nin the spring, it said."
    parsed = parse(f"{TITLE}\n\n{P1}\n\n{broken}\n\n{P3}")
    assert "wants to decide" in parsed.texts("paragraph")


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (["The ferry at its pier on Tuesday.", "Photo: Jane Roe"], "The ferry at its pier on Tuesday."),
        (
            ["The ferry at its pier on Tuesday (AP Photo/Jane Roe)"],
            "The ferry at its pier on Tuesday (AP Photo/Jane Roe)",
        ),
        (["Die Fähre am Dienstag. © Mia Kern/mpd"], "Die Fähre am Dienstag. © Mia Kern/mpd"),
        (["The ferry at its pier on Tuesday. Getty Images"], "The ferry at its pier on Tuesday. Getty Images"),
    ],
)
def test_captions(parse, lines, caption) -> None:
    parsed = parse(page(TITLE, "January 7, 2022", *lines, P1, P2, P3))
    assert parsed.texts("caption") == [caption]
    assert parsed.texts("paragraph") == [P1, P2, P3]


def test_a_dateline_gives_place_and_agency_and_is_no_text(parse) -> None:
    parsed = parse(page(TITLE, f"MERLE, Jan 7 (Reuters) - {P1}", P2, P3))
    assert (parsed.source["dateline_place"], parsed.source["agency"]) == ("MERLE", "Reuters")
    assert parsed.texts("paragraph")[0] == P1
    assert parsed.held("dateline") == ["MERLE, Jan 7 (Reuters) -"]


def test_source_and_translation_of_an_aggregated_page(parse) -> None:
    parsed = parse(
        page("The Polyglot Gazette", "Now you can see non-English news...", GERMAN_TITLE, "2022-01-07T04:39:40.093Z",
             f"Merle (mpd) - {G1}", f"{G2} Mpd", "Source: merlebote", "All news articles on 2022-01-07", "Latest")
    )  # fmt: skip
    source = parsed.source
    assert (source["outlet"], source["origin_outlet"], source["agency"]) == ("The Polyglot Gazette", "merlebote", "mpd")
    assert source["is_translated"] is True
    assert source["language"] == "de"


def test_every_date_is_kept_with_its_role_and_one_is_chosen(parse) -> None:
    parsed = parse(
        page(TITLE, "Created: 07/01/2022, 05:35", "Updated: January 8, 2022", P1, P2, P3,
             "Page last modified: 2022-03-21", "News 2024-02-11T06:15:30Z")
    )  # fmt: skip
    roles = {row["role"]: str(row["date_on"]) for row in parsed.dates}
    assert roles == {
        "created": "2022-01-07",
        "updated": "2022-01-08",
        "modified": "2022-03-21",
        "sidebar": "2024-02-11",
    }
    assert [row["role"] for row in parsed.dates if row["is_chosen"]] == ["created"]
    assert str(parsed.source["published_on"]) == "2022-01-07"


def test_a_sidebars_date_alone_is_not_the_articles(parse) -> None:
    parsed = parse(page(TITLE, P1, P2, P3, "Trending", "Latest", "Sport", "Weather", "News 2024-02-11T06:15:30Z"))
    assert parsed.source["published_on"] is None


def test_a_time_with_a_zone_is_published_at(parse) -> None:
    source = parse(page(TITLE, "January 7, 2022 1:47 PM GMT", P1, P2, P3)).source
    assert (str(source["published_at"]), source["published_precision"]) == ("2022-01-07 13:47:00", "minute")


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        (["By Jane Roe in Merle January 7, 2022"], "Jane Roe"),
        (["by Merle Staff, January 7, 2022"], "Merle Staff"),
        (["Kommentar von Mia Kern, Moskau"], "Mia Kern"),
        (["Von", "Mia Kern"], "Mia Kern"),
        (["27. Januar 2026 • Mia Kern • 3 Minuten"], "Mia Kern"),
        (["Jane Roe", "January 7, 2022"], "Jane Roe"),
        (["Stand: 18. August 2022 | Von Mia Kern"], "Mia Kern"),
        (["By Idris Vale in Merle and Petra Roe in Lund", "January 7, 2022"], "Idris Vale, Petra Roe"),
    ],
)
def test_authors(parse, byline, author) -> None:
    assert parse(page(TITLE, *byline, P1, P2, P3)).source["author_name"] == author


def test_no_author_where_none_is_named(parse) -> None:
    source = parse(page(TITLE, "January 7, 2022", P1, P2, P3)).source
    assert (source["author_name"], source["outlet"], source["agency"], source["is_translated"]) == (
        None,
        None,
        None,
        None,
    )


def test_an_agency_in_the_byline_is_no_person(parse) -> None:
    source = parse(page(TITLE, "By Corvus Newswire", "January 7, 2022", P1, P2, P3)).source
    assert (source["author_name"], source["agency"]) == (None, "Corvus Newswire")


@pytest.mark.parametrize(
    "line",
    [
        "Von der Brücke zur Fähre: Was die Stadt Merle jetzt plant",
        "Von 12 Fähren fahren 2022 noch drei, sagt die Stadt",
    ],
)
def test_a_title_may_begin_as_a_byline_does(parse, line) -> None:
    assert parse(page(line, "7. Januar 2022", G1, G2)).source["title"] == line


def test_a_breadcrumb_gives_the_title_without_its_kicker(parse) -> None:
    parsed = parse(page("* Home\n* Harbour\n* " + TITLE, f"Merle {TITLE}", "January 7, 2022", P1, P2, P3))
    assert parsed.source["title"] == TITLE


def test_embedded_posts_are_sources_of_their_own(parse) -> None:
    post = "Stuck in mid-stream again. https://t.co/x pic.twitter.com/y"
    parsed = parse(page(TITLE, P1, post, "— Bo Lund (@bolund) January 6, 2022", P2, P3))
    assert [(row["source_kind"], row["source_role"]) for row in parsed.sources] == [
        ("article", "main"),
        ("thread", "embed"),
    ]
    assert parsed.texts("paragraph") == [P1, P2, P3]
    assert parsed.texts("post") == [post]


def test_a_page_on_one_line_is_one_paragraph(parse) -> None:
    text = f"{P1} {P2} {P3}"
    assert parse(text).texts() == [text]


@pytest.mark.parametrize("text", ["Ferry stops", "Ferry stops\nCouncil meets\nGulls return", "PDF?", "Да"])
def test_a_text_without_prose_is_text_all_the_same(parse, text) -> None:
    assert parse(text).texts() == text.split("\n")


def test_indentation_tells_the_body_where_the_capture_kept_it(parse) -> None:
    teaser = "The gulls of the harbour are fed by hand, and the council has asked people to stop doing that at once."
    lines = ["  * Home", "      * News", "            About", *(f"        {line}" for line in (TITLE, P1, P2, P3)),
             f"                {teaser}", "                  Read it"]  # fmt: skip
    assert teaser not in parse("\n\n".join(lines)).texts("paragraph")


def test_two_articles_in_one_file_are_two_sources(parse) -> None:
    second = "Council of Merle looks for a new harbour master"
    parsed = parse(
        page(TITLE, "By Jane Roe", "January 7, 2022", P1, P2, P3, second, "By Bo Lund", "January 9, 2022", P3, P2, P1)
    )
    assert [(row["title"], row["author_name"], str(row["published_on"])) for row in parsed.sources] == [
        (TITLE, "Jane Roe", "2022-01-07"),
        (second, "Bo Lund", "2022-01-09"),
    ]
    assert [len(parsed.texts("paragraph", n)) for n in range(2)] == [3, 3]


def test_a_dated_teaser_begins_no_article(parse) -> None:
    parsed = parse(page(TITLE, P1, P2, P3, "Gulls of Merle are counted again", "By Bo Lund", "January 9, 2022"))
    assert len(parsed.sources) == 1
