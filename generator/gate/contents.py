"""What is wrong in the files that a change brings, found without reading sixty thousand others.

A record is read with the frame, with what else its unit has in that year and the years beside it, and with what it
names: nothing else decides whether it is right. Only where a change touches what all are read by (configuration,
organization, packs, calendars, templates), or the committee's own folder, whose notices and bulletins rest on the
results of everybody, the whole is laid out and checked.
"""

from __future__ import annotations

import fcntl
import os
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.gate.git import GitFailed
from generator.gate.holdings import Holdings
from generator.gate.paths import below
from generator.gate.rights import Place
from generator.gate.trees import Change
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Broken
from generator.model.problem import Problem, Severity
from generator.model.reading import Stamp
from generator.read.frame import OWN_STANDARDS
from generator.read.listings import Listings
from generator.read.record_path import RECORD_SUFFIXES
from generator.read.rectification import FILE as RECTIFICATION_FILE
from generator.read.templates import FOLDER as TEMPLATES
from generator.workspace.workspace import Workspace

_CITED = re.compile(rb"(?<![\w/-])(\d{4}/[a-z_][a-z0-9_-]*/\d{2}-\d{2}-[a-z0-9-]+)")
"""How one record names another."""


@dataclass(frozen=True, slots=True)
class Found:
    """What reading came upon."""

    problems: tuple[Problem, ...]
    broken: bool = False
    """Whether configuration, organization or packs keep anything from being checked."""


@dataclass(frozen=True)
class Contents:
    """A change of one repository, seen in the whole."""

    before: Holdings
    after: Holdings
    number: int
    """Which of the repositories changes."""
    folder: Path
    """Where files may be laid out to be read; what is checked as a whole is left there for the next time."""

    @cached_property
    def change(self) -> Change:
        """What changes."""
        return Change(self.before.trees[self.number], self.after.trees[self.number])

    @property
    def home(self) -> str:
        """Where the repository lies, seen from the root."""
        return self.after.homes[self.number] or ""

    @cached_property
    def concerns_all(self) -> bool:
        """Whether the change touches what all records are read by, or what rests on all of them."""
        return any(map(self._concerns_all, self.places(self.change.paths)))

    def places(self, paths: Iterable[str]) -> list[Place]:
        """Where paths of the repository lie."""
        roots = [(each.path, each.shared) for each in self.after.roots]
        return [Place.of(below(self.home, path), roots) for path in paths]

    def found(self) -> tuple[Found, tuple[Problem, ...]]:
        """Everything met, and of it the errors that the change brings: those in its files, and those it causes.

        An error that stood in another file before is not the pusher's.
        """
        places = self.places(self.change.paths)
        changed = {place.path for place in places}
        with self._laid_out(places, changed) as laid_out:
            after = _read(laid_out(self.after))
            errors = tuple(each for each in after.problems if each.severity is Severity.ERROR)
            if all(each.file in changed for each in errors):
                return after, errors
            before = {_key(each) for each in _read(laid_out(self.before)).problems}
        return after, tuple(each for each in errors if each.file in changed or _key(each) not in before)

    @contextmanager
    def _laid_out(
        self, places: Collection[Place], changed: Collection[str]
    ) -> Iterator[Callable[[Holdings], Workspace]]:
        """What makes a root of holdings, as far as the change concerns them, for as long as it is looked at."""
        if self.concerns_all:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / "lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield lambda holdings: _workspace(holdings.lay_out(self.folder))
            return
        units, cited = self._units(places), self._cited()
        with tempfile.TemporaryDirectory(dir=self.after.scratch, ignore_cleanup_errors=True) as scratch:

            def excerpt(holdings: Holdings) -> Workspace:
                found = holdings.excerpt(Path(tempfile.mkdtemp(dir=scratch)), units, cited, changed)
                return _workspace(found.root, found.blobs)

            yield excerpt

    def _concerns_all(self, place: Place) -> bool:
        if place.year is not None:
            return not place.of_branch
        frame = place.path == CONFIG_FILE or place.path.startswith((f"{OWN_STANDARDS}/", f"{TEMPLATES}/"))
        return frame or any(place.path.startswith(f"{each.path}/") for each in self.after.roots)

    def _units(self, places: Iterable[Place]) -> set[tuple[int, str]]:
        """The units that changed, and those whose lists name a record that is gone, each with the years beside."""
        found = {(place.year, place.unit) for place in places if place.year is not None and place.unit}
        found |= {(place.year, place.unit) for place in self._citing() if place.year is not None and place.unit}
        return {(year + by, unit) for year, unit in found for by in (-1, 0, 1)}

    def _citing(self) -> list[Place]:
        """The lists that name a record which is there no more."""
        roots = [(each.path, each.shared) for each in self.after.roots]
        gone = [place for place in self.places(self.change.gone) if place.path.endswith(RECORD_SUFFIXES) and place.rest]
        if not gone:
            return []
        names = "".join(f"{place.year:04}/{place.unit}/{Path(place.rest).stem}\n" for place in gone).encode()
        tree, lists = self.after.trees[0], f":(glob)**/{RECTIFICATION_FILE}"
        try:
            found = tree.git.run("grep", "-z", "-l", "-F", "-f", "-", tree.id, "--", lists, given=names)
        except GitFailed:  # none does
            return []
        paths = (each.decode("utf-8", "replace").partition(":")[2] for each in found.split(b"\0") if each)
        return [Place.of(path, roots) for path in paths]

    def _cited(self) -> set[str]:
        """The records that changed files name."""
        texts = [entry.blob for entry in self.change.entries if entry.plain and entry.path.endswith(RECORD_SUFFIXES)]
        return {found.decode() for text in self.change.after.git.blobs(texts) for found in _CITED.findall(text)}


class _ByContent(Listings):
    """Files that are laid out anew each time are as they were if git calls what they hold by the same name."""

    def __init__(self, blobs: Mapping[str, str]) -> None:
        super().__init__()
        self._blobs = blobs

    def stamp(self, entry: os.DirEntry[str]) -> Stamp:
        """Of a record, its length and its content; of anything else what the system says."""
        blob = self._blobs.get(entry.path)
        return super().stamp(entry) if blob is None else (entry.stat().st_size, 0, 0, int(blob, 16))


def _workspace(root: Path, blobs: Mapping[str, str] | None = None) -> Workspace:
    workspace = Workspace(root, root, "zh")
    if blobs is not None:
        workspace.__dict__["_listings"] = _ByContent(blobs)  # as `Workspace.again` hands them on
    return workspace


def _read(workspace: Workspace) -> Found:
    try:
        _ = workspace.packs
    except Broken as broken:
        return Found(tuple(broken.problems), broken=True)
    problems = workspace.problems
    workspace.save()
    return Found(problems)


def _key(problem: Problem) -> tuple[str, str, str]:
    """What makes it the same problem though lines above it came or went."""
    return problem.file, problem.code, str(sorted(problem.args.items()))
