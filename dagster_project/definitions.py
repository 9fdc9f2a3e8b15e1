"""What Dagster loads: `dagster dev` and `dg dev` find it through pyproject.toml."""

from __future__ import annotations

import dagster as dg

from dagster_project.defs import automation, dbt_models, resources, room_tables
from dagster_project.defs.instance import keep_history_cheaply


@dg.definitions
def defs() -> dg.Definitions:
    """All assets, checks, jobs, schedules and sensors of Hearsay."""
    keep_history_cheaply()
    return dg.Definitions(
        assets=[*room_tables.ASSETS, *dbt_models.ASSETS],
        jobs=[automation.refresh],
        schedules=[automation.daily_refresh],
        sensors=[automation.raw_changed],
        resources={"session": resources.SessionResource()},
        # One process for all steps: they share the lock and the workers, and pay the imports once.
        executor=dg.in_process_executor,
    )
