"""What a unit's pages show of results, and of what its records of other years come to: far less than they are judged
from, so that pages of a year are not made again for a record of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.key import key_of
from generator.model.record import COMMITTEE, records_named
from generator.publish.cut.counted import Counted
from generator.publish.pages.contents import COMMITTEE_PAGE
from generator.publish.pages.parts.due import rows_until
from generator.publish.pages.unit.trend import trend_view, years_table
from generator.publish.pages.year_site import YearSite

_DEPTH = 1


def shown(unit: str, site: YearSite) -> str:
    """Changes with all that the unit's pages show of results."""
    return _of_committee(site) if unit == COMMITTEE else _of_branch(unit, site)


def _of_committee(site: YearSite) -> str:
    """Bulletins say figures of all branches, each record the rules of all units that it counts for."""
    records = [(each, site.counted.anywhere(each.id)) for each in site.own_records(COMMITTEE)]
    uncounted = [site.uncounted.get(each.id) for each, _ in records]
    return key_of(COMMITTEE_PAGE.view(COMMITTEE, site), records, uncounted)


def _of_branch(unit: str, site: YearSite) -> str:
    ids = site.records.units(site.year).get(unit, ())
    school = [record.id for record, _ in site.school_events.get(unit, ())]
    results = [found for each in (site.public, *site.beside) if (found := each.result.branches.get(unit))]
    whole = repr(results)
    named = sorted(set(records_named(whole)).difference(ids))
    return key_of(
        whole,
        site.public.begun.get(unit),
        [site.records.inputs(each) for each in named],
        [(site.uncounted.get(each), site.courses.get(each)) for each in ids],
        [(each, *_by_other_years(each, unit, site)) for each in (*ids, *school)],
        _across_years(unit, site) if results else (),
    )


def _by_other_years(record: str, unit: str, site: YearSite) -> Iterator[Counted]:
    """The rules of other years that the record counts for."""
    return (each for each in site.counted.of_unit(record, unit) if each.year != site.year)


def _across_years(unit: str, site: YearSite) -> tuple[object, ...]:
    """All of the branch's pages that looks beyond their year."""
    return trend_view(unit, site), years_table(unit, site), tuple(rows_until(unit, site, _DEPTH, date.max))
