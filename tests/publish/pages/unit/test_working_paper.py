"""The working paper of the review: what differs is marked and listed, for the committee alone."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.publish.one_page import page as one_page
from tests.publish.served import served
from tests.school import CAMPAIGN, PROJECT_PACK, School, branch, days

AS_OF = "2017-12-20"
FULL = {"1": 20, "2": 22, "3": 24, "4": 16, "5": 18}
TRACES = ("working-paper", "working_paper", "review-differences", "review_differences", "考评底稿", "给分与记录不符")


@pytest.fixture
def school(tmp_path: Path) -> School:
    """L05 by the ballot is 94 of 100; the committee met every month but March."""
    made = School(tmp_path, branch(), branch("xinxi"), config=CAMPAIGN)
    made.records("committee_meeting", days("2017-*-08", skip=[3]))
    ballots = {"issued": 100, "returned": 100, "invalid": 0, "good": 94, "fairly_good": 6, "average": 0, "poor": 0}
    made.record("2017/jichu/12-06-accountability-review", {"ballots": {**ballots, "abstain": 0}})
    return made


def sheet(
    school: School, day: str, kind: str, points: Mapping[str, Any], round: str = "final", unit: str = "jichu"
) -> str:
    slug = kind.replace("_", "-")
    return school.record(f"2017/{unit}/{day}-{slug}", {"round": round, "points": dict(points)}, suffix=".yml")


def build(school: School, audience: str = "committee") -> Path:
    assert school.run("build", "--audience", audience, "--as-of", AS_OF).code == 0
    return school.root / "site" / audience / "2017"


def page(school: School, language: str = "zh") -> str:
    return one_page(school.root, "2017/jichu/working-paper.html", "committee", as_of=AS_OF, language=language)


def text(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", " ", html))


def row(html: str, rule: str, of: str = "final") -> tuple[bool, list[str]]:
    """Whether a rule's row is marked, and its cells: points, computed, own, review."""
    found = re.search(rf'<tr id="{of}-{rule}"[^>]*?( class="differs")?>(.*?)</tr>', html, re.DOTALL)
    assert found, rule
    return bool(found[1]), [text(each) for each in re.findall(r"<td.*?</td>", found[2], re.DOTALL)]


def head(html: str, of: str = "final") -> str:
    """The list at the head of a round."""
    found = re.search(rf'<div class="apart" id="{of}-differences">(.*?)</div>', html, re.DOTALL)
    return text(found[1]) if found else ""


def test_full_marks_beside_a_ballot_that_missed_its_share(school: School) -> None:
    sheet(school, "12-07", "organization_review", {"L05": 4, "L01": 4})
    html = page(school)
    told = head(html)
    assert told.startswith("组织考评给分与记录不符（1处）+4高于记录L05")
    assert "组织考评4分，按记录0分" in told and "“好”94张" in told
    differs, cells = row(html, "L05")
    assert differs and cells[0] == "4" and cells[1].startswith("未达标0") and cells[3] == "4+4高于记录"
    assert row(html, "L01")[0] is False and "考评组评定" in row(html, "L01")[1][1]
    assert 'href="#final-L05"' in html and 'href="index.html#L05"' in html
    assert 'href="../jichu/12-07-organization-review.html"' in html


def test_a_figure_that_agrees_is_not_marked(school: School) -> None:
    sheet(school, "12-07", "organization_review", {"L05": 0})
    html = page(school)
    assert "组织考评的给分与记录没有不符之处" in html and head(html) == ""
    assert row(html, "L05") == (False, ["4", row(html, "L05")[1][1], "", "0"])


def test_the_branch_s_own_sheet_beside_it(school: School) -> None:
    sheet(school, "12-04", "self_assessment", {"L05": 4, "L01": 3})
    sheet(school, "12-07", "organization_review", {"L05": 0, "L01": "3.5"})
    html = page(school)
    assert row(html, "L05") == (False, ["4", row(html, "L05")[1][1], "4+4高于记录", "0比自评-4"])
    assert row(html, "L01")[1][2:] == ["3", "3.5比自评+0.5"]


def test_gates_and_what_is_missing(school: School) -> None:
    sheet(school, "12-07", "organization_review", {"L05": 0, "P04": "met", "G02": "met"})
    html = page(school)
    differs, cells = row(html, "P04")
    assert differs and cells[1].startswith("未达标未达到") and cells[3] == "达到记录为未达到"
    assert "组织考评达到，按记录未达到" in head(html)
    assert row(html, "G02")[1][3] == "达到"
    missing = text(html[html.index("还缺") : html.index("系统测算</th>")])
    assert "L01" in missing and "G03" in missing and "G02" not in missing and "L05" not in missing
    assert row(html, "L01")[1][3] == "没有给分"


def test_sheets_by_standard_are_shown_by_standard(school: School) -> None:
    sheet(school, "12-04", "self_assessment", dict.fromkeys(FULL, 0))
    sheet(school, "12-07", "organization_review", FULL)
    html = page(school)
    assert "按标准打分" in html
    section = re.compile(r'<tr class="compare__sum[^"]*" id="final-standard-(\d)">(.*?)</tr>', re.DOTALL)
    sections = {name: text(cells) for name, cells in section.findall(html)}
    assert "高于记录上限" in sections["1"]  # L05 is lost, whatever the group judges of the rest
    assert "比自评+20" in sections["1"]
    assert "组织考评20分，按记录最多" in head(html)
    assert 'href="#final-standard-1"' in html
    assert row(html, "L05")[1][2:] == ["", ""]


