"""What a refresh found and did, for whoever started it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.ingest import list_unused_sidecars
from dagster_project.refresh.session import RefreshSession


@dataclass(frozen=True)
class RefreshReport:
    """The closing account of one refresh."""

    raw: Path
    published: Path
    seen: int
    new: int
    changed: int
    unchanged: int
    removed: int
    quarantined: pl.DataFrame
    """capture_path, reason_code, reason."""
    bad_sidecars: pl.DataFrame
    """capture_path, reason."""
    unused_sidecars: list[str]
    """Sidecars that belong to no capture: most are misnamed."""
    rows: dict[str, int]
    seconds: dict[str, float]
    total_seconds: float
    findings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was found to be odd, and what was done about it, a sentence each."""


def refresh_report(session: RefreshSession, total_seconds: float) -> RefreshReport:
    """The account of a refresh that has published."""
    run = session.captures
    if run is None:
        raise ValueError("the session has not listed its captures")
    layout = session.places.layout
    captures = pl.read_parquet(layout.table_folder("ingest", "captures") / "captures.parquet")
    return RefreshReport(
        raw=session.places.raw,
        published=layout.published,
        seen=run.seen,
        new=run.new,
        changed=run.changed,
        unchanged=run.unchanged,
        removed=run.removed,
        quarantined=session.quarantined(),
        bad_sidecars=captures.filter(pl.col("sidecar_reason").is_not_null()).select("capture_path", "sidecar_reason"),
        unused_sidecars=list_unused_sidecars(session.places.raw, captures),
        rows=session.rows,
        seconds=session.seconds,
        total_seconds=total_seconds,
        findings=_findings(layout.published),
        notes=[*session.notes, *(f"Passed with --accept-change: {each}." for each in session.accepted)],
    )


def _findings(published: Path) -> list[str]:
    """What is in the warehouse, in a few sentences."""
    with duckdb.connect(str(published), read_only=True) as connection:

        def one(query: str) -> tuple[int, ...]:
            return connection.execute(query).fetchall()[0]

        threads, articles, posts = one(
            "select count(*) filter (source_kind = 'thread'), count(*) filter (source_kind = 'article'),"
            " (select count(*) from passages where passage_kind = 'post') from fct_sources"
        )
        claims, own, speakers, hedged, negated = one(
            "select count(*) filter (is_attributed), count(*) filter (not is_attributed),"
            " count(distinct speaker_entity_id), count(*) filter (hedged and is_attributed),"
            " count(*) filter (negated and is_attributed) from fct_claims"
        )
        mentions, entities = one(
            "select count(*), count(distinct entity_id) from fct_mentions where mention_type = 'name'"
        )
    return [
        f"{threads:,} threads ({posts:,} posts) and {articles:,} articles",
        f"{claims:,} statements of others ({hedged:,} hedged, {negated:,} negated) by {speakers:,} known speakers,"
        f" and {own:,} of the authors' own",
        f"{mentions:,} names of {entities:,} people, organizations and places",
    ]
