"""One document's text of sources, made ready for matching, and the way back to its offsets.

Only passages are read, so that nothing is found in boilerplate. The passages are joined by blank lines; a `#` before a
word is left out (`Nursultan #Nazarbayev` is one name), and marks that look alike are made equal, one for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

JOINT = "\n\n"
ALIKE = {
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\n": " ",
    "\r": " ",
    "\t": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2019": "'",
    "\u02bc": "'",
    "\u2018": "'",
    "`": "'",
    "\u00b4": "'",
}
"""Characters made equal before matching. One for one: the offsets stay."""

BLANK_LINE = re.compile(r"\n[ \t\r]*(?=\n)")
HASH = re.compile(r"#(?=\w)")


class Passage(NamedTuple):
    """What of a passages row is needed here."""

    passage_id: str
    source_id: str
    char_start: int
    text: str
    language: str


@dataclass
class Reading:
    """The text to match on, and for each piece of it where it begins there and in `documents.text`."""

    text: str
    piece_starts: list[int] = field(default_factory=list)
    document_starts: list[int] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    passage_starts: list[int] = field(default_factory=list)
    only_language: str = ""
    """That of all passages, where they have one."""

    def document_offset(self, at: int) -> int:
        """The offset in `documents.text` of the character at `at` of this text."""
        piece = bisect_right(self.piece_starts, at) - 1
        return self.document_starts[piece] + at - self.piece_starts[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same span in `documents.text`, end excluded."""
        return self.document_offset(start), self.document_offset(end - 1) + 1

    def passage(self, at: int) -> Passage:
        """The passage that the character at `at` lies in."""
        return self.passages[bisect_right(self.passage_starts, at) - 1]

    def language(self, at: int) -> str:
        """The language of the passage that the character at `at` lies in."""
        return self.only_language or self.passage(at).language

    def stretches(self, *, by_source: bool = False) -> list[tuple[int, int, str]]:
        """Runs of passages of one language, and of one source if asked: (start, end, language) in this text."""
        runs: list[tuple[int, int, str]] = []
        source = ""
        for index, passage in enumerate(self.passages):
            start = self.passage_starts[index]
            end = self.passage_starts[index + 1] if index + 1 < len(self.passages) else len(self.text)
            goes_on = not by_source or passage.source_id == source
            source = passage.source_id
            if goes_on and runs and runs[-1][2] == passage.language:
                runs[-1] = (runs[-1][0], end, passage.language)
            else:
                runs.append((start, end, passage.language))
        return runs


def read_passages(passages: Iterable[Passage]) -> Reading:
    """Joins the passages of one document, in order of their start."""
    reading, parts, length = Reading(text=""), [], 0
    for passage in passages:
        reading.passages.append(passage)
        reading.passage_starts.append(length)
        # A blank line inside a passage ends a name; a single line break does not.
        text = passage.text
        if "\n" in text or not text.isascii() or "\t" in text:
            if "\n" in text:
                text = BLANK_LINE.sub(lambda found: "\x00" * len(found.group()), text)
            for char, alike in ALIKE.items():
                text = text.replace(char, alike)
        begin = 0
        cuts = [found.start() for found in HASH.finditer(text)] if "#" in text else []
        for cut in [*cuts, len(text)]:
            reading.piece_starts.append(length)
            reading.document_starts.append(passage.char_start + begin)
            parts.append(text[begin:cut])
            length += cut - begin
            begin = cut + 1
        parts.append(JOINT)
        length += len(JOINT)
    reading.text = "".join(parts)
    languages = {passage.language for passage in reading.passages}
    reading.only_language = languages.pop() if len(languages) == 1 else ""
    return reading