def test_the_final_round_first_once_it_has_begun(school: School) -> None:
    sheet(school, "10-24", "organization_review", {"L05": 4}, "baseline")
    html = page(school)
    assert re.findall(r'data-round="(\w+)"', html) == ["baseline"]
    assert row(html, "L05", "baseline")[0]
    sheet(school, "12-04", "self_assessment", {"L05": 4})
    html = page(school)
    assert re.findall(r'data-round="(\w+)"', html) == ["final", "baseline"]
    assert "还没有组织考评" in html
    assert row(html, "L05")[0] is False and row(html, "L05", "baseline")[0]


def test_a_year_without_a_sheet_shows_the_records(school: School) -> None:
    html = page(school)
    assert re.findall(r'data-round="(\w+)"', html) == ["baseline"]
    assert row(html, "L05", "baseline")[1][2:] == ["", ""]


def test_all_branches_and_the_office(school: School) -> None:
    sheet(school, "12-07", "organization_review", {"L05": 4, "P04": "met", "M02": "0.5"})
    sheet(school, "12-08", "organization_review", {"L01": 4}, unit="xinxi")
    site = build(school)
    html = (site / "working-paper.html").read_text("utf-8")
    rows = [text(each) for each in re.findall(r"<tr[^>]*><th scope.*?</tr>", html, re.DOTALL)]
    assert rows[0].startswith("jichu党支部考核评定12月7日组织考评3+4高于记录L05")
    assert rows[1].startswith("xinxi党支部考核评定12月8日组织考评0—")
    assert 'href="jichu/working-paper.html#final-L05"' in html
    office = (site / "office.html").read_text("utf-8")
    assert re.search(r'<a href="working-paper.html">组织考评给分与记录不符</a></td><td class="num">3<', office)
    assert 'href="working-paper.html"' in (site / "index.html").read_text("utf-8")


def test_no_score_of_people_is_changed(school: School) -> None:
    sheet(school, "12-07", "organization_review", FULL)
    found = school.status(as_of=AS_OF)["branches"]["jichu"]["rounds"]["final"]
    assert found["organization"] == "100"
    assert "不改动任何一个人工评分" in page(school)


def test_the_tables(school: School) -> None:
    sheet(school, "12-07", "organization_review", {"L05": 4, "G02": "met"})
    site = build(school)
    tables = {each["kind"]: each for each in json.loads((site / "jichu/tables.json").read_text("utf-8"))["tables"]}
    rows = {each["rule"]: each for each in tables["working_paper"]["rows"] if each["rule"]}
    assert rows["L05"] | {"item": "", "why": ""} == {
        "round": "考核评定", "standard": "标准1 支部班子好", "rule": "L05", "item": "", "points": "4",
        "status": "未达标", "computed": "0", "why": "",
        "self": None, "self_difference": "", "review": "4", "review_difference": "+4 高于记录",
    }  # fmt: skip
    assert (rows["G02"]["review"], rows["G02"]["computed"]) == ("达到", "考评组评定")
    assert (site / "jichu/working-paper.csv").is_file() and (site / "working-paper.csv").is_file()
    whole = {each["kind"]: each for each in json.loads((site / "tables.json").read_text("utf-8"))["tables"]}
    assert whole["review_differences"]["rows"][0] == {
        "branch": "jichu党支部", "round": "考核评定", "reviewed_on": "2017-12-07", "differences": 1,
        "widest": whole["review_differences"]["rows"][0]["widest"], "points": "4",
    }  # fmt: skip
    args = ("export", "考评底稿", "--branch", "jichu", "--as-of", AS_OF, "--out", "-", "--format", "csv")
    ran = school.run(*args, "--audience", "committee")
    assert ran.code == 0 and "+4 高于记录" in ran.out
    assert school.run(*args, "--audience", "members").code == 2


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder: its path, and what it says, unpacked."""
    for path in served(folder):
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        elif data[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                data = b"\n".join(packed.read(name) for name in packed.namelist())
        yield str(path.relative_to(folder)), data.decode("utf-8", "replace")


@pytest.mark.usefixtures("searchable")
@pytest.mark.parametrize("audience", ["public", "members"])
def test_others_find_no_trace(school: School, audience: str) -> None:
    sheet(school, "12-04", "self_assessment", {"L05": 4})
    sheet(school, "12-07", "organization_review", {"L05": 4, "P04": "met"})
    for name in ("guide/office.md", "guide/recorder.md"):
        school.write(f"content/{name}", (PROJECT_PACK.parents[1] / name).read_text("utf-8"))
    found = dict(everything(build(school, audience).parent))
    assert "2017/jichu/evaluation.html" in found and "2017/guide/office.html" in found
    traces = [(name, trace) for name, said in found.items() for trace in TRACES if trace in name or trace in said]
    assert traces == []
    committee = dict(everything(build(school).parent))
    assert {trace for said in committee.values() for trace in TRACES if trace in said} >= {"working-paper", "考评底稿"}


def test_no_page_where_nothing_is_graded(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/01-08-committee-meeting")
    site = build(school)
    assert not (site / "working-paper.html").exists() and not (site / "jichu/working-paper.html").exists()
    assert "working-paper" not in (site / "office.html").read_text("utf-8")
    assert "working-paper" not in (site / "tables.json").read_text("utf-8")


def test_in_english(school: School) -> None:
    sheet(school, "12-07", "organization_review", {"L05": 4, "P04": "met"})
    html = page(school, "en")
    assert "+4 above the records" in html and "not met by the records" in html
