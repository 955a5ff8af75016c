"""Trees of a repository, and what changed between two of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.gate.git import Git

FILES = ("100644", "100755")
"""The modes of plain files."""
LINK, REPOSITORY = "120000", "160000"
AT_ONCE = 1000
"""Paths that git is asked for at once: a system takes no command of any length."""
_NOTHING = frozenset(hashlib.new(name, b"tree 0\0", usedforsecurity=False).hexdigest() for name in ("sha1", "sha256"))
"""What git calls the tree without any file, by either way it has of naming."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a tree."""

    path: str
    """Its bytes as Python names them: what is no UTF-8 stands as single surrogates."""
    mode: str
    blob: str
    size: int = 0

    @property
    def plain(self) -> bool:
        """Whether it is a file, and no link and no repository."""
        return self.mode in FILES


@dataclass(frozen=True)
class Tree:
    """One state of a repository."""

    git: Git
    id: str
    """A commit or a tree."""

    @classmethod
    def of(cls, git: Git, commit: str | None) -> Tree:
        """The state at a commit; without one, the state before there was any."""
        return cls(git, commit or git.nothing)

    def below(self, *paths: str) -> list[Entry]:
        """The files at and below these paths."""
        return [entry for entry in self._listed("-r", *paths) if entry.mode != "040000"]

    def names(self, folder: str) -> list[str]:
        """What lies in the folder (`""` is the top), files and folders alike."""
        listed = self._listed(*([f"{folder}/"] if folder else []))
        return [entry.path.rpartition("/")[2] for entry in listed]

    def text(self, path: str) -> bytes | None:
        """The bytes of the file there, if there is one."""
        found = [entry for entry in self.below(path) if entry.path == path and entry.plain]
        return next(self.git.blobs([found[0].blob])) if found else None

    def _listed(self, *arguments: str) -> list[Entry]:
        options = [each for each in arguments if each == "-r"]
        paths = [each for each in arguments if each != "-r"]
        words = ("--literal-pathspecs", "ls-tree", "-z", "-l", *options, self.id, "--")
        found = []
        for start in range(0, max(len(paths), 1), AT_ONCE):
            out = self.git.listed(*words, *paths[start : start + AT_ONCE])
            found += [_listed(line) for line in out.split(b"\0") if line]
        return found


def _listed(line: bytes) -> Entry:
    head, _, path = line.partition(b"\t")
    mode, _, blob, size = head.split()
    return Entry(os.fsdecode(path), mode.decode(), blob.decode(), int(size) if size.isdigit() else 0)


@dataclass(frozen=True)
class Change:
    """What is another in one tree than in the one before."""

    before: Tree
    after: Tree

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every file that is new or another than before, with its size."""
        written = [entry for entry, there in self._all if there]
        sizes = self._sizes(entry.blob for entry in written if entry.plain)
        return tuple(replace(entry, size=sizes.get(entry.blob, 0)) for entry in written)

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The paths of files that are there no more."""
        return tuple(entry.path for entry, there in self._all if not there)

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path at which something changed."""
        return tuple(entry.path for entry, _ in self._all)

    def passing(self, least: int) -> tuple[Entry, ...]:
        """Files above that size which commits on the way hold, though the last one does not: everybody gets them."""
        git = self.after.git
        since = [] if self.before.id in _NOTHING else [f"^{self.before.id}"]
        names: dict[str, str] = {}
        for line in git.run("rev-list", "--objects", self.after.id, *since).splitlines():
            blob, _, path = line.partition(b" ")
            names.setdefault(blob.decode(), os.fsdecode(path))
        last = {entry.blob for entry in self.entries}
        sizes = self._sizes(names).items()
        return tuple(
            Entry(names[blob], FILES[0], blob, size) for blob, size in sizes if size > least and blob not in last
        )

    @cached_property
    def _all(self) -> tuple[tuple[Entry, bool], ...]:
        git = self.after.git
        options = ("-r", "-z", "--no-renames", "--raw", "--no-abbrev", "--no-commit-id")
        fields = git.listed("diff-tree", *options, self.before.id, self.after.id).split(b"\0")
        found = []
        for head, path in zip(fields[0::2], fields[1::2], strict=False):
            _, mode, _, blob, status = head.decode().split()
            found.append((Entry(os.fsdecode(path), mode, blob), status[0] != "D"))
        return tuple(found)

    def _sizes(self, blobs: Iterable[str]) -> Mapping[str, int]:
        wanted = "".join(f"{each}\n" for each in dict.fromkeys(blobs)).encode()
        lines = self.after.git.run("cat-file", "--batch-check", given=wanted).decode().splitlines()
        return {blob: int(size) for blob, kind, size in map(str.split, lines) if kind == "blob"}
