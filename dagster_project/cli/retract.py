"""`hearsay retract`: withdraw a capture for good."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dagster_project.cli.options import RAW, WAREHOUSE, RawOption, WarehouseOption, fail, failing

if TYPE_CHECKING:
    from rich.console import Console

    from dagster_project.cli.retraction import Found, Remains


def _this_user() -> str:
    """The name of whoever types; nothing where the system knows none (a container without users)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def retract_capture(
    path: Annotated[str, typer.Argument(help="A capture_path of the warehouse, or the path of a file below raw/.")],
    why: Annotated[str, typer.Option("--why", help="The reason, for the record.")],
    who: Annotated[str, typer.Option("--who", help="Who decides it, for the record.", default_factory=_this_user)],
    raw: RawOption = RAW,
    warehouse: WarehouseOption = WAREHOUSE,
    restore: Annotated[bool, typer.Option("--restore", help="Take it in again: the next refresh reads it.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Withdraw a capture for good.

    What was read of it and of its copies leaves the warehouse, its rows in Parquet, and the logs and corrections that
    quote it. What remains is a record that something was withdrawn, when, by whom and why (the table retractions, from
    dbt/seeds/capture_retractions.csv: keep it in git). It holds digests and no words; by these the same content is
    refused whenever it comes again.

        hearsay retract threads/1480177.txt --why "at the author's request"

    raw/ is never touched: the file itself is yours to delete, and so are its backups and what was exported. At the end
    stands what is left to do. It refreshes once; if that fails, the record holds: mend it and run this again.
    """
    from rich.console import Console

    from dagster_project.cli import retraction
    from dagster_project.refresh.errors import RefreshError

    console = Console()
    if not why.strip() or not who.strip():
        fail("retract", "--why and --who must not be empty: the record says who decided it, and for what reason.")
    with failing("retract", RefreshError, retraction.UnknownContentError):
        found = retraction.find_content(path, raw, warehouse)
        if restore:
            retraction.restore(found, who, why)
            console.print("It is in force no more: the next refresh reads it, if it still lies below raw/.")
            return
        _say_what_goes(console, found)
        if not yes and not (sys.stdin.isatty() and typer.confirm("Withdraw it for good?")):
            fail("retract", "nothing was changed. Say yes when it asks, or give --yes.")
        dropped = retraction.retract(found, who, why)
    from dagster_project.launch import RefreshFailedError, run_refresh

    try:
        run_refresh(raw, warehouse, wait_seconds=600)
    except RefreshFailedError as error:
        fail(
            "retract",
            f"the record is written, but the refresh failed, so the published warehouse still has it.\n{error}\n"
            "Mend that and run `hearsay retract` on it again.",
        )
    with failing("retract", RefreshError):
        _say_what_remains(console, dropped, retraction.sweep(found, raw, warehouse))


def _say_what_goes(console: Console, found: Found) -> None:
    from dagster_project.cli.terminal import captured

    for capture_path in found.capture_paths:
        console.print(captured(f"  {capture_path}"), soft_wrap=True, highlight=False)
    console.print(
        f"{len(found.capture_paths):,} capture(s) of {len(found.document_ids):,} text(s):"
        f" {found.source_count:,} sources, {found.claim_count:,} statements, {found.mention_count:,} mentions.",
        highlight=False,
    )


def _say_what_remains(console: Console, dropped: int, remains: Remains) -> None:
    from dagster_project.cli.terminal import captured

    console.print("Withdrawn: neither the warehouse nor what lies with it holds it any more.", style="bold")
    if dropped:
        console.print(f"{dropped} row(s) that quoted it were taken out of dbt/seeds/claim_overrides.csv: commit that.")
    for deleted in remains.deleted:
        console.print(captured(f"Deleted, since it held words of it: {deleted}"), soft_wrap=True, highlight=False)
    console.print("\nLeft to you:")
    tasks = ["commit dbt/seeds/capture_retractions.csv, so that a new warehouse withholds it too"]
    tasks += [f"delete {file}, and its backups" for file in remains.raw_files]
    tasks += [f"delete {file}: it holds words of it" for file in remains.holding_files]
    tasks += [f"delete or export anew {place} (exported {at})" for place, at in remains.exports]
    tasks += [
        f"look at {path}: it shares {count} sentences with it; is it to be withdrawn too?"
        for path, count in remains.alike
    ]
    for task in tasks:
        console.print(captured(f"  - {task}"), soft_wrap=True, highlight=False)
