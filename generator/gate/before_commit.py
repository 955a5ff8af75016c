"""Before a commit in a recorder's clone: the records that are about to be committed, as they will be committed."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.gate.accounts import replace_file
from generator.gate.contents import Contents
from generator.gate.git import Git, GitFailed
from generator.gate.holdings import Holdings
from generator.gate.install import MARK
from generator.gate.publishing import program
from generator.gate.trees import Tree
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Usage
from generator.model.problem import Phrase, Problem

HOOK = "pre-commit"
_TEXT = """\
#!/bin/sh
# {mark}: written by `wuhao gate hook pre-commit`; write it again after moving the program.
exec {command}
"""


def checked_index(folder: Path, environment: Mapping[str, str]) -> tuple[Problem, ...]:
    """The errors that the commit would bring; none where the repository is not that of a root.

    `environment` is the hook's: with `git commit FILE` it names another index than the usual one.
    """
    git = _repository(folder, environment)
    index = environment.get("GIT_INDEX_FILE")
    try:
        after = git.run("write-tree", index=(folder / index) if index else None).decode().strip()
    except GitFailed:  # files in conflict, of which git itself tells
        return ()
    with tempfile.TemporaryDirectory(prefix="wuhao-") as scratch:
        before, now = (Holdings((Tree.of(git, each),), Path(scratch)) for each in (git.tip("HEAD"), after))
        contents = Contents(before, now, 0, Path(scratch) / "whole")
        if not now.trees[0].below(CONFIG_FILE) or not contents.change.paths:
            return ()
        return contents.found()[1]


def install_hook(folder: Path, language: str) -> Phrase:
    """Writes the hook of the clone that the folder is in, never over another; what is to be told of it."""
    git = _repository(folder, {})
    path = git.directory / git.line("rev-parse", "--git-path", f"hooks/{HOOK}")
    command = " ".join(map(shlex.quote, [*program(), "--lang", language, "gate", HOOK]))
    if path.exists() and MARK not in path.read_text("utf-8", "replace"):
        return Phrase("gate.hook.foreign", {"path": path, "command": command})
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, _TEXT.format(mark=MARK, command=command), 0o755)
    return Phrase("gate.hook.written", {"path": path})


def _repository(folder: Path, environment: Mapping[str, str]) -> Git:
    """The repository the folder is in. Raises Usage."""
    named = environment.get("GIT_DIR")
    near = [Path(named)] if named else [each / ".git" for each in (folder, *folder.parents)]
    for each in near:
        place = folder / each
        if place.is_file():  # of a linked work tree: it says where the git directory is
            place = folder / place.read_text("utf-8").partition("gitdir:")[2].strip()
        found = Git(place).line("rev-parse", "--absolute-git-dir") if place.is_dir() else ""
        if found:
            return Git(Path(found))
    raise Usage("no_repository_here", path=str(folder))
