"""How good the rules are on our own gold, as the table `quality_metrics` shows it.

`python tests/gold/measure.py` builds a warehouse of the gold's texts, measures it and writes what it finds into
`dbt/seeds/measured/measured_quality.csv`; test_quality.py measures again and compares. No figure in that file is
written by hand.
"""

from __future__ import annotations

import csv
import hashlib
import io
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
GOLD = PROJECT / "tests" / "gold" / "gold.jsonl"
MEASURED = PROJECT / "dbt" / "seeds" / "measured" / "measured_quality.csv"
COLUMNS = (
    "metric",
    "language",
    "report_type",
    "n",
    "value",
    "interval_low",
    "interval_high",
    "meaning",
    "gold_version",
    "code_version",
)


def measure(folder: Path) -> str:
    """The file as it should be, from a warehouse built in `folder`."""
    from building import build_warehouse_of

    from dagster_project.query import open_warehouse
    from dagster_project.refresh.versions import rules_version
    from dagster_project.scoring import MEANINGS, measure_quality, read_gold, write_captures

    documents = read_gold(GOLD)
    write_captures(documents, folder / "raw")
    build_warehouse_of(folder / "raw", folder / "warehouse")
    with open_warehouse(folder / "warehouse") as warehouse:
        metrics = measure_quality(documents, warehouse)
    versions = (hashlib.sha256(GOLD.read_bytes()).hexdigest()[:12], rules_version())
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in metrics:
        figures = (each.n, each.value, each.interval_low, each.interval_high)
        writer.writerow((each.metric, each.language, each.report_type, *figures, MEANINGS[each.metric], *versions))
    return written.getvalue()


def main() -> None:
    """Measure and write the file."""
    sys.path.insert(0, str(PROJECT / "tests"))
    with tempfile.TemporaryDirectory() as folder:
        MEASURED.write_text(measure(Path(folder)), encoding="utf-8")
    sys.stdout.write(f"{MEASURED.relative_to(PROJECT)} is written anew.\n")


if __name__ == "__main__":
    main()
