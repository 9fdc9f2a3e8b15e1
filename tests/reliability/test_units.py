"""The systemd units of docs/operations.md are ones that systemd understands, and start commands that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from harness import PROJECT

UNITS = sorted((PROJECT / "docs" / "systemd").iterdir())
BIN = Path("/opt/hearsay/.venv/bin")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    for unit in UNITS:  # the programs of the installed place are not here
        (tmp_path / unit.name).write_text(re.sub(rf"{BIN}/\S+", "/bin/true", unit.read_text()))
    copies = [str(tmp_path / unit.name) for unit in UNITS]
    command = ["systemd-analyze", "verify", "--man=no", *copies]
    verified = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [line for line in verified.stderr.splitlines() if any(unit.name in line for unit in UNITS)]
    assert complaints == []


def test_what_the_units_start_and_set_is_there() -> None:
    for unit in UNITS:
        text = unit.read_text()
        for program in re.findall(rf"ExecStart={BIN}/(\S+)", text):
            assert program == "hearsay"
        for name in re.findall(r"Environment=(HEARSAY_\w+)", text):
            known = (PROJECT / "dagster_project").rglob("*.py")
            assert any(name in file.read_text(encoding="utf-8") for file in known), name
