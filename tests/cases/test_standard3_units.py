"""Branches, committees and groups that begin and end within a year (design §4 Windows, domain §0.4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import School, branch, days, group, reasons, statuses, window

# Judged from half of the window's days on; else not_applicable(part_window).
LIFETIMES = [
    # rule, window, days of it, valid_from, valid_to, judged
    # The month in which a branch began is none of its committee's; its last one goes by the half.
    ("O02", "2017-03", "31 of 31", "2017-03-01", None, True),
    ("O02", "2017-03", "30 of 31", "2017-03-02", None, False),
    ("O02", "2017-02", "14 of 28", None, "2017-02-15", True),
    ("O02", "2017-02", "13 of 28", None, "2017-02-14", False),
    ("O01", "2017-Q1", "45 of 90", "2017-02-15", None, True),
    ("O01", "2017-Q1", "44 of 90", "2017-02-16", None, False),
    ("O01", "2017-Q2", "46 of 91", "2017-05-16", None, True),
    ("O01", "2017-Q2", "45 of 91", "2017-05-17", None, False),
    ("O01", "2017-Q3", "46 of 92", None, "2017-08-16", True),
    ("O01", "2017-Q3", "45 of 92", None, "2017-08-15", False),
    ("O05", "2017-H1", "91 of 181", "2017-04-01", None, True),
    ("O05", "2017-H1", "90 of 181", "2017-04-02", None, False),
    ("O05", "2017-H2", "92 of 184", "2017-10-01", None, True),
    ("O05", "2017-H2", "91 of 184", "2017-10-02", None, False),
    ("O05", "2017-H2", "92 of 184", None, "2017-10-01", True),
    ("O05", "2017-H2", "91 of 184", None, "2017-09-30", False),
    ("O04", "2017", "183 of 365", "2017-07-02", None, True),
    ("O04", "2017", "182 of 365", "2017-07-03", None, False),
    ("O04", "2016", "183 of 366", "2016-07-02", None, True),
    ("O04", "2016", "182 of 366", "2016-07-03", None, False),
    ("O04", "2017", "183 of 365", None, "2017-07-03", True),
    ("O04", "2017", "182 of 365", None, "2017-07-02", False),
    ("O06", "2017", "183 of 365", "2017-07-02", None, True),
    ("O06", "2017", "182 of 365", "2017-07-03", None, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "key", "share", "since", "until", "judged"),
    LIFETIMES,
    ids=[f"{row[0]}-{row[1]}-{row[2]}-{'founded' if row[3] else 'closed'}" for row in LIFETIMES],
)
def test_branch_founded_or_closed_inside_a_window(
    tmp_path: Path, rule: str, key: str, share: str, since: str | None, until: str | None, judged: bool
) -> None:
    # The committee is older than the branch here, so that only the branch's own days decide.
    since = since or "2014-09-01"
    committee = [{"from": "2014-09-01", "size": 5}]
    school = School(tmp_path, branch(valid_from=since, valid_to=until, committee=committee))
    found = window(school.rule(rule, year=int(key[:4]), as_of=f"{int(key[:4]) + 1}-02-01"), key)
    expected = ("fail", None) if judged else ("not_applicable", "part_window")
    assert (found["status"], found["reason"]) == expected, share


def test_part_window_holds_however_much_was_done(tmp_path: Path) -> None:
    school = School(tmp_path, branch(valid_from="2017-03-17"))
    school.record("2017/jichu/03-20-member-meeting")
    assert school.window("O01", "2017-Q1", as_of="2017-12-05")["status"] == "not_applicable"


def test_branch_founded_after_as_of_is_not_listed(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), branch("xinxi", valid_from="2017-06-01"))
    assert set(school.status(as_of="2017-05-31")["branches"]) == {"jichu"}
    assert set(school.status(as_of="2017-06-01")["branches"]) == {"jichu", "xinxi"}


def test_status_of_one_branch(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), branch("xinxi"))
    both = school.status(as_of="2017-12-05")["branches"]
    assert school.status(as_of="2017-12-05", branch="xinxi")["branches"] == {"xinxi": both["xinxi"]}


def test_records_of_one_branch_do_not_count_for_another(tmp_path: Path) -> None:
    school = School(tmp_path, branch(), branch("xinxi"))
    school.record("2017/jichu/03-08-committee-meeting")
    status = school.status(as_of="2017-12-05")["branches"]
    counts = {unit: window(found["rules"]["O02"], "2017-03", unit)["count"] for unit, found in status.items()}
    assert counts == {"jichu": 1, "xinxi": 0}


class TestCommittee:
    """O02 where the committee begins, ends or is missing."""

    def months(self, root: Path, **changes: Any) -> list[tuple[str, str | None]]:
        """Status and reason of the year's months, nothing recorded, seen from the year's end."""
        rule = School(root, branch(**changes)).rule("O02", as_of="2017-12-31")
        return [(each["status"], each["reason"]) for each in sorted(rule["windows"], key=lambda w: w["from"])]

    def test_begins_on_the_first(self, tmp_path: Path) -> None:
        months = self.months(tmp_path, full=6, committee=[{"from": "2017-03-01", "size": 3}])
        assert months == [("not_applicable", "no_committee")] * 2 + [("fail", None)] * 10

    @pytest.mark.parametrize("day", ["2017-03-02", "2017-03-15", "2017-03-31"])
    def test_begins_within_a_month(self, tmp_path: Path, day: str) -> None:
        months = self.months(tmp_path, full=6, committee=[{"from": day, "size": 3}])
        assert [status for status, _ in months] == ["not_applicable"] * 3 + ["fail"] * 9
        assert months[:2] == [("not_applicable", "no_committee")] * 2
        assert months[3:] == [("fail", None)] * 9

    def test_begins_within_a_month_of_a_branch_that_lacked_one(self, tmp_path: Path) -> None:
        months = self.months(tmp_path, full=12, committee=[{"from": "2017-03-02", "size": 3}])
        missing = ("fail", "committee_missing")
        assert months[:2] == [missing] * 2
        assert months[2] == ("not_applicable", "part_window")  # the month in which it began
        assert months[3:] == [("fail", None)] * 9

    @pytest.mark.parametrize(
        ("until", "june"),
        [("2017-06-16", "fail"), ("2017-06-15", "not_applicable")],
        ids=["15 of 30 days", "14 of 30 days"],
    )
    def test_ends_within_a_month(self, tmp_path: Path, until: str, june: str) -> None:
        term = {"from": "2014-09-01", "to": until, "size": 3}
        months = self.months(tmp_path, full=6, committee=[term])
        assert [status for status, _ in months] == ["fail"] * 5 + [june] + ["not_applicable"] * 6
        assert months[6:] == [("not_applicable", "no_committee")] * 6

    @pytest.mark.parametrize(
        ("full", "since", "june"),
        [
            (6, "2017-06-21", ("fail", None)),
            (6, "2017-06-22", ("not_applicable", "no_committee")),
            (7, "2017-06-21", ("fail", None)),
            (7, "2017-06-22", ("not_applicable", "part_window")),  # in June there was a committee, for part of it
        ],
        ids=["6 members, 15 of 30 days", "6 members, 14 days", "7 members, 15 days", "7 members, 14 days"],
    )
    def test_gap_between_two(self, tmp_path: Path, full: int, since: str, june: tuple[str, str | None]) -> None:
        terms = [{"from": "2014-09-01", "to": "2017-06-06", "size": 3}, {"from": since, "size": 3}]
        months = self.months(tmp_path, full=full, committee=terms)
        assert months == [("fail", None)] * 5 + [june] + [("fail", None)] * 6

    def test_none_and_the_roster_crosses_seven(self, tmp_path: Path) -> None:
        months = self.months(tmp_path, full={"2014-09-01": 6, "2017-04-02": 7}, committee=None)
        missing = ("fail", "committee_missing")  # April's first day still has six
        assert months == [("not_applicable", "no_committee")] * 4 + [missing] * 8

    def test_none_and_the_roster_falls_below_seven(self, tmp_path: Path) -> None:
        months = self.months(tmp_path, full={"2014-09-01": 7, "2017-04-01": 6}, committee=None)
        missing = ("fail", "committee_missing")
        assert months == [missing] * 3 + [("not_applicable", "no_committee")] * 9

    def test_probationary_members_do_not_make_seven(self, tmp_path: Path) -> None:
        months = self.months(tmp_path, full=6, probationary=3, committee=None)
        assert months == [("not_applicable", "no_committee")] * 12

    def test_six_members_with_a_committee_are_judged(self, tmp_path: Path) -> None:
        assert self.months(tmp_path, full=6, size=3) == [("fail", None)] * 12

    def test_founded_with_its_committee_within_a_month(self, tmp_path: Path) -> None:
        day = "2017-09-03"
        months = self.months(tmp_path, full=9, valid_from=day, committee=[{"from": day, "size": 5}])
        assert months == [("not_applicable", "part_window")] * 9 + [("fail", None)] * 3

    def test_committee_elected_soon_after_the_founding(self, tmp_path: Path) -> None:
        committee = [{"from": "2017-06-02", "size": 5}]
        school = School(tmp_path, branch(full=9, valid_from="2017-05-20", committee=committee))
        school.records("committee_meeting", ["2017-06-07", "2017-07-06"])
        rule = school.rule("O02", as_of="2017-08-31")
        assert statuses(rule)[:8] == ["not_applicable"] * 6 + ["pass", "fail"]
        assert rule["reason"] is None and "committee_missing" not in reasons(rule)

    @pytest.mark.parametrize(
        ("as_of", "reason"), [("2017-03-01", "committee_missing"), ("2017-03-02", None)], ids=["still", "no more"]
    )
    def test_missing_is_said_of_the_rule_only_while_it_is(self, tmp_path: Path, as_of: str, reason: str | None) -> None:
        school = School(tmp_path, branch(full=12, committee=[{"from": "2017-03-02", "size": 3}]))
        rule = school.rule("O02", as_of=as_of)
        assert (rule["reason"], window(rule, "2017-02")["reason"]) == (reason, "committee_missing")
        assert ("应设支部委员会而未设" in rule["fault"]) is (reason is not None)

    def test_missing_committee_still_shows_what_is_held(self, tmp_path: Path) -> None:  # size unknown, no quorum
        school = School(tmp_path, branch(full=7, committee=None))
        school.record("2017/jichu/03-08-committee-meeting", {"应到": 3, "实到": 1})
        found = school.window("O02", "2017-03", as_of="2017-12-05")
        assert (found["status"], found["reason"], found["count"]) == ("pass", "committee_missing", 1)


class TestGroups:
    """O03: each group, each month; two meetings are the target."""

    def held(self, school: School, *meetings: tuple[str, list[str]]) -> list[str]:
        return [school.record(f"2017/jichu/{day}-group-meeting", {"党小组": of}) for day, of in meetings]

    def test_joint_meeting_counts_for_each_group(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1", "g2", "g3"]))
        (evidence,) = self.held(school, ("03-08", ["g1", "g2"]))
        rule = school.rule("O03", as_of="2017-12-05")
        march = {unit: window(rule, "2017-03", f"jichu/{unit}") for unit in ("g1", "g2", "g3")}
        assert [march[unit]["status"] for unit in march] == ["pass", "pass", "fail"]
        assert march["g1"]["evidence"] == march["g2"]["evidence"] == [evidence]

    def test_two_meetings_are_the_target(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1"]))
        self.held(school, ("03-01", ["g1"]), ("03-31", ["g1"]), ("04-30", ["g1"]))
        rule = school.rule("O03", as_of="2017-12-05")
        assert statuses(rule, "jichu/g1")[2:5] == ["target_met", "pass", "fail"]

    @pytest.mark.parametrize(
        ("as_of", "status"), [("2017-03-30", "pending"), ("2017-03-31", "fail")], ids=["30 March", "31 March"]
    )
    def test_last_day_of_the_month(self, tmp_path: Path, as_of: str, status: str) -> None:
        school = School(tmp_path, branch(groups=["g1"]))
        assert school.window("O03", "2017-03", as_of=as_of, unit="jichu/g1")["status"] == status

    @pytest.mark.parametrize(
        ("since", "until", "status"),
        [
            ("2017-03-16", None, "fail"),
            ("2017-03-17", None, "not_applicable"),
            ("2014-09-01", "2017-03-17", "fail"),
            ("2014-09-01", "2017-03-16", "not_applicable"),
        ],
        ids=["founded, 16 of 31", "founded, 15 of 31", "ended, 16 of 31", "ended, 15 of 31"],
    )
    def test_group_of_part_of_a_month(self, tmp_path: Path, since: str, until: str | None, status: str) -> None:
        school = School(tmp_path, branch(groups=["g1", group("g2", since, until)]))
        found = school.window("O03", "2017-03", as_of="2017-12-05", unit="jichu/g2")
        assert found["status"] == status
        assert found["reason"] == (None if status == "fail" else "part_window")

    def test_group_that_did_not_exist_harms_nobody(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1", group("g2", "2017-07-01")]))
        self.held(school, *((day, ["g1"]) for day in days("*-06")))
        self.held(school, *((day, ["g2"]) for day in days("*-07", skip=range(1, 7))))
        rule = school.rule("O03", as_of="2017-12-31")
        assert (rule["status"], rule["earned"]) == ("pass", "3")
        # domain O03: "per month that the group existed"
        assert [each for each in statuses(rule, "jichu/g2") if each != "not_applicable"] == ["pass"] * 6

    def test_no_groups(self, school: School) -> None:
        rule = school.rule("O03", as_of="2017-12-31")
        assert (rule["status"], rule["earned"], reasons(rule)) == ("not_applicable", None, {"no_groups"})

    @pytest.mark.parametrize(
        ("first", "second", "earned"),
        [
            # Points are branch-months: January alone is judged, and passes only if no group fails it.
            (["01-05"], ["01-06"], "3"),
            (["01-05", "01-15"], ["01-06"], "3"),
            (["01-05"], [], "0"),
            ([], [], "0"),
        ],
        ids=["pass+pass", "target_met+pass", "pass+fail", "fail+fail"],
    )
    def test_branch_month_needs_every_group(
        self, tmp_path: Path, first: list[str], second: list[str], earned: str
    ) -> None:
        school = School(tmp_path, branch(groups=["g1", "g2"]))
        self.held(school, *((day, ["g1"]) for day in first), *((day, ["g2"]) for day in second))
        assert school.rule("O03", as_of="2017-01-31")["earned"] == earned

    def test_branch_month_is_pending_while_a_group_is(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1", "g2"]))
        self.held(school, ("01-05", ["g1"]))
        rule = school.rule("O03", as_of="2017-01-30")
        assert (rule["status"], rule["earned"]) == ("pending", None)

    def test_target_met_where_every_month_of_every_group_is(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1", "g2"]))
        joint = [(day, ["g1", "g2"]) for day in (*days("*-06"), *days("*-20"))]
        self.held(school, *joint)
        rule = school.rule("O03", as_of="2017-12-31")
        assert (rule["status"], rule["earned"]) == ("target_met", "3")


class TestLifeMeetingsByGroups:
    """O05 held by groups: the count is the minimum over groups (design §4 cadence)."""

    def first_half(self, root: Path, *meetings: tuple[str, list[str]]) -> tuple[str, int]:
        school = School(root, branch(groups=["g1", "g2"]))
        for day, of in meetings:
            fields = {"党小组": of} if of else {}
            school.record(f"2017/jichu/{day}-organizational-life-meeting", fields)
        found = school.window("O05", "2017-H1", as_of="2017-12-05")
        return found["status"], found["count"]

    @pytest.mark.parametrize(
        ("meetings", "expected"),
        [
            ([("03-10", ["g1"])], ("fail", 0)),
            ([("03-10", ["g1"]), ("05-10", ["g1"])], ("fail", 0)),
            ([("03-10", ["g1"]), ("04-12", ["g2"])], ("pass", 1)),
            ([("03-10", ["g1", "g2"])], ("pass", 1)),
            ([("03-10", ["g1"]), ("03-12", ["g2"]), ("06-29", ["g1"]), ("06-30", ["g2"])], ("target_met", 2)),
            ([("03-10", ["g1"]), ("03-12", ["g2"]), ("06-29", ["g1"])], ("pass", 1)),
            ([("03-10", ["g1"]), ("03-12", ["g2"]), ("06-29", ["g1"]), ("07-01", ["g2"])], ("pass", 1)),
            ([("03-10", [])], ("pass", 1)),
            ([("03-10", []), ("05-10", ["g1"])], ("pass", 1)),
            ([("03-10", []), ("05-10", ["g1"]), ("05-11", ["g2"])], ("target_met", 2)),
        ],
        ids=[
            "one group missing",
            "one group twice",
            "each once",
            "jointly",
            "each in each quarter",
            "one in one quarter only",
            "one in the next half",
            "by the branch",
            "by the branch, then one group",
            "by the branch, then each group",
        ],
    )
    def test_count(self, tmp_path: Path, meetings: list[tuple[str, list[str]]], expected: tuple[str, int]) -> None:
        assert self.first_half(tmp_path, *meetings) == expected

    def test_group_founded_later_was_not_needed(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1", group("g2", "2017-07-01")]))
        school.record("2017/jichu/03-10-organizational-life-meeting", {"党小组": ["g1"]})
        assert school.window("O05", "2017-H1", as_of="2017-12-05")["status"] == "pass"
