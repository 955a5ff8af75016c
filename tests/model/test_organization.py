"""Branches as functions of the date (domain §0.1, §0.4)."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.interval import Interval, Step
from generator.model.organization import Branch, CommitteeTerm, Group, Organization

D = date.fromisoformat
BRANCH = Branch(
    id="jichu",
    name="基础部党支部",
    span=Interval(D("2014-09-01")),
    full_members=(Step(D("2014-09-01"), 12), Step(D("2017-03-01"), 9)),
    probationary_members=(Step(D("2017-01-15"), 2), Step(D("2017-04-01"), 0)),
    committee=(
        CommitteeTerm(Interval(D("2014-09-10"), D("2017-05-01")), 5),
        CommitteeTerm(Interval(D("2017-05-20")), None),
    ),
    groups=(Group("g1", "第一党小组", Interval(D("2014-09-10"), D("2016-01-01"))),),
)


@pytest.mark.parametrize(
    ("day", "full", "members"),
    [
        ("2014-08-31", 0, 0),
        ("2014-09-01", 12, 12),
        ("2017-01-15", 12, 14),
        ("2017-02-28", 12, 14),
        ("2017-03-01", 9, 11),
        ("2017-04-01", 9, 9),
    ],
)
def test_members_on_a_day(day: str, full: int, members: int) -> None:
    assert (BRANCH.full_on(D(day)), BRANCH.members_on(D(day))) == (full, members)


@pytest.mark.parametrize(
    ("day", "size"),
    [("2014-09-09", "none"), ("2014-09-10", 5), ("2017-04-30", 5), ("2017-05-01", "none"), ("2017-05-20", None)],
)
def test_the_committee_in_office(day: str, size: object) -> None:
    term = BRANCH.committee_on(D(day))
    assert (term.size if term else "none") == size


def test_a_group_is_known_after_its_end() -> None:
    assert BRANCH.group("g1") is BRANCH.groups[0]
    assert BRANCH.group("第一党小组") is None


def test_branches_by_id() -> None:
    organization = Organization("中共示例职业学校委员会", "学校党委", (BRANCH,))
    assert organization.by_id == {"jichu": BRANCH}
