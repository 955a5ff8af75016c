"""The chart of tasks not closed: weeks behind, weeks ahead, several branches together."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.publish.one_page import page
from tests.school import School, branch

LISTS = """问题清单: [{{序号: P1, 标准: 3, 发现日期: 2017-10-12}}]
任务清单:
  - {{序号: T1, 对应问题序号: P1, 完成时限: {due}, 佐证材料: [甲]}}
  - {{序号: T2, 对应问题序号: P1, 长期坚持: 是, 复查日期: 2018-06-01}}
责任清单:
  - {{序号: R1, 对应任务序号: T1, 销号情况: {{销号人: 乙, 日期: 2017-11-15}}}}
  - {{序号: R2, 对应任务序号: T2}}
"""


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch(), branch("jidian"), branch("none"))
    school.write("records/2017/jichu/rectification.yml", LISTS.format(due="2017-11-30"))
    return school


def built(school: School, as_of: str, path: str = "jichu/rectification.html") -> str:
    return page(school.root, f"2017/{path}", as_of=as_of, only=2017)


def table(text: str) -> list[list[str]]:
    part = text.split("chart-table")[1].split("</table>")[0]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in part.split("<tr>")[2:]]


def test_weeks_behind_and_ahead(school: School) -> None:
    text = built(school, "2017-11-08")
    assert table(text) == [[f"{day}", "2", "0", "2"] for day in ("10-15", "10-22", "10-29", "11-05", "11-08")]
    across = re.findall(r'class="chart__(?:across|marked)"[^>]*>([^<]*)<', text)
    assert across == ["10-15", "10-22", "10-29", "11-05", "11-08", "11-12", "11-19", "11-26", "11-30", "最后时限"]


def test_when_all_is_past_it_ends(school: School) -> None:
    rows = table(built(school, "2018-03-31"))
    assert (
        rows[-1] == ["12-01", "1", "0", "2"] and ["11-12", "2", "0", "2"] in rows and ["11-19", "1", "0", "2"] in rows
    )
    assert table(built(school, "2018-06-30"))[-1] == ["06-02", "1", "1", "2"]
    assert "最后时限" not in built(school, "2018-03-31")


def test_branches_together(school: School) -> None:
    school.write("records/2017/jidian/rectification.yml", LISTS.format(due="2017-12-20"))
    rows = table(built(school, "2017-12-08", "rectification.html"))
    assert rows[0] == ["10-15", "4", "0", "4"] and rows[-1] == ["12-08", "2", "0", "4"]
    assert 'class="chart"' not in built(school, "2017-12-08", "none/rectification.html")


def test_before_anything_was_found_there_is_no_chart(school: School) -> None:
    assert 'class="chart"' not in built(school, "2017-10-11")
    assert table(built(school, "2017-10-12")) == [["10-12", "2", "0", "2"]]


@pytest.mark.parametrize("due", [date.max.isoformat(), "2117-10-12", "2017-10-15"])
def test_a_day_far_off_leaves_it_readable(school: School, due: str) -> None:
    school.write("records/2017/jichu/rectification.yml", LISTS.format(due=due))
    text = built(school, "2017-10-14")
    assert 0 < len(re.findall(r'class="chart__across"', text)) <= 14
    assert len(table(text)) == 1
