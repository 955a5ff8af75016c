"""What records say in print: head, imprint, seal and marks by record and configuration; names, not short tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.publish.documents import Heading, Paragraph, Table, blocks
from generator.publish.pages.papers.notice import named
from tests.publish.documents.measure import pages, text
from tests.publish.documents.validity import faults
from tests.school import CAMPAIGN, School, branch, working_calendar

FOLDER = "2017/_committee"
NUMBER = "示例党〔2017〕18号"
ISSUER = "中共示例职业学校委员会文件"
BULLETIN = {"date": "2017-12-01", "kind": "situation", "as_of": "2017-11-30", "issued_on": "2017-12-01"}
BULLETIN |= {
    "title": "关于十一月份情况的通报",
    "doc_no": NUMBER,
    "addressees": ["各党支部"],
    "copy_to": ["校工会", "团委"],
}
HEAD: Mapping[str, Any] = {"documents": {"head": "红头", "printed_by": "学校党委办公室"}}
TEXT = "现将情况通报如下。\n"
Printed = Callable[..., tuple[bytes, bytes]]


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """The PDF and the .docx of a record, as the office prints them."""

    branches = (branch(name="基础部党支部"), branch("xinxi", name="信息部党支部"))

    def of(name: str, fields: Mapping[str, Any], body: str = TEXT, **config: Any) -> tuple[bytes, bytes]:
        school = School(tmp_path, *branches, config=CAMPAIGN | config)
        working_calendar(school)
        school.record(f"{FOLDER}/12-11-committee-decision", {"branches": ["jichu", "xinxi"]})
        school.record(f"{FOLDER}/{name}", dict(fields), body=body)
        ran = school.run("notice", "print", f"{FOLDER}/{name}", "--out", str(tmp_path / "printed"))
        assert ran.code == 0, ran.err
        made = [(tmp_path / f"printed/{name}{form}").read_bytes() for form in (".pdf", ".docx")]
        assert faults(made[1], ".docx") == []
        return made[0], made[1]

    return of


def said(pdf: bytes) -> str:
    return re.sub(r"\s", "", text(pdf))


def test_a_numbered_document_has_head_and_imprint_where_the_unit_has_them(printed: Printed) -> None:
    plain, _ = printed("12-01-bulletin", BULLETIN)
    assert ISSUER not in said(plain) and NUMBER in said(plain)
    assert "抄送：校工会，团委。" in said(plain)  # who gets copies is said anyway
    headed, _ = printed("12-01-bulletin", BULLETIN, **HEAD)
    assert said(headed).startswith(ISSUER + NUMBER)
    assert "学校党委办公室2017年12月1日印发" in said(headed)
    bare, _ = printed("12-01-bulletin", {name: value for name, value in BULLETIN.items() if name != "doc_no"}, **HEAD)
    assert ISSUER not in said(bare)


def test_years_have_heads_of_their_own(printed: Printed) -> None:
    own = {
        "years": {2017: {"documents": {"head": "套印", "rule_at": 110}}, 2018: {"documents": {"head": "无"}}},
        **HEAD,
    }
    made, _ = printed("12-01-bulletin", BULLETIN, **own)
    assert ISSUER not in said(made) and said(made).startswith(NUMBER)
    number = next(line for line in pages(made)[0] if line.text == NUMBER)
    assert 110 - max(glyph.ink_bottom for glyph in number.glyphs) == pytest.approx(4, abs=1)


def test_what_stands_in_the_corner_comes_from_the_record(printed: Printed) -> None:
    secret = {"secrecy": "秘密★1年", "urgency": "特急", "copy_no": 7, "signers": ["党委书记"], "audience": "党委"}
    made, _ = printed("12-01-bulletin", BULLETIN | secret, **HEAD)
    first = [line.text for line in pages(made)[0]]
    assert first[:4] == ["000007", "秘密★1年", "特急", ISSUER]
    assert first[4] == f"{NUMBER}签发人：党委书记"


def test_a_record_says_itself_whether_it_gets_a_seal(printed: Printed) -> None:
    def right(pdf: bytes) -> float:
        return next(line.right for line in pages(pdf)[0] if line.text == "2017年12月1日")

    by_rule, _ = printed("12-01-bulletin", BULLETIN, documents={"sealed": True})
    own, _ = printed("12-01-bulletin", BULLETIN | {"sealed": False}, documents={"sealed": True})
    assert right(by_rule) == pytest.approx(184 - 4 * 156 / 28, abs=1)
    assert right(own) > right(by_rule) - 5 and abs(right(own) - right(by_rule)) > 0.3


def test_a_draft_says_so_on_every_page(printed: Printed) -> None:
    made, _ = printed("12-01-bulletin", BULLETIN | {"draft": True}, body="现将情况通报如下。" * 150)
    found = pages(made)
    assert len(found) > 1 and all(page[0].text.startswith("草稿") for page in found)


def test_plan_and_decision_are_printed_too(printed: Printed) -> None:
    plan = {"date": "2017-09-18", "title": "关于开展创建活动的实施方案", "issued_on": "2017-09-19", "doc_no": NUMBER}
    made, _ = printed("09-18-campaign-plan", plan, body="各党支部：\n\n现印发实施方案。\n", **HEAD)
    assert said(made).startswith(ISSUER) and "2017年9月19日" in said(made)
    decision = {"date": "2017-12-18", "title": "关于命名的决定", "subject": "confer", "branches": ["jichu"]}
    made, _ = printed("12-18-committee-decision", decision, body="决定命名下列党支部为“五好党支部”。\n")
    assert "决定命名基础部党支部为“五好党支部”。" in said(made) and "序号" not in said(made)


def test_the_mobilization_is_printed_with_who_came_from_each_branch(printed: Printed) -> None:
    came = [{"branch": "jichu", "present": 20}, {"branch": "xinxi", "present": 4}]
    meeting = {"date": "2017-09-20", "title": "创建活动动员部署会", "time": "15:00-16:10", "place": "礼堂"}
    meeting |= {"agenda": ["宣读方案", "部署工作"], "attended": came}
    made, _ = printed("09-20-mobilization", meeting, body="书记提出三点要求。\n")
    for each in ("日期：2017年9月20日", "地点：礼堂", "议题：1．宣读方案；2．部署工作", "书记提出三点要求。"):
        assert each in said(made), each
    assert "附件：各支部参加人数" in said(made) and "合计24" in said(made)


def test_one_branch_is_named_and_several_are_listed() -> None:
    text = blocks("拟推荐下列党支部为“五好党支部”。")
    assert named(text, ["甲党支部"]) == (Paragraph("拟推荐甲党支部为“五好党支部”。"),)
    (_, listed) = named(text, ["甲党支部", "乙党支部"])
    assert isinstance(listed, Table) and [row[1] for row in listed.rows] == ["甲党支部", "乙党支部"]
    already = (Heading("一、名单"), Paragraph("推荐甲党支部、乙党支部。"))
    assert named(already, ["甲党支部", "乙党支部"]) == already
    assert named(blocks("拟予推荐。"), ["甲党支部"])[1] == Paragraph("党支部名称：甲党支部")
    assert named(text, []) == text


def test_a_notice_of_one_branch_and_its_ways_to_object(printed: Printed) -> None:
    notice = {"branches": ["jichu"], "basis": f"{FOLDER}/12-11-committee-decision", "opinion_box": "一楼大厅"}
    made, _ = printed("12-12-public-notice", notice | {"phone": "022-00000000", "address": ""}, body="")
    assert "拟推荐基础部党支部为“五好党支部”" in said(made)
    assert "电话、意见箱等形式反映" in said(made) and "信函" not in said(made) and "通讯地址" not in said(made)


def test_what_is_secret_is_for_nobody_outside(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), config=CAMPAIGN)
    for audience, told in ((None, True), ("公开", True), ("党员", False), ("党委", False)):
        fields = BULLETIN | {"secrecy": "秘密★1年"} | ({"audience": audience} if audience else {})
        school.record(f"{FOLDER}/12-01-bulletin", fields, body="现将情况通报如下。\n")
        assert bool(school.problems(code="secret_public")) is told, audience
