"""One submission: changed files become a commit of the person, which is pushed through the gate.

What is pushed lies in a folder of its own until git has taken it, as git itself keeps a push in quarantine: whoever is
killed in between leaves a folder that is swept, and neither ref nor lock. One submission at a time holds the desk's
lock, which goes with its process; pushes of others may come in between, and then the commit is made anew on top.
"""

from __future__ import annotations

import fcntl
import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from generator.gate.accounts import Account
from generator.gate.answer import answer
from generator.gate.channel import DESK, sealed
from generator.gate.days import by_whom
from generator.gate.gatehouse import MAIN, Gatehouse
from generator.gate.git import Git, GitFailed
from generator.gate.holdings import Holdings
from generator.gate.paths import below
from generator.gate.publishing import SCRATCH
from generator.gate.trees import FILES, Tree
from generator.model.failure import Failure
from generator.model.problem import Phrase, Problem
from generator.read.history import PUSHED
from generator.read.record_path import RECORD_SUFFIXES
from generator.read.rectification import FILE as RECTIFICATION_FILE

LOCK = "lock"
TRIES = 20
"""So often a commit is made anew because others pushed meanwhile."""
STALE = 60
"""Seconds after which a lock on main is a killed process's: git holds one for milliseconds."""
Changes = Mapping[str, bytes | None]
"""By path from the root, what each file is to hold; None takes it away."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The changes are in the repository."""

    commit: str
    """The commit of main that holds them; an earlier one's where they had come in before."""
    number: int = 0
    """Which of the gate's repositories it is in."""
    warnings: tuple[Problem, ...] = ()
    nothing: bool = False
    """Whether the files held just that when the editor saw them."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The gate did not take them."""

    problems: tuple[Problem, ...]
    """What is wrong in files, at paths from the root."""
    phrases: tuple[Phrase, ...] = ()
    """What stands against the submission itself."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else changed the same file since the editor saw it; nothing was changed."""

    commit: str
    """The tip of main, which the editor sees next."""
    theirs: Changes
    """What the files hold now."""
    who: str
    """Who changed them last."""


Outcome = Taken | Refused | Overtaken


class Apart(Failure):
    """Changes of two repositories, of which git takes no two at once."""

    def __init__(self) -> None:
        super().__init__("desk.apart")


