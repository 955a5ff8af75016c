"""Killed at any moment, an archive leaves a whole bag or none; and the next run makes it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import bagit
import pytest

from generator.archive.frozen import frozen
from generator.workspace.workspace import Workspace
from tests.archive.conftest import archived
from tests.school import CAMPAIGN, School, branch


def small(root: Path) -> School:
    made = School(root, branch(), config=CAMPAIGN)
    made.record("2017/jichu/03-08-committee-meeting")
    return made


def killed_after(root: Path, seconds: float) -> bool:
    """Archives in a process that is killed after so long; gives whether it was done before."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os._exit(archived(root, "2017", "--as-of", "2018-03-01").code)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert status == 0
            return True
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def whole_or_none(root: Path) -> None:
    """Nothing is called as a bag is that is not one, and none is said to be frozen."""
    folder = root / "archive"
    bags = [path for path in folder.glob("2017-v*") if path.is_dir()]
    for bag in bags:
        assert bagit.Bag(str(bag)).validate() is True
    known = frozen(root, Workspace(root, root, "zh").frame.config)
    assert [each.path for each in known] == bags


def kill_at(root: Path, moments: list[float]) -> None:
    small(root)
    started = time.monotonic()
    assert archived(root, "2017", "--as-of", "2018-03-01").code == 0
    whole = time.monotonic() - started
    marks = (root / "archive/2017-v1/tagmanifest-sha256.txt").read_bytes()
    for moment in moments:
        shutil.rmtree(root / "archive")
        killed_after(root, whole * moment)
        whole_or_none(root)
    if not (root / "archive/2017-v1").exists():
        assert archived(root, "2017", "--as-of", "2018-03-01").code == 0
    assert (root / "archive/2017-v1/tagmanifest-sha256.txt").read_bytes() == marks
    assert [path.name for path in (root / "archive").glob(".new-*")] == []


@pytest.mark.proof
def test_killed_at_sixty_moments(tmp_path: Path) -> None:
    source = random.Random(20171220)
    kill_at(tmp_path, [source.random() * 1.1 for _ in range(40)] + [0.8 + source.random() / 4 for _ in range(20)])
