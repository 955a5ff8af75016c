"""Work on many things by several processes at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from threading import Thread
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
_WORTH_IT = 8
"""So many things for each process, or one does them all."""
_TURNS = 32
"""Into so many parts each process's share is cut, so that none ends long after the others."""
_work: tuple[Callable[[Any], Any], Sequence[Any]]
"""What a child does, and to what: it has both from the moment it was forked, and nothing of it is ever pickled."""


def in_parallel(function: Callable[[Item], Made], items: Sequence[Item], jobs: int) -> Iterator[Made]:
    """The function of every item, in order. In another process what it gives is copied and what it changes is lost.

    What fails in another process, or is lost with it, is done again in this one, which so meets the same error.
    """
    jobs = min(jobs, len(items) // _WORTH_IT)
    if jobs < 2 or not hasattr(os, "fork"):
        yield from map(function, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    step = max(1, len(items) // (jobs * _TURNS))
    parts = [range(first, min(first + step, len(items))) for first in range(0, len(items), step)]
    pool = ProcessPoolExecutor(jobs, get_context("fork"), _begin, (function, items))
    try:
        futures = [pool.submit(_part, part) for part in parts]
        for part, future in zip(parts, futures, strict=True):
            try:
                made: Sequence[Made] = future.result()
            except Exception:
                made = [function(items[number]) for number in part]
            yield from made
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Where the parent is killed the child ends too: else it would wait for work, and hold the lock, for ever."""
    global _work
    _work = function, items
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
