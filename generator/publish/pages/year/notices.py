"""Public notices: where each is on its way, its days, whom to tell, and how objections went — by counts alone."""

from __future__ import annotations

from collections.abc import Iterator

from generator.judge.records.decisions import DECISION, WITHHOLD
from generator.model.record import COMMITTEE
from generator.publish.pages.parts.notices import named, notice_views
from generator.publish.pages.parts.tabs import NOTICES, year_top
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

GROUPS = ("current", "ahead", "over")


def notices_view(site: YearSite) -> View:
    """The page's data: notices that run first, then those to come, then those that are over, the newest first."""
    notices = notice_views(site, 0)
    return View(
        **year_top(NOTICES, site, "notices.title"),
        as_of=site.as_of,
        groups=tuple((name, group) for name in GROUPS if (group := _of(notices, name))),
        withheld=tuple(_withheld(site)),
    )


def _of(notices: tuple[View, ...], group: str) -> tuple[View, ...]:
    return tuple(each for each in notices if each.group == group)


def current_notices(site: YearSite) -> tuple[View, ...]:
    """The notices that run, or are held up by an objection."""
    return _of(notice_views(site, 0), GROUPS[0])


def _withheld(site: YearSite) -> Iterator[View]:
    """What the committee decided not to recommend yet, and which computed conditions do not hold now."""
    for record in site.own_records(COMMITTEE):
        if DECISION not in record.types or record.values.text("subject") != WITHHOLD or record.draft:
            continue
        for name in record.values.names("branches"):
            unmet = _unmet(name, site)
            lacking = tuple(code for code in unmet or () if code != "decision")
            yield View(
                branch=Link(site.unit_name(name), site.unit_href(name, 0)),
                decision=Link(site.record_title(record), site.record_href(record, 0)),
                day=record.date,
                # None where the audience does not see it.
                unmet=named(lacking, site) if unmet is not None else None,
            )


@of_unit
def _unmet(unit: str, site: YearSite) -> tuple[str, ...] | None:
    """The conditions that the branch does not meet; None where none are asked for, or the audience sees none."""
    card = site.public.result.branches.get(unit)
    return card.recommendable.unmet if card and card.recommendable else None
