"""The same year on the same day makes the same bag: in another folder, place, language, order and process."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.conftest import BY, GIT, PROJECT, commit, make_unit

ELSEWHERE = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": "/nonexistent"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711", "USER": "somebody"},
)

OVER = ("--as-of", "2018-03-01")
"""A day on which the year is over."""


def archived_there(root: Path, year: str, environment: dict[str, str], *more: str) -> None:
    """`wuhao archive` as a process of its own, called from within the root."""
    base = {name: value for name, value in os.environ.items() if name not in ("LANG", "LANGUAGE")}
    argv = [sys.executable, "-m", "generator", "archive", year, *BY, *more]
    done = subprocess.run(argv, cwd=root, env={**base, "PYTHONPATH": str(PROJECT), **environment}, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def differing(one: Path, other: Path) -> list[str]:
    """Files that are not in both, byte for byte, or not in the same mode and of the same time."""
    found = []
    for path in sorted({each.relative_to(top) for top in (one, other) for each in top.rglob("*")}):
        here, there = one / path, other / path
        same = here.exists() and there.exists() and here.stat()[0] == there.stat()[0]
        if (
            not same
            or here.stat().st_mtime != there.stat().st_mtime
            or (here.is_file() and here.read_bytes() != there.read_bytes())
        ):
            found.append(str(path))
    return found


def test_a_clone_in_another_environment_makes_the_same_bag(small: Path, tmp_path: Path) -> None:
    clone = tmp_path / "other" / "another name"
    subprocess.run(["git", "clone", "-q", str(small), str(clone)], env=GIT, check=True)
    archived_there(clone, "2017", ELSEWHERE[0], *OVER)
    assert differing(small / "archive" / "2017-v1", clone / "archive" / "2017-v1") == []


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(4))
def test_files_written_in_any_order_make_the_same_bag(tmp_path: Path, seed: int) -> None:
    make_unit(tmp_path / "written", order=-1)
    root = tmp_path / "copied"
    files = [path for path in sorted((tmp_path / "written").rglob("*")) if path.is_file()]
    random.Random(seed).shuffle(files)
    for path in files:
        target = root / path.relative_to(tmp_path / "written")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    commit(root)
    again = tmp_path / "again"
    subprocess.run(["git", "clone", "-q", str(root), str(again)], env=GIT, check=True)
    for year in ("2016", "2017"):
        archived_there(root, year, {**ELSEWHERE[seed % 2], "PYTHONHASHSEED": str(seed)}, *OVER)
        archived_there(again, year, {**ELSEWHERE[(seed + 1) % 2], "PYTHONHASHSEED": "random"}, *OVER)
        assert differing(root / "archive" / f"{year}-v1", again / "archive" / f"{year}-v1") == []
