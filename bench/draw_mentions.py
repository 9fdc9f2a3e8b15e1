"""Draw mentions from a warehouse to judge them: `python bench/draw_mentions.py WAREHOUSE --seed N [options]`.

Prints number, surface, type, entity and method of each, with the words around it. The same warehouse and seed give
the same mentions. With `--gold FILE` (a JSON Lines file whose rows have the `id` of a capture, its path less `.txt`)
only documents at even places of that file are drawn from: the others stay unread. `--type role` draws roles.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import duckdb

DRAWN = """
    select
        fct_mentions.surface, fct_mentions.entity_type, dim_entities.canonical_name, fct_mentions.resolution_method,
        fct_mentions.char_start, fct_mentions.char_end, documents.text, captures.capture_path
    from fct_mentions
    inner join documents on fct_mentions.document_id = documents.document_id
    inner join captures on fct_mentions.document_id = captures.document_id and captures.status = 'loaded'
    left join dim_entities on fct_mentions.entity_id = dim_entities.entity_id
    where fct_mentions.mention_type = ?
    order by captures.capture_path, fct_mentions.char_start, fct_mentions.char_end
"""


def read_even(gold: Path) -> set[str]:
    """Capture paths of the documents at even places of a gold file."""
    lines = [line for line in gold.read_text(encoding="utf-8").split("\n") if line]
    return {f"{json.loads(line)['id']}.txt" for line in lines[::2]}


def main() -> None:
    """Prints the mentions drawn."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("warehouse", type=Path, help="a warehouse.duckdb")
    parser.add_argument("--seed", type=int, required=True, help="of the draw")
    parser.add_argument("--count", type=int, default=100, help="how many mentions")
    parser.add_argument("--type", default="name", help="the mention_type to draw")
    parser.add_argument("--gold", type=Path, help="draw from documents at even places of this file alone")
    parser.add_argument("--around", type=int, default=60, help="characters shown on each side")
    chosen = parser.parse_args()
    with duckdb.connect(str(chosen.warehouse), read_only=True) as warehouse:
        rows = warehouse.execute(DRAWN, [chosen.type]).fetchall()
    if chosen.gold:
        even = read_even(chosen.gold)
        rows = [row for row in rows if row[-1] in even]
    drawn = sorted(random.Random(chosen.seed).sample(range(len(rows)), min(chosen.count, len(rows))))
    print(f"{len(drawn)} of {len(rows):,} mentions of type {chosen.type}, seed {chosen.seed}")
    for number, index in enumerate(drawn, start=1):
        surface, kind, name, method, start, end, text, _ = rows[index]
        before, after = text[max(0, start - chosen.around) : start], text[end : end + chosen.around]
        context = " ".join(f"{before}[{text[start:end]}]{after}".split())
        print(f"{number:3} {surface} / {kind} / {name} / {method}\n    {context}")


if __name__ == "__main__":
    main()
