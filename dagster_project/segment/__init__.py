"""The `segment` room: passages become sentences.

Belongs here: where a sentence starts and ends.
Not here: what a passage is (`parse`), what a sentence says (`extract`).
"""

from dagster_project.segment.sentences import segment_passages

__all__ = ["segment_passages"]
