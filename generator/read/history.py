"""When records came in, by git: the day each file first stood on the main line of history (design §3)."""

from __future__ import annotations

import subprocess
from datetime import date, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath

PUSHED = "refs/notes/wuhao/pushed"
"""Git notes of a gate: for each commit that came through it, the moment of the push (ISO 8601) and who pushed."""
SCHOOL_OFFSET = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has kept no other time since 1992."""


def first_seen(folder: Path) -> dict[str, date]:
    """Record id to the day its file was added on the first-parent line of HEAD, for the records below the folder.

    Under a gate the day is the push's, else the commit's own. A record changed later keeps its day. Empty where there
    is no git, no repository, or no history; what lies behind the edge of a shallow clone stays unknown.
    """
    log = _git(
        folder,
        "-c", "core.quotePath=false", "log", "--first-parent", "-m", "--no-renames", "--diff-filter=A",
        "--name-only", "--relative", "-z", "--format=%x01%H %cI %N", f"--notes={PUSHED}", "HEAD", "--", ".",
    )  # fmt: skip
    edge = _edge(folder) if log else frozenset()
    seen: dict[str, date] = {}
    for entry in (log or "").split("\x01")[1:]:
        head, _, names = entry.partition("\0")
        commit, committed, *pushed = head.split()
        if commit in edge:
            continue
        day = datetime.fromisoformat(pushed[0] if pushed else committed).astimezone(SCHOOL_OFFSET).date()
        for name in names.split("\0"):
            path = PurePosixPath(name.strip("\n"))
            if path.suffix in (".md", ".yml"):
                seen[str(path.with_suffix(""))] = day
    return seen


def _edge(folder: Path) -> frozenset[str]:
    """The commits at which a shallow clone was cut off: they seem to add everything."""
    path = _git(folder, "rev-parse", "--git-path", "shallow")
    shallow = folder / path.strip() if path else None
    return frozenset(shallow.read_text().split()) if shallow is not None and shallow.is_file() else frozenset()


def _git(folder: Path, *arguments: str) -> str | None:
    """What git prints, or None where it cannot."""
    if not folder.is_dir():
        return None
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
