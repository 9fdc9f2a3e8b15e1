"""Ctrl-C while dbt works ends the refresh, even where code that dbt generates swallows what is raised."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

import pytest

from dagster_project.refresh import warehouse_build


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_that_was_swallowed_is_raised_at_the_end_of_the_block(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    went_on = []

    def work() -> None:
        with warehouse_build._stopped_as_dbt_knows_it() as hear:
            hear("the log is set up")
            with suppress(BaseException):
                os.kill(os.getpid(), number)
                signal.pause()
            went_on.append(True)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert went_on
    assert signal.getsignal(number) is before


def test_a_stop_before_dbt_has_set_up_its_log_waits_until_it_has() -> None:
    went_on = []

    def work() -> None:
        with warehouse_build._stopped_as_dbt_knows_it() as hear:
            signal.raise_signal(signal.SIGINT)
            went_on.append("before")
            hear("the log is set up")
            went_on.append("after")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert went_on == ["before"]


def test_without_a_stop_nothing_is_raised() -> None:
    with warehouse_build._stopped_as_dbt_knows_it() as hear:
        hear("the log is set up")