@dataclass(frozen=True)
class Submissions:
    """What the desk sends to the gate."""

    house: Gatehouse
    aside: Callable[[], AbstractContextManager[None]] = nullcontext
    """What lets others on while a push is waited for."""

    def submit(self, account: Account, changes: Changes, seen: str, reason: str) -> Outcome:
        """Sends the changes of one repository as the account's; `seen` is the commit whose files the editor saw.

        Sent twice, they come in once. Raises Apart for changes of several.
        """
        with (
            self.aside(),
            self._alone(),
            tempfile.TemporaryDirectory(prefix=SCRATCH, dir=self.house.folder, ignore_cleanup_errors=True) as scratch,
        ):
            number, own = self._placed(changes, Path(scratch))
            attempt = _Attempt(self.house, number, Path(scratch), account, own, reason)
            for _ in range(TRIES):
                tip = attempt.main.tip(MAIN) or ""
                outcome = attempt.met(seen, tip) or attempt.sent(tip)
                if outcome is not None:
                    return self._from_root(outcome, number, Path(scratch))
            return Refused((), (Phrase("desk.busy"),))

    def text(self, path: str, commit: str | None = None) -> bytes | None:
        """What the file at that path from the root holds in main, or held at a commit of its repository."""
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=self.house.folder, ignore_cleanup_errors=True) as scratch:
            number, own = self._placed({path: None}, Path(scratch))
        git = Git(self.house.repositories[number])
        return Tree.of(git, commit or git.tip(MAIN)).text(next(iter(own)))

    def number_of(self, path: str) -> int:
        """Which of the gate's repositories a file of that path from the root lies in."""
        with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=self.house.folder, ignore_cleanup_errors=True) as scratch:
            return self._placed({path: None}, Path(scratch))[0]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.house.desk.mkdir(mode=0o700, exist_ok=True)
        with (self.house.desk / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _homes(self, scratch: Path) -> tuple[str | None, ...]:
        gits = [Git(each) for each in self.house.repositories]
        return Holdings(tuple(Tree.of(git, git.tip(MAIN)) for git in gits), scratch).homes

    def _placed(self, changes: Changes, scratch: Path) -> tuple[int, Changes]:
        """The repository in which all of the paths lie, and the changes by their paths in it."""
        homes = self._homes(scratch) if len(self.house.repositories) > 1 else ("",)
        places = [_place(path, homes) for path in changes]
        if len({number for number, _ in places}) != 1:
            raise Apart
        return places[0][0], dict(zip((own for _, own in places), changes.values(), strict=True))

    def _from_root(self, outcome: Outcome, number: int, scratch: Path) -> Outcome:
        """The outcome with paths from the root; those of problems are already."""
        if isinstance(outcome, Overtaken) and number:
            home = self._homes(scratch)[number] or ""
            theirs = {below(home, path): text for path, text in outcome.theirs.items()}
            return Overtaken(outcome.commit, theirs, outcome.who)
        return outcome


@dataclass(frozen=True)
class _Attempt:
    house: Gatehouse
    number: int
    scratch: Path
    account: Account
    changes: Changes
    reason: str

    @property
    def main(self) -> Git:
        """The repository as everybody has it."""
        return Git(self.house.repositories[self.number])

    @property
    def _aside(self) -> Git:
        """The repository, with a place of its own for what is written."""
        objects = self.scratch / "objects"
        objects.mkdir(exist_ok=True)
        where = {
            "GIT_OBJECT_DIRECTORY": str(objects),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(self.main.directory / "objects"),
        }
        return Git(self.main.directory, where, _people(self.account))

    def met(self, seen: str, tip: str) -> Taken | Overtaken | None:
        """What others, or an earlier submission of the same, did to these files meanwhile."""
        now = _files(self.main, tip, self.changes)
        if seen == tip:  # as nearly always: nobody sent anything meanwhile
            return Taken(tip, self.number, nothing=True) if now == self.changes else None
        seen = _known(self.main, seen)
        then = _files(self.main, seen, self.changes)
        if now == self.changes:
            return Taken(tip, self.number, nothing=now == then)
        if self._came_before(seen, tip):
            return Taken(tip, self.number)
        if now == then:
            return None
        other = [path for path in self.changes if now[path] != then[path]]
        last = ("log", "-1", f"--notes={PUSHED}", "--format=%N%x00%an", tip, "--", *other)
        note, _, author = self.main.line(*last).partition("\0")
        return Overtaken(tip, {path: now[path] for path in other}, by_whom(self.house, note, author))

    def _came_before(self, seen: str, tip: str) -> bool:
        """Whether every new record of these came in since, to the letter, perhaps under another number.

        So it is where the answer to a form did not reach its sender, who sends it again.
        """
        new = {path: text for path, text in self.changes.items() if text is not None and _is_record(path)}
        if not new or any(text is None for text in self.changes.values()):
            return False
        before, after = (_folders(self.main, commit, new) for commit in (seen, tip))
        return all(_blob(text) in after[folder] - before[folder] for folder, text in _by_folder(new))

    def sent(self, tip: str) -> Taken | Refused | None:
        """Pushes a commit on top of main; None where others pushed meanwhile, and it has to be made anew."""
        commit = self._commit(tip)
        with answer(self.house) as place:
            said = sealed(DESK, self.account.name, self.house.secret) | place.asked
            aside = self._aside
            try:
                Git(aside.directory, aside.objects, said).run(
                    "push", "--quiet", "--no-verify", str(self.main.directory), f"{commit}:{MAIN}"
                )
            except GitFailed as failed:
                verdict = place.verdict
                if verdict is not None and (verdict.errors or verdict.refused) and not _overtaken(verdict.refused):
                    return Refused(verdict.errors, verdict.refused)
                if (self.main.tip(MAIN) or "") != tip or self._unlocked():
                    return None
                return Refused((), failed.phrases)
            verdict = place.verdict
        return Taken(commit, self.number, verdict.warnings if verdict else ())

    def _commit(self, tip: str) -> str:
        git, index = self._aside, self.scratch / "index"
        index.unlink(missing_ok=True)
        if tip:
            git.run("read-tree", tip, index=index)
        lines = []
        for path, text in self.changes.items():
            if text is None:
                lines.append(f"0 {'0' * 40}\t{path}")
            else:
                blob = git.run("hash-object", "-w", "--stdin", given=text).decode().strip()
                lines.append(f"{FILES[0]} {blob}\t{path}")
        git.run("update-index", "-z", "--index-info", index=index, given="\0".join([*lines, ""]).encode())
        tree = git.run("write-tree", index=index).decode().strip()
        parents = ["-p", tip] if tip else []
        return git.run("commit-tree", tree, *parents, given=self.reason.encode()).decode().strip()

    def _unlocked(self) -> bool:
        """Whether there was a lock on main that a process left which was killed with the machine, and is gone now."""
        lock = self.main.directory / f"{MAIN}.lock"
        try:
            stale = time.time() - lock.stat().st_mtime > STALE
        except OSError:
            return False
        if stale:
            lock.unlink(missing_ok=True)
        return stale


def _place(path: str, homes: Sequence[str | None]) -> tuple[int, str]:
    """The repository in which a path from the root lies, the innermost, and the path in it."""
    for number, home in reversed([*enumerate(homes)]):
        if home and path.startswith(f"{home}/"):
            return number, path[len(home) + 1 :]
    return 0, path


def _people(account: Account) -> dict[str, str]:
    """Who wrote a commit, by the person's name and the account's, and who made it."""
    name, called = (_plain(each) for each in (account.name, account.called))
    return {
        "GIT_AUTHOR_NAME": called or name,
        "GIT_AUTHOR_EMAIL": f"{name}@desk",
        "GIT_COMMITTER_NAME": "wuhao desk",
        "GIT_COMMITTER_EMAIL": "desk@localhost",
    }


def _plain(name: str) -> str:
    return "".join(char for char in name if char.isprintable() and char not in "<>").strip(" .,;:'\"")


def _known(git: Git, commit: str) -> str:
    """The commit, if main has it; else the beginning, before there was any file."""
    plain = len(commit) == 40 and set(commit) <= set("0123456789abcdef")
    return commit if plain and git.says("merge-base", "--is-ancestor", commit, MAIN) else ""


def _files(git: Git, commit: str, changes: Changes) -> dict[str, bytes | None]:
    tree = Tree.of(git, commit or None)
    there = {entry.path: entry.blob for entry in tree.below(*changes) if entry.plain}
    texts = dict(zip(there, git.blobs(there.values()), strict=True))
    return {path: texts.get(path) for path in changes}


def _is_record(path: str) -> bool:
    return "/" in path and path.endswith(RECORD_SUFFIXES) and not path.endswith(f"/{RECTIFICATION_FILE}")


def _by_folder(records: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    return [(path.rpartition("/")[0], text) for path, text in records.items()]


def _folders(git: Git, commit: str, records: Mapping[str, bytes]) -> dict[str, set[str]]:
    """What each of the folders in which the records lie holds, by git's names for it."""
    tree = Tree.of(git, commit or None)
    return {folder: {each.blob for each in tree.below(folder)} for folder, _ in _by_folder(records)}


def _blob(text: bytes) -> str:
    """Git's name for a content."""
    return hashlib.sha1(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()


def _overtaken(refused: tuple[Phrase, ...]) -> bool:
    return any(each.code == "gate.no.overtaken" for each in refused)
