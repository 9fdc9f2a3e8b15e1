"""`hearsay explain`: one statement, and why it is one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dagster_project.cli.options import WAREHOUSE, PageFormat, PageOption, PublishedOption, failing

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from dagster_project.cli.lexicon_rows import LexiconRow
    from dagster_project.query import PublishedWarehouse, Row

OVERRIDES = "dbt/seeds/claim_overrides.csv"
SENTENCES_AROUND = 1
FAR_CHARS = 1200
"""A speaker or cue further off than this is shown in an excerpt of its own."""

CLAIM_QUERY = """
select
    fct_claims.*,
    documents.capture_path,
    documents.text,
    dim_entities.canonical_name as speaker_name,
    dim_entities.wikidata_id as speaker_wikidata_id,
    uncorrected_speakers.canonical_name as uncorrected_speaker_name,
    mentions.surface as named_surface,
    mentions.char_start as named_start,
    mentions.resolution_method,
    passages.passage_kind,
    passages.position,
    fct_sources.outlet,
    fct_sources.author_name,
    fct_sources.published_on
from fct_claims
inner join documents on fct_claims.document_id = documents.document_id
left join dim_entities on fct_claims.speaker_entity_id = dim_entities.entity_id
left join dim_entities as uncorrected_speakers
    on fct_claims.uncorrected_speaker_entity_id = uncorrected_speakers.entity_id
