"""The four steps of the campaign, P01 to P09: done, late, failed or open by their days (plan 三; design §4 step)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.school import CAMPAIGN, OMIT, PRIVATE, School, branch, private, reasons, working_calendar

SIX = range(1, 7)


@pytest.fixture
def school(tmp_path: Path) -> School:
    """One branch in the year of the campaign."""
    return School(tmp_path, config=CAMPAIGN)


def slug(kind: str) -> str:
    return kind.replace("_", "-")


def contrasts(*numbers: int, **fields: Any) -> list[dict[str, Any]]:
    return [{"number": number, **(fields or {"problems": ["不够系统"]})} for number in numbers]


class TestOutsideTheCampaign:
    @pytest.mark.parametrize("rule", ["P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09"])
    @pytest.mark.parametrize("year", [2016, 2018])
    def test_not_applicable(self, school: School, rule: str, year: int) -> None:
        found = school.rule(rule, year=year, as_of=f"{year}-12-31")
        assert (found["status"], found["points"], found["earned"]) == ("not_applicable", None, None)
        assert "no_campaign" in reasons(found)

    @pytest.mark.parametrize("rule", ["P01", "P02", "P03", "P04", "P05", "P06", "P07"])
    def test_gates_have_no_points(self, school: School, rule: str) -> None:
        for as_of, status in (("2017-01-01", "pending"), ("2017-12-31", "fail")):
            found = school.rule(rule, as_of=as_of)
            assert (found["status"], found["points"], found["earned"]) == (status, None, None)

    def test_steps_change_no_score(self, school: School) -> None:
        before = school.status(as_of="2017-12-31")["branches"]["jichu"]
        school.record("2017/jichu/10-09-problem-search")
        after = school.status(as_of="2017-12-31")["branches"]["jichu"]
        assert after["rules"]["P02"]["status"] == "pass" != before["rules"]["P02"]["status"]
        for figure in ("standards", "computed_score", "computed_basis"):
            assert after[figure] == before[figure]


class TestBranchThatWasNotThere:
    """A step whose days begin after a branch ended, or of which it saw less than half, asks nothing of it."""

    @pytest.mark.parametrize(
        ("rule", "last_applying"),
        [("P01", "2017-10-01"), ("P02", "2017-10-01"), ("P03", "2017-10-21"), ("P04", "2017-11-01"),
         ("P05", "2017-11-06"), ("P06", "2017-12-06"), ("P07", "2017-12-11")],
    )  # fmt: skip
    def test_closed(self, tmp_path: Path, rule: str, last_applying: str) -> None:
        from datetime import date, timedelta

        day = date.fromisoformat(last_applying)  # the first day it is no more
        for until, applies in ((day, True), (day - timedelta(days=1), False)):
            school = School(tmp_path / until.isoformat(), branch(valid_to=until.isoformat()), config=CAMPAIGN)
            found = school.rule(rule, as_of="2017-12-31")
            assert (found["status"] == "fail") is applies, until
            assert applies or found["status"] == "not_applicable"
            assert applies or found["reason"] in ("closed", "part_window")

    def test_merged_away_in_june(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(valid_to="2017-06-15"), config=CAMPAIGN)
        for number in range(1, 10):
            found = school.rule(f"P0{number}", as_of="2017-12-31")
            assert (found["status"], found["reason"]) == ("not_applicable", "closed"), number
        assert school.rule("P01", as_of="2017-03-01")["status"] == "not_applicable"

    @pytest.mark.parametrize(("founded", "status"), [("2017-10-01", "fail"), ("2017-10-02", "not_applicable")])
    def test_founded_when_half_of_it_was_over(self, tmp_path: Path, founded: str, status: str) -> None:
        school = School(tmp_path, branch(valid_from=founded), config=CAMPAIGN)
        assert school.rule("P01", as_of="2017-12-31")["status"] == status


class TestStudy:
    """P01: a study workspace or party day from 21 September to 10 October."""

    @pytest.mark.parametrize("kind", ["theory_study", "party_day"])
    @pytest.mark.parametrize(
        ("day", "as_of", "status"),
        [
            ("2017-09-20", "2017-10-09", "pending"),
            ("2017-09-20", "2017-10-11", "fail"),
            ("2017-09-21", "2017-09-20", "pending"),
            ("2017-09-21", "2017-09-21", "pass"),
            ("2017-10-10", "2017-10-09", "pending"),
            ("2017-10-10", "2017-10-10", "pass"),
            ("2017-10-11", "2017-10-11", "late"),
            ("2017-12-31", "2017-12-30", "fail"),
            ("2017-12-31", "2017-12-31", "late"),
            ("2016-09-30", "2017-10-11", "fail"),
        ],
    )
    def test_window(self, school: School, kind: str, day: str, as_of: str, status: str) -> None:
        (evidence,) = school.records(kind, [day], topics=["讲政治、有信念"])
        found = school.rule("P01", as_of=as_of)
        assert found["status"] == status
        if status in ("pass", "late"):
            assert found["evidence"] == [evidence]

    @pytest.mark.parametrize(
        ("as_of", "status"), [("2017-09-20", "pending"), ("2017-10-09", "pending"), ("2017-10-10", "fail")]
    )
    def test_nothing_held(self, school: School, as_of: str, status: str) -> None:
        assert school.rule("P01", as_of=as_of)["status"] == status

    @pytest.mark.parametrize("kind", ["member_meeting", "committee_meeting", "centralized_training"])
    def test_other_kinds(self, school: School, kind: str) -> None:
        school.records(kind, ["2017-09-28"])
        assert school.rule("P01", as_of="2017-10-11")["status"] == "fail"

    def test_in_time_and_again_later(self, school: School) -> None:
        days = ["2017-09-21", "2017-10-10", "2017-10-11", "2017-12-20"]
        held = school.records("party_day", days, topics=["讲政治、有信念"])
        found = school.rule("P01", as_of="2017-12-31")
        assert (found["status"], found["evidence"]) == ("pass", held[:2])  # evidence only from the window

    def test_only_later(self, school: School) -> None:
        held = school.records("party_day", ["2017-10-20", "2017-12-20"], topics=["讲政治、有信念"])
        found = school.rule("P01", as_of="2017-12-31")
        assert (found["status"], found["evidence"]) == ("late", held[:1])

    def test_draft(self, school: School) -> None:
        school.record("2017/jichu/09-28-party-day", {"draft": "是", "topics": ["讲政治、有信念"]})
        assert school.rule("P01", as_of="2017-10-11")["status"] == "fail"

    def test_window_set_locally(self, tmp_path: Path) -> None:
        school = School(tmp_path, config=CAMPAIGN | {"rules": {"P01": {"within": ["09-01", "09-20"]}}})
        school.record("2017/jichu/09-20-party-day", {"topics": ["讲政治、有信念"]})
        assert school.rule("P01", as_of="2017-09-20")["status"] == "pass"

    @pytest.mark.parametrize(
        ("topics", "status"),
        [
            (OMIT, "fail"),
            (["清洁校园"], "fail"),
            (["讲政治、有信念"], "pass"),
            (["讲政治有信念"], "pass"),
            (["清洁校园", "讲规矩、有纪律"], "pass"),
        ],
        ids=["none", "another", "of the campaign", "without its comma", "beside another"],
    )
    def test_names_a_topic_of_the_campaign(self, tmp_path: Path, topics: Any, status: str) -> None:
        school = School(tmp_path, config={"campaign": {"year": 2017, "topics": ["讲政治、有信念", "讲规矩、有纪律"]}})
        school.record("2017/jichu/09-28-party-day", {"topics": topics})
        assert school.rule("P01", as_of="2017-12-31")["status"] == status

    def test_topics_not_studied_yet_are_named(self, tmp_path: Path) -> None:
        school = School(tmp_path, config={"campaign": {"year": 2017, "topics": ["讲政治、有信念", "讲规矩、有纪律"]}})
        first = school.record("2017/jichu/09-28-party-day", {"topics": ["讲政治、有信念"]})
        second = school.record("2017/jichu/11-28-theory-study", {"topics": ["讲规矩、有纪律"]})
        before, after = (school.rule("P01", as_of=day) for day in ("2017-11-27", "2017-11-28"))
        assert before["why"] == "9月28日完成，在期限内；还没有学的专题：讲规矩、有纪律"
        assert after["why"] == "9月28日完成，在期限内"
        assert [(part["met"], part["evidence"]) for part in after["parts"]] == [(True, [first]), (True, [second])]
        assert after["evidence"] == [first]


class TestContrasts:
    """P02: the six contrasts, all six with a result, in the same days."""

    @pytest.mark.parametrize(
        ("day", "as_of", "status"),
        [
            ("09-20", "2017-10-11", "fail"),
            ("09-21", "2017-09-21", "pass"),
            ("10-10", "2017-10-09", "pending"),
            ("10-10", "2017-10-10", "pass"),
            ("10-11", "2017-10-11", "late"),
        ],
    )
    def test_window(self, school: School, day: str, as_of: str, status: str) -> None:
        school.record(f"2017/jichu/{day}-problem-search")
        assert school.rule("P02", as_of=as_of)["status"] == status

    @pytest.mark.parametrize(
        ("rows", "status"),
        [
            (contrasts(*SIX), "pass"),
            (contrasts(6, 5, 4, 3, 2, 1), "pass"),
            (contrasts(1, 2, 3, 4, 5), "fail"),
            (contrasts(2, 3, 4, 5, 6), "fail"),
            (contrasts(1, 2, 3, 4, 5, 5), "fail"),
            (contrasts(1, 2, 3, 4, 5) + contrasts(6, none_found="已逐项查对记录"), "pass"),
            ([*contrasts(1, 2, 3, 4, 5), {"number": 6}], "fail"),
            ([*contrasts(1, 2, 3, 4, 5), {"number": 6, "problems": []}], "fail"),
            (contrasts(0, 1, 2, 3, 4, 5), "fail"),
        ],
        ids=["six", "any order", "no sixth", "no first", "fifth twice", "none found", "bare", "empty", "from nought"],
    )
    def test_all_six(self, school: School, rows: list[dict[str, Any]], status: str) -> None:
        school.record("2017/jichu/10-09-problem-search", {"contrasts": rows})
        assert school.rule("P02", as_of="2017-10-11")["status"] == status

    def test_seventh_is_an_error(self, school: School) -> None:  # number 序号 1–6
        search = school.record("2017/jichu/10-09-problem-search", {"contrasts": contrasts(*SIX, 7)})
        assert {each["file"] for each in school.problems(severity="error")} == {f"records/{search}.md"}

    def test_chinese(self, school: School) -> None:
        rows = [{"序号": number, "问题": ["不够系统"]} for number in range(1, 6)]
        rows.append({"序号": 6, "未发现问题的说明": "已逐项查对记录"})
        school.record("2017/jichu/10-09-problem-search", {"类型": "六对照六查摆", "对照": rows, "contrasts": OMIT})
        assert school.rule("P02", as_of="2017-10-11")["status"] == "pass"


class TestFirstGrading:
    """P03: self-assessment and mass survey of the first grading by 20 October."""

    @pytest.mark.parametrize(
        ("own", "mass", "as_of", "status"),
        [
            ("10-12", "10-14", "2017-10-13", "pending"),
            ("10-12", "10-14", "2017-10-14", "pass"),
            ("10-20", "10-20", "2017-10-19", "pending"),
            ("10-20", "10-20", "2017-10-20", "pass"),
            ("10-20", "10-21", "2017-10-21", "late"),
            ("10-21", "10-20", "2017-12-31", "late"),
            ("10-12", None, "2017-10-19", "pending"),
            ("10-12", None, "2017-10-21", "fail"),
            (None, "10-14", "2017-10-21", "fail"),
            (None, None, "2017-10-19", "pending"),
            (None, None, "2017-10-21", "fail"),
        ],
    )
    def test_by_20_october(self, school: School, own: str | None, mass: str | None, as_of: str, status: str) -> None:
        if own:
            school.record(f"2017/jichu/{own}-self-assessment", {"round": "baseline"})
        if mass:
            school.record(f"2017/jichu/{mass}-mass-survey", {"round": "baseline"})
        assert school.rule("P03", as_of=as_of)["status"] == status

    def test_superiors_grade_is_not_demanded(self, school: School) -> None:
        school.record("2017/jichu/10-12-self-assessment", {"round": "baseline"})
        school.record("2017/jichu/10-13-organization-review", {"round": "baseline"})
        assert school.rule("P03", as_of="2017-10-21")["status"] == "fail"  # nor does it stand for the survey

    def test_final_round_is_another(self, school: School) -> None:
        school.record("2017/jichu/10-12-self-assessment", {"round": "final"})
        school.record("2017/jichu/10-13-mass-survey", {"round": "final"})
        assert school.rule("P03", as_of="2017-10-21")["status"] == "fail"

    def test_of_the_year_before(self, school: School) -> None:
        school.record("2016/jichu/10-12-self-assessment", {"round": "baseline"})
        school.record("2016/jichu/10-13-mass-survey", {"round": "baseline"})
        assert school.rule("P03", as_of="2017-10-21")["status"] == "fail"

    @pytest.mark.parametrize("kind", ["self_assessment", "mass_survey"])
    def test_without_its_round_is_incomplete(self, school: School, kind: str) -> None:
        for each in ("self_assessment", "mass_survey"):
            school.record(f"2017/jichu/10-12-{slug(each)}", {"round": OMIT if each == kind else "baseline"})
        assert school.rule("P03", as_of="2017-10-21")["status"] == "fail"


class TestLists:
    """P04: the three lists by 31 October, and nobody's row left alone."""

    def lists(
        self,
        school: School,
        problems: Iterable[dict[str, Any]] = ({},),
        tasks: Iterable[dict[str, Any]] = ({},),
        responsibilities: Iterable[dict[str, Any]] = ({},),
    ) -> None:
        rows: dict[str, list[dict[str, Any]]] = {
            "problems": [
                {"id": f"P{n}", "standard": 3, "problem": "不经常", "source": "self", "found_on": "2017-10-12", **row}
                for n, row in enumerate(problems, 1)
            ],
            "tasks": [
                {
                    "id": f"T{n}",
                    "problem": f"P{n}",
                    "goal": "经常",
                    "measures": ["按月开"],
                    "due": "2017-11-30",
                    "listed_on": "2017-10-25",
                    **row,
                }
                for n, row in enumerate(tasks, 1)
            ],
            "responsibilities": [
                {
                    "id": f"R{n}",
                    "task": f"T{n}",
                    "leader": "支部书记",
                    "responsible": "组织委员",
                    "supervisor": "组织科",
                    "listed_on": "2017-10-26",
                    **row,
                }
                for n, row in enumerate(responsibilities, 1)
            ],
        }
        lines = []
        for name, entries in rows.items():
            lines.append(f"{name}:" if entries else f"{name}: []")
            for entry in entries:
                fields = [f"{key}: {value}" for key, value in entry.items() if value is not OMIT]
                lines.append("  - {" + ", ".join(fields).replace("'", "") + "}")
        school.write("records/2017/jichu/rectification.yml", "\n".join(lines) + "\n")

    @pytest.mark.parametrize(
        ("problem", "task", "duty", "as_of", "status"),
        [
            ({}, {}, {}, "2017-10-25", "pending"),
            ({}, {}, {}, "2017-10-26", "pass"),
            ({}, {}, {}, "2017-12-31", "pass"),
            ({}, {}, {"listed_on": "2017-10-31"}, "2017-10-30", "pending"),
            ({}, {}, {"listed_on": "2017-10-31"}, "2017-10-31", "pass"),
            ({}, {}, {"listed_on": "2017-11-01"}, "2017-11-01", "late"),
            ({}, {"listed_on": "2017-11-01"}, {"listed_on": "2017-11-01"}, "2017-11-01", "late"),
            ({"found_on": "2017-10-31"}, {"listed_on": "2017-10-31"}, {"listed_on": "2017-10-31"}, "2017-10-31",
             "pass"),
            ({"listed_on": "2017-11-01"}, {"listed_on": "2017-11-01"}, {"listed_on": "2017-11-01"}, "2017-11-01",
             "late"),
            ({}, {}, {"listed_on": "2017-11-01"}, "2017-10-30", "pending"),
        ],
    )  # fmt: skip
    def test_by_31_october(
        self,
        school: School,
        problem: dict[str, Any],
        task: dict[str, Any],
        duty: dict[str, Any],
        as_of: str,
        status: str,
    ) -> None:
        self.lists(school, [problem], [task], [duty])
        assert school.problems(severity="error") == []
        assert school.rule("P04", as_of=as_of)["status"] == status

    @pytest.mark.parametrize(
        ("problems", "tasks", "duties"),
        [(0, 0, 0), (1, 0, 0), (1, 1, 0), (2, 1, 1), (2, 2, 1)],
        ids=["empty", "problems alone", "nobody responsible", "problem without a task", "task without anybody"],
    )
    def test_incomplete_or_orphaned(self, school: School, problems: int, tasks: int, duties: int) -> None:
        self.lists(school, [{}] * problems, [{}] * tasks, [{}] * duties)
        assert school.rule("P04", as_of="2017-10-30")["status"] == "pending"
        assert school.rule("P04", as_of="2017-11-01")["status"] == "fail"

    def test_no_file(self, school: School) -> None:
        assert school.rule("P04", as_of="2017-10-30")["status"] == "pending"
        assert school.rule("P04", as_of="2017-11-01")["status"] == "fail"

    def test_several_rows(self, school: School) -> None:
        self.lists(school, [{}, {}], [{}, {}, {"problem": "P1"}], [{}, {}, {}])
        assert school.rule("P04", as_of="2017-11-01")["status"] == "pass"

    def test_who_stands_alone_is_named(self, school: School) -> None:
        self.lists(school, [{}] * 3, [{}] * 2, [{}])
        assert school.rule("P04", as_of="2017-11-01")["fault"] == "建立三张清单：问题P3没有任务；任务T2没有责任人"

    def test_lists_that_are_not_there_are_named(self, school: School) -> None:
        self.lists(school, [{}], [], [])
        assert school.rule("P04", as_of="2017-11-01")["fault"] == "建立三张清单：没有任务清单、责任清单"

    @pytest.mark.parametrize(("listed", "status"), [("2017-10-31", "fail"), ("2017-11-01", "pass")])
    def test_what_came_onto_the_lists_later_undoes_nothing(self, school: School, listed: str, status: str) -> None:
        self.lists(school, [{}, {"listed_on": listed}], [{}], [{}])
        assert school.rule("P04", as_of="2017-12-31")["status"] == status

    def test_an_orphan_put_right_later_is_late(self, school: School) -> None:
        later = {"listed_on": "2017-11-05"}
        self.lists(school, [{}, {}], [{}, later], [{}, later])
        assert school.rule("P04", as_of="2017-11-04")["status"] == "fail"
        found = school.rule("P04", as_of="2017-11-05")
        assert (found["status"], found["fault"]) == ("late", "建立三张清单：应于10月31日前完成，11月5日才完成")

    CLOSED = '{by: 组织科, date: "%s", evidence: 照片}'

    @pytest.mark.parametrize(
        ("task", "closed", "as_of", "status"),
        [
            ({}, None, "2017-11-29", "pending"),
            ({}, None, "2017-11-30", "fail"),
            ({}, "2017-11-30", "2017-11-29", "pending"),
            ({}, "2017-11-30", "2017-11-30", "pass"),
            ({}, "2017-12-01", "2017-11-30", "fail"),
            ({}, "2017-12-01", "2017-12-01", "late"),
            ({"due": "2017-12-01"}, None, "2017-12-31", "not_applicable"),
            ({"long_term": "是", "review_on": "2017-12-15"}, None, "2017-12-31", "not_applicable"),
        ],
    )
    def test_tasks_due_by_the_end_of_november(
        self, school: School, task: dict[str, Any], closed: str | None, as_of: str, status: str
    ) -> None:
        done = {"done_on": "2017-11-20", "evidence": "[照片]"} if closed else {}
        self.lists(school, [{}], [task | done], [{"verified": self.CLOSED % closed} if closed else {}])
        assert school.problems(severity="error") == []
        found = school.rule("P09", as_of=as_of)
        assert (found["status"], found["points"], found["earned"]) == (status, None, None)

    @pytest.mark.parametrize(
        ("due", "asked", "to", "status"),
        [
            ("2017-11-30", "2017-11-30", "2017-12-15", "pass"),
            ("2017-11-30", "2017-11-25", "2017-12-01", "pass"),
            ("2017-11-10", "2017-11-10", "2017-11-30", "fail"),
        ],
    )
    def test_extended_beyond_november_by_then(self, school: School, due: str, asked: str, to: str, status: str) -> None:
        extended = f'[{{asked_on: "{asked}", new_due: "{to}", approved_by: 学校党委}}]'
        self.lists(school, [{}], [{"due": due, "extensions": extended}], [{}])
        assert school.problems(severity="error") == []
        assert school.rule("P09", as_of="2017-12-31")["status"] == status

    def test_open_tasks_are_named(self, school: School) -> None:
        self.lists(school, [{}, {}], [{}, {"due": "2017-11-10"}], [{}, {}])
        found = school.rule("P09", as_of="2017-12-31")
        assert found["fault"] == "整改落实：任务T1、T2到11月30日没有销号"
        assert found["value"] == {"numerator": 0, "denominator": 2, "threshold": None}

    def test_no_lists_no_tasks(self, school: School) -> None:
        found = school.rule("P09", as_of="2017-12-31")
        assert (found["status"], reasons(found)) == ("not_applicable", {"none_due"})

    def test_a_task_is_listed_with_its_problem_where_it_says_no_day(self, school: School) -> None:
        self.lists(school, tasks=[{"listed_on": OMIT}])
        assert school.rule("P04", as_of="2017-11-01")["status"] == "pass"


