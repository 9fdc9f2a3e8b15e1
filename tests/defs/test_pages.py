"""Dagster's pages in a real browser: lineage, a table, a failed check."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from building import PROJECT


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not on this machine")
def test_every_page_shows_what_it_should(tmp_path: Path) -> None:
    script = [sys.executable, str(PROJECT / "docs" / "take_pictures.py"), str(tmp_path)]
    taken = subprocess.run(script, capture_output=True, text=True, check=False, cwd=PROJECT)
    assert taken.returncode == 0, taken.stderr
    wanted = {file.name for file in (PROJECT / "docs" / "pictures").glob("*.png")}
    assert {file.name for file in tmp_path.glob("*.png")} == wanted
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in tmp_path.glob("*.png"))
