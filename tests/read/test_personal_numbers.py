"""Numbers that must not be published are told where they stand, in whatever is read (design §7)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import School, branch

MEETING = "2017/jichu/03-08-committee-meeting"
MOBILE, ID, CARD = "13800138000", "11010519491231002X", "6222021234567890128"
LISTS = """\
问题清单:
  - {序号: P1, 标准: 1, 问题表现: 学习少, 产生原因: 不重视, 来源: 自查, 发现日期: 2017-09-01}
  - {序号: P2, 标准: 2, 问题表现: 联系13800138000, 产生原因: 不重视, 来源: 自查, 发现日期: 2017-09-01}
任务清单:
  - {序号: T1, 对应问题序号: P1, 整改目标: 多学, 整改措施: 每月学, 完成时限: 2017-11-30}
  - {序号: T2, 对应问题序号: P2, 整改目标: 多学, 整改措施: 每月学, 完成时限: 2017-11-30}
"""


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path, branch(), branch("jidian"))


def found(school: School) -> list[tuple[str, str]]:
    """Each finding: the file, and what stands at the place that is told."""
    named = []
    for problem in school.problems():
        assert problem["severity"] == "error" and problem["code"] == "personal_number"
        said = problem["message"] + problem["hint"]
        assert not any(number in said for number in (MOBILE, ID, CARD))
        line = (school.root / problem["file"]).read_text("utf-8").split("\n")[problem["line"] - 1]
        named.append((problem["file"], line[problem["column"] - 1 :]))
    return named


@pytest.mark.parametrize(
    "number", [MOBILE, ID, ID.lower(), CARD, "138-0013-8000", "１３８００１３８０００", "+86 13800138000"]
)
def test_in_minutes(school: School, number: str) -> None:
    school.record(MEETING, body=f"第一行\n\n联系人张三，{number}。\n")
    assert found(school) == [(f"records/{MEETING}.md", f"{number}。")]


@pytest.mark.parametrize("number", ["1380013800", "110105194912310021", "6222021234567890123", "138****8000"])
def test_one_digit_off_it_is_none(school: School, number: str) -> None:
    school.record(MEETING, {"地点": number}, body=f"联系人张三，{number}。\n")
    assert found(school) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"地点": f"电话{MOBILE}"},
        {"议题": ["甲", f"{MOBILE}的来信"]},
        {"决议": [{"内容": f"同意{MOBILE}", "赞成": 5, "反对": 0, "弃权": 0}]},
    ],
)
def test_in_any_field(school: School, fields: dict[str, Any]) -> None:
    school.record(MEETING, fields)
    ((_, place),) = found(school)
    assert place.startswith(MOBILE)


def test_in_a_value_of_several_lines_and_in_signs_that_yaml_undoes(school: School) -> None:
    text = "类型: 工作总结\n日期: 2017-03-08\n类别: 工作\n适用期间: [2017-01-01, 2017-12-31]\n标题: {}\n"
    for title in (">\n  电话 138\n  0013 8000", '"138\\x300138000"'):
        school.write("records/2017/jichu/03-08-work-summary.md", f"---\n{text.format(title)}---\n总结\n")
        ((file, _),) = found(school)
        assert file == "records/2017/jichu/03-08-work-summary.md"


def test_between_signs_of_minutes(school: School) -> None:
    school.record(MEETING, body="电话：`138`00138000\n\n[138](http://a.example)0013[8000](http://b.example)\n")
    assert len(found(school)) == 2


def test_every_place_is_told_and_nothing_of_it_counts(school: School) -> None:
    school.record(MEETING, {"地点": MOBILE}, body=f"{MOBILE}\n又{ID}\n")
    assert len(found(school)) == 3
    window = school.window("O02", "2017-03", as_of="2017-12-31")
    assert (window["count"], window["status"]) == (0, "fail")
    assert school.run("status", "--as-of", "2017-12-31").code == 1


def test_what_a_record_releases_with_a_reason_is_none(school: School) -> None:
    for rows, told in (([{"号码": "138 0013 8000", "理由": "公布的联系电话"}], 0), ([{"号码": ID, "理由": "编号"}], 1)):
        school.record(MEETING, {"误报放行": rows}, body=f"电话{MOBILE}\n")
        assert len(found(school)) == told


def test_a_release_without_a_reason_releases_nothing(school: School) -> None:
    school.record(MEETING, {"误报放行": [{"号码": MOBILE}]}, body=f"电话{MOBILE}\n")
    assert "personal_number" in {problem["code"] for problem in school.problems()}


def test_in_a_row_of_the_lists_it_leaves_out_the_row(school: School) -> None:
    school.write("records/2017/jichu/rectification.yml", LISTS)
    (error,) = school.problems(severity="error")
    assert (error["code"], error["line"]) == ("personal_number", 3)
    tasks = school.status(as_of="2017-12-31")["branches"]["jichu"]["rectification"]
    assert tasks["total"] == 1


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("records/organization.yml", "学校党委"),
        ("content/standards/five-good.yml", "五好党支部"),
        ("site_config.yml", "电话"),
    ],
)
def test_in_what_all_are_read_by(tmp_path: Path, file: str, text: str) -> None:
    school = School(tmp_path, config={"feed": {"authority": "电话"}})
    path = school.root / file
    path.write_text(path.read_text("utf-8").replace(text, f"{text}{MOBILE}", 1), "utf-8")
    assert {(name, place[:11]) for name, place in found(school)} == {(file, MOBILE)}


def test_what_another_problem_quotes_of_it_is_not_repeated(school: School) -> None:
    school.record(MEETING, {"应到": MOBILE, "实到": 5})
    ran = school.run("check")
    assert ran.code == 1 and MOBILE not in ran.out
    school.record("2017/jidian/03-08-committee-meeting")
    assert school.run("build", "--audience", "committee").code == 0
