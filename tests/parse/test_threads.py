"""Threads: which lines are posts, whose they are, what is main and what preview."""

from __future__ import annotations

import pytest

A = "The bridge has been shut since noon and nobody at the works says why."
B = "A driver who was turned back there says that he saw smoke over the yard."
C = "The city denies it. It says the road will be open again by the evening."
D = "Der Hafen ist seit Mittag gesperrt, und niemand auf der Werft sagt, warum das so ist."
E = "Ein Fahrer, der umkehren musste, will Rauch über dem Hof gesehen haben."

MARKER = "• • •\nMissing some Tweet in this thread? You can try to\nforce a refresh\n"


def test_a_thread_without_numbers_has_a_post_a_line(parse) -> None:
    parsed = parse(f"{A} #bridge\n{B} @works\n{C} 👇")
    assert parsed.reading["layout"] == "thread_plain"
    assert len(parsed.texts("post")) == 3
    assert parsed.source["declared_post_count"] is None
    assert parsed.source["is_truncated"] is None


def test_a_line_that_cannot_open_a_post_goes_with_the_one_before(parse) -> None:
    parsed = parse(f"{A} #bridge\n{B} Shut are:\n- the bridge\n- the quay\n{C}\nhttps://example.org/a\n#bridge #quay")
    assert parsed.texts("post") == [
        f"{A} #bridge",
        f"{B} Shut are:\n- the bridge\n- the quay",
        f"{C}\nhttps://example.org/a\n#bridge #quay",
    ]


def test_posts_between_blank_lines_keep_their_own_lines(parse) -> None:
    parsed = parse(f"X Y Profile picture\nWrites.\n\nJan 7, 2022, 2 tweets\n\n{A}\n{B}\n\n{C}\n\nKeep scrolling")
    assert parsed.texts("post") == [f"{A}\n{B}", C]
    assert parsed.source["declared_post_count"] == 2


def test_what_comes_after_the_marker_is_previews(parse) -> None:
    parsed = parse(f"1/2 {A}\n2/2 {B}\n{MARKER}THREAD 1/9 {B}\n2/9 {C}\n3/9 {A}\n1/5 {D}\n2/5 {E}\n3/5 {D} Noch.")
    assert [row["source_role"] for row in parsed.sources] == ["main", "preview", "preview"]
    assert [row["is_truncated"] for row in parsed.sources] == [False, True, True]
    assert [row["language"] for row in parsed.sources] == ["en", "en", "de"]
    assert parsed.sources[1]["missing_positions"] == [4, 5, 6, 7, 8, 9]
    assert len(parsed.texts("post", 2)) == 3


def test_previews_without_numbers_are_three_posts_each(parse) -> None:
    lines = [A, B, C, f"{A} Again.", f"{B} Again.", f"{C} Again."]
    parsed = parse(f"1/1 {A}\n{MARKER}" + "\n".join(lines))
    assert [row["source_role"] for row in parsed.sources] == ["main", "preview", "preview"]


def test_previews_that_make_no_threes_stay_together(parse) -> None:
    parsed = parse(f"1/1 {A}\n{MARKER}" + "\n".join([A, B, C, f"{A} Again."]))
    assert [row["source_role"] for row in parsed.sources] == ["main", "preview"]


def test_the_footer_names_the_author_and_is_no_text(parse) -> None:
    parsed = parse(
        f"1. {A}\n2. {B}\n3. {C}\n\n• • •\n\nMissing some Tweet in this thread? You can try to force a refresh\n \n\n"
        "Keep Current with Ona Brisk\n\nOna Brisk Profile picture\n\nRead all threads\n\nPDF\n\n"
        "Try unrolling a thread yourself!\n\n  1. Follow @ThreadReaderApp to mention us!\n\n"
        '  2. From a Twitter thread mention us with a keyword "unroll"\n@threadreaderapp unroll\n\n'
        "Follow Us on Twitter!"
    )
    assert parsed.source["author_name"] == "Ona Brisk"
    assert parsed.texts() == [A, B, C]


