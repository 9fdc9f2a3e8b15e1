"""What others open the published file with: older releases of DuckDB, its command line, pandas, the lines in README."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from building import PROJECT

Install = Callable[..., Path]

READ_ALL = """
import sys, duckdb
warehouse = duckdb.connect(sys.argv[1], read_only=True)
of_file = "select table_name, column_name, data_type from duckdb_columns() where not internal"
columns = warehouse.execute(of_file).fetchall()
for table, column, data_type in columns:
    try:
        warehouse.execute(f'select bit_xor(hash("{column}")) from "{table}"').fetchall()
    except Exception as error:
        print(table, column, data_type, type(error).__name__, sep="|")
print("read", len(columns))
"""


@pytest.fixture(scope="module")
def install(tmp_path_factory: pytest.TempPathFactory) -> Install:
    """Installs packages into a folder of their own; skips where they are not to be had."""

    def into_folder(*packages: str) -> Path:
        folder = tmp_path_factory.mktemp("packages")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--target", str(folder)]
        done = subprocess.run([*command, *packages], capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            pytest.skip(f"{' '.join(packages)} cannot be installed here: {done.stderr.strip().splitlines()[-1:]}")
        return folder

    return into_folder


def run_python(code: str, packages: Path, *arguments: str, cwd: Path | None = None) -> str:
    """What `code` prints in a Python that has `packages` before its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(packages)},
    ).stdout


@pytest.mark.slow
@pytest.mark.parametrize("release", ["1.0.0", "1.1.3", "1.3.2"])
def test_an_older_duckdb_reads_every_column(release: str, install: Install, sample_warehouse: Path) -> None:
    packages = install(f"duckdb=={release}")
    *unread, read = run_python(READ_ALL, packages, str(sample_warehouse)).splitlines()
    assert int(read.removeprefix("read ")) > 200
    # 1.0 cannot read a column of lists in which no row has an item; 1.1 can.
    is_allowed = release == "1.0.0"
    assert [line for line in unread if not (is_allowed and line.split("|")[2].endswith("[]"))] == []


@pytest.mark.slow
def test_the_client_of_duckdb_opens_the_file_and_shows_what_a_column_means(
    install: Install, sample_warehouse: Path
) -> None:
    packages = install("duckdb-cli")
    query = "select comment from duckdb_columns() where table_name = 'who_said_what' and column_name = 'chain'"

    def client(*words: str) -> subprocess.CompletedProcess[str]:
        """Its program is a line of Python, which looks for its own package on the path."""
        command = [packages / "bin" / "duckdb", "-readonly", "-csv", str(sample_warehouse), *words]
        where = {**os.environ, "PYTHONPATH": str(packages)}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=where)

    said = client("-c", query)
    assert "Through whom it came" in said.stdout, said.stderr
    assert client("-c", "delete from captures").returncode != 0


@pytest.fixture
def readme_lines(sample_warehouse: Path, tmp_path: Path) -> str:
    """The Python of the README; `tmp_path` is a project with the sample's warehouse."""
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "warehouse.duckdb").symlink_to(sample_warehouse)
    found = re.findall(r"```python\n(.*?)```", (PROJECT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return "\n".join(found)


def test_the_python_of_the_readme_works(
    readme_lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    left: dict[str, object] = {}
    exec(readme_lines, left)  # noqa: S102 - our own page
    assert isinstance(left["frame"], pl.DataFrame)
    assert left["frame"].height > 10
    assert "published_on" in capsys.readouterr().out


@pytest.mark.slow
def test_the_same_lines_give_a_frame_of_pandas(install: Install, readme_lines: str, tmp_path: Path) -> None:
    packages = install("pandas")
    code = readme_lines + "\nprint('shape', *tokayev.df().shape)"
    rows, columns = run_python(code, packages, cwd=tmp_path).split("shape ")[1].split()
    assert (int(rows) > 10, int(columns)) == (True, 4)


@pytest.mark.slow
def test_the_same_lines_run_in_a_notebook(install: Install, readme_lines: str, tmp_path: Path) -> None:
    packages = install("nbclient", "nbformat", "ipykernel")
    code = (
        "import sys, nbformat\n"
        "from nbclient import NotebookClient\n"
        "cells = [nbformat.v4.new_code_cell(words) for words in (sys.argv[1], 'tokayev')]\n"
        "notebook = NotebookClient(nbformat.v4.new_notebook(cells=cells), timeout=120).execute()\n"
        "print(notebook.cells[1].outputs[0]['data']['text/plain'])\n"
    )
    assert "published_on" in run_python(code, packages, readme_lines, cwd=tmp_path)
