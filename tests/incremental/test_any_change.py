"""After any changes an incremental build is, byte for byte, the build from nothing."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from tests.incremental.changing import CHANGES, Changing, front_matter, small_root, write_record
from tests.incremental.comparing import difference, from_nothing, incremental
from tests.incremental.living import life

AT_ONCE = 4
RECORD = "records/2017/jichu/03-09-committee-meeting.md"


@pytest.fixture(autouse=True)
def no_file_is_too_fresh_to_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read is kept only of a file some seconds old; here every file counts as old."""
    monkeypatch.setattr("generator.read.kept.SETTLED", 0, raising=False)


def test_a_life_of_every_kind_of_change(tmp_path: Path) -> None:
    """A failure tells the changes before the build, and each file that differs with its first lines."""
    steps = -(-len(CHANGES) // AT_ONCE)
    assert len(list(life(tmp_path / "root", seed=7, steps=steps, at_once=AT_ONCE))) == steps + 1


@pytest.fixture
def school(tmp_path: Path) -> Changing:
    """Built once."""
    root = tmp_path / "root"
    small_root(root)
    school = Changing(root, Random(1))
    incremental(root, school.asked)
    return school


def titled(school: Changing, path: Path, title: str, at: int) -> None:
    """Gives the record a title, as if at that moment (nanoseconds)."""
    fields, body = front_matter(path)
    write_record(path, fields | {"标题": title}, body)
    os.utime(path, ns=(at, at))


def the_same(school: Changing, said: str) -> None:
    """Builds both ways; the pages say the words."""
    kept = incremental(school.root, school.asked)
    assert not difference(kept, from_nothing(school.root, school.asked))
    assert any(said.encode() in content for path, content in kept.files.items() if path.endswith(".html"))


@pytest.mark.parametrize("later", [1, -1, 0, -(10**18)], ids=["in the second", "back", "same time", "years back"])
def test_a_change_of_the_same_size_whatever_the_clock_says(school: Changing, later: int) -> None:
    """The time of the last change tells nothing by itself: clocks are set back, tools keep old times."""
    path = school.record("2017/[!_]*/[01][0-9]-*meeting*.md")
    at = path.stat().st_mtime_ns
    titled(school, path, "第一个题目", at)
    the_same(school, "第一个题目")
    size = path.stat().st_size
    titled(school, path, "第二个题目", at + later)
    assert path.stat().st_size == size
    the_same(school, "第二个题目")


@pytest.mark.parametrize("changed", [{"标题": "换了题目"}, {"公开范围": "学校党委"}, {"类型": "党课"}])
def test_a_like_record_of_another_branch(school: Changing, changed: dict[str, str]) -> None:
    """A scorecard names what is like a record of the branch, wherever it is."""
    one, other = (school.record(f"2017/{unit}/[01][0-9]-*-group-meeting.md") for unit in ("jichu", "jidian"))
    body = front_matter(one)[1] * 3
    for path in (one, other):
        write_record(path, front_matter(path)[0], body)
    school.ask(audience="members")
    name = f"{other.stem}.html"
    assert name in incremental(school.root, school.asked).files["2017/jichu/index.html"].decode()
    write_record(other, front_matter(other)[0] | changed, body)
    assert not difference(incremental(school.root, school.asked), from_nothing(school.root, school.asked))


def test_an_attachment_replaced_by_one_of_the_same_size_and_time(school: Changing) -> None:
    path = school.record("2017/jichu/[01][0-9]-*.md")
    fields, body = front_matter(path)
    write_record(path, fields | {"附件": ["签到表.pdf"]}, body)
    attached = path.with_suffix("") / "签到表.pdf"
    attached.parent.mkdir()
    school.ask(audience="members")
    for text in (b"%PDF 1", b"%PDF 2"):
        attached.write_bytes(text)
        os.utime(attached, ns=(10**18, 10**18))
        kept = incremental(school.root, school.asked)
        assert kept.files[f"2017/jichu/{path.stem}/签到表.pdf"] == text
        assert not difference(kept, from_nothing(school.root, school.asked))
