"""Pages of kinds that have no capture of their own in the corpus: read as a person reads them, nothing invented."""

from __future__ import annotations

import datetime as dt

import pytest

FORUM = (
    "Saltmouth Boating Forum\n"
    "Home › General › Harbour talk\n"
    "Topic: Old quay closed again?\n"
    "\n"
    "Thread starter\n"
    "mooring_mick\n"
    "Posts: 1,204\n"
    "Joined: Mar 2011\n"
    "#1 · Jan 7, 2022, 10:12 AM\n"
    "Does anybody know why the old quay is shut again? There was a man with a chain this morning and he would "
    "not say a word.\n"
    "\n"
    "ferrygirl\n"
    "Posts: 88\n"
    "Joined: Jun 2019\n"
    "#2 · Jan 7, 2022, 10:40 AM\n"
    "mooring_mick said:\n"
    "Does anybody know why the old quay is shut again?\n"
    "My cousin works at the harbour office. She says the piles are rotten and that it will stay closed for two"
    " winters.\n"
    "\n"
    "mooring_mick\n"
    "Posts: 1,204\n"
    "Joined: Mar 2011\n"
    "#3 · Jan 7, 2022, 11:02 AM\n"
    "Two winters! Thanks. I suppose nobody thought of telling us.\n"
    "\n"
    "Like\n"
    "Reply\n"
    "Report\n"
    "You must log in or register to reply here.\n"
)

CUT = (
    "and that the treasurer had known of it since the spring.\n"
    "\n"
    'The mayor said on Friday that she had not been shown the report. "I learned of it from the radio," she '
    "told the council.\n"
    "\n"
    "Two members of the harbour board have resigned since. A third, Odo Venn, said he would stay until the "
    "accounts were closed, but that he would not sign them without having seen the inv\n"
)

TICKER = (
    "Harbour newsdesk\n"
    "\n"
    "08:15 Old quay closed. The harbour office has closed the old quay to all boats, a spokeswoman said.\n"
    "\n"
    "08:40 Fishermen gather at the gate. About forty of them are waiting to be let in.\n"
    "\n"
    '09:05 Mayor: "No danger to the town." Mayor Edda Quill says that the piles were found to be rotten during'
    " a routine dive.\n"
    "\n"
    "09:30 Correction: the dive took place on Tuesday, not on Monday as we wrote at 08:15.\n"
)

LIVEBLOG = (
    "LIVE\n"
    "Old quay closed: all the developments\n"
    "\n"
    "Last updated 12 minutes ago\n"
    "Jane Roe and Kim Lee\n"
    "\n"
    "Key events\n"
    "Mayor to speak at noon\n"
    "Quay closed at dawn\n"
    "\n"
    "2h ago\n"
    "10.12 GMT\n"
    "Mayor to speak at noon\n"
    "\n"
    "The mayor will speak at noon, her office says. She is expected to announce help for the fishermen who "
    "cannot land their catch.\n"
    "\n"
    "3h ago\n"
    "09.05 GMT\n"
    "Fishermen demand answers\n"
    "\n"
    'About forty fishermen have gathered at the gate. "We want to see the report," one of them, Odo Venn, told'
    " us.\n"
    "\n"
    "4h ago\n"
    "08.15 GMT\n"
    "Quay closed at dawn\n"
    "\n"
    "The harbour office closed the old quay at dawn. A spokeswoman said that divers had found rotten piles.\n"
)

INTERVIEW = (
    '"Nobody asked the fishermen"\n'
    "\n"
    "The harbour master on rotten piles, angry letters and a quay that will stay shut for two winters. An "
    "interview.\n"
    "\n"
    "Interview: Mia Kern\n"
    "\n"
    "The Courier: Mr Venn, when did you know that the piles were rotten?\n"
    "\n"
    "Odo Venn: Since the dive in October. I wrote to the council the next day and I got no answer.\n"
    "\n"
    "Why did you not close the quay at once?\n"
    "\n"
    "Because I may not. Only the council can close a quay, and the council did not meet before January.\n"
    "\n"
    "The fishermen say that nobody asked them.\n"
    "\n"
    "They are right. Nobody asked the fishermen, and nobody asked me.\n"
)

