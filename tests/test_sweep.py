"""A sweep that could not fail would hide what it looks at."""

from __future__ import annotations

import pytest

from tests.sweep import over


def test_every_fault_is_listed() -> None:
    @over("number", [1, 2, 3, 4])
    def even(number: int) -> None:
        assert number % 2 == 0, "odd"

    with pytest.raises(AssertionError, match=r"(?s)2 of 4:\n1: AssertionError: odd.*\n3: AssertionError: odd"):
        even()


def test_any_exception_is_a_fault() -> None:
    @over("name", ["a"])
    def broken(name: str) -> None:
        raise KeyError(name)

    with pytest.raises(AssertionError, match="1 of 1:\na: KeyError: 'a'"):
        broken()


def test_nothing_to_look_at_is_a_fault() -> None:
    @over("name", [])
    def never(name: str) -> None:
        raise NotImplementedError

    with pytest.raises(AssertionError, match="nothing to look at"):
        never()


def test_values_may_be_found_when_they_are_looked_at() -> None:
    found: list[int] = []

    @over("number", lambda: found)
    def odd(number: int) -> None:
        assert number % 2

    found += [1, 4]
    with pytest.raises(AssertionError, match="1 of 2:\n4: AssertionError"):
        odd()


@pytest.mark.parametrize("first", [1, 2])
@over("second", [10, 20])
def test_with_other_parameters(first: int, second: int) -> None:
    assert first < second
