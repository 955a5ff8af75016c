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
from tests.sweep import over

ELSEWHERE = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "HOME": "/nonexistent", "PYTHONUTF8": "0"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711", "USER": "somebody"},
)


def archived_there(root: Path, year: str, environment: dict[str, str]) -> None:
    """`wuhao archive` as a process of its own, called from within the root."""
    base = {name: value for name, value in os.environ.items() if name not in ("LANG", "LANGUAGE")}
    argv = [sys.executable, "-m", "generator", "archive", year, *BY]
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


def test_a_clone_in_another_environment_makes_the_same_bag(unit: Path, tmp_path: Path) -> None:
    clone = tmp_path / "other" / "another name"
    subprocess.run(["git", "clone", "-q", str(unit), str(clone)], env=GIT, check=True)
    archived_there(clone, "2016", ELSEWHERE[0])
    assert differing(unit / "archive" / "2016-v1", clone / "archive" / "2016-v1") == []


@pytest.mark.proof
@over("seed", range(4))
def test_files_written_in_any_order_make_the_same_bag(unit: Path, tmp_path: Path, seed: int) -> None:
    make_unit(tmp_path / "written", order=-1)
    root = tmp_path / "copied"
    files = [path for path in sorted((tmp_path / "written").rglob("*")) if path.is_file()]
    random.Random(seed).shuffle(files)
    for path in files:
        target = root / path.relative_to(tmp_path / "written")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    commit(root)
    archived_there(root, "2016", {**ELSEWHERE[seed % 2], "PYTHONHASHSEED": str(seed)})
    archived_there(root, "2017", {**ELSEWHERE[(seed + 1) % 2], "PYTHONHASHSEED": "random"})
    for name in ("2016-v1", "2017-v1"):
        assert differing(unit / "archive" / name, root / "archive" / name) == []
