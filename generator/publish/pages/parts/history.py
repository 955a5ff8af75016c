"""How a record came to be what it is: when it was corrected, by whom, and what it said before."""

from __future__ import annotations

from generator.publish.cut.classes import declared_field
from generator.publish.cut.revisions import Correction
from generator.publish.pages.parts.values import Place, Shown, shown
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite


def history_rows(record_id: str, place: Place) -> tuple[View, ...]:
    """A row for each correction that the audience may see, the oldest first."""
    site = place.site
    return tuple(_row(each, place) for each in (site.revisions.corrections(record_id) if site.revisions else ()))


def withdrawn_rows(unit: str, site: YearSite) -> tuple[View, ...]:
    """A row for each record of the unit's year that was withdrawn, as far as it was open to the audience."""
    return tuple(
        View(
            first=each.record.date,
            name=site.record_title(each.record),
            day=each.day,
            by=_post(each.by, site),
        )
        for each in (site.revisions.withdrawals(site.year, unit) if site.revisions else ())
    )


def _post(name: str, site: YearSite) -> str:
    return site.settings.posts.get(name, name)


def _row(correction: Correction, place: Place) -> View:
    return View(
        day=correction.day,
        by=_post(correction.by, place.site),
        fields=tuple(_change(each.name, each.before, each.after, correction, place) for each in correction.fields),
        added=correction.lines_added,
        removed=correction.lines_removed,
        known=correction.says,
    )


def _change(name: str, before: object, after: object, of: Correction, place: Place) -> tuple[str, Shown, Shown]:
    declared = declared_field(name, of.types)

    def said(value: object) -> Shown:
        if value is None:
            return Shown(place.site.words.t("record.history.nothing"))
        return shown(declared, value, place) if declared else Shown(str(value))

    label = declared.label(place.site.words.language) if declared else name
    return label, said(before), said(after)
