"""Results come back as they were judged, and only where they were judged from the very same."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import parallel
from generator.cache.store import FILE, Store
from generator.judge import engine
from generator.judge.summary import summaries_of, summarized
from generator.model.result import Result
from generator.workspace import result_cache
from generator.workspace.result_cache import MOST_PLACES, ResultCache
from generator.workspace.workspace import Workspace
from tests.school import School, branch, days

DAY = date(2017, 12, 5)
Edit = Callable[[School], object]


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were many."""
    monkeypatch.setattr(result_cache, "FEW", 1)


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(tmp_path, branch("jichu", groups=["g1"]), branch("jidian"))
    made.records("committee_meeting", days("2017-*-08", skip=[4]))
    made.record("2017/jidian/03-08-theory-study")
    made.record("2017/_committee/09-18-campaign-plan")
    return made


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The units that were really judged."""
    found: list[str] = []
    real = engine.judge_branch

    def watched(setting: Any, unit: Any, *rest: Any) -> Any:
        found.append(unit.id)
        return real(setting, unit, *rest)

    monkeypatch.setattr(engine, "judge_branch", watched)
    return found


def result(school: School, as_of: date = DAY) -> Result:
    return run(school.root, 2017, as_of)


def run(root: Path, year: int, as_of: date) -> Result:
    """One run that asks for every branch."""
    workspace = Workspace(root, root, "zh")
    found = workspace.result(year, as_of)
    assert all(found.branches.values())
    workspace.save()
    return found


def test_the_same_comes_back_without_judging(school: School, judged: list[str]) -> None:
    first = result(school)
    assert judged == ["jichu", "jidian"]
    judged.clear()
    assert result(school) == first
    assert judged == []


ENTERED = "record,entered_on\n2017/jidian/03-08-theory-study,2017-05-01\n"


def fewer_days(school: School) -> None:
    file = school.root / "site_config.yml"
    file.write_text(file.read_text("utf-8") + "late_entry_days: 3\n", "utf-8")


def a_comment(school: School) -> None:
    """Every line of the pack and of the configuration stands one lower."""
    for name in ("content/standards/five-good.yml", "site_config.yml"):
        file = school.root / name
        file.write_text("# 说明\n" + file.read_text("utf-8"), "utf-8")


def next_year_s_days(school: School) -> None:
    file = school.root / "site_config.yml"
    file.write_text(file.read_text("utf-8") + "years: {2018: {late_entry_days: 3}}\n", "utf-8")


@pytest.mark.parametrize(
    ("edit", "again"),
    [
        (lambda s: s.record("2017/jidian/04-08-theory-study"), ["jidian"]),
        (lambda s: s.record("2017/jidian/03-08-theory-study", body="另一次。\n"), ["jidian"]),
        (lambda s: s.record("2016/jidian/03-08-theory-study"), ["jidian"]),
        (lambda s: s.write("records/2017/jidian/rectification.yml", "problems: [{id: P1}]\n"), ["jidian"]),
        (lambda s: s.write("records/entered.csv", ENTERED), ["jidian"]),
        (lambda s: s.record("2017/_committee/09-20-mobilization"), ["jichu", "jidian"]),
        (lambda s: s.organize(branch("jichu", groups=["g1"]), branch("jidian", full=9)), ["jichu", "jidian"]),
        (fewer_days, ["jichu", "jidian"]),
        (a_comment, []),
        (next_year_s_days, []),
    ],
)
def test_who_is_judged_again(school: School, judged: list[str], edit: Edit, again: list[str]) -> None:
    result(school)
    judged.clear()
    edit(school)
    found = result(school)
    assert judged == again
    (school.root / FILE).unlink()
    assert result(school) == found


def test_only_who_is_asked_for_is_judged(school: School, judged: list[str]) -> None:
    found = Workspace(school.root, school.root, "zh").result(2017, DAY)
    assert (list(found.branches), judged) == (["jichu", "jidian"], [])
    assert found.branches["jidian"] is found.branches["jidian"]
    assert judged == ["jidian"]


@pytest.mark.parametrize("writable", [True, False])
def test_many_are_judged_by_other_processes_once(
    school: School, judged: list[str], monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    monkeypatch.setattr(result_cache, "MANY", 1)
    monkeypatch.setattr(parallel, "_WORTH_IT", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    if not writable:
        monkeypatch.setattr(Store, "write", lambda *_, **__: False)
    workspace = Workspace(school.root, school.root, "zh")
    found = workspace.result(2017, DAY)
    summaries = dict(summaries_of(found.branches))
    cards = dict(found.branches)
    workspace.save()
    assert judged == [], "nor is anybody judged here who was judged there"
    assert summaries == {unit: summarized(card) for unit, card in cards.items()}
    if not writable:
        return
    assert result(school) == replace(found, branches=cards)
    assert judged == []
    (school.root / FILE).unlink()
    assert dict(result(school).branches) == cards


def test_another_day_is_another_result(school: School, judged: list[str]) -> None:
    first = result(school)
    later = result(school, date(2017, 12, 31))
    assert later.branches["jichu"].rules != first.branches["jichu"].rules
    judged.clear()
    assert (result(school), result(school, date(2017, 12, 31))) == (first, later)
    assert judged == []


def test_days_not_asked_for_any_more_are_forgotten(school: School) -> None:
    for day in range(1, MOST_PLACES + 3):
        result(school, date(2017, 11, day))
    cache = ResultCache(Store(school.root / FILE), Workspace(school.root, school.root, "zh").packs)
    assert cache._table.get("five-good/2017/2017-11-01/jichu") is None
    assert cache._table.get(f"five-good/2017/2017-11-{MOST_PLACES + 2:02}/jichu") is not None


def test_the_whole_demonstration_comes_back(judged: list[str]) -> None:
    root = Path(__file__).parents[2]
    for year in (2016, 2017):
        first = run(root, year, date(2017, 12, 20))
        judged.clear()
        assert run(root, year, date(2017, 12, 20)) == first
        assert judged == []
