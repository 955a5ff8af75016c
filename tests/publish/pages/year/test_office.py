"""The office's page: what the committee has to see to, for the committee alone (design §3, Error or not counted)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.publish.pages.year import office
from tests.publish.one_page import page as one_page
from tests.school import School, branch

MINUTES = "会议认真学习了有关文件，与会人员结合各自岗位谈了体会，" * 6 + "会议要求抓好落实。\n"


@pytest.fixture
def school(tmp_path: Path) -> School:
    """A year with one of each."""
    found = School(tmp_path, branch(), branch("wu", full=7, committee=None), branch("xiao", full=6, committee=None))
    found.record("2017/jichu/01-08-committee-meeting")
    found.record("2017/jichu/02-08-committee-meeting", body=MINUTES)
    found.record("2017/jichu/03-08-committee-meeting", body=MINUTES)
    found.record("2017/jichu/04-08-committee-meeting", {"expected": "0x5"})
    found.record("2017/xiao/05-08-member-meeting", {"chair": ""})
    found.record("2017/xiao/06-08-member-meeting")
    rows = {
        "2017/jichu/01-08-committee-meeting": "2017-01-16",
        "2017/jichu/02-08-committee-meeting": "2017-02-15",
        "2017/jichu/03-08-committee-meeting": "2017-04-08",
        "2017/xiao/05-08-member-meeting": "2017-05-08",
    }
    found.write("records/entered.csv", "record,entered_on\n" + "".join(f"{k},{v}\n" for k, v in rows.items()))
    return found


def page(school: School, audience: str = "committee", path: str = "office.html") -> str:
    return one_page(school.root, f"2017/{path}", audience, as_of="2017-12-05")


def part(text: str, name: str) -> str:
    """The section under a heading, without tags."""
    found = text.split(f'<h2 id="{name}">')[1].split("<h2 ")[0]
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", found))


def test_a_row_left_out_of_the_lists(school: School) -> None:
    lists = "problems: [{id: P1, found_on: 2017-10-12}, {id: P2, found_on: 2017-02-30}]\n"
    school.write("records/2017/jichu/rectification.yml", lists)
    found = page(school)
    left_out = part(found, "left-out")
    assert "records/2017/jichu/rectification.yml" in left_out
    assert "2017-02-30" in left_out
    assert "rectification" not in part(found, "rejected")
    other = page(school, path="problems.html")
    assert "2017-02-30" in part(other, "left-out")


def test_why_a_record_does_not_count_stands_on_its_page_for_the_committee(school: School) -> None:
    found, public = (page(school, each, "xiao/05-08-member-meeting.html") for each in ("committee", "public"))
    assert "“支部党员大会”缺少：主持人" in found
    assert "主持人: 支部书记" in found
    assert "支部党员大会" in public
    assert "例如 主持人" not in public


def test_files_with_their_problems(school: School) -> None:
    found = page(school)
    rejected = part(found, "rejected")
    assert "records/2017/jichu/04-08-committee-meeting.md" in rejected
    assert re.search(r"第\d+行第\d+列", rejected)
    assert "0x5" in rejected
    assert "例如" in rejected
    assert "05-08" not in rejected
    incomplete = part(found, "incomplete")
    assert "records/2017/xiao/05-08-member-meeting.md" in incomplete
    assert "主持人" in incomplete
    assert "04-08" not in incomplete


def test_late_entries_with_days(school: School) -> None:
    found = part(page(school), "late")
    assert "jichu党支部 2 31" in found  # 8 and 31 days after; seven days are not late
    assert found.index("31天") < found.index("8天")
    assert "02-08" not in found
    assert "xiao" not in found


def test_near_identical_pairs(school: School) -> None:
    found = part(page(school), "similar")
    assert re.search("jichu党支部 2月8日 .*jichu党支部 3月8日", found)
    assert "01-08" not in found


def test_seven_full_members_without_a_committee(school: School) -> None:
    found = part(page(school), "faults")
    assert "wu党支部" in found
    assert "jichu" not in found
    assert "xiao" not in found


def test_rules_no_branch_has_evidence_for(school: School) -> None:
    found = part(page(school), "bare")
    assert " O04 " in found
    assert " O02 " not in found
    school.record("2017/xiao/07-08-party-lecture")
    assert " O04 " not in part(page(school), "bare")


def test_records_of_unknown_entry(school: School) -> None:
    found = part(page(school), "unknown")
    assert "xiao党支部 1 2" in found
    assert "jichu" not in found


@pytest.mark.parametrize("audience", ["public", "members"])
def test_for_the_committee_alone(school: School, audience: str) -> None:
    assert page(school)
    assert school.run("build", "--as-of", "2017-12-05", "--audience", audience).code == 0
    site = school.root / f"site/{audience}/2017"
    assert not (site / "office.html").exists()
    told = [page.read_text("utf-8").replace("guide/office.html", "") for page in site.glob("*.html")]
    assert not any("office.html" in page for page in told)


def test_nothing_to_see_to(tmp_path: Path) -> None:
    school = School(tmp_path, branch())
    school.record("2017/jichu/01-08-committee-meeting")
    school.write("records/entered.csv", "record,entered_on\n2017/jichu/01-08-committee-meeting,2017-01-08\n")
    found = page(school)
    for name in ("rejected", "incomplete", "late", "similar", "faults", "unknown"):
        assert "没有。" in part(found, name)


def test_tables_are_cut_and_say_so(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MOST_ROWS", 1)
    for month in (9, 10):
        school.record(f"2017/jichu/{month:02}-08-committee-meeting", {"expected": "0x5"})
    found = part(page(school), "rejected")
    assert found.count("records/") == 1
    assert "共3项，只列出1项" in found
