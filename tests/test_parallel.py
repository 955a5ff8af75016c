"""By several processes or by one, the same comes out, in order; a failure is met where it can be told."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from generator.parallel import at_most, in_parallel


@pytest.mark.parametrize("jobs", [1, 2, 3, 16])
@pytest.mark.parametrize("count", [0, 1, 7, 16, 100])
def test_the_same_in_order(jobs: int, count: int) -> None:
    assert list(in_parallel(lambda each: each * each, range(count), jobs)) == [each * each for each in range(count)]


def test_several_processes_work() -> None:
    def process(each: int) -> int:
        time.sleep(0.02)  # so long that no other could do it all
        return os.getpid()

    assert len(set(in_parallel(process, range(40), 2)) - {os.getpid()}) == 2
    assert set(in_parallel(process, range(4), 1)) == {os.getpid()}


def test_no_more_work_than_is_said() -> None:
    at_most(1)
    try:
        assert set(in_parallel(lambda _: os.getpid(), range(40))) == {os.getpid()}
    finally:
        at_most(None)


def test_after_some_things_others_take_over() -> None:
    """What a process holds of what it has done is given back with it."""
    by = list(in_parallel(lambda _: os.getpid(), range(300), 2))
    assert len(set(by)) >= 5
    assert max(map(by.count, by)) <= 2 * 64


def test_an_error_is_the_same_error() -> None:
    def half(each: int) -> float:
        return 1 / (each - 20)

    with pytest.raises(ZeroDivisionError):
        list(in_parallel(half, range(40), 2))


def test_a_process_that_dies_loses_nothing() -> None:
    parent = os.getpid()

    def dies(each: int) -> int:
        if each == 11 and os.getpid() != parent:
            os._exit(9)
        return each

    assert list(in_parallel(dies, range(40), 2)) == list(range(40))


def test_who_stops_early_leaves_no_process_behind() -> None:
    made = in_parallel(lambda each: each, range(1000), 2)
    assert next(made) == 0
    made.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_process_whose_parent_is_killed_ends() -> None:
    code = (
        "import os, sys, time\nfrom generator.parallel import in_parallel\n"
        "def say(each):\n    os.write(1, f'{os.getpid()} '.encode())\n    time.sleep(0.05)\n"
        "list(in_parallel(say, range(2000), 2))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        said = b""
        while len(set(said.split()[:-1])) < 2:
            said += os.read(parent.stdout.fileno(), 100)
        parent.kill()
        parent.stdout.read()  # comes to its end once nobody is left to write
