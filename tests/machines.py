"""A Dask cluster for tests: a scheduler and two workers, each a process of this machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.incremental.changing import PROJECT


class Machines:
    """A scheduler and workers, each a process; all know this program."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._scheduler = self._started("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = self._said(self._scheduler, r"Scheduler at:\s+(tcp://\S+)")
        self.workers = [self.worker() for _ in range(2)]

    def worker(self) -> subprocess.Popen[str]:
        process = self._started(
            "worker", self.address, "--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", self._folder
        )
        self._said(process, r"(Registered to)")
        return process

    def stop(self) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.communicate()

    def _started(self, *argv: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + str(argv[0]), *map(str, argv[1:])]
        return subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True, encoding="utf-8")

    def _said(self, process: subprocess.Popen[str], wanted: str) -> str:
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(wanted, line):
                return found[1]
        raise AssertionError("it ended")
