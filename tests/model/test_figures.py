"""Points are cut, never rounded up: 89.95 never reads as 90 (domain §4.1); shares are rounded, never over a limit."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.figures import decimal, difference, percent, shown

FIGURES = st.fractions(min_value=-1000, max_value=1000)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(11, 3), "3.666666"),
        (Fraction(2, 3), "0.666666"),
        (Fraction(108, 5), "21.6"),
        (Fraction(100), "100"),
        (4, "4"),
        (0, "0"),
        (Fraction(-11, 3), "-3.666666"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(-1, 10**9), "0"),
        (Fraction(1, 10**9), "0"),
        (Fraction(9999999, 10**7), "0.999999"),
        (10**12, "1000000000000"),
    ],
)
def test_six_places(value: int | Fraction, text: str) -> None:
    assert decimal(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("89.95", "89.9"), ("89.999999", "89.9"), ("90", "90"), ("0.05", "0"), ("-89.95", "-89.9"), ("-0.01", "0")],
)
def test_pages_show_one_place(value: str, text: str) -> None:
    assert shown(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(94, 100), "94%"), (Fraction(19, 20), "95%"), (Fraction(6, 9), "66.7%"), (Fraction(9495, 10000), "95%"),
     (Fraction("0.9726"), "97.3%"), (Fraction("0.97249"), "97.2%"), (1, "100%"), (0, "0%"), (Fraction(-1, 3), "-33.3%"),
     (Fraction(-2, 3), "-66.7%"), (Fraction(1999, 2000), "99.95%"), (Fraction(3, 2), "150%")],
)  # fmt: skip
def test_shares_in_per_cent(value: int | Fraction, text: str) -> None:
    assert percent(value) == text


@pytest.mark.parametrize(
    ("value", "threshold", "text"),
    [
        ("0.95", "0.95", "95%"),
        ("0.9496", "0.95", "94.96%"),
        ("0.9494", "0.95", "94.9%"),
        ("0.94999", "0.95", "94.999%"),
        ("0.9499999999", "0.95", "94.999999%"),
        ("0.96", "0.95", "96%"),
        ("0.9996", "0.95", "99.96%"),
        ("0.7999", "0.8", "79.99%"),
        ("0.66", "2/3", "66%"),
        ("0.6666", "2/3", "66.66%"),
    ],
)
def test_rounding_lifts_no_share_over_what_decides(value: str, threshold: str, text: str) -> None:
    assert percent(Fraction(value), Fraction(threshold)) == text


@given(st.fractions(0, 2), st.fractions(0, 1))
def test_a_share_below_its_threshold_is_shown_below_it(value: Fraction, threshold: Fraction) -> None:
    said = Fraction(percent(value, threshold).rstrip("%")) / 100
    assert abs(said - value) <= Fraction(1, 2000)
    assert value >= threshold or said < threshold
    assert value >= 1 or said < 1


@pytest.mark.parametrize(
    ("after", "before", "text"),
    [("97.29", "91.85", "+5.4"), ("91.85", "97.29", "-5.4"), ("90.04", "90.01", "0"), ("90.1", "90.09", "+0.1")],
)
def test_a_difference_is_that_of_the_figures_shown(after: str, before: str, text: str) -> None:
    assert difference(Fraction(after), Fraction(before)) == text


def test_no_places_at_all() -> None:
    assert decimal(Fraction(199, 100), 0) == "1"
    assert decimal(Fraction(-199, 100), 0) == "-1"
    assert decimal(10, 0) == "10"


@given(FIGURES, st.integers(0, 8))
def test_never_further_from_nought_and_less_than_a_step_off(value: Fraction, places: int) -> None:
    said = Fraction(decimal(value, places))
    assert abs(said) <= abs(value)
    assert abs(value) - abs(said) < Fraction(1, 10**places)
    assert said * value >= 0


@given(FIGURES)
def test_written_one_way_only(value: Fraction) -> None:
    text = decimal(value)
    assert text == decimal(Fraction(text))
    assert text != "-0"
    assert "." not in text or text[-1] not in "0."