def test_more_from_lists_dated_previews(parse) -> None:
    parsed = parse(
        f"1/2 {A}\n2/2 {B}\n\n• • •\n\nKeep Current with Ona Brisk\n\nRead all threads\n\nMore from @onabrisk\n\n"
        f"Ona Brisk Profile picture\nOna Brisk\n@onabrisk\nJan 5, 2022\n{B}\n{C}\nRead 12 tweets\n"
        f"Dec 30, 2021\n{C}\nRead 2 tweets\n\nDid Thread Reader help you today?\n"
    )
    assert [row["source_role"] for row in parsed.sources] == ["main", "preview", "preview"]
    assert [str(row["published_on"]) for row in parsed.sources[1:]] == ["2022-01-05", "2021-12-30"]
    assert [row["declared_post_count"] for row in parsed.sources[1:]] == [12, 2]
    assert parsed.texts("post", 1) == [B, C]
    assert parsed.sources[0]["author_handle"] == "onabrisk"


def test_the_header_of_2024_gives_author_and_date(parse) -> None:
    parsed = parse(
        f"Ona Brisk Profile picture\nSep 15, 2020 3 tweets 1 min read Read on X\n{A}\n{B}\n{C}\n• • •\n"
        "Missing some Tweet in this thread? You can try to force a refresh"
    )
    source = parsed.source
    assert (source["author_name"], str(source["published_on"]), source["declared_post_count"]) == (
        "Ona Brisk",
        "2020-09-15",
        3,
    )
    assert parsed.reading["layout"] == "threadreader_2024"


def test_the_date_of_2019_is_lost_and_stays_null(parse) -> None:
    parsed = parse(
        f", 2 tweets, 1 min read Read on Twitter\n{A} 1/2\n{B} 2/2\nMissing some Tweet in this thread?\n"
        "You can try to force a refresh.\n\nLike this thread? Get email updates or save it to PDF!\n\n"
        "Subscribe to Ona Brisk\n"
    )
    assert parsed.source["published_on"] is None
    assert parsed.source["author_name"] == "Ona Brisk"


def test_several_threads_of_one_file_begin_again_at_one(parse) -> None:
    parsed = parse(f"1/2 {A}\n2/2 {B}\n1/3 {C}\n2/3 {A} More.\n3/3 {B} More.")
    assert [len(parsed.texts("post", n)) for n in range(len(parsed.sources))] == [2, 3]


def test_a_post_said_twice_points_to_its_first_saying(parse) -> None:
    parsed = parse(f"1/ {A}\n2/ {B}\n3/ {B.replace('smoke', '#smoke')}\n4/ {C}")
    repeats = [row["repeats_passage_id"] for row in parsed.passages]
    assert repeats == [None, None, parsed.passages[1]["passage_id"], None]


def test_growing_handles_are_addressing(parse) -> None:
    parsed = parse(f"@ann {A}\n\n@bob @ann {B}\n\n@ann @bob @cy {C}")
    assert parsed.reading["layout"] == "reply_chain"
    assert parsed.texts("post") == [A, B, C]
    assert parsed.held("addressing") == ["@ann", "@bob @ann", "@ann @bob @cy"]


def test_a_handle_that_is_part_of_the_sentence_stays(parse) -> None:
    parsed = parse(f"1/3 {A}\n2/3 @citydesk says that the road is open.\n3/3 {C}")
    assert parsed.texts("post")[1] == "@citydesk says that the road is open."


def test_an_ellipsis_alone_is_a_post(parse) -> None:
    assert parse(f"1/3 {A}\n2/3 …\n3/3 {C}").texts("post") == [A, "…", C]


def test_a_page_of_one_user_parts_the_first_line(parse) -> None:
    parsed = parse(
        "Ona Brisk\n@onabrisk\nWrites.\n12 subscribed\n"
        f"Jan 11, 2022 • 3 tweets • 1 min read\n{A} 1/3 {B} 2/3\n{C} 3/3\nImage\n"
        f"Jan 8 • 2 tweets • 1 min read\n{B} 1/2 {C} 2/2\n"
    )
    assert [parsed.texts("post", n) for n in range(2)] == [[A, B, C], [B, C]]
    assert str(parsed.sources[0]["published_on"]) == "2022-01-11"
    assert parsed.sources[1]["published_on"] is None


