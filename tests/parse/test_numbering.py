"""Numbers of posts: every style seen, taken off the text but kept as blocks; and numbers that count something else."""

from __future__ import annotations

import pytest

A = "The bridge has been shut since noon and nobody at the works says why."
B = "A driver who was turned back there says that he saw smoke over the yard."
C = "The city denies it. It says the road will be open again by the evening."

RUNS = {
    "N/M before": ([f"1/3 {A}", f"2/3 {B}", f"3/3 {C}"], [1, 2, 3], 3),
    "N/ before": ([f"1/ {A}", f"2/ {B}", f"3/ {C}"], [1, 2, 3], None),
    "THREAD N/M before": ([f"THREAD 1/6 {A}", f"2/6 {B}", f"3/6 {C}"], [1, 2, 3], 6),
    "N/M THREAD: before": ([f"1/16 THREAD: {A}", f"2/16 {B}", f"3/16 {C}"], [1, 2, 3], 16),
    "in brackets before": ([f"(1/3) {A}", f"(2/3) {B}", f"(3/3) {C}"], [1, 2, 3], 3),
    "in square brackets": ([f"[1/3] {A}", f"[2/3] {B}", f"[3/3] {C}"], [1, 2, 3], 3),
    "with a colon": ([f"1/3: {A}", f"2/3: {B}", f"3/3: {C}"], [1, 2, 3], 3),
    "N/M after": ([f"{A} 1/3", f"{B} 2/3", f"{C} 3/3"], [1, 2, 3], 3),
    "N/ after": ([f"{A} 1/", f"{B} 2/", f"{C} 3/"], [1, 2, 3], None),
    "/N after": ([f"{A} /1", f"{B} /2", f"{C} /3"], [1, 2, 3], None),
    "glued after": ([f"{A}1/3", f"{B}2/3", f"{C}3/3"], [1, 2, 3], 3),
    "after, in brackets": ([f"{A} (1/3)", f"{B} (2/3)", f"{C} (3/3)"], [1, 2, 3], 3),
    "after, one without total": ([f"{A} (1/3)", f"{B} (2/)", f"{C} (3/3)"], [1, 2, 3], 3),
    "after, with x for the total": ([f"{A} …1/x", f"{B} …2/x", f"{C} …3/x"], [1, 2, 3], None),
    "after, with dots for the total": ([f"{A} 1/...", f"{B} 2/...", f"{C} 3/..."], [1, 2, 3], None),
    "after, with a sign behind": ([f"{A} 1/3 👇", f"{B} 2/3", f"{C} 3/3"], [1, 2, 3], 3),
    "N. before": ([f"1. {A}", f"2. {B}", f"3. {C}"], [1, 2, 3], None),
    "N) before": ([f"1) {A}", f"2) {B}", f"3) {C}"], [1, 2, 3], None),
    "keycaps": ([f"1️⃣ {A}", f"2️⃣ {B}", f"3️⃣ {C}"], [1, 2, 3], None),
    "double": ([f"1/13 {A}", f"2/13 {B}", f"3/13 3/ {C}"], [1, 2, 3], 13),
    "first after, others before": ([f"{A} 1/3", f"2/3 {B}", f"3/3 {C}"], [1, 2, 3], 3),
    "a gap": ([f"1/5 {A}", f"2/5 {B}", f"4/5 {C}"], [1, 2, 4], 5),
    "from the middle": ([f"7/ {A}", f"8/ {B}", f"9/ {C}"], [7, 8, 9], None),
}


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_number_is_taken_off_the_post_and_kept_as_a_block(parse, name, between) -> None:
    lines, positions, total = RUNS[name]
    parsed = parse(between.join(lines))
    assert [text.rstrip(" …") for text in parsed.texts("post")] == [A, B, C]
    assert [row["declared_position"] for row in parsed.passages] == positions
    assert parsed.source["declared_post_count"] == total
    assert len(parsed.held("numbering")) == 3


def test_a_word_that_opens_like_an_unknown_total_keeps_its_letter(parse) -> None:
    parsed = parse(f"1/ Nobody was hurt. {A}\n\n2/ No driver has come forward. {B}\n\n3/ Xaver Lindt says: {C}\n")
    assert [text.split()[0] for text in parsed.texts("post")] == ["Nobody", "No", "Xaver"]


