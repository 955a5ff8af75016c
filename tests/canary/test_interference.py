"""Who may not see a value sees nothing move when it does: not a byte, but what the design gives to all by name."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.publish.publication import publish
from generator.types import Audience
from tests.canary.flips import FLIPS, NARROWED, TOTALS, Flip
from tests.canary.interference import GROUPS, changed, closed_paths, moved, snapshot
from tests.canary.marked_root import AS_OF, MarkedRoot
from tests.publish.conftest import content
from tests.school import CAMPAIGN, PRIVATE, School, working_calendar

READERS = [Audience.PUBLIC, Audience.MEMBERS]
SCORES_STAND_IN = {
    *("index.html", "branches.html", "evaluation.html", "comparison.csv", "tables.json", "tables.xlsx", "status.json"),
    *("evaluations.csv", "jichu/index.html", "jichu/evaluation.html", "jichu/trend.html", "jichu/status.json"),
    *(
        f"jichu/{each}.csv"
        for each in ("standards", "scorecard", "years", "gradings", "graded-standards", "conditions")
    ),
    *("jichu/tables.json", "jichu/tables.xlsx"),
}
"""Where scores stand: they are the same for all, whatever they are made of."""


def _site(root: Path, reader: Audience) -> dict[str, bytes]:
    publish(content(root, AS_OF), reader, root / "site", jobs=1)
    return snapshot(root / "site" / reader)


@pytest.mark.parametrize("reader", READERS)
def test_no_byte_moves_with_what_is_closed(tmp_path: Path, reader: Audience) -> None:
    """All closed values of all records at once; scores are not shown."""
    root = MarkedRoot(tmp_path, scores="committee")
    before = _site(root.path, reader)
    assert sum(changed(root, each, reader) for each in root.records) == len(root.records)
    assert moved(before, _site(root.path, reader)) == []


def test_scores_move_alone(tmp_path: Path) -> None:
    root = MarkedRoot(tmp_path)
    before = _site(root.path, Audience.PUBLIC)
    assert sum(changed(root, each, Audience.PUBLIC) for each in root.records) == len(root.records)
    after = _site(root.path, Audience.PUBLIC)
    assert {each.partition("/")[2] for each in moved(before, after)} <= SCORES_STAND_IN
    then, now = (json.loads(each["2017/jichu/status.json"]) for each in (before, after))
    assert {path.partition(".")[0] for path in _moved_within(then, now)} <= TOTALS


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(4))
def test_no_byte_moves_with_any_one_of_them(tmp_path: Path, seed: int) -> None:
    """Each closed field of each record by itself, in an order of chance, for both readers."""
    chance, root = random.Random(seed), MarkedRoot(tmp_path, scores="committee")
    before = {reader: _site(root.path, reader) for reader in READERS}
    cases = [
        (record, reader, group)
        for record in root.records
        for reader in READERS
        for group in _groups([*closed_paths(record, reader), "body"])
    ]
    found = []
    for record, reader, group in chance.sample(cases, 150):
        files = {file: file.read_bytes() for file in (root.path / record.folder / record.id).glob("*")}
        if changed(root, record, reader, group) and (there := moved(before[reader], _site(root.path, reader))):
            found.append(f"{record.id} {'/'.join(group)} moves {there[:3]} of {reader}")
        root.write_record(record, record.values, record.text, attached=False)
        for file, data in files.items():
            file.write_bytes(data)
    assert found == []


def _groups(paths: list[str]) -> list[tuple[str, ...]]:
    """Fields that change by themselves, and those that a check holds together."""
    fields = dict.fromkeys(path.partition(".")[0] for path in paths)
    return [next((each for each in GROUPS if name in each), (name,)) for name in fields]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """A branch with a record for each change, as it is before any of them."""
    school = School(tmp_path_factory.mktemp("flips"), config={**CAMPAIGN, **PRIVATE})
    working_calendar(school)
    return school


@pytest.mark.parametrize("reader", READERS)
def test_what_a_change_moves_is_told_by_name(school: School, reader: Audience) -> None:
    _all_by_name(school, reader, (*FLIPS[:8:2], *NARROWED[:4:2]) if reader is Audience.PUBLIC else FLIPS[11:13])


@pytest.mark.proof
@pytest.mark.parametrize("reader", READERS)
def test_whatever_moves_is_told_by_name(school: School, reader: Audience) -> None:
    _all_by_name(school, reader, (*FLIPS, *NARROWED))


@pytest.mark.proof
def test_the_committee_sees_each_change(school: School) -> None:
    """Else nothing was changed, and nothing could have moved."""
    unmoved = []
    for flip in (*FLIPS, *NARROWED):
        sites = []
        for fields in (flip.before, flip.after):
            flip.write(school, fields)
            sites.append(_site(school.root, Audience.COMMITTEE))
        unmoved += [flip.name] if not moved(*sites) else []
        for path in school.root.glob(f"*/{flip.record}.*"):
            path.unlink()
    assert unmoved == []


def _all_by_name(school: School, reader: Audience, flips: tuple[Flip, ...]) -> None:
    wrong = []
    for flip in flips:
        flip.write(school, flip.before)
        then = _site(school.root, reader)
        flip.write(school, flip.after)
        now = _site(school.root, reader)
        paths = set(_moved_within(*(json.loads(each["2017/jichu/status.json"]) for each in (then, now))))
        wrong += [
            f"{flip.name}: {path} moves for {reader}"
            for path in sorted(paths)
            if path not in flip.may_move and path.partition(".")[0] not in TOTALS
        ]
        unmoved = {rule for rule in flip.rules if not any(path.startswith(f"rules.{rule}.") for path in paths)}
        wrong += [f"{flip.name}: {rule} stands as before, so that nothing was tried" for rule in unmoved]
        pages = {each for each in moved(then, now) if f"2017/{_page(flip)}" in each}
        wrong += [f"{flip.name}: its own {each} moves for {reader}" for each in pages if not flip.rules]
        for path in school.root.glob(f"*/{flip.record}.*"):
            path.unlink()
    assert wrong == []


def _page(flip: Flip) -> str:
    return f"{flip.record.removeprefix('2017/')}.html"


def _moved_within(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """`computed_score`, or `rules.M10.status`: what is told otherwise."""
    for name in sorted({*then, *now}):
        if name == "rules":
            rules = {*then[name], *now[name]}
            both = ((rule, then[name].get(rule, {}), now[name].get(rule, {})) for rule in sorted(rules))
            yield from (
                f"rules.{rule}.{key}"
                for rule, old, new in both
                for key in sorted({*old, *new})
                if old.get(key) != new.get(key)
            )
        elif then.get(name) != now.get(name):
            yield name
