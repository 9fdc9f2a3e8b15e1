"""`hearsay show`: a capture, and how it was read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dagster_project.cli.options import (
    RAW,
    WAREHOUSE,
    PageFormat,
    PageOption,
    PublishedOption,
    RawOption,
    failing,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from dagster_project.cli.capture import Capture
    from dagster_project.cli.marks import Mark
    from dagster_project.query import Row

ROLE_STYLES = {
    "post": "green",
    "paragraph": "green",
    "lead": "green",
    "headline": "bold",
    "subheading": "bold",
    "caption": "cyan",
    "credit": "cyan",
    "byline": "yellow",
    "dateline": "yellow",
    "metadata": "yellow",
    "numbering": "magenta",
    "addressing": "magenta",
}
"""Others (boilerplate, teasers, separators, repeats …) are dim: no statement is read in them."""
MARGIN = 15
"""Least width of a label in the margin."""


def show_capture(
    path: Annotated[str, typer.Argument(help="A capture_path of the warehouse, or the path of a file below raw/.")],
    raw: RawOption = RAW,
    warehouse: PublishedOption = WAREHOUSE,
    claims: Annotated[
        bool, typer.Option("--claims", help="Mark the statements too: `[speaker] {cue} <what is said>`.")
    ] = False,
    output: PageOption = PageFormat.TEXT,
) -> None:
    """Show how a capture was read, block by block.

    Its layout and its sources come first, then the text with the role of each block in the margin. The margin says
    where a block begins (in characters), which source it belongs to where there are several, and its role; posts have
    their number, and the number that the page gives them. Green is what statements are read in.

        hearsay show threads/1480177.txt --claims

    Everything comes from the published warehouse: a file changed since the last refresh is shown as it was.
    """
    from rich.console import Console

    from dagster_project.cli.capture import UnknownCaptureError, find_capture, read_capture
    from dagster_project.cli.output import json_line
    from dagster_project.query import open_warehouse

    with failing("show", UnknownCaptureError), open_warehouse(warehouse) as published:
        capture = read_capture(published, find_capture(published, path, raw))
    if output is PageFormat.JSON:
        typer.echo(json_line(as_record(capture, claims), indent=1))
    else:
        print_capture(Console(), capture, claims)


def as_record(capture: Capture, with_claims: bool) -> dict[str, Any]:
    """A capture as one record for programs."""
    text = capture.document["text"]
    record: dict[str, Any] = {
        "capture": capture.row,
        "document": capture.document,
        "sources": [
            source | {"dates": [date for date in capture.dates if date["source_id"] == source["source_id"]]}
            for source in capture.sources
        ],
        "passages": capture.passages,
        "blocks": [block | {"text": text[block["char_start"] : block["char_end"]]} for block in capture.blocks],
    }
    return record | ({"claims": capture.claims} if with_claims else {})


def print_capture(console: Console, capture: Capture, with_claims: bool) -> None:
    """The header, the sources, and the text with its margin."""
    from dagster_project.cli.terminal import captured

    for name, value in _header(capture):
        _print_field(console, name, value)
    for number, source in enumerate(capture.sources, start=1):
        console.print()
        dates = [date for date in capture.dates if date["source_id"] == source["source_id"]]
        _print_field(console, f"source {number}", captured(_what_source(source), style="bold"))
        for name, value in _source_fields(source, dates, capture.document["text"]):
            _print_field(console, f"  {name}", value)
    console.print()
    if with_claims:
        from dagster_project.cli.marks import LEGEND

        console.print(captured(f"Marked: {LEGEND}\n", style="dim"))
    _print_blocks(console, capture, with_claims)


def _print_field(console: Console, name: str, value: Text) -> None:
    from rich.text import Text

    from dagster_project.cli.page import print_in_margin

    print_in_margin(console, Text(f"{name:<15} ", style="dim" if name.startswith(" ") else "bold"), value)


def _header(capture: Capture) -> Iterator[tuple[str, Text]]:
    from dagster_project.cli.terminal import captured

    row, document = capture.row, capture.document
    yield "capture", captured(row["capture_path"], style="bold")
    if row["status"] == "duplicate":
        yield "", captured(f"the same text as {row['duplicate_of']}, under which it was loaded")
    sure = "" if document["layout_confidence"] is None else f" (sure to {document['layout_confidence']:.2f})"
    parts = [f"{document['layout'] or 'unknown'}{sure}", *filter(None, (document["platform"], document["language"]))]
    yield "layout", captured(", ".join(parts))
    basis = " by ".join(filter(None, (document["text_basis"], document["reader"])))
    size = f"{document['char_count']:,} characters, {basis}, {row['encoding']}"
    yield "text", captured(f"{size}; document {document['document_id']}")
    if row["sidecar_path"]:
        refused = f", not used: {row['sidecar_reason']}" if row["sidecar_reason"] else ""
        yield "sidecar", captured(f"{row['sidecar_path']}{refused}")


def _what_source(source: Row) -> str:
    role = "" if source["source_role"] == "main" else f", {source['source_role']}"
    return f"{source['source_kind']}{role} at {source['char_start']}–{source['char_end']}"


def _source_fields(source: Row, dates: list[Row], text: str) -> Iterator[tuple[str, Text]]:
    """What the page says of a source; what it doesn't say in one line at the end."""
    from dagster_project.cli.terminal import captured

    missing = []
    given = set(source["sidecar_fields"] or ())
    for name, column in (
        ("title", "title"),
        ("author", "author_name"),
        ("handle", "author_handle"),
        ("outlet", "outlet"),
        ("origin", "origin_outlet"),
        ("agency", "agency"),
        ("place", "dateline_place"),
        ("url", "url"),
    ):
        if source[column] is None:
            missing.append(name)
        else:
            yield name, captured(source[column] + (" (sidecar)" if column in given or name in given else ""))
    if source["is_translated"]:
        yield "translated", captured("yes")
    if source["published_on"] is None:
        missing.append("date")
    else:
        moment = f", at {source['published_at']} UTC" if source["published_at"] else ""
        sidecar = " (sidecar)" if "published_on" in given else ""
        precision = f" ({source['published_precision']})" if source["published_precision"] else ""
        yield "date", captured(f"{source['published_on']}{precision}{moment}{sidecar}")
    for date in dates:
        yield "", captured(_candidate(date, text), style="" if date["is_chosen"] else "dim")
    if source["source_kind"] == "thread":
        yield "posts", captured(_posts(source))
    yield "language", captured((source["language"] or "und") + (" (sidecar)" if "language" in given else ""))
    if missing:
        yield "not said", captured(", ".join(missing), style="dim")


