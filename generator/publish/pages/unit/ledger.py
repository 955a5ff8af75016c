"""The ledger (台账) of a branch and year: every record, duty by duty, in order of time (domain §3.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.judge.records.entry import is_late_entry
from generator.model.record import COMMITTEE, in_time
from generator.publish.cut.classes import MINUTES, declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.history import withdrawn_rows
from generator.publish.pages.parts.tabs import LEDGER, unit_top
from generator.publish.pages.parts.values import Place, Shown, shown
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite
from generator.types import registry

DEPTH = 1
SCHOOL_EVENT = "school_event"
_MEETING = ("place", "chair", "recorder", "expected", "present", "attended")
_TITLES = ("title", "topic", "agenda", "topics")
"""What a record is called, the first that is written."""
_PLAIN = ("text", "lines", "count", "number", "date", "span", "year", "month", "window", "choice", "groups", "parts")
"""Kinds of fields that fit in a cell."""
_COUNTED = ("count", "number", "year", "parts")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as an entry of the branch's ledger: its own, or one of the school's that it came to."""

    record: PublicRecord
    present: int | None = None
    """Who came from the branch to an event of the school."""

    @property
    def of_branch(self) -> bool:
        """Whether the branch wrote it."""
        return self.record.branch != COMMITTEE


def entries(unit: str, site: YearSite) -> tuple[Entry, ...]:
    """The branch's records of the year and the school's events it came to, in order of date."""
    found = [Entry(record) for record in site.own_records(unit)]
    found += [Entry(record, present) for record, present in site.school_events.get(unit, ())]
    return tuple(sorted(found, key=lambda each: in_time(each.record)))


def ledger_view(unit: str, site: YearSite) -> View:
    """The page's data; nothing in it depends on the day."""
    listed = entries(unit, site)
    held: dict[str, list[Entry]] = {}
    for each in listed:
        for type_id in dict.fromkeys(ledger_types(each)):
            held.setdefault(type_id, []).append(each)
    return View(
        **unit_top(unit, LEDGER, site, "lists.ledger.title"),
        records=sum(each.of_branch for each in listed),
        school=sum(not each.of_branch for each in listed),
        counted=sum(bool(_uses(each, unit, site)) for each in listed),
        downloads=downloads(("ledger",), site),
        tables=tuple(_table(type_id, held[type_id], unit, site) for type_id in _in_order(unit, listed, site)),
        withdrawn=withdrawn_rows(unit, site),
        audience=site.audience,
    )


def row_anchor(type_id: str, record: PublicRecord) -> str:
    """Where a record stands under one duty of the ledger."""
    return f"{type_id}-{record.stem}" if record.branch != COMMITTEE else f"{type_id}-school-{record.stem}"


def entry_href(entry: Entry, site: YearSite) -> str | None:
    """The address of its page from a page of the branch."""
    return f"{entry.record.stem}.html" if entry.of_branch else site.record_href(entry.record, DEPTH)


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


def _table(type_id: str, held: Sequence[Entry], unit: str, site: YearSite) -> View:
    """One duty with what was entered for it, and the columns that only it has."""
    names = _columns(type_id, held)
    expected, present = _attendance(held)
    return View(
        anchor=type_id,
        name=registry().types[type_id].label(site.words.language),
        heads=tuple(_label(name, type_id, site) for name in names),
        rows=[_row(type_id, each, names, unit, site) for each in held],
        expected=expected,
        present=present,
        share=Fraction(present, expected) if expected else None,
    )


def _columns(type_id: str, found: Iterable[Entry]) -> tuple[str, ...]:
    """What the duty needs, asks for, counts or comes to later beside a meeting's fields, where any record says it."""
    duty = registry().types[type_id]
    needed = [name for need in duty.needs for name in need.split("|")]
    outcome = (name for name, each in duty.fields.items() if each.later or each.kind in _COUNTED)
    every = dict.fromkeys((*needed, *duty.asks, *outcome))
    wanted = [name for name in every if name not in (*_MEETING, *_TITLES, "time")]
    return tuple(
        name
        for name in wanted
        if (declared := declared_field(name, (type_id,))) and declared.kind in _PLAIN
        if any(each.record.values.says(name) for each in found)
    )


def _label(name: str, type_id: str, site: YearSite) -> str:
    declared = declared_field(name, (type_id,))
    return declared.label(site.words.language) if declared else name


def _row(type_id: str, entry: Entry, columns: Iterable[str], unit: str, site: YearSite) -> View:
    record, words = entry.record, site.words
    content = registry().types[type_id].content and entry.of_branch and site.audience.sees(MINUTES)
    others = [each for each in ledger_types(entry) if each != type_id]
    return View(
        anchor=row_anchor(type_id, record),
        record=Link(f"{record.date:%m-%d}", entry_href(entry, site), words.day(record.date)),
        name=_name(record, unit, site),
        place=_cell("place", record, unit, site),
        chaired=" / ".join(name for name in (record.values.text("chair"), record.values.text("recorder")) if name),
        people=_people(entry),
        away=_away(record, site),
        minutes=_minutes(entry, site) if content else "",
        cells=tuple(_cell(name, record, unit, site) for name in columns),
        uses=_uses(entry, unit, site),
        tags=tuple(_tags(type_id, entry, others, site)),
    )


def _minutes(entry: Entry, site: YearSite) -> str:
    return site.catalogue.text(f"lists.ledger.{'kept' if entry.record.body else 'not_kept'}")


def _name(record: PublicRecord, unit: str, site: YearSite) -> str:
    return next((text for name in _TITLES if (text := _cell(name, record, unit, site))), "")