left join fct_mentions as mentions on fct_claims.speaker_mention_id = mentions.mention_id
left join passages on fct_claims.passage_id = passages.passage_id
left join fct_sources on fct_claims.source_id = fct_sources.source_id
where starts_with(fct_claims.claim_id, ?)
order by fct_claims.claim_id
limit 6
"""


class UnknownClaimError(Exception):
    """No claim has this id, or several begin so."""


@dataclass(frozen=True)
class Explanation:
    """A statement with what stands around it and the lexicon rows that made it."""

    claim: Row
    excerpts: list[tuple[int, int]]
    parent: Row | None
    nested: list[Row]
    lexicon_rows: list[LexiconRow]
    corrections: list[Row]
    """What analysts have decided about it, the decision that holds first."""


def explain_claim(
    claim_id: Annotated[
        str, typer.Argument(help="A claim_id of fct_claims, or as many of its first digits as it takes.")
    ],
    warehouse: PublishedOption = WAREHOUSE,
    output: PageOption = PageFormat.TEXT,
) -> None:
    """Explain one statement: its words in context, and what made them one.

    Speaker, cue and content are marked as `[speaker] {cue} <content>`. Below stand who the speaker is taken for and by
    what, the rule and how often it is right, what hedges or negates the statement, and the rows of the lexicons (below
    dagster_project/extract/lexicons) with file and line: to change how such sentences are read is to change these rows.

    Is this one alone wrong? Write the row printed last into dbt/seeds/claim_overrides.csv (reject, reattribute to
    another speaker, or confirm; with who and why) and refresh: it holds from then on, and no capture is read again.

        hearsay sql "select claim_id, content_text from fct_claims where hedged limit 5"
        hearsay explain 3f2a9c
    """
    from rich.console import Console

    from dagster_project.cli.output import json_line
    from dagster_project.query import open_warehouse

    with failing("explain", UnknownClaimError), open_warehouse(warehouse) as published:
        explanation = explain(published, claim_id)
    if output is PageFormat.JSON:
        typer.echo(json_line(as_record(explanation), indent=1))
    else:
        print_explanation(Console(), explanation)


def explain(warehouse: PublishedWarehouse, prefix: str) -> Explanation:
    """The statement whose id begins with `prefix`; raises `UnknownClaimError` where there is none, or more than one."""
    from dagster_project.cli.lexicon_rows import lexicon_rows

    wanted = prefix.strip().lower()
    rows = warehouse.rows(CLAIM_QUERY, wanted) if wanted else []
    if not rows:
        raise UnknownClaimError(
            f"no claim_id begins with {prefix}. Ids change when a text does, or the code that reads it: find them anew"
            " in the table fct_claims, or with `hearsay show PATH --claims`."
        )
    if len(rows) > 1:
        listed = "\n".join(f"  {row['claim_id'][: len(wanted) + 6]}  {row['content_text'][:70]}" for row in rows[:5])
        raise UnknownClaimError(f"several claims begin with {prefix}; add digits.\n{listed}")
    claim = rows[0]
    nested = "select * from fct_claims where parent_claim_id = ? order by content_start"
    parents = warehouse.rows("select * from fct_claims where claim_id = ?", claim["parent_claim_id"])
    return Explanation(
        claim=claim,
        excerpts=_excerpts(warehouse, claim),
        parent=parents[0] if parents else None,
        nested=warehouse.rows(nested, claim["claim_id"]),
        lexicon_rows=lexicon_rows(claim),
        corrections=warehouse.rows(
            "select action, is_applied, found_by, target, who, why, on_date, problem from claim_corrections"
            " where claim_id = ? order by is_applied desc, on_date desc, action",
            claim["claim_id"],
        ),
    )


def _excerpts(warehouse: PublishedWarehouse, claim: Row) -> list[tuple[int, int]]:
    """The stretches of the text to show: whole sentences around content, speaker and cue, and one more on each side."""
    sentences = [
        (row["char_start"], row["char_end"])
        for row in warehouse.rows(
            "select char_start, char_end from sentences where source_id = ? order by char_start", claim["source_id"]
        )
    ]
    hull = [claim["content_start"], claim["content_end"]]
    apart = []
    for kind in ("cue", "speaker"):
        start, end = claim[f"{kind}_start"], claim[f"{kind}_end"]
        if start is None:
            continue
        if start < hull[0] - FAR_CHARS or end > hull[1] + FAR_CHARS:
            apart.append((start, end))
        else:
            hull = [min(hull[0], start), max(hull[1], end)]
    return sorted(
        [_in_sentences(tuple(hull), sentences, SENTENCES_AROUND), *(_in_sentences(s, sentences, 0) for s in apart)]
    )


def _in_sentences(span: tuple[int, ...], sentences: list[tuple[int, int]], around: int) -> tuple[int, int]:
    """`span` widened to whole sentences, and `around` more on each side."""
    start, end = span
    touched = [at for at, sentence in enumerate(sentences) if sentence[0] < end and start < sentence[1]]
    if not touched:
        return start, end
    first, last = max(0, touched[0] - around), min(len(sentences) - 1, touched[-1] + around)
    return min(start, sentences[first][0]), max(end, sentences[last][1])


def as_record(explanation: Explanation) -> dict[str, Any]:
    """The explanation as one record for programs."""
    text = explanation.claim["text"]
    return {
        "claim": {name: value for name, value in explanation.claim.items() if name != "text"},
        "excerpts": [
            {"char_start": start, "char_end": end, "text": text[start:end]} for start, end in explanation.excerpts
        ],
        "parent": explanation.parent,
        "nested": explanation.nested,
        "lexicon_rows": [asdict(row) for row in explanation.lexicon_rows],
        "corrections": explanation.corrections,
        "correction_row": _row_to_correct(explanation.claim),
    }


def print_explanation(console: Console, explanation: Explanation) -> None:
    """The statement in its context, and what was read from it."""
    from dagster_project.cli.marks import marked, marks_of
    from dagster_project.cli.page import print_in_margin
    from dagster_project.cli.terminal import captured

    claim = explanation.claim
    console.print(captured(f"claim {claim['claim_id']}", style="bold"), soft_wrap=True)
    console.print(captured(_where(claim)), soft_wrap=True, highlight=False)
    console.print()
    for position, (start, end) in enumerate(explanation.excerpts):
        if position:
            console.print(captured("    …"))
        print_in_margin(console, captured("    "), marked(claim["text"], start, end, marks_of(claim)))
    console.print()
    for name, value in _findings(explanation):
        print_in_margin(console, captured(f"{name:<12} ", style="bold"), value)
    if explanation.lexicon_rows:
        console.print(captured("\nLexicon rows", style="bold"))
    for row in explanation.lexicon_rows:
        print_in_margin(console, captured(f"  {row.part:<10} ", style="dim"), captured(_in_words(row)))
    if not explanation.corrections:
        console.print(captured(f"\nWrong? A row for {OVERRIDES} (reject, reattribute or confirm)", style="dim"))
        console.print(captured(_row_to_correct(claim), style="dim"), soft_wrap=True, highlight=False)


def _where(claim: Row) -> str:
    """Where a statement stands."""
    publisher = claim["outlet"] or claim["author_name"]
    parts = [f"{claim['capture_path']} at {claim['content_start']}–{claim['content_end']}"]
    if claim["passage_kind"]:
        parts.append(f"{claim['passage_kind']} {claim['position']}")
    return ", ".join([*parts, *(str(part) for part in (publisher, claim["published_on"]) if part)])


def _findings(explanation: Explanation) -> Iterator[tuple[str, Text]]:
    """What was read, line by line."""
    from dagster_project.cli.marks import STYLES
    from dagster_project.cli.terminal import captured

    claim = explanation.claim
    if claim["is_attributed"]:
        yield "[speaker]", captured(_speaker(claim), STYLES["speaker"])
        yield "{cue}", captured(f"“{claim['cue_text']}”" if claim["cue_text"] else "none: see the rule", STYLES["cue"])
    else:
        yield "speaker", captured(f"the author{': ' + claim['author_name'] if claim['author_name'] else ''}")
    yield "<content>", captured(claim["content_text"], STYLES["content"])
    if claim["addressee_text"]:
        yield "addressee", captured(claim["addressee_text"])
    yield "kind", captured(", ".join(filter(None, (claim["report_type"], claim["medium"], claim["language"]))))
    yield "rule", captured(_rule(explanation))
    for name, kind in (("hedged", "hedge"), ("negated", "negation")):
        yield name, captured(_epistemic(explanation, name, kind), STYLES[kind] if claim[name] else "")
    if claim["modality"]:
        yield "modality", captured(claim["modality"])
    yield "confidence", captured(f"{claim['confidence']:.2f}{_rule_alone(explanation)}")
    for correction in explanation.corrections:
        yield "reviewed", captured(_decision(correction, claim), "bold" if correction["is_applied"] else "dim")
    if explanation.parent:
        yield "within", captured(_other(explanation.parent))
    for nested in explanation.nested:
        yield "holds", captured(_other(nested))


def _speaker(claim: Row) -> str:
    """The words used, and who that is taken to be."""
    words = f"“{claim['speaker_text']}”" if claim["speaker_text"] else "nobody is named"
    kind = f" ({claim['speaker_kind']})" if claim["speaker_kind"] not in (None, "none") else ""
    if claim["speaker_kind"] == "author" and claim["author_name"] and not claim["speaker_name"]:
        return f"{words} is the author, {claim['author_name']}"
    if not claim["speaker_name"]:
        return f"{words}{kind}" + ("; taken for nobody in particular" if claim["speaker_text"] else "")
    if claim["review_status"] == "reattributed":
        return f"{words}{kind}; an analyst says: {claim['speaker_name']} ({claim['speaker_entity_id'][:10]})"
    wikidata = f", {claim['speaker_wikidata_id']}" if claim["speaker_wikidata_id"] else ""
    by = f"named “{claim['named_surface']}” at {claim['named_start']}, resolved by {claim['resolution_method']}"
    return f"{words}{kind} is {claim['speaker_name']} ({claim['speaker_entity_id'][:10]}{wikidata}; {by})"


def _rule(explanation: Explanation) -> str:
    for row in explanation.lexicon_rows:
        if row.part == "rule":
            share = f"right in {row.columns['confidence']} of the cases it was calibrated on"
            return f"{explanation.claim['rule']}: {row.columns['what_it_does']} ({share})"
    return str(explanation.claim["rule"])


def _rule_alone(explanation: Explanation) -> str:
    """What the rule's own confidence is, where that of the row is another."""
    own = [float(row.columns["confidence"]) for row in explanation.lexicon_rows if row.part == "rule"]
    return f" (its rule alone: {own[0]:.2f})" if own and own[0] != explanation.claim["confidence"] else ""


