"""Where Dagster keeps its runs: beside the warehouse it refreshes."""

from __future__ import annotations

from pathlib import Path

INSTANCE_SETTINGS = """\
telemetry:
  enabled: false
nux:
  enabled: false
run_monitoring:
  enabled: true
  max_runtime_seconds: 7200
"""


def instance_home(warehouse: Path) -> Path:
    """The folder for DAGSTER_HOME, made and set up when missing."""
    home = warehouse.resolve() / ".dagster"
    home.mkdir(parents=True, exist_ok=True)
    settings = home / "dagster.yaml"
    if not settings.exists():
        settings.write_text(INSTANCE_SETTINGS, encoding="utf-8")
    return home
