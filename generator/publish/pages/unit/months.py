"""Months × duties of a branch: what was held when, and what each duty asks (design §10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.judge.combining import MET, combined
from generator.judge.kind import Kind
from generator.judge.kinds.cadence import Cadence
from generator.model.period import Period, Window, window_of
from generator.model.result import RuleResult
from generator.publish.cut.records import PublicRecord
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.downloads import downloads, table_name
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import LEDGER, MONTHS, Tabs, branch_tabs, crumbs, page_tabs
from generator.publish.pages.unit.due import AHEAD, CALENDAR, DueRow, due_rows
from generator.publish.pages.unit.ledger import Entry, entries, entry_href, ledger_types, row_anchor
from generator.publish.pages.year_site import Link, YearSite
from generator.types import registry

DEPTH = 1
MOST = 3
"""The strongest shade: so many events or more."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What one rule asks of a duty: so often in each period."""

    rule: str
    period: str
    least: int
    by_group: bool
    together: tuple[str, ...] = ()
    """Other types that the rule counts as well."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A type of record that has to come again and again."""

    type: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of one duty."""

    count: int
    level: int
    uncounted: int
    href: str | None
    said: str
    chip: Chip | None
    """How the month stands, where the duty is monthly and the count alone does not tell."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty over the year."""

    name: Link
    asks: tuple[str, ...]
    cells: tuple[MonthCell, ...]
    total: int
    rules: tuple[tuple[Link, Chip], ...]


@dataclass(frozen=True, slots=True)
class MonthsView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    legend: tuple[Chip, ...]
    months: tuple[str, ...]
    outside: bool
    """Whether events after the year count for it."""
    rows: tuple[DutyRow, ...]
    totals: tuple[int, ...]
    total: int
    due: tuple[DueRow, ...]
    due_title: str
    calendar: str
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    """A record as the map places it; one that may not be opened is known by its id alone."""

    id: str
    months: tuple[str, ...]
    counted: bool
    href: str | None
    anchor: str | None


def duties(kinds: Mapping[str, Kind]) -> tuple[Duty, ...]:
    """The types that some rule wants in each of its periods: cadences, and shares taken month by month."""
    found: dict[str, list[Ask]] = {}
    for rule, kind in kinds.items():
        if isinstance(kind, Cadence):
            ask = Ask(rule, kind.period.name, kind.min, kind.unit == "group")
        elif getattr(kind, "per", None) == "month":
            ask = Ask(rule, "month", 1, False)
        else:
            continue
        for type_id in kind.types():
            if not registry().types[type_id].restricted:
                others = tuple(each for each in kind.types() if each != type_id)
                found.setdefault(type_id, []).append(replace(ask, together=others))
    return tuple(Duty(type_id, tuple(asks)) for type_id, asks in found.items())


def months_view(unit: str, site: YearSite) -> MonthsView:
    """The page's data."""
    say, branch = site.catalogue.text, site.public.result.branches[unit]
    windows = site.pack.year.windows(Period("month"), site.year)
    ledger = entries(unit, site)
    by_duty = [
        (duty, rules, _events(duty.type, rules, ledger, site))
        for duty in duties(site.kinds)
        if (rules := [branch.rules[ask.rule] for ask in duty.asks if ask.rule in branch.rules])
    ]
    keys = {window.key for window in windows}
    counted = {event.id: event for _, _, events in by_duty for event in events if event.counted}
    outside = any(set(event.months) - keys for event in counted.values())
    rows = tuple(_row(duty, rules, events, windows, outside, site) for duty, rules, events in by_duty)
    return MonthsView(
        title=say("lists.months.title", unit=site.unit_name(unit), year=site.year),
        crumbs=crumbs(unit, MONTHS, site),
        branches=branch_tabs(unit, MONTHS, site),
        pages=page_tabs(MONTHS, site),
        legend=tuple(dict.fromkeys(cell.chip for row in rows for cell in row.cells if cell.chip)),
        months=tuple(site.words.window(window.key) for window in windows),
        outside=outside,
        rows=rows,
        totals=tuple(sum(window.key in event.months for event in counted.values()) for window in windows),
        total=len(counted),
        due=due_rows(unit, site),
        due_title=say("lists.due.of_branch", day=site.words.day(site.as_of), days=AHEAD),
        calendar=CALENDAR,
        downloads=downloads(("months", "due"), site),
    )


def months_table(unit: str, site: YearSite) -> Table:
    """The same figures to download: how often each duty counted in each month."""
    say, view = site.catalogue.text, months_view(unit, site)
    windows = site.pack.year.windows(Period("month"), site.year)
    columns = (
        Column("duty", say("lists.months.duty")),
        *(Column(window.key, name) for window, name in zip(windows, view.months, strict=True)),
        Column("later", say("lists.months.later")),
        Column("total", say("lists.months.total")),
        Column("rules", say("lists.months.rules")),
    )
    rows: list[tuple[Value, ...]] = []
    for row in view.rows:
        counts = [cell.count for cell in row.cells]
        counts += [0] * (len(windows) + 1 - len(counts))
        rules = site.words.join(f"{rule.text} {chip.text}" for rule, chip in row.rules)
        rows.append((row.name.text, *counts, row.total, rules))
    return Table("months", table_name("months", site), columns, tuple(rows))