NEWSLETTER = (
    "View this email in your browser\n"
    "\n"
    "The Saltmouth Morning\n"
    "Friday, January 7, 2022\n"
    "\n"
    "Good morning. It is four degrees and foggy, and the old quay is shut.\n"
    "\n"
    "1. The quay\n"
    "The harbour office closed the old quay at dawn. A spokeswoman said that divers had found rotten piles. "
    "Read more\n"
    "\n"
    "2. The budget\n"
    "The council will vote on the budget tonight. The treasurer expects a long evening, because the cost of "
    "the quay is not in it yet.\n"
    "\n"
    "One more thing\n"
    "A seal was seen on the steps of the town hall. It has not been named.\n"
    "\n"
    "You are receiving this email because you signed up at our website.\n"
    "Unsubscribe | Update your preferences\n"
    "© 2022 The Saltmouth Morning, 4 Fish Lane, Saltmouth\n"
)

FACEBOOK = (
    "Odo Venn\n"
    "January 7 at 10:12 AM · Saltmouth ·\n"
    "\n"
    "The quay is shut and I have been asked forty times today whose fault it is. I will say it once: the "
    "report was on the mayor's desk in October.\n"
    "\n"
    "I have kept a copy.\n"
    "\n"
    "Edda Quill, Jane Roe and 212 others\n"
    "48 comments\n"
    "31 shares\n"
    "Like\n"
    "Comment\n"
    "Share\n"
    "\n"
    "Jane Roe\n"
    "Can you send it to us?\n"
    "Like · Reply · 2h\n"
    "Odo Venn\n"
    "You have it already.\n"
    "Like · Reply · 1h\n"
)

VK = (
    "Портовый Салтмут\n"
    "7 янв 2022 в 10:12\n"
    "\n"
    "Старый причал закрыт с утра. В портовом управлении говорят, что сваи сгнили и ремонт займёт две зимы.\n"
    "\n"
    "Рыбаки собрались у ворот. «Нам никто ничего не сказал», — говорит один из них.\n"
    "\n"
    "212\n"
    "48\n"
    "31\n"
    "4,2K\n"
)

WHATSAPP = (
    "07/01/2022, 10:12 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even "
    "WhatsApp, can read or listen to them.\n"
    "07/01/2022, 10:12 - Mick: Quay is shut again\n"
    "07/01/2022, 10:13 - Ferry Girl: My cousin says the piles are rotten. Two winters, she says.\n"
    "07/01/2022, 10:15 - Mick: Who told her?\n"
    "07/01/2022, 10:16 - Ferry Girl: The harbour master himself.\n"
    "He has a report about it.\n"
    "07/01/2022, 10:20 - Mick: <Media omitted>\n"
    "07/01/2022, 10:21 - Mick: That is the chain.\n"
)

COMMENTS = (
    "Saltmouth Courier\n"
    "\n"
    "Old quay to close for two winters\n"
    "\n"
    "By Jane Roe\n"
    "January 7, 2022\n"
    "\n"
    "The council voted on Tuesday to close the old quay for two winters while the piles underneath are "
    "replaced.\n"
    "\n"
    "Fishermen who have used the landing for forty years said that nobody had asked them.\n"
    "\n"
    "The harbour office expects the work to cost nine million crowns.\n"
    "\n"
    "3 Comments\n"
    "\n"
    "mooring_mick\n"
    "2 hours ago\n"
    "They have known about this since October and the mayor lied to all of us, as she always does.\n"
    "Reply\n"
    "\n"
    "ferrygirl\n"
    "1 hour ago\n"
    "My cousin says that the report was on her desk. She saw it with her own eyes, she says, on the first of "
    "November.\n"
    "Reply\n"
    "\n"
    "oldsalt\n"
    "1 hour ago\n"
    "Rotten piles, rotten council.\n"
    "Reply\n"
)

