"""A warehouse that could not be built is refused before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.refresh.session import Places, refresh_session
from dagster_project.refresh.warehouse_build import WarehousePathError


@pytest.mark.parametrize("name", ["what?", "no#1"])
def test_a_folder_that_dbt_cannot_open_is_refused_and_left_as_it_was(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(WarehousePathError, match="Choose another folder"),
        refresh_session(Places(tmp_path, tmp_path / name)),
    ):
        pass
    assert not (tmp_path / name).exists()
