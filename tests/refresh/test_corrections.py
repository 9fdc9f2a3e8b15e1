"""Rows of claim_overrides are held to their form, each complaint with its line and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from dagster_project.refresh.corrections import COLUMNS, CorrectionError, check_claim_overrides

SOUND = f"reject,{'a' * 32},notes/pier.txt,the pier is safe,,Ada,no statement,2022-02-01"


def overrides(folder: Path, *rows: str, header: str = ",".join(COLUMNS)) -> Path:
    file = folder / "claim_overrides.csv"
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return file


def test_sound_rows_pass(tmp_path: Path) -> None:
    check_claim_overrides(
        overrides(
            tmp_path,
            SOUND,
            f'confirm,{"b" * 32},notes/pier.txt,"the pier, ""he"" said, is\nsafe",,Ada,heard it,2022-02-01',
            f"reattribute,{'c' * 32},notes/pier.txt,it is,{'d' * 32},Ada,the other Roth,2022-02-01",
            f"reattribute,{'c' * 32},notes/pier.txt,it is,nobody,Ada,left open,2022-02-02",
        )
    )


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (SOUND.replace("reject", "rejct"), "line 2: action is 'rejct': write one of reject, reattribute, confirm"),
        (SOUND.replace("a" * 32, "abc"), "write the whole id, 32 hex digits"),
        (SOUND.replace("the pier is safe", ""), "line 2: quoted_text is empty: fill it"),
        (SOUND.replace("Ada", " "), "who is empty"),
        (SOUND.replace("2022-02-01", "1.2.2022"), "write the day as 2022-01-31"),
        (SOUND.replace("safe,,", "safe,nobody,"), "reject takes none: leave it empty"),
        (SOUND.replace("reject", "reattribute"), "target is '': write the entity_id of who said it"),
        (SOUND.replace("the pier is safe", "the pier, he says"), "put texts with a comma in quotes"),
        (SOUND.replace("the pier is safe", '"the pier'), "it is no CSV"),
    ],
)
def test_a_wrong_row_is_named_with_what_to_write_instead(tmp_path: Path, row: str, complaint: str) -> None:
    file = overrides(tmp_path, row)
    with pytest.raises(CorrectionError) as raised:
        check_claim_overrides(file)
    assert complaint in str(raised.value)
    assert str(file) in str(raised.value)


def test_columns_of_another_order_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="line 1: the columns must be"):
        check_claim_overrides(overrides(tmp_path, SOUND, header="claim_id,action"))
