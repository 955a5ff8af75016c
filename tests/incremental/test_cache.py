"""The cache may be lost, damaged, unreadable or another program's: then things are made again, and nothing is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.incremental.changing import PROJECT, small_root
from tests.incremental.comparing import CACHE, Asked, Seen, difference, from_nothing, incremental, served
from tests.incremental.living import always

KEPT = (
    "pages/*.json",
    "shells/*/index.json",
    "shells/*/*.html",
    "shells/*/files/**/*",
    "memory.sqlite",
)
"""What the cache consists of."""


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _scrambled(path: Path) -> None:
    path.write_bytes(os.urandom(len(path.read_bytes())))


def _another_shape(path: Path) -> None:
    path.write_text('{"": ["x", {}, ""], "key": 1, "index": {"a": "b"}, "folders": {"a": 1}, "shells": 1}', "utf-8")


def _a_list(path: Path) -> None:
    path.write_text("[1, 2]", "utf-8")


def _gone(path: Path) -> None:
    path.unlink()


def _unreadable(path: Path) -> None:
    """For the superuser too."""
    path.unlink()
    path.symlink_to(path.name)


DAMAGES: tuple[Callable[[Path], None], ...] = (
    _emptied,
    _cut,
    _scrambled,
    _another_shape,
    _a_list,
    _gone,
    _unreadable,
)


@dataclass(frozen=True)
class Ready:
    """A root that has been built, its cache, and what a build of its next state must be."""

    root: Path
    cache: Path
    site: Path
    full: Seen


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """Built, then changed: some of what is kept is still good."""
    folder = tmp_path_factory.mktemp("kept")
    root = folder / "root"
    small_root(root)
    with pytest.MonkeyPatch.context() as patch:
        always(patch)
        incremental(root, Asked())
    cache = (root / CACHE).rename(folder / "cache")
    site = (root / "site").rename(folder / "site")
    record = sorted((root / "records/2017/jichu").glob("*-committee-meeting.md"))[0]
    record.write_text(record.read_text("utf-8").replace("---\n", "---\n标题: 新的题目\n", 1), "utf-8")
    return Ready(root, cache, site, from_nothing(root, Asked()))


@pytest.fixture
def root(ready: Ready) -> Path:
    """The root in its next state, with the cache and the output of the one before."""
    for kept, name in ((ready.cache, CACHE), (ready.site, "site")):
        place = ready.root / name
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
        shutil.copytree(kept, place, symlinks=True)
    return ready.root


def files(root: Path, pattern: str) -> list[Path]:
    """The files of the cache that the pattern names."""
    return sorted(path for path in (root / CACHE).glob(pattern) if path.is_file())


def test_every_file_of_the_cache_is_damaged_below(root: Path) -> None:
    every = {path for path in (root / CACHE).rglob("*") if path.is_file()}
    assert every == {path for pattern in KEPT for path in files(root, pattern)}


CASES = [
    pytest.param(
        kept,
        damage,
        id=f"{kept}-{damage.__name__.strip('_')}",
        marks=[] if (place + number) % 9 == 0 else pytest.mark.proof,
    )
    for place, kept in enumerate(KEPT)
    for number, damage in enumerate(DAMAGES)
]
"""Every damage to every part; one in nine without `make proof`."""


@pytest.mark.parametrize(("kept", "damage"), CASES)
def test_what_is_damaged_is_made_again(ready: Ready, root: Path, kept: str, damage: Callable[[Path], None]) -> None:
    for path in files(root, kept):
        damage(path)
    assert not difference(incremental(root, Asked()), ready.full)


@pytest.mark.parametrize("kept", ["", "memory.sqlite"])
def test_a_cache_that_cannot_be_written_keeps_nobody_from_reading(ready: Ready, root: Path, kept: str) -> None:
    place = root / CACHE / kept
    shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    if kept:
        (place / "in the way").mkdir(parents=True)
    else:
        place.write_text("in the way", "utf-8")
    assert Asked().told(root) == ready.full.said[1:]


SENTENCES = (
    ("generator/types/records/organizational_life.yml", "支部委员会", "支部委员会会议"),
    ("generator/publish/pages/parts/due.py", "AHEAD = 30", "AHEAD = 60"),
    ("templates/record.html.j2", "<h1", "<h1 data-of=other"),
)
"""Something of the program that shows on pages, and another way to say it."""


def test_what_another_version_of_the_program_kept_is_not_used(ready: Ready, root: Path, tmp_path: Path) -> None:
    for name in ("generator", "templates"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, old, new in SENTENCES:
        path = tmp_path / name
        text = path.read_text("utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new), "utf-8")
    trees = []
    for fresh in (False, True):
        if fresh:
            shutil.rmtree(root / CACHE)
        out = root / ("new" if fresh else "site")
        argv = ("--root", str(root), "build", "--as-of", Asked().as_of, "--out", str(out))
        subprocess.run([sys.executable, "-m", "generator", *argv], cwd=tmp_path, check=True, capture_output=True)
        trees.append(served(out / "public"))
        shutil.rmtree(out)
    assert trees[0] == trees[1]
    assert trees[0][0] != ready.full.files
