"""What follows a push: every audience's site, in the background, one build at a time, the last state winning.

Who comes while another builds leaves a mark and goes; who builds looks for the mark when done, and again after giving
the lock back, so that no push is forgotten. A build is a command of its own: what goes wrong in it leaves the old site
as it was, and is kept to be told to the next who pushes.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.gate.accounts import replace_file
from generator.gate.answer import FOLDER as ANSWERS
from generator.gate.gatehouse import EXCERPTS, MAIN, ROOT, Gatehouse
from generator.gate.git import Git, without_git
from generator.gate.holdings import Holdings, place_in
from generator.gate.trees import Tree
from generator.model.config import FILE as CONFIG_FILE
from generator.read.config import read_config
from generator.read.history import PUSHED
from generator.types import Audience
from generator.types.findings import Findings
from generator.workspace.clock import SCHOOL_ZONE

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

LOCK, AGAIN, LOG, FAILED, CURRENT = "publish.lock", "again", "publish.log", "failed", "current"
RESIDENT = "resident.lock"
IN_ORDER = (Audience.MEMBERS, Audience.COMMITTEE, Audience.PUBLIC)
"""Who sent something looks for it in the members' site."""
SCRATCH = "push-"
"""How the folders begin in which a push is looked at."""
MOST_EXCERPTS = 200
"""Of so many units it is kept what is known of their records: half a megabyte each."""
DAY = 24 * 3600
LONGEST_LOG = 1024 * 1024
"""Bytes after which the log begins anew, the last one being kept beside it."""
LOOK = 0.02
"""Seconds after which who waits for a site looks again."""
TOLD = 2000
"""How much of what a failed build said is kept to be told: its end."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What every repository of a gate holds, as one root."""

    root: Path
    before: tuple[str | None, ...]
    """The commits that were laid out there before."""
    commits: tuple[str | None, ...]
    """Those that are now."""
    changed: Collection[Path]
    """The paths that differ between the two."""

    def workspace(self, known: Workspace | None, at: object, language: str) -> Workspace:
        """What commands start from there; what was known at those commits, were they the last, is not read again."""
        if known is not None and at == self.before:  # and no other process has been here in between
            return known.again(self.changed)
        from generator.workspace.workspace import Workspace  # for who stays: a hook that only asks pays nothing for it

        return Workspace(self.root, self.root, language, stays=True)


Builder = Callable[[LaidOut], Callable[[Audience, Callable[[], None]], tuple[int, str]]]
"""Of a root, what builds the site of an audience of it; gives its exit code and all it said.

What it is given is called where pages are out before all is done.
"""


def start(house: Gatehouse, words: Sequence[str], first: Audience | None = None) -> None:
    """Has a process of its own publish, which outlives the connection of who pushed; or the one that waits for it."""
    ask(house, first)
    if is_resident(house):
        return
    with (house.folder / LOG).open("ab") as log:
        subprocess.Popen(
            [*program(), *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=house.folder,
            env=without_git(os.environ),
            start_new_session=True,
        )


def become_owner(house: Gatehouse) -> None:
    """Goes on as the account that runs the hooks: what root made, they could not renew."""
    owner = house.folder.stat()
    if os.geteuid() == 0 and owner.st_uid:
        os.setgroups([])
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)


def ask(house: Gatehouse, first: Audience | None = None) -> None:
    """Leaves the mark that there is something to publish, to the audience first of which somebody waits."""
    (house.folder / AGAIN).write_text(first or IN_ORDER[0])


def is_resident(house: Gatehouse) -> bool:
    """Whether a process is there that waits for something to publish."""
    with (house.folder / RESIDENT).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def is_busy(house: Gatehouse) -> bool:
    """Whether there is something to publish, or being published."""
    if (house.folder / AGAIN).exists():
        return True
    with _alone(house) as alone:
        return not alone


def publish(house: Gatehouse, builder: Builder) -> bool | None:
    """Publishes until nothing is left to publish; whether the last build went well.

    None, at once, where another is at it: that one sees the mark.
    """
    well: bool | None = None
    whole = True
    while (house.folder / AGAIN).exists():
        with _alone(house) as alone:
            if not alone:
                return well
            while (house.folder / AGAIN).exists():
                first = (house.folder / AGAIN).read_text()
                (house.folder / AGAIN).unlink()
                well, whole = _publish_once(house, builder, first, to_the_end=not whole)
    return well


