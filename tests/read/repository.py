"""Real git repositories, with the day of every commit as a test says it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

NOON = "2017-01-01T12:00:00+08:00"


class Repository:
    def __init__(self, folder: Path, *clone: str) -> None:
        self.folder = folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        if clone:
            _git(folder.parent, NOON, "clone", "--quiet", *clone, str(folder))
        else:
            folder.mkdir(exist_ok=True)
            self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, day: str = NOON) -> str:
        return _git(self.folder, day, *arguments)

    def write(self, path: str, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def commit(self, day: str, **files: str) -> str:
        """Everything as it lies there, after these files were written; gives the commit."""
        for path, text in files.items():
            self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "--quiet", "--allow-empty", "-m", "x", day=_moment(day))
        return self.git("rev-parse", "HEAD").strip()

    def merge(self, branch: str, day: str, message: str = "") -> None:
        said = ["-m", message] if message else ["--no-edit"]
        self.git("merge", "--quiet", "--no-ff", *said, branch, day=_moment(day))


def _moment(day: str) -> str:
    return day if "T" in day else f"{day}T12:00:00+08:00"


def _git(folder: Path, day: str, *arguments: str) -> str:
    who = {f"GIT_{role}_{part}": "a" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    when = {"GIT_AUTHOR_DATE": "2016-01-01T00:00:00Z", "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **who, **when}, check=True, capture_output=True
    )
    return done.stdout.decode()
