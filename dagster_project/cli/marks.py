"""Statements marked in captured text: `[Ada Roth] {said} <that the pier is safe>`.

The brackets are those of the examples in the lexicons; on a terminal the words are coloured besides, so that brackets
that the text has of its own don't mislead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text

from dagster_project.cli.terminal import plain
from dagster_project.query import Row

BRACKETS = {
    "speaker": ("[", "]"),
    "cue": ("{", "}"),
    "content": ("<", ">"),
    "hedge": ("~", "~"),
    "negation": ("!", "!"),
}
STYLES = {"speaker": "bold cyan", "cue": "yellow", "content": "green", "hedge": "bold magenta", "negation": "bold red"}
LEGEND = "[speaker] {cue} <what is said>"


@dataclass(frozen=True)
class Mark:
    """A span of a document's text and the part it plays in a statement."""

    kind: str
    char_start: int
    char_end: int


def marks_of(claim: Row) -> list[Mark]:
    """The marks of one row of `fct_claims`."""
    content = [Mark("content", span["char_start"], span["char_end"]) for span in claim["content_spans"]]
    return content + [
        Mark(kind, claim[f"{kind}_start"], claim[f"{kind}_end"])
        for kind in ("speaker", "cue")
        if claim[f"{kind}_start"] is not None
    ]


def marked(text: str, char_start: int, char_end: int, marks: Iterable[Mark]) -> Text:
    """`text[char_start:char_end]`, plain, with the brackets and colours of `marks`.

    A mark that runs over an end of the stretch has its bracket only where it really begins or ends.
    """
    # Statements may share a speaker or a cue: one mark then.
    within = [mark for mark in dict.fromkeys(marks) if mark.char_start < char_end and char_start < mark.char_end]
    # At one place inner marks close before outer ones, and outer ones open before inner ones.
    closes = sorted(within, key=lambda mark: (mark.char_end, -mark.char_start))
    opens = sorted(within, key=lambda mark: (mark.char_start, -mark.char_end))
    bounds = {at for mark in within for at in (mark.char_start, mark.char_end) if char_start <= at <= char_end}
    cuts = sorted(bounds | {char_start, char_end})
    shown = Text()
    for position, at in enumerate(cuts):
        for mark in closes:
            if mark.char_end == at:
                shown.append(BRACKETS[mark.kind][1], style=STYLES[mark.kind])
        for mark in opens:
            if mark.char_start == at and at < char_end:
                shown.append(BRACKETS[mark.kind][0], style=STYLES[mark.kind])
        if position + 1 < len(cuts):
            # The innermost mark colours the words.
            around = [mark for mark in opens if mark.char_start <= at < mark.char_end]
            style = STYLES[min(around, key=lambda m: m.char_end - m.char_start).kind] if around else ""
            shown.append(plain(text[at : cuts[position + 1]]), style=style)
    return shown
