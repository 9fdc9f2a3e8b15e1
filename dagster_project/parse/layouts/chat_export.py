"""Chats as messengers export them: `07.01.22, 10:12 - NAME: text`, `[07.01.22, 10:12:33] NAME: text`.

A line without a time goes on with the message above it. What has no name before it (`Messages are end-to-end
encrypted`) is the messenger's own.
"""

from __future__ import annotations

import re

from dagster_project.parse.layouts.voices import Turn, add_turns
from dagster_project.parse.lines import Line, Page
from dagster_project.parse.marks import bit
from dagster_project.parse.reading import Reading, Span

LAYOUT = "chat_export"

HEAD = bit("chat_head")

_HEAD = re.compile(
    r"\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s?[APap]\.?[Mm]\.?)?(?:\]| -) "
    r"(?:(?P<name>[^:]{1,50}): ?)?"
)
FEWEST = 3
"""Messages that an export has at least: fewer such lines are a log in an article."""


def recognise(page: Page) -> float:
    heads = sum(1 for _ in page.having(HEAD))
    return 0.97 if heads >= FEWEST and page.lines[0].marks & HEAD else 0.0


def read(page: Page) -> Reading:
    reading = Reading(LAYOUT, 0.97)
    turns: list[tuple[Span | None, Line, list[Line]]] = []
    for line in page.lines:
        head = _HEAD.match(line.text) if line.marks & HEAD else None
        if head is None:
            if turns and turns[-1][0] is not None:
                turns[-1][2].append(line)
            else:
                reading.label(line.start, line.end, "metadata")
            continue
        name = Span(line.start + head.start("name"), line.start + head.end("name")) if head["name"] else None
        if name is None:
            reading.label(line.start, line.end, "metadata")
            turns.append((None, line, []))
            continue
        begin = line.start + head.end()
        about = line._replace(end=begin, text=line.text[: head.end()].rstrip())
        rest = line.text[head.end() :].strip()
        body = [line._replace(start=line.end - len(rest), text=rest)] if rest else []
        if body and _OMITTED.fullmatch(rest):
            reading.label(body[0].start, body[0].end, "residue")
            body = []
        turns.append((name, about, body))
    reading.platform = "whatsapp" if "WhatsApp" in page.text else None
    add_turns(page, reading, [Turn(name, [about], body) for name, about, body in turns if name is not None])
    return reading


_OMITTED = re.compile(
    r"\u200e?<?(?:media omitted|medien ausgeschlossen|(?:image|video|audio|sticker|gif|document) omitted|"
    r"(?:bild|video|audio|sticker|gif|dokument) weggelassen|"
    r"this message was deleted\.?|diese nachricht wurde gelöscht\.?|"
    r"без медиафайлов)>?",
    re.IGNORECASE,
)
