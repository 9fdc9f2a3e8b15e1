"""F04, F05: readers and publishing do not disturb one another, and nobody reads half of one and half of another."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from harness import PROJECT, STORY, prepared, refresh, write

from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.refresh.publish import publish_warehouse
from dagster_project.seal import check_published

READER = """
import sys, time
from pathlib import Path
from dagster_project.query import run_query
ask = '''select
    (select count(*) from captures) || '/' || (select count(*) from documents) || '/' ||
    (select count(*) from fct_claims) || '/' || (select sum(hash(t)::hugeint) from sentences as t)'''
seen, reads = set(), 0
print("ready", flush=True)
while not Path(sys.argv[2]).exists():
    seen.add(str(run_query(Path(sys.argv[1]), ask).rows[0][0]))
    reads += 1
print(reads, *sorted(seen), flush=True)
"""


@pytest.mark.parametrize(
    ("readers", "publishes"), [(2, 6), pytest.param(10, 50, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_readers_in_a_loop_see_one_version_or_the_other_and_no_error(
    tmp_path: Path, readers: int, publishes: int
) -> None:
    warehouse = prepared(tmp_path / "one")[1]
    other = tmp_path / "other"
    refresh(write(tmp_path / "raw", story=STORY), other)
    versions = [tmp_path / "a.duckdb", tmp_path / "b.duckdb"]
    for version, folder in zip(versions, (warehouse, other), strict=True):
        shutil.copy(folder / "warehouse.duckdb", version)

    stop = tmp_path / "stop"
    command = [sys.executable, "-c", READER, str(warehouse), str(stop)]
    running = [
        subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(readers)
    ]
    for each in running:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    layout = WarehouseLayout(warehouse)
    for number in range(publishes):
        layout.build.parent.mkdir(exist_ok=True)
        shutil.copy(versions[number % 2], layout.build)
        publish_warehouse(layout)
        check_published(layout.published, whole=True)
        time.sleep(0.05)
    stop.touch()
    answers = [each.communicate(timeout=60) for each in running]
    assert [each.returncode for each in running] == [0] * readers, answers
    seen = {state for out, _ in answers for state in out.split()[1:]}
    reads = sum(int(out.split()[0]) for out, _ in answers)
    assert len(seen) == 2, "two versions were published, and nothing between them was seen"
    assert reads >= readers * 2
    print(f"{reads} reads by {readers} readers during {publishes} publishes, no error")  # noqa: T201 - the figure


def test_a_reader_keeps_its_version_for_as_long_as_it_holds_it(tmp_path: Path) -> None:
    raw, warehouse = prepared(tmp_path)
    hold = """
import duckdb, sys
held = duckdb.connect(sys.argv[1], read_only=True)
count = lambda: held.execute("select count(*), sum(hash(t)::hugeint) from sentences as t").fetchall()
before = count()
print("holding", flush=True)
sys.stdin.readline()
print(before == count(), flush=True)
"""
    published = warehouse / "warehouse.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(published)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "holding\n"
        refresh(write(raw, story=STORY), warehouse)
        assert reader.communicate("\n")[0] == "True\n"
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select count(*) from captures").fetchall() == [(2,)]
