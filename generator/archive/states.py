"""A year as it was or is: in a bag, at a commit, at the end of a day, now. Two of them can be compared."""

from __future__ import annotations

import io
import json
import re
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from generator.archive import origin
from generator.archive.frozen import frozen
from generator.archive.layout import ABOUT, DATA, RESULT, BagName
from generator.archive.making import Asked, result_json
from generator.archive.refusals import Refused
from generator.archive.restoring import inputs, restore
from generator.archive.selection import entered_csv
from generator.archive.tags import Unreadable, read_plain
from generator.archive.verifying import is_bag, verify
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Usage
from generator.read.config import read_config
from generator.read.git import Git
from generator.types.findings import Findings
from generator.workspace.clock import SCHOOL_ZONE
from generator.workspace.workspace import Workspace

NOW = "now"
_NOW = (NOW, "现在")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class State:
    """A year as known at the end of a day."""

    name: str
    """What it is called: by a person, or its bag's name."""
    year: int
    as_of: date
    workspace: Workspace
    """Of its files, wherever they are laid out."""
    frozen: Mapping[str, Any] | None = None
    """Of a bag its result as it was frozen: what this program would make of it today is not asked."""
    program: object = None
    """Of a bag the program that made it."""

    @cached_property
    def result(self) -> Mapping[str, Any]:
        """The year's result in the form of `status`. Raises Usage where the pack is not valid in the year."""
        if self.frozen is not None:
            return self.frozen
        found: dict[str, Any] = json.loads(
            result_json(self.workspace, Asked(self.year, self.as_of, self.workspace.language))
        )
        return found


def states(workspace: Workspace, names: tuple[str, str], year: int | None, scratch: Path) -> tuple[State, State]:
    """The two that a person names, of one year: bags, versions, dates, commits, `now`. `scratch` is an empty folder.

    Where one is a bag, the other is as of its closing day unless it is a day itself. Raises Usage and Refused.
    """
    bags = {name: bag for name in names if (bag := _bag(workspace, name)) is not None}
    made = {
        name: in_bag(bag, name, workspace.language, scratch / f"bag{number}")
        for number, (name, bag) in enumerate(bags.items())
    }
    years = {each.year for each in made.values()} | ({year} if year else set())
    if len(years) > 1:
        raise Usage("diff_years", years="、".join(map(str, sorted(years))))
    closing = next((each.as_of for each in made.values()), None)
    of = next(iter(years)) if years else workspace.year(None, workspace.as_of(None))
    for number, name in enumerate(names):
        if name not in made:
            made[name] = _living(workspace, name, of, closing, scratch / f"commit{number}")
    return made[names[0]], made[names[1]]


def _bag(workspace: Workspace, name: str) -> Path | None:
    """The bag of that version of a year, or at that place."""
    if BagName.of(name) is not None:
        for each in frozen(workspace.root, workspace.frame.config):
            if each.name == name:
                return each.path
    path = workspace.start / name
    return path if path.is_dir() and is_bag(path) else None


def in_bag(bag: Path, name: str, language: str, scratch: Path) -> State:
    """The year in the bag. Raises Refused where the bag is not whole, or holds no records."""
    if any(not each.whole for each in verify(bag)):
        raise Refused("damaged", path=bag)
    data, findings = bag / DATA, Findings(CONFIG_FILE)
    config = read_config(data / CONFIG_FILE, findings)
    try:
        about, result = json.loads(read_plain(data / ABOUT)), json.loads(read_plain(data / RESULT))
        year, day = int(about["year"]), date.fromisoformat(about["as_of"])
        program = about["program"]
    except (Unreadable, ValueError, KeyError, TypeError, RecursionError):
        raise Refused("about", path=ABOUT) from None
    if config is None:
        raise Refused("other_program", versions="、".join(origin.differences(program)))
    root = restore(inputs(data), config, scratch)
    return State(name, year, day, Workspace(root, root, language), result, program)


def _living(workspace: Workspace, name: str, year: int, closing: date | None, scratch: Path) -> State:
    if name in _NOW:
        return State(NOW, year, closing or workspace.as_of(None), workspace)
    if _DAY.fullmatch(name):
        try:
            return State(name, year, date.fromisoformat(name), workspace)
        except ValueError:
            raise Usage("diff_state", name=name) from None
    git = Git(workspace.root)
    commit = None if name.startswith("-") else git.line("rev-parse", "--verify", "-q", f"{name}^{{commit}}")
    if not commit:
        raise Usage("diff_state", name=name)
    at = _checked_out(workspace, git, commit, scratch)
    when = datetime.fromisoformat(git.line("show", "-s", "--format=%cI", commit) or "").astimezone(SCHOOL_ZONE)
    return State(name, year, closing or at.frame.config.demonstration_as_of or when.date(), at)


def _checked_out(workspace: Workspace, git: Git, commit: str, scratch: Path) -> Workspace:
    """The root's files as they were at the commit; roots of records in other repositories are those of today.

    When records came in is what is known of it now.
    """
    prefix = git.line("rev-parse", "--show-prefix") or ""
    done = git.run("archive", "--format=tar", f"{commit}:{prefix.rstrip('/')}")
    files: dict[str, bytes] = {}
    if done.returncode == 0:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as tree:
            for member in tree:
                data = tree.extractfile(member) if member.isfile() else None
                if data is not None and ".." not in PurePosixPath(member.name).parts:
                    files[member.name] = data.read()
    up = max((each.path.split("/").count("..") for each in workspace.frame.config.record_roots), default=0)
    root = scratch.joinpath(*["above"] * up, "root")
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    if not (root / CONFIG_FILE).is_file():
        raise Usage("diff_state", name=commit)
    at = Workspace(root, root, workspace.language)
    for each in at.frame.config.record_roots:
        place, today = root / each.path, workspace.root / each.path
        if not place.exists() and today.is_dir() and not PurePosixPath(each.path).is_absolute():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(today.resolve())
        if each.shared and not (place / "entered.csv").exists():
            (place / "entered.csv").write_bytes(entered_csv(workspace.source.entered_on, files))
    return at
