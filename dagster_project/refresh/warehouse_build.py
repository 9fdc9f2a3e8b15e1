"""dbt, in this process: parse the project, build the next warehouse into an empty file, say what failed."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Any

import duckdb
import yaml
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.factory import reset_adapters
from dbt.cli.main import dbtRunner
from dbt.clients.jinja import get_rendered
from dbt.contracts.graph.manifest import Manifest
from dbt.parser.manifest import extended_mashumuro_decoder
from dbt_common.events.base_types import EventMsg

from dagster_project.ingest import printable, shortened
from dagster_project.refresh.errors import RefreshError
from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.versions import PROJECT, files_digest
from dagster_project.tables import digest

KEPT_ROWS = 20
"""Of the rows that a failed data test found, how many are kept for its page."""
TOLD_ROWS = 3
"""How many of them stand in the message."""
TOLD_CHARACTERS = 80
"""Of each of their values."""
DBT_PROJECT = PROJECT / "dbt"
MANIFEST = "manifest.json"
PARSED = "partial_parse.msgpack"
"""The manifest as dbt keeps it for itself: read in a tenth of a second."""
LIBRARIES = ("dbt-core", "dbt-duckdb")
"""Their releases decide what a manifest is."""


class WarehouseBuildError(RefreshError):
    """dbt could not build the warehouse, or one of its data tests failed: nothing is published."""

    def __init__(self, message: str, failing: Sequence[FailingRows] = ()) -> None:
        super().__init__(message)
        self.failing = failing
        """For each data test that failed, rows that it found."""


@dataclass(frozen=True)
class FailingRows:
    """Rows that a data test found, as many as one wants to look at."""

    test: str
    """Its unique id in dbt."""
    columns: list[str]
    rows: list[tuple[Any, ...]]


class WarehousePathError(RefreshError):
    """The warehouse lies where dbt's DuckDB cannot open it."""


def check_warehouse_path(layout: WarehouseLayout) -> None:
    """Raises `WarehousePathError` where the path has a sign that dbt-duckdb takes for the query of an address."""
    path = str(layout.root.resolve())
    signs = [sign for sign in "?#" if sign in path]
    if signs:
        raise WarehousePathError(
            f"{path}: dbt cannot open a warehouse in a folder with '{signs[0]}' in its path. Choose another folder "
            "(--warehouse FOLDER, or HEARSAY_WAREHOUSE), or rename this one."
        )


def prepare_manifest() -> Path:
    """dbt's manifest of the project as it is now, parsed anew only when a file of the project or dbt changed."""
    target = DBT_PROJECT / "target"
    stamp = target / "manifest.digest"
    folders = ("models", "seeds", "macros", "tests", "snapshots", "analyses")
    files = [file for folder in folders for file in (DBT_PROJECT / folder).rglob("*") if file.is_file()]
    files += [DBT_PROJECT / "dbt_project.yml", DBT_PROJECT / "profiles.yml"]
    current = digest(files_digest(files, DBT_PROJECT), *(f"{name}=={version(name)}" for name in LIBRARIES))
    made = all((target / name).exists() for name in (MANIFEST, PARSED, stamp.name))
    if not made or stamp.read_text(encoding="ascii", errors="replace") != current:
        fresh = target / f"parse-{os.getpid()}"
        _invoke(["parse"], WarehouseLayout(PROJECT / "warehouse"), fresh, [])
        for name in (PARSED, MANIFEST):
            (fresh / name).replace(target / name)
        stamp.write_text(current, encoding="ascii")
        shutil.rmtree(fresh)
    return target / MANIFEST


def parsed_project(layout: WarehouseLayout) -> Manifest:
    """dbt's project as it was parsed once, for the warehouse of `layout`.

    Parsing takes longer than building a small warehouse, and depends on the warehouse in one thing: the place of the
    Parquet files, which dbt renders while it parses. Here it is rendered anew, from the same template.
    """
    parsed = prepare_manifest().with_name(PARSED)
    with _stopped_as_dbt_knows_it():
        manifest = Manifest.from_msgpack(parsed.read_bytes(), decoder=extended_mashumuro_decoder)
    settings = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    template = settings["sources"]["hearsay"]["+meta"]["external_location"]
    root = str(layout.root.resolve())
    location = get_rendered(template, {"env_var": lambda _name, _default: root})
    for source in manifest.sources.values():
        source.meta["external_location"] = location
    return manifest


def build_warehouse(layout: WarehouseLayout, on_event: Callable[[EventMsg], None]) -> None:
    """Build every model and run every data test into an empty `layout.build`; `on_event` gets dbt's events.

    Raises `WarehouseBuildError` naming each failed model and test.
    """
    shutil.rmtree(layout.build.parent, ignore_errors=True)
    layout.build.parent.mkdir(parents=True)
    command = ["build", "--exclude-resource-type", "unit_test", "--no-write-json", "--log-level-file", "info"]
    _invoke(command, layout, layout.root / ".dbt", [on_event], parsed_project(layout))


