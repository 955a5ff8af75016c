"""What a rule says is missing, as a clerk would write it: shares, papers, procedures, steps, sheets (design §5)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cases.steps.test_lists import TestLists as Lists
from tests.school import CAMPAIGN, OMIT, PRIVATE, School, days, private


def fault(school: School, rule: str, as_of: str = "2018-02-01") -> str | None:
    found: str | None = school.rule(rule, as_of=as_of)["fault"]
    return found


class TestShares:
    def test_over_the_year(self, school: School) -> None:
        for month, day in enumerate(days("2017-*-28"), 1):
            fields = {"month": f"2017-{month:02}", "members": 10, "recorded": 5 if month > 3 else 10}
            school.record(f"2017/jichu/{day[5:]}-daily-record", fields)
        assert fault(school, "M06") == "党员日常纪实：有记录75人次，应记120人次（62.5%，应不低于80%）"

    def test_of_all(self, school: School) -> None:
        school.record("2017/jichu/06-08-dossier-check", {"complete": 11})
        assert fault(school, "M16") == "党员档案：检查12人，材料齐全11人（91.7%，应为100%）"

    def test_nearly_all_is_not_rounded_to_all(self, school: School) -> None:
        school.record("2017/jichu/06-08-dossier-check", {"members": 3000, "complete": 2999})
        assert fault(school, "M16") == "党员档案：检查3000人，材料齐全2999人（99.97%，应为100%）"

    def test_no_record_at_all(self, school: School) -> None:
        assert fault(school, "M16", "2018-01-31") is None
        assert fault(school, "M16") == "党员档案：没有可以计算的党员档案检查记录"

    def test_by_months(self, school: School) -> None:
        for month, day in enumerate(days("2017-*-28"), 1):
            fields = {"month": f"2017-{month:02}"} | {5: {"paid_on_time": 11}, 2: {"paid_in_full": 11}}.get(month, {})
            if month != 3:
                school.record(f"2017/jichu/{day[5:]}-dues", fields)
        assert fault(school, "M14") == "党费收缴：2月、3月没有按期足额收齐；5月逾期收齐"

    def test_met_in_number_but_not_approved(self, school: School) -> None:
        school.record("2017/jichu/09-20-election", {"approved_on": OMIT})
        assert fault(school, "O09") == "党内选举：9月20日换届选举没有批复日期"
        assert "2017/jichu" not in school.rule("O09", as_of="2018-02-01")["why"]


class TestChecks:
    def test_found(self, school: School) -> None:
        school.record("2017/jichu/06-30-relation-check", {"lost": 1})
        assert fault(school, "M10") == "失联党员：6月30日排查有1人"
        assert fault(school, "M11") is None

    def test_none_made(self, school: School) -> None:
        assert fault(school, "M10", "2018-01-31") is None
        assert fault(school, "M10") == "失联党员：没有完整的排查记录"

    def test_letters_past_their_days(self, tmp_path: Path) -> None:
        school = School(tmp_path, config=PRIVATE)
        school.record("2017/jichu/06-30-relation-check", {"pocket": 2})
        private(school, "2017/jichu/03-01-relation-transfer", {"letter_issued_on": "2017-03-01"})
        assert fault(school, "M11") == "口袋党员：6月30日排查有2人；超过有效期没有办结的组织关系转接1件"


class TestPapers:
    def test_in_force_and_carried_out(self, school: School) -> None:
        keys = ["party_affairs_disclosure", "important_matters_report"]
        school.record("2016/jichu/03-01-system-document", {"key": keys})
        school.record("2017/jichu/05-10-affairs-disclosure")
        school.record("2017/jichu/05-10-work-report")
        assert (
            fault(school, "S02") == "党内监督制度：制度不齐：没有与党员定期谈心谈话制度；没有执行：与党员定期谈心谈话"
        )

    def test_what_of_the_three_meetings_and_the_lecture(self, school: School) -> None:
        school.record("2016/jichu/03-01-system-document", {"key": ["three_meetings_one_lecture"]})
        school.records("party_lecture", ["2017-05-10"])
        said = fault(school, "S01", "2017-12-31")
        assert said is not None and "三会一课（缺支部党员大会、支部委员会）" in said

    def test_plans(self, school: School) -> None:
        school.record("2017/jichu/01-11-development-plan")
        assert fault(school, "M02") == "发展党员规划和计划：没有覆盖全年的规划"

    def test_halves_in_words(self, school: School) -> None:
        school.record("2017/jichu/01-11-development-plan")
        assert school.rule("M02", as_of="2017-12-31")["why"] == "应有2项，已有1项"


STEPS = {
    "talked_on": "2017-05-08",
    "committee_on": "2017-05-15",
    "voted_on": "2017-05-22",
    "approved_on": "2017-06-12",
    "notified_on": "2017-06-14",
}


class TestProcedures:
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"committee_on": OMIT}, "缺支委会研究日期"),
            ({"voted_on": "2017-05-14"}, "支委会研究日期、党员大会表决日期次序不对"),
        ],
    )
    def test_which_step(self, tmp_path: Path, changes: dict[str, Any], said: str) -> None:
        school = School(tmp_path, config=PRIVATE)
        private(school, "2017/jichu/05-08-disposition", STEPS | changes)
        private(school, "2017/jichu/05-09-disposition", STEPS)
        assert fault(school, "M13") == f"不合格党员处置：2件中1件程序不规范（{said}）"

    def test_too_late(self, tmp_path: Path) -> None:
        school = School(tmp_path, config=PRIVATE)
        fields = {"letter_issued_on": "2017-03-01", "handed_in_on": "2017-06-30", "received_on": "2017-07-05"}
        private(school, "2017/jichu/03-01-relation-transfer", fields)
        said = fault(school, "M09")
        assert said == "组织关系转接：1件中1件程序不规范（介绍信开具日期、介绍信交到日期超过期限）"


class TestSheets:
    @pytest.mark.parametrize(
        ("given", "status", "said"),
        [(0, "fail", "上级交办任务：组织考评给0分"), (0.5, "assessed", None), (4, "assessed", None)],
    )
    def test_points(self, school: School, given: float, status: str, said: str | None) -> None:
        school.record("2017/jichu/12-07-organization-review", {"points": {"L01": given}})
        found = school.rule("L01", as_of="2017-12-31")
        assert (found["status"], found["fault"]) == (status, said)
        assert f"采用12月7日组织考评的给分{given}分" in school.explain("L01", as_of="2017-12-31")

    @pytest.mark.parametrize(
        ("given", "status", "said"), [("met", "pass", None), ("not_met", "fail", "书记履行责任：组织考评认定未达到")]
    )
    def test_gates(self, school: School, given: str, status: str, said: str | None) -> None:
        school.record("2017/jichu/12-07-organization-review", {"points": {"L01": 1, "G02": given}})
        found = school.rule("G02", as_of="2017-12-31")
        assert (found["status"], found["fault"]) == (status, said)


class TestSteps:
    @pytest.fixture
    def school(self, tmp_path: Path) -> School:
        return School(tmp_path, config=CAMPAIGN)

    def test_parts_of_a_round(self, school: School) -> None:
        school.record("2017/jichu/12-05-self-assessment")
        school.record("2017/jichu/12-06-mass-survey")
        assert fault(school, "P06") == "考核评定：没有组织考评"
        assert fault(school, "P03") == "首次评定：没有自评、群众测评"

    def test_late(self, school: School) -> None:
        for kind, day in (("self-assessment", "10-12"), ("mass-survey", "10-25")):
            school.record(f"2017/jichu/{day}-{kind}", {"round": "baseline"})
        assert fault(school, "P03") == "首次评定：应于10月20日前完成，10月25日才完成"

    def test_before_its_time(self, school: School) -> None:
        school.record("2017/jichu/11-30-self-assessment")
        school.record("2017/jichu/12-02-mass-survey")
        school.record("2017/jichu/12-03-organization-review")
        assert fault(school, "P06") == "考核评定：支部自评在11月30日，早于12月1日"

    def test_contrasts_left_open(self, school: School) -> None:
        rows = [{"number": number, "problems": ["不够系统"]} for number in (1, 2, 4, 6)]
        school.record("2017/jichu/10-05-problem-search", {"contrasts": rows})
        assert fault(school, "P02") == "六对照六查摆：第3、5项没有查摆结果"

    def test_questions_left_out(self, school: School) -> None:
        school.record("2017/jichu/12-05-mass-survey", {"questions": {"improved": {"yes": 5, "partly": 0, "no": 0}}})
        assert fault(school, "P07") == "听取党员群众意见：群众测评没有问：有效解决、真正满意"

    def test_survey_after_the_review(self, school: School) -> None:
        school.record("2017/jichu/12-05-organization-review")
        school.record("2017/jichu/12-06-mass-survey")
        assert fault(school, "P07") == "听取党员群众意见：群众测评在组织考评之后"

    def test_study_without_a_topic(self, school: School) -> None:
        assert fault(school, "P01") == "学习讨论：没有理论学习、党日活动"
        school.record("2017/jichu/09-28-party-day")
        assert fault(school, "P01") == "学习讨论：理论学习、党日活动没有写明学习的专题"

    def test_contrasts_answered_in_two_records(self, school: School) -> None:
        first, second = (
            school.record(
                f"2017/jichu/{day}-problem-search",
                {"contrasts": [{"number": number, "problems": ["不够系统"]} for number in numbers]},
            )
            for day, numbers in (("10-05", (1, 2, 3)), ("10-08", (4, 5, 6)))
        )
        assert school.rule("P02", as_of="2017-10-07")["status"] == "pending"
        found = school.rule("P02", as_of="2018-02-01")
        assert (found["status"], found["why"]) == ("pass", "10月8日完成，在期限内")
        assert found["evidence"] == [first, second]

    def test_what_both_records_leave_open(self, school: School) -> None:
        for day, numbers in (("10-05", (1, 2, 3)), ("10-08", (4, 6))):
            rows = [{"number": number, "problems": ["不够系统"]} for number in numbers]
            school.record(f"2017/jichu/{day}-problem-search", {"contrasts": rows})
        assert fault(school, "P02") == "六对照六查摆：第5项没有查摆结果"

    def test_a_step_that_is_called_as_its_record_is(self, school: School) -> None:
        assert fault(school, "P02") == "六对照六查摆：没有开展"
        ran = school.run("--lang", "en", "status", "--format", "json", "--year", "2017", "--as-of", "2018-02-01")
        assert json.loads(ran.out)["branches"]["jichu"]["rules"]["P02"]["fault"] == "Six contrasts: not done"

    def test_topics_that_hold_a_comma_are_set_apart(self, tmp_path: Path) -> None:
        topics = ["讲政治、有信念", "讲规矩、有纪律", "讲道德、有品行"]
        school = School(tmp_path, config={"campaigns": {2017: {"topics": topics}}})
        school.record("2017/jichu/09-28-party-day", {"topics": topics[:1]})
        why = school.rule("P01", as_of="2017-12-31")["why"]
        assert why == "9月28日完成，在期限内；还没有学的专题：讲规矩、有纪律；讲道德、有品行"

    def test_tasks_are_closed_or_extended(self, school: School) -> None:
        extended = '[{asked_on: "2017-11-20", new_due: "2018-11-30", approved_by: 学校党委}]'
        Lists().lists(school, [{}], [{"due": "2017-11-30", "extensions": extended}], [{}])
        found = school.rule("P09", as_of="2017-12-31")
        assert (found["status"], found["why"]) == ("pass", "到期任务1项，销号0项，经批准延期1项")
