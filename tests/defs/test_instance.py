"""Dagster's folder: its settings hold, and old runs leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from dagster_project.defs.instance import forget_old_runs, instance_home


@dg.op
def say() -> None:
    dg.get_dagster_logger().info("a word of this run")


@dg.job
def speaking() -> None:
    say()


def test_all_but_the_newest_runs_are_forgotten_with_their_files(tmp_path: Path) -> None:
    home = instance_home(tmp_path)
    with dg.DagsterInstance.from_config(str(home)) as instance:
        ran = [speaking.execute_in_process(instance=instance).run_id for _ in range(4)]
        assert forget_old_runs(instance, kept=2) == 2
        kept = [record.dagster_run.run_id for record in instance.get_run_records()]
        assert kept == ran[:1:-1]
        assert forget_old_runs(instance, kept=2) == 0
    left = {str(file.relative_to(home)) for file in home.rglob("*")}
    for run_id in ran[:2]:
        assert not [path for path in left if run_id in path]
    for run_id in ran[2:]:
        assert [path for path in left if run_id in path]


def test_settings_are_written_once_and_then_belong_to_whoever_runs_it(tmp_path: Path) -> None:
    settings = instance_home(tmp_path) / "dagster.yaml"
    with dg.DagsterInstance.from_config(str(settings.parent)) as instance:
        assert instance.run_retries_enabled
        assert not instance.telemetry_enabled
    settings.write_text("telemetry:\n  enabled: false\n", encoding="utf-8")
    instance_home(tmp_path)
    assert settings.read_text(encoding="utf-8") == "telemetry:\n  enabled: false\n"
