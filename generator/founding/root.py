"""Every file of a new root, by path, but for the calendars of working days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.founding.configuration import site_config
from generator.founding.editor import editor_files
from generator.founding.organization import organization
from generator.founding.texts import text
from generator.founding.unit import Beginning, Unit
from generator.model.record import COMMITTEE

HOOK = "hooks/pre-commit"
KEEP = ".gitkeep"
"""Keeps a folder that is still empty in the repository; readers pass over it."""


def root_files(unit: Unit, beginning: Beginning, private: str) -> Iterator[tuple[str, str]]:
    """The root of the unit, which begins so; `private` is the way to its other folder of records."""
    year = beginning.year
    since = date(year - 1, 1, 1)
    yield "site_config.yml", site_config(beginning, private)
    yield "records/organization.yml", organization(unit, since)
    for folder in (*(branch.id for branch in unit.branches), COMMITTEE):
        yield f"records/{year}/{folder}/{KEEP}", ""
    yield "content/plan.md", text("plan.md", unit=unit, year=year)
    yield "README.md", text("README.md", unit=unit, beginning=beginning, first=unit.branches[0], private=private)
    yield ".gitignore", text("gitignore")
    yield HOOK, text("pre-commit")
    yield from editor_files()


def private_files(unit: Unit, year: int) -> Iterator[tuple[str, str]]:
    """What lies beside it, for the committee alone."""
    yield "README.md", text("private.md", unit=unit, year=year)
    for folder in (*(branch.id for branch in unit.branches), COMMITTEE):
        yield f"{year}/{folder}/{KEEP}", ""
