"""F03, F15, B15: two refreshes at once, a run that hangs, secrets in the environment."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest
from harness import (
    PROJECT,
    STORY,
    THREAD,
    command,
    fingerprint,
    prepared,
    query,
    refresh,
    run_script,
    scan,
    scan_at_once,
    start,
    write,
)

from dagster_project.refresh.lock import warehouse_lock

HANGS = """
import sys, time
from pathlib import Path
from dagster_project.refresh.session import Places, refresh_session
if __name__ == "__main__":
    with refresh_session(Places(Path(sys.argv[1]), Path(sys.argv[2]))) as session:
        session.ingest()
        while True:  # as a library would that waits for what never comes, and swallows what is raised
            try:
                time.sleep(600)
            except BaseException:
                continue
"""


def test_a_run_that_hangs_ends_by_its_own_limit_and_leaves_nothing_locked(tmp_path: Path) -> None:
    raw, warehouse = prepared(tmp_path)
    before = fingerprint(warehouse)
    started = time.monotonic()
    hung = run_script(HANGS, raw, warehouse, HEARSAY_RUN_LIMIT="6")
    assert hung.returncode == 1
    assert time.monotonic() - started < 60
    assert "stopped after 6 s, the limit of a run, in stage 'ingest'" in hung.stderr
    assert fingerprint(warehouse) == before
    with warehouse_lock(warehouse / ".lock"):
        assert query(warehouse, "select count(*) from captures") == [(1,)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "stage", ["reading captures", "finding mentions and claims", "building and testing the warehouse"]
)
def test_ctrl_c_ends_it_with_a_sentence_and_the_next_goes_on(tmp_path: Path, stage: str) -> None:
    raw, warehouse = prepared(tmp_path)
    before = fingerprint(warehouse)
    write(raw, story=STORY)
    process = subprocess.Popen(
        command(raw, warehouse), cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    said = ""
    while stage not in said:
        said += process.stdout.readline() or pytest.fail(said)
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the refresh and to its workers
    rest, _ = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in rest
    assert "stopped. Nothing was published" in rest, rest
    assert fingerprint(warehouse) == before
    refresh(raw, warehouse)
    assert scan(warehouse) == scan_at_once(thread=THREAD, story=STORY)


@pytest.mark.slow
def test_of_two_refreshes_at_once_one_says_who_holds_the_lock_or_waits(tmp_path: Path) -> None:
    raw, warehouse = prepared(tmp_path)
    write(raw, story=STORY)
    first = start(raw, warehouse)
    while not (warehouse / ".lock").exists() or not (warehouse / ".lock").read_text():
        assert first.poll() is None
        time.sleep(0.02)
    second = subprocess.run(command(raw, warehouse), cwd=PROJECT, capture_output=True, text=True, check=False)
    waits = start(raw, warehouse, "--wait", "120")
    assert first.wait(timeout=120) == 0
    first.communicate()
    assert second.returncode == 1
    assert f"is being refreshed by process {first.pid}" in " ".join(second.stderr.split())
    assert waits.wait(timeout=180) == 0
    waits.communicate()
    assert scan(warehouse) == scan_at_once(thread=THREAD, story=STORY)


@pytest.mark.slow
def test_secrets_of_the_environment_reach_no_file_and_no_output(tmp_path: Path) -> None:
    """B15: every file below the warehouse and every line printed, searched for values that look like secrets."""
    raw, warehouse = prepared(tmp_path)
    write(raw, story=STORY, bad=" ")
    secrets = {
        name: f"canary{number}qzx"
        for number, name in enumerate(
            ("AWS_SECRET_ACCESS_KEY", "DATABASE_URL", "API_TOKEN", "HEARSAY_PASSWORD", "DBT_PASSWORD", "PGPASSWORD")
        )
    }
    done = subprocess.run(
        command(raw, warehouse), cwd=PROJECT, env={**os.environ, **secrets}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    leak = re.compile(rb"canary\dqzx")
    searched = 0
    target = PROJECT / "dbt" / "target"
    for file in [*warehouse.rglob("*"), *target.rglob("*")]:
        if file.is_file():
            searched += 1
            content = file.read_bytes()
            if file.suffix == ".parquet":  # compressed
                content = pl.read_parquet(file).write_json().encode()
            assert not leak.search(content), f"{file} holds a secret"
    with duckdb.connect(str(warehouse / "warehouse.duckdb"), read_only=True) as connection:
        for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
            assert not leak.search(str(connection.table(table).fetchall()).encode())
    assert not leak.search((done.stdout + done.stderr).encode())
    assert searched > 20
