"""Turns of a conversation: interviews, briefings, hearings, where a label before a colon says who speaks.

`MR. ROTH: Good afternoon.` opens a turn, and what follows without a label of its own goes on with it, paragraph by
paragraph, up to the next label, a heading or a stage direction in brackets. One label with a colon may be anything
(`Update: …`), so a page counts as a conversation only where two labels come back. The rule is the same in every
language: only capitals and colons are looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import word_list
from dagster_project.extract.claims.tokens import Reading

LONGEST_LABEL = 8
"""Tokens of the longest label, marks of abbreviations included: `ACTING DEPUTY SPOKESPERSON MR. J. ROTH:`."""
FEWEST_LABELS = 2
"""Labels that must come back before a page is a conversation."""
LEAST_SHARE = 0.4
"""Of the paragraphs between the first label and the last, those that bear one: long answers run over several."""
SPOKEN_IN = frozenset(("paragraph", "lead"))
"""Kinds of passages in which somebody speaks; a heading closes the turn before it. The posts of a thread are their
author's, whatever comes before a colon."""
LABEL_MARKS = frozenset((".", ",", "(", ")", "of", "von"))


def find_turns(reading: Reading, kinds: Sequence[str]) -> list[Found]:
    """What is said in each paragraph of a conversation; `kinds` of the passages. Empty where there is none.

    The labels become sentences of their own, so that no rule takes them for words of what follows.
    """
    passages = [(kinds[reading.passage_of[span[0]]], span) for span in _passages(reading)]
    labels = [_label(reading, span) if kind in SPOKEN_IN else None for kind, span in passages]
    if not _is_conversation(reading, labels):
        return []
    _part_from_labels(reading, {label[1] + 1 for label in labels if label is not None})
    rule = f"{reading.language}_turn"
    found: list[Found] = []
    speaker: TokenSpan | None = None
    for (kind, (start, end)), label in zip(passages, labels, strict=True):
        if kind not in SPOKEN_IN:
            speaker = None
        elif label is not None:
            speaker, colon = label, label[1]
            if colon + 1 < end:
                unit = reading.unit_at(colon + 1)
                found.append(Found(rule, unit, [(colon + 1, end)], "direct", speaker, (colon, colon + 1)))
        elif speaker is not None and not _is_aside(reading, start, end):
            found.append(Found(rule, reading.unit_at(start), [(start, end)], "direct", speaker))
    return found


def _is_conversation(reading: Reading, labels: Sequence[TokenSpan | None]) -> bool:
    """Do two labels come back, and stand before many of the paragraphs from the first label to the last?"""
    labelled = [number for number, label in enumerate(labels) if label is not None]
    counts = Counter(reading.text_of(*label) for label in labels if label is not None)
    if sum(count > 1 for count in counts.values()) < FEWEST_LABELS:
        return False
    return len(labelled) >= LEAST_SHARE * (labelled[-1] - labelled[0] + 1)


def _part_from_labels(reading: Reading, after_labels: set[int]) -> None:
    """Cut the sentences of a reading before each of the tokens."""
    units: list[TokenSpan] = []
    for start, end in reading.units:
        for cut in sorted(after_labels.intersection(range(start + 1, min(end, start + LONGEST_LABEL + 2)))):
            units.append((start, cut))
            start = cut
        units.append((start, end))
    reading.units = units


def _passages(reading: Reading) -> list[TokenSpan]:
    """The tokens of each passage that has any, in order."""
    spans: list[TokenSpan] = []
    start, count = 0, len(reading.passage_of)
    while start < count:
        end = bisect_right(reading.passage_of, reading.passage_of[start], start)
        spans.append((start, end))
        start = end
    return spans


def _label(reading: Reading, passage: TokenSpan) -> TokenSpan | None:
    """The words before a colon that opens a passage: capitals, abbreviations and their marks, no closed class."""
    start, end = passage
    no_labels = word_list(reading.language, "no_label")
    for token in range(start, min(end, start + LONGEST_LABEL + 1)):
        if reading.words[token] == ":":
            is_label = token > start and no_labels.isdisjoint(reading.words[start:token])
            return (start, token) if is_label else None
        if not (reading.is_capital(token) or (token > start and reading.words[token] in LABEL_MARKS)):
            return None
    return None


def _is_aside(reading: Reading, start: int, end: int) -> bool:
    """`(Laughter.)`, `[The briefing ends at 2:48.]`: what nobody says."""
    return reading.words[start] in ("(", "[") and reading.words[end - 1] in (")", "]")
