"""The desk to be tried: a gate of its own in a folder that goes, with what a root holds now and an account a role."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.desk.passwords import Passwords
from generator.gate.accounts import Account, Accounts, Role, write_accounts
from generator.gate.channel import DESK
from generator.gate.gatehouse import MAIN, Gatehouse, Settings
from generator.gate.git import Git
from generator.gate.install import install
from generator.model.config import FILE as CONFIG_FILE
from generator.workspace.workspace import Workspace

_WHO = {
    f"GIT_{role}_{part}": word
    for role in ("AUTHOR", "COMMITTER")
    for part, word in (("NAME", "wuhao"), ("EMAIL", "wuhao@localhost"))
}


@dataclass(frozen=True, slots=True)
class Trial:
    """A gate to try the desk at."""

    house: Gatehouse
    passwords: Mapping[str, str]
    """By account; written nowhere else, and other ones each time."""


@contextmanager
def trial(workspace: Workspace) -> Iterator[Trial]:
    """A gate that holds what the root holds now, for as long as it is tried. Raises Broken."""
    root, config, branches = workspace.root, workspace.frame.config, workspace.frame.organization.branches
    with tempfile.TemporaryDirectory(prefix="wuhao-desk-", ignore_cleanup_errors=True) as folder:
        place = Path(folder).resolve()
        house = install(Settings(place / "records.git", trust=(DESK,)), workspace.language).house
        said = workspace.catalogue.text("desk.trial")
        inside = [each.path for each in config.record_roots if (root / each.path).resolve().is_relative_to(root)]
        _take_in(house.repositories[0], root, [CONFIG_FILE, "content", *inside], place / "index", said)
        people = (
            Account("jiluyuan", Role.RECORDER, (branches[0].id,), "组织委员"),
            Account("kaopingyuan", Role.REVIEWER, (), "考评组"),
            Account("bangongshi", Role.OFFICE, (), "党委办公室"),
            Account("dangyuan", Role.MEMBER),
        )
        write_accounts(house.accounts_file, Accounts({each.name: each for each in people}))
        known, told = Passwords.of(house), {}
        for each in people:
            told[each.name] = known.give_first(each.name)
            known.change(each.name, told[each.name])
        yield Trial(house, told)


def _take_in(repository: Path, root: Path, paths: list[str], index: Path, said: str) -> None:
    """Has main stand at a commit of what lies at these paths of the root."""
    git = Git(repository, said=_WHO)
    there = [each for each in paths if (root / each).exists()]
    git.run("-c", "core.bare=false", "add", "--force", "--", *there, index=index, tree=root)
    tree = git.run("write-tree", index=index).decode().strip()
    git.run("update-ref", MAIN, git.run("commit-tree", tree, given=said.encode()).decode().strip())
