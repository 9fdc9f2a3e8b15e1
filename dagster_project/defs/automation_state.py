"""What the daemon does: whether it is alive, and when schedule and sensor ticked last and will tick next."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
from dagster._core.scheduler.instigation import SensorInstigatorData

from dagster_project.defs import automation

ALIVE_SECONDS = 120.0
"""The daemon writes a heartbeat every 30 s; Dagster itself calls it dead after a few minutes."""


@dataclass(frozen=True)
class Tick:
    """A schedule or sensor: when it ticked last and will tick next, in UTC; None where it never did or is off."""

    name: str
    last: datetime | None
    next: datetime | None


@dataclass(frozen=True)
class AutomationState:
    """Whether Dagster's daemon runs for a warehouse, and its ticks."""

    heartbeat: datetime | None
    """The last sign of life of the daemon, in UTC; None where it never ran."""
    ticks: tuple[Tick, ...]

    @property
    def is_alive(self) -> bool:
        """Whether the daemon gave a sign of life in the last two minutes."""
        return self.heartbeat is not None and time.time() - self.heartbeat.timestamp() < ALIVE_SECONDS


def automation_state(home: Path) -> AutomationState:
    """The state kept in Dagster's folder `home` (`instance_home`), which must exist."""
    with dg.DagsterInstance.from_config(str(home)) as instance:
        beats = [beat.timestamp for beat in instance.get_daemon_heartbeats().values()]
        states = {state.name: state for state in instance.all_instigator_state()}
        ticks = []
        for name in (automation.daily_refresh.name, automation.raw_changed.name):
            state = states.get(name)
            found = instance.get_ticks(state.instigator_origin_id, state.selector_id, limit=1) if state else []
            last = datetime.fromtimestamp(found[0].timestamp, UTC) if found else None
            ticks.append(Tick(name, last, _next_tick(name, last) if state is None or state.is_running else None))
    return AutomationState(datetime.fromtimestamp(max(beats), UTC) if beats else None, tuple(ticks))


def _next_tick(name: str, last: datetime | None) -> datetime | None:
    """The schedule's next hour; for the sensor, its interval after the last tick."""
    if name == automation.raw_changed.name:
        return last and last + timedelta(seconds=automation.SENSOR_SECONDS)
    now = datetime.now(UTC)
    today = now.replace(hour=automation.DAILY_HOUR_UTC, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def forget_ticks_to_come(home: Path) -> list[str]:
    """Let sensors tick now whose last tick lies in the future, since the clock was set back; gives their names.

    Dagster would wait until the old time has come again.
    """
    forgotten = []
    with dg.DagsterInstance.from_config(str(home)) as instance:
        for state in instance.all_instigator_state():
            data = state.instigator_data
            if not isinstance(data, SensorInstigatorData):
                continue
            if max(data.last_tick_timestamp or 0, data.last_tick_start_timestamp or 0) > time.time():
                instance.update_instigator_state(
                    state.with_data(data._replace(last_tick_timestamp=None, last_tick_start_timestamp=None))
                )
                forgotten.append(state.name)
    return forgotten
