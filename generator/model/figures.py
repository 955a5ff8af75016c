"""Exact figures as decimal text: points are cut, never rounded up (domain §4.1); shares are rounded."""

from __future__ import annotations

from fractions import Fraction
from math import floor

_MOST_PLACES = 6


def decimal(value: int | Fraction, places: int = 6) -> str:
    """The figure cut to so many places, without trailing zeros: 11/3 → 3.666666, 21.6 → 21.6."""
    scaled = abs(value.numerator) * 10**places // value.denominator
    whole, rest = divmod(scaled, 10**places)
    text = f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".") if places else str(whole)
    return f"-{text}" if value.numerator < 0 and scaled else text


def shown(value: int | Fraction) -> str:
    """The figure as pages show it, cut to one place: 89.95 is shown 89.9 and never reads as 90."""
    return decimal(value, 1)


def difference(after: int | Fraction, before: int | Fraction) -> str:
    """The change with its sign, between the figures as they are shown: 97.2 − 91.8 is 5.4, whatever was cut off."""
    change = Fraction(shown(after)) - Fraction(shown(before))
    return f"+{shown(change)}" if change > 0 else shown(change)


def percent(value: int | Fraction, threshold: Fraction | None = None) -> str:
    """A share in per cent, rounded to one place: 2/3 → 66.7%.

    No figure is lifted over what decides: below the threshold, or below all, it is shown with as many more places
    as tell it apart (0.9496 against 0.95 → 94.96%).
    """
    exact = Fraction(value)
    limits = [each for each in (threshold, Fraction(1)) if each is not None and exact < each]
    for places in range(1, _MOST_PLACES):
        rounded = _half_up(exact * 100, places)
        if all(rounded < each * 100 for each in limits):
            return f"{decimal(rounded, places)}%"
    return f"{decimal(exact * 100)}%"


def _half_up(value: Fraction, places: int) -> Fraction:
    scale = 10**places
    rounded = Fraction(floor(abs(value) * scale + Fraction(1, 2)), scale)
    return -rounded if value < 0 else rounded
