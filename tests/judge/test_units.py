"""The half rule, committees and groups (design §4, Windows)."""

from __future__ import annotations

from datetime import date

import pytest

from generator.judge.known import listed
from generator.judge.units import absence_reason, committee_missing, committee_reason, existed, groups_in
from generator.model.interval import Interval, Step
from generator.model.organization import Branch, CommitteeTerm, Group
from generator.model.period import Window, window_of

D = date.fromisoformat


def window(key: str) -> Window:
    found = window_of(key)
    assert found is not None
    return found


def span(start: str, end: str | None = None) -> Interval:
    return Interval(D(start), D(end) if end else None)


@pytest.mark.parametrize(
    ("interval", "key", "judged"),
    [
        (span("2017-06-16"), "2017-06", True),  # 15 of 30 days
        (span("2017-06-17"), "2017-06", False),
        (span("2016-01-01", "2017-06-16"), "2017-06", True),
        (span("2016-01-01", "2017-06-15"), "2017-06", False),
        (span("2017-02-15"), "2017-02", True),  # 14 of 28
        (span("2017-02-16"), "2017-02", False),
        (span("2017-03-17"), "2017-03", False),  # 15 of 31
        (span("2017-03-16"), "2017-03", True),
        (span("2017-07-02"), "2017", True),  # 183 of 365
        (span("2017-07-03"), "2017", False),
        (span("2016-07-02"), "2016", True),  # 183 of 366
        (span("2016-07-03"), "2016", False),
    ],
)
def test_at_least_half_of_the_days(interval: Interval, key: str, judged: bool) -> None:
    assert existed(interval, window(key)) is judged


def with_committee(*terms: Interval, full: int = 12) -> Branch:
    return Branch(
        "jichu",
        "基础部党支部",
        span("2014-09-01"),
        full_members=(Step(D("2014-09-01"), full),),
        committee=tuple(CommitteeTerm(term, 5) for term in terms),
    )


@pytest.mark.parametrize(
    ("terms", "full", "key", "judged"),
    [
        ([span("2017-03-01")], 5, "2017-03", (True, None)),  # a start on the 1st counts
        ([span("2017-03-02")], 5, "2017-03", (False, "no_committee")),  # its first full month is April
        ([span("2017-03-02")], 5, "2017-04", (True, None)),
        ([span("2017-03-02")], 7, "2017-03", (False, "part_window")),  # it began in the month
        ([span("2017-03-02")], 7, "2017-02", (True, "committee_missing")),
        ([span("2016-01-01", "2017-03-17")], 5, "2017-03", (True, None)),  # 16 of 31 days at its end
        ([span("2016-01-01", "2017-03-16")], 5, "2017-03", (False, "no_committee")),
        ([span("2016-01-01", "2017-04-10"), span("2017-04-25")], 5, "2017-04", (True, None)),  # 9 + 6 of 30
        ([span("2016-01-01", "2017-04-10"), span("2017-04-26")], 5, "2017-04", (False, "no_committee")),
        ([span("2016-01-01", "2017-04-10"), span("2017-04-26")], 7, "2017-04", (False, "part_window")),
        ([span("2016-01-01", "2017-04-10"), span("2017-05-01")], 7, "2017-04", (True, "committee_missing")),
        ([], 6, "2017-03", (False, "no_committee")),
        ([], 7, "2017-03", (True, "committee_missing")),
    ],
)
def test_a_committee_s_months(terms: list[Interval], full: int, key: str, judged: tuple[bool, str | None]) -> None:
    assert committee_reason(with_committee(*terms, full=full), window(key)) == judged


@pytest.mark.parametrize(("key", "reason"), [("2017-03", "no_committee"), ("2017-04", "committee_missing")])
def test_the_members_of_the_first_day_decide(key: str, reason: str) -> None:
    branch = Branch("a", "甲", span("2014-09-01"), full_members=(Step(D("2014-09-01"), 6), Step(D("2017-03-02"), 7)))
    assert committee_reason(branch, window(key)) == (reason == "committee_missing", reason)


def test_a_branch_founded_in_the_window_counts_its_members_from_then() -> None:
    branch, small = (
        Branch("a", "甲", span("2017-03-10"), full_members=(Step(D("2017-03-10"), full),)) for full in (8, 6)
    )
    assert committee_reason(branch, window("2017-03")) == (False, "part_window")
    assert committee_reason(branch, window("2017-04")) == (True, "committee_missing")
    assert committee_reason(small, window("2017-03")) == (False, "no_committee")


@pytest.mark.parametrize(("founded", "reason"), [("2017-03-01", None), ("2017-03-02", "part_window")])
def test_the_month_in_which_the_branch_began(founded: str, reason: str | None) -> None:
    members = (Step(D(founded), 8),)
    older = (CommitteeTerm(span("2014-09-01"), 5),)
    branch = Branch("a", "甲", span(founded), full_members=members, committee=older)
    assert committee_reason(branch, window("2017-03")) == (reason is None, reason)


@pytest.mark.parametrize(
    ("day", "missing"),
    [("2017-02-28", False), ("2017-03-01", True), ("2017-03-09", True), ("2017-03-10", False), ("2017-06-01", False)],
)
def test_a_committee_is_missing_on_a_day(day: str, missing: bool) -> None:
    members = (Step(D("2017-03-01"), 7),)
    later = (CommitteeTerm(span("2017-03-10"), 5),)
    branch = Branch("a", "甲", span("2017-03-01", "2017-06-01"), full_members=members, committee=later)
    assert committee_missing(branch, D(day)) is missing


@pytest.mark.parametrize(
    ("until", "reason"),
    [("2017-04-01", "closed"), ("2017-04-02", "part_window"), ("2017-04-16", None)],
)
def test_why_a_unit_is_not_judged(until: str, reason: str | None) -> None:
    assert absence_reason(span("2014-09-01", until), window("2017-04")) == reason


def test_groups_by_the_half_rule() -> None:
    groups = (
        Group("g1", "一", span("2014-09-01")),
        Group("g2", "二", span("2017-06-17")),
        Group("g3", "三", span("2014-09-01", "2017-06-16")),
    )
    branch = Branch("a", "甲", span("2014-09-01"), groups=groups)
    assert [group.id for group in groups_in(branch, window("2017-06"))] == ["g1", "g3"]


@pytest.mark.parametrize(
    ("until", "by_calendar", "by_school"), [(None, True, True), ("2017-09-02", True, True), ("2017-09-01", True, False)]
)
def test_a_branch_is_listed_in_the_pack_s_year(until: str | None, by_calendar: bool, by_school: bool) -> None:
    branch = Branch("jichu", "jichu", span("2014-09-01", until))
    school_year = Window(D("2017-09-01"), D("2018-08-31"), "2017")
    assert listed(branch, window("2017"), D("2017-12-31")) is by_calendar
    assert listed(branch, school_year, D("2017-12-31")) is by_school
