"""`hearsay status`: how the warehouse is, and what a refresh would change now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from dagster_project.cli.options import (
    RAW,
    WAREHOUSE,
    PageFormat,
    PageOption,
    PublishedOption,
    RawOption,
    fail,
)

if TYPE_CHECKING:
    from dagster_project.defs.automation_state import AutomationState
    from dagster_project.refresh.preview import RefreshPreview

SHOWN_CAPTURES = 20


@dataclass(frozen=True)
class WarehouseStatus:
    """All that `hearsay status` says. Times are UTC."""

    raw: Path
    warehouse: Path
    published_at: datetime | None
    """When the file that analysts open was published; None where there is none."""
    damage: str | None
    """What is wrong with the published file, if anything is."""
    last_run: dict[str, Any] | None
    """The last refresh of the run log, published or not."""
    holder: str | None
    """Who refreshes now."""
    quarantined: list[dict[str, Any]]
    automation: AutomationState | None
    """None where Dagster never ran on this warehouse."""
    settings_note: str | None
    """What is to be done about Dagster's settings, if anything is."""
    preview: RefreshPreview
    bytes_on_disk: dict[str, int]


def show_status(
    raw: RawOption = RAW, warehouse: PublishedOption = WAREHOUSE, output: PageOption = PageFormat.TEXT
) -> None:
    """Say how the warehouse is, and what a refresh would change.

    That is: the last refresh, the next tick of the daemon, quarantine, disk, captures that are new or changed. Nothing
    is written and no refresh is kept waiting. The exit code is 1 where the published file is damaged or missing, so
    that a monitor can ask.
    """
    from dagster_project.cli.output import json_line
    from dagster_project.ingest import RawFolderError

    try:
        status = read_status(raw, warehouse)
    except RawFolderError as error:
        fail("status", str(error))
    if output is PageFormat.JSON:
        typer.echo(json_line(_record(status), indent=2))
    else:
        _print_status(status)
    if status.published_at is None or status.damage:
        raise typer.Exit(1)


def read_status(raw: Path, warehouse: Path) -> WarehouseStatus:
    """Everything there is to say of `warehouse` and `raw`; raises `RawFolderError` where `raw` cannot be listed."""
    from dagster_project.query import QueryError, run_query
    from dagster_project.refresh.layout import WarehouseLayout
    from dagster_project.refresh.lock import holder_of
    from dagster_project.refresh.preview import disk_use, last_runs, preview_refresh

    layout = WarehouseLayout(warehouse.resolve())
    published_at, damage, quarantined = None, None, []
    if layout.published.exists():
        published_at = datetime.fromtimestamp(layout.published.stat().st_mtime, UTC)
        statement = "select capture_path, reason_code, reason from captures where status = 'quarantined' order by 1"
        try:
            answer = run_query(layout.root, statement)
            quarantined = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        except QueryError as error:
            damage = str(error)
    runs = last_runs(layout)
    automation, settings = _automation(layout.root)
    return WarehouseStatus(
        raw=raw.resolve(),
        warehouse=layout.root,
        published_at=published_at,
        damage=damage,
        last_run=runs.row(-1, named=True) if len(runs) else None,
        holder=holder_of(layout.lock),
        quarantined=quarantined,
        automation=automation,
        settings_note=settings,
        preview=preview_refresh(raw.resolve(), layout),
        bytes_on_disk=disk_use(layout),
    )


def _automation(warehouse: Path) -> tuple[AutomationState | None, str | None]:
    home = warehouse / ".dagster"
    if not (home / "dagster.yaml").exists():
        return None, None
    from dagster_project.defs.automation_state import automation_state  # Dagster: seconds to import
    from dagster_project.defs.instance import settings_note

    return automation_state(home), settings_note(home)


