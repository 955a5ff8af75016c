"""What a save takes while `serve` runs: until the page shows it, until search finds it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks.process import ENVIRONMENT, Memory, Run
from benchmarks.root import AUDIENCE, PROJECT, Root

_POLL = 0.01
_PATIENCE = 300


class Serving:
    """A server that runs."""

    def __init__(self, root: Root, process: subprocess.Popen[str]) -> None:
        self._root, self._process = root, process
        self.memory = Memory(process.pid)

    def change(self) -> tuple[Run, Run]:
        """Saves the record with another title: until its page shows it, and until search finds it.

        Comes back once nothing is left to be indexed anew, so that what is saved next waits for nothing.
        """
        moment, start = time.time() - 1, time.perf_counter()
        title = self._root.change()
        shown = self._waited(lambda: self._root.shows(title), start)
        found = self._waited(lambda: self._root.finds(title, moment), start)
        self._waited(self._root.is_whole, start)
        return Run(shown), Run(found, peak=self.memory.peak)

    def _waited(self, there: Callable[[], bool], start: float) -> float:
        while not there():
            if self._process.poll() is not None or time.perf_counter() - start > _PATIENCE:
                raise SystemExit("serve does not show the change")
            time.sleep(_POLL)
        return time.perf_counter() - start


@contextmanager
def serving(root: Root) -> Iterator[Serving]:
    """A server of the root, warm, until it is no longer wanted."""
    argv = root.command("serve", "--audience", AUDIENCE, "--port", "0")
    with subprocess.Popen(
        argv, cwd=PROJECT, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    ) as process:
        served = Serving(root, process)
        try:
            assert process.stdout is not None
            if not any("http://" in line for line in process.stdout):
                raise SystemExit("serve did not begin")
            yield served
        finally:
            served.memory.close()
            os.killpg(process.pid, signal.SIGINT)
