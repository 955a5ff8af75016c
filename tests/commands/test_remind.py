"""A reminder says what is missing, by when and whom to ask, in words to paste or on a sheet to print."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from generator.publish.pages.papers.reminder import Missing, Reminder, on_one_page
from tests.school import School, branch

AS_OF = ("--as-of", "2017-12-05")
LISTS = """
问题清单:
  - {序号: P1, 问题表现: 记录简单, 发现日期: 2017-10-12}
任务清单:
  - {序号: T1, 对应问题序号: P1, 整改目标: 规范记录, 完成时限: 2017-12-20}
  - {序号: T2, 对应问题序号: P1, 整改目标: 补齐记录, 完成时限: 2017-11-20}
责任清单:
  - {序号: R1, 对应任务序号: T1, 责任人: 组织委员}
  - {序号: R2, 对应任务序号: T2, 责任人: 组织委员}
"""


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(
        tmp_path,
        branch("jichu", last_election={"on": "2015-09-10", "term_years": 3}),
        branch("jidian", last_election={"on": "2017-03-10", "term_years": 3}, groups=["g1"]),
        config={"reminders": {"ask": "党委组织科", "phone": "8001"}},
    )
    made.write("records/2017/jichu/rectification.yml", LISTS)
    made.write("records/2017/jichu/03-08-committee-meeting.md", "---\n类型: 支部委员会\n日期: 坏\n---\n")
    return made


def test_the_text_of_one_branch(school: School) -> None:
    ran = school.run("remind", "--branch", "jichu", *AS_OF)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "jichu党支部：" and lines[-1] == "有问题请问党委组织科，电话8001。"
    assert any(line.endswith("12月20日前　整改任务T1：规范记录") for line in lines)
    assert any("整改任务T2：补齐记录（时限2017年11月20日，已逾期）" in line for line in lines)
    assert any("12月31日前　支委会 2017年12月" in line for line in lines)
    assert "本届支部委员会任期2018年9月10日届满，请提前准备换届。" in lines
    assert any("1个记录文件因错误没有计入" in line for line in lines)


def test_all_branches_each_its_own(school: School) -> None:
    parts = school.run("remind", *AS_OF, "--days", "60").out.split("\n\n")
    assert [part.splitlines()[0] for part in parts] == ["jichu党支部：", "jidian党支部："]
    assert "届满" not in parts[1] and "g1党小组" in parts[1]
    assert "T1" not in parts[1]


def test_on_paper(school: School) -> None:
    for name in ("a.pdf", "a.docx", "a.txt"):
        assert school.run("remind", "--branch", "jichu", *AS_OF, "--out", str(school.root / name)).code == 0
    pdf = pypdfium2.PdfDocument((school.root / "a.pdf").read_bytes())
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    with zipfile.ZipFile(io.BytesIO((school.root / "a.docx").read_bytes())) as docx:
        written = docx.read("word/document.xml").decode()
    for said in ("催办单", "jichu党支部：", "整改任务T1：规范记录", "联系：党委组织科，电话8001"):
        assert said in text.replace("\r\n", "") and said in written, said
    assert "规范记录" in (school.root / "a.txt").read_text("utf-8")
    assert school.run("remind", *AS_OF, "--out", str(school.root / "a.xlsx")).code == 2


def test_terms_that_end_within_a_year_are_told_beside_what_is_due(school: School) -> None:
    out = school.run("due", *AS_OF, "--days", "3").out
    assert "一年内任期届满的：" in out and "2018-09-10" in out and "jidian" not in out.partition("届满的")[2]
    assert "届满的" not in school.run("due", "--as-of", "2017-09-09", "--days", "3").out


def test_without_a_post_the_committee_is_asked(tmp_path: Path) -> None:
    assert "有问题请问学校党委。" in School(tmp_path).run("remind", *AS_OF).out


def test_a_sheet_is_one_page_however_much_there_is(school: School) -> None:
    """What has no room is counted on it; as a text all of it is there."""
    early = ("remind", "--branch", "jidian", "--as-of", "2017-03-05", "--days", "365")
    for name in ("a.pdf", "a.txt"):
        assert school.run(*early, "--out", str(school.root / name)).code == 0
    pdf = pypdfium2.PdfDocument((school.root / "a.pdf").read_bytes())
    assert len(pdf) == 1
    said = pdf[0].get_textpage().get_text_bounded()
    left = re.search(r"另有(\d+)项没有列出", said)
    assert left is not None
    listed = re.findall(r"(?m)^201[78]-\d\d-\d\d", said)
    lines = [line for line in (school.root / "a.txt").read_text("utf-8").splitlines() if re.match(r"\d+\. ", line)]
    assert len(lines) > 40
    assert len(listed) > 3
    assert len(lines) - int(left[1]) >= len(listed)


def test_as_much_as_fits() -> None:
    due, missed = tuple(Missing(date(2017, 3, each), "党课") for each in range(1, 21)), tuple("甲乙丙丁")
    whole = Reminder("jichu党支部", 30, due, missed)
    for room in range(30):
        found = on_one_page(whole, lambda one, room=room: len(one.due) + len(one.missed) <= room)
        shown = len(found.due) + len(found.missed)
        assert shown == min(room, 24)
        assert shown + found.left_out == 24
        assert found.due == due[: len(found.due)]
        assert len(found.due) >= min(20, shown // 2)
