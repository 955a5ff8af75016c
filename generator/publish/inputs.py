"""What pages are made of, as keys: a key that is as before says that its pages are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.model.key import key_of
from generator.model.record import COMMITTEE, records_named
from generator.model.rectification import Rectification
from generator.publish.edition import Edition
from generator.publish.engine import Shells
from generator.publish.last_build import JUDGED, Folder
from generator.publish.pages.parts.tabs import BRANCHES, HOME
from generator.publish.pages.year.feed import taken_away
from generator.publish.pages.year_site import YearSite


class Inputs:
    """The inputs of one year's pages."""

    def __init__(self, edition: Edition, site: YearSite, shells: Shells) -> None:
        self.edition = edition
        self.site = site
        self.shells = shells

    def rest(self, committee: Folder, statuses: Iterable[str], addresses: Iterable[str]) -> dict[str, str]:
        """Keys of everything the pages of no unit are made of: of what each branch answered them, for one.

        Of the committee they may show all there is of it; `statuses` are the branches' results as published.
        """
        site, edition = self.site, self.edition
        units = {*(branch.id for branch in site.branches), *site.records.units(site.year)} - {COMMITTEE}
        answered = [(unit, site.summaries.key(unit)) for unit in sorted(units)]
        return {
            "program": edition.program(site.year),
            "frame": self.shells.key,
            "units": key_of(answered, *statuses, sorted(addresses), self._of_committee(committee), self._not_listed),
            "problems": key_of(site.problems, site.entry_unknown),
            "entry": key_of(max(taken_away(site), default=None)),
            "people": key_of(sorted(edition.content.people.items())),
        }

    def _of_committee(self, folder: Folder) -> str:
        """All that is known of the committee: what its folder is made of, how its rules stand and what they rest on."""
        site, results = self.site, [found.result for found in self.edition.results.values()]
        rests_on = [
            site.records.inputs(each) for rule in site.public.result.committee.values() for each in rule.rests_on
        ]
        made_of = sorted(each for each in folder.made_of.items() if each[0] != JUDGED)
        pages, lists = list(site.pages), list(site.lists)
        return key_of(made_of, folder.shown, [(each.committee, each.quota) for each in results], rests_on, pages, lists)

    @property
    def _not_listed(self) -> list[tuple[str, str | None]]:
        """Results of branches that are on the list of another year alone: they may have something to do still."""
        here = self.site.public.result.branches
        results = (found for found in self.site.due_results if found.year != self.site.year)
        return [(unit, each.keys.get(unit)) for each in results for unit in each.branches if unit not in here]

    def unit(self, unit: str) -> dict[str, str]:
        """Keys of everything the unit's pages are made of: what it was judged from, and what else they show."""
        site, years = self.site, [found.result for found in self.edition.results.values()]
        ids = site.records.units(site.year).get(unit, ())
        school = [record.id for record, _ in site.school_events.get(unit, ())]
        revisions = site.revisions
        closed = self.edition.closed
        history = revisions.of(ids) if revisions else {}
        taken = revisions.taken(site.year, unit) if revisions else ()
        changed = taken or any(len(line) > 1 for line in history.values())  # what they named is read by git alone
        linked = self._linked(unit, school)
        disclosed = [site.disclosed.get((unit, item.key)) for item in site.disclosure.items]
        came_in = tuple((site.entered_on.get(each), site.changed_on.get(each)) for each in ids)
        made_of = {
            **self._of_all,
            JUDGED: key_of([dict(result.keys) if unit == COMMITTEE else result.keys.get(unit) for result in years]),
            "school": "" if unit == COMMITTEE else self._school,
            "lists": key_of(self.edition.content.facts.rectification.get((site.year, unit))),
            "records": key_of(site.records.made_of(site.year, unit), [site.records.inputs(each) for each in school]),
            "linked": key_of([(each in closed, site.records.inputs(each)) for each in linked]),
            "entry": key_of(
                site.records.fact(site.year, unit, ("came in", came_in), lambda _: key_of(came_in)),
                [(site.entered_on.get(each), site.changed_on.get(each)) for each in school],
            ),
            "history": key_of(history, taken, sorted(closed) if changed else ()),
            "counted": key_of(site.counted.by_committee(unit)),
            "before": key_of(site.records.units(site.year - 1).get(unit)),
            "disclosure": key_of(self._disclosure, disclosed),
        }
        if unit == COMMITTEE:
            made_of["office"] = key_of(site.restricted, site.changed_figures, *self._notices())
        return {"program": self.edition.program(site.year), **made_of}

    @cached_property
    def _of_all(self) -> dict[str, str]:
        """What the pages of every unit are made of."""
        site = self.site
        return {
            "frame": key_of([self.shells.shell(1, section).key for section in (HOME, BRANCHES)]),
            "day": key_of(site.as_of),
            "branches": key_of([branch.id for branch in site.branches]),
            "menu": key_of(site.keeps_lists, list(site.tabs)),
        }

    @cached_property
    def _disclosure(self) -> str:
        return key_of(self.site.disclosure)

    @cached_property
    def _school(self) -> str:
        """The committee's records, of which every branch's pages may show something."""
        own = self.edition.content.facts.units.get(COMMITTEE)
        return own.key() if own else ""

    def _notices(self) -> tuple[object, ...]:
        """What is shown of public notices beside their records: none is printed without its fonts."""
        courses = self.site.courses
        return courses, self.edition.fonts.key if courses else ""

    def _linked(self, unit: str, school: Iterable[str]) -> dict[str, None]:
        """Records of other units that the unit's pages name, or would name were they not closed."""
        facts, records, year = self.edition.content.facts, self.site.records, self.site.year
        named = [*records.fact(year, unit, "named", lambda own: [name for each in own for name in each.named])]
        named += [name for each in school if (record := facts.record(each)) for name in record.named]
        named += _materials(facts.rectification.get((year, unit)))
        return dict.fromkeys(each for each in named if not each.startswith(f"{year}/{unit}/"))


def _materials(lists: Rectification | None) -> Iterator[str]:
    """The records that the lists name, as evidence and in words."""
    if lists:
        yield from records_named((lists.problems, lists.tasks, lists.responsibilities))
