"""The disclosure column: what is disclosed now, by branch and by item, and the periods not disclosed yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from generator.judge.known import DISCLOSURES, Stage, disclosed_on, stage
from generator.judge.records.disclosure import covered
from generator.model.disclosure import Item
from generator.model.period import Window, window_of, windows
from generator.model.record import COMMITTEE
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.parts.columns import MOST_ROWS
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.tabs import DISCLOSURE
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year_site import YearSite

ACCOUNTS = ("opening", "income", "upper", "spent", "balance")
MOST_LISTED = 40
"""Disclosures that the year's page lists, the newest; a branch's own page has all of its own."""
TABLES = ("disclosures", "dues_accounts", "disclosure_duties")
CATALOGUE = "disclosure_items"
_STAGES = {Stage.SHOWN: "pass", Stage.ENDED: "exempt"}


@dataclass(frozen=True, slots=True)
class Held:
    """One disclosure as a page tells of it."""

    day: date
    id: str
    now: bool
    """Whether it is disclosed; else it is not yet, or no longer."""
    shown: View
    account: Account | None
    """What its dues come to, where it says so."""


def column(units: tuple[str, ...], depth: int, top: Mapping[str, object], site: YearSite) -> View:
    """What these branches disclose, for a page of one of them or, at the root, of all: they have one template."""
    whole = depth == 0
    branches = [_of_branch(unit, site) if whole else _told(unit, depth, site) for unit in units]
    held = sorted((each for own, _ in branches for each in own), key=lambda each: (each.day, each.id), reverse=True)
    now = [each for each in held if each.now]
    duties = [duty for _, own in branches for duty in own]
    return View(
        **top,
        as_of=site.as_of,
        shown=tuple(each.shown for each in (now[:MOST_LISTED] if whole else now)),
        # How many there are, where not all are listed.
        count=len(now) if whole and len(now) > MOST_LISTED else 0,
        # Not yet, or no longer, disclosed: for the committee alone.
        waiting=tuple(each.shown for each in held if not each.now),
        accounts=tuple(each.account for each in reversed(now) if each.account),
        sums=ACCOUNTS,
        duties=duties,
        missing=sum(state == "missing" for duty in duties for _, state in duty.windows),
        catalogue=catalogue(site),
        local=site.disclosure.local,
        within=site.disclosure.within_days,
        audience=site.audience,
        whole_school=whole,
        downloads=downloads((*(TABLES if not whole or all_taken(site) else ()), CATALOGUE), site),
    )


def catalogue(site: YearSite) -> tuple[tuple[str, str, str | None], ...]:
    """What is to be disclosed: the item, the kind of record, and for which periods."""
    return tuple((each.name, site.types((each.type,)), each.every) for each in site.disclosure.items)


def told(unit: str, site: YearSite) -> Told:
    """What a branch disclosed, and of what it was to disclose, as its tables have it."""
    return _of_branch(unit, site)


def all_taken(site: YearSite) -> bool:
    """Whether the year has tables of all branches' disclosures: only where they stay small."""
    return sum(len(told(unit, site)[0]) for unit in disclosing(site)) <= MOST_ROWS


def disclosing(site: YearSite) -> tuple[str, ...]:
    """Whoever discloses: the committee, then the branches of the year's list."""
    return COMMITTEE, *(branch.id for branch in site.branches)


@of_unit
def _of_branch(unit: str, site: YearSite) -> Told:
    return _told(unit, 0, site)


def _told(unit: str, depth: int, site: YearSite) -> Told:
    """The disclosures of the year that the audience may open, and for each item the periods disclosed or not."""
    records = site.own_records(unit, *DISCLOSURES)
    held = sorted(records, key=lambda each: (_day(each, site), each.id), reverse=True)
    now = [each for each in held if stage(each, site.as_of) in (None, Stage.SHOWN) and not each.draft]
    opened = _opened(now, depth, site)
    # The catalogue says what branches owe; the committee discloses as things happen.
    items = (item for item in site.disclosure.items if item.every and unit != COMMITTEE)
    return (
        tuple(
            Held(
                _day(each, site),
                each.id,
                each in now,
                _shown(each, depth, site),
                _account(each, depth, site) if each.values.says("accounts") else None,
            )
            for each in held
        ),
        tuple(_duty(unit, each, opened.get((unit, each.key), []), depth, site) for each in items),
    )


