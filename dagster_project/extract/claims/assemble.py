"""From what the rules found to statements that fit together: one of each, those within others as nested.

A statement whose cue and content lie within the content of another is a statement reported there (A says
that B said …) and gets the outer one as parent. One that only shares its content with another, or overlaps
it for the most part, is the same words read twice: the surer rule keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.lexicon import rows

DOUBT = 0.15
"""What each doubt takes off: rows with one were right about this much less often on the calibration half."""
SHORT = 4
"""Tokens below which a content is hardly a statement."""


@cache
def rule_confidence() -> dict[str, float]:
    """Per rule the share of its rows that were right on the half of the texts it was calibrated on."""
    return {row["rule"]: float(row["confidence"]) for row in rows("rules.csv")}


def settle(found: list[Found]) -> list[Found]:
    """Statements of one reading in order of their content, with `parent` and `confidence` set."""
    sure = rule_confidence()
    kept: list[Found] = []
    for item in found:
        item.spans = _joined(item.spans)
        item.confidence = sure[item.rule] - DOUBT * _doubts(item)
    near: list[Found] = []  # of those kept: what reaches beyond the start of the next
    for item in sorted(found, key=lambda f: (f.spans[0][0], -f.spans[-1][1], -f.confidence)):
        near = [other for other in near if other.spans[-1][1] > item.spans[0][0]]
        replaced = _replaced(item, near)
        if replaced is None:
            continue
        near = [other for other in near if not _is_one_of(other, replaced)]
        kept = [other for other in kept if not _is_one_of(other, replaced)] if replaced else kept
        near.append(item)
        kept.append(item)
    kept = [item for item in kept if not item.in_quote or item.parent is not None]
    kept.sort(key=lambda f: (f.spans[0][0], -f.spans[-1][1]))
    return kept


def _doubts(item: Found) -> int:
    """Reasons to doubt a row beyond its rule: a speaker carried over, none at all, a content of a few words."""
    unnamed = item.speaker is None and item.cue is not None
    return int(item.is_carried and item.report_type == "direct") + int(unnamed) + int(_size(item.spans) < SHORT)


def _replaced(item: Found, near: Sequence[Found]) -> list[Found] | None:
    """Statements in whose place `item` is kept, its parent set where it stands within another; None where it is not."""
    size = _size(item.spans)
    replaced: list[Found] = []
    for other in reversed(near):
        shared = _shared(item.spans, other.spans)
        if not shared:
            continue
        if shared == size and size < _size(other.spans) and _holds(other, item.cue):
            item.parent = other
            break
        if shared >= 0.5 * min(size, _size(other.spans)):
            if item.confidence <= other.confidence or other.report_type == "direct":
                return None
            replaced.append(other)
    return replaced


def _is_one_of(item: Found, others: Sequence[Found]) -> bool:
    return any(item is other for other in others)


def _holds(other: Found, cue: TokenSpan | None) -> bool:
    return cue is not None and any(start <= cue[0] and cue[1] <= end for start, end in other.spans)


def _joined(spans: list[TokenSpan]) -> list[TokenSpan]:
    """Spans in order, those that touch made one."""
    joined: list[TokenSpan] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _size(spans: list[TokenSpan]) -> int:
    return sum(end - start for start, end in spans)


def _shared(some: list[TokenSpan], others: list[TokenSpan]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in some for c, d in others)