def run_dbt(command: list[str], layout: WarehouseLayout, target: Path) -> None:
    """Run a dbt command on this project and the warehouse of `layout`, what it writes in `target`.

    Raises `WarehouseBuildError` where dbt fails.
    """
    _invoke(command, layout, target, [])


def _invoke(
    command: list[str],
    layout: WarehouseLayout,
    target: Path,
    callbacks: list[Callable[[EventMsg], None]],
    manifest: Manifest | None = None,
) -> None:
    target.mkdir(parents=True, exist_ok=True)
    places = {
        "project-dir": DBT_PROJECT,
        "profiles-dir": DBT_PROJECT,
        "target-path": target,
        "log-path": target,
    }
    options = [word for name, place in places.items() for word in (f"--{name}", str(place))]
    try:
        with _environment(HEARSAY_WAREHOUSE=str(layout.root.resolve())), _stopped_as_dbt_knows_it() as hear:
            dbt = dbtRunner(manifest, [hear, *callbacks])
            result = dbt.invoke([*command, "--quiet", "--log-level", "none", *options])
    finally:
        # dbt-duckdb keeps the file open, and with it locked, for the life of the process.
        DuckDBConnectionManager.close_all_connections()
        reset_adapters()
    if result.exception is not None and not isinstance(result.exception, Exception):
        raise result.exception  # Ctrl-C is no fault of dbt's
    if result.exception is not None:
        raise WarehouseBuildError(
            f"dbt {command[0]} failed; nothing was published.\n  {result.exception}{_advice(str(result.exception))}"
        ) from result.exception
    if not result.success:
        found = {each.test: each for each in _failing_rows(result.result, layout)}
        failures = "\n".join(_failures(result.result, found))
        raise WarehouseBuildError(
            f"dbt {command[0]} failed; nothing was published.\n{failures}{_advice(failures)}", tuple(found.values())
        )


def _failures(result: Any, found: Mapping[str, FailingRows]) -> Iterator[str]:
    for each in result.results:
        if each.status in ("error", "fail", "runtime error"):
            yield f"  {each.node.unique_id}: {each.message} ({each.node.original_file_path})"
            if rows := found.get(each.node.unique_id):
                for row in rows.rows[:TOLD_ROWS]:
                    told = (shortened(printable(str(value)), TOLD_CHARACTERS) for value in row)
                    cells = (f"{name} = {value}" for name, value in zip(rows.columns, told, strict=True))
                    yield f"    {', '.join(cells)}"


def _failing_rows(result: Any, layout: WarehouseLayout) -> Iterator[FailingRows]:
    """Rows that the failed data tests found, asked of what was built by the SQL that dbt ran."""
    failed = [each.node for each in result.results if each.status == "fail"]
    if not failed or not layout.build.exists():
        return
    with duckdb.connect(str(layout.build), read_only=True) as connection:
        for node in failed:
            try:
                rows = connection.sql(node.compiled_code).limit(KEPT_ROWS)
                yield FailingRows(node.unique_id, rows.columns, rows.fetchall())
            except duckdb.Error:  # a test that counts in its own way: its message has to do
                continue


def _advice(failures: str) -> str:
    """What to do about failures that are none of the models' making."""
    if any(words in failures for words in ("No space left", "File too large", "Could not write")):
        return "\nFree space on the disk that holds the warehouse, then refresh again."
    if "read_parquet" in failures:
        return "\nA file of what was extracted is damaged: refresh once with --full, which makes all of them anew."
    return ""


@contextmanager
def _stopped_as_dbt_knows_it() -> Iterator[Callable[[object], None]]:
    """Within the block Ctrl-C is Python's own exception, by which dbt stops its threads; Dagster raises another.

    It is raised once dbt has called what the block gives, one of its callbacks: before it has set up its log it prints
    a traceback of its own. And it is raised when the block ends: code by which dbt reads its project swallows it.
    """
    stopped, heard = threading.Event(), threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()
        if heard.is_set():
            signal.default_int_handler(number, frame)

    def hear(_event: object) -> None:
        if not heard.is_set():
            heard.set()
            if stopped.is_set():
                signal.raise_signal(signal.SIGINT)

    if threading.current_thread() is not threading.main_thread():
        yield hear
        return
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield hear
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if stopped.is_set():
        raise KeyboardInterrupt


@contextmanager
def _environment(**wanted: str) -> Iterator[None]:
    """The variables that dbt/profiles.yml reads, for the time of one call."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
