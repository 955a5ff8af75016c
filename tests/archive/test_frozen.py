"""Which years are frozen, by the names and tag files of bags that may be anything."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from generator.archive.frozen import frozen
from generator.model.config import Config
from generator.model.frozen import grouped, ungrouped
from generator.workspace.workspace import Workspace
from tests.school import School


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path / "root", config={"archive_dir": "kept/years"})


def config(school: School) -> Config:
    return Workspace(school.root, school.root, "zh").frame.config


def bag(school: School, name: str, info: str = "") -> str:
    """A folder with the tag files of a bag; gives its fingerprint."""
    school.write(f"kept/years/{name}/bag-info.txt", info)
    tags = f"tags of {name}\n"
    school.write(f"kept/years/{name}/tagmanifest-sha256.txt", tags)
    return sha256(tags.encode()).hexdigest()


def test_nothing_is_frozen_where_there_is_no_archive(school: School) -> None:
    assert frozen(school.root, config(school)) == []


def test_each_version_says_what_it_is(school: School) -> None:
    ten = bag(school, "2017-v10", "Bagging-Date: 2018-05-02\nVersion-Reason: 机电支部的测评票\n  重新核对\n")
    two, first = bag(school, "2017-v2"), bag(school, "2016-v1", "Bagging-Date: 2017-03-01\n")
    public = bag(school, "2017-v10-public")
    found = frozen(school.root, config(school))
    assert [(each.name, each.current, each.fingerprint) for each in found] == [
        ("2016-v1", True, first),
        ("2017-v2", False, two),
        ("2017-v10", True, ten),
    ]
    assert [each.closed_on for each in found] == [date(2017, 3, 1), None, date(2018, 5, 2)]
    assert [each.reason for each in found] == ["", "", "机电支部的测评票 重新核对"]
    assert [each.public and each.public.name for each in found] == [None, None, "2017-v10-public"]
    assert public not in {each.fingerprint for each in found}
    assert found[2].site("members") == school.root / "kept/years/2017-v10/data/site/members/2017"


def test_what_is_no_bag_freezes_nothing(school: School) -> None:
    years = school.root / "kept" / "years"
    bag(school, ".2017-v1.new")
    bag(school, "2017-v0")
    bag(school, "2017-v1.bak")
    (years / "2018-v1").mkdir()
    (years / "2019-v1").write_text("a file")
    (years / "2020-v1").symlink_to(years / ".2017-v1.new")
    (years / "2021-v1").mkdir()
    (years / "2021-v1" / "tagmanifest-sha256.txt").symlink_to("/etc/passwd")
    (years / "2022-v1").mkdir()
    os.mkfifo(years / "2022-v1" / "tagmanifest-sha256.txt")
    assert frozen(school.root, config(school)) == []


def test_a_fingerprint_is_read_back_as_it_is_printed() -> None:
    mark = sha256(b"").hexdigest()
    assert grouped(mark).startswith("e3b0 c442 98fc 1c14 ")
    assert [len(group) for group in grouped(mark).split(" ")] == [4] * 16
    assert ungrouped(f" {grouped(mark).upper()}\n") == mark
    assert ungrouped(mark[:-1]) is None
    assert ungrouped(f"{mark[:-1]}g") is None
