"""The interactive prompt of `hearsay sql`: statements over several lines, history, completion, dot commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer
from prompt_toolkit.output import Output
from pygments.lexers.sql import PostgresLexer

from dagster_project.cli.options import OutputFormat
from dagster_project.cli.output import print_batches, print_rows
from dagster_project.cli.sql_listing import listing
from dagster_project.cli.sql_words import propose
from dagster_project.query import PublishedWarehouse, QueryError, open_warehouse, published_file

GREETING = "Read only; a statement ends with ;   .help lists what else there is, Ctrl-D leaves."
HELP = """\
A statement may run over several lines; it ends with ; and Enter. Tab completes tables, columns and keywords.

.tables            the tables, with their rows and what a row is
.schema [TABLE]    the columns of a table (of all), with what they mean
.format FORMAT     table, csv, json or jsonl
.limit ROWS        how many rows a table shows before it is cut; 0: all
.timeout SECONDS   when a query is stopped
.quit              leave (or Ctrl-D)

Ctrl-C stops a query, or drops what was typed. \\d, \\d TABLE and \\q work too."""
DOT_COMMANDS = (".tables", ".schema", ".format", ".limit", ".timeout", ".help", ".quit")
SYNONYMS = {"\\d": ".tables", "\\dt": ".tables", "\\d+": ".schema", "\\q": ".quit", "\\?": ".help", ".exit": ".quit"}


class WrongCommandError(Exception):
    """A dot command that there is not, or with an argument that it does not take."""


@dataclass
class Settings:
    """What may be set while one asks."""

    output: OutputFormat = OutputFormat.TABLE
    max_rows: int = 200
    timeout_seconds: float = 60.0


def history_file() -> Path:
    """Where statements are kept between sessions: the user's state folder (XDG), readable by them alone."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "hearsay" / "sql_history"


def ask_interactively(
    folder: Path, settings: Settings, *, source: Input | None = None, sink: Output | None = None
) -> None:
    """Ask the warehouse published in `folder` until the user leaves; raises `QueryError` where there is none.

    A refresh that publishes meanwhile is noticed at the next statement: from then on the new warehouse answers.
    """
    desk = _Desk(folder, settings)
    with desk:
        session: PromptSession[str] = PromptSession(
            history=_history(),
            lexer=PygmentsLexer(PostgresLexer),
            completer=SqlCompleter(lambda: desk.warehouse.tables()),
            complete_while_typing=False,
            multiline=True,
            prompt_continuation="      ... ",
            key_bindings=_enter_ends_a_statement(),
            editing_mode=EditingMode.EMACS,
            enable_open_in_editor=False,
            input=source,
            output=sink,
        )
        print(f"{desk.file}\n{GREETING}")  # noqa: T201 - a greeting belongs on the screen
        while True:
            try:
                typed = session.prompt("hearsay > ")
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if not desk.take(typed):
                return


