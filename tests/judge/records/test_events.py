"""What counts: drafts, needed fields, quorum, school-wide events, and what had not happened by the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.judge.by_unit import Units
from generator.judge.parameters import Where
from generator.judge.records.counting import NO_QUORUM, why_not_counted
from generator.judge.records.events import Book, Books, Event, counted_types
from generator.model.expression import parse_condition
from generator.model.interval import Interval, Step
from generator.model.node import Mark
from generator.model.organization import Branch, CommitteeTerm, Organization
from generator.model.record import COMMITTEE, Lack, Record
from tests.values import values as as_values

D = date.fromisoformat
SPAN = Interval(D("2014-09-01"))


def branch(id: str = "jichu", full: int = 12, size: int | None = 5, committee: bool = True) -> Branch:
    terms = (CommitteeTerm(SPAN, size),) if committee else ()
    return Branch(id, id, SPAN, full_members=(Step(SPAN.start, full),), committee=terms)


def record(*types: str, day: str = "2017-03-08", unit: str = "jichu", number: int = 1, **more: Any) -> Record:
    incomplete = dict.fromkeys(more.pop("incomplete", ()), (Lack(("place",), Mark(1, 1)),))
    id = f"{day[:4]}/{unit}/{day[5:]}-{types[0].replace('_', '-')}-{number}"
    return Record(id, f"records/{id}.md", unit, int(day[:4]), types, D(day), as_values(more), {}, incomplete=incomplete)


def has_quorum(held: Record, unit: Branch) -> bool:
    return NO_QUORUM not in {problem.code for problem in why_not_counted(held, unit)}


@pytest.mark.parametrize(
    ("full", "values", "quorum"),
    [
        (12, {"present": 6}, True),
        (12, {"present": 5}, False),
        (11, {"present": 6}, True),
        (11, {"present": 5}, False),  # 5 of 11 is under half
        (0, {"present": 0}, True),
        (12, {"present": 20}, True),
        (12, {"present": 12, "voting_present": 5}, False),
        (12, {"present": 6, "voting_present": 6}, True),
        (12, {}, False),
    ],
)
def test_quorum_of_a_member_meeting(full: int, values: dict[str, int], quorum: bool) -> None:
    assert has_quorum(record("member_meeting", **values), branch(full=full)) is quorum


@pytest.mark.parametrize(
    ("size", "values", "quorum"),
    [
        (5, {"present": 3}, True),
        (5, {"present": 2}, False),
        (4, {"present": 2}, True),
        (5, {"present": 9, "voting_present": 2}, False),
        (5, {"present": 9}, True),
        (None, {"present": 0}, True),  # the size unknown: no test
    ],
)
def test_quorum_of_a_committee_meeting(size: int | None, values: dict[str, int], quorum: bool) -> None:
    assert has_quorum(record("committee_meeting", **values), branch(size=size)) is quorum


def test_without_a_committee_its_meeting_is_not_tested() -> None:
    assert has_quorum(record("committee_meeting", present=0), branch(committee=False))


@pytest.mark.parametrize("type_id", ["party_day", "theory_study", "group_meeting", "party_lecture"])
def test_other_types_need_no_quorum(type_id: str) -> None:
    assert has_quorum(record(type_id, present=0), branch())


@pytest.mark.parametrize(
    ("made", "counted", "no_quorum"),
    [
        (record("party_day", "theory_study"), {"party_day", "theory_study"}, set()),
        (record("party_day", "theory_study", incomplete=["party_day"]), {"theory_study"}, set()),
        (record("party_day", draft=True), set(), set()),
        (record("member_meeting", "theory_study", present=2), {"theory_study"}, {"member_meeting"}),
        (record("member_meeting", present=2, incomplete=["member_meeting"]), set(), set()),
        (record("member_meeting", present=2, draft=True), set(), set()),
    ],
)
def test_what_a_record_counts_for(made: Record, counted: set[str], no_quorum: set[str]) -> None:
    assert counted_types(made, branch()) == (counted, no_quorum)


SCHOOL = Organization("委员会", "党委", (branch("jichu"), branch("jidian")))


def test_a_book_for_every_unit() -> None:
    found = Books(SCHOOL, Units().of([record("party_day"), record("inspection", unit=COMMITTEE)]), D("2017-12-31"))
    assert set(found) == {"jichu", "jidian", COMMITTEE}
    assert [event.id for event in found["jichu"].events] == ["2017/jichu/03-08-party-day-1"]
    assert found["jidian"].events == ()


@pytest.mark.parametrize(("as_of", "known"), [("2017-03-07", 0), ("2017-03-08", 1)])
def test_seen_from_its_own_day(as_of: str, known: int) -> None:
    assert len(Books(SCHOOL, Units().of([record("party_day")]), D(as_of))["jichu"].events) == known


def test_a_school_wide_event_is_one_of_each_branch_that_came() -> None:
    attended = ({"branch": "jichu", "present": 11}, {"branch": "nosuch", "present": 3})
    event = record("school_event", "party_lecture", unit=COMMITTEE, present=30, attended=attended)
    found = Books(SCHOOL, Units().of([event]), D("2017-12-31"))
    (own,) = found["jichu"].counted(["party_lecture"])
    assert (own.unit, own.values["present"], own.id) == ("jichu", 11, event.id)
    assert found["jidian"].counted(["party_lecture"]) == ()
    assert "nosuch" not in found


def test_a_branch_s_own_record_is_nobody_else_s() -> None:
    event = record("party_lecture", attended=({"branch": "jidian", "present": 3},))
    assert Books(SCHOOL, Units().of([event]), D("2017-12-31"))["jidian"].events == ()


@pytest.mark.parametrize(("as_of", "seen"), [("2017-04-09", False), ("2017-04-10", True)])
def test_what_happens_later_is_unseen_until_its_day(as_of: str, seen: bool) -> None:
    made = record("task", due=D("2017-05-01"), done_on=D("2017-04-10"))
    (event,) = Books(SCHOOL, Units().of([made]), D(as_of))["jichu"].events
    assert ("done_on" in event.values) is seen
    assert "due" in event.values
    assert made.values["done_on"] == D("2017-04-10")


def test_later_steps_within_a_case_too() -> None:
    steps = {"applied": D("2017-03-01"), "confirmed": D("2018-03-01")}
    (event,) = Books(SCHOOL, Units().of([record("development_case", milestones=steps)]), D("2017-12-31"))[
        "jichu"
    ].events
    assert event.values["milestones"] == {"applied": D("2017-03-01")}


def test_events_in_order_each_once() -> None:
    made = [
        record("party_day", "theory_study", day="2017-05-08"),
        record("theory_study", day="2017-03-08", number=2),
        record("party_day", day="2017-03-08"),
    ]
    book = Book(Event(each, "jichu", each.values, frozenset(each.types)) for each in made)
    wanted = ["2017/jichu/03-08-party-day-1", "2017/jichu/03-08-theory-study-2", "2017/jichu/05-08-party-day-1"]
    assert [event.id for event in book.counted(["theory_study", "party_day"])] == wanted
    assert [event.id for event in book.counted(["party_day"])] == [wanted[0], wanted[2]]
    assert book.counted(["party_day"], Where(parse_condition("present > 3"))) == ()
    assert book.counted([]) == ()
