"""What `hearsay refresh` shows: its progress, and the closing summary."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from dagster_project.cli.terminal import captured, plain
from dagster_project.refresh.report import RefreshReport

STAGES = {
    "ingest": "reading captures",
    "parse": "parsing layouts",
    "segment": "cutting sentences",
    "extract": "finding mentions and claims",
    "warehouse": "building and testing the warehouse",
    "publish": "publishing",
}


class RefreshProgress:
    """A line per stage on a terminal; a line when each stage begins elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> RefreshProgress:
        self._progress.start()
        if self._console.is_terminal:
            self._tasks["start"] = self._progress.add_task("starting", total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Take the display away."""
        self._progress.stop()

    def listen(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if "start" in self._tasks:
            self._progress.remove_task(self._tasks.pop("start"))
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(STAGES[stage], total=None)
            if not self._console.is_terminal:
                self._console.print(f"{STAGES[stage]} …", highlight=False)
        self._progress.update(self._tasks[stage], completed=done, total=total or None)


def print_summary(console: Console, report: RefreshReport) -> None:
    """What a refresh found and did."""
    console.print()
    captures = Text("Captures    ", style="bold")
    captures.append(f"{report.seen:,} in {report.raw}: ", style="default not bold")
    counts = {
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "quarantined": len(report.quarantined),
    }
    captures.append(", ".join(f"{count:,} {name}" for name, count in counts.items()), style="default not bold")
    console.print(captures)
    for path, code, reason in report.quarantined.head(10).iter_rows():
        console.print(Text(f"  quarantined  {plain(path)}  [{code}]  {plain(reason)}", style="yellow"))
    if len(report.quarantined) > 10:
        console.print(f"  … and {len(report.quarantined) - 10:,} more: hearsay quarantine", style="yellow")
    for path, reason in report.bad_sidecars.head(10).iter_rows():
        console.print(Text(f"  sidecar not used  {plain(path)}  {plain(reason)}", style="yellow"))
    for path in report.unused_sidecars[:10]:
        console.print(Text(f"  sidecar of no capture  {plain(path)}", style="yellow"))
    if len(report.unused_sidecars) > 10:
        console.print(f"  … and {len(report.unused_sidecars) - 10:,} more sidecars of no capture", style="yellow")
    for note in report.notes:
        console.print(Text(f"  note  {plain(note)}", style="yellow"))
    for line in report.findings:
        console.print(Text("Found       ", style="bold").append(Text(line, style="default not bold")))
    table = Table(box=None, padding=(0, 2), show_edge=False)
    table.add_column("table", style="bold")
    table.add_column("rows", justify="right")
    for name, rows in report.rows.items():
        table.add_row(name, f"{rows:,}")
    console.print()
    console.print(table)
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in report.seconds.items())
    console.print(f"\nSeconds     {report.total_seconds:.1f} ({stages})", highlight=False)
    console.print(f"Warehouse   {report.published}", highlight=False, soft_wrap=True)
    console.print('Ask it      hearsay sql "select * from who_said_what limit 5"', highlight=False)
    _print_paragraph(console, "Measured on our own texts, not on these captures", report.quality)
    _print_paragraph(console, "In short", report.closing)


def _print_paragraph(console: Console, heading: str, sentences: list[str]) -> None:
    console.print()
    console.print(Text(heading, style="bold"))
    for sentence in sentences:
        console.print(captured(sentence))
