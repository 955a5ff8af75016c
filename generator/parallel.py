"""Work on many things by several processes at once, of this machine or of others."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Made = TypeVar("Made")
_WORTH_IT = 8
"""So many things for each process, unless said otherwise, or one does them all."""
_TURNS = 32
"""Into so many parts each process's share is cut, so that none ends long after the others."""
_LIFE = 32
"""After so many things for each, others take over: what a process held meanwhile is given back with it."""
_AHEAD = 2
"""So many things for each process of other machines are under way or back and waiting, or all would be held here."""
_work: tuple[Callable[[Any], Any], Sequence[Any]]
"""What a child does, and to what: it has both from the moment it was forked, and nothing of it is ever pickled."""
_most: int | None = None
_one_at_a_time = Lock()
"""What makes pages is used by one thread alone, however many a worker has."""


class Cluster(Protocol):
    """Processes of other machines, behind an executor."""

    @property
    def executor(self) -> Executor:
        """Runs a function of this program there."""

    @property
    def processes(self) -> int:
        """How many there are now; without any the rest is done here."""

    def shared(self, value: object) -> Any:
        """The value, sent to every process once: to be given to the executor in its place."""


def at_most(jobs: int | None) -> None:
    """From now on so many processes work at once, unless said otherwise; None for as many as there are processors."""
    global _most
    _most = jobs


def in_parallel(
    function: Callable[[Item], Made], items: Sequence[Item], jobs: int | None = None, least: int | None = None
) -> Iterator[Made]:
    """The function of every item, in order. In another process what it gives is copied and what it changes is lost.

    Without `jobs` as many processes work as `at_most` says. With fewer than `least` things for each this one does them
    all. What fails in another process, or is lost with it, is done again in this one, which so meets the same error.
    """
    jobs = min(jobs or _most or os.cpu_count() or 1, len(items) // (least or _WORTH_IT))
    if jobs < 2 or not hasattr(os, "fork"):
        return map(function, items)
    return _by_others(function, items, jobs)


def _by_others(function: Callable[[Item], Made], items: Sequence[Item], jobs: int) -> Iterator[Made]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    at_once = _LIFE * jobs
    for own in (items[first : first + at_once] for first in range(0, len(items), at_once)):
        step = max(1, len(own) // (jobs * _TURNS))
        parts = [range(first, min(first + step, len(own))) for first in range(0, len(own), step)]
        pool = ProcessPoolExecutor(jobs, get_context("fork"), _begin, (function, own))
        try:
            futures = [pool.submit(_part, part) for part in parts]
            for part, future in zip(parts, futures, strict=True):
                yield from _fruit(future, lambda part=part, own=own: [function(own[each]) for each in part])  # type: ignore[misc]
        finally:
            pool.shutdown(cancel_futures=True)


def apart(function: Callable[[], Made]) -> Made:
    """What the function gives, by a process of its own: what it held meanwhile is given back as that ends.

    What it raises is raised here. Where the process is lost, or what it gives cannot be sent, this one does it again.
    """
    if not hasattr(os, "fork"):
        return function()
    from multiprocessing import get_context

    context = get_context("fork")
    fruit, end = context.Pipe(duplex=False)
    process = context.Process(target=_hand_over, args=(function, end))
    process.start()
    end.close()
    try:
        good, made = fruit.recv()
    except Exception:  # whatever came of it, or did not
        good, made = True, function()
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()
    if not good:
        raise made
    found: Made = made
    return found


def _hand_over(function: Callable[[], object], end: Connection) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        found = True, function()
    except Exception as error:
        found = False, error
    except BaseException:  # the parent has been told too
        os._exit(1)
    with suppress(Exception):
        end.send(found)


def on_cluster(function: Callable[[Item], Made], items: Sequence[Item], cluster: Cluster) -> Iterator[Made]:
    """The same on other machines. The function goes there once, pickled with all it holds; items and fruits by turns.

    A process that is lost costs what it was at: another does it again, or this one where none is left.
    """
    waiting = iter(items)
    try:
        there = cluster.shared(function) if items and cluster.processes else None
    except Exception:  # whoever was there is gone, or has no room for it
        there = None
    if there is None:
        yield from map(function, waiting)
        return
    under_way: deque[tuple[Item, Future[list[Made]]]] = deque()
    while True:
        for item in islice(waiting, max(0, _AHEAD * cluster.processes - len(under_way))):
            under_way.append((item, cluster.executor.submit(_afar, there, item)))
        if not under_way:
            break
        item, future = under_way.popleft()
        yield from _fruit(future, lambda item=item: [function(item)], lambda: cluster.processes > 0)  # type: ignore[misc]
    yield from map(function, waiting)  # without any process nothing more was sent


def _fruit(
    future: Future[list[Made]], again: Callable[[], list[Made]], alive: Callable[[], bool] = lambda: True
) -> list[Made]:
    """What another process made, or this one, where that failed or nobody is left to do it."""
    while True:
        try:
            return future.result(_PATIENCE)
        except TimeoutError:
            if not future.done() and alive():
                continue
            future.cancel()
            return again()
        except Exception:
            return again()


_PATIENCE = 5.0
"""Seconds after which it is looked whether anybody is there who could still be at it."""


def _begin(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Where the parent is killed the child ends too: else it would wait for work, and hold the lock, for ever."""
    global _work
    _work = function, items
    gc.freeze()  # nothing that was there before is garbage, and what is not looked at stays the parent's, too
    gc.enable()  # of what is made here, much is
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent has been told too, and tells its children
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _part(numbers: range) -> list[Any]:
    function, items = _work
    return [function(items[number]) for number in numbers]


def _afar(function: Callable[[Any], Any], item: Any) -> list[Any]:
    with _one_at_a_time:
        return [function(item)]
