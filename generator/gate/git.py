"""Git, run in one place, so that nothing a caller left in the environment decides what it does."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.model.failure import Failure

OBJECTS = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
"""Where what is being pushed lies until it is taken: without these a hook does not see it."""
_COMMAND = ("git", "-c", "core.quotePath=false")
LONGEST_LISTING, LISTED_WITHIN = 128 * 1024 * 1024, 15.0
"""Bytes and seconds of a listing: a few hundred bytes of trees can say that there are a million million files."""
AS_IT_IS = "\n* -text -ident -filter -working-tree-encoding\n"
"""No line ends, keywords, programs or encodings put in (gitattributes(5)), said where nothing pushed overrules it."""


class GitFailed(Failure):
    """Git could not do what was asked; holds its own words."""

    def __init__(self, detail: str) -> None:
        super().__init__("gate.git", detail=detail)


class NoEnd(GitFailed):
    """What was to be listed is more than anybody has files."""


def without_git(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a child: a hook's own names a repository, which is not that of everything run from it."""
    return {name: value for name, value in environment.items() if not name.startswith("GIT_")}


def is_none(commit: str) -> bool:
    """Whether git names no commit there: a ref that is made or deleted."""
    return not commit.strip("0")


@dataclass(frozen=True)
class Git:
    """A repository, by its git directory; `objects` are the variables by which a push is seen before it is taken."""

    directory: Path
    objects: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    """What else git, and a hook that it runs, are told: who writes a commit, who pushes."""

    @classmethod
    def in_hook(cls, directory: Path, environment: Mapping[str, str]) -> Git:
        """The repository a hook runs for, with what is being pushed."""
        here = {name: environment[name] for name in OBJECTS if environment.get(name)}
        return cls(directory, here)

    def run(self, *arguments: str, given: bytes = b"", index: Path | None = None, tree: Path | None = None) -> bytes:
        """What git prints. Raises GitFailed."""
        done = self._done(*arguments, given=given, index=index, tree=tree)
        if done.returncode:
            raise GitFailed(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def listed(self, *arguments: str) -> bytes:
        """What git lists of trees that somebody may have made to have no end. Raises GitFailed, of it NoEnd."""
        with (
            tempfile.TemporaryFile() as words,
            subprocess.Popen(
                [*_COMMAND, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=words,
                env=self._environment, cwd=self.directory,
            ) as process,
        ):  # fmt: skip
            assert process.stdout is not None
            ended = threading.Event()

            def end() -> None:
                ended.set()
                process.kill()

            clock = threading.Timer(LISTED_WITHIN, end)
            clock.start()
            try:
                found = bytearray()
                while more := process.stdout.read(1 << 16):
                    found += more
                    if len(found) > LONGEST_LISTING:
                        end()
                        break
            finally:
                clock.cancel()
            process.wait()
            if ended.is_set():
                raise NoEnd(arguments[0])
            if process.returncode:
                words.seek(0)
                raise GitFailed(words.read().decode("utf-8", "replace").strip())
        return bytes(found)

    def keep_bytes(self) -> None:
        """Has git write every file as it holds it, whatever a pushed .gitattributes says: so it was judged, too."""
        path = self.directory / "info" / "attributes"
        there = path.read_text("utf-8", "replace") if path.is_file() else ""
        if not there.endswith(AS_IT_IS):
            path.parent.mkdir(exist_ok=True)
            path.write_text(there + AS_IT_IS, "utf-8")

    def says(self, *arguments: str) -> bool:
        """Whether git answers yes."""
        return not self._done(*arguments).returncode

    def line(self, *arguments: str) -> str:
        """What git prints, as one line; empty where it cannot."""
        done = self._done(*arguments)
        return "" if done.returncode else done.stdout.decode("utf-8", "replace").strip()

    def _done(
        self, *arguments: str, given: bytes = b"", index: Path | None = None, tree: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        environment = self._environment
        if index is not None:
            environment["GIT_INDEX_FILE"] = str(index)
        if tree is not None:
            environment["GIT_WORK_TREE"] = str(tree)
        command, where = [*_COMMAND, *arguments], tree or self.directory
        return subprocess.run(command, input=given, env=environment, cwd=where, capture_output=True, check=False)

    @property
    def _environment(self) -> dict[str, str]:
        found = without_git(os.environ) | dict(self.objects) | dict(self.said)
        return found | {"LC_ALL": "C", "GIT_DIR": str(self.directory)}

    @cached_property
    def nothing(self) -> str:
        """The tree without any file, which every repository knows."""
        return self.run("hash-object", "-t", "tree", "--stdin").decode().strip()

    def tip(self, ref: str) -> str | None:
        """The commit the ref stands at, if there is one."""
        return self.line("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}") or None

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The content of each blob, in order, one at a time in memory. Raises GitFailed for what is none."""
        wanted = list(ids)
        if not wanted:
            return
        with tempfile.TemporaryFile() as asked:
            asked.write("".join(f"{each}\n" for each in wanted).encode())
            asked.seek(0)
            with subprocess.Popen(
                [*_COMMAND, "cat-file", "--batch"], stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=self._environment, cwd=self.directory,
            ) as process:  # fmt: skip
                assert process.stdout is not None
                for each in wanted:
                    head = process.stdout.readline()
                    _, *what = head.split() or [b""]
                    if len(what) != 2 or what[0] != b"blob":
                        raise GitFailed(f"{each}: {head.decode('utf-8', 'replace').strip()}")
                    data = process.stdout.read(int(what[1]) + 1)
                    if len(data) <= int(what[1]):
                        raise GitFailed(f"{each}: {len(data)} of {int(what[1])}")
                    yield data[:-1]
