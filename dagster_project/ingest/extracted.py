"""What a reader takes out of a file that is not itself the text: an HTML page, a record in a container file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Extracted:
    """A text, who took it out, and what the file says beside it in the fields of a sidecar."""

    text: str
    reader: str
    reader_version: str
    fields: Mapping[str, object] = field(default_factory=dict)
    identity: tuple[str, ...] = ()
    """What tells this text from an equal one elsewhere: two people may post the same words."""
