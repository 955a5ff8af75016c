"""What an editor saw: the commit of the repository in which a file lies, and the file as it was there."""

from __future__ import annotations

import re

from generator.desk.standing import Standing
from generator.desk.web import desk
from generator.gate.git import GitFailed

_COMMIT = re.compile(r"[0-9a-f]{40}")


def seen_of(standing: Standing, file: str) -> str:
    """The tip, as it stands, of the repository in which a file of that path lies."""
    return standing.commits[desk().submissions.number_of(file)] or ""


def text_at(file: str, commit: str) -> bytes | None:
    """What the file held at the commit; None where it was not there."""
    try:
        return desk().submissions.text(file, commit if _COMMIT.fullmatch(commit) else None)
    except GitFailed:
        return None
