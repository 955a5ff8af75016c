"""A process of its own for what may take any amount of time or memory, or end the process it runs in."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.attached.held import Held

SECONDS = 20
"""Of a processor."""
MEMORY = 768 * 1024 * 1024
"""Bytes beyond what the process has when it begins."""
_MADE, _HELD = b"m", b"h"


def apart(function: Callable[[bytes], bytes], data: bytes) -> bytes:
    """What the function gives. Raises Held where it does, where it takes too much, and where it fails otherwise."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _answer(function, data, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            said = pipe.read()
    finally:
        os.waitpid(child, 0)
    if said.startswith(_MADE):
        return said[1:]
    raise Held(said[1:].decode() if said.startswith(_HELD) else "too_complex")


def _answer(function: Callable[[bytes], bytes], data: bytes, writing: int) -> None:
    """Writes what comes of it and ends the process; a process that ends before has written nothing."""
    try:
        with suppress(OSError):  # where no file says how much there is now, only time is bounded
            now = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
            resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            said = _MADE + function(data)
        except Held as held:
            said = _HELD + held.reason.encode()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(said)
    finally:
        os._exit(0)