class TestRelations:
    """P05: a check of relations from 11 October to 30 November."""

    @pytest.mark.parametrize(
        ("day", "as_of", "status"),
        [
            ("10-10", "2017-11-29", "pending"),
            ("10-10", "2017-12-01", "fail"),
            ("10-11", "2017-10-11", "pass"),
            ("11-30", "2017-11-29", "pending"),
            ("11-30", "2017-11-30", "pass"),
            ("12-01", "2017-11-30", "fail"),
            ("12-01", "2017-12-01", "late"),
        ],
    )
    def test_window(self, school: School, day: str, as_of: str, status: str) -> None:
        school.record(f"2017/jichu/{day}-relation-check")
        assert school.rule("P05", as_of=as_of)["status"] == status


class TestFinalRound:
    """P06: self-assessment, mass survey, organization review, in this order, from 1 to 10 December."""

    def final(
        self, school: School, own: str | None, mass: str | None, review: str | None, round: str = "final"
    ) -> None:
        for kind, day in (("self_assessment", own), ("mass_survey", mass), ("organization_review", review)):
            if day:
                school.record(f"2017/jichu/{day}-{slug(kind)}", {"round": round})

    @pytest.mark.parametrize(
        ("own", "mass", "review", "as_of", "status"),
        [
            ("12-01", "12-05", "12-08", "2017-12-07", "pending"),
            ("12-01", "12-05", "12-08", "2017-12-08", "pass"),
            ("12-01", "12-01", "12-01", "2017-12-01", "pass"),
            ("12-10", "12-10", "12-10", "2017-12-09", "pending"),
            ("12-10", "12-10", "12-10", "2017-12-10", "pass"),
            ("12-01", "12-05", "12-11", "2017-12-11", "late"),
            ("12-11", "12-12", "12-13", "2017-12-13", "late"),
            ("11-30", "12-05", "12-08", "2017-12-11", "fail"),
            ("12-05", "12-01", "12-08", "2017-12-11", "fail"),
            ("12-01", "12-08", "12-05", "2017-12-11", "fail"),
            ("12-08", "12-05", "12-01", "2017-12-11", "fail"),
            (None, "12-05", "12-08", "2017-12-11", "fail"),
            ("12-01", None, "12-08", "2017-12-11", "fail"),
            ("12-01", "12-05", None, "2017-12-11", "fail"),
            ("12-01", "12-05", None, "2017-12-09", "pending"),
        ],
    )
    def test_order_and_days(
        self, school: School, own: str | None, mass: str | None, review: str | None, as_of: str, status: str
    ) -> None:
        self.final(school, own, mass, review)
        assert school.rule("P06", as_of=as_of)["status"] == status

    def test_there_in_the_wrong_order(self, school: School) -> None:
        self.final(school, "12-06", "12-05", "12-07")
        before, after = (school.rule("P06", as_of=day) for day in ("2017-12-09", "2017-12-10"))
        assert [(each["status"], each["reason"]) for each in (before, after)] == [
            ("pending", "wrong_order"),
            ("fail", "wrong_order"),
        ]
        assert after["fault"] == "考核评定：群众测评在支部自评之前"
        assert len(after["evidence"]) == 3
        assert all(
            "没有完成" not in each["why"] and "群众测评在支部自评之前" in each["why"] for each in (before, after)
        )

    def test_first_grading_is_another(self, school: School) -> None:
        self.final(school, "12-01", "12-05", "12-08", round="baseline")
        assert school.rule("P06", as_of="2017-12-11")["status"] == "fail"


