"""What is judged: the facts of a school, and the year, day and pack by which they are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.judge.by_unit import ByUnit, Units
from generator.judge.records.events import Books, Counted
from generator.judge.rules import Compiled
from generator.judge.similar import Alike
from generator.model.config import Config, YearConfig
from generator.model.organization import Organization
from generator.model.period import Window
from generator.model.record import Record
from generator.model.rectification import Rectification


@dataclass(frozen=True)
class Facts:
    """What is known of a school, whatever the year, the day and the pack it is judged by."""

    organization: Organization
    records: Sequence[Record]
    rectification: Mapping[tuple[int, str], Rectification]
    """The three lists by year and branch."""
    entered_on: Mapping[str, date]
    config: Config
    alike: Alike
    """Near-identical minutes among all records that were read."""
    counted: Mapping[str, Counted]
    """What is known already of the types that records count for, by id."""
    known_units: Units = field(default_factory=Units, compare=False, repr=False)
    """What is known already of units whose records are the same."""

    @cached_property
    def units(self) -> ByUnit:
        """The records of each unit."""
        return self.known_units.of(self.records)

    def record(self, record_id: str) -> Record | None:
        """The record of that id, which names its unit; None where there is none."""
        own = self.units.get(record_id.split("/")[1])
        return own.by_id.get(record_id) if own else None


@dataclass(frozen=True, slots=True)
class Setting:
    """One year of the facts by one pack, as known at the end of a day."""

    facts: Facts
    compiled: Compiled
    year: int
    as_of: date
    books: Books
    """The events of every unit, as known then."""

    @property
    def config(self) -> YearConfig:
        """What the configuration says of the year."""
        return self.facts.config.of(self.year)

    @property
    def window(self) -> Window:
        """The year's days, as the pack's years run."""
        return self.compiled.pack.year.window(self.year)