@dataclass
class _Desk:
    """The published file that is open, and what is done with what was typed."""

    folder: Path
    settings: Settings
    file: Path = field(init=False)
    warehouse: PublishedWarehouse = field(init=False)
    _opened: AbstractContextManager[PublishedWarehouse] = field(init=False)
    _identity: tuple[int, int] | None = field(init=False)

    def __enter__(self) -> _Desk:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.__exit__(None, None, None)

    def take(self, typed: str) -> bool:
        """Do what was typed; False to leave. What goes wrong is told, and one goes on."""
        words = typed.strip().rstrip(";").split()
        if not words:
            return True
        try:
            if words[0][0] in ".\\":
                return self._obey(words)
            self._reopen_when_refreshed()
            answer_to(self.warehouse, typed, self.settings)
        except (QueryError, WrongCommandError) as error:
            _complain(str(error))
        except KeyboardInterrupt:
            self.warehouse.interrupt()
            _complain("stopped.")
        return True

    def _obey(self, words: list[str]) -> bool:
        command, rest = SYNONYMS.get(words[0], words[0]), words[1:]
        if words[0] == "\\d" and rest:
            command = ".schema"
        match command, rest:
            case ".quit", []:
                return False
            case ".help", []:
                print(HELP)  # noqa: T201
            case (".tables", []) | (".schema", [] | [_]):
                print_rows(listing(self.warehouse, command, *rest), OutputFormat.TABLE)
            case ".format", [name] if name in list(OutputFormat):
                self.settings.output = OutputFormat(name)
            case ".limit", [count] if count.isdecimal():
                self.settings.max_rows = int(count)
            case ".timeout", [count] if count.replace(".", "", 1).isdecimal() and float(count) > 0:
                self.settings.timeout_seconds = float(count)
            case _ if command in DOT_COMMANDS:
                raise WrongCommandError(f"{command} does not take {' '.join(rest) or 'nothing'}; see .help")
            case _:
                raise WrongCommandError(f"there is no {words[0]}; see .help")
        return True

    def _open(self) -> None:
        self._opened = open_warehouse(self.folder)
        self.warehouse = self._opened.__enter__()
        self.file = published_file(self.folder)
        self._identity = self._identify()

    def _identify(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _reopen_when_refreshed(self) -> None:
        if self._identify() in (None, self._identity):
            return
        # Closed first: DuckDB gives a process that has a path open the file it has, not the one that is there now.
        self._opened.__exit__(None, None, None)
        self._opened = nullcontext(self.warehouse)
        self._open()
        print("The warehouse was refreshed: the new one answers.")  # noqa: T201


def answer_to(warehouse: PublishedWarehouse, query: str, settings: Settings) -> None:
    """Print the answer to `query`: a table cut with a notice, other formats as the rows come."""
    if settings.output is not OutputFormat.TABLE:
        with warehouse.stream(query, timeout_seconds=settings.timeout_seconds) as streamed:
            print_batches(streamed.columns, streamed.batches, settings.output)
        return
    answer = warehouse.answer(
        query, timeout_seconds=settings.timeout_seconds, max_rows=settings.max_rows if settings.max_rows else None
    )
    print_rows(answer, OutputFormat.TABLE)
    if answer.is_cut:
        _complain("there are more: narrow the query, raise the limit (--limit, .limit; 0: all), or take csv or jsonl.")


class SqlCompleter(Completer):
    """Tables, columns and keywords, and the dot commands."""

    def __init__(self, tables: Callable[[], dict[str, list[tuple[str, str]]]]) -> None:
        self._tables = tables

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What may stand at the cursor."""
        del complete_event
        before = document.text_before_cursor
        if before.lstrip().startswith((".", "\\")):
            yield from self._of_dot_command(before.lstrip())
            return
        for proposal in propose(before, document.text, self._tables()):
            yield Completion(proposal.word, -proposal.replaces, display_meta=proposal.meaning)

    def _of_dot_command(self, before: str) -> Iterator[Completion]:
        command, blank, begun = before.partition(" ")
        if not blank:
            names: Iterable[str] = DOT_COMMANDS
            begun = command
        elif command == ".format":
            names = list(OutputFormat)
        else:
            names = self._tables() if command in (".schema", "\\d") else ()
        for name in names:
            if name.startswith(begun):
                yield Completion(str(name), -len(begun))


def _enter_ends_a_statement() -> KeyBindings:
    """Enter takes what ends with a semicolon, a dot command or nothing at all; else it begins a new line."""
    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        typed = buffer.text.strip()
        is_whole = not typed or typed.endswith(";") or typed[0] in ".\\"
        if is_whole and not buffer.document.text_after_cursor.strip():
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return bindings


def _history() -> History:
    file = history_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
    except OSError as error:
        _complain(f"{file} cannot be written ({error.strerror}): what you type is not kept.")
        return InMemoryHistory()
    return FileHistory(file)


def _complain(message: str) -> None:
    from rich.console import Console

    from dagster_project.cli.terminal import plain

    sys.stdout.flush()
    Console(stderr=True).print(plain(message), style="yellow", markup=False, highlight=False, soft_wrap=True)
