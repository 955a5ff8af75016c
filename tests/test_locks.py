"""The lock files are taken by every pip that the supported Pythons bring, old ones included."""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")


def locked(name: str) -> dict[str, Requirement]:
    """Return what the lock file `name` pins, by canonical name; of a package pinned twice, its last line."""
    text = (ROOT / name).read_text("utf-8")
    lines = re.findall(r"^(\S+==[^\\\n]+?) *\\?$", text, re.MULTILINE)
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, lines)}


def needed(requirement: Requirement) -> list[Requirement]:
    """Return what the installed package asks for, here and with the extras it is locked with."""
    try:
        wanted = [Requirement(line) for line in requires(requirement.name) or []]
    except PackageNotFoundError:  # for another system or another Python
        return []
    environments = [{"extra": extra} for extra in ("", *requirement.extras)]
    return [one for one in wanted if not one.marker or any(map(one.marker.evaluate, environments))]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_every_extra_it_needs(name: str) -> None:
    # pip before 24 refuses `coverage[toml]` where the lock has only `coverage==…`.
    pins = locked(name)
    assert len(pins) > 30
    missing = [
        f"{asking.name}: {wanted}"
        for asking in pins.values()
        for wanted in needed(asking)
        if not wanted.extras <= pins[canonicalize_name(wanted.name)].extras
    ]
    assert missing == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_has_its_hashes(name: str) -> None:
    pinned = re.split(r"^(?=\S+==)", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in pinned if "--hash=sha256:" not in block] == []