def _epistemic(explanation: Explanation, column: str, kind: str) -> str:
    """Whether a statement is hedged or negated, by which words, and why these words count."""
    claim = explanation.claim
    if not claim[column]:
        return "no"
    why = []
    for row in explanation.lexicon_rows:
        if row.part == kind and row.file == "epistemics.csv":
            why.append(f"it is listed as a {kind} over the {row.columns['scope'].replace('_', ' ')}")
        elif row.part == kind:
            why.append(f"the cue “{row.columns['lemma']}” itself {row.columns['stance']} what is said")
    if not why and claim[f"{kind}_text"] == claim["cue_text"]:
        why = ["the cue itself, as it is used here"]
    return f"yes, by “{claim[f'{kind}_text']}”" + (f": {'; '.join(why)}" if why else "")


def _decision(correction: Row, claim: Row) -> str:
    """What somebody decided about a statement, and whether it holds."""
    what = {"reject": "rejected", "confirm": "confirmed", "reattribute": "reattributed"}[correction["action"]]
    before = claim["uncorrected_speaker_name"]
    if correction["action"] == "reattribute" and correction["is_applied"] and before:
        what += f" (the text was read as {before})"
    found = {"claim_id": "", "words": "; found by its words", "place": "; found by the place of its words"}
    holds = "" if correction["is_applied"] else f"; does not hold: {correction['problem']}"
    by = f"by {correction['who']} on {correction['on_date']}: {correction['why']}"
    return f"{what} {by}{found[correction['found_by']]}{holds}"


def _row_to_correct(claim: Row) -> str:
    """A row of claim_overrides to begin with: the action, who and why are the analyst's to write."""
    row = io.StringIO()
    cells = ("reject", claim["claim_id"], claim["capture_path"], claim["content_text"], "", "WHO", "WHY")
    csv.writer(row, lineterminator="").writerow([*cells, datetime.now(UTC).date()])
    return row.getvalue()


def _other(claim: Row) -> str:
    speaker = claim["speaker_text"] or "nobody named"
    return f"{claim['claim_id'][:10]} {speaker}: {claim['content_text'][:100]}"


def _in_words(row: LexiconRow) -> str:
    """`cues_en.csv:412  lemma say, frames THAT BARE …`"""
    cells = ", ".join(f"{name} {value}" for name, value in row.columns.items() if value and name != "language")
    return f"{row.file}:{row.line}  {cells}"
