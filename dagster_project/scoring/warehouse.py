"""A published warehouse against gold: which rows are scored, and what must never be wrong.

- `missing`: texts that the warehouse doesn't hold, or holds differently: each scores as if nothing was read in it.
- `verbatim_errors`: rows whose words are not the span of the text that they give. `uncovered_chars`: characters in no
  block, or in two. `claims_outside_body`: claims that begin in labelled furniture (navigation, teasers …) or in
  `not_claims`.

These four must be 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dagster_project.query import PublishedWarehouse
from dagster_project.scoring.claims import ClaimScore, ReadClaim
from dagster_project.scoring.figures import Figures
from dagster_project.scoring.gold import GoldDocument
from dagster_project.scoring.mentions import MentionScore, ReadMention
from dagster_project.scoring.texts import TextScore

Rows = list[dict[str, Any]]

QUERIES = {
    "claims": "select fct_claims.*, canonical_name from fct_claims"
    " left join dim_entities on speaker_entity_id = entity_id where document_id = ? order by content_start, claim_id",
    "mentions": "select * from fct_mentions where mention_type = 'name' and document_id = ? order by char_start",
    "passages": "select * from passages where document_id = ? order by char_start",
    "sentences": "select * from sentences where document_id = ? order by char_start",
    "sources": "select * from fct_sources where document_id = ? order by char_start, source_id",
    "blocks": "select * from blocks where document_id = ? order by char_start, char_end",
}


class Faults:
    """What must never be wrong, counted over documents."""

    def __init__(self) -> None:
        self.missing: list[dict[str, str | None]] = []
        self.verbatim_errors = 0
        self.uncovered_chars = 0
        self.claims_outside_body = 0

    def count(self, document: GoldDocument, text: str | None, rows: Mapping[str, Rows]) -> None:
        """Count what is wrong in the rows of one document with the stored `text`."""
        if text is None:
            return
        for claim in rows["claims"]:
            self.verbatim_errors += _claim_errors(text, claim)
        self.verbatim_errors += sum(not _is_quoted(text, row, "surface") for row in rows["mentions"])
        self.verbatim_errors += sum(not _is_quoted(text, row, "text") for row in rows["passages"] + rows["sentences"])
        at = 0
        for block in rows["blocks"]:
            self.uncovered_chars += abs(block["char_start"] - at)
            at = block["char_end"]
        self.uncovered_chars += abs(len(text) - at)
        forbidden = [(line["start"], line["end"]) for line in document.get("body_lines", []) if line.get("furniture")]
        forbidden += [(start, end) for start, end in document.get("not_claims", [])]
        for claim in rows["claims"]:
            first = claim["content_spans"][0]
            self.claims_outside_body += any(
                start <= first["char_start"] and first["char_end"] <= end for start, end in forbidden
            )

    def figures(self) -> Figures:
        """The counts by name, with examples of what is missing."""
        out: Figures = {
            "missing": len(self.missing),
            "verbatim_errors": self.verbatim_errors,
            "uncovered_chars": self.uncovered_chars,
            "claims_outside_body": self.claims_outside_body,
        }
        return out | ({"missing_examples": self.missing[:5]} if self.missing else {})


@dataclass
class WarehouseScore:
    """What was counted over documents."""

    documents: int = 0
    claims: ClaimScore = field(default_factory=ClaimScore)
    mentions: MentionScore = field(default_factory=MentionScore)
    texts: TextScore = field(default_factory=TextScore)
    faults: Faults = field(default_factory=Faults)
    labels: set[str] = field(default_factory=set)
    """Which labels any of the documents has."""

    def add(self, document: GoldDocument, text: str | None, rows: Mapping[str, Rows]) -> None:
        """Count one document: its text as the warehouse holds it (None where it is missing), and its rows."""
        self.documents += 1
        self.labels |= document.keys()
        self.faults.count(document, text, rows)
        if "claims" in document:
            self.claims.add(document, [_read_claim(row) for row in rows["claims"]])
        if "mentions" in document:
            self.mentions.add(document, [_read_mention(row) for row in rows["mentions"]])
        self.texts.add(document, rows["passages"], rows["sentences"], rows["sources"])

    def figures(self) -> Figures:
        """The figures by name."""
        out: Figures = {"documents": self.documents} | self.faults.figures()
        if "claims" in self.labels:
            out |= self.claims.figures()
        if "mentions" in self.labels:
            out |= self.mentions.figures()
        out |= self.texts.figures()
        wrong_fields = self.texts.wrong_fields
        return out | ({"meta_wrong_examples": wrong_fields[:6]} if wrong_fields else {})


def score_warehouse(documents: Sequence[GoldDocument], warehouse: PublishedWarehouse) -> Figures:
    """The figures of `warehouse` on `documents`, by name. Raises `QueryError` where it lacks a table or column."""
    score = WarehouseScore()
    for document, text, rows in read_documents(documents, warehouse, score.faults):
        score.add(document, text, rows)
    return score.figures()


def read_documents(
    documents: Sequence[GoldDocument], warehouse: PublishedWarehouse, faults: Faults
) -> Iterator[tuple[GoldDocument, str | None, dict[str, Rows]]]:
    """Each document with its text and rows in `warehouse`; `faults` takes down what is missing there."""
    captures = _captures_by_ending(warehouse)
    for document in documents:
        yield document, *_read(document, captures, warehouse, faults)


def _captures_by_ending(warehouse: PublishedWarehouse) -> dict[str, dict[str, Any]]:
    """Captures by their whole path and by every ending of it, the first in order of path where endings are shared."""
    found: dict[str, dict[str, Any]] = {}
    captures = warehouse.rows("select capture_path, document_id, reason_code from captures order by capture_path")
    for row in captures:
        parts = row["capture_path"].split("/")
        for at in range(1, len(parts)):
            found.setdefault("/".join(parts[at:]), row)
    return found | {row["capture_path"]: row for row in captures}


def _read(
    document: GoldDocument, captures: Mapping[str, dict[str, Any]], warehouse: PublishedWarehouse, faults: Faults
) -> tuple[str | None, dict[str, Rows]]:
    """The stored text of a gold document and its rows; None and no rows where it is not in the warehouse."""
    capture = captures.get(document["id"] + ".txt") or captures.get(document["id"])
    if capture is None or capture["document_id"] is None:
        faults.missing.append({"id": document["id"], "why": capture["reason_code"] if capture else None})
        return None, {name: [] for name in QUERIES}
    document_id = capture["document_id"]
    text = str(warehouse.rows("select text from documents where document_id = ?", document_id)[0]["text"])
    if text != document["text"]:
        faults.missing.append({"id": document["id"], "why": "the stored text differs from the capture"})
    return text, {name: warehouse.rows(query, document_id) for name, query in QUERIES.items()}


def _claim_errors(text: str, row: Mapping[str, Any]) -> int:
    """How many of the words that a claim quotes are not those of its spans; a span out of the text counts once more."""
    spans = [(span["char_start"], span["char_end"]) for span in row["content_spans"]]
    joined = " ".join(text[start:end] for start, end in spans)
    errors = int(joined.split() != (row["content_text"] or "").split())
    errors += any(not 0 <= start < end <= len(text) for start, end in spans)
    for kind in ("speaker", "cue"):
        start, end = row[f"{kind}_start"], row[f"{kind}_end"]
        errors += start is not None and text[start:end] != row[f"{kind}_text"]
    return errors


def _is_quoted(text: str, row: Mapping[str, Any], column: str) -> bool:
    return bool(text[row["char_start"] : row["char_end"]] == row[column])


def _read_claim(row: Mapping[str, Any]) -> ReadClaim:
    has_speaker = row["speaker_start"] is not None
    return ReadClaim(
        content=[(span["char_start"], span["char_end"]) for span in row["content_spans"]],
        report_type=row["report_type"],
        speaker=(row["speaker_start"], row["speaker_end"]) if has_speaker else None,
        speaker_text=row["speaker_text"],
        speaker_name=row["canonical_name"],
        hedged=bool(row["hedged"]),
        negated=bool(row["negated"]),
        is_nested=row["parent_claim_id"] is not None,
    )


def _read_mention(row: Mapping[str, Any]) -> ReadMention:
    return ReadMention(row["char_start"], row["char_end"], row["entity_type"] or "", row["entity_id"])
