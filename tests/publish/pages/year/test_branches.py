"""Branch beside branch by month: one scale, the same figures in the table, nothing of what the reader may not open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.publish.pages.parts import multiples
from tests.publish.one_page import page
from tests.school import School, branch


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch(), branch("jidian"), branch("none"))
    school.records("committee_meeting", ["2017-01-09", "2017-01-20", "2017-03-08", "2017-05-08"])
    school.record("2017/jidian/03-08-party-day")
    school.record("2017/jidian/03-09-party-day", {"公开范围": "学校党委"})
    return school


def built(school: School, audience: str = "public") -> str:
    return page(school.root, "2017/branches.html", audience, as_of="2017-05-31")


def test_bars_and_figures(school: School) -> None:
    found = built(school)
    part = found.partition('id="months"')[2].partition("<h2")[0]
    rows = [
        re.findall(r'<td class="num">(.*?)</td>', row) for row in re.split(r"<tr[^>]*>", part.split("<tbody>")[1])[1:]
    ]
    later = ["—"] * 7
    assert rows == [
        ["2", "0", "1", "0", "1", *later, "4"],
        ["0", "0", "1", "0", "0", *later, "1"],
        [*["0"] * 5, *later, "0"],
    ]
    drawn = [re.findall(r'height="(\d+)"', svg) for svg in re.findall(r"<svg.*?</svg>", part, re.DOTALL)]
    assert drawn == [["40", "20", "20"], ["20"], []]
    assert "jichu党支部最多（4条），none党支部最少（0条）" in part
    assert "jidian党支部</a> <b>2</b>" in built(school, "committee")


def test_of_very_many_branches_or_without_records_there_are_none(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multiples, "MOST", 2)
    assert 'class="multiples"' not in built(school)
    (tmp_path / "empty").mkdir()
    empty = School(tmp_path / "empty")
    empty.record("2017/_committee/03-08-committee-decision")
    assert 'class="multiples"' not in built(empty)
