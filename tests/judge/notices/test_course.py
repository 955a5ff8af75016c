"""The course of a notice, day by day."""

from __future__ import annotations

from datetime import date

import pytest

from generator.judge.notices.course import courses, open_titles
from generator.model.calendar import Calendar, CalendarYear
from generator.model.notice import Course, Objections, Outcome, Standing, State
from generator.model.record import Record
from tests.values import values as as_values

CALENDAR = Calendar({2017: CalendarYear({}, frozenset(), "")})
PERIOD = {"start": date(2017, 12, 12), "end": date(2017, 12, 18)}


def record(kind: str, day: int, number: int = 1, /, **values: object) -> Record:
    name = f"2017/_committee/12-{day:02}-{kind}-{number}"
    return Record(name, name, "_committee", 2017, (kind,), date(2017, 12, day), as_values(values), {})


def notice(**values: object) -> Record:
    given = {"branches": ("jichu", "xinxi"), "period": PERIOD, "published_on": date(2017, 12, 11), **values}
    return record("public_notice", 8, **given)


NOTICE = notice()


def objection(number: int, kind: str = "named", **values: object) -> Record:
    given = {"notice": NOTICE.id, "kind": kind, "received_on": date(2017, 12, 14), **values}
    return record("objection", 14, number, **given)


def concluded(number: int, conclusion: str, day: int = 15, **values: object) -> Record:
    return objection(number, conclusion=conclusion, concluded_on=date(2017, 12, day), **values)


def course(day: int, *others: Record, of: Record = NOTICE) -> Course:
    return courses((of, *others), CALENDAR, date(2017, 12, day), {})[of.id]


@pytest.mark.parametrize(
    ("day", "state", "left"),
    [
        (8, State.DRAFTED, None),
        (10, State.DRAFTED, None),
        (11, State.PUBLISHED, None),
        (12, State.RUNNING, 4),
        (15, State.RUNNING, 1),
        (17, State.RUNNING, 1),
        (18, State.RUNNING, 0),
        (19, State.CLOSED, None),
    ],
)
def test_day_by_day(day: int, state: State, left: int | None) -> None:
    found = course(day)
    assert (found.state, found.days_left) == (state, left)
    assert (found.working_days, found.calendar_days) == (5, 7)


def test_before_it_is_written_there_is_none() -> None:
    assert courses((NOTICE,), CALENDAR, date(2017, 12, 7), {}) == {}


@pytest.mark.parametrize("day", [11, 12, 19, 31])
def test_what_does_not_say_when_it_was_published_neither_runs_nor_closes(day: int) -> None:
    found = course(day, of=notice(published_on=None))
    assert found.state is State.DRAFTED and not found.closed


def test_over_without_objection() -> None:
    found = course(19)
    assert found.outcome is Outcome.NO_OBJECTION and found.closed
    assert set(found.branches.values()) == {Standing.UNOPPOSED}


@pytest.mark.parametrize("kind", ["named", "anonymous_specific"])
def test_an_objection_to_check_stops_it_until_it_is_concluded(kind: str) -> None:
    other = objection(1, kind, conclusion="unfounded", concluded_on=date(2017, 12, 20))
    assert [course(day, other).state for day in (13, 14, 19, 20)] == [
        State.RUNNING,
        State.OBJECTED,
        State.OBJECTED,
        State.CLOSED,
    ]
    assert course(20, other).outcome is Outcome.UNFOUNDED


def test_a_vague_anonymous_one_is_only_registered() -> None:
    found = course(19, objection(1, "anonymous_vague"))
    assert (found.state, found.outcome) == (State.CLOSED, Outcome.NO_OBJECTION)
    assert found.objections == Objections(received=1, registered=1)


def test_counts() -> None:
    found = course(
        20,
        objection(1),
        objection(2, "anonymous_vague"),
        concluded(3, "unfounded"),
        concluded(4, "suspend"),
        concluded(5, "withdraw", branches=("xinxi",)),
        objection(6, received_on=date(2017, 12, 21)),
        objection(7, notice="2017/_committee/12-01-public-notice"),
    )
    assert found.objections == Objections(
        received=5, to_check=4, registered=1, open=1, unfounded=1, withdraw=1, suspend=1
    )


def test_a_branch_that_is_withdrawn_leaves_the_other() -> None:
    found = course(20, concluded(1, "withdraw", branches=("xinxi",)))
    assert found.branches == {"jichu": Standing.UNOPPOSED, "xinxi": Standing.WITHDRAWN}
    assert found.state is State.CLOSED


def test_all_withdrawn() -> None:
    found = course(16, concluded(1, "withdraw"))
    assert (found.state, found.outcome) == (State.CLOSED, Outcome.WITHDRAWN)
    assert course(16, of=notice(withdrawn_on=date(2017, 12, 16))).outcome is Outcome.WITHDRAWN
    assert course(15, of=notice(withdrawn_on=date(2017, 12, 16))).state is State.RUNNING


def test_suspended_does_not_close() -> None:
    found = course(20, concluded(1, "suspend", branches=("jichu",)))
    assert (found.state, found.outcome) == (State.OBJECTED, Outcome.SUSPENDED)
    assert not found.closed


def test_decided_by_what_confers_the_title_after_the_period() -> None:
    early = record("commendation", 18, branches=("jichu",))
    late = record("committee_decision", 20, branches=("jichu",), subject="confer")
    assert course(19, early).state is State.CLOSED
    found = course(20, late)
    assert (found.state, found.decisions) == (State.DECIDED, (late.id,))
    assert found.branches == {"jichu": Standing.CONFERRED, "xinxi": Standing.UNOPPOSED}
    assert course(20, record("committee_decision", 20, branches=("jichu",), subject="recommend")).decisions == ()


def test_no_title_is_final_while_an_objection_is_open() -> None:
    late = record("commendation", 20, branches=("jichu", "xinxi"))
    found = courses((NOTICE, late, objection(1, branches=("xinxi",))), CALENDAR, date(2017, 12, 20), {})
    assert found[NOTICE.id].state is State.OBJECTED
    assert open_titles(found) == {"xinxi"}


def test_drafts_count_for_nothing() -> None:
    assert courses((notice(draft=True),), CALENDAR, date(2017, 12, 20), {}) == {}
    assert course(20, objection(1, draft=True)).objections.received == 0


def test_days_of_a_year_without_calendar_are_not_guessed() -> None:
    of = notice(period={"start": date(2017, 12, 28), "end": date(2018, 1, 4)})
    found = course(29, of=of)
    assert (found.state, found.working_days, found.days_left) == (State.RUNNING, None, None)
