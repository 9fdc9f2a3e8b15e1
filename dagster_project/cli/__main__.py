"""`python -m dagster_project.cli` is `hearsay`."""

from __future__ import annotations

from dagster_project.cli import main

if __name__ == "__main__":
    main()
