"""How much time and memory a root's own template may take for a page."""

from __future__ import annotations

import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

SECONDS = 20
"""Of a processor, for one page: the longest page of a district takes a tenth of one."""
MEMORY = 1024 * 1024 * 1024
"""Bytes beyond what the process has when it begins with a page."""


class TakesTooMuch(Exception):
    """A template has used up its time."""


@contextmanager
def bounded() -> Iterator[None]:
    """Ends with TakesTooMuch, or MemoryError, what takes more than a page may.

    Signals reach the first thread only: in another, as in `serve`, memory alone is bounded.
    """
    timed = threading.current_thread() is threading.main_thread()
    before = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(OSError, ValueError):  # where no file says how much there is now
        now = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        most = now + MEMORY if before[0] == resource.RLIM_INFINITY else min(before[0], now + MEMORY)
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    handler = signal.signal(signal.SIGVTALRM, _stop) if timed else None
    if timed:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, handler)
        resource.setrlimit(resource.RLIMIT_AS, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TakesTooMuch(f"> {SECONDS} s")
