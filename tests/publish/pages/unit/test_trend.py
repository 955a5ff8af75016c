"""From year to year: scores as they were judged, records counted by their month, a missing year shown as missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.publish.one_page import page
from tests.school import School, branch


def text(school: School, path: str, audience: str = "public", only: int | None = None) -> str:
    return re.sub(r"\s+", " ", page(school.root, path, audience, as_of="2017-05-31", only=only))


def rows(found: str, anchor: str, table: str) -> list[list[str]]:
    part = found.split(f'id="{anchor}"')[1].split(f'class="compact {table}"')[1].split("</table>")[0]
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in re.split(r"<tr[^>]*>", part)[2:]
    ]


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch(), branch("jidian"), branch("new", valid_from="2017-01-01"))
    school.records("committee_meeting", [f"2016-{month:02}-08" for month in range(1, 13)])
    school.records("committee_meeting", ["2017-01-09", "2017-02-08", "2017-02-20", "2017-05-08"])
    school.record("2018/jichu/01-10-accountability-review", {"reported_year": 2017})
    return school


def test_months_and_quarters_of_both_years(school: School) -> None:
    found = text(school, "2017/jichu/trend.html")
    months = rows(found, "records", "chart-table")
    assert [row[1] for row in months] == ["1"] * 12
    assert [row[2] for row in months] == ["1", "2", "0", "0", "1", *["—"] * 7]
    first, second, *rest = rows(found, "records", "quarters")
    assert (first, second) == (["第一季度", "3", "3", "0"], ["第二季度", "3", "1", "-2"])
    assert rest == [[f"第{number}季度", "3", "—", "—"] for number in "三四"]


def test_scores_are_those_of_the_scorecards(school: School) -> None:
    listed = rows(text(school, "2017/jichu/trend.html"), "scores", "trend-years")
    assert [row[0] for row in listed] == ["2017年", "2016年"]
    status = {year: school.status(year=year, as_of="2017-05-31")["branches"]["jichu"] for year in (2016, 2017)}
    for row, year in zip(listed, (2017, 2016), strict=True):
        assert row[1] == status[year]["computed_score"][: len(row[1])]
        assert row[2] == f"按{status[year]['computed_basis']}分折算"
    assert listed[0][3] == "不作比较" and listed[1][3] == "—", "the years rest on other points"
    assert [row[0] for row in rows(text(school, "2016/jichu/trend.html"), "scores", "trend-years")] == ["2016年"]


def test_a_year_that_is_not_there_is_shown_as_missing(school: School) -> None:
    new = text(school, "2017/new/trend.html")
    assert rows(new, "scores", "trend-years")[1][0] == "2016年 当年没有这个支部"
    assert "没有2015年的记录" in text(school, "2016/jichu/trend.html")
    listed = rows(text(school, "2017/jichu/trend.html", only=2017), "scores", "trend-years")
    assert listed[1][0] == "2016年 本次没有判定" and set(listed[1][1:]) == {"—"}


def test_a_frozen_year_counts_nothing_of_one_of_which_it_holds_a_part(school: School) -> None:
    """In a bag lie those records of the year before that results rest on; they are not what was recorded then."""
    for month in range(4, 13):
        (school.root / f"records/2016/jichu/{month:02}-08-committee-meeting.md").unlink()
    frozen = page(school.root, "2017/jichu/trend.html", as_of="2017-05-31", only=2017, frozen_as=1)
    assert {row[1] for row in rows(frozen, "records", "chart-table")} == {"—"}
    assert rows(frozen, "records", "quarters")[0] == ["第一季度", "—", "3", "—"]
    assert "这里没有2016年的记录，不作比较" in frozen


def test_without_scores_only_the_records(tmp_path: Path) -> None:
    school = School(tmp_path, config={"publish_scores": "committee"})
    school.record("2017/jichu/03-08-committee-meeting")
    found = text(school, "2017/jichu/trend.html")
    assert 'id="records"' in found and 'id="scores"' not in found and 'id="standards"' not in found
    assert 'id="scores"' in text(school, "2017/jichu/trend.html", "committee")


def test_what_an_audience_may_not_open_is_not_counted(school: School) -> None:
    school.record("2017/jichu/03-08-committee-meeting", {"公开范围": "学校党委"})
    for audience, count in (("public", "0"), ("committee", "1")):
        months = rows(text(school, "2017/jichu/trend.html", audience), "records", "chart-table")
        assert months[2][2] == count


def test_a_record_of_last_year_changes_it(school: School) -> None:
    school.record("2016/jichu/03-20-party-day")
    assert rows(text(school, "2017/jichu/trend.html"), "records", "chart-table")[2][1] == "2"
    school.record("2016/jichu/04-20-party-day")
    assert rows(text(school, "2017/jichu/trend.html", only=2017), "records", "chart-table")[3][1] == "2"
