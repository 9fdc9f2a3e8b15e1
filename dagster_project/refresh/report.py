"""What a refresh found and did, for whoever started it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dagster_project.ingest import list_unused_sidecars
from dagster_project.refresh.session import RefreshSession
from dagster_project.refresh.versions import rules_version


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
    closing: list[str] = field(default_factory=list)
    """What the captures come down to, a sentence each: the statements to read first, and where to look next."""
    quality: list[str] = field(default_factory=list)
    """How well our own labelled texts are read, a sentence each."""
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
        closing=tell_highlights(layout.published),
        quality=tell_quality(layout.published),
        notes=[
            *session.notes,
            *(f"Passed with --accept-change: {each}." for each in session.accepted),
            *_idle_corrections(layout.published),
        ],
    )


def _idle_corrections(published: Path) -> list[str]:
    """The rows of claim_overrides that no longer do anything, the first of them with their reason."""
    with duckdb.connect(str(published), read_only=True) as connection:
        rows = connection.execute(
            "select action, capture_path, quoted_text, problem from claim_corrections"
            " where problem is not null and problem <> 'a later row decides the same statement' order by all"
        ).fetchall()
    notes = [
        f"Correction not applied: {action} “{' '.join(words.split())[:60]}” in {path}: {problem}."
        for action, path, words, problem in rows[:5]
    ]
    return notes + ([f"{len(rows) - 5:,} more are in claim_corrections."] if len(rows) > 5 else [])


_LONGEST = 160
"""Of a longer statement the rest is left out; `hearsay sql` shows it whole."""


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
            " count(*) filter (negated and is_attributed) from fct_claims where review_status <> 'rejected'"
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


def tell_highlights(published: Path) -> list[str]:
    """The best corroborated and the most contested statement, each with its counts, as `highlights` has them."""
    query = (
        "select statement, speaker, publisher, published_on, independent_origin_count, distinct_voice_count,"
        " other_statement, other_speaker, other_publisher, other_published_on, other_independent_origin_count"
        " from highlights where highlight = ? and place = 1"
    )
    with duckdb.connect(str(published), read_only=True) as connection:

        def first(highlight: str) -> tuple[Any, ...] | None:
            found = connection.execute(query, [highlight]).fetchall()
            return found[0] if found else None

        several, disputes = connection.execute(
            "select (select count(*) from claim_groups where independent_origin_count > 1), count(*) from contested"
        ).fetchall()[0]
        corroborated, contested = first("best_corroborated"), first("most_contested")
    lines = []
    if corroborated:
        statement, speaker, publisher, day, texts, voices = corroborated[:6]
        lines.append(
            f"Best corroborated, of {several:,} told by more than one independent text:"
            f" {_told(statement, speaker, publisher, day)}, in {texts:,} independent texts by {voices:,} voices."
        )
    else:
        lines.append("No statement is told by two independent texts yet.")
    if contested:
        statement, speaker, publisher, day, texts = contested[:5]
        lines.append(
            f"Most contested, of {disputes:,} pairs that cannot both hold:"
            f" {_told(statement, speaker, publisher, day)}, in {_texts(texts)}; against it"
            f" {_told(*contested[6:10])}, in {_texts(contested[10])}."
        )
    if corroborated or contested:
        lines.append('More: hearsay sql "select * from highlights", and the tables contested and claim_groups.')
    return lines


def _told(statement: str, speaker: str | None, publisher: str | None, day: date | None) -> str:
    """A statement in its own words, by whom, where and when."""
    line = " ".join(statement.split())
    said = line if len(line) <= _LONGEST else line[:_LONGEST].rpartition(" ")[0] + " …"
    told = [*((speaker,) if speaker and speaker != publisher else ()), *((publisher,) if publisher else ())]
    where = f"{', in '.join(told)}{f', {day:%Y-%m-%d}' if day else ''}"
    return f"“{said}”" + (f" ({where})" if where else "")


def _texts(count: int) -> str:
    return "one text" if count == 1 else f"{count:,} independent texts"


def tell_quality(published: Path) -> list[str]:
    """The main figures of `quality_metrics`, in words: of our own labelled texts, not of these captures."""
    with duckdb.connect(str(published), read_only=True) as connection:
        rows = connection.execute(
            "select metric, language, value, code_version from quality_metrics where report_type = 'all'"
        ).fetchall()
    shares = {(metric, language): value for metric, language, value, _ in rows}
    versions = {version for *_, version in rows}

    def percent(metric: str, language: str = "all") -> str:
        return f"{shares[metric, language]:.0%}"

    speakers = {
        name: f"{percent('claim_precision', code)} and {percent('claim_recall', code)}"
        for code, name in (("en", "English"), ("de", "German"))
    }
    lines = [
        f"Of the statements read as somebody's {percent('claim_precision')} are right, and {percent('claim_recall')} of"
        f" those there are read ({', '.join(f'{name} {pair}' for name, pair in speakers.items())}); the speaker is"
        f" right in {percent('speaker_right')}. Of names {percent('name_precision')} are right and"
        f" {percent('name_recall')} are found. More: table quality_metrics; on texts of your own: hearsay score."
    ]
    if versions != {rules_version()}:
        lines.append("The rules have changed since: python tests/gold/measure.py measures them anew.")
    return lines
