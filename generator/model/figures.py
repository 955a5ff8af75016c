"""Exact figures as decimal text: cut, never rounded up (domain §4.1)."""

from __future__ import annotations

from fractions import Fraction


def decimal(value: int | Fraction, places: int = 6) -> str:
    """The figure cut to so many places, without trailing zeros: 11/3 → 3.666666, 21.6 → 21.6."""
    exact = Fraction(value)
    scaled = abs(exact.numerator) * 10**places // exact.denominator
    whole, rest = divmod(scaled, 10**places)
    text = f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".") if places else str(whole)
    return f"-{text}" if exact < 0 and scaled else text


def shown(value: int | Fraction) -> str:
    """The figure as pages show it, cut to one place: 89.95 is shown 89.9 and never reads as 90."""
    return decimal(value, 1)


def percent(value: int | Fraction) -> str:
    """A share in per cent, cut to one place: 94/100 → 94%."""
    return f"{decimal(Fraction(value) * 100, 1)}%"