def _candidate(date: Row, text: str) -> str:
    """One of the dates of a page, as it is printed and what it was read as."""
    chosen = "chosen  " if date["is_chosen"] else "        "
    # 01/09/2022 may be two days: a date without a day is one that the page leaves open.
    read = date["date_on"] or "which day is open"
    if date["char_start"] is None:
        return f"{chosen}{date['role']}: {read}"
    printed = " ".join(text[date["char_start"] : date["char_end"]].split())
    return f"{chosen}{date['role']}: {read}, printed “{printed}” at {date['char_start']}"


def _posts(source: Row) -> str:
    declared = source["declared_post_count"]
    said = f"{source['post_count']} of {declared} declared" if declared is not None else f"{source['post_count']}"
    if source["missing_positions"]:
        said += "; missing " + ", ".join(map(str, source["missing_positions"]))
    return said + ("; cut off" if source["is_truncated"] else "")


def _print_blocks(console: Console, capture: Capture, with_claims: bool) -> None:
    from rich.text import Text

    from dagster_project.cli.marks import marked
    from dagster_project.cli.page import print_in_margin

    text = capture.document["text"]
    numbers = {source["source_id"]: number for number, source in enumerate(capture.sources, start=1)}
    digits = len(str(capture.document["char_count"]))
    labels = _post_labels(capture)
    width = max([MARGIN, *map(len, labels.values())])
    claims, marks = _by_block(capture) if with_claims else ({}, {})
    for position, block in enumerate(capture.blocks):
        start, end = block["char_start"], block["char_end"]
        style = ROLE_STYLES.get(block["role"], "dim")
        number = str(numbers.get(block["source_id"], "")) if len(numbers) > 1 else ""
        label = f"{start:>{digits}} {number:>2} {labels.get(start, block['role']):<{width}} │ "
        words = marked(text, start, start + len(text[start:end].rstrip()), marks.get(position, []))
        words.style = "dim" if style == "dim" else ""
        print_in_margin(console, Text(label, style=style), words)
        for claim in claims.get(position, []):
            _print_claim(console, len(label), claim)


