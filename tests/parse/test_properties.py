"""What holds for any text: blocks tile it, quoted spans are the text to the letter, nothing raises, time is linear."""

from __future__ import annotations

import random
import time
from pathlib import Path

import polars as pl
import pytest
from document_frames import as_documents
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.parse import parse_documents
from dagster_project.tables import QUOTED_SPANS, SCHEMAS, empty

CAPTURES = [
    path.read_bytes().decode("utf-8")
    for path in sorted((Path(__file__).parents[2] / "raw").rglob("*.txt"))
    if not path.name.endswith(".meta.yml")
]
ROLES = frozenset(
    {
        "post", "paragraph", "headline", "subheading", "lead", "caption", "credit", "byline", "dateline", "metadata",
        "numbering", "addressing", "separator", "boilerplate", "teaser", "duplicate", "residue",
    }
)  # fmt: skip
INSERTED = [
    "\n", "\r\n", "\r", "\u2028", "\x0c", "\x85", "\t", "“", '"', "1/", "2/5", "(3/", "1.", "• • •", "@a @b ", "<em>",
    "\u200b", "— X (@y) January 5, 2022", "🧵", "Read 5 tweets", "Comments", "By ", "Von ", "\n\n\n", "31.02.2022",
    "99:99", "(AP)", "1️⃣", "Source: ", "\x00", "é", "More from @x", "force a refresh", "Image", "Jan 5, 2022, 3 tweets",
    "X Profile picture", "12 subscribers", "3K views 12:00", "@u@v.w", "Jan 09, 2022 · 3 boosts",
    "Links to this thread:", "Author: X (@y)", "\n#3 · Jan 7, 2022\n", "\nJoined: Mar 2011\n", "\nby x » Jan 7, 2022\n",
    "\n07.01.22, 10:12 - X: ", "\nX\nJanuary 7 at 10:12 AM · Y\n", "\nLike\n48 comments\n", "\nX\n@y\n·\nJan 7, 2022\n",
    "\nReplying to\n@y\n", "\n2h ago\n", "hyph-\nen", "\nAbout the author\nX Y\n",
]  # fmt: skip


def check(texts: list[str]) -> None:
    """Parse the texts together and hold the result against what holds for any text."""
    documents = as_documents(*texts)
    tables = parse_documents(documents, empty("sidecars"))
    for name, table in tables.items():
        assert table.schema == SCHEMAS[name]
    text_of = dict(zip(documents["document_id"], documents["text"], strict=True))
    assert tables["readings"]["document_id"].to_list() == documents["document_id"].to_list()
    at = dict.fromkeys(text_of, 0)
    for row in tables["blocks"].iter_rows(named=True):
        assert row["char_start"] == at[row["document_id"]] < row["char_end"]
        assert row["role"] in ROLES
        at[row["document_id"]] = row["char_end"]
    assert at == {document_id: len(text) for document_id, text in text_of.items()}
    for name in ("sources", "source_dates", "passages"):
        for row in tables[name].iter_rows(named=True):
            for words, start, end in QUOTED_SPANS[name]:
                if row[start] is not None:
                    assert row[words] == text_of[row["document_id"]][row[start] : row[end]] != ""
    for row in tables["passages"].iter_rows(named=True):
        assert row["text"] == row["text"].strip()
    for table, key in (("sources", "source_id"), ("passages", "passage_id")):
        assert tables[table][key].is_unique().all()
    apart = (
        tables["passages"]
        .sort("document_id", "char_start")
        .with_columns(before=pl.col("char_end").shift().over("document_id"))
    )
    assert apart.filter(pl.col("char_start") < pl.col("before")).is_empty()
    known = set(tables["sources"]["source_id"])
    assert set(tables["passages"]["source_id"]) == known
    assert set(tables["blocks"]["source_id"].drop_nulls()) <= known


