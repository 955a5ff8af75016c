"""What is missing in windows and by days, as the sentence a notice can quote (design §5, `fault`)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cases.trial import END, fault, trial
from tests.school import OMIT, School, branch, days, window


class TestCadence:
    def meetings(self, school: School, *skip: int) -> None:
        school.records("committee_meeting", days("2017-*-08", skip=skip))

    def test_the_months_that_are_missing(self, school: School) -> None:
        self.meetings(school, 2, 8)
        assert fault(school, "O02") == "支委会：2月、8月没有召开（应开12次，实开10次）"
        assert school.rule("O02", as_of=END)["why"] == "应开12次，实开10次"

    def test_nothing_missing(self, school: School) -> None:
        self.meetings(school)
        assert fault(school, "O02") is None

    def test_what_is_not_due_yet_is_no_fault(self, school: School) -> None:
        self.meetings(school, 2, 11, 12)
        assert fault(school, "O02", "2017-11-29") == "支委会：2月没有召开（应开10次，实开9次）"
        assert school.rule("O02", as_of="2017-11-29")["why"] == "应开10次，实开9次，另有2次未到期"
        assert fault(school, "O02", "2017-11-30") == "支委会：2月、11月没有召开（应开11次，实开9次）"

    def test_more_than_was_due_does_not_hide_what_is_missing(self, school: School) -> None:
        self.meetings(school, 2)
        school.record("2017/jichu/03-20-committee-meeting")  # twelve were held, in eleven months
        assert fault(school, "O02") == "支委会：2月没有召开（按月计，应开12次，实开11次）"

    @pytest.mark.parametrize(
        ("months", "said"),
        [((3,), "应讲1次，实讲1次"), ((3, 6, 9), "应讲1次，实讲3次")],
    )
    def test_what_was_really_held(self, school: School, months: tuple[int, ...], said: str) -> None:
        school.records("party_lecture", [f"2017-{month:02}-08" for month in months])
        assert school.rule("O04", as_of=END)["why"] == said

    def test_more_than_was_due_in_every_window(self, school: School) -> None:
        self.meetings(school)
        school.record("2017/jichu/03-20-committee-meeting")
        assert school.rule("O02", as_of=END)["why"] == "应开12次，实开13次"

    def test_held_but_not_counted(self, school: School) -> None:
        self.meetings(school, 2, 5, 8)
        school.record("2017/jichu/08-08-committee-meeting", {"实到": 2})  # of five
        school.record("2017/jichu/05-08-committee-meeting", {"主持人": OMIT})
        rule = school.rule("O02", as_of=END)
        assert rule["fault"] == "支委会：2月没有召开；8月到会不足半数，不算；5月的记录不全，不算（应开12次，实开9次）"
        assert [window(rule, f"2017-{month}")["reason"] for month in ("02", "05", "08")] == [
            None,
            "incomplete",
            "no_quorum",
        ]

    def test_a_draft_is_nothing_held(self, school: School) -> None:
        self.meetings(school, 2)
        school.record("2017/jichu/02-08-committee-meeting", {"草稿": "是"})
        assert fault(school, "O02") == "支委会：2月没有召开（应开12次，实开11次）"

    def test_in_a_form_that_does_not_count(self, school: School) -> None:
        school.record("2017/jichu/03-10-organizational-life-meeting")
        fields = {"类型": ["组织生活会", "支委会"], "应到": 5}
        school.record("2017/jichu/09-10-organizational-life-meeting", fields)
        assert fault(school, "O05") == "组织生活会：下半年的不合要求，不算（应开2次，实开1次）"

    def test_made_up_for(self, school: School) -> None:
        self.meetings(school, 2, 8)
        school.record("2017/jichu/03-20-committee-meeting", {"补开": "2017-02"})
        assert fault(school, "O02") == "支委会：8月没有召开；2月逾期补办（应开12次，按期10次）"

    def test_which_group_missed_which_month(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1", "g2"]))
        for group, missed in (("g1", [3]), ("g2", [])):
            for day in days("*-06", skip=missed):
                school.record(f"2017/jichu/{day}-group-meeting{'-2' * (group == 'g2')}", {"党小组": [group]})
        assert fault(school, "O03") == "党小组会：g1党小组3月没有召开（按月计，应开12次，实开11次）"

    @pytest.mark.parametrize(
        ("rule", "said"),
        [
            ("O04", "党课：全年没有开课（应讲1次）"),
            ("O06", "民主评议党员：全年没有开展（应评1次）"),
            ("O01", "党员大会：第一季度至第四季度没有召开（应开4次，实开0次）"),
            ("O05", "组织生活会：上半年、下半年没有召开（应开2次，实开0次）"),
        ],
    )
    def test_whole_years_quarters_and_halves(self, school: School, rule: str, said: str) -> None:
        assert fault(school, rule) == said

    def test_too_few_in_a_window(self, tmp_path: Path) -> None:
        school = trial(tmp_path, {"kind": "cadence", "types": ["party_day"], "period": "quarter", "min": 2})
        school.records("party_day", ["2017-01-05", "2017-02-05", "2017-04-05", "2017-10-05", "2017-11-05"])
        assert fault(school, "R1") == "甲：第三季度没有开展；第二季度只办1次（应办8次，实办5次）"

    def test_days_that_have_no_name(self, tmp_path: Path) -> None:
        spans = ["10-09", ["11-01", "11-30"]]
        school = trial(tmp_path, {"kind": "cadence", "types": ["talk"], "period": spans})
        assert fault(school, "R1") == "甲：10月9日、11月1日至11月30日没有开展（应谈2次，实谈0次）"

    def test_hours_are_added_up(self, tmp_path: Path) -> None:
        rule = {"kind": "cadence", "types": ["centralized_training"], "period": "half_year", "min": 16}
        school = trial(tmp_path, {**rule, "measure": "hours"})
        school.records("centralized_training", ["2017-03-01", "2017-04-01"], hours="8.5", present=12)
        school.records("centralized_training", ["2017-09-01"], hours="15.5", present=12)
        assert fault(school, "R1") == "甲：下半年合计15.5，应不少于16"
        assert school.rule("R1", as_of=END)["why"] == "上半年合计17，下半年合计15.5，应不少于16"

    @pytest.mark.parametrize(
        ("late", "said"),
        [
            (["g1"], "组织生活会：g2党小组下半年没有召开（应开2次，实开1次）"),
            ([], "组织生活会：下半年没有召开（应开2次，实开1次）"),
            (["g1", "g2"], None),
        ],
    )
    def test_the_group_that_did_not_meet(self, tmp_path: Path, late: list[str], said: str | None) -> None:
        school = School(tmp_path, branch(groups=["g1", "g2"]))
        school.record("2017/jichu/03-10-organizational-life-meeting")
        for number, group in enumerate(late):
            fields = {"党小组": [group]}
            school.record(f"2017/jichu/09-1{number}-organizational-life-meeting", fields)
        assert fault(school, "O05") == said

    def test_the_year_of_a_branch_that_was_not_there_in_all_of_it(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(valid_from="2017-02-01"))
        assert fault(school, "O04") == "党课：本年没有开课（应讲1次）"

    @pytest.mark.parametrize(("as_of", "year"), [("2017-12-30", "本年"), ("2017-12-31", "全年")])
    def test_a_year_that_is_not_over(self, tmp_path: Path, as_of: str, year: str) -> None:
        rule = {"kind": "cadence", "types": ["party_lecture"], "period": "year", "open_until": "11-30"}
        assert fault(trial(tmp_path, rule), "R1", as_of) == f"甲：{year}没有开课（应讲1次）"

    def test_of_several_types_none(self, tmp_path: Path) -> None:
        rule = {"kind": "cadence", "types": ["committee_meeting", "party_lecture"], "period": "half_year"}
        school = trial(tmp_path, rule)
        school.records("party_lecture", ["2017-03-08"])
        assert fault(school, "R1") == "甲：下半年没有支部委员会或党课（应做2次，实做1次）"

    @pytest.mark.parametrize(
        ("rule", "said"),
        [
            ("O04", "not given in the whole year"),
            ("O03", "not held in January to December by g1"),
            ("O05", "not held in the first half-year, the second half-year"),
            ("M14", "January to December "),
        ],
    )
    def test_windows_in_english(self, tmp_path: Path, rule: str, said: str) -> None:
        school = School(tmp_path, branch(groups=["g1"]))
        ran = school.run("--lang", "en", "status", "--format", "json", "--year", "2017", "--as-of", END)
        assert said in json.loads(ran.out)["branches"]["jichu"]["rules"][rule]["fault"]

    def test_in_english(self, school: School) -> None:
        self.meetings(school, 2, 8)
        ran = school.run("--lang", "en", "explain", "O02", "--branch", "jichu", "--year", "2017", "--as-of", END)
        assert "12 due, 10 held" in ran.out


class TestReach:
    """O04 and M05 show the share of the members they reached; it decides nothing."""

    def event(self, school: School, present: int) -> None:
        kinds = ["school_event", "party_lecture", "centralized_training"]
        attended = [{"branch": "jichu", "present": present}]
        fields = {"type": kinds, "attended": attended, "lecturer": "甲", "topic": "乙", "hours": 8, "present": 60}
        school.record("2017/_committee/03-08-school-event", fields)

    @pytest.mark.parametrize(
        ("present", "said"),
        [
            (1, "到课率1/12，即8.3%，低于本校规定的80%"),
            (9, "到课率9/12，即75%，低于本校规定的80%"),
            (10, "到课率10/12，即83.3%"),
        ],
    )
    def test_a_school_event(self, school: School, present: int, said: str) -> None:
        self.event(school, present)
        for rule in ("O04", "M05"):
            found = school.rule(rule, as_of=END)
            assert (found["status"], found["aid"]) == ("pass", said)

    def test_one_where_nobody_of_the_branch_was_there(self, school: School) -> None:
        self.event(school, 0)
        for rule in ("O04", "M05"):
            found = school.rule(rule, as_of=END)
            assert (found["status"], found.get("aid")) == ("fail", None)

    def test_over_all_that_count(self, school: School) -> None:
        self.event(school, 6)
        school.record("2017/jichu/05-08-party-lecture", {"应到": 12, "实到": 12})
        school.record("2017/jichu/06-08-party-lecture")  # says nothing of who came
        assert school.rule("O04", as_of=END)["aid"] == "到课率18/24，即75%，低于本校规定的80%"

    def test_a_line_of_the_school_s_own(self, tmp_path: Path) -> None:
        reach = {"numerator": "present", "roster": "full_members", "line": 0.5, "source": "local"}
        school = School(tmp_path, branch(probationary=3), config={"rules": {"M05": {"reach": reach}}})
        self.event(school, 6)
        assert school.rule("M05", as_of=END)["aid"] == "到课率6/12，即50%"


class TestClosed:
    """A7: what begins after a branch ended is not its business, and nothing tells it what to do."""

    def test_windows_after_the_end(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(valid_to="2017-06-15", groups=["g1"]))
        status = school.status(as_of="2017-12-05")["branches"]["jichu"]["rules"]
        for rule in ("O02", "O03"):
            found = {each["from"][5:7]: (each["status"], each["reason"]) for each in status[rule]["windows"]}
            assert found["06"] == ("not_applicable", "part_window")  # 14 of 30 days
            assert {found[f"{month:02}"] for month in range(7, 13)} == {("not_applicable", "closed")}
        assert window(status["O05"], "2017-H2")["reason"] == "closed"

    @pytest.mark.parametrize(
        ("until", "reason"), [("2017-07-01", "closed"), ("2017-07-02", "part_window"), ("2017-07-17", None)]
    )
    def test_the_first_day_of_the_window(self, tmp_path: Path, until: str, reason: str | None) -> None:
        school = School(tmp_path, branch(valid_to=until))
        assert school.window("O02", "2017-07", as_of="2017-12-05")["reason"] == reason

    @pytest.mark.parametrize(("as_of", "due"), [("2017-11-19", "2017-11-19"), ("2017-11-20", None)])
    def test_what_is_due_is_due_while_it_exists(self, tmp_path: Path, as_of: str, due: str | None) -> None:
        school = School(tmp_path, branch(valid_to="2017-11-20"))  # 50 of 92 days of the quarter
        assert school.window("O01", "2017-Q4", as_of=as_of)["status"] == "pending"
        ran = school.run("due", "--year", "2017", "--as-of", as_of)
        told = [line for line in ran.out.splitlines() if "O01" in line]
        assert [due in line for line in told] == ([True] if due else [])


class TestTarget:
    """A24: a quarter in which the branch existed for less than half does not hinder the target."""

    @pytest.mark.parametrize(
        ("until", "status"),
        [("2023-10-09", "target_met"), ("2023-11-15", "target_met"), ("2023-11-16", "pass")],
        ids=["8 of 92 days", "45 of 92", "46 of 92"],
    )
    def test_life_meetings(self, tmp_path: Path, until: str, status: str) -> None:
        school = School(tmp_path, branch(valid_to=until))
        school.records("organizational_life_meeting", ["2023-01-07", "2023-05-07", "2023-07-01"])
        assert school.window("O05", "2023-H1", as_of="2023-12-31")["status"] == "target_met"
        assert school.window("O05", "2023-H2", as_of="2023-12-31")["status"] == status
