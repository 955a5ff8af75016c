"""The day a record came in: when it first counted, however it was moved, brought to form or merged since."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.cache.store import FILE as MEMORY
from generator.read.frame import read_frame
from generator.read.source import Source, read_source
from tests.read.repository import Repository
from tests.school import OMIT, PRIVATE, School, branch

MEETING = "2017/jichu/03-08-committee-meeting"
FILE = f"records/{MEETING}.md"


class Recorded(School):
    """A school in a repository of its own."""

    def __init__(self, root: Path, *branches: Any, **more: Any) -> None:
        super().__init__(root, *branches, **more)
        self.repository = Repository(root)
        self.commit("2017-01-01")

    def commit(self, day: str) -> None:
        self.repository.commit(day)

    @property
    def source(self) -> Source:
        return read_source(read_frame(self.root))

    def entered(self) -> date | None:
        """The day of the only record."""
        (record,) = self.source.records
        return self.source.entered_on.get(record.id)


@pytest.fixture
def school(tmp_path: Path) -> Recorded:
    return Recorded(tmp_path / "root", branch(), branch("jidian"))


def late(school: School) -> list[str]:
    found: list[str] = school.status(as_of="2017-12-31")["branches"]["jichu"]["late_entries"]
    return found


def test_a_record_changed_later_keeps_its_day(school: Recorded) -> None:
    school.record(MEETING)
    school.commit("2017-03-15")
    assert (school.entered(), late(school)) == (date(2017, 3, 15), [])
    school.record(MEETING, {"地点": "第二会议室"}, body="补充了会议内容。\n")
    school.commit("2017-05-02")
    assert (school.entered(), late(school)) == (date(2017, 3, 15), [])


def test_one_day_too_late_is_late(school: Recorded) -> None:
    school.record(MEETING)
    school.commit("2017-03-16")
    assert late(school) == [MEETING]


def test_renamed_as_check_advises_it_keeps_its_day(school: Recorded) -> None:
    """A wrong name was an error: the record did not count, but all that it says was there."""
    text = (school.root / f"records/{school.record(MEETING)}.md").read_text("utf-8")
    (school.root / FILE).unlink()
    school.write("records/2017/jichu/03-09-committee-meeting.md", text)
    school.commit("2017-03-09")
    assert [problem["code"] for problem in school.problems()] == ["date_misplaced"]
    school.repository.git("mv", "records/2017/jichu/03-09-committee-meeting.md", FILE)
    school.commit("2017-05-02")
    assert (school.entered(), late(school)) == (date(2017, 3, 9), [])


def test_moved_to_the_branch_it_is_of_it_keeps_its_day(school: Recorded) -> None:
    school.record("2017/jidian/03-08-committee-meeting")
    school.commit("2017-03-09")
    school.repository.git("mv", "records/2017/jidian", "records/2017/jichu")
    school.commit("2017-05-02")
    assert school.entered() == date(2017, 3, 9)


def test_a_record_made_out_of_an_older_one_by_renaming_it_has_its_own_day(school: Recorded) -> None:
    long = "".join(f"第{number}项：照常进行。\n" for number in range(30))
    school.record(MEETING, body=long)
    school.commit("2017-03-09")
    text = (school.root / FILE).read_text("utf-8").replace("2017-03-08", "2017-04-12")
    (school.root / FILE).unlink()
    school.write("records/2017/jichu/04-12-committee-meeting.md", text)
    school.commit("2017-04-13")
    assert school.entered() == date(2017, 4, 13)


@pytest.mark.parametrize(
    "unfinished", [{"草稿": True}, {"主持人": OMIT}, {"主持人": "待补"}, {"应到": 5, "实到": 9}, {"nosuch": 1}]
)
def test_it_came_in_when_it_first_counted(school: Recorded, unfinished: dict[str, Any]) -> None:
    school.record(MEETING, unfinished)
    school.commit("2017-03-09")
    school.record(MEETING)
    school.commit("2017-08-20")
    assert (school.entered(), late(school)) == (date(2017, 8, 20), [MEETING])
    # Once it had counted, it stays so, whatever is made of it afterwards.
    school.record(MEETING, {"草稿": True})
    school.commit("2017-09-20")
    school.record(MEETING, body="写得更细了。\n")
    school.commit("2017-10-20")
    assert school.entered() == date(2017, 8, 20)


def test_a_draft_keeps_the_day_it_was_begun(school: Recorded) -> None:
    for number, day in enumerate(("2017-03-09", "2017-04-09")):
        school.record(MEETING, {"草稿": True}, body=f"第{number}稿\n")
        school.commit(day)
    assert school.entered() == date(2017, 3, 9)


def test_written_out_and_not_committed_it_has_not_come_in(school: Recorded) -> None:
    for number, day in enumerate(("2017-03-09", "2017-04-09")):
        school.record(MEETING, {"草稿": True}, body=f"第{number}稿\n")
        school.commit(day)
    school.record(MEETING)
    assert school.entered() is None
    assert school.source.entry_unknown == {}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_brought_to_form_it_keeps_its_day(school: Recorded, encoding: str) -> None:
    school.record(MEETING)
    text = (school.root / FILE).read_text("utf-8").replace("2017-03-08", "2017年3月8日").replace("实到: 5", "实到: 5人")
    school.write(FILE, text.encode(encoding))
    school.commit("2017-03-09")
    assert school.run("fmt").code == 0
    school.commit("2017-06-09")
    assert "2017-03-08" in (school.root / FILE).read_text("utf-8")
    assert school.entered() == date(2017, 3, 9)


def test_merged_by_the_pull_of_another_it_keeps_its_day(school: Recorded) -> None:
    school.repository.git("switch", "--quiet", "-c", "other")
    school.commit("2017-04-01")
    school.repository.git("switch", "--quiet", "main")
    school.record(MEETING)
    school.commit("2017-03-09")
    school.repository.git("switch", "--quiet", "other")
    school.repository.merge("main", "2017-04-20", "Merge branch 'main' of https://git.example/records")
    assert school.entered() == date(2017, 3, 9)


def test_entered_csv_overrides_history(school: Recorded) -> None:
    school.record(MEETING)
    school.write("records/entered.csv", f"record,entered_on\n{MEETING},2017-03-10\n")
    school.commit("2017-06-09")
    assert school.entered() == date(2017, 3, 10)


def test_each_root_has_its_own_history(tmp_path: Path) -> None:
    school = Recorded(tmp_path / "root", config=PRIVATE)
    school.write(".gitignore", "private\n")
    school.record(MEETING)
    school.commit("2017-03-09")
    private = Repository(tmp_path / "root/private")
    text = (school.root / FILE).read_text("utf-8").replace("03-08", "03-07")
    private.commit("2017-05-02", **{"2017/jichu/03-07-committee-meeting.md": text})
    assert set(school.source.entered_on.values()) == {date(2017, 3, 9), date(2017, 5, 2)}


def test_what_a_version_made_of_is_kept(school: Recorded) -> None:
    for _ in range(2):
        test_it_came_in_when_it_first_counted(school, {"草稿": True})
        assert (school.root / MEMORY).is_file()
        school = Recorded(school.root.with_name("another"), branch(), branch("jidian"))


# ── Where it cannot be known ────────────────────────────────────────────────────────────────────────────────────────


def test_the_reason_why_it_is_unknown(school: Recorded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    school.record(MEETING)
    school.commit("2017-03-09")
    school.commit("2017-03-10")
    assert school.source.entry_unknown == {}
    clone = Repository(tmp_path / "clone", "--depth", "1", f"file://{school.root}")
    assert read_source(read_frame(clone.folder)).entry_unknown == {"shallow": 1}
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert school.source.entry_unknown == {"other_owner": 1}
    school.write("records/entered.csv", f"record,entered_on\n{MEETING},2017-03-10\n")
    assert school.source.entry_unknown == {}


def test_every_place_that_shows_late_entry_says_so_once(school: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("08", "09"):
        school.record(MEETING.replace("08", day))
    school.commit("2017-03-09")
    said = "有2条记录查不到录入日期"
    as_of = ("--as-of", "2017-12-31")
    for shown in (0, 1):
        for argv in (("check",), ("status", *as_of)):
            assert school.run(*argv).out.count(said) == shown
        ran = school.run("check", "--format", "json")
        assert (ran.out.count(said), ran.err.count(said)) == (0, shown)
        assert school.status(as_of="2017-12-31")["entry_unknown"] == (["other_owner"] if shown else [])
        for audience, pages in (("members", ["problems"]), ("committee", ["problems", "office"]), ("public", [])):
            school.run("build", *as_of, "--audience", audience)
            site = school.root / "site" / audience / "2017"
            named = {path.stem: path.read_text("utf-8").count(said) for path in site.glob("*.html")}
            assert {name for name, count in named.items() if count} == (set(pages) if shown else set())
            assert all(count <= 1 for count in named.values())
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


@pytest.mark.parametrize(("day", "told"), [("2017-03-07", ["entered_before_event"]), ("2017-03-08", [])])
def test_entered_before_its_event(school: Recorded, day: str, told: list[str]) -> None:
    school.record(MEETING)
    school.commit(day)
    assert [problem["code"] for problem in school.problems()] == told
    school.record(MEETING, {"草稿": True})
    assert school.problems() == []