class TestThreeQuestions:
    """P07: the final survey asks all three questions, by 10 December and not after the review."""

    ALL = ("improved", "solved", "satisfied")

    def survey(self, school: School, day: str, asked: Iterable[str] = ALL, **fields: Any) -> str:
        questions = {name: {"yes": 50, "partly": 6, "no": 1} for name in asked}
        return school.record(f"2017/jichu/{day}-mass-survey", {"questions": questions, **fields})

    @pytest.mark.parametrize(
        ("mass", "review", "as_of", "status"),
        [
            ("12-05", None, "2017-12-04", "pending"),
            ("12-05", None, "2017-12-05", "pass"),
            ("12-05", "12-05", "2017-12-05", "pass"),
            ("12-05", "12-08", "2017-12-11", "pass"),
            ("12-06", "12-05", "2017-12-11", "fail"),
            ("12-10", "12-10", "2017-12-10", "pass"),
            ("12-11", "12-12", "2017-12-11", "late"),
            (None, "12-08", "2017-12-09", "pending"),
            (None, "12-08", "2017-12-11", "fail"),
            (None, None, "2017-12-11", "fail"),
        ],
    )
    def test_days(self, school: School, mass: str | None, review: str | None, as_of: str, status: str) -> None:
        if mass:
            self.survey(school, mass)
        if review:
            school.record(f"2017/jichu/{review}-organization-review")
        assert school.rule("P07", as_of=as_of)["status"] == status

    @pytest.mark.parametrize("asked", [("improved", "solved"), ("improved",), ("solved", "satisfied"), ()])
    def test_a_question_missing(self, school: School, asked: tuple[str, ...]) -> None:
        self.survey(school, "12-05", asked, **({} if asked else {"questions": OMIT}))
        assert school.rule("P07", as_of="2017-12-11")["status"] == "fail"

    def test_first_survey_is_another(self, school: School) -> None:
        self.survey(school, "10-12", round="baseline")
        assert school.rule("P07", as_of="2017-12-11")["status"] == "fail"

    def test_first_review_is_another(self, school: School) -> None:
        self.survey(school, "12-05")
        school.record("2017/jichu/10-18-organization-review", {"round": "baseline"})
        assert school.rule("P07", as_of="2017-12-11")["status"] == "pass"


