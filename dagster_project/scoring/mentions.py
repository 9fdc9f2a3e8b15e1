"""Figures of named mentions.

- `mentions_exact`: the same start and end; `mentions_overlap`: sharing a character with one of the other side.
- `mention_type_accuracy`: of the exact ones, the same type; `mentions_exact_typed_f1`: exact and of the same type.
- `entity_b_cubed`: over the exact ones of each document (Bagga and Baldwin 1998): for each, the share of those read as
  the same entity that the gold gives as the same, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dagster_project.scoring.figures import Agreement, Figures, rounded, share
from dagster_project.scoring.gold import GoldDocument

TYPES = {"PER": "person", "ORG": "organization", "LOC": "place"}

Span = tuple[int, int]


@dataclass(frozen=True)
class ReadMention:
    """A row of fct_mentions, as far as it is scored."""

    char_start: int
    char_end: int
    entity_type: str
    entity_id: str | None


@dataclass
class MentionScore:
    """The counts of mentions over documents."""

    exact: Agreement = field(default_factory=Agreement)
    touched_gold: int = 0
    touched_read: int = 0
    typed: int = 0
    b_cubed_precision: float = 0.0
    b_cubed_recall: float = 0.0

    def add(self, document: GoldDocument, read: Sequence[ReadMention]) -> None:
        """Count the mentions of one document."""
        gold = {(label["start"], label["end"]): label for label in document["mentions"]}
        rows = {(row.char_start, row.char_end): row for row in read}
        both = sorted(gold.keys() & rows.keys())
        self.exact.add(len(both), len(rows), len(gold))
        self.touched_gold += _touching(gold, rows)
        self.touched_read += _touching(rows, gold)
        self.typed += sum(_entity_type(gold[span]["type"]) == rows[span].entity_type for span in both)
        meant = {span: gold[span]["entity"] for span in both}
        # A mention without an entity is one of its own.
        taken = {span: rows[span].entity_id or span for span in both}
        for span in both:
            same_meant = {other for other in both if meant[other] == meant[span]}
            same_taken = {other for other in both if taken[other] == taken[span]}
            self.b_cubed_precision += len(same_meant & same_taken) / len(same_taken)
            self.b_cubed_recall += len(same_meant & same_taken) / len(same_meant)

    def figures(self) -> Figures:
        """The figures by name."""
        found = max(1, self.exact.both)
        overlap = rounded(share(self.touched_read, self.exact.read), share(self.touched_gold, self.exact.gold))
        typed = Agreement(self.typed, self.exact.read, self.exact.gold)
        return {
            "mentions_exact": self.exact.figures(),
            "mentions_overlap": overlap,
            "mention_type_accuracy": round(self.typed / found, 3),
            "mentions_exact_typed_f1": typed.figures()["f1"],
            "entity_b_cubed": rounded(self.b_cubed_precision / found, self.b_cubed_recall / found),
        }


def _entity_type(label: str) -> str:
    return TYPES.get(label[:3], label)


def _touching(some: Iterable[Span], others: Iterable[Span]) -> int:
    """How many of `some` share a character with one of `others`."""
    spans = list(others)
    return sum(any(start < other_end and other_start < end for other_start, other_end in spans) for start, end in some)
