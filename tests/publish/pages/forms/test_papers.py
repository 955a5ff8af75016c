"""What the papers say: of a small school with something for every audience, and of one that has nothing."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.papers.editions import edition, site_content
from generator.publish.documents import find_fonts
from generator.publish.forms import Form, form_pdf, form_xlsx, words
from generator.publish.forms.form import grids
from generator.publish.pages.forms.boxes import said
from generator.publish.pages.forms.papers import PAPERS, printed, printed_record
from generator.publish.pages.year_site import YearSite
from generator.workspace.workspace import Workspace
from tests.publish.conftest import AUDIENCES, DRAFT, MEETING, NARROWED, SECRETS, make_root
from tests.publish.documents.measure import pages
from tests.school import CAMPAIGN, School, branch
from tests.shop import Shop

AS_OF = "2017-12-20"
BY_ID = {paper.id: paper for paper in PAPERS}
SCORES = {"points": {"1": 19, "2": 20, "3": 22, "4": 15, "5": 17}}
BALLOTS = "{发出: 30, 收回: 30, 无效: 0, 好: 29, 较好: 1, 一般: 0, 差: 0, 弃权: 0}"


def sites(root: Path, year: int = 2017) -> dict[str, YearSite]:
    workspace = Workspace(root, root, "zh")
    day = workspace.as_of(None)
    content = site_content(workspace, year, day)
    return {each: edition(workspace, content, each, "zh").site(year) for each in AUDIENCES}


def paper(name: str, site: YearSite, unit: str = "jichu") -> Form:
    found = printed(BY_ID[name], unit, site)
    assert found is not None, name
    return found


@cache
def graded(root: Path) -> dict[str, YearSite]:
    return sites(root)


def make(root: Path) -> None:
    """A branch with gradings, tasks, awards, opinions, ballots, and two meetings of the committee."""
    config = {**CAMPAIGN, "demonstration": {"as_of": AS_OF}}
    school = School(root, branch(groups=["g1"]), branch("leer"), config=config)
    for day, votes in (("03-08", "[{内容: 定下计划, 赞成: 3, 反对: 0, 弃权: 1}]"), ("04-12", "[]")):
        school.write(
            f"records/2017/jichu/{day}-committee-meeting.md",
            f"---\n类型: 支部委员会\n日期: 2017-{day}\n时间: 14:00-15:30\n地点: 会议室\n主持人: 支部书记\n"
            "记录人: 组织委员\n应到: 5\n实到: 4\n请假: 1\n请假名单: [{姓名: 请假某, 事由: 出差某}]\n"
            f"议题: [研究计划, 研究经费]\n决议: {votes}\n---\n"
            "第一段。\n\n第二段<b>&。\n",
        )
    files = {
        "12-01-self-assessment": "类型: 自评\n轮次: 考核评定\n得分: {1: 19, 2: 20, 3: 22, 4: 15, 5: 17}\n",
        "12-05-organization-review": "类型: 组织考评\n轮次: 考核评定\n得分: {1: 18.5, 2: 20, 3: 21, 4: 15, 5: 17}\n",
        "11-06-task": "类型: 上级任务\n标题: 报送\n交办日期: 2017-11-06\n办理期限: 2017-11-20\n完成日期: 2017-11-18\n",
        "11-07-opinion": "类型: 群众意见\n标题: 路灯不亮\n收到日期: 2017-11-07\n办结日期: 2017-11-09\n",
        "11-08-award": "类型: 表彰奖励\n标题: 先进集体\n级别: 市级\n颁发单位: 市教委\n",
        "11-09-accountability-review": f"类型: 述职评议\n测评票: {BALLOTS}\n",
    }
    for stem, text in files.items():
        day = f"2017-{stem[:5]}"
        school.write(f"records/2017/jichu/{stem}.md", f"---\n{text}日期: {day}\n---\n正文。\n")


@pytest.fixture(scope="module")
def of(shop: Shop) -> dict[str, YearSite]:
    return graded(shop.once("papers", make))


def table(form: Form) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for section in form.sections for grid in grids(section) for row in grid.rows
    ]


def test_the_score_sheet_has_items_marks_and_the_sentence_of_fault(of: dict[str, YearSite]) -> None:
    form = paper("score_sheet", of["committee"])
    rows = {row[0]: row for row in table(form) if len(row) in (6, 7)}
    pack = of["committee"].pack
    assert len([row for row in rows if row != "项目"]) >= len([rule for rule in pack.rules if rule.points is not None])
    assert rows["合计"][1:4] == ["100", "93", "91.5"]
    result = of["committee"].public.result.branches["jichu"]
    failed = next(each for each in result.rules.values() if each.fault and each.rule.points)
    row = rows[of["committee"].words.name(failed.rule)]
    assert row[-1] == of["committee"].words.fault(failed) != ""
    assert "签字" in table(form)[-1][0]


def test_the_score_sheet_takes_two_pages_with_every_rule_failed(of: dict[str, YearSite]) -> None:
    for unit in ("jichu", "leer"):
        for name in ("score_sheet", "grading_blanks"):
            made = form_pdf(paper(name, of["committee"], unit), find_fonts())
            count = len(pages(made))
            assert count <= 4 if name == "grading_blanks" else count <= 2, (name, unit, count)


def test_the_recommendation_fits_one_page_and_has_three_places_to_sign(of: dict[str, YearSite]) -> None:
    form = paper("recommendation", of["committee"])
    (page,) = pages(form_pdf(form, find_fonts()))
    text = "".join(line.text for line in page)
    assert [word in text for word in ("支部意见", "考评组意见", "学校党委意见", "未达到")] == [True] * 4
    assert printed(BY_ID["recommendation"], "jichu", of["members"]) is None


def test_minutes_are_numbered_by_kind_with_votes_people_and_places_to_sign(of: dict[str, YearSite]) -> None:
    form = paper("minutes", of["committee"])
    cover, contents, first, second = form.sections
    assert cover.cover and [row.cells[3].page_of for grid in grids(contents) for row in grid.rows[1:]] == [2, 3]
    said = {row[0]: row[1] for row in table(Form("", (first,), "", form.date, form.page_words))}
    assert said["议题"] == "1．研究计划\n2．研究经费"
    assert said["会议内容"] == "第一段。\n第二段<b>&。"
    assert said["决议和表决"] == "1．定下计划（赞成3、反对0、弃权1）"
    assert said["请假名单"] == "请假某（出差某）"
    assert "主持人（签字）：" in said
    assert "2017年第2次" in words(Form("", (second,), "", form.date, form.page_words))


def test_one_meeting_by_itself(of: dict[str, YearSite]) -> None:
    form = printed_record("2017/jichu/04-12-committee-meeting", of["members"])
    assert form is not None
    assert "2017年第2次" in words(form) and "请假某" not in words(form)
    assert printed_record("2017/jichu/11-06-task", of["committee"]) is None
    assert printed_record("2017/jichu/05-05-committee-meeting", of["committee"]) is None


def test_the_ledger_begins_with_the_branch_and_has_what_became_of_things(of: dict[str, YearSite]) -> None:
    form = paper("ledger", of["committee"])
    rows = table(form)
    assert rows[1][:2] == ["支部名称", "jichu党支部"]
    flat = [text for row in rows for text in row]
    for text in ("完成日期", "2017年11月18日", "办结日期", "2017年11月9日", "级别", "市级", "颁发单位", "市教委"):
        assert text in flat, text
    assert any("好 29" in text for text in flat)
    assert not any("好 29" in text for row in table(paper("ledger", of["members"])) for text in row)


def test_the_working_file_says_what_is_there_what_is_missing_and_where_the_rest_begins(of: dict[str, YearSite]) -> None:
    form = paper("dossier", of["committee"])
    states = {row[1]: row[-1] for row in table(form) if len(row) == 6 and row[0].isdigit()}
    assert (states["支部委员会会议记录"], states["工作总结"], states["换届选举"]) == ("有", "缺", "无")
    begins = [row.cells[2].page_of for grid in grids(form.sections[1]) for row in grid.rows if len(row.cells) == 3]
    titles = [form.sections[each].title for each in begins if each is not None]
    assert titles[0] == "考核评分表" and titles[-1] == "支部委员会记录"


def test_what_a_file_must_hold_is_the_units_own_and_of_types_there_are(tmp_path: Path) -> None:
    material = {"name": "会议记录", "types": ["支部委员会", "member_meeting"], "retention": "15年", "needed": True}
    school = School(tmp_path, branch(), config={"filing": [material], "demonstration": {"as_of": AS_OF}})
    (row,) = [row for row in table(paper("dossier", sites(tmp_path)["committee"])) if len(row) == 6 and row[0] == "1"]
    assert row[1:] == ["会议记录", "", "", "15年", "缺"]
    wrong = School(school.root, branch(), config={"filing": [{**material, "types": ["没有的"]}]})
    (problem,) = wrong.problems(code="filing_type")
    assert "没有的" in problem["message"] and "工作计划" in problem["hint"]


def test_a_branch_with_nothing_has_its_forms_all_the_same(of: dict[str, YearSite]) -> None:
    there = {each.id: printed(each, "leer", of["committee"]) is not None for each in PAPERS}
    assert [name for name, found in there.items() if not found] == ["three_lists", "minutes"]
    for site in of.values():  # what is offered without being composed is not empty when it is
        assert all(each.make("leer", site) for each in PAPERS if each.there("leer", site))


def test_blank_sheets_have_room_for_everybody(of: dict[str, YearSite]) -> None:
    ballots = paper("appraisal_ballots", of["public"])
    lines = [row for row in table(ballots) if row[0].isdigit()]
    assert len(lines) == 2 * 12
    survey = pages(form_pdf(paper("survey_forms", of["public"]), find_fonts()))
    assert sum(line.text.count("党支部工作群众测评表") for line in survey[0]) == 2
    assert len(survey) == 2
    secretary = pages(form_pdf(paper("secretary_ballots", of["public"]), find_fonts()))
    assert sum("党支部书记述职评议民主测评票" in line.text for line in secretary[0]) == 4
    assert len(secretary) == 2


def test_no_paper_says_more_than_its_audience_may_read(shop: Shop) -> None:
    found = sites(shop.once("papers-for-all", make_root))
    papers = {
        audience: "\n".join(words(form) for each in PAPERS if (form := printed(each, "jichu", site)) is not None)
        for audience, site in found.items()
    }
    for secret in SECRETS["nobody"]:
        assert not [audience for audience in AUDIENCES if secret in papers[audience]], secret
    for secret in SECRETS["members"]:
        assert secret not in papers["public"], secret
    for secret in SECRETS["committee"]:
        assert secret not in papers["public"] + papers["members"], secret
    assert "请假庚庚" in papers["committee"] and "会议内容戊戊" in papers["members"]
    assert printed_record(NARROWED, found["members"]) is None
    assert printed_record(DRAFT, found["members"]) is None
    assert printed_record(MEETING, found["public"]) is not None


def test_each_box_of_a_table_stands_by_what_it_says_and_not_by_its_column() -> None:
    said_so = {
        "12": ("right", True),
        "-0.5": ("right", True),
        "95.5%": ("right", True),
        "2017-03-08": ("center", True),
        "03-08": ("center", False),
        "P12": ("center", False),
        "23/28": ("center", False),
        "012": ("left", False),
        "1.2.3": ("left", False),
        "未销号": ("left", False),
        "2017-03-08前": ("left", False),
        "": ("center", False),
    }
    assert {text: (said(text).align, said(text).figure) for text in said_so} == said_so


def test_marks_are_numbers_where_a_spreadsheet_opens_them(of: dict[str, YearSite]) -> None:
    sheet = load_workbook(BytesIO(form_xlsx(paper("score_sheet", of["committee"])))).worksheets[0]
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    total = next(row for row in rows if row[0] == "合计")
    assert total[1:4] == [100, 93, 91.5] and all(isinstance(each, int | float) for each in total[1:5])
    assert sheet.freeze_panes == "A4" and sheet.print_title_rows == "$3:$3"


def test_a_name_of_any_length_and_any_number_of_groups_keep_the_recommendation_on_its_page(tmp_path: Path) -> None:
    groups = [
        {"id": f"g{number}", "name": f"第{number}教研室和实训中心联合党小组", "from": "2014-09-01"}
        for number in range(1, 10)
    ]
    name = "机电工程与智能制造教学部暨实训中心" * 3 + "党支部"
    School(tmp_path, branch(name=name, groups=groups), config={**CAMPAIGN, "demonstration": {"as_of": AS_OF}})
    form = paper("recommendation", sites(tmp_path)["committee"])
    assert len(pages(form_pdf(form, find_fonts()))) == 1
