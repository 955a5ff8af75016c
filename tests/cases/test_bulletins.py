"""A bulletin's figures: a wrong one in a draft is an error at its place, in an issued one no error at all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.school import CAMPAIGN, OMIT, School, branch, days

DRAFT: dict[str, Any] = {"title": "情况通报", "kind": "situation", "as_of": "2017-11-30", "draft": True}
FILE = "records/2017/_committee/12-01-bulletin.md"


@pytest.fixture
def school(tmp_path: Path) -> School:
    """Committee meetings in every month but March and, late in coming, none in December."""
    made = School(tmp_path, branch(), branch("xinxi", full=6, committee=None), config=CAMPAIGN)
    made.records("committee_meeting", days("2017-*-08", skip=[3, 12]))
    return made


def write(school: School, body: str, **fields: Any) -> None:
    school.record("2017/_committee/12-01-bulletin", {**DRAFT, **fields}, body=body)


def found(school: School) -> list[tuple[str, int, int]]:
    problems = [each for each in school.check()[1]["problems"] if each["file"] == FILE]
    return [(each["code"], each["line"], each["column"]) for each in problems]


def line_of(school: School, text: str) -> tuple[int, int]:
    """Line and column of a text in the bulletin, as an editor counts."""
    written = (school.root / FILE).read_text("utf-8")
    before = written[: written.index(text)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def test_right_figures_are_no_problem(school: School) -> None:
    write(
        school, "完成{{fig:O02.met@jichu=10/11}}，占{{fig:O02.share@jichu=90.9%}}，{{fig:O02.status@jichu=未达标}}。\n"
    )
    assert found(school) == []


@pytest.mark.parametrize("blank", ["", "\n", "\n\n\n"])
def test_a_figure_changed_by_hand_is_named_with_line_and_column(school: School, blank: str) -> None:
    write(school, f"{blank}第一段。\n\n支委会完成{{{{fig:O02.met@jichu=11/11}}}}期。\n")
    assert found(school) == [("figure_wrong", *line_of(school, "11/11"))]
    (problem,) = school.problems(code="figure_wrong")
    assert problem["severity"] == "error"
    assert "{{fig:O02.met@jichu=10/11}}" in problem["hint"]
    assert "10/11" in problem["message"] and "11/11" in problem["message"]


@pytest.mark.parametrize(
    ("figure", "code", "at"),
    [
        ("{{fig:O99.met@jichu=1/1}}", "figure_subject", "O99"),
        ("{{fig:O02.held@jichu=1/1}}", "figure_measure", "held"),
        ("{{fig:O02.met@nobody=1/1}}", "figure_unit", "nobody"),
        ("{{fig:O02.status@all=合格}}", "figure_not_of_all", "all"),
        ("{{fig:score.computed@all=90}}", "figure_not_of_all", "all"),
        ("{{fig:G04.met@jichu=1/1}}", "figure_of_other", "jichu"),
        ("{{fig:O02.met@_committee=1/1}}", "figure_of_other", "_committee"),
        ("{{fig:O02.met@xinxi=0/0}}", "figure_none", "0/0"),
        ("{{fig:O02 met}}", "figure_malformed", "{{fig:O02 met}}"),
        ("{{fig:O02.met@jichu=10/11", "figure_malformed", "{{fig:O02.met@jichu=10/11"),
    ],
)
def test_what_nobody_knows_is_an_error_with_an_example(school: School, figure: str, code: str, at: str) -> None:
    write(school, f"情况：{figure}\n")
    assert found(school) == [(code, *line_of(school, at))]
    (problem,) = school.problems(code=code)
    assert "{{fig:" in problem["hint"] or code == "figure_none"


def test_an_issued_bulletin_has_no_errors_whatever_it_says(school: School) -> None:
    write(school, "{{fig:O02.met@jichu=11/11}}\n", draft=OMIT, issued_on="2017-12-01")
    assert found(school) == []


def test_without_a_day_of_issue_it_is_a_draft(school: School) -> None:
    write(school, "{{fig:O02.met@jichu=11/11}}\n", draft=OMIT)
    assert [code for code, _, _ in found(school)] == ["figure_wrong"]


def test_until_its_day_of_issue_it_is_a_draft(school: School) -> None:
    config = {**CAMPAIGN, "demonstration": {"as_of": "2017-11-30"}}
    early = School(school.root, branch(), branch("xinxi", full=6, committee=None), config=config)
    write(early, "{{fig:O02.met@jichu=11/11}}\n", draft=OMIT, issued_on="2017-12-01")
    assert [code for code, _, _ in found(early)] == ["figure_wrong"]


def test_a_wrong_draft_is_rejected_and_the_rest_goes_on(school: School) -> None:
    write(school, "{{fig:O02.met@jichu=11/11}}\n")
    assert school.rule("O02", as_of="2017-11-30")["status"] == "fail"
    assert school.check()[0] == 1


def test_figures_without_a_day(school: School) -> None:
    write(school, "{{fig:O02.met@jichu=10/11}}\n", as_of=OMIT)
    assert [code for code, _, _ in found(school)] == ["bulletin_no_as_of"]


def test_figures_of_a_year_the_pack_is_not_valid_in(school: School) -> None:
    write(school, "{{fig:O02.met@jichu=10/11}}\n", results_of=1949)
    assert [code for code, _, _ in found(school)] == ["bulletin_pack_year"]


def test_figures_of_last_year_known_in_january(school: School) -> None:
    write(school, "{{fig:O02.met@jichu=10/12}}\n", as_of="2018-01-20", results_of=2017)
    assert found(school) == []


def test_figures_stand_at_the_bulletin_s_day_not_at_today(school: School) -> None:
    write(school, "{{fig:O02.met@jichu=7/8}}，{{fig:O02.pending@jichu=4}}\n", as_of="2017-08-31")
    assert found(school) == []


def test_sums_over_the_school(school: School) -> None:
    body = "{{fig:O02.met@all=10/11}}，达标{{fig:O02.passing@all=0/1}}，迟录{{fig:records.late@all=0}}\n"
    write(school, body)
    assert found(school) == []


def test_late_ones_are_counted_where_it_is_known_when_each_came_in(school: School) -> None:
    write(school, "逾期录入{{fig:records.late@all=3}}\n")
    assert found(school) == []  # without history nobody can say that it is wrong
    ids = [path.relative_to(school.root / "records").with_suffix("").as_posix() for path in school.root.rglob("*.md")]
    school.write("records/entered.csv", "record,entered_on\n" + "".join(f"{each},2017-12-20\n" for each in ids))
    assert [code for code, *_ in found(school)] == ["figure_wrong"]
    late = sum("/jichu/" in each for each in ids)
    write(school, f"逾期录入{{{{fig:records.late@all={late}}}}}\n")
    assert found(school) == []


def test_scores_and_lists_are_the_status_document_s(school: School) -> None:
    card = school.status(as_of="2017-11-30")["branches"]["jichu"]
    earned, score = card["rules"]["O02"]["earned"], card["computed_score"]
    shown = [re.sub(r"(\.\d)\d+$", r"\1", text) for text in (earned, score, card["standards"]["3"]["earned"])]
    write(
        school,
        f"{{{{fig:O02.earned@jichu={shown[0]}}}}}{{{{fig:score.computed@jichu={shown[1]}}}}}"
        f"{{{{fig:3.earned@jichu={shown[2]}}}}}{{{{fig:3.points@jichu=24}}}}\n",
    )
    assert found(school) == []


def test_refresh_writes_the_right_figures_and_nothing_else(school: School) -> None:
    body = "  首行\n\n完成{{fig:O02.met@jichu=11/11}}，{{ fig:O02.share@jichu = 1% }}。{{fig:O99.met@jichu=1}}\n"
    write(school, body)
    before = (school.root / FILE).read_text("utf-8")
    assert school.run("bulletin", "refresh", FILE).code == 0
    wanted = before.replace("{{fig:O02.met@jichu=11/11}}", "{{fig:O02.met@jichu=10/11}}")
    wanted = wanted.replace("{{ fig:O02.share@jichu = 1% }}", "{{fig:O02.share@jichu=90.9%}}")
    assert (school.root / FILE).read_text("utf-8") == wanted
    assert [code for code, _, _ in found(school)] == ["figure_subject"]


def test_refresh_leaves_what_was_issued(school: School) -> None:
    write(school, "{{fig:O02.met@jichu=11/11}}\n", draft=OMIT, issued_on="2017-12-01")
    before = (school.root / FILE).read_bytes()
    assert school.run("bulletin", "refresh", FILE).code == 2
    assert (school.root / FILE).read_bytes() == before


def test_a_new_draft_is_right_and_speaks_of_no_pending_duty(school: School) -> None:
    school.records("member_meeting", ["2017-02-10", "2017-05-10", "2017-08-10"])
    ran = school.run("bulletin", "new", "--as-of", "2017-11-30", "--date", "2017-12-01")
    assert ran.code == 0, ran
    assert found(school) == []
    text = (school.root / FILE).read_text("utf-8")
    assert "草稿: 是" in text and "数据截至: 2017-11-30" in text
    assert "{{fig:O02.met@jichu=10/11}}" in text
    assert "| 党员大会 |" in text and "O01.met@jichu=3/3" in text
    problems = text[text.index("三、存在问题") : text.index("四、下一步要求")]
    assert problems.startswith("三、存在问题\n\n（一）jichu党支部：")
    assert "支委会3月没有召开（" in problems
    assert "应开{{fig:O02.judged@jichu=11}}次，实开{{fig:O02.done@jichu=10}}次）" in problems
    first = problems[: problems.index("（二）")]
    assert "党员大会" not in first and not re.search("（[A-Z][0-9]+）", problems)
    assert not re.search("[：；](?:年度述职评议|民主评议党员)", problems), "pending until 31 January"
    assert "（请补充好的做法）" in text, "a branch with faults is no example"


def test_a_second_draft_of_a_day_has_a_name_of_its_own(school: School) -> None:
    for _ in range(2):
        assert school.run("bulletin", "new", "--as-of", "2017-11-30", "--date", "2017-12-01").code == 0
    assert (school.root / FILE.replace(".md", "-2.md")).is_file()