def _day(record: PublicRecord, site: YearSite) -> date:
    return disclosed_on(record, site.as_of) or record.date


def _item(record: PublicRecord, site: YearSite) -> Item | None:
    item = record.values.text("item")
    return site.disclosure.item(item, _types(record)) if item or record.branch != COMMITTEE else None


def _types(record: PublicRecord) -> tuple[str, ...]:
    return tuple(each for each in record.types if each in DISCLOSURES)


def _branch(unit: str, depth: int, site: YearSite) -> Link:
    page = DISCLOSURE if unit != COMMITTEE else "index.html"
    return Link(site.unit_name(unit), f"{'../' * depth}{unit}/{page}")


def _shown(record: PublicRecord, depth: int, site: YearSite) -> View:
    """One disclosure: from when until when it is shown, and how far it is where it was not written down afterwards."""
    reached, item = stage(record, site.as_of), _item(record, site)
    return View(
        branch=_branch(record.branch, depth, site),
        item=item.name if item else site.types(_types(record)),
        period=record.values.text("period"),
        record=Link(site.record_title(record), site.record_href(record, depth)),
        first=disclosed_on(record, site.as_of),
        last=record.values.day("visible_to"),
        shown_to=record.values.text("shown_to") or record.values.text("audience"),
        stage=Chip(_STAGES.get(reached, "pending"), site.catalogue.text(f"disclosure.stage.{reached}"))
        if reached
        else None,
    )


Account = tuple[Link, Link, tuple[Fraction | None, ...]]
Told = tuple[tuple[Held, ...], tuple[View, ...]]
_Opened = list[tuple[Window, str | None]]
"""Periods with the address of the disclosure that says them."""


def _opened(now: Iterable[PublicRecord], depth: int, site: YearSite) -> dict[tuple[str, str], _Opened]:
    """Where the disclosures shown now are to be read, by branch and item."""
    opened: dict[tuple[str, str], _Opened] = {}
    for record in now:
        item, window = _item(record, site), window_of(record.values.text("period"))
        if item and window:
            opened.setdefault((record.branch, item.key), []).append((window, site.record_href(record, depth)))
    return opened


def _account(record: PublicRecord, depth: int, site: YearSite) -> Account:
    """The dues accounts of one branch and period, in yuan."""
    sums, period = record.values.parts("accounts"), record.values.text("period")
    named = Link(site.words.period(period) if period else "—", site.record_href(record, depth))
    return _branch(record.branch, depth, site), named, tuple(sums.figure(name) for name in ACCOUNTS)


def _duty(unit: str, item: Item, opened: _Opened, depth: int, site: YearSite) -> View:
    """The windows of the year in which the branch existed for at least half of the days, disclosed or not.

    Those that began before records were kept here are left out.
    """
    done = site.disclosed.get((unit, item.key), ())
    span, start_on = site.organization.by_id[unit].span, site.settings.start_on

    def link(window: Window) -> Link:
        to = next((href for each, href in opened if window.within(each)), None)
        return Link(site.words.window(window.key), to)

    return View(
        branch=_branch(unit, depth, site),
        item=item.name,
        windows=[
            (link(window), _state(window, done, site))
            for window in windows(str(item.every), site.year)
            if span.days_in(window.start, window.end) * 2 >= window.days
            and (start_on is None or window.start >= start_on)
        ],
    )


def _state(window: Window, done: Iterable[Window], site: YearSite) -> str:
    """Disclosed; still running; over, with days left; or missing."""
    if covered(window, done):
        return "disclosed"
    if window.end > site.as_of:
        return "running"
    return "waiting" if window.end + timedelta(days=site.disclosure.within_days) > site.as_of else "missing"
