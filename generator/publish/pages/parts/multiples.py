"""Branch beside branch by month: small plots on one scale, so that what differs is seen (design §10)."""

from __future__ import annotations

from collections import Counter

from generator.publish.pages.parts.findings import extremes_finding
from generator.publish.pages.parts.tabs import TREND
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

WIDTH, HEIGHT = 132, 40
"""Of one plot: eleven units a month, a gap among them."""
_MONTHS, _STEP, _BAR = 12, 11, 8
MOST = 60
"""Of more branches no plots are shown: nobody looks them through, and the page would be mostly these."""


def multiples(site: YearSite) -> View | None:
    """How many records each branch has month by month; None where there are none, or too many branches."""
    counts = {branch.id: by_month(branch.id, site) for branch in site.branches}
    most = max((count or 0 for months in counts.values() for count in months), default=0)
    if not most or len(counts) > MOST:
        return None
    return View(
        finding=extremes_finding({unit: sum(count or 0 for count in months) for unit, months in counts.items()}, site),
        most=most,
        width=WIDTH,
        height=HEIGHT,
        months=month_keys(site),
        plots=tuple(
            View(
                branch=Link(site.unit_name(unit), f"{unit}/{TREND}"),
                counts=months,
                total=sum(count or 0 for count in months),
                bars=tuple(
                    (number * _STEP, HEIGHT - round(HEIGHT * count / most), round(HEIGHT * count / most), count)
                    for number, count in enumerate(months)
                    if count
                ),
            )
            for unit, months in counts.items()
        ),
        bar=_BAR,
    )


def month_keys(site: YearSite) -> tuple[str, ...]:
    """The months of the year."""
    return tuple(f"{site.year}-{month:02}" for month in range(1, _MONTHS + 1))


def by_month(unit: str, site: YearSite) -> tuple[int | None, ...]:
    """The branch's records dated in each month; None for one that has not begun."""
    # The month stands in a record's id: nothing is read for this.
    ids = site.records.units(site.year).get(unit, ())
    found = Counter(int(each.rpartition("/")[2][:2]) for each in ids)
    begun = _MONTHS if site.as_of.year > site.year else site.as_of.month if site.as_of.year == site.year else 0
    return tuple(found[month] if month <= begun else None for month in range(1, _MONTHS + 1))
