"""notice: new, check, print."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.publish.documents.measure import metadata, text
from tests.school import CAMPAIGN, PRIVATE, School, branch, working_calendar

NOTICE = "2017/_committee/12-12-public-notice"


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch(), branch("xinxi"), config=CAMPAIGN | PRIVATE)
    working_calendar(school)
    school.record("2017/_committee/12-11-committee-decision")
    return school


def written(school: School, name: str = NOTICE) -> str:
    return (school.root / f"records/{name}.md").read_text("utf-8")


def test_a_new_notice_has_its_days_by_the_calendar_and_no_fault_but_the_contact(school: School) -> None:
    ran = school.run("notice", "new", "--branch", "jichu", "--date", "2017-12-12")
    assert ran.code == 0, ran.err
    assert "2017-12-12至2017-12-18" in ran.out
    found = written(school)
    assert "公示时间: {开始: 2017-12-12, 结束: 2017-12-18}" in found
    assert "依据: 2017/_committee/12-11-committee-decision" in found
    assert {problem["code"] for problem in school.check()[1]["problems"]} == {"incomplete", "notice_contact"}


def test_whom_to_tell_is_taken_from_the_latest_notice(school: School) -> None:
    school.record(NOTICE)
    assert school.run("notice", "new", "--branch", "jichu", "--date", "2017-12-20").code == 0
    found = written(school, "2017/_committee/12-20-public-notice")
    assert "受理部门: [学校党委组织科]" in found and "联系电话: 022-00000000" in found
    assert school.check()[1]["problems"] == []


def test_a_file_that_is_there_stays(school: School) -> None:
    school.record(NOTICE)
    before = written(school)
    assert school.run("notice", "new", "--branch", "jichu", "--date", "2017-12-12").code == 0
    assert written(school) == before
    assert written(school, f"{NOTICE}-2")


def test_start_and_days_as_asked_for(school: School) -> None:
    working_calendar(school, 2018)
    asked = ("--date", "2017-12-22", "--start", "2017-12-25", "--days", "8")
    assert school.run("notice", "new", "--branch", "jichu", *asked).code == 0
    found = written(school, "2017/_committee/12-22-public-notice")
    assert "{开始: 2017-12-25, 结束: 2018-01-04}" in found and "{天数: 8, 单位: 工作日}" in found


def test_never_fewer_days_than_there_must_be(school: School) -> None:
    school.run("notice", "new", "--branch", "jichu", "--date", "2017-12-12", "--days", "2")
    assert "{天数: 5, 单位: 工作日}" in written(school)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--branch", "xinxi"), "没有党委会议的推荐决定"),
        (("--branch", "nosuch"), "nosuch"),
        (("--branch", "jichu", "--start", "2017-12-11"), "先落款再公示"),
        (("--branch", "jichu", "--start", "2018-01-02"), "wuhao calendar 2018"),
    ],
)
def test_refused_with_what_to_do(school: School, asked: tuple[str, ...], said: str) -> None:
    ran = school.run("notice", "new", "--date", "2017-12-12", *asked)
    assert ran.code == 2 and said in ran.err
    assert not list((school.root / "records/2017/_committee").glob("*-public-notice*"))


def test_what_is_lacking_is_named_as_the_status_names_it(school: School) -> None:
    status = school.run("status", "--branch", "xinxi", "--year", "2017", "--as-of", "2017-12-12").out
    refused = school.run("notice", "new", "--date", "2017-12-12", "--branch", "xinxi").err
    school.record(NOTICE, {"branches": ["xinxi"]})
    checked = school.run("notice", "check").out
    names = status.split("尚缺：")[1].split("、学校党委的决定")[0]
    assert "等次、" in names and "（M10）、" in names and "（L05）" in names
    assert f"尚缺：{names}。" in refused
    assert "没有党委会议的推荐决定" in checked and f"尚缺：{names}" in checked


def test_a_year_without_calendar_is_refused_even_where_the_notice_began_in_another(school: School) -> None:
    ran = school.run("notice", "new", "--date", "2017-12-28", "--branch", "jichu")
    assert ran.code == 2 and "wuhao calendar 2018" in ran.err


def test_check_tells_how_each_stands_and_what_is_wrong(school: School) -> None:
    school.record(NOTICE)
    ran = school.run("notice", "check", "--as-of", "2017-12-13")
    assert ran.code == 0
    assert re.search(rf"{NOTICE}：公示中.*5个工作日", ran.out)
    school.record(NOTICE, {"period": {"start": "2017-12-12", "end": "2017-12-13"}})
    ran = school.run("notice", "check")
    assert ran.code == 1 and "notice_minimum" in ran.out
    assert '"notice_minimum"' in school.run("notice", "check", "--format", "json").out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (NOTICE, "---\n类型: 公示\n日期: 2017-12-12\n公示时间: 12月底\n涉及支部: 五\n---\n"),
        (NOTICE, "---\n"),
        ("2017/_committee/12-12-gongshi", "---\n类型: 公示\n日期: 2017-12-13\n---\n"),
    ],
)
def test_a_notice_that_was_refused_is_told_and_counted(school: School, name: str, text: str) -> None:
    school.write(f"records/{name}.md", text)
    ran = school.run("notice", "check", "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)
    assert found["errors"] >= 1
    assert {problem["file"] for problem in found["problems"]} == {f"records/{name}.md"}


def test_print_writes_what_stands_beside_the_page(school: School, tmp_path: Path) -> None:
    school.record(NOTICE)
    ran = school.run("notice", "print", NOTICE, "--out", str(tmp_path / "printed"))
    assert ran.code == 0, ran.err
    assert school.run("build", "--as-of", "2017-12-31").code == 0
    for suffix in (".pdf", ".docx"):
        made = (tmp_path / "printed" / f"12-12-public-notice{suffix}").read_bytes()
        assert made == (school.root / f"site/public/{NOTICE}{suffix}").read_bytes()
    pdf = (tmp_path / "printed/12-12-public-notice.pdf").read_bytes()
    assert metadata(pdf)["CreationDate"].startswith("D:20171212")
    assert "2017年12月12日至12月18日（5个工作日）" in re.sub(r"\s", "", text(pdf))


def test_a_personal_number_is_not_printed_unless_it_is_released(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = [{"号码": "13800138000", "理由": "公示的联系电话"}]
    argv = ("notice", "print", NOTICE, "--out", str(tmp_path / "printed"))
    school.record(NOTICE, {"意见箱": "楼下（13800138000）"})
    ran = school.run(*argv)
    assert ran.code == 2 and f"records/{NOTICE}.md" in ran.err and "手机号" in ran.err
    monkeypatch.setattr("generator.read.record.tell_in_record", lambda *_: None)  # the first door left open
    ran = school.run(*argv)
    assert ran.code == 1 and "13800138000" not in ran.out + ran.err
    assert not (tmp_path / "printed").exists()
    school.record(NOTICE, {"意见箱": "楼下（13800138000）", "误报放行": released})
    assert school.run(*argv).code == 0


def test_printing_what_is_not_there(school: School) -> None:
    ran = school.run("notice", "print", "2017/_committee/12-01-public-notice")
    assert ran.code == 2 and "12-08-public-notice" in ran.err


def test_a_schools_broken_template_is_named(school: School) -> None:
    school.record(NOTICE)
    school.write("templates/documents/official.typ", "#nosuch()\n")
    for argv in (("build",), ("notice", "print", NOTICE)):
        ran = school.run(*argv)
        assert ran.code == 1 and "official.typ" in ran.err
