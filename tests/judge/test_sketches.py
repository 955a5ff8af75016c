"""Sketches of minutes: what they have in common is what their bins have."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest

from generator.judge.sketches import BINS, EMPTY, Bins

SHARE = Fraction(9, 20)


def sketch(random: Random, empty: float, of: Sequence[int] = (), kept: float = 0.0) -> list[int]:
    """Bins with hashes of theirs, some of them those of another sketch, some empty."""
    new = [random.randrange(2**25 - 1) * BINS + place for place in range(BINS)]
    bins = [each if random.random() >= empty else EMPTY for each in new]
    return [theirs if random.random() < kept else each for each, theirs in zip(bins, of or bins, strict=True)]


@pytest.mark.parametrize("empty", [0, 0.1, 0.9, 1])
def test_agreeing_by_numbers_is_agreeing_by_hashes(empty: float) -> None:
    random, met = Random(5), set()
    for _ in range(300):
        first = sketch(random, empty)
        second = sketch(random, empty, first, random.random())
        some, others = ({*each} - {EMPTY} for each in (first, second))
        common, either = len(some & others), len(some | others)
        agree = Bins(array("I", first).tobytes()).agree(Bins(array("I", second).tobytes()), SHARE)
        assert agree == (common * SHARE.denominator >= SHARE.numerator * either)
        met.add(agree)
    assert len(met) == (1 if empty == 1 else 2)
