"""Manifests as somebody may have written them, and the files that really are there."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import new
from pathlib import Path

from generator.archive.findings import Finding
from generator.archive.tags import Unreadable, opened, read_plain
from generator.read.folders import printable

_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(\S.*)")
_ODD = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_CHUNK = 1024 * 1024
_DEEPEST = 60


@dataclass
class Manifest:
    """The digests that a manifest lists, by path; what of it cannot be meant is a finding."""

    name: str
    digests: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    is_there: bool = False


def read_manifest(bag: Path, name: str) -> Manifest:
    """The manifest of that name; paths that lead out of the bag, or stand there twice, are left out."""
    found = Manifest(name)
    try:
        text = read_plain(bag / name).decode("utf-8")
    except (Unreadable, UnicodeDecodeError):
        found.findings.append(Finding("missing" if not os.path.lexists(bag / name) else "unreadable", name))
        return found
    found.is_there = True
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.fullmatch(line.rstrip("\r"))
        if match is None:
            if line:
                found.findings.append(Finding("line", name, str(number)))
        elif not is_inside(match[2]):
            found.findings.append(Finding("outside", name, printable(_ODD.sub("?", match[2]))))
        elif match[2] in found.digests:
            found.findings.append(Finding("twice", name, match[2]))
        else:
            found.digests[match[2]] = match[1].lower()
    return found


def is_inside(path: str) -> bool:
    """Whether the path names a file of the bag and cannot mean another one."""
    parts = path.split("/")
    return not (path.startswith(("/", "~")) or _ODD.search(path) or any(part in ("", ".", "..") for part in parts))


@dataclass
class Tree:
    """The plain files below a folder with their sizes, by path from it; links, pipes and such are findings."""

    files: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def tree(folder: Path) -> Tree:
    """Everything below the folder; no link is followed and nothing opened."""
    found, left = Tree(), [("", 0)]
    while left:
        inner, depth = left.pop()
        for name, entry in _entries(folder / inner, found, inner):
            path = f"{inner}/{name}".lstrip("/")
            mode = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(mode.st_mode) and depth < _DEEPEST:
                left.append((path, depth + 1))
            elif stat.S_ISREG(mode.st_mode):
                found.files[path] = mode.st_size
            else:
                found.findings.append(Finding("not_plain", printable(path)))
    return found


def _entries(folder: Path, found: Tree, inner: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        found.findings.append(Finding("unreadable", printable(inner)))
        return
    yield from ((entry.name, entry) for entry in listed)


def compared(bag: Path, manifests: dict[str, Manifest], there: dict[str, int], most: int) -> list[Finding]:
    """What differs between the files that are there and those that any of the manifests (by algorithm) lists.

    A file of more than `most` bytes is not read: with so many it cannot be the one that was put in.
    """
    listed = {path for manifest in manifests.values() for path in manifest.digests}
    missing, added = listed - there.keys(), there.keys() - listed
    forms = {unicodedata.normalize("NFC", path): path for path in sorted(added)}
    found = []
    for path in sorted(missing):
        other = forms.get(unicodedata.normalize("NFC", path))
        if other is not None and other in added:
            added.discard(other)
            found.append(Finding("other_form", path))
        else:
            found.append(Finding("missing", path))
    found += [Finding("added", printable(path)) for path in sorted(added)]
    for path in sorted(listed & there.keys()):
        wanted = {
            algorithm: manifest.digests.get(path) for algorithm, manifest in manifests.items() if manifest.is_there
        }
        digests = _digests(bag / path, tuple(wanted)) if there[path] <= most else None
        if digests is None or any(digest is not None and digest != digests[name] for name, digest in wanted.items()):
            found.append(Finding("changed", path))
        elif None in wanted.values():
            found.append(Finding("unlisted", path))
    return found


def _digests(path: Path, algorithms: tuple[str, ...]) -> dict[str, str] | None:
    """By algorithm, in hex; None where it cannot be read, or is no plain file any more."""
    made = {algorithm: new(algorithm) for algorithm in algorithms}
    try:
        with opened(path) as file:
            while data := file.read(_CHUNK):
                for digest in made.values():
                    digest.update(data)
    except OSError:
        return None
    return {algorithm: digest.hexdigest() for algorithm, digest in made.items()}
