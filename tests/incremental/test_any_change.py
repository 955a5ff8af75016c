"""After any changes an incremental build is, byte for byte, the build from nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.attached.samples import pdf
from tests.incremental.changing import CHANGES, PROJECT, Changing, front_matter, small_root, write_record
from tests.incremental.comparing import CACHE, OUT, Asked, Seen, Warm, difference, from_nothing, incremental, served
from tests.incremental.killed import PROGRAM
from tests.incremental.living import always, life
from tests.shop import Shop

AT_ONCE = 10
FOR_MEMBERS = Asked(audience="members")


@pytest.fixture(autouse=True)
def as_in_a_large_and_old_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is too fresh to be kept, nothing too little to be read by several processes."""
    always(monkeypatch)


def test_a_life_of_every_kind_of_change(tmp_path: Path) -> None:
    """A failure tells the changes before the build, and each file that differs with its first lines."""
    steps = -(-len(CHANGES) // AT_ONCE)
    assert len(list(life(tmp_path / "root", seed=7, steps=steps, at_once=AT_ONCE))) == steps + 1


def test_a_life_of_a_process_that_goes_on(tmp_path: Path) -> None:
    assert len(list(life(tmp_path / "root", seed=8, steps=3, at_once=AT_ONCE, build=Warm()))) == 4


@pytest.fixture
def school(shop: Shop, tmp_path: Path) -> Changing:
    """A root of one year for members, with the cache and the output of a build."""

    def make(root: Path) -> None:
        small_root(root, years=[2017])
        assert FOR_MEMBERS.build(root, root / OUT).code == 0

    return Changing(shop.copied("small", make, tmp_path / "root"), Random(1), FOR_MEMBERS)


def titled(school: Changing, path: Path, title: str, at: int) -> None:
    """Gives the record a title, as if at that moment (nanoseconds)."""
    fields, body = front_matter(path)
    write_record(path, fields | {"标题": title}, body)
    os.utime(path, ns=(at, at))


def says(school: Changing, path: Path, said: str) -> Seen:
    """Builds; the record's page says the words."""
    kept = incremental(school.root, school.asked)
    assert said in kept.files["/".join((*path.parts[-3:-1], f"{path.stem}.html"))].decode()
    return kept


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(1, id="in the second", marks=pytest.mark.proof),
        pytest.param(-1, id="back", marks=pytest.mark.proof),
        pytest.param(0, id="same time"),
        pytest.param(-(10**18), id="years back", marks=pytest.mark.proof),
    ],
)
def test_a_change_of_the_same_size_whatever_the_clock_says(school: Changing, later: int) -> None:
    """The time of the last change tells nothing by itself: clocks are set back, tools keep old times."""
    path = school.record("2017/[!_]*/[01][0-9]-*meeting*.md")
    at = path.stat().st_mtime_ns
    titled(school, path, "第一个题目", at)
    says(school, path, "第一个题目")
    size = path.stat().st_size
    titled(school, path, "第二个题目", at + later)
    assert path.stat().st_size == size
    kept = says(school, path, "第二个题目")
    assert not difference(kept, from_nothing(school.root, school.asked))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"标题": "换了题目"}, marks=pytest.mark.proof),
        {"公开范围": "学校党委"},
        pytest.param({"类型": "党课"}, marks=pytest.mark.proof),
    ],
)
def test_a_like_record_of_another_branch(school: Changing, changed: dict[str, str]) -> None:
    """A scorecard names what is like a record of the branch, wherever it is."""
    one, other = (school.record(f"2017/{unit}/[01][0-9]-*-group-meeting.md") for unit in ("jichu", "jidian"))
    body = front_matter(one)[1] * 3
    for path in (one, other):
        write_record(path, front_matter(path)[0], body)
    name = f"{other.stem}.html"
    assert name in incremental(school.root, school.asked).files["2017/jichu/index.html"].decode()
    write_record(other, front_matter(other)[0] | changed, body)
    assert not difference(incremental(school.root, school.asked), from_nothing(school.root, school.asked))


def test_a_record_that_another_names_in_words_is_closed(school: Changing) -> None:
    """What is said of it goes with it, on the pages of whoever said so and wherever these are listed."""
    one, other = (school.record(f"2017/{unit}/[01][0-9]-*-group-meeting.md") for unit in ("jichu", "jidian"))
    named = f"2017/jidian/{other.stem}"
    write_record(one, front_matter(one)[0] | {"标题": f"学习 {named} 的做法"}, "")
    page = f"2017/jichu/{one.stem}.html"
    assert named in incremental(school.root, school.asked).files[page].decode()
    write_record(other, front_matter(other)[0] | {"公开范围": "学校党委"}, "")
    kept = incremental(school.root, school.asked)
    assert named not in kept.files[page].decode()
    assert not difference(kept, from_nothing(school.root, school.asked))


def test_as_many_processes_as_there_may_be_make_the_same_site(school: Changing) -> None:
    trees = []
    for jobs in ("1", "3"):
        shutil.rmtree(school.root / CACHE)
        out = school.root / f"by-{jobs}"
        argv = ("--root", str(school.root), "build", "--as-of", school.asked.as_of, "--out", str(out), "--jobs", jobs)
        subprocess.run([sys.executable, "-c", PROGRAM, *argv], cwd=PROJECT, check=True, capture_output=True)
        trees.append(served(out / "public"))
    assert trees[0] == trees[1]
    assert trees[0][0]


def test_an_attachment_replaced_by_one_of_the_same_size_and_time(school: Changing) -> None:
    path = school.record("2017/jichu/[01][0-9]-*.md")
    fields, body = front_matter(path)
    write_record(path, fields | {"附件": ["签到表.pdf"]}, body)
    attached = path.with_suffix("") / "签到表.pdf"
    attached.parent.mkdir()
    for text in (b"one", b"two"):
        attached.write_bytes(pdf(lambda made, text=text: setattr(made.Root, "Lang", text.decode())))
        os.utime(attached, ns=(10**18, 10**18))
        kept = incremental(school.root, school.asked)
        assert b"(%s)" % text in kept.files[f"2017/jichu/{path.stem}/签到表.pdf"]
