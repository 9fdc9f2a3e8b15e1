"""When a refresh runs: the job, the daily schedule, and the sensor on `raw/`."""

from __future__ import annotations

import hashlib
import time

import dagster as dg
import polars as pl

from dagster_project.defs.resources import SessionResource
from dagster_project.ingest import list_captures

SETTLED_SECONDS = 5.0
LOST_SECONDS = 120.0
"""After so long without a start or a retry, a run that failed to be launched is lost."""
MOST_AGAIN = 5
AGAIN = "hearsay/again"
"""Tag of a run that the sensor asks for in place of a lost one: how often in a row."""
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
        again = _in_place_of_a_lost_run(context.instance)
        return dg.SensorResult(run_requests=[again]) if again else dg.SkipReason("nothing in raw/ changed")
    # The same state may come back (a file removed and put there again): the tick makes the key its own.
    key = f"{state}-{context.last_sensor_start_time or 0:.0f}-{context.cursor or 'first'}"
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=key)], cursor=state)


def _in_place_of_a_lost_run(instance: dg.DagsterInstance) -> dg.RunRequest | None:
    """A request where the newest refresh never started, or was to be tried again and was not; None else.

    So it goes when the process with the definitions ends in the second in which a run is launched, as after a machine
    slept: Dagster notes a failure, and its own retry fails the same way.
    """
    newest = next(iter(instance.get_run_records(dg.RunsFilter(job_name=refresh.name), limit=1)), None)
    if newest is None or newest.dagster_run.status != dg.DagsterRunStatus.FAILURE:
        return None
    tags = newest.dagster_run.tags
    is_dropped = tags.get("dagster/will_retry") == "true" and "dagster/auto_retry_run_id" not in tags
    is_lost = newest.start_time is None or is_dropped
    is_settled = time.time() - newest.update_timestamp.timestamp() >= LOST_SECONDS
    again = int(tags.get(AGAIN, 0)) + 1
    if not is_lost or not is_settled or again > MOST_AGAIN:
        return None
    return dg.RunRequest(run_key=f"again-{newest.dagster_run.run_id}", tags={AGAIN: str(again)})
