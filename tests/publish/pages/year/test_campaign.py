"""The campaign's page: steps of the configuration, what each branch has done, and the days that are left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.publish.pages.year.campaign import MOST_LISTED
from tests.cases.test_recommendable import graded
from tests.publish.one_page import page as one_page
from tests.school import School, branch

STEPS = [
    {"name": "查摆问题", "when": "9月底", "from": "09-21", "to": "10-10", "rules": ["P01", "P02"]},
    {"name": "清单整改", "when": "10月底", "from": "10-21", "to": "11-30", "rules": ["P04", "G02"]},
]
CONFIG = {"campaigns": {2017: {"steps": STEPS}}}
STUDIED = {"topics": ["讲政治、有信念"]}
"""Only what names a topic of the campaign is study of it."""
LISTS = """问题清单: [{序号: P1, 标准: 3, 发现日期: 2017-10-12}]
任务清单: [{序号: T1, 对应问题序号: P1, 完成时限: 2017-11-10}, {序号: T2, 对应问题序号: P1, 完成时限: 2017-12-10}]
责任清单: [{序号: R1, 对应任务序号: T1, 责任人: 甲}, {序号: R2, 对应任务序号: T2, 责任人: 乙}]
"""


def page(school: School, as_of: str, audience: str = "members") -> str:
    return one_page(school.root, "2017/campaign.html", audience, as_of=as_of)


def built(school: School, as_of: str, audience: str = "members") -> str:
    ran = school.run("build", "--as-of", as_of, "--audience", audience)
    assert ran.code == 0, ran
    return (school.root / f"site/{audience}/2017/campaign.html").read_text("utf-8")


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch(), branch("jidian"), config=CONFIG)
    school.record("2017/jichu/09-25-theory-study", STUDIED)
    school.write("records/2017/jichu/rectification.yml", LISTS)
    return school


def part(text: str, anchor: str) -> str:
    return re.sub(r"\s+", " ", text.split(f'id="{anchor}"')[1].split("<h2")[0])


def row(text: str, name: str) -> list[str]:
    found = re.search(rf'<th scope="row">(?:(?!</tr>).)*{name}.*?</tr>', part(text, "branches"))
    assert found
    return [re.sub(r"<[^>]+>", " ", cell).strip() for cell in found[0].split("<td")[1:]]


def test_the_steps_by_the_calendar(school: School) -> None:
    steps = part(page(school, "2017-10-05"), "steps").split("<li ")[1:]
    assert "查摆问题" in steps[0] and "正在进行" in steps[0] and "还有5天" in steps[0]
    assert "清单整改" in steps[1] and "尚未开始" in steps[1] and "16天后开始" in steps[1]
    steps = part(page(school, "2017-11-30"), "steps").split("<li ")[1:]
    assert "已结束" in steps[0] and "天" not in steps[0].split("10月10日")[1].split("</p>")[0]
    assert "正在进行" in steps[1] and "还有0天" in steps[1]


def test_who_has_done_what(school: School) -> None:
    text = page(school, "2017-10-05")
    jichu, jidian = row(text, "jichu"), row(text, "jidian")
    assert "合格" in jichu[0] and "9月25日" in jichu[0]
    assert "未到期" in jidian[0] and "还有5天" in jidian[0] and "9月25日" not in jidian[0]
    assert 'href="jichu/09-25-theory-study.html"' in part(text, "branches")
    assert 'href="jidian/index.html#P01"' in part(text, "open")
    assert 'href="jichu/index.html#P01"' not in part(text, "open")


def test_what_is_late_and_how_the_lists_stand(school: School) -> None:
    text = page(school, "2017-11-20")
    assert "未达标 1" in part(text, "open") and "未达标 2" in part(text, "open")
    assert "0 / 2" in row(text, "jichu")[4] and "逾期1项" in row(text, "jichu")[4]
    assert row(text, "jidian")[4].endswith("—")
    assert "整改任务2项，已销号0项，销号率0%；未销号2项，其中逾期1项" in part(text, "lists")
    assert "<svg" in part(text, "lists")


def test_only_rules_that_the_configuration_names(school: School) -> None:
    heads = re.findall(r"standards/five-good\.html#(\w+)", part(page(school, "2017-11-20"), "branches"))
    assert heads == ["P01", "P02", "P04", "G02"]


def test_every_audience_has_the_page_and_the_way_to_it(school: School) -> None:
    for audience in ("public", "committee"):
        assert "查摆问题" in built(school, "2017-10-05", audience)
        home = (school.root / f"site/{audience}/2017/index.html").read_text("utf-8")
        assert 'href="campaign.html"' in home


def test_other_years_have_none(school: School) -> None:
    school.record("2016/jichu/09-25-theory-study")
    built(school, "2017-11-20")
    assert not (school.root / "site/members/2016/campaign.html").exists()
    assert "campaign.html" not in (school.root / "site/members/2016/index.html").read_text("utf-8")


def test_of_many_branches_those_with_most_to_do(tmp_path: Path) -> None:
    count = MOST_LISTED + 2
    school = School(tmp_path, *(branch(f"b{number}") for number in range(count)), config=CONFIG)
    for number in range(count):
        if number not in (7, 8):
            school.record(f"2017/b{number}/09-25-theory-study", STUDIED)
    text = part(page(school, "2017-10-05"), "branches")
    listed = re.findall(r'<th scope="row"><a href="(b\d+)/index', text)
    assert len(listed) == MOST_LISTED and listed[:2] == ["b7", "b8"]
    assert f"共{count}个支部" in text


def test_a_new_day_and_a_new_record_change_it(school: School) -> None:
    assert "还有5天" in built(school, "2017-10-05")
    assert "还有4天" in built(school, "2017-10-06")
    school.record("2017/jidian/09-26-party-day", STUDIED)
    assert "9月26日" in row(built(school, "2017-10-06"), "jidian")[0]


def test_without_configured_steps_the_rules_stand_for_themselves(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), config={"campaigns": {2017: {}}})
    text = page(school, "2017-12-31")
    assert 'href="campaign.html"' in one_page(school.root, "2017/index.html", "members", as_of="2017-12-31")
    assert "plan.html" not in text  # nobody wrote it
    assert "没有设定各步骤的起止日期" in part(text, "steps") and "<li" not in part(text, "steps")
    assert "都已按期完成" not in text
    heads = re.findall(r"standards/five-good\.html#(\w+)", part(text, "branches"))
    assert {"P01", "P06"} <= set(heads) and "未达标" in part(text, "branches")
    assert 'href="jichu/index.html#P01"' in part(text, "open")


def test_a_step_shows_the_day_that_completed_it(tmp_path: Path) -> None:
    steps = [{"name": "评定", "when": "12月", "from": "12-01", "to": "12-20", "rules": ["P06"]}]
    school = School(tmp_path, branch(), config={"campaigns": {2017: {"steps": steps}}})
    graded(school)
    for as_of in ("2017-12-06", "2017-12-20"):
        cell = row(page(school, as_of), "jichu")[0]
        status = school.explain("P06", as_of=as_of)
        assert ("12月7日完成" in status) is ("12月7日" in cell) is (as_of == "2017-12-20")
    assert "12月4日" not in cell
    text = part(page(school, "2017-12-20", "committee"), "branches")
    assert 'href="jichu/12-07-organization-review.html"' in text and "12-04" not in text
