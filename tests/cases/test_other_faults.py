"""What is missing by deadlines, terms and other kinds, as the sentence a notice can quote (design §5, `fault`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cases.trial import END, fault, trial
from tests.school import School, branch


class TestDeadline:
    @pytest.mark.parametrize(
        ("signed", "as_of", "said"),
        [
            (None, "2017-03-31", None),
            (None, "2017-04-01", "党建工作责任书：期限3月31日，没有签订"),
            ("03-31", "2017-04-01", None),
            ("04-01", "2017-04-01", "党建工作责任书：期限3月31日，4月1日才签订"),
        ],
    )
    def test_of_the_year(self, school: School, signed: str | None, as_of: str, said: str | None) -> None:
        if signed:
            school.record(f"2017/jichu/{signed}-responsibility-letter")
        assert fault(school, "L02", as_of) == said

    def test_dates_are_said_as_people_say_them(self, school: School) -> None:
        school.record("2017/jichu/02-23-responsibility-letter")
        assert school.rule("L02", as_of="2017-12-05")["why"] == "期限3月31日，2月23日完成"

    def test_of_a_new_branch(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(valid_from="2017-05-01"))
        assert fault(school, "L02", "2017-05-31") is None
        assert fault(school, "L02", "2017-06-01") == "党建工作责任书：新建支部期限5月31日，没有签订"

    def test_of_a_new_secretary(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(secretaries=[{"from": "2015-09-10"}, {"from": "2017-09-01"}]))
        school.record("2017/jichu/04-05-responsibility-letter")
        assert fault(school, "L02", "2017-10-01") == "党建工作责任书：期限3月31日，4月5日才签订"
        both = "党建工作责任书：期限3月31日，4月5日才签订；新任书记期限10月1日，没有签订"
        assert fault(school, "L02", "2017-10-02") == both

    @pytest.mark.parametrize(("until", "late"), [("2017-10-02", True), ("2017-10-01", False)])
    def test_a_day_after_the_branch_ended_binds_nobody(self, tmp_path: Path, until: str, late: bool) -> None:
        secretaries = [{"from": "2015-09-10"}, {"from": "2017-09-01"}]
        school = School(tmp_path, branch(valid_to=until, secretaries=secretaries))
        school.record("2017/jichu/03-05-responsibility-letter")
        assert school.rule("L02", as_of=END)["status"] == ("fail" if late else "pass")


class TestTerm:
    """A1: an election after its day without an approved extension leaves the year late."""

    @pytest.fixture
    def school(self, tmp_path: Path) -> School:
        return School(tmp_path, branch(last_election={"on": "2014-05-20", "term_years": 3}))

    def test_held_too_late(self, school: School) -> None:
        school.record("2017/jichu/11-10-election")
        assert fault(school, "O10", "2017-11-09") == "按期换届：5月20日届满，没有换届，也没有经批准的延期"
        found = school.rule("O10", as_of="2017-11-10")
        assert (found["status"], found["earned"]) == ("late", "0")
        assert found["fault"] == "按期换届：5月20日届满，11月10日才换届，没有经批准的延期"
        assert found["evidence"] == ["2017/jichu/11-10-election"]
        assert school.rule("O10", year=2018, as_of="2018-12-31")["status"] == "pass"

    @pytest.mark.parametrize(("day", "status"), [("05-19", "pass"), ("05-20", "pass"), ("05-21", "late")])
    def test_the_day_it_was_due(self, school: School, day: str, status: str) -> None:
        school.record(f"2017/jichu/{day}-election")
        assert school.rule("O10", as_of="2017-12-05")["status"] == status

    @pytest.mark.parametrize(
        ("span", "status"),
        [
            (["2017-05-21", "2017-11-09"], "pass"),
            (["2017-05-21", "2017-11-30"], "pass"),
            (["2017-05-22", "2017-11-30"], "late"),
            (["2017-05-21", "2017-11-08"], "late"),
        ],
        ids=["just enough", "more", "a day late", "a day short"],
    )
    def test_an_approved_extension(self, school: School, span: list[str], status: str) -> None:
        school.record("2017/jichu/05-10-waiver", {"rule": "O10", "window": span})
        school.record("2017/jichu/11-10-election")
        assert school.rule("O10", as_of="2017-12-05")["status"] == status

    def test_two_extensions_one_after_the_other(self, school: School) -> None:
        school.record("2017/jichu/05-10-waiver", {"rule": "O10", "window": ["2017-05-21", "2017-08-20"]})
        school.record("2017/jichu/08-10-waiver", {"rule": "O10", "window": ["2017-08-21", "2017-11-20"]})
        assert school.rule("O10", as_of="2017-11-20")["status"] == "exempt"
        assert school.rule("O10", as_of="2017-11-21")["status"] == "fail"

    def test_over_the_turn_of_the_year(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(last_election={"on": "2013-12-20", "term_years": 3}))
        school.record("2017/jichu/02-10-election")
        assert school.rule("O10", year=2016, as_of="2016-12-31")["status"] == "fail"
        for year in (2016, 2017):
            assert school.rule("O10", year=year, as_of="2018-03-01")["status"] == "late"
        said = "按期换届：2016年12月20日届满，2月10日才换届，没有经批准的延期"
        assert fault(school, "O10", "2017-12-31") == said
        assert school.rule("O10", year=2018, as_of="2018-03-01")["status"] == "pass"

    def test_a_term_that_ends_after_the_branch(self, tmp_path: Path) -> None:
        election = {"on": "2014-10-01", "term_years": 3}
        school = School(tmp_path, branch(valid_to="2017-10-02", last_election=election))
        assert school.rule("O10", as_of="2017-12-31")["status"] == "pass"


class TestOthers:
    def test_topics_that_were_not_studied(self, tmp_path: Path) -> None:
        rule = {"kind": "coverage", "types": ["theory_study"], "topics": ["讲政治、有信念", "讲规矩", "讲道德"]}
        school = trial(tmp_path, rule)
        school.record("2017/jichu/05-08-theory-study", {"topics": ["讲规矩"]})
        assert fault(school, "R1", "2017-12-30") is None
        assert fault(school, "R1", "2017-12-31") == "甲：没有学“讲政治、有信念”、“讲道德”（应学3个专题，实学1个）"

    @pytest.mark.parametrize(("studied", "met"), [("05-05", True), ("05-06", False), ("04-08", True), ("04-07", False)])
    def test_study_before_a_meeting(self, tmp_path: Path, studied: str, met: bool) -> None:
        rule = {"kind": "lead_time", "types": ["organizational_life_meeting"], "first": ["theory_study", "party_day"]}
        school = trial(tmp_path, {**rule, "at_least": 3, "at_most": 30})
        school.record(f"2017/jichu/{studied}-theory-study")
        school.record("2017/jichu/05-08-organizational-life-meeting")
        said = None if met else "甲：5月8日组织生活会前3天至30天之间没有理论学习、党日活动"
        assert fault(school, "R1") == said

    def test_nothing_held_at_all(self, tmp_path: Path) -> None:
        rule = {"kind": "lead_time", "types": ["organizational_life_meeting"], "first": ["theory_study"]}
        school = trial(tmp_path, rule, branch(), branch("short", valid_to="2017-03-01"))
        assert fault(school, "R1", "2018-02-01") == "甲：全年没有召开组织生活会"
        assert school.rule("R1", as_of="2018-02-01", branch="short")["status"] == "not_applicable"

    @pytest.mark.parametrize(
        ("facts", "made", "said"),
        [
            ({"full_members": [3, 50]}, {"full": 2, "committee": None}, "甲：正式党员2人，应为3至50人"),
            ({"full_members": [3, 50]}, {"full": 3, "committee": None}, None),
            ({"committee_from": 7}, {"full": 9, "committee": None}, "甲：正式党员9人，满7人应设支部委员会，没有设"),
            ({"committee_size": [3, 7]}, {"size": 9}, "甲：支部委员9人，应为3至7人"),
            ({"groups_from": 20}, {"full": 19, "probationary": 1}, "甲：党员20人，满20人应划分党小组，没有划分"),
            ({"groups_from": 20}, {"full": 19}, None),
        ],
    )
    def test_how_many_against_what(
        self, tmp_path: Path, facts: dict[str, Any], made: dict[str, Any], said: str | None
    ) -> None:
        school = trial(tmp_path, {"kind": "structure", "facts": facts}, branch(**made))
        assert fault(school, "R1", "2017-12-05") == said

    def test_a_branch_that_is_no_more(self, tmp_path: Path) -> None:
        closed = branch(full=9, committee=None, valid_to="2017-10-01")
        school = trial(tmp_path, {"kind": "structure", "facts": {"committee_from": 7}}, closed)
        then, after = (school.rule("R1", as_of=day) for day in ("2017-09-30", "2017-10-01"))
        assert (then["reason"], after["reason"]) == ("committee_missing", None)
        assert after["fault"] == "甲：撤销时正式党员9人，满7人应设支部委员会，没有设"

    def test_what_happened_how_often(self, tmp_path: Path) -> None:
        rule = {"kind": "occurrence", "effect": "deduction", "types": ["activity"], "each": 1, "enabled": True}
        school = trial(tmp_path, rule)
        assert fault(school, "R1") is None
        school.records("activity", ["2017-06-11", "2017-08-02"], participants=12)
        assert fault(school, "R1") == "甲：6月11日、8月2日发生，共2次"

    def test_what_rules_a_branch_out(self, tmp_path: Path) -> None:
        rule = {"kind": "veto", "effect": "not_recommendable", "types": ["activity"], "enabled": True}
        school = trial(tmp_path, rule)
        school.records("activity", ["2017-06-11"], participants=12)
        assert fault(school, "R1") == "甲：有1条符合一票否决条件的记录，不得推荐"