def test_a_page_of_one_hashtag_holds_previews(parse) -> None:
    parsed = parse(
        "Discover and read the best of Twitter Threads about #bridge\nMost recents (2)\n\n"
        f"Ona Brisk @onabrisk\n9 Jan 2022\n{A}\n{B}\nRead 12 tweets\n\n"
        f"Bo Lund @bolund\n8 Jan\n{C}\nRead 2 tweets\n\nRelated hashtags\n#yard\n"
    )
    assert [(row["source_role"], row["author_name"]) for row in parsed.sources] == [
        ("preview", "Ona Brisk"),
        ("preview", "Bo Lund"),
    ]
    assert [str(row["published_on"]) for row in parsed.sources] == ["2022-01-09", "None"]


def test_an_archive_gives_its_fields(parse) -> None:
    parsed = parse(
        f"    Author: Ona Brisk (@onabrisk)\n    Date: 2022-01-11\n    Tweets: 2\n\n        {A} It&#39;s shut.\n\n"
        f'        {B} <a href="https://t.co/x">https://t.co/x\n\n    Links to this thread:\n        https://example.org/1\n'
    )
    source = parsed.source
    assert (source["author_name"], source["author_handle"], str(source["published_on"])) == (
        "Ona Brisk",
        "onabrisk",
        "2022-01-11",
    )
    assert parsed.texts("post") == [f"{A} It&#39;s shut.", B]
    assert parsed.held("residue") == ['<a href="https://t.co/x">https://t.co/x']


def test_a_telegram_channel_is_one_thread(parse) -> None:
    parsed = parse(
        "Harbour Watch\n@harbourwatch\n1 204 subscribers\n30 photos\nDownload Telegram\n"
        f"January 5\nHarbour Watch\n{A}\n"
        f"1.1K views 17:52\nHarbour Watch\nForwarded from Yard Talk\n{B}\n900 views 18:00\n"
    )
    assert parsed.reading["platform"] == "telegram"
    assert parsed.source["author_name"] == "Harbour Watch"
    assert parsed.texts("post") == [A, B]


def test_a_reply_by_another_on_mastodon_is_another_source(parse) -> None:
    parsed = parse(
        f"Ona Brisk\n@ona@example.social\n\n{A} (1/2)\n\nJan 09, 2022, 21:14 · 31 boosts · 58 favourites\n\n"
        f"Bo Lund\n@bo@example.town\n\n@ona It is not. {B}\n\nJan 09, 2022, 21:20 · 1 boost · 2 favourites\n\n"
        f"Ona Brisk\n@ona@example.social\n\n{C} (2/2)\n\nJan 09, 2022, 21:30 · 3 boosts · 5 favourites\n"
    )
    assert [(row["source_role"], row["author_name"]) for row in parsed.sources] == [
        ("main", "Ona Brisk"),
        ("embed", "Bo Lund"),
    ]
    assert parsed.texts("post", 0) == [A, C]


def test_embedded_posts_take_the_author_that_comes_after(parse) -> None:
    parsed = parse(f"{A}\n\n— Ona Brisk (@onabrisk) January 5, 2022\n\n{B}\n\n— Bo Lund (@bolund) January 6, 2022\n")
    assert [(row["author_name"], str(row["published_on"])) for row in parsed.sources] == [
        ("Ona Brisk", "2022-01-05"),
        ("Bo Lund", "2022-01-06"),
    ]
    assert [parsed.texts("post", n) for n in range(2)] == [[A], [B]]


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_kind_part_the_posts(parse, line_end) -> None:
    assert parse(line_end.join([f"1/3 {A}", f"2/3 {B}", f"3/3 {C}"])).texts("post") == [A, B, C]
