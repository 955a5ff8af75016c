"""A real terminal: the program runs in one, and somebody types what it asks for."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

PATIENCE, SOON = 60, 10


class Terminal:
    """The program with both its ends at a terminal."""

    def __init__(self, root: Path, *argv: str) -> None:
        self._ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "generator", "--root", str(root), *argv]
        environment = {**os.environ, "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
        streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
        self.process = subprocess.Popen(command, **streams, env=environment, preexec_fn=_heeds_ctrl_c)
        os.close(theirs)
        self.text = ""

    def until(self, words: str) -> str:
        """What it has said, once it says these words after all that was read before."""
        said, end = "", time.monotonic() + PATIENCE
        while words not in said:
            ready, _, _ = select.select([self._ours], [], [], 1)
            if ready:
                said += self._read()
            elif self.process.poll() is not None or time.monotonic() > end:
                break
        self.text += said
        assert words in said, self.text
        return said

    def _read(self) -> str:
        try:
            return os.read(self._ours, 1 << 16).decode("utf-8", "ignore")
        except OSError:  # its end is closed
            return ""

    def types(self, line: str) -> None:
        """Types a line."""
        os.write(self._ours, f"{line}\n".encode())

    def interrupted(self) -> int:
        """Its exit code, once Ctrl+C is pressed, and again where nothing comes of it.

        One that comes in the instant before Python waits for a line is noted, but seen only once something else comes.
        """
        for _ in range(PATIENCE // SOON):
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(SOON)
                break
        return self.ends()

    def ends(self) -> int:
        """Its exit code, once it ends."""
        code = self.process.wait(PATIENCE)
        os.close(self._ours)
        return code


def _heeds_ctrl_c() -> None:
    """As at any terminal; whoever runs the tests in the background has it ignored, by what they start too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
