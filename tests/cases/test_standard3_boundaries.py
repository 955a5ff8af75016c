"""Just enough, just too little, a day early, a day late: each rule of standard 3 at its edges (design §4)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.school import School, branch, days, reasons, statuses

# rule, type, days held, window, as of, status, count
CADENCES = [
    # O01: a member meeting a quarter, both ends of the quarter included.
    ("O01", "member_meeting", ["2017-01-01"], "2017-Q1", "2017-12-05", "pass", 1),
    ("O01", "member_meeting", ["2017-03-31"], "2017-Q1", "2017-12-05", "pass", 1),
    ("O01", "member_meeting", ["2017-04-01"], "2017-Q1", "2017-12-05", "fail", 0),
    ("O01", "member_meeting", ["2016-12-31"], "2017-Q1", "2017-12-05", "fail", 0),
    ("O01", "member_meeting", ["2017-03-31"], "2017-Q1", "2017-03-30", "pending", 0),
    ("O01", "member_meeting", ["2017-03-31"], "2017-Q1", "2017-03-31", "pass", 1),
    ("O01", "member_meeting", [], "2017-Q1", "2017-03-30", "pending", 0),
    ("O01", "member_meeting", [], "2017-Q1", "2017-03-31", "fail", 0),
    ("O01", "member_meeting", [], "2017-Q2", "2017-03-31", "pending", 0),
    ("O01", "member_meeting", ["2017-02-01", "2017-03-01"], "2017-Q1", "2017-03-31", "pass", 2),
    ("O01", "member_meeting", ["2017-12-31"], "2017-Q4", "2017-12-31", "pass", 1),
    ("O01", "member_meeting", ["2018-01-01"], "2017-Q4", "2018-01-01", "fail", 0),
    # O02: a committee meeting a month.
    ("O02", "committee_meeting", ["2017-02-28"], "2017-02", "2017-02-28", "pass", 1),
    ("O02", "committee_meeting", ["2017-02-28"], "2017-02", "2017-02-27", "pending", 0),
    ("O02", "committee_meeting", ["2017-03-01"], "2017-02", "2017-03-01", "fail", 0),
    ("O02", "committee_meeting", ["2017-01-31"], "2017-02", "2017-02-28", "fail", 0),
    ("O02", "committee_meeting", ["2016-02-29"], "2016-02", "2016-12-31", "pass", 1),
    ("O02", "committee_meeting", [], "2016-02", "2016-02-28", "pending", 0),
    ("O02", "committee_meeting", [], "2016-02", "2016-02-29", "fail", 0),
    ("O02", "committee_meeting", ["2017-03-07", "2017-03-21"], "2017-03", "2017-12-05", "pass", 2),
    ("O02", "committee_meeting", ["2017-03-07", "2017-03-21"], "2017-04", "2017-12-05", "fail", 0),
    # O04: a lecture a year is enough, two are the target.
    ("O04", "party_lecture", [], "2017", "2017-12-30", "pending", 0),
    ("O04", "party_lecture", [], "2017", "2017-12-31", "fail", 0),
    ("O04", "party_lecture", ["2017-12-31"], "2017", "2017-12-30", "pending", 0),
    ("O04", "party_lecture", ["2017-12-31"], "2017", "2017-12-31", "pass", 1),
    ("O04", "party_lecture", ["2017-01-01"], "2017", "2017-01-01", "pass", 1),
    ("O04", "party_lecture", ["2017-01-01", "2017-12-31"], "2017", "2017-12-30", "pass", 1),
    ("O04", "party_lecture", ["2017-01-01", "2017-12-31"], "2017", "2017-12-31", "target_met", 2),
    ("O04", "party_lecture", ["2017-02-01", "2017-06-01", "2017-07-01"], "2017", "2017-12-31", "target_met", 3),
    ("O04", "party_lecture", ["2016-12-31", "2018-01-01"], "2017", "2018-02-01", "fail", 0),
    # O05: a life meeting a half-year; one in each quarter is the target.
    ("O05", "organizational_life_meeting", ["2017-06-30"], "2017-H1", "2017-06-30", "pass", 1),
    ("O05", "organizational_life_meeting", ["2017-06-30"], "2017-H1", "2017-06-29", "pending", 0),
    ("O05", "organizational_life_meeting", ["2017-07-01"], "2017-H1", "2017-12-31", "fail", 0),
    ("O05", "organizational_life_meeting", ["2017-07-01"], "2017-H2", "2017-12-31", "pass", 1),
    ("O05", "organizational_life_meeting", ["2017-03-31", "2017-04-01"], "2017-H1", "2017-06-30", "target_met", 2),
    ("O05", "organizational_life_meeting", ["2017-01-01", "2017-03-31"], "2017-H1", "2017-06-30", "pass", 2),
    ("O05", "organizational_life_meeting", ["2017-04-01", "2017-06-30"], "2017-H1", "2017-06-30", "pass", 2),
    ("O05", "organizational_life_meeting", ["2017-02-09", "2017-03-09"], "2017-H2", "2017-12-31", "fail", 0),
    ("O05", "organizational_life_meeting", ["2017-09-30", "2017-10-01"], "2017-H2", "2017-09-30", "pass", 1),
    ("O05", "organizational_life_meeting", ["2017-09-30", "2017-10-01"], "2017-H2", "2017-10-01", "target_met", 2),
    # O06: an appraisal a year, open to 31 January inclusive.
    ("O06", "member_appraisal", ["2017-12-31"], "2017", "2017-12-31", "pass", 1),
    ("O06", "member_appraisal", ["2017-12-31"], "2017", "2017-12-30", "pending", 0),
    ("O06", "member_appraisal", [], "2017", "2017-12-31", "pending", 0),
    ("O06", "member_appraisal", [], "2017", "2018-01-31", "pending", 0),
    ("O06", "member_appraisal", [], "2017", "2018-02-01", "fail", 0),
    ("O06", "member_appraisal", ["2018-01-15"], "2017", "2018-02-01", "fail", 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "type_id", "held", "key", "as_of", "status", "count"),
    CADENCES,
    ids=[f"{row[0]}-{row[3]}-{'+'.join(row[2]) or 'none'}-as-of-{row[4]}" for row in CADENCES],
)
def test_cadence(
    school: School, rule: str, type_id: str, held: list[str], key: str, as_of: str, status: str, count: int
) -> None:
    written = school.records(type_id, held)
    found = school.window(rule, key, as_of=as_of)
    assert (found["status"], found["count"]) == (status, count)
    assert set(found["evidence"]) <= set(written)
    assert len(found["evidence"]) == count


def test_windows_are_whole_and_all_of_the_year_listed(tmp_path: Path) -> None:  # design §4, Windows
    school = School(tmp_path, branch(valid_from="2016-11-20", valid_to="2018-06-01"))
    rules = school.status(year=2016, as_of="2016-12-31")["branches"]["jichu"]["rules"]
    assert [(each["from"], each["to"]) for each in rules["O01"]["windows"]] == [
        ("2016-01-01", "2016-03-31"),
        ("2016-04-01", "2016-06-30"),
        ("2016-07-01", "2016-09-30"),
        ("2016-10-01", "2016-12-31"),
    ]
    assert len(rules["O02"]["windows"]) == 12
    assert rules["O02"]["windows"][1]["to"] == "2016-02-29"
    assert [(each["from"], each["to"]) for each in rules["O05"]["windows"]] == [
        ("2016-01-01", "2016-06-30"),
        ("2016-07-01", "2016-12-31"),
    ]
    assert [(each["from"], each["to"]) for each in rules["O04"]["windows"]] == [("2016-01-01", "2016-12-31")]


def test_event_belongs_to_the_window_of_its_start(school: School) -> None:  # domain §0.3
    school.record("2017/jichu/01-31-committee-meeting", {"时间": "22:00-01:00", "结束日期": "2017-02-01"})
    rule = school.rule("O02", as_of="2017-12-05")
    assert statuses(rule)[:2] == ["pass", "fail"]


def test_lecture_over_two_days_is_one(school: School) -> None:  # domain O04
    school.record("2017/jichu/05-08-party-lecture", {"结束日期": "2017-05-09"})
    assert school.window("O04", "2017", as_of="2017-12-31")["status"] == "pass"


# The statuses a rule's windows have, and what the rule then is: the first that applies (design §4).
@pytest.mark.parametrize(
    ("held", "as_of", "status", "earned"),
    [
        (days("2017-*-08"), "2017-12-31", "pass", "4"),
        (days("2017-*-08", skip=[12]), "2017-12-30", "pending", "4"),
        (days("2017-*-08", skip=[12]), "2017-12-31", "fail", "3.666666"),
        (days("2017-*-08", skip=[4, 12]), "2017-12-30", "fail", "3.636363"),
        ([], "2017-01-30", "pending", None),
        ([], "2017-01-31", "fail", "0"),
    ],
    ids=["all", "december open", "11 of 12", "10 of 11", "none judged", "none held"],
)
def test_rule_status_and_points(school: School, held: list[str], as_of: str, status: str, earned: str | None) -> None:
    school.records("committee_meeting", held)
    rule = school.rule("O02", as_of=as_of)
    assert (rule["status"], rule["earned"]) == (status, earned)


def test_rule_is_target_met_only_if_every_judged_window_is(school: School) -> None:  # design §4, Rule status
    school.records("organizational_life_meeting", ["2017-03-10", "2017-05-10", "2017-08-10"])
    assert school.rule("O05", as_of="2017-12-31")["status"] == "pass"
    school.records("organizational_life_meeting", ["2017-11-10"])
    rule = school.rule("O05", as_of="2017-12-31")
    assert (rule["status"], rule["earned"]) == ("target_met", "2")  # the target adds nothing


class TestAppraisal:
    """O06 is keyed by the year appraised, not by the date (design §3, §4)."""

    def test_of_last_year_held_in_january(self, school: School) -> None:
        evidence = school.record("2018/jichu/01-20-member-appraisal", {"评议年度": 2017})
        before = school.window("O06", "2017", as_of="2018-01-19")
        after = school.window("O06", "2017", as_of="2018-01-20")
        assert (before["status"], before["evidence"]) == ("pending", [])
        assert (after["status"], after["evidence"]) == ("pass", [evidence])
        assert school.window("O06", "2018", as_of="2018-12-31")["count"] == 0

    def test_on_the_last_open_day(self, school: School) -> None:
        school.record("2018/jichu/01-31-member-appraisal", {"评议年度": 2017})
        assert school.window("O06", "2017", as_of="2018-01-31")["status"] == "pass"

    def test_of_the_year_before_does_not_count(self, school: School) -> None:
        school.record("2017/jichu/01-15-member-appraisal", {"评议年度": 2016})
        assert school.window("O06", "2017", as_of="2017-12-31")["count"] == 0
        assert school.window("O06", "2016", as_of="2017-01-15")["status"] == "pass"


class TestMeasuresFromLifeMeetings:
    """O08: measures of the life meetings carried out, of those due (design §4 ratio, domain O08)."""

    def lists(self, school: School, *tasks: tuple[str, str | None], source: str = "组织生活会") -> None:
        """Writes one problem with a task for each (due, verified on) and its responsibility."""
        proof = school.record("2017/jichu/06-01-committee-meeting")
        source = {"组织生活会": "organizational_life_meeting"}.get(source, source)
        rows = ["problems:"]
        rows += [f"  - {{id: P1, standard: 3, problem: 不经常, source: {source}, found_on: 2017-05-20}}", "tasks:"]
        for number, (due, verified) in enumerate(tasks, 1):
            done = f", done_on: {verified}, evidence: [{proof}]" if verified else ""
            rows.append(f"  - {{id: T{number}, problem: P1, goal: 经常, measures: 按月开, due: {due}{done}}}")
        rows.append("responsibilities:")
        for number, (_, verified) in enumerate(tasks, 1):
            closed = f", verified: {{by: 组织科, date: {verified}, evidence: {proof}}}" if verified else ""
            rows.append(
                f"  - {{id: R{number}, task: T{number}, leader: 支部书记, responsible: 组织委员,"
                f" unit: 支部, supervisor: 组织科{closed}}}"
            )
        school.write("records/2017/jichu/rectification.yml", "\n".join(rows) + "\n")
        assert school.problems(severity="error") == []

    def test_no_lists(self, school: School) -> None:
        rule = school.rule("O08", as_of="2017-12-05")
        assert (rule["status"], rule["earned"], reasons(rule)) == ("not_applicable", None, {"none_due"})

    def test_nothing_due_yet(self, school: School) -> None:
        self.lists(school, ("2017-11-30", None))
        assert school.rule("O08", as_of="2017-11-29")["status"] == "not_applicable"

    @pytest.mark.parametrize(
        ("tasks", "as_of", "status", "earned"),
        [
            ([("2017-06-30", "2017-06-20")], "2017-12-05", "pass", "2"),
            ([("2017-06-30", None)], "2017-12-05", "fail", "0"),
            # 2 × 1/2 × 1/2, and 2 × 2/3 × 1/2
            ([("2017-06-30", "2017-06-20"), ("2017-06-30", None)], "2017-12-05", "fail", "0.5"),
            ([("2017-06-30", "2017-06-20"), ("2017-06-29", "2017-06-20"), ("2017-06-28", None)], "2017-12-05",
             "fail", "0.666666"),
            # "closed on time / due by as_of" (domain O08): closed on the due day is in time, later is not.
            ([("2017-06-05", "2017-06-05")], "2017-06-05", "pass", "2"),
            ([("2017-06-05", "2017-06-06")], "2017-12-05", "fail", "0"),
        ],
        ids=["all", "none", "1 of 2", "2 of 3", "closed on the due day", "closed a day late"],
    )  # fmt: skip
    def test_share_verified(
        self,
        school: School,
        tasks: list[tuple[str, str | None]],
        as_of: str,
        status: str,
        earned: str,
    ) -> None:
        self.lists(school, *tasks)
        rule = school.rule("O08", as_of=as_of)
        assert (rule["status"], rule["earned"]) == (status, earned)

    def test_extension_moves_the_day_due(self, school: School) -> None:
        self.lists(school, ("2017-06-30", None))
        path = school.root / "records/2017/jichu/rectification.yml"
        granted = "extensions: [{asked_on: 2017-06-20, new_due: 2017-08-31, approved_by: 学校党委}]"
        path.write_text(path.read_text("utf-8").replace("due: 2017-06-30", f"due: 2017-06-30, {granted}"), "utf-8")
        assert school.rule("O08", as_of="2017-08-30")["status"] == "not_applicable"
        assert school.rule("O08", as_of="2017-09-01")["status"] == "fail"

    @pytest.mark.parametrize(
        ("written", "instead"),
        [
            ("by: 组织科", "by: 组织委员"),
            ("by: 组织科", 'by: " 组织委员 "'),
            (r", evidence: (\[[^]]*\]|[^}]*)", ""),
        ],
        ids=["verified by the responsible", "the same with spaces", "closed without evidence"],
    )
    def test_unsound_lists_are_an_error(self, school: School, written: str, instead: str) -> None:  # design §3
        self.lists(school, ("2017-06-30", "2017-06-20"))
        path = school.root / "records/2017/jichu/rectification.yml"
        text, changes = re.subn(written, instead, path.read_text("utf-8"))
        assert changes
        path.write_text(text, "utf-8")
        found = school.problems(severity="error")
        assert {each["file"] for each in found} == {"records/2017/jichu/rectification.yml"}

    def test_problems_from_elsewhere_do_not_count(self, school: School) -> None:
        self.lists(school, ("2017-06-30", None), source="mass")
        assert school.rule("O08", as_of="2017-12-05")["status"] == "not_applicable"


class TestQualitative:
    """O07 and O11 take the review group's figure; the program adds none of its own (design §4)."""

    def review(self, school: School, points: dict[str, Any], day: str = "12-08", **fields: Any) -> str:
        return school.record(f"2017/jichu/{day}-organization-review", {"points": points, **fields})

    @pytest.mark.parametrize("rule", ["O07", "O11"])
    def test_without_a_sheet(self, school: School, rule: str) -> None:
        evidence = {
            "O07": school.record("2017/jichu/03-10-organizational-life-meeting"),
            "O11": school.record("2017/jichu/03-11-party-day"),
        }
        found = school.rule(rule, as_of="2017-12-31")
        assert (found["status"], found["points"], found["earned"]) == ("needs_review", "2", None)
        assert found["evidence"] == [evidence[rule]]

    @pytest.mark.parametrize("rule", ["O07", "O11"])
    def test_without_anything(self, school: School, rule: str) -> None:  # never no_evidence
        assert school.rule(rule, as_of="2018-02-01")["status"] == "needs_review"

    @pytest.mark.parametrize(
        ("points", "status", "earned"), [("2", "assessed", "2"), ("1.5", "assessed", "1.5"), ("0", "fail", "0")]
    )
    @pytest.mark.parametrize("rule", ["O07", "O11"])
    def test_figure(self, school: School, rule: str, points: str, status: str, earned: str) -> None:
        self.review(school, {rule: points})
        found = school.rule(rule, as_of="2017-12-31")
        assert (found["status"], found["earned"]) == (status, earned)
        assert school.check()[0] == 0

    @pytest.mark.parametrize("points", ["2.5", "3", "-1"])
    def test_figure_out_of_range_is_an_error(self, school: School, points: str) -> None:
        sheet = self.review(school, {"O07": points})
        code, found = school.check()
        assert (code, found["errors"]) == (1, 1)
        (problem,) = found["problems"]
        assert (problem["severity"], problem["file"]) == ("error", f"records/{sheet}.md")
        assert school.rule("O07", as_of="2017-12-31")["status"] == "needs_review"

    def test_sheet_of_a_later_day_is_unseen(self, school: School) -> None:
        self.review(school, {"O07": 2})
        assert school.rule("O07", as_of="2017-12-07")["status"] == "needs_review"
        assert school.rule("O07", as_of="2017-12-08")["status"] == "assessed"

    def test_latest_sheet_wins(self, school: School) -> None:
        self.review(school, {"O07": 2}, day="10-18", round="baseline")
        self.review(school, {"O07": 1})
        assert school.rule("O07", as_of="2017-12-07")["earned"] == "2"
        assert school.rule("O07", as_of="2017-12-08")["earned"] == "1"

    def test_sheet_by_standard_gives_rules_nothing(self, school: School) -> None:
        self.review(school, {"O07": 2}, day="10-18", round="baseline")
        self.review(school, {"3": 20})
        assert school.rule("O11", as_of="2017-12-31")["status"] == "needs_review"
        # "the latest … that gives points by rule" is the one of October
        assert school.rule("O07", as_of="2017-12-31")["earned"] == "2"

    def test_sheet_of_another_year(self, school: School) -> None:
        school.record("2018/jichu/01-08-organization-review", {"points": {"O07": 2}})
        assert school.rule("O07", as_of="2018-01-31")["status"] == "needs_review"

    def test_draft_sheet(self, school: School) -> None:
        self.review(school, {"O07": 2}, 草稿="是")
        assert school.rule("O07", as_of="2017-12-31")["status"] == "needs_review"
