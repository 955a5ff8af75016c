"""Spread over processes or not, the same comes out, in order; a failure is met where it can be told."""

from __future__ import annotations

import os

import pytest

from generator.spread import spread


@pytest.mark.parametrize("jobs", [1, 2, 3, 16])
@pytest.mark.parametrize("count", [0, 1, 7, 16, 100])
def test_the_same_in_order(jobs: int, count: int) -> None:
    assert list(spread(lambda each: each * each, range(count), jobs)) == [each * each for each in range(count)]


def test_several_processes_work() -> None:
    assert len(set(spread(lambda each: os.getpid(), range(40), 2)) - {os.getpid()}) == 2
    assert set(spread(lambda each: os.getpid(), range(40), 1)) == {os.getpid()}


def test_an_error_is_the_same_error() -> None:
    def half(each: int) -> float:
        return 1 / (each - 20)

    with pytest.raises(ZeroDivisionError):
        list(spread(half, range(40), 2))


def test_a_process_that_dies_loses_nothing() -> None:
    parent = os.getpid()

    def dies(each: int) -> int:
        if each == 11 and os.getpid() != parent:
            os._exit(9)
        return each

    assert list(spread(dies, range(40), 2)) == list(range(40))


def test_who_stops_early_leaves_no_process_behind() -> None:
    made = spread(lambda each: each, range(1000), 2)
    assert next(made) == 0
    made.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
