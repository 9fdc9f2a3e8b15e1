"""Captured text on a terminal: shown, marked, never obeyed."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from dagster_project.cli.marks import Mark, marked
from dagster_project.cli.options import OutputFormat
from dagster_project.cli.output import json_line, print_rows
from dagster_project.cli.page import print_in_margin, print_table
from dagster_project.cli.terminal import captured, one_line, plain
from dagster_project.query import Answer

ESC = "\x1b[31m"
HOSTILE = f"red {ESC} over\u202eride [bold]loud[/bold] \x9b2J back\rspace\x08"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words,\n\tTokaev Токаев 中文 é", "plain words,\n\tTokaev Токаев 中文 é"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("a\rb", r"a\x0db"),
        ("\x9b2J", r"\x9b2J"),
        ("a\u202eb", r"a\u202eb"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("wide\u00a0space\u2009thin", "wide\u00a0space\u2009thin"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
        ("tag \U000e0041", r"tag \U000e0041"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_written_out(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_cell_is_one_line_of_the_width_asked_for() -> None:
    assert one_line("two\nlines \x1b here", 12) == r"two lines \…"


def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=60, color_system=None)


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_no_way_of_printing_lets_escapes_through_or_reads_markup() -> None:
    console = terminal()
    print_in_margin(console, captured("margin │ "), captured(HOSTILE))
    print_in_margin(console, captured("margin │ "), marked(HOSTILE, 0, len(HOSTILE), [Mark("cue", 4, 9)]))
    print_table(console, ("column",), [(HOSTILE,)])
    shown = printed(console)
    assert not set(shown) & set("\x1b\x9b\r\x08\u202e")
    assert shown.count("[bold]loud[/bold]") == 3


@pytest.mark.parametrize("output", list(OutputFormat))
def test_rows_are_safe_in_every_format_on_a_terminal(output: OutputFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdout", screen)
    print_rows(Answer(["words"], [(HOSTILE,)]), output)
    # rich's own colours are not in question: the text's escapes are.
    assert ESC not in screen.getvalue()
    assert not set(screen.getvalue()) & set("\x9b\r\x08\u202e")


def test_json_says_the_same_after_escaping() -> None:
    assert json.loads(json_line({"text": HOSTILE})) == {"text": HOSTILE}


def test_csv_to_a_file_keeps_the_text_and_disarms_formulas(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(Answer(["cell"], [("=1+2",), (f"raw {ESC}",), (-3,), (None,)]), OutputFormat.CSV)
    assert capsys.readouterr().out == f'cell\n\'=1+2\nraw {ESC}\n-3\n""\n'


SENTENCE = "Ada Roth said that Ivo says the pier is safe."


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([], SENTENCE),
        (
            [Mark("speaker", 0, 8), Mark("cue", 9, 13), Mark("content", 14, 44)],
            "[Ada Roth] {said} <that Ivo says the pier is safe>.",
        ),
        # A statement within a statement.
        (
            [Mark("content", 14, 44), Mark("content", 28, 44), Mark("speaker", 19, 22)],
            "Ada Roth said <that [Ivo] says <the pier is safe>>.",
        ),
        # Two statements of one speaker: one mark.
        ([Mark("speaker", 0, 8), Mark("speaker", 0, 8)], "[Ada Roth] said that Ivo says the pier is safe."),
    ],
)
def test_marks_stand_where_the_parts_begin_and_end(marks: list[Mark], shown: str) -> None:
    assert marked(SENTENCE, 0, len(SENTENCE), marks).plain == shown


def test_a_mark_that_runs_on_has_no_bracket_at_the_cut() -> None:
    content = [Mark("content", 14, 44)]
    assert marked(SENTENCE, 0, 22, content).plain == "Ada Roth said <that Ivo"
    assert marked(SENTENCE, 22, 45, content).plain == " says the pier is safe>."


def test_long_lines_wrap_beside_the_margin_on_a_terminal_alone() -> None:
    words = captured("word " * 30)
    wrapped, whole = terminal(), Console(file=io.StringIO(), width=60)
    print_in_margin(wrapped, captured(" 12 post │ "), words)
    print_in_margin(whole, captured(" 12 post │ "), words)
    lines = printed(wrapped).splitlines()
    assert len(lines) > 2
    assert all(line.startswith("         │ ") for line in lines[1:])
    assert len(printed(whole).splitlines()) == 1