TWOLANG = (
    "Alte Mole gesperrt / Old quay closed\n"
    "\n"
    "7. Januar 2022\n"
    "\n"
    "Das Hafenamt hat die alte Mole am Freitag für alle Boote gesperrt. Taucher hätten faule Pfähle gefunden, "
    "sagte eine Sprecherin. Die Arbeiten sollen zwei Winter dauern.\n"
    "\n"
    "The harbour office closed the old quay to all boats on Friday. Divers had found rotten piles, a "
    "spokeswoman said. The work is expected to take two winters.\n"
)

PDF = (
    "HARBOUR OFFICE SALTMOUTH                                   Annual report 2021\n"
    "\n"
    "3.2 Condition of the old quay\n"
    "\n"
    "During the routine inspection of October 2021 the divers found that thir-\n"
    "teen of the forty piles on the western side had lost more than half of their\n"
    "cross-section. The harbour master informed the council in writ-\n"
    "ing on the following day. The council took note of the letter in its Janu-\n"
    "ary session.\n"
    "\n"
    "The office estimates the cost of the works at nine million crowns. Accord-\n"
    "ing to the treasurer the sum can be met from the reserves of the port.\n"
    "\n"
    "                                                                           14\n"
    "HARBOUR OFFICE SALTMOUTH                                   Annual report 2021\n"
    "\n"
    "A new toll is not planned. The fishermen's association has asked for a tem-\n"
    "porary landing at the northern mole; the office supports the request.\n"
    "\n"
    "                                                                           15\n"
)


def test_a_forum_is_a_source_for_each_of_its_members_and_a_quoted_post_is_no_words_of_the_quoter(parse) -> None:
    parsed = parse(FORUM)
    assert parsed.reading["layout"] == "forum"
    assert [(row["author_name"], row["source_role"]) for row in parsed.sources] == [
        ("mooring_mick", "main"),
        ("ferrygirl", "embed"),
    ]
    assert {row["published_on"] for row in parsed.sources} == {dt.date(2022, 1, 7)}
    assert [text[:12] for text in parsed.texts(source=0)] == ["Does anybody", "Two winters!"]
    assert [text[:12] for text in parsed.texts(source=1)] == ["My cousin wo"]
    assert parsed.held("duplicate") == ["Does anybody know why the old quay is shut again?"]


def test_a_board_of_signed_posts_is_a_forum_too(parse) -> None:
    parsed = parse(
        "Old quay closed again?\n\nby mooring_mick » Fri Jan 07, 2022 10:12 am\nDoes anybody know why it is shut?\n\n"
        "by ferrygirl » Fri Jan 07, 2022 10:40 am\nThe piles are rotten, my cousin says.\nTwo winters.\n\n"
        "2 posts • Page 1 of 1\n"
    )
    assert [row["author_name"] for row in parsed.sources] == ["mooring_mick", "ferrygirl"]
    assert parsed.texts() == [
        "Does anybody know why it is shut?",
        "The piles are rotten, my cousin says.\nTwo winters.",
    ]
    assert parsed.held("boilerplate") == ["Old quay closed again?", "2 posts • Page 1 of 1"]


def test_a_page_cut_off_at_both_ends_is_its_paragraphs_and_no_title(parse) -> None:
    parsed = parse(CUT)
    assert parsed.source["title"] is None
    assert parsed.texts() == [line for line in CUT.split("\n") if line]


def test_a_ticker_keeps_its_entries_and_makes_no_title_of_the_first(parse) -> None:
    parsed = parse(TICKER)
    assert parsed.source["title"] is None
    assert [text[:5] for text in parsed.texts("paragraph")] == ["08:15", "08:40", "09:05", "09:30"]