def _print_status(status: WarehouseStatus) -> None:
    from rich.console import Console

    from dagster_project.cli.terminal import plain

    console = Console()

    def say(name: str, text: str, style: str = "") -> None:
        console.print(f"{name:<12}{plain(text)}", style=style, markup=False, highlight=False, soft_wrap=True)

    if status.published_at is None:
        say("Warehouse", f"{status.warehouse}: nothing is published yet; build it with `hearsay refresh`", "yellow")
    elif status.damage:
        say("Warehouse", status.damage, "red")
    else:
        size = _size(status.bytes_on_disk["published"])
        say("Warehouse", f"{status.warehouse}, {size}, published {_ago(status.published_at)}")
    say("Last run", _last_run(status.last_run))
    say("Running", status.holder or "no refresh")
    for line in _automation_lines(status.automation):
        say("Automation", line)
    if status.settings_note:
        say("Settings", status.settings_note, "yellow")
    say(
        "Quarantine", _counted(len(status.quarantined), "capture") + (": hearsay quarantine" * bool(status.quarantined))
    )
    preview = status.preview
    counts = dict(preview.captures["change"].value_counts().iter_rows())
    words = [f"{counts.get(change, 0):,} {change}" for change in ("new", "changed", "removed")]
    again = f", {counts['again']:,} to be read again" if "again" in counts else ""
    say("A refresh", f"would find {', '.join(words)}{again}, {preview.unchanged:,} unchanged in {status.raw}")
    for path, change in preview.captures.head(SHOWN_CAPTURES).iter_rows():
        say("", f"{change:<8} {path}")
    if len(preview.captures) > SHOWN_CAPTURES:
        say("", f"… and {len(preview.captures) - SHOWN_CAPTURES:,} more")
    for room, documents in preview.documents.items():
        if documents:
            say("", f"{room}: {_counted(documents, 'known document')} anew, since its rules changed")
    if preview.is_rebuilt:
        say("", "code or reference data are not those that built what is published")
    used = status.bytes_on_disk
    say("Disk", f"{_size(sum(used.values()))}: " + ", ".join(f"{name} {_size(size)}" for name, size in used.items()))


def _last_run(run: dict[str, Any] | None) -> str:
    if run is None:
        return "none"
    began = _ago(run["started_at"].replace(tzinfo=UTC))
    if run["finished_at"] is None:
        return f"began {began} and has not published: it failed, was stopped, or is still running"
    seconds = (run["finished_at"] - run["started_at"]).total_seconds()
    return (
        f"began {began}, took {seconds:.0f} s: {run['captures_seen']:,} captures seen, {run['captures_new']:,} new or "
        f"changed, {run['captures_removed']:,} removed, {run['captures_quarantined']:,} quarantined"
    )


def _automation_lines(state: AutomationState | None) -> list[str]:
    if state is None or state.heartbeat is None:
        return ["Dagster's daemon never ran on this warehouse (docs/operations.md says how to start it)"]
    if not state.is_alive:
        return [f"Dagster's daemon gave its last sign of life {_ago(state.heartbeat)}: it does not run"]
    lines = ["Dagster's daemon runs"]
    for tick in state.ticks:
        last = f"last tick {_ago(tick.last)}" if tick.last else "no tick yet"
        following = f"next {tick.next:%Y-%m-%d %H:%M:%S} UTC" if tick.next else "off"
        lines.append(f"{tick.name}: {last}, {following}")
    return lines


def _record(status: WarehouseStatus) -> dict[str, Any]:
    """The same for programs: times in ISO 8601, sizes in bytes."""
    state = status.automation
    return {
        "raw": str(status.raw),
        "warehouse": str(status.warehouse),
        "published_at": status.published_at and status.published_at.isoformat(),
        "damage": status.damage,
        "last_run": status.last_run,
        "running": status.holder,
        "quarantined": status.quarantined,
        "settings_note": status.settings_note,
        "daemon": None
        if state is None
        else {
            "is_alive": state.is_alive,
            "heartbeat": state.heartbeat and state.heartbeat.isoformat(),
            "ticks": [
                {
                    "name": tick.name,
                    "last": tick.last and tick.last.isoformat(),
                    "next": tick.next and tick.next.isoformat(),
                }
                for tick in state.ticks
            ],
        },
        "would_change": {
            "captures": status.preview.captures.to_dicts(),
            "unchanged": status.preview.unchanged,
            "documents_anew": status.preview.documents,
            "is_rebuilt": status.preview.is_rebuilt,
        },
        "bytes_on_disk": status.bytes_on_disk,
    }


def _ago(moment: datetime) -> str:
    """A time in UTC and how long ago it was."""
    seconds = (datetime.now(UTC) - moment).total_seconds()
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{moment:%Y-%m-%d %H:%M} UTC ({seconds / length:.0f} {unit} ago)"
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC ({max(0, seconds):.0f} seconds ago)"


def _size(count: int) -> str:
    size = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return f"{size:.0f} {unit}" if size >= 10 or unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    raise AssertionError


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
