"""What every kind shares: statuses combined by precedence, and what a case tells it."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.judge.combining import combined
from generator.model.result import Status
from tests.sweep import over

PRECEDENCE = [Status.FAIL, Status.LATE, Status.NO_EVIDENCE, Status.NEEDS_REVIEW, Status.PENDING]
"""design §4, Rule status: the first that applies; then pass, exempt, not_applicable."""
STATUSES = st.lists(st.sampled_from(list(Status)), max_size=6)
S = Status


@pytest.mark.parametrize("status", list(Status))
def test_one_alone_is_the_whole(status: Status) -> None:
    assert combined([status]) is status


@over("two", combinations_with_replacement(list(Status), 2))
def test_every_two(two: tuple[Status, Status]) -> None:
    first, second = two
    wanted = next((each for each in PRECEDENCE if each in (first, second)), None)
    if wanted is None:
        judged = {first, second} & {S.PASS, S.TARGET_MET, S.ASSESSED}
        wanted = S.PASS if len(judged) > 1 else next(iter(judged), None)
    if wanted is None:
        wanted = S.EXEMPT if S.EXEMPT in (first, second) else S.NOT_APPLICABLE
    assert combined([first, second]) is combined([second, first]) is wanted


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        ([], S.NOT_APPLICABLE),
        ([S.TARGET_MET, S.TARGET_MET], S.TARGET_MET),
        ([S.TARGET_MET, S.EXEMPT, S.NOT_APPLICABLE], S.TARGET_MET),  # every judged window met its target
        ([S.TARGET_MET, S.PASS], S.PASS),
        ([S.ASSESSED, S.ASSESSED, S.EXEMPT], S.ASSESSED),  # judged by people: no verdict of the program
        ([S.ASSESSED, S.PASS], S.PASS),
        ([S.ASSESSED, S.PENDING], S.PENDING),
        ([S.PASS, S.PENDING], S.PENDING),
        ([S.PENDING, S.LATE, S.PASS], S.LATE),
        ([S.LATE, S.FAIL], S.FAIL),
        ([S.EXEMPT, S.NOT_APPLICABLE], S.EXEMPT),
        ([S.NOT_APPLICABLE, S.NOT_APPLICABLE], S.NOT_APPLICABLE),
    ],
)
def test_precedence(statuses: list[Status], whole: Status) -> None:
    assert combined(statuses) is whole


@given(STATUSES, STATUSES)
def test_parts_may_be_combined_first(first: list[Status], second: list[Status]) -> None:
    parts = [combined(part) for part in (first, second) if part]
    assert combined(parts) is combined(first + second)
