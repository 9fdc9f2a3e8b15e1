"""From raw captures to a published warehouse: what is new, run contained, kept in parts, built, published.

Belongs here: the listing's ledger, worker processes with limits, Parquet parts, versions, the lock, the dbt
build, publishing, the run log. Does not belong here: anything about the characters of a text (the rooms), and
anything about Dagster (`defs`).
"""
