"""One run of a command, from its start to its end, with what it needed."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_POLL = 0.005
_SAMPLE = 0.1
_MB = 1024 * 1024


@dataclass(frozen=True)
class Run:
    """What one run took."""

    seconds: float
    cpu: float
    """User and system time of the process and those it waited for."""
    peak: float
    """MB: of the largest process, or of all that ran at once where that is more."""
    seen: float | None = None
    """Seconds until what was waited for was there."""


def run(argv: Sequence[str], folder: Path, seen: Callable[[], bool] | None = None) -> Run:
    """Runs a command in the folder; `seen` is asked again and again whether its fruit is there.

    Raises CalledProcessError, with what it said, where the command fails.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        argv, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        when, together, sampled = None, 0.0, start
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            now = time.perf_counter()
            if seen and when is None and seen():
                when = now - start
            if pid:
                break
            if now - sampled > _SAMPLE:
                sampled, together = now, max(together, _memory(process.pid))
            time.sleep(_POLL)
        process.returncode = os.waitstatus_to_exitcode(status)
        said = process.stderr.read() if process.stderr else b""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, argv, stderr=said.decode("utf-8", "replace"))
    return Run(now - start, used.ru_utime + used.ru_stime, max(used.ru_maxrss / 1024, together), when)


def _memory(workspace: int) -> float:
    """MB of all processes of a workspace, what they share counted once; 0 where there is but one, or no /proc."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) == workspace:
                found.append(entry)
        except OSError:
            continue
    return sum(map(_share, found)) / _MB if len(found) > 1 else 0.0


def _share(entry: Path) -> int:
    """Bytes of one process; what it shares with others is divided among them."""
    try:
        for line in (entry / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0
