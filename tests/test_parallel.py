"""By several processes or by one, the same comes out, in order; a failure is met where it can be told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from generator.model.failure import Failure
from generator.model.problem import Phrase
from generator.parallel import apart, at_most, in_parallel


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
    assert len(set(by)) >= 5, "at least one of two each time"
    assert max(map(by.count, by)) <= 2 * 32


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


def test_apart_is_by_another_process() -> None:
    held: list[int] = []

    def makes() -> int:
        held.append(1)
        return os.getpid()

    assert apart(makes) != os.getpid() and not held
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


class _Own(Failure):
    def __init__(self, first: int, second: int) -> None:
        super().__init__("commands.leak", first=first)
        self.second = second


def test_what_fails_apart_fails_here_in_the_same_words() -> None:
    """The failure is the one that was met there: nothing is done twice to meet it."""
    parent = os.getpid()

    def fails() -> None:
        raise _Own(1, 2 if os.getpid() != parent else 3)

    with pytest.raises(_Own) as failed:
        apart(fails)
    assert (failed.value.phrase, failed.value.second) == (Phrase("commands.leak", {"first": 1}), 2)
    assert str(failed.value) == str(_Own(1, 2))


@pytest.mark.parametrize("lost", [lambda: os._exit(9), lambda: lambda: 0], ids=["dead", "cannot be sent"])
def test_what_is_lost_apart_is_done_here(lost: Callable[[], object]) -> None:
    parent = os.getpid()
    assert apart(lambda: lost() if os.getpid() != parent else "here") == "here"


def test_who_is_stopped_stops_who_works_apart() -> None:
    code = (
        "import os, signal, time\nfrom generator.parallel import apart\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # whoever runs the tests may ignore it
        "def say():\n    os.write(1, b'.')\n    time.sleep(60)\n    os.write(1, b'late')\napart(say)"
    )
    for stop in (signal.SIGINT, signal.SIGKILL):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
            assert parent.stdout is not None and os.read(parent.stdout.fileno(), 1) == b"."
            parent.send_signal(stop)  # to it alone
            assert parent.stdout.read() == b""  # comes to its end once nobody is left to write
