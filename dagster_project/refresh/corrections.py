"""The rows that analysts write about statements, held to their form before dbt reads them.

dbt would refuse a wrong row, too, and call it a rule that gave one result; here the message names the line and says
what to write instead. What a sound row does, and which ones do nothing any more, is SQL (`claim_corrections`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from dagster_project.refresh.errors import RefreshError

COLUMNS = ("action", "claim_id", "capture_path", "quoted_text", "target", "who", "why", "on_date")
ACTIONS = ("reject", "reattribute", "confirm")
NOBODY = "nobody"
"""The target of a statement whose speaker the text leaves open."""

_ID = re.compile(r"[0-9a-f]{32}")


class CorrectionError(RefreshError):
    """A row of corrections is wrong; the message names it, and what to do."""


def check_claim_overrides(file: Path) -> None:
    """Raise `CorrectionError` with every row of `file` (claim_overrides.csv) that says what no correction can."""
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        complaints = []
        try:
            if tuple(reader.fieldnames or ()) != COLUMNS:
                complaints.append(f"line 1: the columns must be {','.join(COLUMNS)}")
            else:
                for row in reader:
                    complaints += [f"line {reader.line_num}: {complaint}" for complaint in _complaints(row)]
        except (csv.Error, UnicodeDecodeError) as error:
            complaints.append(
                f"line {reader.line_num}: it is no CSV ({error}): put texts with a comma or a quote in quotes"
            )
    if complaints:
        listed = "\n".join(f"  {complaint}" for complaint in complaints[:20])
        raise CorrectionError(
            f"{file} has rows that cannot be used; nothing was built or published.\n{listed}\n"
            "Correct them and refresh again. `hearsay explain CLAIM_ID` prints a row to begin with."
        )


def _complaints(row: Mapping[str | None, str | list[str] | None]) -> Iterator[str]:
    if None in row or None in row.values():
        yield f"it has more or fewer than {len(COLUMNS)} cells: put texts with a comma in quotes"
        return
    cells = {name: str(value) for name, value in row.items()}
    for name in ("action", "claim_id", "capture_path", "quoted_text", "who", "why", "on_date"):
        if not cells[name].strip():
            yield f"{name} is empty: fill it"
    if cells["action"] and cells["action"] not in ACTIONS:
        yield f"action is '{cells['action']}': write one of {', '.join(ACTIONS)}"
    if cells["claim_id"] and not _ID.fullmatch(cells["claim_id"]):
        yield f"claim_id is '{cells['claim_id']}': write the whole id, 32 hex digits, as in fct_claims"
    if cells["action"] == "reattribute" and not (_ID.fullmatch(cells["target"]) or cells["target"] == NOBODY):
        yield f"target is '{cells['target']}': write the entity_id of who said it (hearsay entity NAME), or {NOBODY}"
    if cells["action"] in ("reject", "confirm") and cells["target"]:
        yield f"target is '{cells['target']}', and {cells['action']} takes none: leave it empty"
    if cells["on_date"] and not _is_day(cells["on_date"]):
        yield f"on_date is '{cells['on_date']}': write the day as 2022-01-31"


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
