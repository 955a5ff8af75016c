"""What was known at the end of a day: records, lists and branches without what came later."""

from __future__ import annotations

from datetime import date

import pytest

from generator.judge.known import known, known_lists, listed, seen
from generator.model.interval import Interval
from generator.model.organization import Branch
from generator.model.period import windows
from generator.model.record import Record
from generator.model.rectification import Rectification, due_date, verified_on
from tests.values import rows
from tests.values import values as as_values

D = date.fromisoformat


def record(kind: str, /, **values: object) -> Record:
    return Record("2017/jichu/03-08-x", "f", "jichu", 2017, (kind,), D("2017-03-08"), as_values(values), {})


def test_a_record_is_seen_from_its_date_on() -> None:
    assert [seen(record("task"), D(day)) for day in ("2017-03-07", "2017-03-08")] == [False, True]


def test_what_happens_later_is_unseen_until_its_day() -> None:
    task = record("task", due=D("2017-04-30"), done_on=D("2017-04-20"))
    assert known(task, D("2017-04-19")).values == {"due": D("2017-04-30")}
    assert known(task, D("2017-04-20")) is task


def test_so_is_a_part_and_what_is_said_after_a_period() -> None:
    case = record("development_case", milestones={"applied": D("2015-03-10"), "voted": D("2017-06-26")})
    assert known(case, D("2017-06-25")).values == {"milestones": {"applied": D("2015-03-10")}}
    notice = record("public_notice", period={"start": D("2017-12-12"), "end": D("2017-12-18")}, result="无异议")
    assert not known(notice, D("2017-12-18")).values.says("result")
    assert known(notice, D("2017-12-19")) is notice


def test_so_is_a_field_of_another_type() -> None:
    """Pages never showed it; what judges must not know it either."""
    activity = record("activity", done_on=D("2017-04-20"))
    assert known(activity, D("2017-04-19")).values == {}


def test_an_objection_is_not_known_before_it_was_received() -> None:
    objection = record("objection", received_on=D("2017-03-10"))
    days = ("2017-03-09", "2017-03-10")
    assert [known(objection, D(day)).values.says("received_on") for day in days] == [False, True]


@pytest.mark.parametrize(("day", "due"), [("2017-11-30", "2017-11-20"), ("2017-12-01", "2017-12-10")])
def test_an_extension_moves_the_day_once_it_was_asked_for(day: str, due: str) -> None:
    extension = {"approved_by": "党委", "asked_on": D("2017-12-01"), "new_due": D("2017-12-10")}
    task = as_values(id="T1", due=D("2017-11-20"), extensions=(extension,))
    assert due_date(known_lists(Rectification("jichu", 2017, "f", (), (task,)), D(day)).tasks[0]) == D(due)


@pytest.mark.parametrize(
    ("day", "closed"),
    [("2017-11-09", None), ("2017-11-10", "2017-11-10"), ("2017-11-19", "2017-11-10"), ("2017-11-20", None)],
)
def test_closed_from_its_verification_until_it_was_opened_again(day: str, closed: str | None) -> None:
    duty = {"id": "R1", "verified": {"date": D("2017-11-10")}, "reopened": ({"date": D("2017-11-20")},)}
    lists = Rectification("jichu", 2017, "f", (), (), rows(duty))
    assert verified_on(known_lists(lists, D(day)).responsibilities) == (D(closed) if closed else None)


def test_branches_founded_later_are_not_listed() -> None:
    branch = Branch("jichu", "基础部党支部", Interval(D("2017-09-01"), D("2018-09-01")))
    (year,), (later,) = windows("year", 2017), windows("year", 2019)
    assert [listed(branch, year, D(day)) for day in ("2017-08-31", "2017-09-01", "2018-12-31")] == [False, True, True]
    assert not listed(branch, later, D("2019-12-31"))
