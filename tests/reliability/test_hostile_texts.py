"""B05, B06, B08: texts made to hurt are loaded within their limit, or quarantined alone with a reason."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from harness import STORY, extract, extracted, write
from hostile_texts import HOSTILE, Hostile

from dagster_project.ingest.reasons import REASONS
from dagster_project.refresh.versions import REFERENCE
from dagster_project.refresh.workers import Batch, Fault, Limits, Workers
from dagster_project.tables import Frames, digest, empty, frame

QUICK = ("quote_marks", "million_lines", "deep_brackets", "combining_marks", "one_word", "short_links", "dates")


def run_rooms(text: str, limit_seconds: float) -> tuple[float, Fault | None, Frames]:
    """Seconds of processor time that the rooms after ingest take for a text, the fault if any, and all tables."""
    document_id = digest("saved", text)
    row = {"document_id": document_id, "text": text, "text_basis": "saved", "char_count": len(text)}
    tables = {"documents": frame("documents", [row]), "sidecars": empty("sidecars")}
    takes = {
        "parse": ("documents", "sidecars"),
        "segment": ("documents", "sources", "passages"),
        "extract": ("documents", "sources", "passages", "sentences"),
    }
    with Workers(1, Limits(seconds=limit_seconds)) as workers:
        warm = frame("documents", [{**row, "text": "A note.", "char_count": 7}])
        seconds = 0.0
        for room, names in takes.items():
            arguments = {} if room == "segment" else {"reference": REFERENCE}
            function = f"dagster_project.refresh.tasks:{room}"
            if room == "parse":  # starting the process and loading lexicons is not the text's doing
                first = Batch({"documents": warm, "sidecars": empty("sidecars")}, (document_id,))
                list(workers.run(function, iter([first]), arguments))
            batch = Batch({name: tables[name] for name in names}, (document_id,))
            (outcome,) = workers.run(function, iter([batch]), arguments)
            seconds += outcome.cpu_seconds
            if outcome.faults:
                return seconds, outcome.faults[0], tables
            tables |= outcome.frames
    return seconds, None, tables


@pytest.mark.parametrize(
    "hostile",
    [pytest.param(each, id=each.name, marks=[] if each.name in QUICK else pytest.mark.slow) for each in HOSTILE],
)
def test_a_hostile_text_is_read_within_its_limit(hostile: Hostile) -> None:
    # On a busy machine a text takes longer than its processor time, which alone is judged.
    seconds, fault, tables = run_rooms(hostile.text, limit_seconds=60 if hostile.may_be_refused else 600)
    print(f"{hostile.name}: {len(hostile.text):,} characters, {seconds:.1f} s")  # noqa: T201 - the figure
    if hostile.may_be_refused:
        assert fault is None or fault.reason_code in ("timeout", "memory")
        return
    assert fault is None, fault
    assert seconds <= hostile.seconds
    blocks = tables["blocks"]
    assert blocks.select((pl.col("char_end") - pl.col("char_start")).sum()).item() == len(hostile.text)


def test_hostile_texts_side_by_side_in_one_refresh_harm_no_other(tmp_path: Path) -> None:
    texts = {each.name: each.text for each in HOSTILE if each.name in QUICK}
    warehouse = tmp_path / "warehouse"
    refused = extract(write(tmp_path / "raw", story=STORY, **texts), warehouse)
    tables = extracted(warehouse)
    assert set(tables["captures"]["capture_path"]) == {"story.txt", *(f"{name}.txt" for name in texts)}
    assert "story.txt" not in refused["capture_path"]
    for path, code, reason in refused.iter_rows():
        assert code in REASONS
        assert path in reason
    assert tables["claims"]["speaker_text"].str.contains("Tolland").any()
