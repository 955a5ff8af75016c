"""year: a year begins with what it needs and what is still open; what is there stays as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.school import School, branch

LISTS = """\
problems:
  - {id: P1, standard: 3, problem: 记录简单, source: self, found_on: 2017-10-12, listed_on: 2017-10-20}
  - {id: P2, standard: 2, problem: 谈话不够, source: mass, found_on: 2017-10-13}
  - {id: P3, standard: 1, problem: 还没有措施, source: superior, found_on: 2017-10-14}
tasks:
  - {id: T1, problem: P1, goal: 规范, measures: [统一], due: 2017-11-30, done_on: 2017-11-20, evidence: [检查记录]}
  - {id: T2, problem: P2, goal: 谈到, measures: [列表, "先谈，书记带头"], due: 2017-12-29,
     progress: [{date: 2017-11-10, text: 谈了3人}]}
  - {id: T3, problem: P1, goal: 长期, due: 2018-03-01, long_term: true, review_on: 2018-03-01}
responsibilities:
  - {id: R1, task: T1, leader: 支部书记, responsible: 组织委员, supervisor: 学校党委组织科,
     verified: {by: 学校党委组织科, date: 2017-11-25, evidence: 检查记录}}
  - {id: R2, task: T2, leader: 支部书记, responsible: 宣传委员, supervisor: 学校党委组织科}
"""
AS_OF = {"demonstration": {"as_of": "2018-01-08"}}
NEW = "records/2018/jichu/rectification.yml"


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch(), branch("xinxi", valid_to="2017-12-31"), config=AS_OF)
    school.record("2017/jichu/03-08-committee-meeting")
    for unit in ("jichu", "xinxi"):
        school.write(f"records/2017/{unit}/rectification.yml", LISTS)
    assert school.check()[1]["problems"] == []
    return school


def files(school: School) -> dict[str, bytes]:
    there = (path for path in school.root.rglob("*") if path.is_file() and ".wuhao" not in path.parts)
    return {path.relative_to(school.root).as_posix(): path.read_bytes() for path in there}


def ids(school: School, path: str = NEW) -> list[str]:
    return re.findall(r"^  - 序号: (\S+)", (school.root / path).read_text("utf-8"), re.MULTILINE)


def test_what_is_open_goes_on_under_ids_that_tell_its_year(school: School) -> None:
    ran = school.run("year", "2018")
    assert ran.code == 0
    # T1 is closed, with what answers for it; P1 has another task; P3 has none yet.
    assert ids(school) == ["2017-P1", "2017-P2", "2017-P3", "2017-T2", "2017-T3", "2017-R2"]
    text = (school.root / NEW).read_text("utf-8")
    assert "records/2017/jichu/rectification.yml" in text
    assert "整改措施: [列表, 先谈，书记带头]" in text
    assert "进展情况:\n      - {日期: 2017-11-10, 内容: 谈了3人}" in text
    assert all(each in ran.out for each in ids(school))


def test_it_checks_clean_and_the_past_year_stays_as_it_was(school: School) -> None:
    before = school.status(as_of="2018-01-08"), files(school)
    school.run("year", "2018")
    assert school.check()[1]["problems"] == []
    assert school.status(as_of="2018-01-08") == before[0]
    assert files(school).items() >= before[1].items()


def test_the_new_year_counts_them(school: School) -> None:
    school.run("year", "2018")
    found = school.status(year=2018, as_of="2018-01-08")["branches"]["jichu"]["rectification"]
    assert found == {"total": 2, "open": 1, "overdue": 1, "verified": 0}


def test_folders_and_calendars_are_made(school: School) -> None:
    out = school.run("year", "2018").out
    for made in ("records/2018/jichu", "records/2018/_committee", "records/calendar/2018.yml"):
        assert (school.root / made).exists()
        assert made in out
    assert not (school.root / "records/2018/xinxi").exists()


def test_a_private_root_has_its_folders_too(tmp_path: Path) -> None:
    roots = [{"path": "records"}, {"path": "../beside", "shared": False}]
    school = School(tmp_path / "site", config={**AS_OF, "record_roots": roots})
    (tmp_path / "beside").mkdir()
    school.run("year", "2018")
    assert (tmp_path / "beside/2018/jichu/.gitkeep").is_file()


def test_of_a_branch_that_is_no_more_it_is_told(school: School) -> None:
    out = school.run("year", "2018").out
    assert re.search("xinxi党支部已撤销.*2017-T2", out)


def test_twice_does_nothing_more(school: School) -> None:
    school.run("year", "2018")
    before = files(school)
    ran = school.run("year", "2018")
    assert ran.code == 0
    assert "没有新建" in ran.out
    assert files(school) == before


def test_lists_that_are_there_are_left_alone_and_what_they_lack_is_told(school: School) -> None:
    own = "problems:\n  - {id: 2017-P2, standard: 2, problem: 谈话不够, source: mass, found_on: 2017-10-13}\n"
    school.write(NEW, own)
    out = school.run("year", "2018").out
    assert (school.root / NEW).read_text("utf-8") == own
    (told,) = (line for line in out.splitlines() if NEW in line and "没有改动" in line)
    assert "2017-P3" in told
    assert "2017-P2" not in told


def test_carried_again_an_id_keeps_the_year_it_comes_from(school: School) -> None:
    school.run("year", "2018")
    config = (school.root / "site_config.yml").read_text("utf-8").replace("2018-01-08", "2019-01-08")
    school.write("site_config.yml", config)
    school.record("2018/jichu/12-08-committee-meeting")
    assert school.run("year", "2019").code == 0
    assert ids(school, NEW.replace("2018", "2019")) == ids(school)
    assert school.check()[1]["errors"] == 0


def test_without_open_rows_there_is_no_file(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), config=AS_OF)
    school.record("2017/jichu/03-08-committee-meeting")
    assert school.run("year", "2018").code == 0
    assert not (tmp_path / NEW).exists()


@pytest.mark.parametrize("year", ["2016", "2020", "1", "9999", "abc", "-1", "20188"])
def test_nonsense_is_refused_and_nothing_made(school: School, year: str) -> None:
    before = files(school)
    ran = school.run("year", "--", year)
    assert (ran.code, ran.out) == (2, "")
    assert files(school) == before


def test_what_is_to_be_renewed_is_told(tmp_path: Path) -> None:
    ends, runs, unknown = (
        branch("ends", last_election={"on": "2015-09-10", "term_years": 3}),
        branch("runs", last_election={"on": "2016-09-10", "term_years": 3}, full={"2014-09-01": 12, "2018-01-01": 14}),
        branch("unknown", last_election=None),
    )
    school = School(tmp_path, ends, runs, unknown, config=AS_OF)
    out = school.run("year", "2018").out
    assert "ends党支部的任期到2018-09-10届满" in out
    assert "runs党支部的任期" not in out
    assert "unknown党支部没有写上次换届" in out
    assert "runs党支部：正式党员14人，预备党员0人" in out
