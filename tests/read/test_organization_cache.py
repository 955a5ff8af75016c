"""An organization that was read before is the same one; another content, or a damaged cache, is read anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.cache.store import FILE, Store
from generator.model.organization import Organization
from generator.read import organization_cache
from generator.read.organization import read_organization
from generator.read.organization_cache import known_organization
from generator.types.findings import Findings
from tests.school import School, branch


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(organization_cache, "LARGE", 1)
    School(tmp_path, branch(valid_from="2014年9月1日"), branch("caijing", groups=["g1"]))
    return tmp_path


def read(root: Path) -> tuple[Organization | None, list[str]]:
    findings = Findings("records/organization.yml")
    found = known_organization(Store(root / FILE), root / "records/organization.yml", findings)
    return found, [each.code for each in findings.problems]


def never(*arguments: object) -> None:
    raise AssertionError("read again")


def test_the_same_with_the_same_said_of_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = Findings("records/organization.yml")
    plain = read_organization(root / "records/organization.yml", findings)
    first = read(root)
    monkeypatch.setattr(organization_cache, "read_organization", never)
    assert read(root) == first == (plain, [each.code for each in findings.problems])
    assert first[1]  # a reminder is said every time


def test_another_content_is_read_anew(root: Path) -> None:
    before = read(root)[0]
    path = root / "records/organization.yml"
    stamp = path.stat()
    path.write_text(path.read_text("utf-8").replace("caijing党支部", "xinxi55党支部"), "utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    after = read(root)[0]
    assert before is not None and after is not None
    assert (before.by_id["caijing"].name, after.by_id["caijing"].name) == ("caijing党支部", "xinxi55党支部")


def test_what_has_an_error_is_never_kept(root: Path) -> None:
    (root / "records/organization.yml").write_text("党支部: [{编号: A b}]\n", "utf-8")
    assert read(root) == read(root)
    assert read(root)[1]


@pytest.mark.parametrize("damage", [b"", b"x" * 5000])
def test_a_damaged_cache_is_as_good_as_none(root: Path, damage: bytes) -> None:
    before = read(root)
    (root / FILE).write_bytes(damage)
    assert read(root) == read(root) == before


def test_a_small_one_makes_no_cache(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organization_cache, "LARGE", 10**6)
    read(root)
    assert not (root / FILE).exists()
