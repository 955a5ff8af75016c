"""One thing that happens, before it is written down as a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.demo.profile import Adjustment

COMMITTEE, GROUP, MEMBERS = "committee_meeting", "group_meeting", "member_meeting"
LECTURE, LIFE, APPRAISAL = "party_lecture", "organizational_life_meeting", "member_appraisal"


@dataclass(slots=True)
class Event:
    """A record in the making: fields under English identifiers, values plain."""

    day: date
    types: tuple[str, ...]
    fields: dict[str, object] = field(default_factory=dict)
    body: str = ""
    minutes: bool = False
    """Written as Markdown with minutes, not as bare YAML."""
    group: str | None = None
    topic: str | None = None
    """Key of the topic it is about, where that is fixed."""
    adjustment: Adjustment | None = None

    @property
    def slug(self) -> str:
        """The type's part of the file name: the first type's."""
        return self.types[0].replace("_", "-")

    @property
    def order(self) -> tuple[date, str, str]:
        """The order of records in a folder."""
        return (self.day, self.slug, self.group or "")


@dataclass(frozen=True, slots=True)
class Written:
    """A record as a file."""

    id: str
    day: date
    path: str
    text: str


def filled(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields that have something in them."""
    return {name: value for name, value in fields.items() if value is not None and value != []}
