"""A process that goes on, and is told what changed, knows what one that begins anew finds out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from generator.cache import table
from generator.read import reading_cache, source
from generator.workspace import branch_checks, minutes_cache, result_cache
from generator.workspace.workspace import Workspace
from tests.school import School, branch, days

Change = Callable[[School, Random], list[Path]]
"""Changes something, and says which paths that concerns."""
BRANCHES = ("jichu", "jidian", "caijing")


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were many files, written long ago."""
    for module in (reading_cache, result_cache, minutes_cache, branch_checks):
        monkeypatch.setattr(module, "FEW", 1)
    monkeypatch.setattr(reading_cache, "SETTLED", -(10**18))
    monkeypatch.setattr(reading_cache, "TICK", 1)


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(tmp_path, *map(branch, BRANCHES))
    for unit in BRANCHES:
        for day in days("2017-*-08", skip=[4]):
            made.record(f"2017/{unit}/{day[5:]}-committee-meeting")
    made.record("2017/_committee/09-18-campaign-plan")
    return made


def _one(school: School, random: Random) -> Path:
    return random.choice(sorted((school.root / "records").glob("20*/*/*.md")))


def written(school: School, random: Random) -> list[Path]:
    path = _one(school, random)
    path.write_text(path.read_text("utf-8") + f"又议{random.random()}。\n", "utf-8")
    return [path]


def made(school: School, random: Random) -> list[Path]:
    name = f"{random.choice((2016, 2017, 2018))}/{random.choice(BRANCHES)}/03-{random.randrange(10, 29)}-theory-study"
    school.record(name)
    return [school.root / f"records/{name}.md"]


def taken_away(school: School, random: Random) -> list[Path]:
    path = _one(school, random)
    path.unlink()
    return [path]


def spoiled(school: School, random: Random) -> list[Path]:
    path = _one(school, random)
    path.write_text(path.read_text("utf-8").replace("---\n", "---\n不知道: 1\n", 1), "utf-8")
    return [path]


def attached(school: School, random: Random) -> list[Path]:
    path = _one(school, random).with_suffix("") / "a.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(str(random.random()), "utf-8")
    return [path]


def listed(school: School, random: Random) -> list[Path]:
    name = f"records/2017/{random.choice(BRANCHES)}/rectification.yml"
    school.write(name, f"problems: [{{id: P{random.randrange(9)}}}]\n")
    return [school.root / name]


def a_branch_away(school: School, random: Random) -> list[Path]:
    folder = school.root / "records/2017" / random.choice(BRANCHES)
    shutil.rmtree(folder, ignore_errors=True)
    return [folder]


def entered(school: School, random: Random) -> list[Path]:
    path = _one(school, random)
    name = path.relative_to(school.root / "records").with_suffix("").as_posix()
    school.write("records/entered.csv", f"record,entered_on\n{name},2017-12-0{random.randrange(1, 10)}\n")
    return [school.root / "records/entered.csv"]


def configured(school: School, random: Random) -> list[Path]:
    path = school.root / "site_config.yml"
    path.write_text(path.read_text("utf-8") + f"# {random.random()}\n", "utf-8")
    return [path]


def organized(school: School, random: Random) -> list[Path]:
    school.organize(*(branch(each, full=random.randrange(5, 15)) for each in BRANCHES))
    return [school.root / "records/organization.yml"]


CHANGES: tuple[Change, ...] = (
    *(written, made, taken_away, spoiled, attached, listed, a_branch_away, entered, configured, organized),
    *(written, made, written, made, made, written),
)


def seen(workspace: Workspace) -> object:
    """All that it knows."""
    as_of = workspace.as_of(None)
    results = [workspace.result(year, as_of) for year in (2016, 2017, 2018)]
    cards = [(each, dict(each.branches), dict(each.keys)) for each in results]
    return workspace.source, workspace.facts.records, workspace.problems, workspace.rejected, cards


@pytest.mark.parametrize("seed", [0, *(pytest.param(each, marks=pytest.mark.proof) for each in range(1, 9))])
def test_a_life_of_changes(school: School, seed: int) -> None:
    random = Random(seed)
    at = Workspace(school.root, school.root, "zh", stays=random.choice([False, True]))
    seen(at)
    for _ in range(24):
        paths = [path for _ in range(random.choice([1, 1, 2])) for path in random.choice(CHANGES)(school, random)]
        at = at.again(paths)
        shutil.copytree(school.root, fresh := school.root.with_name("fresh"), symlinks=True)
        shutil.rmtree(fresh / ".wuhao", ignore_errors=True)
        fresh.rename(hidden := school.root.with_name("hidden"))
        school.root.rename(fresh)
        hidden.rename(school.root)
        anew = seen(Workspace(school.root, school.root, "zh"))
        shutil.rmtree(school.root)
        fresh.rename(school.root)
        assert seen(at) == anew, paths


def test_what_did_not_change_is_not_looked_at(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    at = Workspace(school.root, school.root, "zh", stays=True)
    seen(at)
    at = at.again([])  # what was just read was not known by what is kept
    seen(at)
    monkeypatch.setattr(source, "read_record", None)
    monkeypatch.setattr(table, "unpacked", None)
    seen(at.again([]))
