"""Score the likeness of names on a list of labelled pairs: `python bench/names_score.py NAMES.csv [--errors even|odd]`.

The list has the columns schema, name1, name2 and is_match. Prints precision, recall and F1 of persons and of all, for
the lines at even and at odd places apart: one half to learn from, the other held out.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from dagster_project.extract.mentions.name_pairs import ALIKE, other_likeness, person_likeness


def main(arguments: list[str]) -> None:
    """Prints the table, and with `--errors` the wrong pairs of one half."""
    shown = arguments[arguments.index("--errors") + 1] if "--errors" in arguments else ""
    rows = list(csv.DictReader(Path(arguments[0]).read_text(encoding="utf-8").splitlines()))
    counts: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        half = "even" if place % 2 == 0 else "odd"
        is_person = row["schema"] == "Person"
        score = (person_likeness if is_person else other_likeness)(row["name1"], row["name2"])
        found, wanted = score >= ALIKE, row["is_match"] == "true"
        for kind in ("persons", "all") if is_person else ("others", "all"):
            for part in (half, "both"):
                count = counts.setdefault((kind, part), [0, 0, 0])
                count[0] += found and wanted
                count[1] += found and not wanted
                count[2] += wanted and not found
        if found != wanted and shown == half:
            print(f"{score:.2f} {'match' if wanted else 'other'}: {row['name1']} | {row['name2']}")
    print(f"{'kind':8} {'half':5} precision recall   f1")
    for (kind, part), (right, wrong, missed) in sorted(counts.items()):
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        print(f"{kind:8} {part:5} {precision:9.3f} {recall:6.3f} {f1:6.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