def _row(
    duty: Duty,
    rules: list[RuleResult],
    events: list[_Event],
    windows: tuple[Window, ...],
    outside: bool,
    site: YearSite,
) -> DutyRow:
    name = registry().types[duty.type].label(site.words.language)
    shown = {rule.rule.id for rule in rules}
    asks = tuple(dict.fromkeys(_asked(ask, site) for ask in duty.asks if ask.rule in shown))
    cells = [_cell(name, window, rules, events, site) for window in windows]
    if outside:
        keys = {window.key for window in windows}
        rest = [event for event in events if event.counted and set(event.months) - keys]
        cells.append(_filled(site.catalogue.text("lists.months.later"), name, rest, None, site))
    anchored = any(event.anchor for event in events)
    return DutyRow(
        name=Link(name, f"{LEDGER}#{duty.type}" if anchored else None),
        asks=asks,
        cells=tuple(cells),
        total=sum(event.counted for event in events),
        rules=tuple(
            (
                Link(rule.rule.id, f"index.html#{rule.rule.id}"),
                Chip(str(rule.status), site.words.label("status", str(rule.status))),
            )
            for rule in rules
        ),
    )


def _asked(ask: Ask, site: YearSite) -> str:
    """每季度至少1次."""
    named = f"pages.word.{ask.period}"
    period = site.catalogue.text(named) if site.catalogue.has(named) else site.catalogue.text("lists.months.each")
    text = site.catalogue.text("lists.months.ask", period=period, least=ask.least)
    if ask.together:
        return site.catalogue.text("lists.months.together", ask=text, types=site.types(ask.together))
    return site.catalogue.text("lists.months.by_group", ask=text) if ask.by_group else text


def _cell(
    duty: str, window: Window, rules: Iterable[RuleResult], events: Iterable[_Event], site: YearSite
) -> MonthCell:
    held = [event for event in events if window.key in event.months]
    statuses = [each.status for rule in rules for each in rule.windows if each.window.key == window.key]
    status = combined(statuses) if statuses else None
    said = status not in (None, *MET)
    chip = Chip(str(status), site.words.label("status", str(status))) if said else None
    return _filled(site.words.window(window.key), duty, held, chip, site)


def _filled(month: str, duty: str, held: list[_Event], chip: Chip | None, site: YearSite) -> MonthCell:
    """A cell leads to the record, or, where there are several, to the first of them in the ledger."""
    say = site.catalogue.text
    counted = [event for event in held if event.counted]
    uncounted = len(held) - len(counted)
    shown = counted or held
    first = next((event for event in shown if event.anchor), None)
    href = f"{LEDGER}#{first.anchor}" if first else None
    if len(shown) == 1:
        href = shown[0].href or href
    said = say("lists.months.cell", month=month, duty=duty, count=len(counted))
    if uncounted:
        said += say("lists.months.uncounted", count=uncounted)
    return MonthCell(len(counted), min(len(counted), MOST), uncounted, href, said, chip)


def _events(type_id: str, rules: Iterable[RuleResult], ledger: Iterable[Entry], site: YearSite) -> list[_Event]:
    """The duty's evidence by its rules, and the branch's other records of that type, which count for none."""
    evidence = dict.fromkeys(item for rule in rules for item in rule.all_evidence)
    found: dict[str, _Event] = {}
    for entry in ledger:
        record = entry.record
        if type_id in ledger_types(entry):
            anchor, href = row_anchor(type_id, record), entry_href(entry, site)
            found[record.id] = _Event(record.id, _months(record), record.id in evidence, href, anchor)
    for item in evidence:
        record_ = site.records.get(item)
        if item not in found and (type_id in record_.types if record_ else _slug(item) == type_id):
            months = _months(record_) if record_ else (f"{item[:4]}-{item.rsplit('/', 1)[-1][:2]}",)
            href = site.record_href(record_, DEPTH) if record_ else None
            found[item] = _Event(item, months, True, href, None)
    return sorted(found.values(), key=lambda event: (event.months, event.id))


def _months(record: PublicRecord) -> tuple[str, ...]:
    """The months it is about where it says so (dues, daily records; a quarter is three), else that of its date."""
    window = window_of(str(record.values.get("month", "")))
    if window is None:
        return (f"{record.date:%Y-%m}",)
    return tuple(f"{window.start.year}-{month:02}" for month in range(window.start.month, window.end.month + 1))


def _slug(record_id: str) -> str:
    """The type by the file's name."""
    return record_id.rsplit("/", 1)[-1][6:].rstrip("0123456789-").replace("-", "_")
