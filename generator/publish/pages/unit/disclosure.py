"""The disclosure column: what is disclosed now, by branch and by item, and the periods not disclosed yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from generator.judge.known import DISCLOSURES, Stage, disclosed_on, stage
from generator.judge.records.disclosure import covered
from generator.model.disclosure import Item
from generator.model.figures import decimal
from generator.model.period import Window, window_of, windows
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import DISCLOSURE, Tabs, branch_tabs, crumbs, page_tabs, year_crumbs
from generator.publish.pages.year_site import Link, YearSite

ACCOUNTS = ("opening", "income", "upper", "spent", "balance")
MOST_LISTED = 40
"""Disclosures that the year's page lists, the newest; a branch's own page has all of its own."""
_CHIPS = {"disclosed": "pass", "waiting": "pending", "running": "pending", "missing": "fail"}
_STAGES = {Stage.SHOWN: "pass", Stage.ENDED: "exempt"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One disclosure."""

    branch: Link
    item: str
    period: str
    record: Link
    days: str
    """From when until when it is shown."""
    shown_to: str
    stage: Chip | None
    """How far it is; None where it was written down after the fact."""


@dataclass(frozen=True, slots=True)
class Account:
    """The dues accounts of one branch and period, in yuan."""

    branch: Link
    period: Link
    sums: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """One item of the catalogue for one branch: its periods, disclosed or not."""

    branch: Link
    item: str
    windows: tuple[tuple[Link, Chip], ...]
    missing: int


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One item of the catalogue."""

    name: str
    type: str
    every: str


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """What the template shows, for a year or for one branch."""

    title: str
    as_of: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    shown: tuple[Shown, ...]
    more: str
    waiting: tuple[Shown, ...]
    """Not yet, or no longer, disclosed: for the committee alone."""
    accounts: tuple[Account, ...]
    duties: tuple[Duty, ...]
    missing: int
    catalogue: tuple[CatalogueRow, ...]
    source: str
    rule: str
    notice: str
    whole_school: bool


def disclosure_view(site: YearSite) -> DisclosureView:
    """The whole school's column."""
    say = site.catalogue.text
    units = tuple(branch.id for branch in site.branches)
    return _view(units, 0, say("disclosure.all_title", year=site.year), year_crumbs(DISCLOSURE, site), site)


def branch_disclosure_view(unit: str, site: YearSite) -> DisclosureView:
    """One branch's column."""
    say = site.catalogue.text
    title = say("disclosure.title", unit=site.unit_name(unit), year=site.year)
    return _view((unit,), 1, title, crumbs(unit, DISCLOSURE, site), site)


def disclosures(units: Iterable[str], site: YearSite) -> Iterator[PublicRecord]:
    """The disclosures of the year that the audience may open, in order of date."""
    for unit in units:
        for record in site.own_records(unit):
            if any(each in DISCLOSURES for each in record.types):
                yield record


def _view(units: tuple[str, ...], depth: int, title: str, way: tuple[Link, ...], site: YearSite) -> DisclosureView:
    say, words = site.catalogue.text, site.words
    found = sorted(disclosures(units, site), key=lambda each: (_day(each, site), each.id), reverse=True)
    now = [each for each in found if stage(each, site.as_of) in (None, Stage.SHOWN) and not each.draft]
    others = [each for each in found if each not in now]
    items = [item for item in site.disclosure.items if item.every]
    opened = _opened(now, depth, site)
    duties = tuple(_duty(unit, item, opened.get((unit, item.key), []), depth, site) for unit in units for item in items)
    whole = depth == 0
    return DisclosureView(
        title=title,
        as_of=words.day(site.as_of),
        crumbs=way,
        branches=() if whole else branch_tabs(units[0], DISCLOSURE, site),
        pages=() if whole else page_tabs(DISCLOSURE, site),
        shown=tuple(_shown(each, depth, site) for each in (now[:MOST_LISTED] if whole else now)),
        more=say("disclosure.more", count=len(now)) if whole and len(now) > MOST_LISTED else "",
        waiting=tuple(_shown(each, depth, site) for each in others),
        accounts=tuple(_account(each, depth, site) for each in reversed(now) if "accounts" in each.values),
        duties=duties,
        missing=sum(each.missing for each in duties),
        catalogue=tuple(_row(each, site) for each in site.disclosure.items),
        source=say("disclosure.local" if site.disclosure.local else "disclosure.default"),
        rule=say("disclosure.within", days=site.disclosure.within_days),
        notice=say(f"disclosure.shown_to.{site.audience}"),
        whole_school=whole,
    )


