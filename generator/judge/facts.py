"""What is judged: the facts of a school, and the year, day and pack by which they are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.judge.by_unit import ByUnit
from generator.judge.records.events import Books, Counted
from generator.judge.rules import Compiled
from generator.judge.similar import Alike
from generator.model.config import Config, YearConfig
from generator.model.organization import Organization
from generator.model.period import Window
from generator.model.record import Record, in_time, record_of, unit_of
from generator.model.rectification import Rectification


@dataclass(frozen=True)
class Facts:
    """What is known of a school, whatever the year, the day and the pack it is judged by."""

    organization: Organization
    units: ByUnit
    """The records of each unit, in order of time."""
    rectification: Mapping[tuple[int, str], Rectification]
    """The three lists by year and branch."""
    entered_on: Mapping[str, date]
    config: Config
    alike: Alike
    """Near-identical minutes among all records that were read."""
    counted: Mapping[str, Counted]
    """What is known already of the types that records count for, by id."""

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """All of them, in order of time: whoever can is served better by those of one unit, or of one type."""
        return tuple(sorted((record for own in self.units.values() for record in own.records), key=in_time))

    def __contains__(self, record_id: object) -> bool:
        """Whether there is a record of that id."""
        return isinstance(record_id, str) and self.record(record_id) is not None

    def record(self, record_id: str) -> Record | None:
        """The record of that id; None where there is none."""
        own = self.units.get(unit_of(record_id))
        return own.by_id.get(record_id) if own else None

    def of_file(self, file: str) -> Record | None:
        """The record that is written in the file; None where there is none."""
        found = self.record(record_of(file)) if "/" in file else None
        return found if found is not None and found.file == file else None


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
