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
from tests.attached.samples import sample
from tests.school import CAMPAIGN, PRIVATE, Ran, School, branch, command, working_calendar
from tests.shop import Shop
from tests.spared import indexed
from tests.thinned import ENTERED, entered, thinned

PROJECT = Path(__file__).resolve().parents[2]
LISTS = "rectification.yml"
ID = re.compile(r"\d{4}/\w+/[\w-]+")
BY = ("--by", "归档员")
EARLY = "年底前先归一次"
"""Why the year is put away before it is over."""
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
    """One record in forty, those that the lists rest on, and packs: templates and other pages are the program's."""
    files = dict(demonstration(2, [2016, 2017]))
    named = {
        f"records/{each}.{end}"
        for path, text in files.items()
        if path.endswith(LISTS)
        for each in ID.findall(text)
        for end in ("md", "yml")
    }
    kept = {
        **dict(thinned(files.items(), 40)),
        **{path: files[path] for path in files if path in named or "/2016/_committee" in path},
    }
    kept[ENTERED] = entered(files[ENTERED], kept)
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
    assert archived(root, "2016").code == 0
    first = archived(root, "2017", "--audience", "public", "--force", EARLY)
    assert first.code == 0, first
    again = archived(root, "2017", "--reason", "机电支部测评票重新核对", "--force", EARLY)
    assert again.code == 0, again


@pytest.fixture(scope="session")
def unit(shop: Shop, no_power_failure: None) -> Path:
    """The root, not to be changed; its bags are 2016-v1, 2017-v1, 2017-v1-public and 2017-v2, in this order."""
    return shop.once("unit", _make)


def make_small(root: Path) -> None:
    """A branch that met once, a notice that is over, an attachment; in a repository."""
    made = School(root, branch(), config=CAMPAIGN | PRIVATE)
    working_calendar(made)
    made.record("2017/jichu/03-08-committee-meeting", {"attachments": ["签到表.pdf"]})
    made.write("records/2017/jichu/03-08-committee-meeting/签到表.pdf", sample("a.pdf"))
    made.record("2017/_committee/12-11-committee-decision")
    made.record("2017/_committee/12-12-public-notice")
    commit(root)


@pytest.fixture(scope="session")
def small(shop: Shop, no_power_failure: None) -> Path:
    """A root of three records with its only bag, 2017-v1."""

    def make(root: Path) -> None:
        make_small(root)
        with indexed():
            ran = archived(root, "2017", "--as-of", "2018-03-01")
        assert ran.code == 0, ran

    return shop.once("small and archived", make)


@pytest.fixture
def archive(unit: Path, tmp_path: Path) -> Path:
    """Its archive folder, to damage by putting other files in the place of those there: they are shared."""
    return linked(unit / "archive", tmp_path / "archive")


def linked(folder: Path, to: Path) -> Path:
    """The folder again, of the same files."""
    shutil.copytree(folder, to, symlinks=True, copy_function=os.link)
    for each, _, _ in os.walk(to):
        Path(each).chmod(0o755)
    return to


def put(path: Path, data: bytes) -> None:
    """Another file in the place of the one there, or where there is none."""
    path.unlink(missing_ok=True)
    path.write_bytes(data)


@pytest.fixture(scope="session", autouse=True)
def no_power_failure() -> Iterator[None]:
    """Nobody pulls the plug here: waiting for the disk of a machine that does much else would take minutes.

    And whoever works here is at home where no page can speak of: a guide may well name a folder `root/`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "sync", lambda: None)
        patch.setenv("HOME", "/home/whoever-works-here")
        yield
