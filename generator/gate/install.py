"""Writes the gate of a bare repository: its hooks, its settings, and the folder beside it."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path

from generator.gate import knock
from generator.gate.accounts import replace_file
from generator.gate.gatehouse import Gatehouse, Settings
from generator.gate.git import Git, GitFailed
from generator.gate.publishing import program
from generator.model.failure import Usage
from generator.model.problem import Phrase

HOOKS = ("pre-receive", "post-receive")
MARK = "wuhao gate"
"""Stands in every hook of ours: one without it is somebody else's."""
OWN = "wuhao"
BEFORE = "10-before-wuhao"
"""What a hook is called that was there before, where all of a folder are run."""
_KEPT = {
    "receive.denyNonFastForwards": "true",
    "receive.denyDeletes": "true",
    "receive.fsckObjects": "true",
    "receive.maxInputSize": "1g",
    "core.logAllRefUpdates": "true",
}
"""Nothing is rewritten, deleted or damaged, and no push fills the disk."""
_HOOK = """\
#!/bin/sh
# {mark}: written by `wuhao gate install` for this machine alone; install again after moving anything.
{others}exec {command}
"""
_OTHERS = """\
given=$(cat)
for hook in "$(dirname "$0")/{hook}.d"/*; do
    if [ -x "$hook" ]; then printf '%s\\n' "$given" | "$hook" || exit $?; fi
done
printf '%s\\n' "$given" | """


@dataclass
class Installed:
    """What was done, to be told."""

    house: Gatehouse
    told: list[Phrase] = field(default_factory=list)


def install(settings: Settings, language: str) -> Installed:
    """Makes what is not there, and writes the hooks; a second time changes nothing. Raises Usage.

    A hook that was there before is kept: where the forge runs all hooks of a folder, ours is put beside it; else it is
    moved there, and run before ours.
    """
    done = Installed(Gatehouse(Gatehouse.beside(settings.repository), settings))
    for repository in done.house.repositories:
        if not _is_bare(repository):
            _create(repository)
            done.told.append(Phrase("gate.install.created", {"path": repository}))
    done.house.write()
    for number, repository in enumerate(done.house.repositories):
        git = Git(repository)
        for name, value in _KEPT.items():
            git.run("config", name, value)
        if "gitlab" not in settings.trust:
            _keep_hooks_here(git)
        for hook in HOOKS:
            done.told += _write_hook(done.house, number, hook, language)
    return done


def _is_bare(repository: Path) -> bool:
    """Whether it is a bare repository; False where nothing is there yet. Raises Usage where something else is."""
    if not repository.exists() or not any(repository.iterdir()):
        return False
    if Git(repository).line("rev-parse", "--is-bare-repository") != "true":
        raise Usage("not_bare", path=str(repository))
    return True


def _create(repository: Path) -> None:
    repository.mkdir(parents=True, exist_ok=True)
    try:
        Git(repository).run("init", "--quiet", "--bare", "--initial-branch=main")
    except GitFailed as failed:
        raise Usage("not_created", path=str(repository), detail=str(failed)) from None


def _keep_hooks_here(git: Git) -> None:
    """A machine may have all repositories run the hooks of one folder: then ours would never run."""
    own = git.directory / "hooks"
    said = git.line("rev-parse", "--git-path", "hooks")
    if (git.directory / said).resolve() != own.resolve():
        git.run("config", "core.hooksPath", str(own))


def _write_hook(house: Gatehouse, number: int, hook: str, language: str) -> list[Phrase]:
    repository = house.repositories[number]
    if "gitlab" in house.settings.trust:
        hooks = repository / "custom_hooks"
        path, beside = hooks / f"{hook}.d" / OWN, True
    else:
        hooks = repository / "hooks"
        path, beside = hooks / hook, False
    beside = beside or (_foreign(path) and _runs_folder(path))
    told = []
    if beside:
        path = hooks / f"{hook}.d" / OWN
    elif _foreign(path):
        kept = hooks / f"{hook}.d" / BEFORE
        kept.parent.mkdir(parents=True, exist_ok=True)
        path.replace(kept)
        told.append(Phrase("gate.install.kept", {"hook": hook, "path": kept}))
    words = [*program(), "--lang", language, "gate", hook, str(house.folder), str(number)]
    words = [sys.executable, "-I", "-S", knock.__file__, str(house.folder), *words]
    others = _OTHERS.format(hook=hook) if not beside and (hooks / f"{hook}.d").is_dir() else ""
    command = " ".join(map(shlex.quote, words))
    text = _HOOK.format(mark=MARK, others=others, command=command)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text("utf-8", "replace") != text or not os.access(path, os.X_OK):
        replace_file(path, text.replace("| exec ", "| "), 0o755)
        told.append(Phrase("gate.install.hook", {"path": path}))
    return told


def _foreign(path: Path) -> bool:
    return path.exists() and MARK not in path.read_text("utf-8", "replace")


def _runs_folder(path: Path) -> bool:
    """Whether a forge's hook runs all of the folder of its name, as Gitea's and Forgejo's do."""
    return f"{path.name}.d" in path.read_text("utf-8", "replace")
