"""Sentences that run over the end of a post into the next one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from dagster_project.segment.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
_OPENERS = re.compile(r"""["'“”„‚‘«»‹›(\[\s]*""")
_ELLIPSIS = re.compile(r"(?:\.\.\.+|…)\s*")
_ENDS_ITSELF = re.compile(r"""[.!?:;。！？؟][\s"'”“’‘»«›‹)\]]*$""")
_ELLIPSIS_END = re.compile(r"(?:\.\.\.+|…)$")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("„", "“"), ("«", "»"))
_WINDOW = 400
"""Characters of a post in which its unfinished sentence is sought."""


def is_written_small(posts: Sequence[str]) -> bool:
    """Whether an author opens sentences with small letters, so that a small letter tells nothing.

    Told by the posts that must open a sentence: the first, and those after a post that has an end of its own.
    """
    fresh = [post for before, post in itertools.pairwise([".", *posts]) if _ENDS_ITSELF.search(before[-9:])]
    small = sum(1 for post in fresh if _first_letter(post).islower())
    return 2 * small > len(fresh)


def runs_over(before: str, after: str, lexicon: Lexicon, small_tells: bool) -> bool:
    """Whether the last sentence of a post (`before`) goes on in the first one of the next (`after`).

    Only where the text says so: it has no end of its own, and goes on with a small letter (when `small_tells`),
    closes a bracket that is open, or stopped at a word or comma that cannot close a sentence.
    """
    before = before[-_WINDOW:].rstrip()
    after = after[:_WINDOW].lstrip()
    if _ELLIPSIS_END.search(before):
        return small_tells and _goes_on_small(after, lexicon)
    if not before or _ENDS_ITSELF.search(before) or not (before[-1].isalnum() or before[-1] in "\"'”“»),-–—&/%$€"):
        return False
    if _is_open(before, after):
        return True
    if small_tells and _goes_on_small(after, lexicon):
        return True
    words = _WORD.findall(before[-40:])
    hangs = before[-1] == "," or (bool(words) and before.endswith(words[-1]) and words[-1] in lexicon.hanging)
    return hangs and not before.startswith("#") and after[:1] not in ("", "@")


def _goes_on_small(after: str, lexicon: Lexicon) -> bool:
    ellipsis = _ELLIPSIS.match(after)
    rest = after[ellipsis.end() :] if ellipsis else after
    opened = _OPENERS.match(rest)
    rest = rest[opened.end() :] if opened else rest
    if not rest[:1].islower():
        return False
    token = rest.split(None, 1)[0]
    if (
        any(mark in token for mark in "/@_")
        or "." in token.rstrip(".")
        or not token[1:].rstrip(".,;:!?)'\"”“…").islower()
    ):
        # An address, or a name such as "iPhone"; a single letter goes on only before more words.
        return len(token) == 1 and len(rest) > 2
    return token.rstrip(".,;:!?") not in lexicon.asides


def _is_open(before: str, after: str) -> bool:
    """Whether a bracket or quote opened in `before` is closed in `after`, before another one opens."""
    for opening, closing in _PAIRS:
        if before.rfind(opening) > before.rfind(closing):
            closes, opens = after.find(closing), after.find(opening)
            if closes >= 0 and (opens < 0 or closes < opens):
                return True
    return False


def _first_letter(text: str) -> str:
    found = _WORD.search(text[:40])
    return found.group()[0] if found else ""
