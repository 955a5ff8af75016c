"""A frame that was read before is the same one; another content anywhere, or a damaged cache, is read anew."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cache.store import FILE, Store
from generator.model.failure import Broken
from generator.read import frame, frame_files
from generator.read.frame import Framed, read_frame
from generator.read.reading_cache import SETTLED
from tests.school import School, branch, working_calendar


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(frame, "LARGE", 1)
    school = School(tmp_path, branch(valid_from="2014年9月1日"), branch("caijing", groups=["g1"]))
    working_calendar(school)
    return tmp_path


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Roots whose files were read, a day after they were written."""
    read: list[Path] = []
    found = frame_files.read_frame_files

    def told(root: Path) -> Framed:
        read.append(root)
        return found(root)

    monkeypatch.setattr(frame_files, "read_frame_files", told)
    later = time.time_ns() + 2 * SETTLED
    monkeypatch.setattr(frame.time, "time_ns", lambda: later)
    return read


def test_the_same_with_the_same_said_of_it(root: Path, readings: list[Path]) -> None:
    first = read_frame(root)
    again = read_frame(root)
    assert len(readings) == 1
    assert again == first
    kinds, before = (sorted(re.findall(r"[\w.']+", repr(each))) for each in (again, first))  # a set has no order
    assert kinds == before
    assert again.problems  # a reminder is said every time
    assert [list(map(id, of_year)) for of_year in again.packs.each] == [
        [id(again.packs.each[0][0])] for _ in again.packs.each
    ], "a pack of several years is one"


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Another content of the same length, at the same time."""

    def change(root: Path) -> None:
        file = root / path
        stamp, text = file.stat(), file.read_text("utf-8")
        assert old in text and len(old.encode()) == len(new.encode())
        file.write_text(text.replace(old, new, 1), "utf-8")
        os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    return change


def one_more_calendar(root: Path) -> None:
    shutil.copy(root / "records/calendar/2017.yml", root / "records/calendar/2016.yml")


def test_whatever_of_it_changes_is_read_anew(root: Path, readings: list[Path]) -> None:
    changes = (
        edit("records/organization.yml", "caijing党支部", "xinxi55党支部"),
        edit("records/calendar/2017.yml", "元旦", "新年"),
        one_more_calendar,
        lambda root: (root / "records/calendar/2016.yml").unlink(),
        edit(f"{frame.OWN_STANDARDS}/five-good.yml", "支部", "党部"),
        lambda root: (root / frame.OWN_STANDARDS / "five-good.yml").unlink(),
        lambda root: (root / "site_config.yml").write_text("packs: {scoring: five-good}\n", "utf-8"),
    )
    for number, change in enumerate(changes):
        read_frame(root)
        before = len(readings)
        change(root)
        after = read_frame(root)
        assert len(readings) == before + 1, number
        assert read_frame(root) == after, number
        assert len(readings) == before + 1, number
        assert after == frame.Frame(root, *frame_files.read_frame_files(root), after.store), number
        readings.pop()


def test_what_was_just_written_is_read_again(root: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    written = (root / "site_config.yml").stat().st_mtime_ns
    monkeypatch.setattr(frame.time, "time_ns", lambda: written + 1000)
    read_frame(root)
    read_frame(root)
    assert len(readings) == 2


def test_what_has_an_error_is_told_every_time(root: Path, readings: list[Path]) -> None:
    read_frame(root)
    (root / "records/organization.yml").write_text("党支部: [{编号: A b}]\n", "utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(Broken) as broken:
            read_frame(root)
        told.append([each.code for each in broken.value.problems])
    assert told[0] == told[1] != []


def test_an_old_template_is_told_of_whatever_is_kept(root: Path, readings: list[Path]) -> None:
    read_frame(root)
    (root / "templates").mkdir()
    (root / "templates/page.html").write_text("{# wuhao 1 #}\n", "utf-8")
    assert "template_gone" in {each.code for each in read_frame(root).problems}
    assert len(readings) == 1


@pytest.mark.parametrize("damage", [b"", b"x" * 5000])
def test_a_damaged_cache_is_as_good_as_none(root: Path, readings: list[Path], damage: bytes) -> None:
    before = read_frame(root)
    (root / FILE).write_bytes(damage)
    assert read_frame(root) == read_frame(root) == before


@pytest.mark.parametrize("value", [None, 5, "x", (), (1, 2), ({}, ()), ({}, (1, 2, 3, 4, 5))])
def test_what_is_no_frame_is_none(root: Path, readings: list[Path], value: object) -> None:
    before = read_frame(root)
    frame._table(Store(root / FILE)).put([("frame", value)])
    assert read_frame(root) == before


def test_a_small_one_makes_no_cache(root: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "LARGE", 10**6)
    read_frame(root)
    assert not (root / FILE).exists()
