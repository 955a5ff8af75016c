"""The small language of checks and rules."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.expression import BadExpression, Condition, lookup, parse_condition, parse_sum

VALUES: dict[str, object] = {
    "expected": 12,
    "present": 10,
    "on_leave": 2,
    "absent": 0,
    "share": Fraction(3, 2),
    "campaign": True,
    "quiet": False,
    "round": "final",
    "empty": (),
    "ballots": {"returned": 20, "invalid": 1, "good": 19},
    "resolutions": ({"text": "a"}, {"text": "b", "for": 4}),
    "topics": ("x", "y"),
}
NAMES = st.sampled_from(["expected", "present", "on_leave", "absent"])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("expected = present + on_leave + absent", True),
        ("expected = present", False),
        ("present <= expected", True),
        ("present < expected", True),
        ("expected >= 12", True),
        ("expected > 12", False),
        ("expected != 12", False),
        ("expected - present = on_leave", True),
        ("expected-present-on_leave-absent=0", True),
        ("ballots.good <= ballots.returned - ballots.invalid", True),
        ("share + 1 > 2", True),
        ("12 = expected", True),
        ("round = final", True),
        ("round = baseline", False),
        ("campaign", True),
        ("quiet", False),
        ("empty", False),
        ("topics", True),
        ("resolutions have for", True),
        ("resolutions have against", False),
        ("topics have for", False),
        ("absent have for", False),
    ],
)
def test_holds(text: str, holds: bool) -> None:
    assert parse_condition(text).holds(VALUES) is holds


@pytest.mark.parametrize(
    "text",
    [
        "nosuch",
        "nosuch = 0",
        "expected = nosuch",
        "expected = present + nosuch",
        "ballots.nosuch = 1",
        "expected.inner = 1",
        "ballots.returned.deeper = 1",
        "round + 1 = 2",  # a word is no figure
        "campaign + 1 = 2",  # nor is a flag
        "round > 3",
        "ballots > 3",
        "ballots = present + ballots",
    ],
)
def test_what_cannot_be_known_is_neither_true_nor_false(text: str) -> None:
    assert parse_condition(text).holds(VALUES) is None


@pytest.mark.parametrize(
    "text",
    ["", "  ", "=", "a =", "= a", "a = b = c", "a +", "+", "a b", "a 1", "a == b", "a => b", "a * b", "a / 2", "(a)",
     "a = -", "- a = b",
     "a have", "have b", "a have b c", "a have b have c", "1.5 = a", "a = 'x'", "a, b", "党 = 1", "a; b"],
)  # fmt: skip
def test_not_of_the_language(text: str) -> None:
    with pytest.raises(BadExpression):
        parse_condition(text)


@pytest.mark.parametrize("text", ["a = b", "a have b", "a > 1", ""])
def test_a_sum_has_no_comparison(text: str) -> None:
    with pytest.raises(BadExpression):
        parse_sum(text)


def test_a_sum() -> None:
    found = parse_sum("ballots.returned - ballots.invalid + 2")
    assert found.value(VALUES) == found.number(VALUES) == 21
    assert found.names == ("ballots.returned", "ballots.invalid")
    assert found.value({}) is None


def test_a_sum_of_one_field_is_the_field_itself() -> None:
    assert parse_sum("round").value(VALUES) == "final"
    assert parse_sum("round").number(VALUES) is None
    assert parse_sum("campaign").number(VALUES) is None
    assert parse_sum("share").number(VALUES) == Fraction(3, 2)


def test_names_stand_left_side_first() -> None:
    assert parse_condition("present <= expected - absent").names == ("present", "expected", "absent")
    assert parse_condition("resolutions have for").names == ("resolutions", "for")


def test_lookup_of_parts() -> None:
    assert lookup(VALUES, "ballots.good") == 19
    assert lookup(VALUES, "ballots.bad") is lookup(VALUES, "expected.x") is lookup({}, "a.b.c") is None


@given(st.lists(st.tuples(st.sampled_from("+-"), NAMES | st.integers(0, 99)), min_size=1, max_size=6))
def test_a_sum_is_what_arithmetic_says(terms: list[tuple[str, str | int]]) -> None:
    text = "expected " + " ".join(f"{sign} {term}" for sign, term in terms)
    wanted = 12
    for sign, term in terms:
        figure = VALUES[term] if isinstance(term, str) else term
        assert isinstance(figure, int)
        wanted += figure if sign == "+" else -figure
    assert parse_sum(text).value(VALUES) == wanted


@given(st.text("ab=<>!+-. 19have", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_condition(text)
    except BadExpression:
        return
    assert isinstance(found, Condition)
    assert found.holds({"a": 1, "b": 2}) in (True, False, None)