def _by_block(capture: Capture) -> tuple[dict[int, list[Row]], dict[int, list[Mark]]]:
    """By position of a block: the statements that begin in it, and the marks that touch it."""
    from dagster_project.cli.marks import marks_of

    starts = [block["char_start"] for block in capture.blocks]
    claims: dict[int, list[Row]] = defaultdict(list)
    marks: dict[int, list[Mark]] = defaultdict(list)
    for claim in capture.claims:
        claims[bisect_right(starts, claim["content_start"]) - 1].append(claim)
        for mark in marks_of(claim):
            for at in range(bisect_right(starts, mark.char_start) - 1, bisect_left(starts, mark.char_end)):
                marks[at].append(mark)
    return claims, marks


def _print_claim(console: Console, indent: int, claim: Row) -> None:
    from rich.text import Text

    from dagster_project.cli.page import print_in_margin
    from dagster_project.cli.terminal import captured

    margin = Text(" " * (indent - 13) + f"{claim['claim_id'][:10]} │ ", style="blue")
    print_in_margin(console, margin, captured("  " + _claim_in_words(claim), style="blue"))


def _claim_in_words(claim: Row) -> str:
    """A statement's row in a line."""
    if claim["is_attributed"]:
        speaker = claim["speaker_name"] or claim["speaker_text"] or "nobody named"
        words = [f"{claim['report_type']}: {speaker}"]
        if claim["cue_text"]:
            words.append(f"“{claim['cue_text']}”")
    else:
        words = ["the author's own"]
    if claim["hedged"]:
        words.append(f"hedged ({claim['hedge_text']})")
    if claim["negated"]:
        words.append(f"negated ({claim['negation_text']})")
    if claim["parent_claim_id"]:
        words.append(f"within {claim['parent_claim_id'][:10]}")
    return " ".join((", ".join(words), f"[{claim['rule']} {claim['confidence']:.2f}]"))


def _post_labels(capture: Capture) -> dict[int, str]:
    """By the start of its block, what the margin calls a post."""
    labels = {}
    for passage in capture.passages:
        if passage["passage_kind"] == "post":
            labels[passage["char_start"]] = _post_label(passage)
    starts = [block["char_start"] for block in capture.blocks if block["role"] == "post"]
    ends = {block["char_start"]: block["char_end"] for block in capture.blocks}
    # A passage begins at its first letter, its block perhaps at the blanks before.
    return {
        start: next((label for at, label in labels.items() if start <= at < ends[start]), "post") for start in starts
    }


def _post_label(post: Row) -> str:
    """`post 3`, `post 3/12` as the page counts itself, `post 3 (4/12)` where the page counts otherwise."""
    position, declared, total = post["position"], post["declared_position"], post["declared_total"]
    counted = "" if total is None else f"/{total}"
    label = f"post {position}"
    if declared is not None:
        label += counted if declared == position else f" ({declared}{counted})"
    return label + (" again" if post["repeats_passage_id"] else "")
