"""Months × duties of a branch: what was held when, and what each duty asks (design §10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.judge.combining import MET, combined
from generator.judge.kind import Kind
from generator.judge.kinds.cadence import Cadence
from generator.judge.kinds.ratio import Ratio
from generator.model.period import Period, Window, window_of
from generator.model.result import RuleResult, Status
from generator.publish.cut.records import PublicRecord
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.downloads import downloads, table_name
from generator.publish.pages.parts.due import AHEAD, calendar_of, due_rows
from generator.publish.pages.parts.findings import duties_finding
from generator.publish.pages.parts.tabs import LEDGER, MONTHS, unit_top
from generator.publish.pages.unit.ledger import Entry, entries, entry_href, ledger_types, row_anchor
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite
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
        elif isinstance(kind, Ratio) and kind.per:
            ask = Ask(rule, "month", 1, False)
        else:
            continue
        for type_id in kind.types():
            if not registry().types[type_id].restricted:
                others = tuple(each for each in kind.types() if each != type_id)
                found.setdefault(type_id, []).append(replace(ask, together=others))
    return tuple(Duty(type_id, tuple(asks)) for type_id, asks in found.items())


def months_view(unit: str, site: YearSite) -> View:
    """The page's data."""
    rows, windows, events = _rows(unit, site)
    counted = {event.id: event for event in events if event.counted}
    return View(
        **unit_top(unit, MONTHS, site, "lists.months.title"),
        finding=duties_finding([each for row in rows if (each := _fault(row))], len(rows), site) if rows else "",
        legend=tuple(dict.fromkeys(cell.status for row in rows for cell in row.cells if cell.status)),
        months=tuple(window.key for window in windows),
        # Whether events after the year count for it.
        outside=bool(_outside(events, windows)),
        rows=rows,
        totals=tuple(sum(window.key in event.months for event in counted.values()) for window in windows),
        total=len(counted),
        due=due_rows(unit, site),
        as_of=site.as_of,
        ahead=AHEAD,
        calendar=calendar_of(unit, site),
        downloads=downloads(("months", "due"), site),
    )


def _fault(row: View) -> tuple[str, tuple[str, ...]] | None:
    """A duty that is not met, with the months that fail."""
    if not any(status is Status.FAIL for _, status in row.rules):
        return None
    return row.name.text, tuple(cell.month for cell in row.cells if cell.month and cell.status is Status.FAIL)


def months_table(unit: str, site: YearSite) -> Table:
    """The same figures to download: how often each duty counted in each month."""
    say = site.catalogue.text
    rows, windows, _ = _rows(unit, site)
    columns = (
        Column("duty", say("lists.months.duty")),
        *(Column(window.key, site.words.window(window.key)) for window in windows),
        *(Column(each, say(f"lists.months.{each}")) for each in ("later", "total", "rules")),
    )
    values: list[tuple[Value, ...]] = []
    for row in rows:
        counts = [cell.count for cell in row.cells]
        counts += [0] * (len(windows) + 1 - len(counts))
        rules = (f"{rule.text} {site.words.label('status', status)}" for rule, status in row.rules)
        values.append((row.name.text, *counts, row.total, site.words.join(rules)))
    return Table("months", table_name("months", site), columns, tuple(values))


def _rows(unit: str, site: YearSite) -> tuple[list[View], tuple[Window, ...], list[_Event]]:
    """A row for each duty over the months of the year, those months, and the events of all duties."""
    branch, ledger = site.public.result.branches[unit], entries(unit, site)
    windows = site.pack.year.windows(Period("month"), site.year)
    by_duty = [
        (duty, rules, _events(duty.type, rules, ledger, site))
        for duty in duties(site.kinds)
        if (rules := [branch.rules[ask.rule] for ask in duty.asks if ask.rule in branch.rules])
    ]
    events = [event for _, _, held in by_duty for event in held]
    outside = bool(_outside(events, windows))
    return [_row(duty, rules, held, windows, outside, site) for duty, rules, held in by_duty], windows, events


def _outside(events: Iterable[_Event], windows: Iterable[Window]) -> list[_Event]:
    """Those that count for a month that is none of the year's."""
    keys = {window.key for window in windows}
    return [event for event in events if event.counted and set(event.months) - keys]


def _row(
    duty: Duty,
    rules: list[RuleResult],
    events: list[_Event],
    windows: tuple[Window, ...],
    outside: bool,
    site: YearSite,
) -> View:
    shown = {rule.rule.id for rule in rules}
    cells = [_cell(window, rules, events) for window in windows]
    if outside:
        cells.append(_filled("", _outside(events, windows), None))
    anchored = any(event.anchor for event in events)
    return View(
        name=Link(
            registry().types[duty.type].label(site.words.language), f"{LEDGER}#{duty.type}" if anchored else None
        ),
        asks=tuple(dict.fromkeys(_asked(ask, site) for ask in duty.asks if ask.rule in shown)),
        cells=tuple(cells),
        total=sum(event.counted for event in events),
        rules=tuple((Link(rule.rule.id, f"index.html#{rule.rule.id}"), rule.status) for rule in rules),
    )


def _asked(ask: Ask, site: YearSite) -> str:
    """每季度至少1次."""
    named = f"pages.word.{ask.period}"
    period = site.catalogue.text(named) if site.catalogue.has(named) else site.catalogue.text("lists.months.each")
    text = site.catalogue.text("lists.months.ask", period=period, least=ask.least)
    if ask.together:
        return site.catalogue.text("lists.months.together", ask=text, types=site.types(ask.together))
    return site.catalogue.text("lists.months.by_group", ask=text) if ask.by_group else text


def _cell(window: Window, rules: Iterable[RuleResult], events: Iterable[_Event]) -> View:
    """One month of one duty; how it stands is said where the duty is monthly and the count alone does not tell."""
    statuses = [each.status for rule in rules for each in rule.windows if each.window.key == window.key]
    status = combined(statuses) if statuses else None
    held = [event for event in events if window.key in event.months]
    # Met by what may not be named here: without the status it would read as nothing.
    return _filled(window.key, held, None if status in MET and held else status)


def _filled(month: str, held: list[_Event], status: Status | None) -> View:
    """A cell leads to the record, or, where there are several, to the first of them in the ledger."""
    counted = [event for event in held if event.counted]
    shown = counted or held
    first = next((event for event in shown if event.anchor), None)
    href = f"{LEDGER}#{first.anchor}" if first else None
    if len(shown) == 1:
        href = shown[0].href or href
    count = len(counted)
    return View(month=month, count=count, level=min(count, MOST), uncounted=len(held) - count, href=href, status=status)


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
    window = window_of(record.values.text("month"))
    if window is None:
        return (f"{record.date:%Y-%m}",)
    return tuple(f"{window.start.year}-{month:02}" for month in range(window.start.month, window.end.month + 1))


def _slug(record_id: str) -> str:
    """The type by the file's name."""
    return record_id.rsplit("/", 1)[-1][6:].rstrip("0123456789-").replace("-", "_")
