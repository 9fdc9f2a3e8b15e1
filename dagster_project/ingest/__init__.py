"""The `ingest` room: files below raw/ become captures and documents.

Belongs here: listing, opening, decoding and refusing files; pages and records; sidecars; reason codes.
Not here: what a text means (`parse`); which captures are new, and which of two equal ones is the duplicate
(decided where all captures are known).
"""

from dagster_project.ingest.captures import read_captures
from dagster_project.ingest.listing import LISTING, RawFolderError, list_captures, list_unused_sidecars
from dagster_project.ingest.paths import file_path, printable, shortened
from dagster_project.ingest.reasons import REASONS, reason_for, reason_text

__all__ = [
    "LISTING",
    "REASONS",
    "RawFolderError",
    "file_path",
    "list_captures",
    "list_unused_sidecars",
    "printable",
    "read_captures",
    "reason_for",
    "reason_text",
    "shortened",
]
