"""One capture as it was read: its rows of the published warehouse."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dagster_project.query import PublishedWarehouse, Row

NEAR_ENOUGH = 60.0
"""Of 100, by rapidfuzz: from here on a path is worth proposing."""


class UnknownCaptureError(Exception):
    """There is no such capture in the warehouse, or it is quarantined; the message says which, and what to do."""


@dataclass(frozen=True)
class Capture:
    """A capture, its document, and everything that was read in it, in the order of the text."""

    row: Row
    document: Row
    blocks: list[Row]
    sources: list[Row]
    dates: list[Row]
    passages: list[Row]
    claims: list[Row]


def find_capture(warehouse: PublishedWarehouse, path: str, raw: Path) -> Row:
    """The row of `captures` that `path` means: a capture_path, a file below `raw`, or the end of just one path.

    Raises `UnknownCaptureError`, with paths like it, where there is none or several.
    """
    rows = {row["capture_path"]: row for row in warehouse.rows("select * from captures order by capture_path")}
    for wanted in _meanings(path, raw):
        if wanted in rows:
            return rows[wanted]
    ending = [known for known in rows if known.endswith("/" + path.removeprefix("./"))]
    if len(ending) == 1:
        return rows[ending[0]]
    if ending:
        raise UnknownCaptureError(f"{path} may be any of {_listed(ending)}. Name it with its folder.")
    raise UnknownCaptureError(_unknown(path, raw, list(rows)))


def read_capture(warehouse: PublishedWarehouse, row: Row) -> Capture:
    """Everything that was read in the capture of `row`; raises `UnknownCaptureError` for a quarantined one."""
    if row["document_id"] is None:
        raise UnknownCaptureError(
            f"{row['capture_path']} could not be read: it is quarantined [{row['reason_code']}]. {row['reason']}"
        )
    of_document = [row["document_id"]]
    return Capture(
        row=row,
        document=warehouse.rows("select * from documents where document_id = ?", *of_document)[0],
        blocks=warehouse.rows("select * from blocks where document_id = ? order by char_start", *of_document),
        sources=warehouse.rows(
            "select * from fct_sources where document_id = ? order by char_start, source_role, source_id", *of_document
        ),
        dates=warehouse.rows(
            "select source_dates.* from source_dates join fct_sources using (source_id)"
            " where fct_sources.document_id = ? order by source_dates.char_start, role",
            *of_document,
        ),
        passages=warehouse.rows("select * from passages where document_id = ? order by char_start", *of_document),
        claims=warehouse.rows(
            "select fct_claims.*, canonical_name as speaker_name from fct_claims"
            " left join dim_entities on speaker_entity_id = entity_id"
            " where document_id = ? order by content_start, content_end desc, claim_id",
            *of_document,
        ),
    )


def _meanings(path: str, raw: Path) -> list[str]:
    """What capture_path `path` may stand for, the likeliest first."""
    from dagster_project.ingest.paths import encode_path

    meanings = [path]
    below = os.path.relpath(Path(path).resolve(), raw.resolve())
    if not below.startswith(".."):
        meanings.append(encode_path(os.fsencode(below)))
    # A file of another raw folder than the one named: its path in the warehouse is some end of its path here.
    parts = Path(path).resolve().parts if Path(path).exists() else ()
    meanings += [encode_path(os.fsencode("/".join(parts[at:]))) for at in range(1, len(parts))]
    return meanings


def _unknown(path: str, raw: Path, known: list[str]) -> str:
    message = f"there is no capture {path} in the warehouse."
    if Path(path).is_file() or (raw / path).is_file():
        message += " The file exists: take it in with `hearsay refresh` (--raw and --warehouse must belong together)."
    if near := _near(path, known):
        return f"{message} Near it: {_listed(near)}."
    return f"{message} Those that there are stand in the table captures: ask it with `hearsay sql`."


def _near(path: str, known: list[str]) -> list[str]:
    """Paths that look like `path`, by the whole or by the name of the file, the nearest first."""
    from rapidfuzz import fuzz, process

    whole = process.extract(path, known, scorer=fuzz.ratio, limit=3, score_cutoff=NEAR_ENOUGH)
    names = [name.rpartition("/")[2] for name in known]
    by_name = process.extract(path.rpartition("/")[2], names, scorer=fuzz.ratio, limit=3, score_cutoff=NEAR_ENOUGH)
    found = sorted(((score, known[at]) for _, score, at in [*whole, *by_name]), key=lambda pair: (-pair[0], pair[1]))
    return list(dict.fromkeys(name for _, name in found))[:3]


def _listed(paths: list[str]) -> str:
    shown = ", ".join(paths[:5])
    return f"{shown} … ({len(paths)})" if len(paths) > 5 else shown
