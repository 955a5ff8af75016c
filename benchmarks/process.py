"""One run of a command, from its start to its end, with what it needed."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_POLL = 0.005
_SAMPLE = 0.1
_MB = 1024 * 1024
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Python keeps what it compiled, as it does wherever nobody has told it not to."""


@dataclass(frozen=True)
class Run:
    """What one run took."""

    seconds: float
    cpu: float = 0.0
    """User and system time of the process and those it waited for."""
    peak: float = 0.0
    """MB: of all processes that ran at once, what they share counted once."""
    seen: tuple[float, ...] = ()
    """Seconds until each thing that was waited for was there."""


class Memory:
    """Looks again and again how much all processes of a session hold together."""

    def __init__(self, session: int) -> None:
        self.peak = 0.0
        self._session = session
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self) -> float:
        """The most there ever was, in MB."""
        self._over.set()
        self._thread.join()
        return self.peak

    def _watch(self) -> None:
        while not self._over.wait(_SAMPLE):
            self.peak = max(self.peak, _together(self._session))


def run(
    argv: Sequence[str], folder: Path, awaited: Sequence[Callable[[], bool]] = (), codes: Collection[int] = (0,)
) -> Run:
    """Runs a command in the folder; it is asked again and again whether what is `awaited` of it is there, in turn.

    Raises CalledProcessError, with what it said, where the command ends with another code than these.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        argv, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        memory, seen = Memory(process.pid), list[float]()
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            now = time.perf_counter()
            while len(seen) < len(awaited) and awaited[len(seen)]():
                seen.append(time.perf_counter() - start)
            if pid:
                break
            time.sleep(_POLL)
        process.returncode = os.waitstatus_to_exitcode(status)
        together = memory.close()
        said = process.stderr.read() if process.stderr else b""
    if process.returncode not in codes:
        failed = subprocess.CalledProcessError(process.returncode, argv, stderr=said.decode("utf-8", "replace"))
        failed.add_note(failed.stderr)
        raise failed
    # Who runs for less than a moment is over before anybody looks.
    return Run(now - start, used.ru_utime + used.ru_stime, max(used.ru_maxrss / 1024, together), tuple(seen))


def _together(session: int) -> float:
    """MB of all processes of a session."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) == session:
                found.append(entry)
        except OSError:
            continue
    return sum(map(_share, found)) / _MB


def _share(entry: Path) -> int:
    """Bytes of one process; what it shares with others is divided among them."""
    try:
        for line in (entry / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0
