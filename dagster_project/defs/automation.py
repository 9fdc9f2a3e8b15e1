"""When a refresh runs: the job, the daily schedule, and the sensor on `raw/`."""

from __future__ import annotations

import hashlib
import time

import dagster as dg
import polars as pl

from dagster_project.defs.resources import SessionResource
from dagster_project.ingest import list_captures

SETTLED_SECONDS = 5.0
SENSOR_SECONDS = 30
DAILY_HOUR_UTC = 4

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="From raw captures to the published warehouse; reads only what is new.",
    # A run whose process died is started again as a whole: what its last step would publish may be gone or outdated.
    tags={"dagster/retry_strategy": "ALL_STEPS"},
    # Dagster's default writes a line to the daemon's log for each of 600 events; all of them are on the run's page.
    config={"loggers": {"console": {"config": {"log_level": "INFO"}}}},
)

daily_refresh = dg.ScheduleDefinition(
    name="daily_refresh",
    job=refresh,
    cron_schedule=f"0 {DAILY_HOUR_UTC} * * *",
    execution_timezone="UTC",
    description=f"A refresh every day at {DAILY_HOUR_UTC:02}:00 UTC, which finds what the sensor missed.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)


@dg.sensor(
    job=refresh,
    minimum_interval_seconds=SENSOR_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description=f"A refresh when captures changed and have settled; looks every {SENSOR_SECONDS} s.",
)
def raw_changed(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """Start a refresh when what lies in raw/ differs from what it was, and nothing in it is still being written."""
    places = SessionResource().places()
    listing = list_captures(places.raw)
    times = listing.select(pl.max_horizontal("mtime_ns", "sidecar_mtime_ns").fill_null(0)).to_series().to_list()
    age = time.time() - max(times, default=0) / 1e9
    if 0 <= age < SETTLED_SECONDS:
        return dg.SkipReason(f"a capture was written {age:.1f} s ago; waiting until it has settled")
    columns = ("capture_path", "size_bytes", "mtime_ns", "sidecar_path", "sidecar_size_bytes", "sidecar_mtime_ns")
    state = hashlib.blake2b(repr(listing.select(columns).rows()).encode(), digest_size=16).hexdigest()
    if state == context.cursor:
        return dg.SkipReason("nothing in raw/ changed")
    # The same state may come back (a file removed and put there again): the tick makes the key its own.
    key = f"{state}-{context.last_sensor_start_time or 0:.0f}-{context.cursor or 'first'}"
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=key)], cursor=state)
