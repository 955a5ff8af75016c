"""A gate with a school behind it, in real repositories: pushes are judged in this process, without a server."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from generator.gate.accounts import Account, Accounts, Role, write_accounts
from generator.gate.channel import Pusher
from generator.gate.gatehouse import MAIN, Gatehouse, Settings
from generator.gate.git import Git
from generator.gate.verdict import Push, Update, Verdict
from tests.school import School, branch

NOTHING = "0" * 40
RECORD = "2017/jichu/03-08-committee-meeting"
OTHER = "2017/caijing/03-08-committee-meeting"
ACCOUNTS = (
    Account("office", Role.OFFICE),
    Account("wang", Role.RECORDER, ("jichu",)),
    Account("li", Role.RECORDER, ("caijing",)),
    Account("kao", Role.REVIEWER),
    Account("zhao", Role.MEMBER),
)
WHO = {f"GIT_{role}_{part}": "a" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


def git(folder: Path, *arguments: str, given: bytes = b"", **environment: str) -> str:
    """What git prints in the folder, for nobody in particular."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    said = {**clean, **WHO, "GIT_CONFIG_GLOBAL": os.devnull, **environment}
    done = subprocess.run(["git", *arguments], cwd=folder, env=said, input=given, capture_output=True, check=False)
    assert done.returncode == 0, (arguments, done.stderr.decode())
    return done.stdout.decode("utf-8", "surrogateescape").strip()


class Clone:
    """Somebody's clone, with a school in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "--quiet", "--initial-branch=main")

    def commit(self, message: str = "x") -> str:
        """Commits everything; gives the commit."""
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "--quiet", "--allow-empty", "-m", message)
        return git(self.folder, "rev-parse", "HEAD")

    def commit_raw(self, *entries: tuple[str, bytes, bytes]) -> str:
        """Commits files by mode, name and content that no file system need take; the folder stays as it is."""
        parts = [b"commit refs/heads/raw\ncommitter a <a> 1488931200 +0000\ndata 0\nfrom HEAD^0\n"]
        for mode, name, content in entries:
            path = b'"%s"' % name.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
            if mode == "160000":
                parts.append(b"M 160000 %s %s\n" % (content, path))
            else:
                parts.append(b"M %s inline %s\ndata %d\n%s\n" % (mode.encode(), path, len(content), content))
        git(self.folder, "-c", "core.protectNTFS=false", "fast-import", "--quiet", "--force", given=b"".join(parts))
        return git(self.folder, "rev-parse", "raw")


class Door:
    """The gate, what stands behind it, and a clone to push from."""

    def __init__(self, folder: Path, config: Mapping[str, Any] | None = None, private: bool = False) -> None:
        self.clone = Clone(folder / "clone")
        self.school = School(self.clone.folder, branch(), branch("caijing"), config=config)
        self.repository = folder / "party.git"
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.repository))
        self.private = Clone(folder / "private") if private else None
        secrets = (folder / "party-private.git",) if private else ()
        for each in secrets:
            git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(each))
        settings = Settings(self.repository, secrets, folder / "site", ("http",))
        self.house = Gatehouse(Gatehouse.beside(self.repository), settings)
        self.house.write()
        write_accounts(self.house.accounts_file, Accounts({each.name: each for each in ACCOUNTS}))

    def begin(self) -> str:
        """Has what the clone holds now stand in the repository, unlooked at."""
        commit = self.clone.commit()
        git(self.repository, "fetch", "--quiet", str(self.clone.folder), f"+{commit}:{MAIN}")
        return commit

    @property
    def tip(self) -> str:
        """What stands in the repository."""
        return Git(self.repository).tip(MAIN) or NOTHING

    def judge(
        self,
        who: str | None,
        new: str,
        ref: str = MAIN,
        old: str | None = None,
        frozen: Collection[int] = (),
        number: int = 0,
    ) -> Verdict:
        """What becomes of a push of the commit."""
        repository = self.house.repositories[number]
        clone = self.clone if number == 0 or self.private is None else self.private
        if new != NOTHING:
            git(repository, "fetch", "--quiet", str(clone.folder), f"+{new}:refs/incoming")
        scratch = self.house.folder / "push-test"
        scratch.mkdir(exist_ok=True)
        pusher = Pusher(who, "http") if who else None
        old = old if old is not None else Git(repository).tip(ref) or NOTHING
        update = Update(old, new, ref)
        return Push(self.house, Git(repository), number, (update,), pusher, scratch, frozen).verdict()


def codes(verdict: Verdict) -> list[tuple[str, str]]:
    """File and code of everything that stands against files."""
    return [(each.file, each.code) for each in verdict.errors]


def reasons(verdict: Verdict) -> list[str]:
    """What stands against the push itself."""
    return [each.code.removeprefix("gate.no.") for each in verdict.refused]
