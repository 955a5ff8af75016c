"""The scorecard of a branch: what people gave, what was computed, and every rule behind it."""

from __future__ import annotations

from generator.publish.pages.parts.basis import basis
from generator.publish.pages.parts.due import calendar_of
from generator.publish.pages.parts.grades import officials
from generator.publish.pages.parts.standing import DEPTH, counts, months, sections
from generator.publish.pages.parts.tabs import EVALUATION, SCORECARD, unit_top
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite


def scorecard_view(unit: str, site: YearSite) -> View:
    """The page's data."""
    branch, records = site.public.result.branches[unit], site.own_records(unit)
    return View(
        **unit_top(unit, SCORECARD, site, "pages.scorecard.title"),
        unit=unit,
        scores_shown=site.public.scores_shown,
        # What people gave comes first.
        official=officials(branch, site, EVALUATION),
        score=branch.computed_score,
        basis=branch.computed_basis,
        basis_said=basis(branch, site),
        counts=counts(each.status for each in branch.rules.values()),
        as_of=site.as_of,
        calendar=calendar_of(unit, site),
        version=site.settings.version,
        start_on=site.settings.start_on,
        sections=sections(branch, site),
        months=months(records, site),
        record_count=len(records),
        late_entries=tuple(site.evidence(each, DEPTH) for each in branch.late_entries),
        similar=tuple((site.evidence(a, DEPTH), site.evidence(b, DEPTH)) for a, b in branch.similar),
    )
