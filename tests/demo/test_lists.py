"""The demonstration's three lists show every state a task can be in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.judge.lists.states import State, standings
from generator.model.rectification import Rectification
from generator.read.frame import read_frame
from generator.read.source import read_source

ROOT = Path(__file__).resolve().parents[2]
DAYS = ("2017-10-25", "2017-11-20", "2017-12-08", "2017-12-31")


@pytest.fixture(scope="module")
def lists() -> list[Rectification]:
    return [each for (year, _), each in read_source(read_frame(ROOT)).rectification.items() if year == 2017]


def states(lists: list[Rectification], day: str) -> set[State]:
    return {each.state for found in lists for each in standings(found, date.fromisoformat(day)).values()}


def test_every_state_is_there_in_the_course_of_the_campaign(lists: list[Rectification]) -> None:
    assert set().union(*(states(lists, day) for day in DAYS)) == set(State)


def test_each_step_of_the_campaign_has_its_own(lists: list[Rectification]) -> None:
    first, second, third, last = (states(lists, day) for day in DAYS)
    assert first == {State.OPEN}
    assert {State.IN_PROGRESS, State.SUBMITTED, State.STANDING} <= second and State.VERIFIED not in second
    assert {State.VERIFIED, State.PARTLY_DONE, State.EXTENDED, State.RETURNED, State.OVERDUE} <= third
    assert last == {State.VERIFIED, State.STANDING, State.OVERDUE}