def test_a_liveblog_is_headed_by_its_own_title_and_its_entries_by_theirs(parse) -> None:
    parsed = parse(LIVEBLOG)
    assert (parsed.source["title"], parsed.source["author_name"]) == (
        "Old quay closed: all the developments",
        "Jane Roe and Kim Lee",
    )
    assert parsed.texts("subheading") == ["Fishermen demand answers", "Quay closed at dawn"]
    assert len(parsed.texts("paragraph")) == 3


def test_an_interview_names_its_interviewer_and_keeps_questions_and_answers(parse) -> None:
    parsed = parse(INTERVIEW)
    assert (parsed.source["title"], parsed.source["author_name"]) == ('"Nobody asked the fishermen"', "Mia Kern")
    assert [text.split()[0] for text in parsed.texts("paragraph")[-6:]] == [
        "The",
        "Odo",
        "Why",
        "Because",
        "The",
        "They",
    ]


def test_a_newsletters_own_words_are_no_text(parse) -> None:
    parsed = parse(NEWSLETTER)
    assert parsed.source["published_on"] == dt.date(2022, 1, 7)
    read = " ".join(parsed.texts())
    assert "Good morning." in read
    assert "A seal was seen" in read
    assert "browser" not in read
    assert "receiving" not in read


@pytest.mark.parametrize(
    ("page", "author", "platform", "posted_on", "answers"),
    [
        (FACEBOOK, "Odo Venn", "facebook", None, "Can you send it to us?"),
        (VK, "Портовый Салтмут", None, dt.date(2022, 1, 7), "4,2K"),
    ],
)
def test_a_post_on_its_own_page_is_a_thread_of_one_post(parse, page, author, platform, posted_on, answers) -> None:
    parsed = parse(page)
    source = parsed.source
    assert (parsed.reading["layout"], source["source_kind"], source["platform"]) == ("social_post", "thread", platform)
    assert (source["author_name"], source["published_on"], source["title"]) == (author, posted_on, None)
    assert len(parsed.passages) == 1
    assert answers in parsed.held("boilerplate")[-1]


def test_an_exported_chat_is_a_source_for_each_who_writes(parse) -> None:
    parsed = parse(WHATSAPP)
    assert (parsed.reading["layout"], parsed.reading["platform"]) == ("chat_export", "whatsapp")
    assert [row["author_name"] for row in parsed.sources] == ["Mick", "Ferry Girl"]
    assert parsed.texts(source=0) == ["Quay is shut again", "Who told her?", "That is the chain."]
    assert parsed.texts(source=1)[1] == "The harbour master himself.\nHe has a report about it."
    assert parsed.held("residue") == ["<Media omitted>"]
    # 07/01 may be January or July: the export does not say.
    assert {row["published_on"] for row in parsed.sources} == {None}


def test_an_export_with_brackets_dates_its_messages(parse) -> None:
    parsed = parse(
        "[28.01.22, 10:12:33] Mick: Zu.\n[28.01.22, 10:13:01] Jana: Wer sagt das?\n[28.01.22, 10:14:20] Mick: Ich.\n"
    )
    assert [row["published_on"] for row in parsed.sources] == [dt.date(2022, 1, 28)] * 2
    assert (parsed.texts(source=0), parsed.texts(source=1)) == (["Zu.", "Ich."], ["Wer sagt das?"])


def test_readers_comments_are_no_part_of_the_article(parse) -> None:
    parsed = parse(COMMENTS)
    assert len(parsed.texts("paragraph")) == 3
    assert "lied to all of us" in parsed.held("boilerplate")[-1]


def test_a_page_in_two_languages_says_so_by_passage(parse) -> None:
    parsed = parse(TWOLANG)
    assert parsed.source["title"] == "Alte Mole gesperrt / Old quay closed"
    assert [row["language"] for row in parsed.passages if row["passage_kind"] == "paragraph"] == ["de", "en"]