@contextmanager
def _alone(house: Gatehouse) -> Iterator[bool]:
    with (house.folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _publish_once(house: Gatehouse, builder: Builder, first: str, to_the_end: bool) -> tuple[bool, bool]:
    """Whether it went well, and for all audiences: unless it is `to_the_end`, who comes meanwhile is served first."""
    _shorten(house.folder / LOG)
    _sweep(house.folder)
    laid = lay_out(house, house.published)
    build = builder(laid)
    for audience in sorted(IN_ORDER, key=lambda each: each != first):
        out = partial(_say_it_is_out, house, audience, laid.commits)
        code, said = build(audience, out)
        when = datetime.now(SCHOOL_ZONE).isoformat(" ", "seconds")
        _log(house.folder / LOG, f"{when} {audience} {code}\n{said}\n")
        if code:
            replace_file(house.folder / FAILED, f"{when}\n{said[-TOLD:]}")
            return False, True
        out()
        if (house.folder / AGAIN).exists() and not to_the_end:
            return True, False
    (house.folder / FAILED).unlink(missing_ok=True)
    return True, True


def _say_it_is_out(house: Gatehouse, audience: Audience, commits: Sequence[str | None]) -> None:
    (house.folder / CURRENT).mkdir(exist_ok=True)
    replace_file(house.folder / CURRENT / audience, "\n".join(each or "-" for each in commits))


def is_out(house: Gatehouse, audience: Audience, commit: str, number: int = 0) -> bool:
    """Whether that audience's site shows what that repository held at the commit."""
    try:
        current = (house.folder / CURRENT / audience).read_text().splitlines()[number]
    except (OSError, LookupError):
        return False
    return commit == current or Git(house.repositories[number]).says("merge-base", "--is-ancestor", commit, current)


def wait_until_out(house: Gatehouse, audience: Audience, commit: str, number: int, patience: float) -> bool:
    """Whether it does within so many seconds; no longer is waited once a build has failed."""
    until, failure, said = time.monotonic() + patience, house.failure, ""
    while time.monotonic() < until and house.failure == failure:
        with suppress(OSError):
            before, said = said, (house.folder / CURRENT / audience).read_text()
            if said != before and is_out(house, audience, commit, number):
                return True
        time.sleep(LOOK)
    return is_out(house, audience, commit, number)


def lay_out(house: Gatehouse, folder: Path) -> LaidOut:
    """Lays out what every repository holds now as one root, with its history.

    Each is a clone that borrows the objects: when a record came in is told by history and by the days of pushes.
    """
    gits = [Git(each) for each in house.repositories]
    commits = tuple(git.tip(MAIN) for git in gits)
    holdings = Holdings(tuple(map(Tree.of, gits, commits)), folder / "scratch")
    before, changed = [], list[Path]()
    for git, commit, home in zip(gits, commits, holdings.homes, strict=True):
        place, last = place_in(folder, home), None
        if place is not None and commit is not None:
            last = Git(place / ".git").tip("HEAD") if (place / ".git").is_dir() else None
            changed += _renew(Git(place / ".git"), git.directory, place, commit, last)
        before.append(last)
    return LaidOut(folder / ROOT, tuple(before), commits, changed)


def _renew(clone: Git, origin: Path, place: Path, commit: str, last: str | None) -> Iterator[Path]:
    """Has the clone at the commit, and gives the paths that are others than at the last."""
    if not clone.directory.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        git = Git(origin)
        git.run("clone", "--quiet", "--shared", "--no-checkout", str(origin), str(place))
        clone.run("config", "core.symlinks", "false")
    clone.keep_bytes()
    days = Git(origin).run("for-each-ref", "--format=update %(refname) %(objectname)", f"{PUSHED}*")
    clone.run("update-ref", "--no-deref", "--stdin", given=days)  # all objects are borrowed
    clone.run("checkout", "--quiet", "--force", "--detach", commit, tree=place)
    if last is not None:
        names = clone.run("diff", "--name-only", "-z", "--no-renames", last, commit).split(b"\0")
        yield from (place / os.fsdecode(name) for name in names if name)


def address(house: Gatehouse) -> str:
    """Where readers find the site, as the configuration that was last published says; empty where it does not."""
    config = read_config(house.published / ROOT / CONFIG_FILE, Findings(CONFIG_FILE))
    return config.site_addresses.get("public", "") if config else ""


def program() -> list[str]:
    """The words that run this very program, whatever lies in the folder it is run in or is named by variables."""
    package = Path(__file__).resolve().parents[2]
    code = f"import sys; sys.path.insert(0, {str(package)!r}); from generator.commands.main import main; main()"
    return [sys.executable, "-I", "-X", "utf8", "-c", code]


def separately(house: Gatehouse) -> Builder:
    """Builds each site by a process of its own."""

    def builder(laid: LaidOut) -> Callable[[Audience, Callable[[], None]], tuple[int, str]]:
        return lambda audience, _: run(
            ("--root", str(laid.root), "build", "--audience", str(audience), "--out", str(house.site))
        )

    return builder


def run(words: Sequence[str]) -> tuple[int, str]:
    """Runs the program as a process of its own."""
    done = subprocess.run(
        [*program(), *words], capture_output=True, text=True, encoding="utf-8", env=without_git(os.environ), check=False
    )
    return done.returncode, (done.stdout + done.stderr).strip()


def _log(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as log:
        log.write(text)


def _sweep(folder: Path) -> None:
    """Takes away what hooks left that were killed, a push lasting no day, and what is known of whoever came least."""
    for left in (*folder.glob(f"{SCRATCH}*"), *(folder / ANSWERS).glob("*")):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > DAY:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
    with suppress(OSError):
        for left in sorted((folder / EXCERPTS).iterdir(), key=lambda each: each.stat().st_mtime)[:-MOST_EXCERPTS]:
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _shorten(path: Path) -> None:
    with suppress(OSError):
        if path.stat().st_size > LONGEST_LOG:
            path.replace(path.with_suffix(".old.log"))
