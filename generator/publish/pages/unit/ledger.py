"""The ledger (台账) of a branch and year: every record, duty by duty, in order of time (domain §3.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.judge.records.entry import is_late_entry
from generator.model.figures import percent
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import MINUTES, declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.tabs import LEDGER, Tabs, branch_tabs, crumbs, page_tabs
from generator.publish.pages.parts.values import Place, Shown, shown
from generator.publish.pages.year_site import Link, YearSite
from generator.types import registry

DEPTH = 1
SCHOOL_EVENT = "school_event"
_MEETING = ("place", "chair", "recorder", "expected", "present", "attended")
_TITLES = ("title", "topic", "agenda", "topics")
"""What a record is called, the first that is written."""
_PLAIN = ("text", "lines", "count", "number", "date", "span", "year", "month", "window", "choice", "groups")
"""Kinds of fields that fit in a cell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as an entry of the branch's ledger: its own, or one of the school's that it came to."""

    record: PublicRecord
    present: int | None = None
    """Who came from the branch to an event of the school."""

    @property
    def own(self) -> bool:
        """Whether the branch wrote it."""
        return self.record.branch != COMMITTEE


@dataclass(frozen=True, slots=True)
class Tag:
    """A note; `warn` where it is a fault."""

    text: str
    warn: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One record within one duty."""

    anchor: str
    record: Link
    name: str
    place: str
    chaired: str
    people: str
    away: str
    minutes: str
    own: tuple[str, ...]
    uses: tuple[Link, ...]
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """One duty."""

    anchor: str
    name: str
    heads: tuple[str, ...]
    """Of the columns that only this duty has."""
    named: bool
    placed: bool
    chaired: bool
    attended: bool
    kept: bool
    rows: tuple[LedgerRow, ...]
    total: str


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    lead: str
    downloads: tuple[Link, ...]
    contents: tuple[tuple[Link, int], ...]
    tables: tuple[LedgerTable, ...]
    notice: str


def entries(unit: str, site: YearSite) -> tuple[Entry, ...]:
    """The branch's records of the year and the school's events it came to, in order of date."""
    found = [Entry(record) for record in site.own_records(unit)]
    found += [Entry(record, present) for record, present in site.school_events.get(unit, ())]
    return tuple(sorted(found, key=lambda each: (each.record.date, each.record.id)))


def ledger_view(unit: str, site: YearSite) -> LedgerView:
    """The page's data; nothing in it depends on the day."""
    say = site.catalogue.text
    found = entries(unit, site)
    tables = tuple(_table(type_id, unit, found, site) for type_id in _in_order(unit, found, site))
    return LedgerView(
        title=say("lists.ledger.title", unit=site.unit_name(unit), year=site.year),
        crumbs=crumbs(unit, LEDGER, site),
        branches=branch_tabs(unit, LEDGER, site),
        pages=page_tabs(LEDGER, site),
        lead=say(
            "lists.ledger.lead",
            records=sum(each.own for each in found),
            school=sum(not each.own for each in found),
            counted=sum(bool(_uses(each, unit, site)) for each in found),
        ),
        downloads=downloads(("ledger",), site),
        contents=tuple((Link(table.name, f"#{table.anchor}"), len(table.rows)) for table in tables),
        tables=tables,
        notice=site.words.t(f"shown_to.{site.audience}"),
    )


def row_anchor(type_id: str, record: PublicRecord) -> str:
    """Where a record stands under one duty of the ledger."""
    return f"{type_id}-{record.stem}" if record.branch != COMMITTEE else f"{type_id}-school-{record.stem}"


def entry_href(entry: Entry, site: YearSite) -> str | None:
    """The address of its page from a page of the branch."""
    return f"{entry.record.stem}.html" if entry.own else site.record_href(entry.record, DEPTH)


def ledger_types(entry: Entry) -> tuple[str, ...]:
    """The duties it stands under; an event of the school under what it was, if that is said."""
    types = entry.record.types
    return tuple(each for each in types if each != SCHOOL_EVENT) or types


def _in_order(unit: str, found: Iterable[Entry], site: YearSite) -> list[str]:
    """The duties there are records of, as the rules they count for stand in the pack; those of no rule last."""
    ranks = {rule.id: number for number, rule in enumerate(site.pack.rules)}
    first: dict[str, int] = {}
    for entry in found:
        uses = [ranks.get(use.rule, len(ranks)) for use in site.counted.of_unit(entry.record.id, unit)]
        for type_id in ledger_types(entry):
            first[type_id] = min(first.get(type_id, len(ranks)), *uses, len(ranks))
    order = list(registry().types)
    return sorted(first, key=lambda type_id: (first[type_id], order.index(type_id)))