def _day(record: PublicRecord, site: YearSite) -> date:
    return disclosed_on(record, site.as_of) or record.date


def _item(record: PublicRecord, site: YearSite) -> str:
    types = tuple(each for each in record.types if each in DISCLOSURES)
    item = site.disclosure.item(record.values.text("item"), types)
    return item.name if item else site.types(types)


def _shown(record: PublicRecord, depth: int, site: YearSite) -> Shown:
    words, values = site.words, record.values
    reached, until = stage(record, site.as_of), values.get("visible_to")
    day = disclosed_on(record, site.as_of)
    period = values.get("period")
    chip = (
        Chip(_STAGES.get(reached, "pending"), site.catalogue.text(f"disclosure.stage.{reached}")) if reached else None
    )
    audience = values.get("shown_to") or values.get("audience")
    return Shown(
        branch=Link(site.unit_name(record.branch), f"{'../' * depth}{record.branch}/{DISCLOSURE}"),
        item=_item(record, site),
        period=words.period(str(period)) if period else "",
        record=Link(site.record_title(record), site.record_href(record, depth)),
        days=_days(day, until if isinstance(until, date) else None, site),
        shown_to=words.label("audience", str(audience)) if audience else "",
        stage=chip,
    )


def _days(first: date | None, last: date | None, site: YearSite) -> str:
    if first is None:
        return "—"
    return (
        site.words.span(first, last) if last else site.catalogue.text("disclosure.from_day", day=site.words.day(first))
    )


_Opened = list[tuple[Window, str | None]]
"""Periods with the address of the disclosure that says them."""


def _opened(now: Iterable[PublicRecord], depth: int, site: YearSite) -> dict[tuple[str, str], _Opened]:
    """Where the disclosures shown now are to be read, by branch and item."""
    found: dict[tuple[str, str], _Opened] = {}
    for record in now:
        types = tuple(each for each in record.types if each in DISCLOSURES)
        item, window = (
            site.disclosure.item(record.values.text("item"), types),
            window_of(str(record.values.get("period"))),
        )
        if item and window:
            found.setdefault((record.branch, item.key), []).append((window, site.record_href(record, depth)))
    return found


def _account(record: PublicRecord, depth: int, site: YearSite) -> Account:
    found = record.values["accounts"]
    sums = found if isinstance(found, dict) else {}
    period = str(record.values.get("period") or "")
    return Account(
        branch=Link(site.unit_name(record.branch), f"{'../' * depth}{record.branch}/{DISCLOSURE}"),
        period=Link(site.words.period(period) if period else "—", site.record_href(record, depth)),
        sums=tuple(decimal(each, 2) if isinstance(each := sums.get(name), Fraction) else "—" for name in ACCOUNTS),
    )


def _duty(unit: str, item: Item, opened: _Opened, depth: int, site: YearSite) -> Duty:
    """The windows of the year in which the branch existed for at least half of the days."""
    done = site.disclosed.get((unit, item.key), ())
    span = site.organization.by_id[unit].span

    def link(window: Window) -> Link:
        to = next((href for each, href in opened if window.within(each)), None)
        return Link(site.words.window(window.key), to)

    found = [
        (link(window), _state(window, done, site))
        for window in windows(str(item.every), site.year)
        if span.days_in(window.start, window.end) * 2 >= window.days
    ]
    name = Link(site.unit_name(unit), f"{'../' * depth}{unit}/{DISCLOSURE}")
    return Duty(name, item.name, tuple(found), sum(chip.status == _CHIPS["missing"] for _, chip in found))


def _state(window: Window, done: Iterable[Window], site: YearSite) -> Chip:
    """Disclosed; still running; over, with days left; or missing."""
    if covered(window, done):
        state = "disclosed"
    elif window.end > site.as_of:
        state = "running"
    elif window.end + timedelta(days=site.disclosure.within_days) > site.as_of:
        state = "waiting"
    else:
        state = "missing"
    return Chip(_CHIPS[state], site.catalogue.text(f"disclosure.state.{state}"))


def _row(item: Item, site: YearSite) -> CatalogueRow:
    every = site.words.label("period", item.every) if item.every else site.catalogue.text("disclosure.as_it_happens")
    return CatalogueRow(item.name, site.types((item.type,)), every)
