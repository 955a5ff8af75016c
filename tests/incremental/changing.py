"""A small school that changes: one root, and what a step of its life needs to know of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from generator.demo import demonstration
from tests.incremental.comparing import Asked
from tests.thinned import thinned

PROJECT = Path(__file__).resolve().parents[2]
ORGANIZATION, CONFIG, ENTERED = "records/organization.yml", "site_config.yml", "records/entered.csv"
PACK, BESIDE = "content/standards/five-good.yml", "content/standards/regulation-2018.yml"
FIRST_DAY, LAST_DAY = date(2016, 2, 1), date(2018, 2, 28)


@dataclass
class Changing:
    """The root, the chance that decides what happens next, and what the next build is asked for."""

    root: Path
    chance: Random
    asked: Asked = field(default_factory=Asked)
    broken: dict[Path, bytes] = field(default_factory=dict)
    """What files held that are broken now."""

    def records(self, pattern: str = "201[67]/*/[01][0-9]-*") -> list[Path]:
        """The records' files, of a unit, a type or all."""
        found = (self.root / "records").glob(pattern)
        return sorted(each for each in found if each.suffix in (".md", ".yml") and each.is_file())

    def record(self, pattern: str = "201[67]/*/[01][0-9]-*") -> Path:
        """One of them."""
        return self.chance.choice(self.records(pattern))

    def units(self, year: str = "2017") -> list[str]:
        """The branches that have a folder in the year."""
        return sorted(each.name for each in (self.root / "records" / year).iterdir() if not each.name.startswith("_"))

    def name(self, path: Path) -> str:
        """The path as it is told."""
        return path.relative_to(self.root).as_posix()

    def yaml(self, name: str) -> Any:
        """A YAML file, every scalar as it is written."""
        return loaded((self.root / name).read_text("utf-8"))

    def write_yaml(self, name: str, value: object) -> None:
        """Writes it back; comments are lost."""
        (self.root / name).write_text(dumped(value), "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """One place of a text, wherever it stands first."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), "utf-8")

    def ask(self, **changes: str) -> None:
        """Asks the next build for something else."""
        self.asked = Asked(**{**self.asked.__dict__, **changes})

    def day(self, days: int) -> None:
        """Moves the day as known at whose end everything is shown."""
        moved = date.fromisoformat(self.asked.as_of) + timedelta(days=days)
        self.ask(as_of=max(FIRST_DAY, min(LAST_DAY, moved)).isoformat())


Change = Callable[[Changing], str]
"""One thing that happens to a root; tells what it was."""
CHANGES: dict[str, Change] = {}


def change(made: Change) -> Change:
    """Puts it among what may happen."""
    CHANGES[made.__name__] = made
    return made


def loaded(text: str) -> Any:
    """YAML with every scalar a string."""
    return yaml.load(text, yaml.BaseLoader)


def dumped(value: object) -> str:
    """YAML in the same order."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """The fields of a record and its minutes; of a broken file nothing."""
    try:
        text = path.read_text("utf-8")
        _, fields, body = ("", text, "") if path.suffix == ".yml" else text.split("---\n", 2)
        found = loaded(fields)
    except (ValueError, yaml.YAMLError):
        return {}, ""
    return (found, body) if isinstance(found, dict) else ({}, "")


def write_record(path: Path, fields: dict[str, Any], body: str) -> None:
    """Writes a record."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = dumped(fields)
    path.write_text(text if path.suffix == ".yml" else f"---\n{text}---\n{body}", "utf-8")


def small_root(root: Path, branches: int = 2, years: Sequence[int] = (2016, 2017)) -> None:
    """Years of the demonstration, of which one record in five is left, and a private root beside."""
    for path, text in thinned(demonstration(branches, years), every=5):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    shutil.copytree(PROJECT / "content", root / "content")
    shutil.copytree(PROJECT / "records" / "calendar", root / "records" / "calendar", dirs_exist_ok=True)
    config = root / CONFIG
    text = config.read_text("utf-8")
    assert "  - {path: records, shared: true}\n" in text
    shared = "  - {path: records, shared: true}\n"
    config.write_text(text.replace(shared, f"{shared}  - {{path: private, shared: false}}\n"), "utf-8")
    (root / "private/2017/jichu").mkdir(parents=True)
    (root / "private/2017/jichu/05-08-disposition.yml").write_text(
        "类型: 组织处置\n日期: 2017-05-08\n谈话日期: 2017-05-08\n", "utf-8"
    )
