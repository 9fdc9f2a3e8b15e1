"""Hashtags, handles and addresses: what the signs themselves say to be a mention.

Addresses are taken as printed, cut by `…` or without a scheme. Growing runs of handles that open a reply are addressing
and are no passages; a handle in mid-text is a mention.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TOP_LEVEL = (
    "com|org|net|info|int|edu|gov|mil|io|ai|app|tv|me|ly|gl|be|eu|de|at|ch|uk|ie|fr|it|es|pl|nl|ru|su|kz|kg|uz|tj|by|ua|am|ge|tr|cn|jp|"
    "in|us|ca|au|co|cc|asia|media|news|press|online|site|blog|link|to|is|fm|goo"
)
URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”„»«]+"
    # without a scheme: a path must follow, or else the bare domain of one of the commonest kinds
    r"|(?<![\w@.\-/])(?:[a-z0-9\-]+\.)+(?:" + TOP_LEVEL + r")/[^\s<>\"“”„»«]*"
    r"|(?<![\w@.\-/])(?:[a-z0-9\-]+\.)+(?:com|org|net|de|ru|kz|info|gov|edu)(?![\w\-]|\.\w)"
)
ADDRESS_SIGN = re.compile(r"\.(?:" + TOP_LEVEL + r")(?!\w)")
"""What every address holds: looked for first, for speed."""
EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+\.[\w.\-]+\w")
HANDLE = re.compile(r"(?<![\w@/.])@\w[\w.\-]*(?:@\w+(?:\.\w+)+)?")
HASHTAG = re.compile(r"(?<![\w&/])[#＃](\w*[^\W\d]\w*)|(?<=[^\W#])#(\w*[^\W\d]\w*)")
TAIL = ".,;:!?)]}'’"


@dataclass(frozen=True)
class Mark:
    """A hashtag, handle or url: its kind and span in the text searched."""

    kind: str
    start: int
    end: int


def may_have_marks(text: str) -> bool:
    """Whether `text` holds a sign that every mark has: most articles have none, and this is quick."""
    return (
        "@" in text
        or "#" in text
        or "＃" in text
        or "://" in text
        or "www." in text
        or ADDRESS_SIGN.search(text) is not None
    )


def find_marks(text: str) -> tuple[list[Mark], list[tuple[int, int]]]:
    """The marks in `text` in order of start, and the spans in which no name is looked for (addresses, handles)."""
    marks: list[Mark] = []
    closed: list[tuple[int, int]] = []
    covered = bytearray(len(text))

    def close(start: int, end: int) -> None:
        closed.append((start, end))
        covered[start:end] = b"\x01" * (end - start)

    if "://" in text or "www." in text or ADDRESS_SIGN.search(text):
        if "@" in text:
            for found in EMAIL.finditer(text):
                close(*found.span())
        for found in URL.finditer(text):
            start, end = found.span()
            while end > start and text[end - 1] in TAIL:
                end -= 1
            if end > start and not covered[start]:
                marks.append(Mark("url", start, end))
                close(start, end)
    if "@" in text:
        for found in HANDLE.finditer(text):
            start, end = found.span()
            while text[end - 1] in ".-":
                end -= 1
            if end - start > 1 and not covered[start]:
                marks.append(Mark("handle", start, end))
                close(start, end)
    if "#" in text or "＃" in text:
        marks += [Mark("hashtag", *found.span()) for found in HASHTAG.finditer(text) if not covered[found.start()]]
    return sorted(marks, key=lambda mark: mark.start), sorted(closed)
