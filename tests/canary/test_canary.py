"""Field × audience × found is what the declared classes say, in every format: no leak, nothing hidden wrongly."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from generator.publish.publication import publish
from generator.types import Audience
from tests.canary.marked_root import AS_OF, MarkedRoot, Written
from tests.canary.unpacked import found, shares
from tests.publish.conftest import content
from tests.publish.served import served
from tests.spared import indexed

NO_COLUMN = {
    "rectification.problems.listed_on",
    "rectification.tasks.listed_on",
    "rectification.tasks.progress.date",
    "rectification.tasks.extensions.approved_by",
}
"""Fields of the three lists that decide something and stand on no page: none of the columns in common use."""


@dataclass(frozen=True)
class Sites:
    """The root, and for each audience where each mark stands in what it is served, and every exact share there."""

    root: MarkedRoot
    found: Mapping[Audience, Mapping[str, list[str]]]
    shares: Mapping[Audience, set[str]]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    root = MarkedRoot(tmp_path_factory.mktemp("marked"))
    made = content(root.path, AS_OF)
    with indexed():
        for audience in Audience:
            publish(made, audience, root.path / "site", jobs=1)
    places = {audience: root.path / "site" / audience for audience in Audience}
    return Sites(
        root,
        {audience: found(site, root.marks) for audience, site in places.items()},
        {audience: shares(site) for audience, site in places.items()},
    )


def test_every_record_of_the_root_is_sound(sites: Sites) -> None:
    """Else what is looked for would be missing for another reason."""
    rejected = content(sites.root.path, AS_OF).rejected
    assert [Path(each).stem for each in rejected] == ["11-14-party-day"]


@pytest.mark.parametrize("audience", list(Audience))
def test_nothing_leaks_and_nothing_is_hidden_wrongly(sites: Sites, audience: Audience) -> None:
    there, wrong = sites.found[audience], []
    for mark in sites.root.marks.values():
        may, stands = mark.may_be_read_by(audience), mark.text in there
        if stands and not may:
            wrong.append(f"{mark.place} ({mark.text}) leaks: {', '.join(there[mark.text][:3])}")
        elif may and not stands and mark.sort not in ("time", "link") and mark.place not in NO_COLUMN:
            wrong.append(f"{mark.place} ({mark.text}) is nowhere")
    assert wrong == []


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
def test_no_share_gives_away_a_figure(sites: Sites, audience: Audience) -> None:
    """What a figure that is closed comes to of another of its record stands nowhere to six places.

    Sums and everything else made of it are looked for by what moves when it does (`test_interference`).
    """
    wrong = [
        f"{record.id}: {share} is {one} and {other}"
        for record in sites.root.records
        for one, other in _pairs(record, sites.root, audience)
        if (share := _share(one, other)) in sites.shares[audience]
    ]
    assert wrong == []


def test_what_a_server_reaches_is_of_one_audience(sites: Sites) -> None:
    """Through links, and by the very files: each has all its names where the one audience is served from."""
    root, wrong = sites.root.path, []
    for audience in Audience:
        own = (root / "site" / f".{audience}").resolve()
        names = Counter(_number(file) for file in own.rglob("*") if file.is_file() and not file.is_symlink())
        for file in served(root / "site" / audience):
            real = file.resolve()
            if not real.is_relative_to(own):
                wrong.append(f"{file} leads to {real}")
            elif names[_number(real)] != real.stat().st_nlink:
                wrong.append(f"{file} has a name elsewhere")
    assert wrong == []


def test_what_is_remembered_is_for_its_owner_alone(sites: Sites) -> None:
    memory = sites.root.path / ".wuhao"
    assert memory.is_dir() and not memory.is_relative_to(sites.root.path / "site")
    assert stat.S_IMODE(memory.stat().st_mode) == 0o700
    assert [each for each in memory.rglob("*") if each.is_symlink()] == []


def _number(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_dev, status.st_ino


def test_the_marks_are_many_and_of_every_type(sites: Sites) -> None:
    """The table would be empty, and true, if nothing were marked."""
    types = {each.type for each in sites.root.records}
    closed = [each for each in sites.root.marks.values() if not each.may_be_read_by(Audience.PUBLIC)]
    assert len(types) == 50 and len(closed) > 4000 and len(sites.root.marks) - len(closed) > 400


def _pairs(record: Written, root: MarkedRoot, audience: Audience) -> Iterator[tuple[int, int]]:
    numbers = [each for each in _numbers(record.values) if str(each) in root.marks]
    closed = [each for each in numbers if not root.marks[str(each)].may_be_read_by(audience)]
    yield from ((one, other) for one, other in product(closed, numbers) if one != other)


def _share(one: int, other: int) -> str:
    less, more = sorted((one, other))
    return f"0.{less * 10**6 // more:06}"


def _numbers(value: object) -> Iterator[int]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from _numbers(each)
    elif isinstance(value, int) and value >= 10_000:
        yield value
