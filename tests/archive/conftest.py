"""A small unit of two branches and two years, its first year frozen, then its second in two versions."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.demo import demonstration
from tests.school import Ran, command
from tests.shop import Shop
from tests.spared import indexed
from tests.thinned import thinned

PROJECT = Path(__file__).resolve().parents[2]
LISTS = "rectification.yml"
ID = re.compile(r"\d{4}/\w+/[\w-]+")
BY = ("--by", "归档员")
GIT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    **{
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (
            ("NAME", "clerk-of-git"),
            ("EMAIL", "clerk@example.org"),
            ("DATE", "2017-12-20T09:00:00+08:00"),
        )
    },
}
"""The same commit wherever and whenever it is made."""


def archived(root: Path, *argv: str) -> Ran:
    """`wuhao archive` on the root; a traceback fails the case."""
    ran = command("--root", str(root), "archive", *argv, *BY)
    assert "Traceback" not in ran.out + ran.err, ran.err
    return ran


def make_unit(root: Path, order: int = 1) -> None:
    """One record in six, those that the lists rest on, and packs: templates and other pages are the program's."""
    files = dict(demonstration(2, [2016, 2017]))
    named = {
        f"records/{each}.{end}"
        for path, text in files.items()
        if path.endswith(LISTS)
        for each in ID.findall(text)
        for end in ("md", "yml")
    }
    kept = {**dict(thinned(files.items(), 6)), **{path: files[path] for path in sorted(named & files.keys())}}
    for path, text in kept.items() if order > 0 else reversed(kept.items()):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    shutil.copytree(PROJECT / "content" / "standards", root / "content" / "standards")
    shutil.copytree(PROJECT / "records" / "calendar", root / "records" / "calendar", dirs_exist_ok=True)


def commit(root: Path) -> None:
    """All of the root in a repository."""
    for argv in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "records"]):
        subprocess.run(["git", *argv], cwd=root, env=GIT, check=True)


def _make(root: Path) -> None:
    make_unit(root)
    commit(root)
    with indexed():
        assert archived(root, "2016").code == 0
    first = archived(root, "2017", "--audience", "public")
    assert first.code == 0, first
    again = archived(root, "2017", "--reason", "机电支部测评票重新核对")
    assert again.code == 0, again


@pytest.fixture(scope="session")
def unit(shop: Shop) -> Path:
    """The root, not to be changed; its bags are 2016-v1, 2017-v1, 2017-v1-public and 2017-v2, in this order."""
    return shop.once("unit", _make)


@pytest.fixture
def archive(unit: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of its archive folder, to damage."""
    copy = tmp_path / "archive"
    shutil.copytree(unit / "archive", copy, symlinks=True)
    writable(copy)
    yield copy


def writable(folder: Path) -> None:
    """Lets everything in it be changed, as somebody with rights to it can."""
    for each, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(each, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() else 0o644)