def _table(type_id: str, unit: str, found: Iterable[Entry], site: YearSite) -> LedgerTable:
    say, declared = site.catalogue.text, registry().types[type_id]
    own = [each for each in found if type_id in ledger_types(each)]
    names = _columns(type_id, own)
    rows = tuple(_row(type_id, each, names, unit, site) for each in own)
    total = say("lists.ledger.total", count=len(rows), counted=sum(bool(row.uses) for row in rows))
    expected, present = _attendance(own)
    if expected:
        share = percent(Fraction(present, expected))
        total += say("lists.ledger.attendance", present=present, expected=expected, percent=share)
    return LedgerTable(
        anchor=type_id,
        name=declared.label(site.words.language),
        heads=tuple(_label(name, type_id, site) for name in names),
        named=any(row.name for row in rows),
        placed=any(row.place for row in rows),
        chaired=any(row.chaired for row in rows),
        attended=any(row.people for row in rows),
        kept=any(row.minutes for row in rows),
        rows=rows,
        total=total,
    )


def _columns(type_id: str, found: Iterable[Entry]) -> tuple[str, ...]:
    """What the duty needs to count beside a meeting's fields, where any record has it and it fits in a cell."""
    needed = [name for need in registry().types[type_id].needs for name in need.split("|")]
    wanted = [name for name in needed if name not in (*_MEETING, *_TITLES)]
    return tuple(
        name
        for name in wanted
        if (declared := declared_field(name, (type_id,))) and declared.kind in _PLAIN
        if any(name in each.record.values for each in found)
    )


def _label(name: str, type_id: str, site: YearSite) -> str:
    declared = declared_field(name, (type_id,))
    return declared.label(site.words.language) if declared else name


def _row(type_id: str, entry: Entry, columns: Iterable[str], unit: str, site: YearSite) -> LedgerRow:
    record, words = entry.record, site.words
    chaired = [str(record.values[name]) for name in ("chair", "recorder") if name in record.values]
    content = registry().types[type_id].content and entry.own and site.audience.sees(MINUTES)
    others = [each for each in ledger_types(entry) if each != type_id]
    return LedgerRow(
        anchor=row_anchor(type_id, record),
        record=Link(f"{record.date:%m-%d}", entry_href(entry, site), words.day(record.date)),
        name=_name(record, unit, site),
        place=_cell("place", record, unit, site),
        chaired=" / ".join(chaired),
        people=_people(entry),
        away=_away(record, site),
        minutes=site.catalogue.text(f"lists.ledger.{'kept' if record.body else 'not_kept'}") if content else "",
        own=tuple(_cell(name, record, unit, site) for name in columns),
        uses=_uses(entry, unit, site),
        tags=tuple(_tags(type_id, entry, others, site)),
    )


def _name(record: PublicRecord, unit: str, site: YearSite) -> str:
    return next((text for name in _TITLES if (text := _cell(name, record, unit, site))), "")


def _cell(name: str, record: PublicRecord, unit: str, site: YearSite) -> str:
    """A field in one line; empty where it is not there."""
    declared = declared_field(name, record.types)
    if declared is None or name not in record.values:
        return ""
    return _line(shown(declared, record.values[name], Place(site, unit, DEPTH)), site)


def _line(found: Shown, site: YearSite) -> str:
    if found.links:
        return site.words.catalogue.text("pages.semicolon").join(each.text for each in found.links)
    return found.text


def _people(entry: Entry) -> str:
    """实到 / 应到, or what there is of it."""
    if not entry.own:
        return "" if entry.present is None else str(entry.present)
    present, expected = (entry.record.values.get(name) for name in ("present", "expected"))
    if present is None and expected is None:
        return ""
    return f"{'—' if present is None else present} / {expected}" if expected is not None else str(present)


def _away(record: PublicRecord, site: YearSite) -> str:
    """Leave and absence, for those who may see them."""
    found = [(name, record.values[name]) for name in ("on_leave", "absent") if record.values.get(name)]
    return site.words.join(f"{_label(name, record.types[0], site)} {value}" for name, value in found)


def _attendance(found: Iterable[Entry]) -> tuple[int, int]:
    """Expected and present over all records that say both."""
    pairs = [(each.record.values.get("expected"), each.record.values.get("present")) for each in found if each.own]
    both = [(one, two) for one, two in pairs if isinstance(one, int) and isinstance(two, int)]
    return sum(one for one, _ in both), sum(two for _, two in both)


