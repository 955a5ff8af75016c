"""Readers of rule parameters: each right, and each wrong at its place."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

from generator.judge.aids import aid
from generator.judge.parameters import (
    Reader,
    Where,
    Wrong,
    days,
    field_name,
    figure,
    flag,
    list_of,
    map_of,
    month_day,
    one_of,
    parameter,
    parameters_of,
    period,
    scalar,
    shape,
    sum_of,
    type_id,
    where,
    whole,
)
from generator.model.node import Node
from generator.model.period import Period
from generator.read.nodes import read_mapping
from generator.types.findings import Findings


@dataclass(frozen=True)
class Step:
    at: Fraction
    audience: str = "public"


STEP = shape(Step, at=figure, **{"class": scalar})


def node(text: str) -> Node:
    mapping = read_mapping(f"it: {text}\n", Findings("pack.yml"))
    assert mapping is not None
    return mapping.pairs[0][1]


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (scalar, "08", "08"),
        (scalar, "''", ""),
        (one_of("a", "b"), "b", "b"),
        (flag, "true", True),
        (flag, "false", False),
        (whole, "0", 0),
        (whole, "012", 12),
        (figure, "4", Fraction(4)),
        (figure, "0.95", Fraction(19, 20)),
        (figure, "3/2", Fraction(3, 2)),
        (type_id, "committee_meeting", "committee_meeting"),
        (list_of(whole), "[1, 2]", (1, 2)),
        (list_of(whole), "[]", ()),
        (map_of(figure), "{a: 1, b: 1/2}", {"a": Fraction(1), "b": Fraction(1, 2)}),
        (map_of(figure), "{}", {}),
        (STEP, "{at: 2}", Step(Fraction(2))),
        (STEP, "{at: 2, class: committee}", Step(Fraction(2), "committee")),
        (month_day, "03-31", "03-31"),
        (month_day, "02-29", "02-29"),
        (month_day, "next-01-31", "next-01-31"),
        (days, "[09-21, 10-10]", ("09-21", "10-10")),
        (period, "half_year", Period("half_year")),
        (
            period,
            "[[previous-09-01, 01-31], 06-30]",
            Period("spans", (("previous-09-01", "01-31"), ("06-30", "06-30"))),
        ),
    ],
)
def test_right(reader: Reader, text: str, value: object) -> None:
    assert reader(node(text)) == value


@pytest.mark.parametrize(
    ("reader", "text", "code", "column"),
    [
        (scalar, "", "parameter_text", 4),
        (scalar, "[a]", "parameter_text", 5),
        (scalar, "{a: b}", "parameter_text", 5),
        (one_of("a", "b"), "c", "parameter_choice", 5),
        (one_of("a", "b"), "A", "parameter_choice", 5),
        (flag, "yes", "parameter_choice", 5),
        (flag, "是", "parameter_choice", 5),
        (whole, "-1", "parameter_whole", 5),
        (whole, "1.0", "parameter_whole", 5),
        (whole, "1234567", "parameter_whole", 5),
        (whole, "٣", "parameter_whole", 5),
        (figure, "90%", "parameter_figure", 5),
        (figure, "-1", "parameter_figure", 5),
        (figure, "1/0", "parameter_figure", 5),
        (figure, "1e2", "parameter_figure", 5),
        (type_id, "支部委员会", "parameter_type", 5),
        (type_id, "meeting", "parameter_type", 5),
        (list_of(whole), "1", "parameter_list", 5),
        (list_of(whole), "[1, x]", "parameter_whole", 9),
        (map_of(figure), "[1]", "parameter_map", 5),
        (map_of(figure), "{a: x}", "parameter_figure", 9),
        (STEP, "2", "parameter_map", 5),
        (STEP, "{class: a}", "parameter_map", 5),
        (STEP, "{at: 2, by: 3}", "parameter_unknown", 13),
        (month_day, "3-31", "parameter_day", 5),
        (month_day, "02-30", "parameter_day", 5),
        (month_day, "2017-03-31", "parameter_day", 5),
        (days, "[09-21]", "parameter_days", 5),
        (days, "[09-21, 10-10, 10-11]", "parameter_days", 5),
        (days, "09-21", "parameter_list", 5),
        (days, "[09-21, 10-32]", "parameter_day", 13),
        (period, "week", "parameter_period", 5),
        (period, "[]", "parameter_period", 5),
        (period, "[[09-01]]", "parameter_days", 6),
        (period, "{a: b}", "parameter_text", 5),
        (sum_of, "a = b", "parameter_expression", 5),
        (sum_of, "a +", "parameter_expression", 5),
        (where, "a = = b", "parameter_expression", 5),
        (field_name, "presnt", "parameter_field", 5),
        (field_name, "ballots.good", "parameter_field", 5),
        (aid, "on_tim", "parameter_choice", 5),
        (aid, "present / expectd", "parameter_field", 5),
        (where, "[a]", "parameter_text", 5),
        (where, "{a: [b]}", "parameter_text", 9),
    ],
)
def test_wrong_at_its_place(reader: Reader, text: str, code: str, column: int) -> None:
    with pytest.raises(Wrong) as wrong:
        reader(node(text))
    assert (wrong.value.code, wrong.value.mark.line, wrong.value.mark.column) == (code, 1, column)


def test_a_sum() -> None:
    values = {"ballots": {"returned": 20, "invalid": 1}}
    assert sum_of(node("ballots.returned - ballots.invalid")).number(values) == 19


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("checked_count = roster_count", True),
        ("checked_count > roster_count", False),
        ("nosuch > 0", False),  # what cannot be known does not hold
        ("{round: final}", True),
        ("{round: final, term: 3}", True),
        ("{round: final, term: 4}", False),
        ("{nosuch: final}", False),
        ("{key: theory_study}", True),
        ("{key: dues_management}", False),
        ("{}", True),
    ],
)
def test_conditions(text: str, holds: bool) -> None:
    values = {"checked_count": 12, "roster_count": 12, "round": "final", "term": 3, "key": ("archives", "theory_study")}
    found: Where = where(node(text))
    assert found.holds(values) is holds


def test_the_parameters_of_a_kind_by_the_names_packs_give_them() -> None:
    @dataclass(frozen=True)
    class Trial:
        types_: Any = parameter(scalar, name="types")
        min: int = parameter(whole, default=1)
        other: int = 3

    found = parameters_of(Trial)
    assert list(found) == ["types", "min"]
    assert (found["types"].name, found["min"].default) == ("types_", 1)
