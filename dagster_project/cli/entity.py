"""`hearsay entity`: somebody or something that the captures name, in every spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dagster_project.cli.options import WAREHOUSE, PageFormat, PageOption, PublishedOption, fail, failing

if TYPE_CHECKING:
    from rich.console import Console

    from dagster_project.cli.entity_names import Named
    from dagster_project.cli.entity_page import EntityPage
    from dagster_project.cli.entity_pairs import Pair
    from dagster_project.query import Row

OVERRIDES = "dbt/seeds/entity_overrides.csv"


def show_entity(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="A name in any spelling, a Wikidata id, or the first digits of an entity_id."
        ),
    ] = None,
    unsure: Annotated[
        bool, typer.Option("--unsure", help="List pairs of entities that may be one, best first. Joins nothing.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="How many statements, sources or pairs to list.")
    ] = 10,
    warehouse: PublishedOption = WAREHOUSE,
    output: PageOption = PageFormat.TEXT,
) -> None:
    """Show a person, organization or place in every spelling, and what it says.

    With each spelling stands why it was joined to the others, and which sources have it. Any spelling will do:

        hearsay entity Tokajew
        hearsay entity --unsure

    Is something joined that is two, or apart that is one? Write a row into dbt/seeds/entity_overrides.csv (merge,
    split, rename, retype, ignore, distinct; with who and why) and refresh: it holds from then on, and no capture is
    read again.
    """
    from rich.console import Console

    from dagster_project.cli.entity_names import UnknownEntityError, find_entity
    from dagster_project.cli.entity_page import as_record, read_entity
    from dagster_project.cli.entity_pairs import pairs_worth_a_look
    from dagster_project.cli.output import json_line
    from dagster_project.query import open_warehouse

    if (name is None) != unsure:
        fail("entity", "give a NAME, or --unsure for the pairs that are worth a look.")
    with failing("entity", UnknownEntityError), open_warehouse(warehouse) as published:
        if name is None:
            pairs = pairs_worth_a_look(published)
            if output is PageFormat.JSON:
                typer.echo(json_line({"pairs": [pair.as_record() for pair in pairs]}, indent=1))
            else:
                _print_pairs(Console(), pairs, limit)
            return
        found = find_entity(published, name)
        page = read_entity(published, found.entity)
    if output is PageFormat.JSON:
        typer.echo(json_line(as_record(page), indent=1))
    else:
        _print_entity(Console(), page, found, limit)


def _print_entity(console: Console, page: EntityPage, found: Named, limit: int) -> None:
    from dagster_project.cli.page import print_in_margin, print_table
    from dagster_project.cli.terminal import captured

    entity = page.entity
    console.print(captured(entity["canonical_name"], style="bold"), soft_wrap=True)
    for name, value in (
        ("type", entity["entity_type"]),
        ("what", entity["description"]),
        ("wikidata", entity["wikidata_id"]),
        ("known from", "reference data" if entity["is_reference"] else "the captures alone (inferred)"),
        ("found by", found.how),
        ("named", f"{entity['mention_count']:,} times in {entity['source_count']:,} sources"),
        ("first on", entity["first_published_on"]),
        ("entity_id", entity["entity_id"]),
        (
            "distinct from",
            ", ".join(f"{row['canonical_name']} ({row['entity_id'][:10]})" for row in page.distinct_from),
        ),
        ("others so called", ", ".join(f"{row['canonical_name']} ({row['entity_id'][:10]})" for row in found.others)),
    ):
        if value:
            print_in_margin(console, captured(f"{name:<17}", style="dim"), captured(str(value)))

    used = [spelling for spelling in page.spellings if spelling.mention_count]
    _print_heading(console, "Spellings in the captures, and why they are taken for it", len(used), len(used))
    print_table(
        console,
        ("mentions", "sources", "spelling", "languages", "provenance", "evidence"),
        [(s.mention_count, s.source_count, s.form, s.languages, s.provenance, s.evidence) for s in used],
    )
    if unused := [spelling.form for spelling in page.spellings if not spelling.mention_count]:
        console.print()
        print_in_margin(console, captured(f"{'listed besides':<17}", style="dim"), captured(", ".join(unused)))

    _print_heading(console, "Sources that name it", len(page.sources), limit)
    print_table(
        console,
        ("on", "mentions", "publisher", "title", "capture"),
        [
            (row["published_on"], row["mention_count"], row["publisher"], row["title"], row["capture_path"])
            for row in page.sources[:limit]
        ],
    )
    _print_heading(console, "What it says", len(page.statements), limit)
    print_table(
        console,
        ("on", "claim", "cue", "statement", "marks", "publisher"),
        [_statement_cells(row) for row in page.statements[:limit]],
    )


def _print_heading(console: Console, title: str, count: int, limit: int) -> None:
    from dagster_project.cli.terminal import captured

    shown = f" ({count:,})" if count <= limit else f" ({limit:,} of {count:,}: more with --limit)"
    console.print(captured(f"\n{title}{shown if count else ': none'}", style="bold"), soft_wrap=True)


def _statement_cells(row: Row) -> tuple[object, ...]:
    marks = [
        mark
        for mark, is_set in ((f"hedged ({row['hedge_text']})", row["hedged"]), ("negated", row["negated"]))
        if is_set
    ]
    return (
        row["published_on"],
        row["claim_id"][:10],
        row["cue_text"],
        row["content_text"],
        ", ".join(marks),
        row["publisher"],
    )


def _print_pairs(console: Console, pairs: list[Pair], limit: int) -> None:
    from dagster_project.cli.page import print_table
    from dagster_project.cli.terminal import captured

    if not pairs:
        console.print("No two entities have names so near each other that they are worth a look.")
        return
    print_table(
        console,
        ("likeness", "this", "mentions", "entity_id", "may be", "mentions", "entity_id", "why"),
        [
            (
                f"{pair.likeness:.2f}",
                *(pair.one["canonical_name"], pair.one["mention_count"], pair.one["entity_id"][:10]),
                *(pair.other["canonical_name"], pair.other["mention_count"], pair.other["entity_id"][:10]),
                pair.why,
            )
            for pair in pairs[:limit]
        ],
    )
    more = f" of {len(pairs):,} (more with --limit)" if len(pairs) > limit else ""
    count = min(limit, len(pairs))
    console.print(
        captured(f"\n{count:,} pair{'' if count == 1 else 's'}{more}. Nothing is joined by this list.", style="dim")
    )
    best = pairs[0]
    row = f"{best.one['entity_id']},{best.one['canonical_name']},{best.other['entity_id']},WHO,WHY,YYYY-MM-DD"
    console.print(
        captured(
            f"To join the first two, or to keep them apart for good, add one of these to {OVERRIDES} and refresh:\n"
            f"merge,{row}\ndistinct,{row}",
            style="dim",
        ),
        soft_wrap=True,
    )
