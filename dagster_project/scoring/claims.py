"""Figures of claims.

- `claim_tokens`: words (runs of letters and digits) that lie in the content of some attributed claim.
- `claim_spans_iou50`: claims paired one to one, best overlap first, when half of the words of both together are shared.
- `speaker_accuracy`: of pairs whose gold names a speaker: half of the words read as the speaker lie in the gold one, or
  the names agree (`names`). `speaker_invented`: of pairs whose gold says that nobody is named: a speaker was read.
- `direct_or_not_right`: of all pairs; `hedged`, `negated`: over the pairs whose gold says yes or no.
- `self_assertion_leak`: of the rows read as the author's own, those of which half is somebody else's claim;
  `self_assertion_recall`: labelled own statements of which four fifths lie in one such row.

Optional claims cost nothing when found nor when missed. Claims within claims count in documents that label some.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dagster_project.scoring.figures import Agreement, Figures, Ratio
from dagster_project.scoring.gold import GoldClaim, GoldDocument
from dagster_project.scoring.names import WORD, is_same_name

Span = tuple[int, int]
Words = frozenset[int]
"""Positions of words in a text."""

HALF = 0.5
OWN = "self_assertion"


@dataclass(frozen=True)
class ReadClaim:
    """A row of fct_claims, as far as it is scored."""

    content: list[Span]
    report_type: str
    speaker: Span | None = None
    speaker_text: str | None = None
    speaker_name: str | None = None
    hedged: bool = False
    negated: bool = False
    is_nested: bool = False


def words_within(text_words: Sequence[Span], spans: Iterable[Sequence[int]]) -> Words:
    """The words that lie wholly in one of the spans."""
    wanted = list(spans)
    return frozenset(
        at for at, (begin, end) in enumerate(text_words) if any(s[0] <= begin and end <= s[1] for s in wanted)
    )


def pair_up(gold: Sequence[Words], read: Sequence[Words], at_least: float = HALF) -> list[tuple[int, int]]:
    """One-to-one pairs by position, those with the greatest overlap (shared words of all words) first."""
    overlaps = [
        (len(wanted & found) / len(wanted | found), g, r)
        for g, wanted in enumerate(gold)
        for r, found in enumerate(read)
        if not wanted.isdisjoint(found)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    # Equal overlaps: later ones first, so that the outcome never depends on chance.
    for overlap, g, r in sorted(overlaps, reverse=True):
        if overlap >= at_least and g not in pairs and r not in taken:
            pairs[g] = r
            taken.add(r)
    return list(pairs.items())


@dataclass
class ClaimScore:
    """The counts of claims over documents."""

    tokens: Agreement = field(default_factory=Agreement)
    spans: Agreement = field(default_factory=Agreement)
    speaker: Ratio = field(default_factory=Ratio)
    invented: Ratio = field(default_factory=Ratio)
    direct: Ratio = field(default_factory=Ratio)
    hedged: Agreement = field(default_factory=Agreement)
    negated: Agreement = field(default_factory=Agreement)
    leak: Ratio = field(default_factory=Ratio)
    own: Ratio = field(default_factory=Ratio)
    found_by_type: Counter[str] = field(default_factory=Counter)
    gold_by_type: Counter[str] = field(default_factory=Counter)
    right_by_read_type: Counter[str] = field(default_factory=Counter)
    """By the type that a row was read as, not by the labelled one."""
    by_read_type: Counter[str] = field(default_factory=Counter)
    speaker_by_type: dict[str, Ratio] = field(default_factory=dict)

    def add(self, document: GoldDocument, read: Sequence[ReadClaim]) -> None:
        """Count the claims of one document."""
        labelled = document["claims"]
        if not any(claim.get("parent") is not None for claim in labelled):
            read = [claim for claim in read if not claim.is_nested]
        words = [match.span() for match in WORD.finditer(document["text"])]
        gold = [(claim, words_within(words, claim["content"])) for claim in labelled if claim.get("type") != OWN]
        required = [(claim, content) for claim, content in gold if content and not claim.get("optional")]
        optional = [content for claim, content in gold if content and claim.get("optional")]
        rows = [(claim, words_within(words, claim.content)) for claim in read if claim.report_type != OWN]
        rows = [(claim, content) for claim, content in rows if content]
        # A row that is one of the optional claims is neither right nor wrong.
        counted = [(claim, content) for claim, content in rows if not pair_up(optional, [content])]

        said = frozenset[int]().union(*(content for _, content in required))
        self._count_words(said, frozenset().union(*optional), frozenset().union(*(content for _, content in rows)))
        pairs = pair_up([content for _, content in required], [content for _, content in counted])
        self.spans.add(len(pairs), len(counted), len(required))
        self.gold_by_type.update(str(claim.get("type")) for claim, _ in required)
        self.by_read_type.update(claim.report_type for claim, _ in counted)
        for g, r in pairs:
            self._count_pair(required[g][0], counted[r][0], words)
        self._count_own(
            said,
            [words_within(words, claim["content"]) for claim in labelled if claim.get("type") == OWN],
            [words_within(words, claim.content) for claim in read if claim.report_type == OWN],
        )

    def _count_words(self, said: Words, optional: Words, read: Words) -> None:
        self.tokens.add(len(said & read), len(read - (optional - said)), len(said))

    def _count_pair(self, gold: GoldClaim, read: ReadClaim, words: Sequence[Span]) -> None:
        gold_type = str(gold.get("type"))
        self.found_by_type[gold_type] += 1
        self.right_by_read_type[read.report_type] += 1
        if gold.get("speaker") or gold.get("speaker_name"):
            is_right = _is_speaker_right(gold, read, words)
            self.speaker.add(is_right)
            self.speaker_by_type.setdefault(gold_type, Ratio()).add(is_right)
        elif "speaker" in gold:
            self.invented.add(read.speaker is not None or bool(read.speaker_name))
        self.direct.add((gold.get("type") == "direct") == (read.report_type == "direct"))
        if "hedged" in gold:
            self.hedged.add(gold["hedged"] and read.hedged, read.hedged, gold["hedged"])
        if "negated" in gold:
            self.negated.add(gold["negated"] and read.negated, read.negated, gold["negated"])

    def _count_own(self, said: Words, gold: Sequence[Words], read: Sequence[Words]) -> None:
        for row in filter(None, read):
            self.leak.add(len(row & said) >= HALF * len(row))
        for wanted in gold:
            self.own.add(bool(wanted) and any(len(wanted & row) >= 0.8 * len(wanted) for row in read))

    def figures(self) -> Figures:
        """The figures by name."""
        out: Figures = {
            "claim_tokens": self.tokens.figures(),
            "claim_spans_iou50": self.spans.figures(),
            "speaker_accuracy": self.speaker.rounded(),
            "speaker_invented": self.invented.counted(),
            "direct_or_not_right": self.direct.rounded(),
            "self_assertion_leak": self.leak.rounded(),
            "recall_by_type": {
                kind: f"{self.found_by_type[kind]}/{count}" for kind, count in self.gold_by_type.items()
            },
        }
        out |= {name: each.figures() for name in ("hedged", "negated") if (each := getattr(self, name)).gold}
        return out | ({"self_assertion_recall": self.own.counted()} if self.own.of else {})


def _is_speaker_right(gold: GoldClaim, read: ReadClaim, words: Sequence[Span]) -> bool:
    wanted = words_within(words, gold.get("speaker") or [])
    found = words_within(words, [read.speaker] if read.speaker else [])
    shared = len(wanted & found)
    if shared and shared >= HALF * len(found):
        return True
    return any(
        is_same_name(ours, theirs)
        for ours in (gold.get("speaker_name"), gold.get("speaker_surface"))
        for theirs in (read.speaker_name, read.speaker_text)
    )
