"""What all repositories of a gate hold at one time, laid out as the one root that the program reads."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from generator.gate.gatehouse import ROOT
from generator.gate.paths import below
from generator.gate.trees import Entry, Tree
from generator.model.config import FILE as CONFIG_FILE
from generator.model.config import Config, RecordRoot
from generator.read.config import read_config
from generator.read.frame import OWN_STANDARDS
from generator.read.record_path import RECORD_SUFFIXES
from generator.types.findings import Findings

CACHE = ".wuhao"
"""The folder of a root in which the program keeps what it found out."""
USUAL_ROOTS = (RecordRoot("records", True),)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of what is held, laid out as a root."""

    root: Path
    blobs: dict[str, str] = field(default_factory=dict)
    """Git's name for what each file holds, by its path: the files themselves are new in every excerpt."""


@dataclass(frozen=True)
class Holdings:
    """The trees of all repositories, that of the root first, then the private ones."""

    trees: tuple[Tree, ...]
    scratch: Path
    """A folder in which files may be written to be read."""
    cache: Path | None = None
    """A folder that outlives it, for what is found out about an excerpt and holds for the next of the same units."""

    @cached_property
    def config(self) -> Config | None:
        """The configuration, where it can be read."""
        text = self.trees[0].text(CONFIG_FILE)
        if text is None:
            return None
        path = self.scratch / "config" / self.trees[0].id / CONFIG_FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
        return read_config(path, Findings(CONFIG_FILE))

    @property
    def roots(self) -> tuple[RecordRoot, ...]:
        """The record roots that the configuration names; the usual one where it cannot be read."""
        return self.config.record_roots if self.config else USUAL_ROOTS

    @property
    def own_folders(self) -> tuple[str, ...]:
        """Folders of a root that only the program writes: what was pushed there would be taken for its own."""
        return (CACHE, *([self.config.archive_dir] if self.config else ()))

    @cached_property
    def homes(self) -> tuple[str | None, ...]:
        """Where each repository lies, seen from the root; None for a private one that no record root asks for."""
        asked = [each.path for each in self.roots if not each.shared and not self._within(each.path)]
        beside = len(self.trees) - 1
        return ("", *asked[:beside], *[None] * (beside - len(asked)))

    def _within(self, path: str) -> bool:
        """Whether the root's own repository holds the folder, as a demonstration may."""
        return not path.startswith(("/", "..")) and bool(self.trees[0].names(path))

    def lay_out(self, folder: Path) -> Path:
        """Writes everything into the folder, and gives the root in it; only what is another than there is written."""
        for number, (tree, home) in enumerate(zip(self.trees, self.homes, strict=True)):
            if (target := place_in(folder, home)) is not None:
                target.mkdir(parents=True, exist_ok=True)
                index = folder / f"index.{number}"
                tree.git.keep_bytes()
                tree.git.run(
                    "-c", "core.symlinks=false", "read-tree", "--reset", "-u", tree.id, index=index, tree=target
                )
        return folder / ROOT

    def excerpt(
        self, folder: Path, units: Collection[tuple[int, str]], cited: Collection[str], changed: Collection[str]
    ) -> Excerpt:
        """Writes the frame, the folders of the units, and the records that are cited.

        Of what only has to be there, as attachments, an empty file of the size is written, unless the path of the
        record it lies beside, or of anything that lies there too, is among those that changed.
        """
        root = folder / ROOT
        root.mkdir(parents=True)
        if self.cache is not None:
            name = sha256("\n".join(f"{year} {unit}" for year, unit in sorted(units)).encode()).hexdigest()[:16]
            (self.cache / name).mkdir(mode=0o700, parents=True, exist_ok=True)
            (root / CACHE).symlink_to(self.cache / name)
        shared = next(each.path for each in self.roots if each.shared)
        frame = (CONFIG_FILE, OWN_STANDARDS, f"{shared}/organization.yml", f"{shared}/calendar")
        found = Excerpt(root)
        self._write(found, 0, self.trees[0].below(*frame), changed)
        wanted = [f"{year:04}/{unit}" for year, unit in units]
        wanted += [f"{each}{suffix}" for each in cited for suffix in (*RECORD_SUFFIXES, "")]
        for number in range(len(self.trees) if wanted else 0):
            for place in filter(None, (self._below(number, root.path) for root in self.roots)):
                paths = [each if place == "." else f"{place}/{each}" for each in wanted]
                self._write(found, number, self.trees[number].below(*paths), changed)
        return found

    def _below(self, number: int, root: str) -> str | None:
        """Where the record root lies in that repository, `.` for the whole of it; None where it does not hold it."""
        if number == 0:
            return None if root in self.homes else root
        return "." if root == self.homes[number] else None

    def _write(self, excerpt: Excerpt, number: int, entries: Iterable[Entry], changed: Collection[str]) -> None:
        home = self.homes[number]
        base = place_in(excerpt.root.parent, home)
        if base is None:
            return
        beside = {path.rpartition("." if path.endswith(RECORD_SUFFIXES) else "/")[0] for path in changed}
        read, folders = [], {base}
        for entry in entries:
            if not entry.plain or not _safe(entry.path):
                continue
            path = base / entry.path
            folders.add(path.parent)
            needed = below(home or "", entry.path).rpartition("/")[0] in beside
            if needed or entry.path.endswith((*RECORD_SUFFIXES, ".csv")):
                read.append((path, entry.blob))
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    file.truncate(entry.size)
        for each in folders:
            each.mkdir(parents=True, exist_ok=True)
        excerpt.blobs.update((str(path), blob) for path, blob in read)
        tree = self.trees[number]
        for (path, _), data in zip(read, tree.git.blobs(blob for _, blob in read), strict=True):
            path.write_bytes(data)


def place_in(folder: Path, home: str | None) -> Path | None:
    """Where a repository lies in a folder that holds the whole; None where that would be outside of it."""
    if home is None:
        return None
    path = Path(os.path.normpath(folder / ROOT / home))
    return path if path.is_relative_to(folder) and path != folder else None


def _safe(path: str) -> bool:
    return not {"", ".", "..", ".git"} & set(path.lower().split("/"))
