"""A folder in which nothing has changed is taken whole, by a process that goes on without a look at it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.model.problem import Problem
from generator.read import listings, source
from generator.read.frame import Frame, read_frame
from generator.read.listings import Listings
from generator.read.source import Source, read_source
from tests.school import School, branch

MEETING, LISTS = "2017/jichu/03-08-committee-meeting", "records/2017/jichu/rectification.yml"
PRIVATE = {"record_roots": [{"path": "records"}, {"path": "private", "shared": False}]}


pytestmark = pytest.mark.usefixtures("settled")


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were looked at."""
    found: list[str] = []
    real = listings._entries

    def watched(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
        found.append(folder.name)
        return real(folder)

    monkeypatch.setattr(listings, "_entries", watched)
    return found


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch("jichu"), branch("jidian"), config=PRIVATE)
    school.record(MEETING)
    school.record("2017/jidian/03-08-committee-meeting")
    school.write(LISTS, "problems: [{id: P1, found_on: 2017-03-01}]\n")
    return school


def frame_of(school: School) -> Frame:
    frame = read_frame(school.root)
    frame.store.held = {}
    return frame


def told(source: Source) -> list[tuple[str, str]]:
    return [(each.file, each.code) for each in source.problems if isinstance(each, Problem)]


def test_what_is_held_is_not_looked_at_until_something_in_it_changes(school: School, looked_at: list[str]) -> None:
    frame, held = frame_of(school), Listings(held=True)
    read_source(frame, held)
    first = read_source(frame, held)  # now it is known by what is kept
    looked_at.clear()
    again = read_source(frame, held)
    assert "jichu" not in looked_at and "jidian" not in looked_at
    assert again == first and again.rectification.keys() == {(2017, "jichu")}
    assert all(one is other for one, other in zip(again.records, first.records, strict=True))
    changed = school.root / f"records/{MEETING}.md"
    changed.write_text(changed.read_text("utf-8") + "另议一事。\n", "utf-8")
    held.forget([changed])
    looked_at.clear()
    now = {each.branch: each for each in read_source(frame, held).records}
    assert "另议一事" in now["jichu"].body
    assert now["jidian"] is next(each for each in first.records if each.branch == "jidian")
    assert "jichu" in looked_at and "jidian" not in looked_at


@pytest.mark.parametrize(
    "path", ["records/2017/jichu", "records/2017", "records/2017/jichu/03-09-new.md", "elsewhere/x"]
)
def test_a_folder_is_looked_at_again_where_a_path_lies_in_or_above_it(
    school: School, looked_at: list[str], path: str
) -> None:
    frame, held = frame_of(school), Listings(held=True)
    for _ in range(2):
        read_source(frame, held)
    held.forget([school.root / path])
    looked_at.clear()
    read_source(frame, held)
    assert "jichu" in looked_at


def test_a_folder_with_a_folder_in_it_is_looked_at_each_time(school: School, looked_at: list[str]) -> None:
    """What lies deeper may change without a word of the folder."""
    (school.root / f"records/{MEETING}").mkdir()
    (school.root / "records/2017/jidian/more").mkdir()
    frame, held = frame_of(school), Listings(held=True)
    for _ in range(2):
        read_source(frame, held)
    looked_at.clear()
    read_source(frame, held)
    assert {"jichu", "jidian", "more"} <= {*looked_at}


@pytest.mark.parametrize("held", [False, True])
@pytest.mark.parametrize(("first", "second"), [("records", "private"), ("private", "records")])
def test_twins_in_two_roots_are_told_however_well_both_are_known(
    school: School, first: str, second: str, held: bool
) -> None:
    """The root that is read last may have been there first, and not be looked at any more."""
    (one, other), listings = (school.root / each / f"{MEETING}.md" for each in (first, second)), Listings(held)
    data = (school.root / f"records/{MEETING}.md").read_bytes()
    (school.root / f"records/{MEETING}.md").unlink()
    for each in (one, other):
        each.parent.mkdir(parents=True, exist_ok=True)
    one.write_bytes(data)
    frame = frame_of(school)
    for _ in range(3):
        assert not told(read_source(frame, listings))
    other.write_bytes(data)
    listings.forget([other])
    for _ in range(3):
        found = read_source(frame, listings)
        assert [code for _, code in told(found)].count("stem_twice") == 2
        assert [each.branch for each in found.records] == ["jidian"]
    other.unlink()
    listings.forget([other])
    found = read_source(frame, listings)
    assert not told(found) and {each.branch for each in found.records} == {"jichu", "jidian"}


@pytest.mark.parametrize("held", [False, True])
def test_lists_in_two_roots_are_told_however_well_both_are_known(school: School, held: bool) -> None:
    frame, listings = frame_of(school), Listings(held)
    for _ in range(2):
        read_source(frame, listings)
    school.write("private/2017/jichu/rectification.yml", "problems: [{id: P1, found_on: 2017-03-01}]\n")
    listings.forget([school.root / "private/2017"])
    for _ in range(3):
        found = read_source(frame, listings)
        assert [code for _, code in told(found)].count("lists_twice") == 2
        assert not found.rectification


def test_folders_that_differ_in_case_alone_are_told_however_well_both_are_known(school: School) -> None:
    frame = frame_of(school)
    read_source(frame)
    school.write(f"records/2017/JICHU/{MEETING.rpartition('/')[2]}.md", "---\n类型: 支委会\n日期: 2017-03-08\n---\n")
    if len(list((school.root / "records/2017").iterdir())) < 3:
        pytest.skip("here both are one folder")
    for _ in range(3):
        assert "case_clash" in [code for _, code in told(read_source(frame))]


@pytest.mark.parametrize(("twin", "code"), [("03-08-committee-meeting.yml", "stem_twice"), ("", "case_clash")])
def test_twins_in_one_folder_are_told_where_each_was_read_by_itself(
    school: School, monkeypatch: pytest.MonkeyPatch, twin: str, code: str
) -> None:
    """Several processes read the files of folders of which nothing is known."""
    monkeypatch.setattr(source, "MANY", 1)
    file = school.root / f"records/{MEETING}.md"
    other = file.with_name(twin) if twin else file.with_name("03-08-Committee-meeting.md")
    text = file.read_text("utf-8")
    other.write_text(text.split("---\n")[1] if twin else text, "utf-8")
    if len(list(file.parent.iterdir())) < 3:
        pytest.skip("here both are one file")
    for held in (Listings(), Listings(held=True)):
        for _ in range(3):
            assert code in [each for _, each in told(read_source(frame_of(school), held))]