class TestNotice:
    """P08: from the decision to recommend until its public notice has closed."""

    @pytest.fixture
    def school(self, tmp_path: Path) -> School:
        school = School(tmp_path, branch(), branch("xinxi"), config=CAMPAIGN | PRIVATE)
        working_calendar(school)
        return school

    def decide(self, school: School, subject: str = "recommend", **fields: Any) -> str:
        return school.record("2017/_committee/12-11-committee-decision", {"subject": subject, **fields})

    def put_up(self, school: School, **fields: Any) -> str:
        return school.record("2017/_committee/12-12-public-notice", fields)

    @pytest.mark.parametrize(
        ("as_of", "status"),
        [
            ("2017-12-10", "not_applicable"),
            ("2017-12-11", "pending"),
            ("2017-12-12", "pending"),
            ("2017-12-17", "pending"),
            ("2017-12-19", "pass"),
            ("2018-02-01", "pass"),
        ],
    )
    def test_days(self, school: School, as_of: str, status: str) -> None:
        self.decide(school)
        self.put_up(school)
        assert school.problems(severity="error") == []
        found = school.rule("P08", as_of=as_of)
        assert (found["status"], found["points"], found["earned"]) == (status, None, None)

    def test_decided_without_a_notice(self, school: School) -> None:
        self.decide(school)
        for as_of in ("2017-12-11", "2017-12-31"):
            assert school.rule("P08", as_of=as_of)["status"] == "pending"

    @pytest.mark.parametrize("subject", ["withhold", "confer"])
    def test_other_decisions(self, school: School, subject: str) -> None:
        self.decide(school, subject)
        assert school.rule("P08", as_of="2017-12-31")["status"] == "not_applicable"

    def test_other_branches(self, school: School) -> None:
        self.decide(school)
        self.put_up(school)
        assert school.rule("P08", as_of="2017-12-31", branch="xinxi")["status"] == "not_applicable"

    def test_notice_that_leaves_the_branch_out(self, school: School) -> None:
        self.decide(school, branches=["jichu", "xinxi"])
        self.put_up(school, branches=["xinxi"])
        assert school.rule("P08", as_of="2017-12-31")["status"] == "pending"
        assert school.rule("P08", as_of="2017-12-31", branch="xinxi")["status"] == "pass"

    def test_draft_decision(self, school: School) -> None:
        self.decide(school, draft="是")
        assert school.rule("P08", as_of="2017-12-31")["status"] == "not_applicable"

    @pytest.mark.parametrize(
        ("kind", "concluded", "as_of", "status"),
        [
            ("named", None, "2017-12-31", "pending"),
            ("anonymous_specific", None, "2017-12-31", "pending"),
            ("anonymous_vague", None, "2017-12-31", "pass"),
            ("named", "2017-12-25", "2017-12-24", "pending"),
            ("named", "2017-12-25", "2017-12-25", "pass"),
        ],
    )
    def test_open_objection(self, school: School, kind: str, concluded: str | None, as_of: str, status: str) -> None:
        self.decide(school)
        self.put_up(school)
        ended = {"conclusion": "unfounded", "concluded_on": concluded} if concluded else {}
        fields = {"received_on": "2017-12-14", "kind": kind, **ended}
        private(school, "2017/_committee/12-14-objection", fields)
        assert school.rule("P08", as_of=as_of)["status"] == status


@pytest.mark.parametrize("rule", ["P01", "P02", "P03", "P04", "P05", "P06", "P07"])
def test_waived(school: School, rule: str) -> None:
    school.record("2017/jichu/01-05-waiver", {"rule": rule, "window": ["2017-01-01", "2017-12-31"]})
    assert school.rule(rule, as_of="2017-12-31")["status"] == "exempt"