def test_words_parted_at_the_end_of_a_line_keep_their_paragraph_whole(parse) -> None:
    parsed = parse(PDF)
    assert [text.split()[0] for text in parsed.texts("paragraph")] == ["During", "The", "A"]
    assert "thir-\nteen of the forty" in parsed.texts("paragraph")[0]
    assert not any("Annual report" in text for text in parsed.texts())


TIMELINE = (
    "Jane Roe\n"
    "@jane_r\n"
    "·\n"
    "Jan 7, 2022\n"
    "The old quay is shut. Here is what I know so far. 🧵\n"
    "Show this thread\n"
    "12\n"
    "48\n"
    "212\n"
    "Jane Roe\n"
    "@jane_r\n"
    "·\n"
    "Jan 7, 2022\n"
    "The harbour master says that he wrote to the council in October.\n"
    "3\n"
    "9\n"
    "80\n"
    "Bo Sample\n"
    "@bo_s\n"
    "·\n"
    "Jan 8\n"
    "Replying to\n"
    "@jane_r\n"
    "And what does the mayor say?\n"
    "1\n"
    "2\n"
)


def test_a_page_of_the_platform_itself_is_a_source_for_each_who_posts(parse) -> None:
    parsed = parse(TIMELINE)
    assert [(row["author_name"], row["author_handle"], row["source_role"]) for row in parsed.sources] == [
        ("Jane Roe", "jane_r", "main"),
        ("Bo Sample", "bo_s", "embed"),
    ]
    assert [row["published_on"] for row in parsed.sources] == [dt.date(2022, 1, 7), None]
    assert parsed.texts(source=0) == [
        "The old quay is shut. Here is what I know so far. 🧵",
        "The harbour master says that he wrote to the council in October.",
    ]
    assert parsed.texts(source=1) == ["And what does the mayor say?"]
    assert parsed.held("addressing") == ["Replying to", "@jane_r"]


@pytest.mark.parametrize(
    "line",
    [
        "the divers have found that thirteen of the forty piles have lost their strength and",
        "The harbour office closed the quay on Friday. Mayor Edda Quill saw no danger.[2]",
    ],
)
def test_part_of_a_sentence_and_a_footnoted_sentence_are_no_titles(parse, line) -> None:
    parsed = parse(f"{line}\n\nThe council did not meet before January, and nobody had asked the fishermen about it.\n")
    assert parsed.source["title"] is None


NOT_THESE = {
    "a list of films is no forum": (
        "Ten films for a foggy night\n\nBy Jane Roe\n\n"
        "#2 · The Mole (2019)\nA diver finds what nobody was meant to find, and tells the wrong man about it.\n\n"
        "#1 · Two Winters (2021)\nA harbour town waits for its quay. It is worth every minute.\n"
    ),
    "a site's name above a date is no author of a post": (
        "Saltmouth Courier\nJanuary 7, 2022 at 10:12 am\nOld quay to close for two winters\n\n"
        "The council voted on Tuesday to close the old quay for two winters.\n\n"
        "Fishermen said that nobody had asked them about it.\n\nShare\nComment\n"
    ),
    "two lines of a chat in an article are quoted": (
        "What the fishermen wrote to each other\n\n"
        "The messages, seen by this paper, were sent before the quay was closed.\n\n"
        "[28.01.22, 10:12:33] Mick: They will close it.\n[28.01.22, 10:13:01] Jana: Who says so?\n\n"
        "Neither wanted to comment when this paper asked them on Friday.\n"
    ),
}


@pytest.mark.parametrize("text", NOT_THESE.values(), ids=NOT_THESE.keys())
def test_what_only_looks_like_one_of_these_is_an_article(parse, text) -> None:
    assert parse(text).reading["layout"] == "article"
