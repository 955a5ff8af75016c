"""Records that stand in the next year's folder and belong to this year (design §3)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.school import School, days, statuses, window

# rule, type, fields that name the year, what the rule is on 2017-12-31 and on the day of the record
KEYED: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("L02", "responsibility_letter", {"covers_year": 2017}, "fail", "late"),
    ("L04", "accountability_review", {"reported_year": 2017}, "pending", "pass"),
    ("L05", "accountability_review", {"reported_year": 2017}, "no_evidence", "pass"),
    ("O06", "member_appraisal", {"appraised_year": 2017}, "pending", "pass"),
]


@pytest.mark.parametrize(("rule", "kind", "fields", "before", "after"), KEYED, ids=[row[0] for row in KEYED])
class TestKeyedByYear:
    def test_counts_for_the_year_it_names(
        self, school: School, rule: str, kind: str, fields: dict[str, Any], before: str, after: str
    ) -> None:
        school.record(f"2018/jichu/01-15-{kind.replace('_', '-')}", fields)
        assert school.rule(rule, as_of="2017-12-31")["status"] == before
        assert school.rule(rule, as_of="2018-01-14")["status"] == before
        assert school.rule(rule, as_of="2018-01-15")["status"] == after

    def test_and_not_for_its_own(
        self, school: School, rule: str, kind: str, fields: dict[str, Any], before: str, after: str
    ) -> None:
        school.record(f"2018/jichu/01-15-{kind.replace('_', '-')}", fields)
        empty = school.rule(rule, year=2018, as_of="2018-01-10")
        assert school.rule(rule, year=2018, as_of="2018-01-20")["status"] == empty["status"]

    def test_unnamed_it_counts_for_its_own(
        self, school: School, rule: str, kind: str, fields: dict[str, Any], before: str, after: str
    ) -> None:
        school.record(f"2018/jichu/01-15-{kind.replace('_', '-')}")
        assert school.rule(rule, as_of="2018-01-15")["status"] == before
        assert school.rule(rule, year=2018, as_of="2018-01-15")["status"] == "pass"

    def test_in_chinese(
        self, school: School, rule: str, kind: str, fields: dict[str, Any], before: str, after: str
    ) -> None:
        name = {"covers_year": "责任年度", "reported_year": "述职年度", "appraised_year": "评议年度"}[
            next(iter(fields))
        ]
        school.record(f"2018/jichu/01-15-{kind.replace('_', '-')}", {name: 2017})
        assert school.rule(rule, as_of="2018-01-15")["status"] == after


@pytest.mark.parametrize(("rule", "kind"), [("M06", "daily_record"), ("M14", "dues")])
class TestKeyedByMonth:
    """The record of December is often written in January."""

    def fill(self, school: School, kind: str, year: int = 2017, last: int = 11) -> None:
        for month in range(1, last + 1):
            school.record(f"{year}/jichu/{month:02}-27-{kind.replace('_', '-')}", {"month": f"{year}-{month:02}"})

    def test_counts_for_december(self, school: School, rule: str, kind: str) -> None:
        self.fill(school, kind)
        evidence = school.record(f"2018/jichu/01-08-{kind.replace('_', '-')}", {"month": "2017-12"})
        before, after = (school.rule(rule, as_of=day) for day in ("2018-01-07", "2018-01-08"))
        threshold = {"M06": "0.8", "M14": "1"}[rule]
        assert before["value"] == {"numerator": 132, "denominator": 144, "threshold": threshold}
        assert after["value"] == {"numerator": 144, "denominator": 144, "threshold": threshold}
        assert after["status"] == "pass"
        cited = after["evidence"] + [each for one in after["windows"] for each in one["evidence"]]
        assert evidence in cited

    def test_and_not_for_january(self, school: School, rule: str, kind: str) -> None:
        school.record(f"2018/jichu/01-08-{kind.replace('_', '-')}", {"month": "2017-12"})
        school.record(f"2018/jichu/01-27-{kind.replace('_', '-')}", {"month": "2018-01"})
        found = school.rule(rule, year=2018, as_of="2018-01-31")
        assert (found["value"]["numerator"], found["value"]["denominator"]) == (12, 12)

    def test_corrects_an_earlier_record(self, school: School, rule: str, kind: str) -> None:
        self.fill(school, kind, last=12)
        worse = {"M06": {"recorded": 0}, "M14": {"paid_on_time": 0, "paid_in_full": 0}}[rule]
        school.record(f"2018/jichu/01-08-{kind.replace('_', '-')}", {"month": "2017-12", **worse})
        assert school.rule(rule, as_of="2018-01-07")["value"]["numerator"] == 144
        assert school.rule(rule, as_of="2018-01-08")["value"]["numerator"] == 132


def test_quarter_paid_by_approval_recorded_in_january(school: School) -> None:
    fields = {"month": "2017-Q4", "arrangement": "quarterly", "approved_on": "2017-09-20"}
    evidence = school.record("2018/jichu/01-05-dues", fields)
    assert statuses(school.rule("M14", as_of="2018-01-04"))[9:] == ["fail"] * 3
    rule = school.rule("M14", as_of="2018-01-05")
    assert statuses(rule)[9:] == ["pass"] * 3
    assert window(rule, "2017-12")["evidence"] == [evidence]


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("L03", "work_report"),
        ("M05", "centralized_training"),
        ("M08", "relation_check"),
        ("M15", "dues_disclosure"),
        ("O01", "member_meeting"),
        ("O02", "committee_meeting"),
        ("O04", "party_lecture"),
    ],
)
def test_everything_else_belongs_to_its_date(school: School, rule: str, kind: str) -> None:
    school.records(kind, ["2018-01-02"])
    this_year = school.rule(rule, as_of="2018-01-31")
    assert {each["count"] for each in this_year["windows"]} == {0}
    next_year = school.rule(rule, year=2018, as_of="2018-01-31")
    assert sum(each["count"] for each in next_year["windows"]) == 1


def test_year_is_judged_the_same_with_the_next_one_written(school: School) -> None:
    school.records("committee_meeting", days("2017-*-08"))
    before = school.status(as_of="2017-12-31")
    school.records("committee_meeting", days("2018-*-08"))
    school.record("2018/jichu/01-15-accountability-review", {"reported_year": 2017})
    assert school.status(as_of="2017-12-31") == before
