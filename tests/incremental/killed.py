"""Builds that are killed at any moment, of a root that goes to and fro between two states."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.incremental.changing import PROJECT, front_matter, small_root, write_record
from tests.incremental.comparing import CACHE, OUT, Asked, from_nothing, served
from tests.incremental.living import LITTLE

PROGRAM = f"""
import sys
from importlib import import_module
from generator.commands.main import run
for module, name in {[tuple(each.rsplit(".", 1)) for each in LITTLE]}:
    setattr(import_module(module), name, 1)
sys.exit(run(sys.argv[1:]))
"""
"""The command, which shares even so little work among processes."""
Tree = tuple[dict[str, bytes], dict[str, object]]


class Killed:
    """A root with two states, each with the tree it is served as."""

    def __init__(self, root: Path, seed: int) -> None:
        small_root(root)
        self.root = root
        self.chance = Random(seed)
        records = root / "records/2017/jichu"
        self._titled, self._gone = sorted(records.glob("*-committee-meeting.md"))[0], sorted(records.glob("*.yml"))[0]
        self._kept = self._gone.read_bytes()
        self.trees: list[Tree] = []
        for state in (0, 1):
            self.go_to(state)
            full = from_nothing(root, Asked())
            assert full.said[0].code == 0
            self.trees.append((full.files, full.indexed))
        assert self.trees[0] != self.trees[1]

    def go_to(self, state: int) -> None:
        """Gives a record another title, and takes one away or puts it back."""
        fields, body = front_matter(self._titled)
        write_record(self._titled, fields | {"标题": f"第{state}种题目"}, body)
        if state:
            self._gone.unlink(missing_ok=True)
        else:
            self._gone.write_bytes(self._kept)

    def start(self) -> subprocess.Popen[bytes]:
        """A build in a process, and a workspace, of its own."""
        argv = ("--root", str(self.root), "build", "--as-of", Asked().as_of, "--jobs", "3")
        command = [sys.executable, "-c", PROGRAM, *argv]
        return subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )

    def now(self) -> Tree:
        """What is served."""
        return served(self.root / OUT / "public")

    def whole(self) -> int:
        """The state that a build leaves that nobody kills."""
        with self.start() as process:
            _, said = process.communicate()
        assert process.returncode == 0, said.decode()
        return self.trees.index(self.now())


def kills(root: Path, seed: int, times: int) -> Iterator[str]:
    """Kills so many builds, each at a moment of chance; tells each.

    AssertionError where a reader then sees anything but one of the two sites whole, or where the next build does
    not make the site it should.
    """
    killed = Killed(root, seed)
    killed.go_to(0)
    assert killed.whole() == 0
    usual = _seconds(killed)
    for number in range(times):
        state = (number + 1) % 2
        served_before = 1 - state
        killed.go_to(state)
        fresh = number % 7 == 0
        if fresh:
            shutil.rmtree(root / CACHE)
        moment = killed.chance.uniform(0, usual * (2.5 if fresh else 1.2))
        with killed.start() as process:
            time.sleep(moment)
            # Now its children too, now itself alone, so that what it left goes on by itself.
            with_children = number % 3 != 0
            os.killpg(process.pid, signal.SIGKILL) if with_children else process.kill()
            process.wait()
        told = f"kill {number} of seed {seed}, {moment:.3f} s into a build{' without a cache' if fresh else ''}"
        seen = killed.now()
        old, new = killed.trees[served_before], killed.trees[state]
        # Pages are out before they can be searched: so long the old index is there, whole, or with what changed.
        whole = seen in (old, (new[0], old[1]), new) or (seen[0] == new[0] and _results(seen) == _results(new))
        assert whole, f"{told}: parts of two sites, or of none"
        assert killed.whole() == state, f"{told}: the next build is not the site it should be"
        yield f"{told}: {'old' if seen == old else 'new' if seen == new else 'pages'}"


def _results(tree: Tree) -> dict[str, object]:
    """What search finds of each page, without what is chosen by."""
    return {path: page for path, page in tree[1].items() if path.endswith(".html")}


def _seconds(killed: Killed) -> float:
    """What a build takes after a change."""
    killed.go_to(1)
    start = time.perf_counter()
    assert killed.whole() == 1
    taken = time.perf_counter() - start
    killed.go_to(0)
    assert killed.whole() == 0
    return taken
