"""The disclosure column: shown from its first day to its last, and before approval in no file of the site at all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.publish.documents.measure import text
from tests.publish.served import served
from tests.school import OMIT, School, branch

NAME = "04-05-affairs-disclosure"
WORDS = ("拟公开甲甲", "正文乙乙", NAME)
COURSE: dict[str, Any] = {
    "title": "拟公开甲甲",
    "period": "2017-Q1",
    "item": "service",
    "shown_to": "public",
    "proposed_on": "2017-04-05",
    "reviewed_on": "2017-04-06",
    "approved_on": "2017-04-10",
    "approved_by": "支部书记",
    "published_on": "2017-04-12",
    "visible_from": "2017-04-12",
    "visible_to": "2017-04-20",
}
BODY = "正文乙乙\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> School:
    school = School(tmp_path_factory.mktemp("column"), branch(), branch("xinxi"))
    school.record(f"2017/jichu/{NAME}", COURSE, body=BODY)
    school.record("2017/jichu/04-07-party-day", {"related": [f"2017/jichu/{NAME}"]})
    dues = {**COURSE, "title": "党费丙丙", "item": "dues", "shown_to": "members", "visible_to": OMIT}
    accounts = {"income": 333.25, "upper": 200, "spent": 0, "balance": 133.25}
    school.record("2017/xinxi/04-05-dues-disclosure", {**dues, "accounts": accounts}, body="账目丁丁\n")
    own = {**COURSE, "title": "党委戊戊", "item": OMIT, "visible_to": OMIT}
    school.record("2017/_committee/04-05-affairs-disclosure", own, body="正文己己\n")
    school.write("records/entered.csv", f"record,entered_on\n2017/jichu/{NAME},2017-05-30\n")
    return school


def site(school: School, audience: str, as_of: str) -> Path:
    out = f"site-{as_of}"
    ran = school.run("build", "--audience", audience, "--as-of", as_of, "--out", out)
    assert ran.code == 0, ran
    return school.root / out / audience


def files(folder: Path) -> dict[str, str]:
    """Every file of the site as text, pages laid ready for the search index among them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in served(folder)
    }


def said(found: dict[str, str], *words: str) -> list[str]:
    return sorted(path for path, text in found.items() if any(word in text or word in path for word in words))


@pytest.mark.usefixtures("searchable")
@pytest.mark.parametrize("audience", ["public", "members"])
@pytest.mark.parametrize("as_of", ["2017-04-05", "2017-04-09", "2017-04-11"])
def test_before_it_is_disclosed_it_is_nowhere(root: School, audience: str, as_of: str) -> None:
    assert said(files(site(root, audience, as_of)), *WORDS) == []
    cache = root.root / ".wuhao" / "search" / f"{audience}-2017"
    assert said(files(cache), "拟公开甲甲", "拟 公 开 甲 甲") == []


@pytest.mark.parametrize("as_of", ["2017-04-12", "2017-04-20"])
def test_from_its_first_day_to_its_last_it_is_everywhere(root: School, as_of: str) -> None:
    found = files(site(root, "public", as_of))
    assert BODY.strip() in found[f"2017/jichu/{NAME}.html"]
    for page in ("2017/disclosure.html", "2017/jichu/disclosure.html", "2017/feed.xml"):
        assert "拟公开甲甲" in found[page], page


def test_after_its_last_day_it_is_shown_no_more(root: School) -> None:
    found = files(site(root, "public", "2017-04-21"))
    assert f"2017/jichu/{NAME}.html" not in found
    assert said(found, "拟公开甲甲", "正文乙乙") == []


def test_the_committee_sees_how_far_it_is(root: School) -> None:
    for as_of, state in (
        ("2017-04-05", "已提出，待审核"),
        ("2017-04-09", "已审核，待审批"),
        ("2017-04-11", "已批准，待公开"),
        ("2017-04-12", "公开中"),
        ("2017-04-21", "公开期满"),
    ):
        found = files(site(root, "committee", as_of))
        assert state in found[f"2017/jichu/{NAME}.html"]
        column = found["2017/disclosure.html"]
        assert "拟公开甲甲" in column
        assert (state in column) is (state != "公开中")


def test_only_those_it_is_made_to_read_it(root: School) -> None:
    page = "2017/xinxi/04-05-dues-disclosure.html"
    public, members = (files(site(root, each, "2017-04-12")) for each in ("public", "members"))
    assert page in public and "账目丁丁" not in public[page]
    assert said(public, "333.25") == []
    assert "账目丁丁" in members[page]
    assert "333.25" in members["2017/disclosure.html"] and "333.25" in members["2017/xinxi/disclosure.html"]


def test_the_committee_s_own_stands_in_the_school_s_column_and_is_printed_but_owed_by_nobody(root: School) -> None:
    found = files(site(root, "public", "2017-04-12"))
    page = found["2017/disclosure.html"]
    row = page[page.index("党委戊戊") - 400 : page.index("党委戊戊")]
    assert "_committee/index.html" in row and "支部工作和组织生活" not in row, "its item is none of the branches'"
    assert "正文己己" in found["2017/_committee/04-05-affairs-disclosure.html"] and "党委戊戊" in found["2017/feed.xml"]
    assert "_committee" not in page[page.index('id="due"') :]
    assert "党委戊戊" in found["2017/disclosures.csv"] and "党委戊戊" not in found["2017/xinxi/disclosure.html"]
    ran = root.run("notice", "print", "2017/_committee/04-05-affairs-disclosure", "--out", str(root.root / "printed"))
    assert ran.code == 0, ran
    said_in_print = re.sub(r"\s", "", text((root.root / "printed/04-05-affairs-disclosure.pdf").read_bytes()))
    for each in ("党委戊戊", "正文己己", "期间：2017年第一季度", "公开对象：全校", "公开自：2017年4月12日"):
        assert each in said_in_print, (each, said_in_print)
    assert root.run("notice", "print", f"2017/jichu/{NAME}", "--out", str(root.root / "printed")).code != 0


def test_periods_due_and_disclosed(root: School) -> None:
    for as_of, state in (("2017-04-11", "待公开"), ("2017-04-12", "已公开"), ("2017-12-31", "已公开")):
        page = files(site(root, "public", as_of))["2017/xinxi/disclosure.html"]
        due = page[page.index('id="due"') :]
        row = due[due.index("党费收缴、管理和使用") :]
        assert state in row[: row.index("</tr>")], as_of
    jichu = files(site(root, "public", "2017-04-30"))["2017/jichu/disclosure.html"]
    assert "未公开" in jichu, "30 days after the quarter"
    jichu = files(site(root, "public", "2017-04-29"))["2017/jichu/disclosure.html"]
    assert "未公开" not in jichu and "待公开" in jichu


def test_a_disclosure_of_next_year_s_folder_shows_at_once_in_this_year_s_column(root: School) -> None:
    root.record("2017/xinxi/12-20-party-day")
    before = files(site(root, "public", "2018-02-10"))["2017/xinxi/disclosure.html"]
    root.record("2018/xinxi/01-10-dues-disclosure", {"period": "2017-Q4"})
    after = files(site(root, "public", "2018-02-10"))["2017/xinxi/disclosure.html"]
    assert before.count("已公开") + 1 == after.count("已公开")
