"""How well a warehouse reads texts that somebody has labelled by hand: figures of claims, mentions, layout and fields.

Belongs here: the format of gold files, what is counted, and by which definition (each in the module that counts it).
Does not belong here: anything about our own gold (`tests/gold`), and anything that makes rows of a warehouse.

A gold file holds one JSON object a line: `id` (the capture's path, with or without `.txt`), `text`, and any of

- `claims`: `content` (spans), `type` (direct, indirect, mixed, free_indirect, reported, self_assertion), `speaker`
  (spans; empty where the text names nobody), `speaker_name`, `speaker_surface`, `hedged`, `negated`, `optional`
  (readers differ, so it costs nothing), `parent` (a claim within a claim). `not_claims`: spans in which none may begin.
- `mentions`: `start`, `end`, `type` (PER, ORG, LOC), `entity` (any label: equal labels are one entity).
- `posts` (`start`), `threads` (`role`), `sentences` (spans), `body` (the article's text), `body_lines` (`start`, `end`,
  `body`, `furniture`), `meta` (fields of the main source, as columns of fct_sources).

Spans are `[start, end]` in Unicode code points of `text`, counted from 0, end excluded. What a document doesn't label
isn't scored on it.
"""

from dagster_project.scoring.figures import Figures
from dagster_project.scoring.gold import GoldDocument, GoldError, read_gold, write_captures
from dagster_project.scoring.quality import MEANINGS, QualityMetric, measure_quality
from dagster_project.scoring.warehouse import score_warehouse

__all__ = [
    "MEANINGS",
    "Figures",
    "GoldDocument",
    "GoldError",
    "QualityMetric",
    "measure_quality",
    "read_gold",
    "score_warehouse",
    "write_captures",
]
