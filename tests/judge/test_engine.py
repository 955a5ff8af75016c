"""Judging is pure: it imports no reader, changes nothing it is given, and the same input gives the same output."""

from __future__ import annotations

import copy
import dataclasses
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

from generator.judge.by_unit import Units
from generator.judge.engine import judge
from generator.judge.records.entry import is_late_entry
from generator.model.record import Record
from generator.model.result import Result
from generator.workspace.workspace import Workspace
from tests.school import School, branch, days

FORBIDDEN = ("generator.read", "generator.publish", "generator.commands", "generator.demo", "generator.language",
             "subprocess", "sqlite3", "urllib.request", "http.client")  # fmt: skip


def test_it_imports_nothing_that_reads_or_writes() -> None:
    code = f"import sys, generator.judge.engine, generator.judge.rules, generator.judge.checks.crosscheck\n" \
           f"from generator.judge.kinds import kinds; kinds()\n" \
           f"print([name for name in sys.modules if name.startswith({FORBIDDEN!r})])"  # fmt: skip
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    school = School(tmp_path, branch("jichu", groups=["g1"]), branch("jidian"))
    school.records("committee_meeting", days("2017-*-08", skip=[4]))
    school.records("member_meeting", ["2017-02-10", "2017-05-10"])
    school.record("2017/jidian/03-08-theory-study", {"topics": ["讲政治、有信念"]})
    school.write("records/2017/jichu/rectification.yml", "problems: [{id: P1, found_on: 2017-10-01}]\n")
    school.write("records/entered.csv", "record,entered_on\n2017/jichu/03-08-committee-meeting,2017-05-01\n")
    return Workspace(tmp_path, tmp_path, "zh")


def judged(workspace: Workspace, records: list[Record] | None = None, as_of: date = date(2017, 12, 5)) -> Result:
    facts = workspace.facts
    if records is not None:
        facts = dataclasses.replace(facts, units=Units().of(records))
    return judge(facts, workspace.compiled(2017), 2017, as_of)


def test_the_same_input_gives_the_same_output(workspace: Workspace) -> None:
    first = judged(workspace)
    assert judged(workspace) == first
    shuffled = list(workspace.records)
    Random(3).shuffle(shuffled)
    assert judged(workspace, list(shuffled)) == first


def test_what_it_is_given_stays_as_it_was(workspace: Workspace) -> None:
    before = copy.deepcopy((workspace.records, dict(workspace.rectification), dict(workspace.source.entered_on)))
    judged(workspace)
    assert (workspace.records, dict(workspace.rectification), dict(workspace.source.entered_on)) == before


def test_a_record_after_the_day_is_unseen(workspace: Workspace) -> None:
    early = [record for record in workspace.records if record.date <= date(2017, 6, 30)]
    assert judged(workspace, as_of=date(2017, 6, 30)) == judged(workspace, list(early), as_of=date(2017, 6, 30))


def test_late_entries_of_each_branch(workspace: Workspace) -> None:
    found = judged(workspace).branches
    assert found["jichu"].late_entries == ("2017/jichu/03-08-committee-meeting",)
    assert found["jidian"].late_entries == ()


@pytest.mark.parametrize(
    ("entered", "late"), [(None, False), ("2017-03-08", False), ("2017-03-15", False), ("2017-03-16", True)]
)
def test_late_is_more_than_so_many_days_after(entered: str | None, late: bool) -> None:
    assert is_late_entry(date(2017, 3, 8), date.fromisoformat(entered) if entered else None, 7) is late


def test_every_rule_is_judged_once_by_its_unit(workspace: Workspace) -> None:
    result = judged(workspace)
    rules = workspace.compiled(2017).pack.rules
    own = {rule.id for rule in rules if rule.unit == "branch"}
    assert {unit: set(found.rules) for unit, found in result.branches.items()} == {"jichu": own, "jidian": own}
    assert set(result.committee) == {rule.id for rule in rules} - own


def test_a_branch_founded_after_the_day_is_not_listed(tmp_path: Path) -> None:
    School(tmp_path, branch("jichu"), branch("xin", valid_from="2017-09-01"), branch("jiu", valid_to="2017-01-01"))
    workspace = Workspace(tmp_path, tmp_path, "zh")
    assert list(judged(workspace, as_of=date(2017, 8, 31)).branches) == ["jichu"]
    assert list(judged(workspace, as_of=date(2017, 9, 1)).branches) == ["jichu", "xin"]


@pytest.mark.parametrize("years", [99_999, 9_000])
def test_a_term_beyond_all_calendars(tmp_path: Path, years: int) -> None:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-election", {"term_years": years})
    assert school.run("status", "--year", "2017", "--as-of", "2017-12-05").code in (0, 1)


@pytest.mark.parametrize(
    "argv",
    [
        ["status", "--year", "9999"],
        ["status", "--as-of", "9999-12-31", "--year", "2017"],
        ["due", "--as-of", "9999-12-31"],
        ["due", "--as-of", "0001-01-01"],
    ],
)
def test_the_ends_of_the_calendar(tmp_path: Path, argv: list[str]) -> None:
    assert School(tmp_path).run(*argv).code in (0, 1, 2)