def mutated(count: int, seed: int) -> list[str]:
    """Cuts, splices, doubled lines, changed line ends, shuffled lines and inserted marks of the sample captures."""
    chance = random.Random(seed)

    def mutate(text: str) -> str:
        for _ in range(chance.randint(1, 8)):
            kind = chance.randrange(6)
            at = chance.randrange(len(text) + 1)
            if kind == 0:
                text = text[:at] + text[at + chance.randrange(400) :]
            elif kind == 1:
                other = chance.choice(CAPTURES)
                begin = chance.randrange(len(other))
                text = (
                    text[:at] + other[begin : begin + chance.randrange(800)] + text[chance.randrange(len(text) + 1) :]
                )
            elif kind == 2:
                lines = text.split("\n")
                doubled = chance.randrange(len(lines))
                text = "\n".join([*lines[:doubled], lines[doubled], *lines[doubled:]])
            elif kind == 3:
                text = text.replace("\n", chance.choice(["\r\n", "\r", "\n\n", " ", "\u2028", ""]))
            elif kind == 4:
                lines = text.split("\n")
                chance.shuffle(lines)
                text = "\n".join(lines)
            else:
                text = text[:at] + chance.choice(INSERTED) * chance.choice([1, 1, 1, 3, 20]) + text[at:]
        return text

    return [mutate(chance.choice(CAPTURES)) for _ in range(count)]


def test_the_sample_captures() -> None:
    check(CAPTURES)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "a", ".", "\u200b", "\ufeff", "1/1", "@a", "• • •", "\x00", "🧵", "\n\n\n1/", "Comments", "—"],
)
def test_texts_of_next_to_nothing(text) -> None:
    check([text])


def test_mutated_captures() -> None:
    check(mutated(150, seed=1))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_mutated_captures(seed) -> None:
    check(mutated(1000, seed=100 + seed))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(INSERTED), st.sampled_from(CAPTURES)), max_size=8))
def test_any_text(parts) -> None:
    check(["\n".join(parts)])


def test_a_text_reads_the_same_alone_and_in_a_batch() -> None:
    together = parse_documents(as_documents(*CAPTURES), empty("sidecars"))
    for text in CAPTURES[:6]:
        alone = parse_documents(as_documents(text), empty("sidecars"))
        document_id = alone["readings"]["document_id"][0]
        for name, table in alone.items():
            assert table.equals(together[name].filter(document_id=document_id))


HOSTILE = {
    "a line of a megabyte": "word " * 200_000,
    "a megabyte without a space": "a" * 1_000_000,
    "a megabyte of digits": "1" * 1_000_000,
    "a million quote marks": '"' * 1_000_000,
    "brackets": "(" * 500_000 + ")" * 500_000,
    "a million blank lines": "\n" * 1_000_000,
    "spaces": " " * 1_000_000,
    "short lines": "a\n" * 50_000,
    "numbers": "1/2 a\n" * 20_000,
    "handles": "@a @b text here\n" * 20_000,
    "dates": "Published: January 5, 2022 10:00 AM\n" * 10_000,
    "embeds": "text here.\n\n— X (@y) January 5, 2022\n\n" * 5_000,
    "previews": "1/3 a b c\n• • •\nMissing some Tweet in this thread?\n" + "1/4 x y\n2/4 z\n" * 10_000,
    "titles": "A Title Like Line That Repeats Itself Here\n" * 20_000,
    "prose": "The president said that the country was calm and safe again today.\n" * 20_000,
    "chats": "07.01.22, 10:12 - X: a\n" * 20_000,
    "forums": "x\nJoined: Mar 2011\n#3 · Jan 7, 2022\nWords of the one who posts it here.\n" * 10_000,
    "timelines": "X Y\n@x\n·\nJan 7, 2022\nWords of the one who posts it.\n12\n" * 10_000,
    "a post's reactions": "X Y\nJanuary 7 at 10:12 AM · Z\nWords.\n" + "48\n" * 50_000 + "Like\n" * 50_000,
    "authors without an end": "About the author\n" * 20_000 + "X Y and " * 50_000,
    "threads of one user": "N\n@a\n9 subscribed\n" + "Jan 11, 2022 • 6 tweets • 2 min read\na 1/6 b 2/6\n" * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear_in_the_text(name) -> None:
    """Ten times the text takes about ten times as long: far from the hundred of a quadratic reader."""
    text = HOSTILE[name]

    def seconds(part: str) -> float:
        documents = as_documents(part)
        start = time.process_time()
        parse_documents(documents, empty("sidecars"))
        return time.process_time() - start

    seconds(text[:1000])
    small = max(seconds(text[: len(text) // 10]), 0.02)
    assert seconds(text) < 30 * small
