"""Public notices: where each is on its way, its days, whom to tell, and how objections went — by counts alone."""

from __future__ import annotations

from collections.abc import Iterator

from generator.judge.records.decisions import DECISION, WITHHOLD
from generator.model.record import COMMITTEE
from generator.publish.formats.table import Table, Value
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.notices import named, notice_views
from generator.publish.pages.parts.tabs import NOTICES, year_top
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

GROUPS = ("current", "ahead", "over")


def notices_view(site: YearSite) -> View:
    """The page's data: notices that run first, then those to come, then those that are over, the newest first."""
    notices, withheld = notice_views(site, 0), tuple(_withheld(site))
    return View(
        **year_top(NOTICES, site, "notices.title"),
        as_of=site.as_of,
        groups=tuple((name, group) for name in GROUPS if (group := _of(notices, name))),
        withheld=withheld,
        downloads=downloads(("notices", "notice_branches", *(("withheld",) if withheld else ())), site),
    )


def _of(notices: tuple[View, ...], group: str) -> tuple[View, ...]:
    return tuple(each for each in notices if each.group == group)


def current_notices(site: YearSite) -> tuple[View, ...]:
    """The notices that run, or are held up by an objection."""
    return _of(notice_views(site, 0), GROUPS[0])


def has_withheld(site: YearSite) -> bool:
    """Whether the audience sees of a branch that it is not recommended yet."""
    return any(True for _ in _withheld(site))


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


def notices_table(unit: str, site: YearSite) -> Table:
    """The notices to download: how far each is, its days, and how objections went by their number."""
    words, say, row = site.words, site.catalogue.text, Head[View]

    def step(name: str) -> Head[View]:
        def day(each: View) -> Value:
            return next((found.day for found in each.steps if found.name == name), None)

        return row(name, f"notices.step.{name}", day)

    def outcome(each: View) -> str:
        return words.label("notice_outcome", each.outcome) if each.outcome else ""

    def objections(each: View) -> str:
        return words.join(say(f"notices.objections.{name}", count=count) for name, count in each.objections)

    heads = (
        row("title", "bulletins.what", _title),
        row("state", "lists.table_head.state", lambda each: each.chip.text),
        step("signed"),
        step("published"),
        row("period", "notices.period_name", lambda each: each.period),
        row("left", "lists.table_head.days_left", lambda each: each.left),
        row("objections", "notices.objections.name", objections),
        row("outcome", "notices.result", outcome),
        row("said", "notices.step.closed", lambda each: each.result),
        step("decided"),
        row("decisions", "notices.decided", lambda each: words.join(to.text for to in each.decisions)),
        row("issuer", "lists.table_head.issuer", lambda each: each.issuer),
    )
    return table_of("notices", heads, notice_views(site, 0), site)


def notice_branches_table(unit: str, site: YearSite) -> Table:
    """The branches of each notice to download: how each stands, and which conditions do not hold now."""
    row = Head[tuple[View, View]]
    heads = (
        row("notice", "bulletins.what", lambda each: _title(each[0])),
        row("branch", "notices.branch", lambda each: each[1].name.text),
        row("state", "lists.table_head.state", lambda each: each[1].chip.text),
        row("unmet", "notices.lacking", lambda each: each[1].unmet),
    )
    rows = ((notice, each) for notice in notice_views(site, 0) for each in notice.branches)
    return table_of("notice_branches", heads, rows, site)


def withheld_table(unit: str, site: YearSite) -> Table:
    """The branches not recommended yet to download, with the conditions that do not hold now."""
    nothing, row = site.catalogue.text("notices.nothing_lacking"), Head[View]
    heads = (
        row("branch", "notices.branch", lambda each: each.branch.text),
        row("decision", "notices.decision", lambda each: each.decision.text),
        row("day", "bulletins.day", lambda each: each.day),
        row("unmet", "notices.lacking", lambda each: None if each.unmet is None else each.unmet or nothing),
    )
    return table_of("withheld", heads, _withheld(site), site)


def _title(notice: View) -> str:
    link: Link = vars(notice)["title"]
    return link.text
