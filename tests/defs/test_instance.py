"""Dagster's folder: its settings hold, and old runs leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from dagster._core.run_coordinator import DefaultRunCoordinator

from dagster_project.defs import instance
from dagster_project.defs.instance import (
    forget_old_runs,
    instance_home,
    keep_history_cheaply,
    settings_note,
    signed_settings,
)


@dg.op
def say() -> None:
    dg.get_dagster_logger().info("a word of this run")


@dg.job
def speaking() -> None:
    say()


def test_all_but_the_newest_runs_are_forgotten_with_their_files(tmp_path: Path) -> None:
    home = instance_home(tmp_path)
    with dg.DagsterInstance.from_config(str(home)) as history:
        ran = [speaking.execute_in_process(instance=history).run_id for _ in range(4)]
        assert forget_old_runs(history, kept=2) == 2
        kept = [record.dagster_run.run_id for record in history.get_run_records()]
        assert kept == ran[:1:-1]
        assert forget_old_runs(history, kept=2) == 0
    left = {str(file.relative_to(home)) for file in home.rglob("*")}
    for run_id in ran[:2]:
        assert not [path for path in left if run_id in path]
    for run_id in ran[2:]:
        assert [path for path in left if run_id in path]


def test_the_settings_hold(tmp_path: Path) -> None:
    home = instance_home(tmp_path)
    with dg.DagsterInstance.from_config(str(home)) as made:
        assert made.run_retries_enabled
        assert not made.telemetry_enabled
        assert isinstance(made.run_coordinator, DefaultRunCoordinator)


def test_a_run_writes_its_history_by_few_engines(tmp_path: Path) -> None:
    keep_history_cheaply()
    with dg.DagsterInstance.from_config(str(instance_home(tmp_path))) as history:
        speaking.execute_in_process(instance=history)  # the first makes the files of all runs
        before = instance._engine_of.cache_info()
        run_id = speaking.execute_in_process(instance=history).run_id
        after = instance._engine_of.cache_info()
        assert "a word of this run" in str(history.all_logs(run_id))
    assert after.misses - before.misses <= 2
    assert after.hits - before.hits > 20


def test_settings_that_nobody_changed_follow_an_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = instance_home(tmp_path) / "dagster.yaml"
    first = settings.read_text(encoding="utf-8")
    monkeypatch.setattr(instance, "INSTANCE_SETTINGS", instance.INSTANCE_SETTINGS.replace("25200", "30000"))
    assert settings_note(instance_home(tmp_path)) is None
    assert settings.read_text(encoding="utf-8") == first.replace("25200", "30000").replace(
        first.split(":", 1)[0], signed_settings().split(":", 1)[0]
    )


def test_settings_of_before_they_were_signed_follow_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = instance_home(tmp_path) / "dagster.yaml"
    monkeypatch.setattr(instance, "UNSIGNED_SETTINGS", {instance._digest("telemetry:\n  enabled: false\n")})
    settings.write_text("telemetry:\n  enabled: false\n", encoding="utf-8")
    instance_home(tmp_path)
    assert settings.read_text(encoding="utf-8") == signed_settings()


def test_settings_that_somebody_changed_stay_and_an_upgrade_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = instance_home(tmp_path)
    settings = home / "dagster.yaml"
    mine = settings.read_text(encoding="utf-8").replace("max_retries: 2", "max_retries: 5")
    settings.write_text(mine, encoding="utf-8")
    assert settings_note(instance_home(tmp_path)) is None  # Hearsay's own are still what they were
    monkeypatch.setattr(instance, "INSTANCE_SETTINGS", instance.INSTANCE_SETTINGS.replace("25200", "30000"))
    assert "changed by hand" in (settings_note(instance_home(tmp_path)) or "")
    assert settings.read_text(encoding="utf-8") == mine
    assert (home / "dagster.yaml.new").read_text(encoding="utf-8") == signed_settings()
    merged = signed_settings().replace("max_retries: 2", "max_retries: 5")
    settings.write_text(merged, encoding="utf-8")
    assert settings_note(instance_home(tmp_path)) is None
    assert settings.read_text(encoding="utf-8") == merged
