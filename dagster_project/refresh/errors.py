"""What ends a refresh. The warehouse published before stays as it was."""

from __future__ import annotations


class RefreshError(RuntimeError):
    """A refresh that cannot go on; the message says what happened and what to do."""


class StageError(RefreshError):
    """A stage could not write or read its files: a full disk, a right that is missing, a damaged disk."""
