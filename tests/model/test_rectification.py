"""The three lists as known at a day."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.rectification import Rectification, due_date, verified_on
from tests.values import rows as as_rows
from tests.values import values as as_values

D = date.fromisoformat


def test_rows_by_id() -> None:
    lists = Rectification(
        "jichu",
        2017,
        "f",
        as_rows({"id": "P1"}),
        as_rows({"id": "T1"}),
        as_rows({"id": "R1", "task": "T1"}, {"id": "R2", "task": "T2"}),
    )
    assert lists.problem("P1") == {"id": "P1"}
    assert lists.problem("P2") is None
    assert lists.duties("T1") == ({"id": "R1", "task": "T1"},)
    assert lists.duties("T9") == ()


@pytest.mark.parametrize(
    ("extension", "due"),
    [
        ({}, "2017-11-20"),
        ({"approved_by": "党委"}, "2017-12-10"),
        ({"approved_by": "党委", "asked_on": D("2017-11-30")}, "2017-12-10"),
        ({"asked_on": D("2017-11-01")}, "2017-11-20"),
    ],
)
def test_only_an_approved_extension_moves_the_day(extension: dict[str, object], due: str) -> None:
    task = {"due": D("2017-11-20"), "extensions": ({"new_due": D("2017-12-10"), **extension},)}
    assert due_date(as_values(task)) == D(due)


def test_a_task_without_a_day() -> None:
    assert due_date(as_values()) is None


CLOSED = {"verified": {"date": D("2017-11-10")}}
REOPENED = {**CLOSED, "reopened": ({"date": D("2017-11-20")},)}
AGAIN = {"verified": {"date": D("2017-11-25")}, "reopened": ({"date": D("2017-11-20")},)}


@pytest.mark.parametrize(
    ("rows", "closed"),
    [
        ((CLOSED,), "2017-11-10"),
        ((CLOSED, {}), None),
        ((CLOSED, AGAIN), "2017-11-25"),
        ((REOPENED,), None),
        ((AGAIN,), "2017-11-25"),
        ((), None),
    ],
)
def test_closed_only_when_every_duty_is(rows: tuple[dict[str, object], ...], closed: str | None) -> None:
    assert verified_on(as_rows(*rows)) == (D(closed) if closed else None)
