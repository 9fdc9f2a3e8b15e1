"""The room `parse`: documents into blocks, sources and passages.

In: `documents`, `sidecars`. Out: `readings`, `blocks`, `sources`, `source_dates`, `passages`. Offsets are code
points of `documents.text`.
"""

from dagster_project.parse.documents import parse_documents

__all__ = ["parse_documents"]