def _uses(entry: Entry, unit: str, site: YearSite) -> tuple[Link, ...]:
    """The branch's rules it counted for, as links to where they are judged."""
    found: dict[tuple[int, str], Link] = {}
    for use in site.counted.of_unit(entry.record.id, unit):
        text = use.rule if use.year == site.year else site.words.t("rule_of_year", rule=use.rule, year=use.year)
        found[use.year, use.rule] = Link(text, site.unit_href(unit, DEPTH, use.year, use.rule))
    return tuple(found.values())


def _tags(type_id: str, entry: Entry, others: Iterable[str], site: YearSite) -> Iterator[Tag]:
    """What is to be noted of a record."""
    say, record = site.catalogue.text, entry.record
    if not entry.own:
        yield Tag(say("lists.ledger.school"))
    if record.draft:
        yield Tag(site.words.t("record.draft"), True)
    if type_id in record.incomplete:
        yield Tag(say("lists.ledger.incomplete"), True)
    if days := _days_late(record, site):
        yield Tag(say("lists.ledger.late", days=days), True)
    if made_up := record.values.get("make_up_for"):
        yield Tag(say("lists.ledger.made_up", period=site.words.window(str(made_up))))
    for other in others:
        yield Tag(say("lists.ledger.also", type=site.types([other])))


def _days_late(record: PublicRecord, site: YearSite) -> int:
    """Days between the event and its entry where they are more than allowed, else 0."""
    entered = site.entered_on.get(record.id)
    late = entered is not None and is_late_entry(record.date, entered, site.settings.late_entry_days)
    return (entered - record.date).days if late and entered else 0


def ledger_table(unit: str, site: YearSite) -> Table:
    """The same to download, a record a line; only what the audience may see, the columns the same for every branch."""
    columns = _to_download(unit, site)
    rows = tuple(tuple(value(entry) for _, value in columns) for entry in entries(unit, site))
    name = site.catalogue.text("lists.tab.ledger")
    return Table("ledger", name, tuple(column for column, _ in columns), rows)


def _to_download(unit: str, site: YearSite) -> list[tuple[Column, Callable[[Entry], Value]]]:
    say, shared = site.catalogue.text, registry().shared

    def field(name: str) -> tuple[Column, Callable[[Entry], Value]]:
        return Column(name, shared[name].label(site.words.language)), lambda entry: _value(name, entry, unit, site)

    def own(entry: Entry) -> str:
        names = [(each, name) for each in ledger_types(entry) for name in _columns(each, [entry])]
        cells = {name: (_label(name, each, site), _cell(name, entry.record, unit, site)) for each, name in names}
        return site.words.t("semicolon").join(f"{label} {text}" for label, text in cells.values())

    def tags(entry: Entry) -> str:
        first = ledger_types(entry)[0]
        return site.words.join(tag.text for tag in _tags(first, entry, (), site))

    def minutes(entry: Entry) -> str:
        return say(f"lists.ledger.{'kept' if entry.record.body else 'not_kept'}")

    def uses(entry: Entry) -> str:
        return site.words.join(link.text for link in _uses(entry, unit, site))

    found: list[tuple[Column, Callable[[Entry], Value]]] = [
        (Column("date", shared["date"].label(site.words.language)), lambda entry: entry.record.date),
        (Column("type", shared["type"].label(site.words.language)), lambda entry: site.types(ledger_types(entry))),
        (Column("name", say("lists.ledger.name")), lambda entry: _name(entry.record, unit, site)),
    ]
    fields = ("place", "chair", "recorder", "expected", "present", "on_leave", "absent")
    found += [field(name) for name in fields if site.audience.sees(shared[name].audience)]
    found += [(Column("minutes", say("lists.ledger.minutes")), minutes)] if site.audience.sees(MINUTES) else []
    return [
        *found,
        (Column("own", say("lists.ledger.own")), own),
        (Column("rules", say("lists.ledger.uses")), uses),
        (Column("entered_on", site.words.t("record.entered")), lambda entry: site.entered_on.get(entry.record.id)),
        (Column("notes", say("lists.ledger.tags")), tags),
        (Column("record", say("lists.ledger.id")), lambda entry: entry.record.id),
    ]


def _value(name: str, entry: Entry, unit: str, site: YearSite) -> Value:
    """A number as one; of an event of the school only who came from the branch."""
    if name == "present" and not entry.own:
        return entry.present
    value = entry.record.values.get(name)
    return value if isinstance(value, int) else _cell(name, entry.record, unit, site)
