"""What happens when Dagster runs it: the whole, a part, the sensor's ticks."""

from __future__ import annotations

import os
import time
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from dagster_project.definitions import defs
from dagster_project.defs import automation, resources
from dagster_project.defs.automation import AGAIN, MOST_AGAIN, raw_changed
from dagster_project.refresh.errors import StageError
from dagster_project.refresh.rooms import ROOMS
from dagster_project.refresh.session import RefreshSession

NOTE = "The ferry to Osk Island was cancelled, the harbour office said.\n"


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one capture, and the environment of a Dagster process that refreshes it."""
    folder = tmp_path / "raw"
    folder.mkdir()
    write(folder / "note.txt", age_seconds=60)
    monkeypatch.setenv("HEARSAY_RAW", str(folder))
    monkeypatch.setenv("HEARSAY_WAREHOUSE", str(tmp_path / "warehouse"))
    return folder


def write(file: Path, *, age_seconds: float, text: str = NOTE) -> None:
    file.write_text(text, encoding="utf-8")
    then = time.time() - age_seconds
    os.utime(file, (then, then))


def run(instance: dg.DagsterInstance, selection: list[dg.AssetKey] | None = None) -> dg.ExecuteInProcessResult:
    job = dg.Definitions.merge(defs()).resolve_job_def("refresh")
    return job.execute_in_process(
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        instance=instance,
        asset_selection=selection,
        raise_on_error=False,
    )


def failures(result: dg.ExecuteInProcessResult) -> str:
    return " ".join(str(event.step_failure_data.error) for event in result.all_events if event.is_step_failure)


@pytest.mark.usefixtures("raw")
def test_the_whole_job_then_a_part_of_it(tmp_path: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        whole = run(instance)
        assert whole.success
        published = tmp_path / "warehouse" / "warehouse.duckdb"
        assert published.exists()
        checks = list(whole.get_asset_check_evaluations())
        assert len(checks) > 50
        assert all(check.passed for check in checks)
        materialized = {event.asset_key.to_user_string() for event in whole.get_asset_materialization_events()}
        assert {"ingest/captures", "extract/claims", "fct_claims", "published_warehouse"} <= materialized

        was = published.read_bytes()
        room_alone = run(instance, [dg.AssetKey(["parse", table]) for table in ROOMS["parse"].gives])
        assert room_alone.success

        model_alone = run(instance, [dg.AssetKey("fct_claims")])
        assert not model_alone.success
        assert "Launch the job `refresh` instead" in failures(model_alone)

        publish_alone = run(instance, [dg.AssetKey("published_warehouse")])
        assert not publish_alone.success
        assert "Run the whole refresh" in failures(publish_alone)
        assert published.read_bytes() == was

        for part in (tmp_path / "warehouse" / "parts" / "extract" / "claims").glob("*.parquet"):
            claims = pl.read_parquet(part)
            claims.with_columns(content_text=pl.lit("words of nobody")).write_parquet(part)
        damaged = run(instance)
        assert not damaged.success
        unmet = {check.check_name: check for check in damaged.get_asset_check_evaluations() if not check.passed}
        broken = unmet.pop("assert_claims_are_their_passages_words")
        assert "words of nobody" in str(broken.metadata["failing rows"])
        assert unmet  # nothing was built of the damaged claims, and what could not be checked is not said to be wrong
        assert all(check.severity == dg.AssetCheckSeverity.WARN for check in unmet.values())
        assert all("Not run" in (check.description or "") for check in unmet.values())
        assert published.read_bytes() == was


def test_the_sensor_asks_once_for_each_state_of_raw(raw: Path) -> None:
    with dg.DagsterInstance.ephemeral() as instance:

        def tick(cursor: str | None) -> dg.SensorResult | dg.SkipReason:
            context = dg.build_sensor_context(instance=instance, cursor=cursor)
            answer = raw_changed(context)
            assert isinstance(answer, dg.SensorResult | dg.SkipReason)
            return answer

        first = tick(None)
        assert isinstance(first, dg.SensorResult)
        assert len(first.run_requests or []) == 1
        assert isinstance(tick(first.cursor), dg.SkipReason)

        write(raw / "growing.txt", age_seconds=0)
        waiting = tick(first.cursor)
        assert isinstance(waiting, dg.SkipReason)
        assert "settled" in str(waiting.skip_message)

        write(raw / "growing.txt", age_seconds=30)
        second = tick(first.cursor)
        assert isinstance(second, dg.SensorResult)
        (raw / "growing.txt").unlink()
        third = tick(second.cursor)
        assert isinstance(third, dg.SensorResult)
        keys = [request.run_key for answer in (first, second, third) for request in answer.run_requests or []]
        assert len(set(keys)) == 3


@pytest.mark.usefixtures("raw")
def test_the_sensor_asks_again_for_a_run_that_never_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def tick() -> list[dg.RunRequest]:
        answer = raw_changed(dg.build_sensor_context(instance=instance, cursor=cursor))
        return list(answer.run_requests or []) if isinstance(answer, dg.SensorResult) else []

    job = dg.Definitions.merge(defs()).resolve_job_def("refresh")
    with dg.DagsterInstance.ephemeral() as instance:
        first = raw_changed(dg.build_sensor_context(instance=instance, cursor=None))
        assert isinstance(first, dg.SensorResult)
        cursor = first.cursor
        assert tick() == []  # no run yet
        for tags in ({}, {AGAIN: "1"}, {AGAIN: str(MOST_AGAIN)}):
            lost = instance.create_run_for_job(job, tags=tags)
            instance.report_run_failed(lost, "the process with the definitions is gone")
            assert tick() == []  # perhaps Dagster tries again
            with monkeypatch.context() as patch:
                patch.setattr(automation, "LOST_SECONDS", 0.0)
                asked = tick()
            if tags.get(AGAIN) == str(MOST_AGAIN):
                assert asked == []
            else:
                (request,) = asked
                assert request.run_key == f"again-{lost.run_id}"
                assert request.tags[AGAIN] == str(int(tags.get(AGAIN, 0)) + 1)


def test_a_step_that_fails_for_a_passing_reason_is_tried_again_later_and_later(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del raw
    calls = []
    monkeypatch.setattr(resources, "FIRST_WAIT_SECONDS", 0.01)

    def full_disk(_: RefreshSession) -> None:
        calls.append(time.monotonic())
        raise StageError("stage 'ingest' could not go on: No space left")

    monkeypatch.setattr(RefreshSession, "ingest", full_disk)
    with dg.DagsterInstance.ephemeral() as instance:
        result = run(instance, [dg.AssetKey(["ingest", table]) for table in ("captures", "documents", "sidecars")])
    assert not result.success
    assert len(calls) == 4
    assert "No space left" in failures(result)
    waits = [event.step_retry_data.seconds_to_wait for event in result.all_events if event.is_step_up_for_retry]
    assert waits == [0.01, 0.02, 0.04]
