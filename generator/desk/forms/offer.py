"""What a form offers to choose from: branches, groups, rules, records, as they are on the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.desk.forms.form import Option
from generator.language import Catalogue
from generator.model.organization import Organization
from generator.model.pack import Rule
from generator.model.record import COMMITTEE, Record, in_time
from generator.publish.pages.words import Words
from generator.types import Field, registry

_MOST = 200
"""Records offered: the latest of the unit's and of the committee's."""
_RECORDS = frozenset(["record", "records"])


@dataclass(frozen=True)
class UnitOffer:
    """What is offered to a unit on a day."""

    organization: Organization
    unit: str
    day: date
    records: Sequence[Record]
    rules: Sequence[Rule]
    words: Catalogue

    def options(self, declared: Field) -> Sequence[Option] | None:
        """The values that the field can take; None where any may be typed."""
        if declared.kind in ("branch", "branches"):
            there = (each for each in self.organization.branches if each.span.covers(self.day))
            return [Option(each.id, each.name) for each in there]
        if declared.kind == "groups":
            branch = self.organization.by_id.get(self.unit)
            return (
                [Option(each.id, each.name) for each in branch.groups if each.span.covers(self.day)] if branch else []
            )
        if declared.kind == "rule":
            return [Option(each.id, f"{each.id} {each.term.said(self.words.language)}") for each in self.rules]
        return self._of_records() if declared.kind in _RECORDS else None

    def _of_records(self) -> list[Option]:
        near = (self.day.year - 1, self.day.year, self.day.year + 1)
        own = [each for each in self.records if each.branch in (self.unit, COMMITTEE) and each.year in near]
        latest = sorted(own, key=in_time, reverse=True)[:_MOST]
        return [Option(each.id, record_name(each, self.words)) for each in latest]


def record_name(record: Record, words: Catalogue) -> str:
    """What people call a record: 12月11日 党委会议决定, with its title where it has one."""
    kinds = words.text("pages.comma").join(type_names(record.types, words.language))
    title = record.values.text("title")
    day = Words(words).day(record.date)
    return f"{day} {kinds}" + (f"《{title}》" if title else "")


def type_names(types: Iterable[str], language: str) -> list[str]:
    """The names of types."""
    return [registry().types[each].label(language) for each in types]
