"""Which branches were inspected: by kind, up to the day, each inspection once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.judge.known import seen
from generator.judge.records.inspections import KINDS, SPOT_CHECK, visits, without
from generator.model.values import Values
from tests.values import values as as_values


@dataclass(frozen=True)
class One:
    id: str
    date: date
    values: Values
    types: tuple[str, ...] = ("inspection",)
    draft: bool = field(default=False)


def one(day: str, kind: str, *branches: str, **changes: object) -> One:
    made = date.fromisoformat(day)
    return One(f"2017/_committee/{day[5:]}-inspection", made, as_values(kind=kind, branches=branches), **changes)  # type: ignore[arg-type]


HELD = [
    one("2017-11-22", "hear_report", "a", "b"),
    one("2017-10-25", "spot_check", "a", "a"),
    one("2017-12-13", "spot_check", "a"),
    one("2017-12-01", "spot_check", "c", draft=True),
    one("2017-12-01", "spot_check", "d", types=("bulletin",)),
    One("2017/_committee/12-02-inspection", date(2017, 12, 2), as_values(kind="spot_check")),
]


def test_by_branch_and_kind_in_order_of_date() -> None:
    found = visits(HELD)
    assert {key: [each.date.isoformat() for each in held] for key, held in found.items()} == {
        ("a", "spot_check"): ["2017-10-25", "2017-12-13"],
        ("a", "hear_report"): ["2017-11-22"],
        ("b", "hear_report"): ["2017-11-22"],
    }


def test_up_to_the_end_of_the_day() -> None:
    counts = {day: len(visits(each for each in HELD if seen(each, date(2017, 10, day)))) for day in (24, 25)}
    assert counts == {24: 0, 25: 1}


def test_who_had_none() -> None:
    found, units = visits(HELD), ("d", "a", "b", "c")
    assert without(units, found, (SPOT_CHECK,)) == ("d", "b", "c")
    assert without(units, found) == ("d", "c")
    assert KINDS == ("hear_report", "spot_check")
