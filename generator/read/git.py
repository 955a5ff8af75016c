"""Git in a folder of records, as whoever works there has it: what it says, and what it holds."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

_ELSEWHERE = frozenset(
    f"GIT_{name}"
    for name in (
        *("DIR", "WORK_TREE", "INDEX_FILE", "COMMON_DIR", "PREFIX", "NAMESPACE", "QUARANTINE_PATH"),
        *("OBJECT_DIRECTORY", "ALTERNATE_OBJECT_DIRECTORIES"),
    )
)
"""What a hook's environment says of the repository it was called for."""
_AT_ONCE = 1000
"""Contents asked for at once."""


class Git:
    """Git in a folder, whatever the environment says of another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        self._environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}

    def run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
        """What came of a command. Raises OSError where there is no git, or no folder."""
        return subprocess.run(
            ["git", "-c", "core.quotePath=false", *arguments],
            cwd=self._folder, env=self._environment, capture_output=True, check=False, input=given.encode(),
        )  # fmt: skip

    def says(self, *arguments: str, given: str = "") -> str:
        """What a command prints; nothing where it fails."""
        done = self.run(*arguments, given=given)
        return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else ""

    def line(self, *arguments: str) -> str | None:
        """The same without blanks at its ends; None where it fails, and where there is no git."""
        try:
            done = self.run(*arguments)
        except OSError:
            return None
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None

    def contents(self, blobs: Iterable[str]) -> Iterator[bytes]:
        """The content of each."""
        names = list(blobs)
        for start in range(0, len(names), _AT_ONCE):
            wanted = names[start : start + _AT_ONCE]
            data = self.run("cat-file", "--batch", given="".join(f"{name}\n" for name in wanted)).stdout
            at = 0
            for _ in wanted:
                end = data.find(b"\n", at)
                head = data[at:end].split()
                size = int(head[2]) if len(head) == 3 else -1
                yield data[end + 1 : end + 1 + size] if size >= 0 else b""
                at = end + 1 + size + 1
