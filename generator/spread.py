"""Work on many things by several processes at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Made = TypeVar("Made")
_WORTH_IT = 8
"""So many things for each process, or one does them all."""


def spread(function: Callable[[Item], Made], items: Sequence[Item], jobs: int) -> Iterator[Made]:
    """The function of every item, in order. In another process what it gives is copied and what it changes is lost.

    A process that fails leaves its items to this one, which so meets the same error. One that outlives its parent
    ends with the next thing it has to tell.
    """
    jobs = min(jobs, len(items) // _WORTH_IT)
    if jobs < 2 or not hasattr(os, "fork"):
        yield from map(function, items)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    workers = dict(_worker(function, items, place, jobs) for place in range(jobs))
    found: dict[int, Made] = {}
    try:
        for number, item in enumerate(items):
            while number not in found and workers:
                _take(workers, found)
            yield found.pop(number) if number in found else function(item)
    finally:
        for connection, child in workers.items():
            connection.close()
            os.waitpid(child, 0)


def _worker(function: Callable[[Item], Made], items: Sequence[Item], place: int, jobs: int) -> tuple[Connection, int]:
    """A child that does every so-manieth item."""
    from multiprocessing import Pipe

    here, there = Pipe(duplex=False)
    child = os.fork()
    if child:
        there.close()
        return here, child
    try:
        here.close()
        for number in range(place, len(items), jobs):
            there.send((number, function(items[number])))
    finally:
        os._exit(0)


def _take(workers: dict[Connection, int], found: dict[int, Made]) -> None:
    """What any of the workers has to tell; one that has ended is let go."""
    from multiprocessing.connection import Connection, wait

    for connection in wait(list(workers)):
        assert isinstance(connection, Connection)
        try:
            number, made = connection.recv()
            found[number] = made
        except (EOFError, OSError):
            connection.close()
            os.waitpid(workers.pop(connection), 0)
