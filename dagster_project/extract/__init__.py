"""The room that reads sentences: who and what they name, who says what in them.

In: `documents`, `sources`, `passages`, `sentences`, and the reference data that analysts own (dbt's seeds).
Out: `mentions`, `claims`, their quantities, and the signatures by which SQL finds the same statement elsewhere.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dagster_project.extract.claims import find_claims
from dagster_project.extract.claims.around import fill_claim_ids
from dagster_project.extract.mentions import find_mentions
from dagster_project.extract.quantities import find_quantities, read_spans
from dagster_project.extract.signatures import sign_statements
from dagster_project.tables import Frames


def extract_statements(
    documents: pl.DataFrame, sources: pl.DataFrame, passages: pl.DataFrame, sentences: pl.DataFrame,
    reference: Path,
) -> Frames:  # fmt: skip
    """`mentions` and `claims` of the sentences; each mention knows the innermost claim around it."""
    mentions = find_mentions(documents, sources, passages, sentences, reference)
    claims = find_claims(documents, sources, passages, sentences, mentions)
    spans = read_spans(documents, claims)
    return {
        "mentions": fill_claim_ids(mentions, claims),
        "claims": claims,
        "claim_quantities": find_quantities(claims, spans),
        **sign_statements(documents, sources, sentences, mentions, claims, spans),
    }