def test_a_number_on_its_own_line_ends_the_post(parse) -> None:
    parsed = parse(f"{A}\n🧵1/3\n\n{B}\nMore below.\n2/3\n\n{C}\n3/3\n")
    assert parsed.texts("post") == [A, f"{B}\nMore below.", C]
    assert parsed.held("numbering") == ["🧵1/3", "2/3", "3/3"]


def test_keycap_ten_follows_nine(parse) -> None:
    caps = [f"{n}️⃣" for n in range(1, 10)] + ["🔟"]
    parsed = parse("\n".join(f"{cap} Point {n}: {A}" for n, cap in enumerate(caps, 1)))
    assert [row["declared_position"] for row in parsed.passages] == list(range(1, 11))


def test_a_list_inside_a_post_does_not_count_posts(parse) -> None:
    parsed = parse(f"1/3 {A} Two reasons:\n1. the smoke\n2. the works\n2/3 {B}\n3/3 {C}")
    assert parsed.texts("post") == [f"{A} Two reasons:\n1. the smoke\n2. the works", B, C]


@pytest.mark.parametrize(
    "line",
    [
        "Only 3/4 of the wards had power by night, the grid company said on Friday evening.",
        "See https://example.org/a/1/2",
        "The shops are open 24/7",
        "Part II/III of the report is due in the spring, if anybody still reads it by then.",
    ],
)
def test_a_fraction_an_address_and_a_part_count_no_post(parse, line) -> None:
    parsed = parse(f"1/3 {A}\n{line}\n2/3 {B}\n3/3 {C}")
    assert parsed.texts("post") == [f"{A}\n{line}", B, C]


def test_a_wrong_total_does_not_part_the_thread(parse) -> None:
    parsed = parse(f"1/7 {A}\n2/7 {B}\n3/6 {C}\n4/1 {A}\n5/7 {B}")
    assert [row["declared_position"] for row in parsed.passages] == [1, 2, 3, 4, 5]
    assert parsed.source["declared_post_count"] == 7


def test_a_post_without_number_between_two_is_one_where_the_count_leaves_room(parse) -> None:
    parsed = parse(f"1/4 {A}\n\n2/4 {B}\n\nNobody has seen the mayor.\n\n4/4 {C}")
    assert parsed.texts("post") == [A, B, "Nobody has seen the mayor.", C]
    assert parsed.source["missing_positions"] == []


def test_posts_before_the_first_and_after_the_last_number_are_posts(parse) -> None:
    parsed = parse(f"A short thread on the bridge 👇\n1/ {A}\n2/ {B}\n3/ {C}\nThanks for reading.")
    assert parsed.texts("post") == ["A short thread on the bridge 👇", A, B, C, "Thanks for reading."]


def test_missing_numbers_are_named(parse) -> None:
    source = parse(f"3/8 {A}\n4/8 {B}\n6/8 {C}").source
    assert source["missing_positions"] == [1, 2, 5, 7, 8]
    assert source["is_truncated"]


def test_a_complete_thread_is_not_cut(parse) -> None:
    assert parse(f"1/3 {A}\n2/3 {B}\n3/3 {C}").source["is_truncated"] is False


@pytest.mark.parametrize("style", ["{n}/{total} {text}", "{text} {n}/{total}", "{n}/ {text}"])
def test_a_thread_of_thousands_of_posts(parse, style) -> None:
    total = 1203
    parsed = parse("\n".join(style.format(n=n, total=total, text=f"{A} Day {n}.") for n in range(1, total + 1)))
    assert [row["declared_position"] for row in parsed.passages] == list(range(1, total + 1))
    assert parsed.texts("post")[-1] == f"{A} Day {total}."


YEARS = {
    "issues of a year": [f"Bulletin of the lighthouse keepers {n}/2022" for n in range(1, 13)],
    "seasons": [f"{year}/{year - 1999} {A}" for year in range(2011, 2021)],
}


@pytest.mark.parametrize("name", YEARS)
def test_years_count_no_posts(parse, name) -> None:
    assert not parse("\n".join(YEARS[name])).held("numbering")
