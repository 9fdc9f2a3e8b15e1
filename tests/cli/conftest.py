"""A small warehouse that the tests of the command line read, and a way to type commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from building import built_once
from typer.testing import CliRunner

from dagster_project.cli import app

THREAD = """\
1/5 The pier at Sallow is closed, and nobody in town knows for how long.

2/5 Ada Roth, the harbour master, said that the pier may be unsafe. She did not say why.

4/5 According to Alice Feldkamp, the crane was never inspected. “I asked twice,” Feldkamp said.

5/5 That is all.
"""
ARTICLE = """\
Harbour strike enters second week

By Ilse Brandt

January 8, 2022

President Kassym-Jomart Tokayev said on Saturday that the port was not closed. Then he met Alice Feltkamp of the union.

Tokayev denied that the army had been called. “The gates are open,” Tokayev said.
"""
GERMAN = """\
Präsident Kassym-Schomart Tokajew sagte, der Hafen sei angeblich seit Montag gesperrt.

Tokajew kündigte an, dass die Tore geöffnet werden.
"""
ESCAPES = 'Ivo Lent said: "The \x1b[31mcrane\x1b[0m is [bold]sound[/bold]." Nobody \u202ebelieved him.\n'

CAPTURES: dict[str, bytes] = {
    "threads/pier.txt": THREAD.encode(),
    "threads/copy-of-pier.txt": THREAD.encode(),
    "articles/strike.txt": ARTICLE.encode(),
    "articles/tore.txt": GERMAN.encode(),
    "articles/escapes.txt": ESCAPES.encode(),
    "articles/photo.txt": b"\x89PNG\r\n\x1a\n" + bytes(200),
}


@dataclass(frozen=True)
class Desk:
    """A raw folder, its warehouse, and commands on both."""

    raw: Path
    warehouse: Path

    def __call__(self, *words: str) -> str:
        """What a command that succeeds prints."""
        result = self.invoke(*words)
        assert result.exit_code == 0, result.output
        return str(result.output)

    def refused(self, *words: str) -> str:
        """What a command that fails prints, its lines joined."""
        result = self.invoke(*words)
        assert result.exit_code == 1, result.output
        return " ".join(result.output.split())

    def invoke(self, *words: str) -> Any:
        where = [] if "--warehouse" in words else ["--warehouse", str(self.warehouse)]
        if words[0] == "show":
            where += ["--raw", str(self.raw)]
        return CliRunner().invoke(app, [*words, *where])


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, refresh: Callable[..., object]) -> Desk:
    """The captures above, refreshed."""

    def build(folder: Path) -> None:
        for name, content in CAPTURES.items():
            file = folder / "raw" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        refresh(folder / "raw", folder / "warehouse")

    folder = built_once(tmp_path_factory, "desk", build)
    return Desk(folder / "raw", folder / "warehouse")
