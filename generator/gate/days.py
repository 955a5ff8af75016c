"""The day of a push, which is the day its records came in: what a commit says of itself anybody can write.

What was let through is noted beside the repository before git takes it, and written to git notes on the commits once
git has taken them; a hook killed in between loses nothing, for the next push writes what is still noted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from generator.gate.accounts import replace_file
from generator.gate.gatehouse import MAIN, Gatehouse
from generator.gate.git import Git, is_none
from generator.gate.verdict import Update
from generator.read.history import PUSHED
from generator.workspace.clock import SCHOOL_ZONE

FOLDER = "pushes"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was let through: from which commit to which, when, by whom."""

    old: str
    new: str
    when: str
    """ISO 8601, to the second, where the unit is."""
    who: str


def note(house: Gatehouse, number: int, update: Update, who: str) -> None:
    """Notes that the update of that repository is let through, now."""
    folder = house.folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    when = datetime.now(SCHOOL_ZONE).isoformat(timespec="seconds")
    taken = Taken(update.old, update.new, when, who)
    replace_file(folder / f"{number}-{update.new}.json", json.dumps(asdict(taken), ensure_ascii=False))


def by_whom(house: Gatehouse, note: str, author: str) -> str:
    """Whose push a commit came by, by its note, as people call them; where no push is written down, its author.

    An author is what the commit says of itself. Raises Broken.
    """
    name = note.strip().partition(" ")[2]
    account = house.accounts.named(name)
    return account.called if account is not None else name or author


def write_down(house: Gatehouse, number: int) -> None:
    """Writes the days of what git has taken since; what it did not take is forgotten."""
    git = Git(house.repositories[number])
    for path, taken in sorted(_noted(house, number), key=lambda each: each[1].when):
        if git.says("merge-base", "--is-ancestor", taken.new, MAIN):
            _write(git, taken)
            path.unlink(missing_ok=True)
        elif git.tip(MAIN) not in (None, taken.old):
            path.unlink(missing_ok=True)


def _noted(house: Gatehouse, number: int) -> Iterator[tuple[Path, Taken]]:
    for path in (house.folder / FOLDER).glob(f"{number}-*.json"):
        with suppress(OSError, ValueError, TypeError):
            yield path, Taken(**json.loads(path.read_text("utf-8")))


def _write(git: Git, taken: Taken) -> None:
    """One note for each commit that came, in one go; a commit that has one keeps it."""
    since = [] if is_none(taken.old) else [f"^{taken.old}"]
    shown = ("-z", "--format=%H %N", f"--notes={PUSHED}")
    came = git.run("-c", "log.showSignature=false", "log", *shown, taken.new, *since).decode("utf-8", "replace")
    commits = (each.partition(" ") for each in came.split("\0") if each)
    new = [commit for commit, _, noted in commits if not noted.strip()]
    text = f"{taken.when} {taken.who}\n".encode()
    notes = [f"N inline {commit}\ndata {len(text)}\n".encode() + text for commit in new]
    if notes:
        stamp = int(datetime.fromisoformat(taken.when).timestamp())
        start = f"from {PUSHED}^0\n" if git.tip(PUSHED) else ""
        head = f"commit {PUSHED}\ncommitter wuhao <> {stamp} +0000\ndata 0\n{start}"
        git.run("fast-import", "--quiet", "--date-format=raw", given=head.encode() + b"".join(notes))
