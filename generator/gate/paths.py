"""Names, kinds and sizes of files that everyone who clones the repository must be able to have, on any system."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.gate.trees import LINK, REPOSITORY, Change, Entry
from generator.model.problem import Problem
from generator.read.attachments import MAX_ATTACHMENT
from generator.read.folders import printable
from generator.read.text import decode
from generator.types.findings import Findings

TEXTS = (".md", ".yml", ".yaml", ".csv", ".html", ".jinja", ".j2", ".css", ".js", ".json", ".txt", ".svg", ".xml")
_MEGABYTE = 1024 * 1024
LONGEST_NAME, LONGEST_PATH = 255, 1024
"""Bytes that common file systems take."""
_NOT_ON_WINDOWS = frozenset('\\:*?"<>|')
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in "123456789")]
)
"""What no file may be called on Windows, whatever its kind."""
_RESERVED = frozenset(["", ".", "..", ".git", ".gitmodules"])
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Control and format characters, single surrogates: a name with one is not what it looks like."""


def unfit(change: Change, home: str, own: Collection[str]) -> Iterator[Problem]:
    """What keeps changed files from lying where they lie, each at its path below the root.

    `home` stands before each path where a repository holds one folder of the root; `own` are folders that only the
    program writes.
    """
    twins = _Twins(change)
    for entry in change.entries:
        findings = Findings(shown(below(home, entry.path)))
        _name(entry.path, findings)
        twins.look_for(entry.path, findings)
        _kind(entry, findings)
        _own(below(home, entry.path), own, findings)
        yield from findings.problems
    for entry in change.passing(MAX_ATTACHMENT):
        findings = Findings(shown(below(home, entry.path)))
        _kind(entry, findings)
        yield from findings.problems


def not_text(change: Change, home: str) -> Iterator[Problem]:
    """What is wrong with the bytes of changed files that are read as text."""
    texts = [entry for entry in change.entries if _is_text(entry)]
    for entry, data in zip(texts, change.after.git.blobs(entry.blob for entry in texts), strict=True):
        findings = Findings(shown(below(home, entry.path)))
        decode(data, findings)
        yield from (problem for problem in findings.problems if problem.rejects)


def _is_text(entry: Entry) -> bool:
    return entry.plain and entry.size <= MAX_ATTACHMENT and entry.path.lower().endswith(TEXTS)


def below(home: str, path: str) -> str:
    """The path as seen from the root."""
    return f"{home}/{path}" if home else path


def shown(path: str) -> str:
    """The path as it can be printed without doing anything to a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in printable(path))


def _name(path: str, findings: Findings) -> None:
    if len(path.encode("utf-8", "surrogateescape")) > LONGEST_PATH:
        findings.error("path_long", most=LONGEST_PATH)
    for name in path.split("/"):
        composed = unicodedata.normalize("NFC", name)
        if any("\udc80" <= char <= "\udcff" for char in name):
            findings.error("path_encoding")
        elif any(unicodedata.category(char) in _UNSEEN for char in name):
            findings.error("path_unseen", name=shown(name))
        elif name.lower() in _RESERVED:
            findings.error("path_reserved", name=name)
        elif name != composed:
            findings.error("path_not_composed", name=name, right=composed)
        elif bad := sorted(_NOT_ON_WINDOWS & set(name)):
            findings.error("path_characters", name=name, characters=" ".join(bad))
        elif name[-1] in ". " or name[0] == " " or name.split(".")[0].lower() in DEVICES:
            findings.error("path_not_on_windows", name=name)
        elif len(name.encode()) > LONGEST_NAME:
            findings.error("path_long", most=LONGEST_NAME)


def _kind(entry: Entry, findings: Findings) -> None:
    if entry.mode == LINK:
        findings.error("file_is_link")
    elif entry.mode == REPOSITORY:
        findings.error("file_is_repository")
    elif entry.size > MAX_ATTACHMENT:
        findings.error("file_above", size=f"{entry.size / _MEGABYTE:.1f} MB", most=f"{MAX_ATTACHMENT // _MEGABYTE} MB")


def _own(path: str, own: Collection[str], findings: Findings) -> None:
    for folder in own:
        if path == folder or path.startswith(f"{folder}/"):
            findings.error("path_of_program", folder=folder)


@dataclass
class _Twins:
    """Names that differ only in case, or in how they are composed: on many systems one file hides the other."""

    change: Change

    def __post_init__(self) -> None:
        self._folders: dict[str, dict[str, set[str]]] = {}

    def look_for(self, path: str, findings: Findings) -> None:
        """Tells the other name, once, for the first part of the path that has one."""
        folder = ""
        for name in path.split("/"):
            others = self._names(folder).get(_folded(name), set()) - {name}
            if others:
                findings.error("path_twin", name=shown(name), other=shown(min(others)))
                return
            folder = f"{folder}/{name}" if folder else name

    def _names(self, folder: str) -> dict[str, set[str]]:
        if folder not in self._folders:
            found = self._folders[folder] = {}
            for name in self.change.after.names(folder):
                found.setdefault(_folded(name), set()).add(name)
        return self._folders[folder]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