def _cell(name: str, record: PublicRecord, unit: str, site: YearSite) -> str:
    """A field in one line; empty where it is not there."""
    declared = declared_field(name, record.types)
    if declared is None or not record.values.says(name):
        return ""
    return _line(shown(declared, record.values.of(name), Place(site, unit, DEPTH)), site)


def _line(value: Shown, site: YearSite) -> str:
    if value.fields:
        return site.words.join(f"{name} {_line(each, site)}" for name, each in value.fields)
    return site.words.t("semicolon").join(each.text for each in value.links) if value.links else value.text


def _people(entry: Entry) -> str:
    """实到 / 应到, or what there is of it."""
    values = entry.record.values
    present = values.count("present") if entry.of_branch else entry.present
    expected = values.count("expected") if entry.of_branch else None
    texts = ["—" if present is None else str(present), "" if expected is None else str(expected)]
    return " / ".join(filter(None, texts)) if present is not None or expected is not None else ""


def _away(record: PublicRecord, site: YearSite) -> str:
    """Leave and absence, for those who may see them."""
    numbers = [(name, record.values.count(name)) for name in ("on_leave", "absent")]
    return site.words.join(f"{_label(name, record.types[0], site)} {number}" for name, number in numbers if number)


def _attendance(held: Iterable[Entry]) -> tuple[int, int]:
    """Expected and present over all records that say both."""
    values = [each.record.values for each in held if each.of_branch]
    pairs = [(each.count("expected"), each.count("present")) for each in values]
    both = [(one, two) for one, two in pairs if one is not None and two is not None]
    return sum(one for one, _ in both), sum(two for _, two in both)


def _uses(entry: Entry, unit: str, site: YearSite) -> tuple[Link, ...]:
    """The branch's rules it counted for, as links to where they are judged."""
    links = {}
    for use in site.counted.of_unit(entry.record.id, unit):
        text = use.rule if use.year == site.year else site.words.t("rule_of_year", rule=use.rule, year=use.year)
        links[use.year, use.rule] = Link(text, site.unit_href(unit, DEPTH, use.year, use.rule))
    return tuple(links.values())


def _tags(type_id: str, entry: Entry, others: Iterable[str], site: YearSite) -> Iterator[tuple[str, bool]]:
    """What is to be noted of a record, and whether it is a fault."""
    say, record = site.catalogue.text, entry.record
    if not entry.of_branch:
        yield say("lists.ledger.school"), False
    if record.draft:
        yield site.words.t("record.draft"), True
    if type_id in record.incomplete:
        yield say("lists.ledger.incomplete"), True
    if days := _days_late(record, site):
        yield say("lists.ledger.late", days=days), True
    if period := record.values.text("make_up_for"):
        yield say("lists.ledger.made_up", period=site.words.window(period)), False
    for other in others:
        yield say("lists.ledger.also", type=site.types([other])), False


def _days_late(record: PublicRecord, site: YearSite) -> int:
    """Days between the event and its entry where they are more than allowed, else 0."""
    entered = site.entered_on.get(record.id)
    late = is_late_entry(record.date, entered, site.settings.late_entry_days, site.settings.start_on)
    return (entered - record.date).days if late and entered else 0


def ledger_table(unit: str, site: YearSite) -> Table:
    """The same to download, a record a line; only what the audience may see, the columns the same for every branch."""
    columns = _to_download(unit, site)
    rows = tuple(tuple(value(entry) for _, value in columns) for entry in entries(unit, site))
    name = site.catalogue.text("lists.tab.ledger")
    return Table("ledger", name, tuple(column for column, _ in columns), rows)


def _to_download(unit: str, site: YearSite) -> list[tuple[Column, Callable[[Entry], Value]]]:
    say, shared = site.catalogue.text, registry().shared

    def field(name: str, value: Callable[[Entry], Value] | None = None) -> tuple[Column, Callable[[Entry], Value]]:
        column = Column(name, shared[name].label(site.words.language))
        return column, value or (lambda entry: _value(name, entry, unit, site))

    def special(entry: Entry) -> str:
        names = [(each, name) for each in ledger_types(entry) for name in _columns(each, [entry])]
        cells = {name: f"{_label(name, each, site)} {_cell(name, entry.record, unit, site)}" for each, name in names}
        return site.words.t("semicolon").join(cells.values())

    def tags(entry: Entry) -> str:
        return site.words.join(text for text, _ in _tags(ledger_types(entry)[0], entry, (), site))

    def uses(entry: Entry) -> str:
        return site.words.join(link.text for link in _uses(entry, unit, site))

    fields = ("place", "chair", "recorder", "expected", "present", "on_leave", "absent")
    minutes = (Column("minutes", say("lists.ledger.minutes")), lambda entry: _minutes(entry, site))
    return [
        field("date", lambda entry: entry.record.date),
        field("type", lambda entry: site.types(ledger_types(entry))),
        (Column("name", say("lists.ledger.name")), lambda entry: _name(entry.record, unit, site)),
        *(field(name) for name in fields if site.audience.sees(shared[name].audience)),
        *((minutes,) if site.audience.sees(MINUTES) else ()),
        (Column("own", say("lists.ledger.own")), special),
        (Column("rules", say("lists.ledger.uses")), uses),
        (Column("entered_on", site.words.t("record.entered")), lambda entry: site.entered_on.get(entry.record.id)),
        (Column("notes", say("lists.ledger.tags")), tags),
        (Column("record", say("lists.ledger.id")), lambda entry: entry.record.id),
    ]


def _value(name: str, entry: Entry, unit: str, site: YearSite) -> Value:
    """A number as one; of an event of the school only who came from the branch."""
    if name == "present" and not entry.of_branch:
        return entry.present
    number = entry.record.values.count(name)
    return _cell(name, entry.record, unit, site) if number is None else number
