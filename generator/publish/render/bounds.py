"""How much time and memory a root's own template may take for a page, in whatever thread it is filled."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SECONDS = 20
"""Of a processor, for one page: the longest page of a district takes a tenth of one."""
MEMORY = 1024 * 1024 * 1024
"""Bytes beyond what the process has when it begins with a page."""
GRACE = 20
"""Seconds more, after which the system ends a process that does not even come to be told."""

_STEPS = 100
"""Python looks at each turn of a loop for what a thread has to be told."""


class TakesTooMuch(Exception):
    """A template has used up its time."""

    def __str__(self) -> str:
        return f"> {SECONDS} s"


@contextmanager
def bounded() -> Iterator[None]:
    """Ends with TakesTooMuch, or MemoryError, what takes more than a page may.

    What stays within one operation of the interpreter for so long, such as comparing lists of lists of lists, nobody
    can be told of: it ends the process, and what was published stays.
    """
    with _PROCESS.bounded(), _timed():
        yield


class _Process:
    """The limits are the process's: who comes first sets them, and who goes last takes them away."""

    def __init__(self) -> None:
        self._lock, self._inside = threading.Lock(), 0
        self._before = (0, 0)

    @contextmanager
    def bounded(self) -> Iterator[None]:
        with self._lock:
            if not self._inside:
                self._before = resource.getrlimit(resource.RLIMIT_AS)
                self._limit_memory()
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS + GRACE)
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if not self._inside:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                    resource.setrlimit(resource.RLIMIT_AS, self._before)

    def _limit_memory(self) -> None:
        before = self._before
        with suppress(OSError, ValueError):  # where no file says how much there is now
            now = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
            most = now + MEMORY if before[0] == resource.RLIM_INFINITY else min(before[0], now + MEMORY)
            resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))


_PROCESS = _Process()


@contextmanager
def _timed() -> Iterator[None]:
    """Raises TakesTooMuch in this thread once it has used up its time. A signal would reach the first thread only."""
    thread, one_at_a_time = threading.get_ident(), threading.Lock()
    told, ended = threading.Event(), threading.Event()
    clock = time.pthread_getcpuclockid(thread)
    last = time.clock_gettime(clock) + SECONDS

    def watch() -> None:
        while (left := last - time.clock_gettime(clock)) > 0:
            if ended.wait(left):
                return
        with one_at_a_time:
            if not ended.is_set():
                told.set()
                _tell(thread)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with one_at_a_time:
            ended.set()
        if told.is_set():
            _be_told()


def _tell(thread: int) -> None:
    """Has the thread meet TakesTooMuch at its next step."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TakesTooMuch))


def _be_told() -> None:
    """Meets now what came too late to be met in the page.

    Taking it back would leave Python looking for it at each step, ever after: slower, and traced it never went on.
    """
    with suppress(TakesTooMuch):
        for _ in range(_STEPS):
            pass
