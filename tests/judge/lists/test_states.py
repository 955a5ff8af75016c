"""States of the tasks of the three lists, day by day (domain §3.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.judge.known import known_lists
from generator.judge.lists.states import Standing, State, Tally, course, standings, tallies, tally
from generator.model.rectification import Rectification, Row
from tests.values import rows
from tests.values import values as as_values

D = date.fromisoformat
DUE = {"due": D("2017-11-30")}
PROGRESS = {"progress": ({"date": D("2017-11-07"), "text": "已讨论"},)}
DONE = {"done_on": D("2017-11-20")}
EXTENDED = {"extensions": ({"asked_on": D("2017-11-25"), "new_due": D("2017-12-15"), "approved_by": "学校党委"},)}
LONG = {"long_term": True, "review_on": D("2017-12-01")}
CLOSED = {"verified": {"by": "组织科", "date": D("2017-11-27"), "evidence": "照片"}}
BACK = {"reopened": ({"date": D("2017-12-02"), "reason": "抽查发现反复"},)}


def lists(task: Row, *duties: Row) -> Rectification:
    return Rectification(
        "jichu",
        2017,
        "f",
        (as_values(id="P1", found_on=D("2017-10-12")),),
        (as_values({"id": "T1", "problem": "P1", **task}),),
        tuple(as_values({"id": f"R{number}", "task": "T1", **duty}) for number, duty in enumerate(duties or ({},), 1)),
    )


def state(at: str, task: Row, *duties: Row) -> str:
    return standings(lists(task, *duties), D(at))["T1"].state


@pytest.mark.parametrize(
    ("at", "task", "duties", "wanted"),
    [
        ("2017-11-01", {**DUE, **PROGRESS}, [], "open"),
        ("2017-11-07", {**DUE, **PROGRESS}, [], "in_progress"),
        ("2017-11-19", {**DUE, **PROGRESS, **DONE}, [], "in_progress"),
        ("2017-11-20", {**DUE, **PROGRESS, **DONE}, [], "submitted"),
        ("2017-11-26", {**DUE, **DONE}, [CLOSED], "submitted"),
        ("2017-11-27", {**DUE, **DONE}, [CLOSED], "verified"),
        ("2017-12-31", {**DUE, **DONE}, [CLOSED], "verified"),
        ("2017-11-27", {**DUE}, [CLOSED, {}], "partly_done"),
        ("2017-11-27", {**DUE, **DONE}, [CLOSED, {}], "submitted"),
        ("2017-11-30", {**DUE, **PROGRESS}, [], "in_progress"),
        ("2017-12-01", {**DUE, **PROGRESS}, [], "overdue"),
        ("2017-12-01", {**DUE, **DONE}, [], "overdue"),
        ("2017-11-24", {**DUE, **EXTENDED}, [], "open"),
        ("2017-11-25", {**DUE, **EXTENDED, **PROGRESS}, [], "extended"),
        ("2017-12-15", {**DUE, **EXTENDED}, [], "extended"),
        ("2017-12-16", {**DUE, **EXTENDED}, [], "overdue"),
        ("2017-12-01", {**DUE, **LONG}, [], "standing"),
        ("2017-12-02", {**DUE, **LONG}, [], "overdue"),
        ("2017-12-02", {**LONG, "progress": ({"date": D("2017-12-01")},)}, [], "standing"),
        ("2017-12-02", LONG, [CLOSED], "verified"),
        ("2017-12-02", {"due": D("2017-12-31"), **DONE}, [CLOSED | BACK], "returned"),
        ("2017-12-01", {"due": D("2017-12-31"), **DONE}, [CLOSED | BACK], "verified"),
        ("2017-12-06", {"due": D("2017-12-31"), "done_on": D("2017-12-05")}, [CLOSED | BACK], "submitted"),
        ("2017-12-09", {**DUE, **DONE}, [BACK | {"verified": {"date": D("2017-12-09")}}], "verified"),
        ("2018-06-30", {}, [], "open"),
    ],
)
def test_a_state(at: str, task: Row, duties: list[Row], wanted: str) -> None:
    assert state(at, task, *duties) == wanted


def test_under_an_overdue_task_its_stage_is_kept() -> None:
    found = standings(lists({**DUE, **DONE}), D("2017-12-01"))["T1"]
    assert found == Standing(State.OVERDUE, State.SUBMITTED, D("2017-11-30"))


def test_what_was_not_listed_yet_is_not_there() -> None:
    listed = {"listed_on": D("2017-10-30")}
    found = Rectification(
        "jichu",
        2017,
        "f",
        rows({"id": "P1", "found_on": D("2017-10-12"), **listed}, {"id": "P2", "found_on": D("2017-10-12")}),
        rows({"id": "T1", "problem": "P1"}, {"id": "T2", "problem": "P2"}, {"id": "T3", "problem": "P2", **listed}),
        rows({"id": "R1", "task": "T1"}, {"id": "R2", "task": "T2"}, {"id": "R3", "task": "T3"}),
    )
    before = known_lists(found, D("2017-10-29"))
    assert [[row["id"] for row in rows] for rows in (before.problems, before.tasks, before.responsibilities)] == [
        ["P2"],
        ["T2"],
        ["R2"],
    ]
    assert known_lists(found, D("2017-10-30")) == found


def test_what_had_not_happened_yet_is_not_there() -> None:
    full = lists({**DUE, **PROGRESS, **DONE, **EXTENDED}, CLOSED | BACK)
    before = known_lists(full, D("2017-11-06"))
    assert before.tasks == ({"id": "T1", "problem": "P1", **DUE, "progress": (), "extensions": ()},)
    assert before.responsibilities == ({"id": "R1", "task": "T1", "reopened": ()},)
    assert known_lists(full, D("2017-12-31")) == full


def test_every_task_is_counted_once() -> None:
    found = [Standing(state, State.OPEN, None) for state in State]
    assert tally(found) == Tally(total=9, open=7, overdue=1, verified=1)
    assert tally(found).rate == Fraction(1, 9)
    assert tally([]).rate is None


def test_the_branches_of_a_year() -> None:
    kept = {(2017, "jichu"): lists(DUE), (2016, "jichu"): lists(DUE), (2017, "jidian"): lists({**DUE}, CLOSED)}
    assert tallies(kept, 2017, D("2017-11-28")) == {"jichu": Tally(1, 1, 0, 0), "jidian": Tally(1, 0, 0, 1)}


DAYS = st.dates(D("2017-10-01"), D("2018-03-01"))


@given(DAYS, DAYS, DAYS, DAYS)
def test_without_a_reopening_what_is_verified_stays_so(due: date, done: date, closed: date, at: date) -> None:
    task = {"due": due, "done_on": done}
    found = lists(task, {"verified": {"date": closed}})
    now = standings(found, at).get("T1")
    if now is not None and now.state is State.VERIFIED:
        assert standings(found, D("2018-03-02"))["T1"].state is State.VERIFIED
    elif now is not None:
        assert (now.state is State.OVERDUE) == (due < at)


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        ("2017-11-14", "in_progress"),
        ("2017-11-15", "extended"),
        ("2017-12-11", "overdue"),
        ("2017-12-12", "overdue"),
        ("2017-12-13", "partly_done"),
        ("2017-12-14", "submitted"),
        ("2017-12-15", "verified"),
        ("2017-12-16", "returned"),
        ("2017-12-20", "returned"),
        ("2017-12-21", "overdue"),
    ],
)
def test_the_whole_course_of_a_task(at: str, wanted: str) -> None:
    """In progress, extended, past the new day, extended once more, half closed, done, closed, sent back, late again."""
    task = {
        **DUE,
        **PROGRESS,
        "extensions": (
            {"asked_on": D("2017-11-15"), "new_due": D("2017-12-10"), "approved_by": "学校党委"},
            {"asked_on": D("2017-12-13"), "new_due": D("2017-12-20"), "approved_by": "学校党委"},
        ),
        "done_on": D("2017-12-14"),
    }
    one = {"verified": {"by": "组织科", "date": D("2017-12-12")}}
    two = {"verified": {"by": "组织科", "date": D("2017-12-15")}, "reopened": ({"date": D("2017-12-16")},)}
    assert state(at, task, one, two) == wanted


@pytest.mark.parametrize(
    ("at", "progress", "due", "wanted"),
    [
        ("2017-12-01", (), "2017-12-01", "standing"),
        ("2017-12-02", (), "2017-12-01", "overdue"),
        ("2017-12-02", ("2017-11-30",), "2017-12-01", "overdue"),
        ("2017-12-02", ("2017-12-03",), "2017-12-01", "overdue"),
        ("2017-12-03", ("2017-12-03",), None, "standing"),
        ("2018-06-30", ("2017-12-01",), None, "standing"),
    ],
)
def test_a_standing_task_is_due_until_it_is_reviewed(
    at: str, progress: tuple[str, ...], due: str | None, wanted: str
) -> None:
    task = {**LONG, "progress": tuple({"date": D(each)} for each in progress)}
    found = standings(lists(task), D(at))["T1"]
    assert (str(found.state), found.due) == (wanted, D(due) if due else None)


def test_the_course_week_by_week() -> None:
    found = lists({**DUE, **DONE, "listed_on": D("2017-10-24")}, CLOSED)
    weeks = course(found, D("2017-11-28"))
    assert [f"{day:%m-%d}" for day, _ in weeks] == [
        "10-15", "10-22", "10-29", "11-05", "11-12", "11-19", "11-26", "11-28",
    ]  # fmt: skip
    assert [counts.total for _, counts in weeks] == [0, 0, 1, 1, 1, 1, 1, 1]
    assert [counts.verified for _, counts in weeks] == [0, 0, 0, 0, 0, 0, 0, 1]
    assert course(found, D("2017-10-11")) == ()
    assert course(found, D("2017-10-12")) == ((D("2017-10-12"), Tally(0, 0, 0, 0)),)


def test_the_course_ends_when_nothing_is_due_any_more_and_nothing_happens() -> None:
    assert course(lists(DUE), D("2017-11-30"))[-1] == (D("2017-11-30"), Tally(1, 1, 0, 0))
    assert course(lists(DUE), D("2019-06-30"))[-1] == (D("2017-12-01"), Tally(1, 0, 1, 0))
    assert course(lists({**DUE, **DONE}, CLOSED | BACK), D("2019-06-30"))[-1][0] == D("2017-12-03")
    assert course(lists({**DUE, **LONG}), D("2017-12-01"))[-1] == (D("2017-12-01"), Tally(1, 1, 0, 0))
    assert course(lists({**DUE, **LONG}), D("2019-06-30"))[-1] == (D("2017-12-02"), Tally(1, 0, 1, 0))
    assert course(lists({**DUE, **EXTENDED}), D("2017-11-24"))[-1][0] == D("2017-11-24")


def test_the_course_knows_nothing_of_days_to_come() -> None:
    full = lists({**DUE, **DONE}, {"verified": {"date": D("2017-12-20")}})
    day = D("2017-12-10")
    assert course(full, day) == course(known_lists(full, day), day)
    assert course(full, day)[-1][0] == D("2017-12-01")


def test_what_is_on_no_list_yet_has_no_course() -> None:
    later = rows({"id": "P1", "found_on": D("2017-10-12"), "listed_on": D("2017-10-30")})
    found = replace(lists(DUE), problems=later)
    assert course(found, D("2017-10-29")) == ()
    assert course(found, D("2017-10-30"))[0] == (D("2017-10-15"), Tally(0, 0, 0, 0))


def test_absurd_days_do_no_harm() -> None:
    found = lists({"due": date.max}, {})
    old = replace(found, problems=rows({"id": "P1", "found_on": date.min}))
    weeks = course(old, D("2017-12-31"))
    assert len(weeks) <= 106 and weeks[-1] == (D("2017-12-31"), Tally(1, 1, 0, 0))
    assert course(old, date.min) == ((date.min, Tally(1, 1, 0, 0)),)
    assert course(old, date.max)[-1][0] == date.max


@given(DAYS, DAYS, DAYS, DAYS, st.booleans())
def test_the_last_of_the_course_is_how_it_stands(due: date, other: date, closed: date, at: date, long: bool) -> None:
    extensions = ({"asked_on": closed, "new_due": other, "approved_by": "学校党委"},)
    task = {"due": due, "extensions": extensions, "long_term": long, "review_on": other, "listed_on": other}
    found = lists(task, {"verified": {"date": closed}, "reopened": ({"date": other},)}, {"listed_on": closed})
    problems = rows(
        {**found.problems[0], "listed_on": closed}, {"id": "P2", "found_on": D("2017-10-13"), "listed_on": due}
    )
    found = replace(found, problems=problems, tasks=(*found.tasks, *rows({"id": "T2", "problem": "P2"})))
    weeks = course(found, at)
    assert [day for day, _ in weeks] == sorted({day for day, _ in weeks})
    assert all(day <= at for day, _ in weeks)
    if weeks:
        assert weeks[-1][1] == tally(standings(found, at).values())
