"""A rule is not judged on days it was not in force, whatever its kind (design §4, packs)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.judge.engine import judge
from generator.judge.kinds import kinds
from generator.judge.rules import compile_pack
from generator.model.pack import Pack
from generator.model.result import RuleResult
from generator.workspace.workspace import Workspace
from tests.packs.foreign import foreign
from tests.school import branch, days

YEAR, AS_OF = 2019, date(2020, 3, 1)
PACKS = ("five-good", "regulation-2018", "deductions-150", "levels-and-steps")
NOT_JUDGED = {"not_applicable"}


def workspace(root: Path, pack: str) -> Workspace:
    """A branch with a record of the usual sorts and enough faults, in a year of every pack and of the campaign."""
    school = foreign(root, pack, branch(groups=["g1"]), campaigns={YEAR: {"steps": [], "topics": ["甲"]}})
    school.records("committee_meeting", days("2019-*-08"))
    school.records("member_meeting", ["2019-02-10", "2019-05-10"])
    return Workspace(root, root, "zh")


def judged(workspace: Workspace, pack: Pack) -> dict[str, RuleResult]:
    compiled, problems = compile_pack(pack)
    assert not problems
    found = judge(workspace.facts, compiled, YEAR, AS_OF)
    return {**found.branches["jichu"].rules, **found.committee}


def later(pack: Pack, day: date) -> Pack:
    """The pack with every rule in force only from that day."""
    return dataclasses.replace(pack, rules=tuple(dataclasses.replace(rule, valid_from=day) for rule in pack.rules))


def outside(pack: Pack) -> Iterator[tuple[str, Pack]]:
    yield "not_started", later(pack, date(2020, 1, 1))
    yield "not_started", dataclasses.replace(pack, valid_from=date(2020, 1, 1))
    yield "ended", dataclasses.replace(pack, valid_to=date(2019, 1, 1))


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_is_judged_out_of_force(tmp_path: Path, pack: str) -> None:
    found = workspace(tmp_path, pack)
    own = found.compiled(2019).pack
    assert {rule.status for rule in judged(found, own).values()} - NOT_JUDGED
    for reason, changed in outside(own):
        results = judged(found, changed)
        assert {rule.status for rule in results.values()} == NOT_JUDGED
        assert all(rule.earned is None for rule in results.values())
        given = {rule.reason for rule in results.values()}
        given |= {window.reason for rule in results.values() for window in rule.windows}
        assert reason in given


def test_every_kind_was_tried_and_would_have_been_judged(tmp_path: Path) -> None:
    seen: set[str] = set()
    told: set[str] = set()
    for pack in PACKS:
        found = workspace(tmp_path / pack, pack)
        own = found.compiled(2019).pack
        seen |= {rule.kind for rule in own.rules}
        results = judged(found, later(own, date(2020, 1, 1)))
        told |= {
            rule.rule.kind
            for rule in results.values()
            if "not_started" in (rule.reason, *(window.reason for window in rule.windows))
        }
    assert seen == set(kinds())
    assert told == seen


@pytest.mark.parametrize(("day", "count"), [(date(2019, 1, 1), 12), (date(2019, 1, 2), 11), (date(2019, 7, 1), 6)])
def test_a_month_that_began_before_is_not_judged(tmp_path: Path, day: date, count: int) -> None:
    found = workspace(tmp_path, "five-good")
    rule = judged(found, later(found.compiled(2019).pack, day))["O02"]
    assert sum(window.status not in NOT_JUDGED for window in rule.windows) == count


@pytest.mark.parametrize(("day", "judges"), [(date(2019, 12, 31), True), (date(2020, 1, 1), False)])
def test_a_state_is_judged_on_a_day_in_force(tmp_path: Path, day: date, judges: bool) -> None:
    """How long a term runs is seen on one day, the year's last, and asks nothing of the days before."""
    found = workspace(tmp_path, "five-good")
    rule = judged(found, later(found.compiled(2019).pack, day))["O10"]
    assert (rule.status not in NOT_JUDGED) == judges
