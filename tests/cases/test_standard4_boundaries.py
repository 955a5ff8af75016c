"""Standard 4, 制度落实好: each system in force and executed, halves met of halves decided (design §4 document)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import OMIT, PRIVATE, School, branch, private, reasons

S01 = [
    "three_meetings_one_lecture",
    "organizational_life_meeting",
    "member_appraisal",
    "party_spirit_analysis",
    "inner_party_election",
]
S02 = ["party_affairs_disclosure", "important_matters_report", "regular_talks", "unqualified_member_handling"]
S03 = ["relation_check", "floating_member_service", "dues_management", "pledge_and_fulfil", "hardship_visits"]
S04 = ["theory_study", "deliberation_rules", "supervision_followup", "archives"]
VOTED = [{"text": "通过学习计划", "for": 5, "against": 0, "abstain": 0}]
LECTURE = {"lecturer": "支部书记", "topic": "做合格党员", "expected": 12}
# What carries each system out: one record of the type is enough; of the three meetings and the lecture, one of each.
EXECUTED: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "S01": [
        ("member_meeting", {"type": ["member_meeting", "committee_meeting", "party_lecture"], **LECTURE}),
        ("organizational_life_meeting", {}),
        ("member_appraisal", {}),
        ("party_spirit_analysis", {}),
    ],
    "S02": [("affairs_disclosure", {}), ("work_report", {}), ("talk", {})],
    "S03": [("relation_check", {}), ("dues", {}), ("pledge", {}), ("hardship_visit", {})],
    "S04": [("theory_study", {}), ("committee_meeting", {"resolutions": VOTED}), ("task", {}), ("archive_list", {})],
}
KEYS = {"S01": S01, "S02": S02, "S03": S03, "S04": S04}
POINTS = {"S01": "4", "S02": "4", "S03": "4", "S04": "3"}


def in_force(school: School, keys: list[str], path: str = "2016/jichu/03-01", **fields: Any) -> str:
    """One document that sets out the systems, adopted on 1 March 2016 unless said otherwise."""
    return school.record(f"{path}-system-document", {"key": keys, **fields})


def execute(school: School, rule: str, day: str = "2017/jichu/05-10") -> list[str]:
    """A record for each system of the rule that does not depend on a case."""
    return [school.record(f"{day}-{kind.replace('_', '-')}", fields) for kind, fields in EXECUTED[rule]]


def halves(rule: dict[str, Any]) -> tuple[int, int]:
    """Halves met and halves decided."""
    return rule["value"]["numerator"], rule["value"]["denominator"]


@pytest.mark.parametrize("rule", KEYS)
class TestEachFamily:
    def test_in_force_and_executed(self, school: School, rule: str) -> None:
        in_force(school, KEYS[rule])
        execute(school, rule)
        found = school.rule(rule, as_of="2017-12-31")
        applicable = 2 * len(EXECUTED[rule])  # the keys without a case have dropped out
        assert (found["status"], found["points"], found["earned"]) == ("pass", POINTS[rule], POINTS[rule])
        assert halves(found) == (applicable, applicable)

    def test_nothing_at_all(self, school: School, rule: str) -> None:
        found = school.rule(rule, as_of="2017-12-31")
        assert (found["status"], found["earned"], halves(found)) == ("fail", "0", (0, 2 * len(EXECUTED[rule])))

    def test_in_force_never_executed(self, school: School, rule: str) -> None:
        in_force(school, KEYS[rule])
        before, after = (school.rule(rule, as_of=day) for day in ("2017-12-30", "2017-12-31"))
        number = len(EXECUTED[rule])
        assert (before["status"], before["earned"]) == ("pending", None)
        assert halves(before) == (number, number)
        half = {"S04": "1.5"}.get(rule, "2")
        assert (after["status"], after["earned"], halves(after)) == ("fail", half, (number, 2 * number))

    def test_executed_never_in_force(self, school: School, rule: str) -> None:
        execute(school, rule)
        found = school.rule(rule, as_of="2017-12-31")
        number = len(EXECUTED[rule])
        assert (found["status"], found["earned"]) == ("fail", {"S04": "1.5"}.get(rule, "2"))
        assert halves(found) == (number, 2 * number)

    def test_executed_in_another_year(self, school: School, rule: str) -> None:
        in_force(school, KEYS[rule])
        execute(school, rule, "2016/jichu/12-31")
        execute(school, rule, "2018/jichu/01-01")
        assert school.rule(rule, as_of="2018-01-31")["status"] == "fail"

    def test_waived(self, school: School, rule: str) -> None:
        school.record("2017/jichu/01-05-waiver", {"rule": rule, "window": ["2017-01-01", "2017-12-31"]})
        found = school.rule(rule, as_of="2017-12-31")
        assert (found["status"], found["earned"]) == ("exempt", None)

    def test_evidence(self, school: School, rule: str) -> None:
        document = in_force(school, KEYS[rule])
        executed = execute(school, rule)
        assert set(school.rule(rule, as_of="2017-12-31")["evidence"]) == {document, *executed}


class TestInForce:
    """On the smaller of as_of and 31 December."""

    @pytest.mark.parametrize(
        ("adopted", "expires", "as_of", "met"),
        [
            ("2016-03-01", OMIT, "2017-01-01", True),
            ("2017-06-01", OMIT, "2017-05-31", False),
            ("2017-06-01", OMIT, "2017-06-01", True),
            ("2016-03-01", "2017-11-30", "2017-11-30", True),
            ("2016-03-01", "2017-11-30", "2017-12-01", False),
            ("2016-03-01", "2017-12-31", "2018-01-31", True),
            ("2016-03-01", "2017-12-30", "2018-01-31", False),
            ("2018-01-01", OMIT, "2018-01-31", False),
            ("2017-12-31", OMIT, "2018-01-31", True),
            ("2016-03-01", "2016-12-31", "2017-04-01", False),
        ],
    )
    def test_day(self, school: School, adopted: str, expires: Any, as_of: str, met: bool) -> None:
        in_force(school, S04, adopted_on=adopted, expires_on=expires)
        execute(school, "S04", "2017/jichu/01-01")
        found = school.rule("S04", as_of=as_of)
        assert halves(found) == ((8, 8) if met else (4, 8))
        assert (found["status"], found["earned"]) == (("pass", "3") if met else ("fail", "1.5"))

    @pytest.mark.parametrize(
        ("adopted", "late"), [("2016-12-31", False), ("2017-01-01", None), ("2017-01-02", True), ("2017-06-01", True)]
    )
    def test_adopted_during_the_year(self, school: School, adopted: str, late: bool | None) -> None:
        in_force(school, S04, adopted_on=adopted)
        execute(school, "S04")
        found = school.rule("S04", as_of="2017-12-31")
        assert (found["status"], found["earned"]) == ("pass", "3")
        if late is not None:  # domain §1.4: after the period's start
            assert ("adopted_late" in reasons(found)) is late

    def test_recorded_later_than_adopted(self, school: School) -> None:
        in_force(school, S04, "2017/jichu/09-01")
        execute(school, "S04")
        assert school.rule("S04", as_of="2017-08-31")["status"] == "fail"
        found = school.rule("S04", as_of="2017-09-01")
        assert (found["status"], reasons(found)) == ("pass", set())

    def test_new_one_follows_the_old(self, school: School) -> None:
        in_force(school, S04, expires_on="2017-05-31")
        in_force(school, S04, "2017/jichu/06-01", adopted_on="2017-06-01")
        execute(school, "S04")
        assert school.rule("S04", as_of="2017-12-31")["status"] == "pass"

    def test_gap_between_two_is_a_fault_while_it_lasts(self, school: School) -> None:
        in_force(school, S04, expires_on="2017-05-31")
        in_force(school, S04, "2017/jichu/06-02", adopted_on="2017-06-02")
        execute(school, "S04")
        assert school.rule("S04", as_of="2017-06-01")["status"] == "fail"
        assert school.rule("S04", as_of="2017-06-02")["status"] == "pass"

    @pytest.mark.parametrize("missing", S04)
    def test_one_missing(self, school: School, missing: str) -> None:
        in_force(school, [key for key in S04 if key != missing])
        execute(school, "S04")
        found = school.rule("S04", as_of="2017-12-31")
        assert (found["status"], found["earned"], halves(found)) == ("fail", "2.625", (7, 8))  # 3 × 7/8

    def test_fails_with_others_open(self, school: School) -> None:
        in_force(school, S04[:3])
        found = school.rule("S04", as_of="2017-06-30")
        assert (found["status"], found["earned"], halves(found)) == ("fail", "2.25", (3, 4))  # 3 × 3/4

    def test_one_document_each(self, school: School) -> None:
        for number, key in enumerate(S04, 1):
            school.record(f"2016/jichu/03-0{number}-system-document", {"key": key})
        execute(school, "S04")
        assert school.rule("S04", as_of="2017-12-31")["status"] == "pass"

    def test_chinese(self, school: School) -> None:
        fields = {
            "制度": ["理论学习", "议事决策", "督查落实", "档案管理"],
            "施行日期": "2016-03-01",
            "adopted_on": OMIT,
        }
        school.record("2016/jichu/03-01-system-document", {"类型": "制度文件", "key": OMIT, **fields})
        execute(school, "S04")
        assert school.rule("S04", as_of="2017-12-31")["status"] == "pass"

    @pytest.mark.parametrize("fields", [{"draft": "是"}, {"adopted_on": OMIT}])
    def test_not_counted(self, school: School, fields: dict[str, Any]) -> None:
        in_force(school, S04, **fields)
        execute(school, "S04")
        assert school.rule("S04", as_of="2017-12-31")["earned"] == "1.5"

    def test_unknown_key_is_an_error(self, school: School) -> None:
        document = in_force(school, ["nosuch"])
        assert {each["file"] for each in school.problems(severity="error")} == {f"records/{document}.md"}


class TestScope:
    """A document of the committee counts for the branches it names, or for all."""

    @pytest.mark.parametrize(
        ("scope", "met"),
        [
            (OMIT, {"jichu", "xinxi"}),
            (["xinxi"], {"xinxi"}),
            (["jichu", "xinxi"], {"jichu", "xinxi"}),
        ],
    )
    def test_of_the_committee(self, tmp_path: Path, scope: Any, met: set[str]) -> None:
        school = School(tmp_path, branch(), branch("xinxi"))
        in_force(school, S04, "2016/_committee/03-01", scope=scope)
        branches = school.status(as_of="2017-06-30")["branches"]
        assert {unit for unit in branches if branches[unit]["rules"]["S04"]["status"] == "pending"} == met
        assert {unit for unit in branches if branches[unit]["rules"]["S04"]["status"] == "fail"} == (
            {"jichu", "xinxi"} - met
        )

    def test_of_a_branch(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(), branch("xinxi"))
        in_force(school, S04)
        branches = school.status(as_of="2017-06-30")["branches"]
        assert branches["jichu"]["rules"]["S04"]["status"] == "pending"
        assert branches["xinxi"]["rules"]["S04"]["status"] == "fail"


class TestExecuted:
    """A counted record in the year; what has no case drops out, both halves."""

    def test_an_election_makes_its_system_applicable(self, school: School) -> None:
        in_force(school, S01[:4])
        execute(school, "S01")
        assert halves(school.rule("S01", as_of="2017-12-31")) == (8, 8)
        school.record("2017/jichu/09-08-election")
        found = school.rule("S01", as_of="2017-12-31")
        assert (found["status"], found["earned"], halves(found)) == ("fail", "3.6", (9, 10))
        assert halves(school.rule("S01", as_of="2017-09-07")) == (8, 8)

    @pytest.mark.parametrize("missing", ["member_meeting", "committee_meeting", "group_meeting", "party_lecture", None])
    @pytest.mark.parametrize(
        ("has", "spared"),
        [
            ({"groups": ["g1"]}, ()),
            ({}, ("group_meeting",)),
            ({"committee": [], "full": 6}, ("committee_meeting", "group_meeting")),
        ],
        ids=["all three", "no groups", "no committee"],
    )
    def test_each_of_the_meetings_that_apply_and_a_lecture(
        self, tmp_path: Path, has: dict[str, Any], spared: tuple[str, ...], missing: str | None
    ) -> None:
        school = School(tmp_path, branch(**has))
        in_force(school, S01)
        for kind in ("member_meeting", "committee_meeting", "group_meeting", "party_lecture"):
            if kind != missing and kind not in spared:
                school.records(kind, ["2017-05-10"])
        carried_out = missing is None or missing in spared
        assert halves(school.rule("S01", as_of="2017-12-31")) == (5 if carried_out else 4, 8)

    def test_disposition_makes_its_system_applicable(self, tmp_path: Path) -> None:
        school = School(tmp_path, config=PRIVATE)
        in_force(school, S02)
        execute(school, "S02")
        private(school, "2017/jichu/06-08-disposition", {"talked_on": "2017-06-08"})
        assert halves(school.rule("S02", as_of="2017-06-07")) == (6, 6)
        found = school.rule("S02", as_of="2017-12-31")
        assert (found["status"], halves(found)) == ("pass", (8, 8))

    def test_disposition_without_its_system(self, tmp_path: Path) -> None:
        school = School(tmp_path, config=PRIVATE)
        in_force(school, S02[:3])
        execute(school, "S02")
        private(school, "2017/jichu/06-08-disposition", {"talked_on": "2017-06-08"})
        found = school.rule("S02", as_of="2017-12-31")
        assert (found["status"], found["earned"], halves(found)) == ("fail", "3.5", (7, 8))

    @pytest.mark.parametrize(("floating", "number"), [(0, 8), (1, 10)])
    def test_floating_members_make_their_service_applicable(self, school: School, floating: int, number: int) -> None:
        in_force(school, S03)
        execute(school, "S03")
        fields = {"floating": floating, "floating_managed": floating}
        school.record("2017/jichu/05-10-relation-check", fields)
        found = school.rule("S03", as_of="2017-12-31")
        assert (found["status"], halves(found)) == ("pass", (number, number))

    @pytest.mark.parametrize(
        ("as_of", "found"), [("2017-12-31", (0, 8)), ("2018-01-31", (0, 8)), ("2018-02-01", (0, 10))]
    )
    def test_without_a_check_nobody_knows_of_floating_members(
        self, school: School, as_of: str, found: tuple[int, int]
    ) -> None:
        assert halves(school.rule("S03", as_of=as_of)) == found

    def test_none_in_hardship(self, school: School) -> None:
        in_force(school, ["hardship_visits"])
        school.record("2017/jichu/05-10-hardship-visit", {"visits": OMIT, "none_in_hardship": "是"})
        assert halves(school.rule("S03", as_of="2017-06-30"))[0] == 2

    def test_visit_without_either_is_incomplete(self, school: School) -> None:
        in_force(school, ["hardship_visits"])
        school.record("2017/jichu/05-10-hardship-visit", {"visits": OMIT})
        assert halves(school.rule("S03", as_of="2017-06-30"))[0] == 1

    @pytest.mark.parametrize(
        ("kind", "fields", "met"),
        [
            ("committee_meeting", {"resolutions": VOTED}, True),
            ("member_meeting", {"resolutions": VOTED}, True),
            ("committee_meeting", {"resolutions": [{"text": "通过学习计划", "for": 0}]}, True),
            ("committee_meeting", {"resolutions": [{"text": "通过学习计划"}]}, False),
            ("committee_meeting", {"resolutions": [{"text": "一"}, {"text": "二", "for": 5}]}, True),
            ("committee_meeting", {}, False),
            ("committee_meeting", {"resolutions": VOTED, "present": 2}, False),
            ("committee_meeting", {"resolutions": VOTED, "draft": "是"}, False),
            ("party_day", {"resolutions": VOTED}, False),
        ],
        ids=[
            "committee",
            "members",
            "none for",
            "no votes",
            "one of two",
            "no resolution",
            "no quorum",
            "draft",
            "day",
        ],
    )
    def test_deliberation_needs_votes_on_record(
        self, school: School, kind: str, fields: dict[str, Any], met: bool
    ) -> None:
        in_force(school, ["deliberation_rules"])
        school.record(f"2017/jichu/05-10-{kind.replace('_', '-')}", fields)
        assert halves(school.rule("S04", as_of="2017-06-30"))[0] == (2 if met else 1)

    @pytest.mark.parametrize(("rule", "kind"), [(rule, each[0]) for rule in EXECUTED for each in EXECUTED[rule]])
    def test_one_not_executed(self, school: School, rule: str, kind: str) -> None:
        in_force(school, KEYS[rule])
        for other, fields in EXECUTED[rule]:
            if other != kind:
                school.record(f"2017/jichu/05-10-{other.replace('_', '-')}", fields)
        number = 2 * len(EXECUTED[rule])
        before = school.rule(rule, as_of="2017-12-30")
        assert (before["status"], halves(before)) == ("pending", (number - 1, number - 1))
        after = school.rule(rule, as_of="2017-12-31")
        assert (after["status"], halves(after)) == ("fail", (number - 1, number))

    def test_on_the_last_day(self, school: School) -> None:
        in_force(school, S04)
        execute(school, "S04", "2017/jichu/12-31")
        assert school.rule("S04", as_of="2017-12-30")["status"] == "pending"
        assert school.rule("S04", as_of="2017-12-31")["status"] == "pass"


class TestDays:
    """Whether the papers are there is open to 31 March; a branch that ended is judged as of its end."""

    @pytest.mark.parametrize("rule", KEYS)
    @pytest.mark.parametrize(("as_of", "decided"), [("2017-03-31", False), ("2017-04-01", True)])
    def test_open_to_31_march(self, school: School, rule: str, as_of: str, decided: bool) -> None:
        found = school.rule(rule, as_of=as_of)
        assert (found["status"], halves(found)) == (
            ("fail", (0, len(EXECUTED[rule]))) if decided else ("pending", (0, 0))
        )

    @pytest.mark.parametrize(("as_of", "status"), [("2017-05-31", "pending"), ("2017-06-01", "fail")])
    def test_a_new_branch_has_thirty_days(self, tmp_path: Path, as_of: str, status: str) -> None:
        school = School(tmp_path, branch(valid_from="2017-05-01"))
        assert school.rule("S04", as_of=as_of)["status"] == status

    def test_as_of_its_end(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(valid_to="2017-06-15"))
        in_force(school, S04, expires_on="2017-06-14")
        execute(school, "S04")
        found = school.rule("S04", as_of="2017-12-31")
        assert (found["status"], found["earned"]) == ("pass", "3")

    @pytest.mark.parametrize(("as_of", "status"), [("2017-06-13", "pending"), ("2017-06-14", "fail")])
    def test_nothing_is_open_after_its_end(self, tmp_path: Path, as_of: str, status: str) -> None:
        school = School(tmp_path, branch(valid_to="2017-06-15"))
        in_force(school, S04)
        assert school.rule("S04", as_of=as_of)["status"] == status


def test_standard(school: School) -> None:
    """What is left of the standard is brought to its 16 points; a pending rule has left it."""
    in_force(school, S01 + S02 + S03 + S04[:3])
    execute(school, "S01")
    execute(school, "S02")
    found = school.status(as_of="2017-06-30")["branches"]["jichu"]
    assert {rule: found["rules"][rule]["earned"] for rule in ("S01", "S02", "S03", "S04", "S05")} == {
        "S01": "4",
        "S02": "4",
        "S03": None,
        # three of four documents; the work report and the lecture are no study, no vote, no task: still open
        "S04": "2.25",
        "S05": None,
    }
    # 16 × 10.25 / 11
    assert found["standards"]["4"]["earned"] == "14.90909"
