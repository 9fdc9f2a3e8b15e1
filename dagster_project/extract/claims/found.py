"""What a rule finds, in token positions, before it becomes a row of `claims`."""

from __future__ import annotations

from dataclasses import dataclass

TokenSpan = tuple[int, int]


@dataclass(slots=True)
class Found:
    """A statement found by `rule`: whose, by which words, and what is said."""

    rule: str
    unit: int
    """Position in `Reading.units` of the sentence that holds the cue (or the content, without a cue)."""
    spans: list[TokenSpan]
    report_type: str
    speaker: TokenSpan | None = None
    cue: TokenSpan | None = None
    medium: str = "speech"
    stance: str = ""
    is_carried: bool = False
    """The speaker is that of an earlier statement, not named beside this one."""
    addressee: TokenSpan | None = None
    in_quote: bool = False
    """The cue stands inside a quotation: only of use as a statement within another."""
    denial: TokenSpan | None = None
    """The negation of the cue where it is the content's too: `does not believe that …`."""
    parent: Found | None = None
    confidence: float = 0.0
