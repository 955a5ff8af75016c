"""What pages are made of, as keys: a key that is as before says that its pages are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.key import key_of
from generator.model.record import COMMITTEE
from generator.publish.cut.lists import PublicLists
from generator.publish.edition import Edition
from generator.publish.engine import Shells
from generator.publish.pages.parts.tabs import BRANCHES, HOME
from generator.publish.pages.year_site import YearSite
from generator.types import registry


class Inputs:
    """The inputs of one year's pages."""

    def __init__(self, edition: Edition, site: YearSite, shells: Shells) -> None:
        self.edition = edition
        self.site = site
        self.shells = shells

    def rest(self, units: Iterable[str], addresses: Iterable[str]) -> str:
        """Changes with everything the pages of no unit are made of: with any of the units' keys, for one."""
        site, edition = self.site, self.edition
        people = sorted(edition.content.people.items())
        program = edition.program(site.year)
        changed = [each for each in site.changed_on.items() if each[0].startswith(f"{site.year}/")]
        shown = site.problems, site.entry_unknown, changed
        return key_of(program, self.shells.key, list(units), shown, sorted(addresses), people)

    def unit(self, unit: str) -> str:
        """Changes with everything the unit's pages are made of: what it was judged from, and what else they show."""
        site, years = self.site, [found.result for found in self.edition.results.values()]
        ids = site.records.units(site.year).get(unit, [])
        school = [record.id for record, _ in site.school_events.get(unit, ())]
        shells_used = [self.shells.shell(1, section).key for section in (HOME, BRANCHES)]
        return key_of(
            self.edition.program(self.site.year),
            shells_used,
            site.as_of,
            [branch.id for branch in site.branches],
            [result.keys if unit == COMMITTEE else result.keys.get(unit) for result in years],
            [site.records.inputs(each) for each in (*ids, *school, *self._linked(unit, ids))],
            [site.entered_on.get(each) for each in (*ids, *school)],
            [site.revisions.inputs(each) for each in ids] if site.revisions else [],
            site.revisions.taken(site.year, unit) if site.revisions else (),
            site.counted.by_committee(unit),
            site.keeps_lists,
            list(site.tabs),
            (site.restricted, site.changed_figures, *self._notices()) if unit == COMMITTEE else None,
            site.records.units(site.year - 1).get(unit),
            site.disclosure,
            [site.disclosed.get((unit, item.key)) for item in site.disclosure.items],
        )

    def _notices(self) -> tuple[object, ...]:
        """What is shown of public notices beside their records: none is printed without its fonts."""
        courses = self.site.courses
        return courses, self.edition.fonts.key if courses else ""

    def _linked(self, unit: str, ids: list[str]) -> dict[str, None]:
        """Records of other units that the unit's pages name."""
        named = (*self._named(ids), *_materials(self.site.lists.get(unit)))
        return dict.fromkeys(each for each in named if not each.startswith(f"{self.site.year}/{unit}/"))

    def _named(self, ids: list[str]) -> Iterator[str]:
        """The records that the records of those ids name."""
        for record_id in ids:
            values = self.edition.sources[record_id].values
            for name in _REFERENCES & values.keys():
                yield from values.names(name) or (values.text(name),)


_REFERENCES = frozenset(
    field.id
    for fields in (registry().shared, *(each.fields for each in registry().types.values()))
    for field in fields.values()
    if field.kind in ("record", "records", "frame")
)
"""Fields that name other records."""


def _materials(lists: PublicLists | None) -> Iterator[str]:
    """What the lists name as evidence, some of it records."""
    for task in lists.tasks if lists else ():
        yield from task.names("evidence")
    for duty in lists.responsibilities if lists else ():
        yield duty.parts("verified").text("evidence")
