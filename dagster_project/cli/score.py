"""`hearsay score`: how well a warehouse reads labelled texts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dagster_project.cli.options import PROJECT, WAREHOUSE, PageFormat, PageOption, PublishedOption, fail, failing

if TYPE_CHECKING:
    from dagster_project.scoring import Figures, GoldDocument

OWN_GOLD = PROJECT / "tests" / "gold" / "gold.jsonl"
MUST_BE_ZERO = ("missing", "verbatim_errors", "uncovered_chars", "claims_outside_body")
MEANINGS = {
    "documents": "texts in the gold file",
    "missing": "texts that the warehouse does not hold, or holds differently",
    "verbatim_errors": "quoted words that are not their span of the text",
    "uncovered_chars": "characters in no block, or in two",
    "claims_outside_body": "statements read in navigation, teasers, bylines",
    "claim_tokens": "words in statements of others",
    "claim_spans_iou50": "statements, half of their words shared",
    "speaker_accuracy": "of statements found: the right speaker",
    "speaker_invented": "of statements found that name nobody: a speaker read",
    "direct_or_not_right": "of statements found: rightly quoted or not",
    "self_assertion_leak": "rows of the author's own that are somebody else's words",
    "self_assertion_recall": "labelled statements of the author's own, found",
    "hedged": "of statements found",
    "negated": "of statements found",
    "mentions_exact": "names, the same span",
    "mentions_overlap": "names, sharing a character",
    "mention_type_accuracy": "of names found: person, organization or place",
    "mentions_exact_typed_f1": "names, the same span and type",
    "entity_b_cubed": "of names found: the same entity",
    "body": "words of the body against boilerplate",
    "body_lines": "lines of the body",
    "posts": "where posts begin",
    "threads_right": "texts with the right number of threads",
    "sentence_ends": "where sentences end",
}


def score_on_gold(
    gold: Annotated[
        Path | None,
        typer.Argument(
            metavar="GOLD", help="Labelled texts, one JSON object a line. Without it: this project's own gold."
        ),
    ] = None,
    warehouse: PublishedOption = WAREHOUSE,
    build: Annotated[
        bool, typer.Option("--build", help="Score a warehouse built for this from the gold's own texts.")
    ] = False,
    prepare: Annotated[
        Path | None, typer.Option("--prepare", help="Only write the gold's texts as captures into this folder.")
    ] = None,
    output: PageOption = PageFormat.TEXT,
) -> None:
    """Score the warehouse on texts that you have labelled.

    The simplest: `hearsay score GOLD.jsonl --build` reads the texts of the gold file and scores what was read;
    nothing is kept. To keep and look at the warehouse as well:

        hearsay score GOLD.jsonl --prepare my-raw
        hearsay refresh --raw my-raw --warehouse my-warehouse
        hearsay score GOLD.jsonl --warehouse my-warehouse

    A line of the gold file needs `id` and `text`, and any labels; what a text doesn't label isn't scored on it. Spans
    count characters (code points) from 0, end excluded:

        {"id": "a", "text": "Ada Roth said the pier is safe.", "claims": [{"content": [[14, 30]], "speaker": [[0, 8]],
        "type": "indirect", "hedged": false}], "mentions": [{"start": 0, "end": 8, "type": "PER", "entity": "Roth"}]}

    All labels and how each figure is defined: dagster_project/scoring. How to label: tests/gold/README.md.
    """
    from dagster_project.cli.output import json_line
    from dagster_project.query import open_warehouse
    from dagster_project.scoring import GoldError, read_gold, score_warehouse, write_captures

    with failing("score", GoldError):
        documents = read_gold(gold or OWN_GOLD)
        if prepare is not None:
            count = write_captures(documents, prepare)
            typer.echo(f"{count:,} captures in {prepare}. Next: hearsay refresh --raw {prepare} --warehouse DIR")
            return
        # Our own gold is labelled on texts of its own besides those of raw/.
        with (
            _built(documents) if build or gold is None else _as_is(warehouse) as folder,
            open_warehouse(folder) as read,
        ):
            figures = score_warehouse(documents, read)
    if output is PageFormat.JSON:
        typer.echo(json_line(figures, indent=1))
    else:
        _print_figures(figures)


@contextmanager
def _as_is(warehouse: Path) -> Iterator[Path]:
    yield warehouse


@contextmanager
def _built(documents: list[GoldDocument]) -> Iterator[Path]:
    """A warehouse of the documents' texts, for the time of scoring."""
    from rich.console import Console

    from dagster_project.cli.summary import RefreshProgress
    from dagster_project.launch import RefreshFailedError, run_refresh  # Dagster and dbt: seconds to import
    from dagster_project.scoring import write_captures

    with tempfile.TemporaryDirectory(prefix="hearsay-score-") as folder:
        raw, warehouse = Path(folder) / "raw", Path(folder) / "warehouse"
        write_captures(documents, raw)
        try:
            with RefreshProgress(Console(stderr=True)) as progress:
                run_refresh(raw, warehouse, listener=progress.listen)
        except RefreshFailedError as error:
            fail("score", str(error))
        yield warehouse


def _print_figures(figures: Figures) -> None:
    from rich.console import Console
    from rich.text import Text

    from dagster_project.cli.terminal import captured, one_line

    console = Console()
    examples = {name: figures.pop(name) for name in list(figures) if name.endswith("_examples")}
    for name, value in figures.items():
        line = Text(f"{name:<24} {_in_words(value):<52}", style="bold red" if name in MUST_BE_ZERO and value else "")
        meaning = MEANINGS.get(name, "field of the main source" if name.startswith("meta_") else "")
        if not console.is_terminal or line.cell_len + len(meaning) < console.width:
            line.append(meaning, style="default not bold dim")
        line.rstrip()
        console.print(line, soft_wrap=True, highlight=False)
    for name, found in examples.items():
        for example in found if isinstance(found, list) else []:
            words = ", ".join(f"{key}: {value}" for key, value in example.items())
            console.print(captured(f"{name.removesuffix('_examples'):<24} {one_line(words)}"), soft_wrap=True)


def _in_words(value: object) -> str:
    """One figure as it is printed."""
    if isinstance(value, dict) and "f1" in value:
        counts = f"   {value['gold']:>5,} gold {value['pred']:>5,} read" if "gold" in value else ""
        return f"P {value['p']:.3f}  R {value['r']:.3f}  F1 {value['f1']:.3f}{counts}"
    if isinstance(value, dict):
        return ", ".join(f"{kind} {count}" for kind, count in sorted(value.items()))
    if isinstance(value, float):
        return f"{value:.3f}"
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else str(value)
