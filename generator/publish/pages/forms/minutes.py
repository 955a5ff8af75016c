"""会议记录 in the form of the record book: one meeting, or a year with cover and contents (domain §3.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from generator.model.values import Values
from generator.publish.cut.classes import MINUTES
from generator.publish.cut.records import PublicRecord
from generator.publish.forms import Cell, Grid, Row, Section
from generator.publish.forms.form import LEFT
from generator.publish.pages.forms.boxes import cover_page, head, left, named, paragraphs, unit_line
from generator.publish.pages.parts.values import Place, shown
from generator.publish.pages.year_site import YearSite
from generator.types import registry

_WIDTHS = (14, 36, 14, 36)
_ACROSS = 3


@cache
def meeting_types() -> tuple[str, ...]:
    """The types of record that are minutes of a meeting: what was on the agenda makes them count."""
    return tuple(each.id for each in registry().types.values() if "agenda" in each.content)


def meetings(unit: str, site: YearSite) -> tuple[PublicRecord, ...]:
    """The unit's meetings of the year that the audience may open, in order of date; drafts are none yet."""
    return tuple(each for each in site.own_records(unit, *meeting_types()) if not each.draft)


def book(unit: str, site: YearSite) -> tuple[Section, ...]:
    """Cover, contents, and each meeting on a page of its own."""
    held = meetings(unit, site)
    say, words = site.catalogue.text, site.words
    days = words.span(held[0].date, held[-1].date)
    count = say("printed.minutes.number_of", count=len(held))
    cover = cover_page(say("printed.paper.minutes"), (site.unit_name(unit), days, count))
    first, numbers = 2, _numbers(held)
    rows = [head([say(f"printed.contents.{each}") for each in ("number", "day", "name", "page")])]
    rows += [
        Row(
            (
                Cell(str(number)),
                Cell(words.day(each.date)),
                left(_name(each, numbers[each.id], unit, site)),
                Cell(page_of=first + number - 1),
            )
        )
        for number, each in enumerate(held, 1)
    ]
    contents = Section(say("printed.contents.title"), (Grid((8, 22, 60, 10), tuple(rows), head=1),))
    return (cover, contents, *minutes(unit, site))


def minutes(unit: str, site: YearSite) -> Iterator[Section]:
    """Each meeting of the year, on a page of its own."""
    held = meetings(unit, site)
    numbers = _numbers(held)
    return (_meeting(each, numbers[each.id], unit, site) for each in held)


def meeting(record: PublicRecord, site: YearSite) -> Section:
    """One meeting."""
    number = _numbers(meetings(record.branch, site)).get(record.id, 0)
    return _meeting(record, number, record.branch, site)


def _meeting(record: PublicRecord, number: int, unit: str, site: YearSite) -> Section:
    say = site.catalogue.text
    above = say("printed.minutes.number", year=site.year, number=number) if number else say("printed.minutes.draft")
    title = say("printed.minutes.of", kind=site.types(record.types))
    return Section(
        title,
        (
            unit_line(say("printed.branch", name=site.unit_name(unit)), above),
            Grid(_WIDTHS, tuple(_rows(record, unit, site))),
        ),
    )


def _name(record: PublicRecord, number: int, unit: str, site: YearSite) -> str:
    """What it is called in the contents: kind, number, and its title or first topic."""
    title = record.values.text("title") or "；".join(record.values.names("agenda")[:1])
    of = site.types(record.types)
    short = site.catalogue.text("printed.minutes.short", number=number)
    return " ".join(filter(None, (of, _groups(record, unit, site), short, title)))


def _groups(record: PublicRecord, unit: str, site: YearSite) -> str:
    return site.words.join(site.unit_name(f"{unit}/{each}") for each in record.values.names("groups"))


def _numbers(held: tuple[PublicRecord, ...]) -> dict[str, int]:
    """第几次 of its kind (and of its groups) in the year, by record, among those the audience may open."""
    counts, found = Counter[tuple[str, tuple[str, ...]]](), {}
    for each in held:
        kind = next(name for name in each.types if name in meeting_types()), each.values.names("groups")
        counts[kind] += 1
        found[each.id] = counts[kind]
    return found


def _rows(record: PublicRecord, unit: str, site: YearSite) -> Iterator[Row]:
    values, words, say = record.values, site.words, site.catalogue.text

    def field(name: str, across: int = 1) -> tuple[Cell, Cell]:
        declared = registry().shared[name]
        said = shown(declared, values.of(name), Place(site, unit, 1)).text if values.says(name) else ""
        return named(declared.label(words.language), said, across)

    def people(name: str) -> tuple[Cell, Cell]:
        count = values.count(name)
        label = registry().shared[name].label(words.language)
        return named(label, "" if count is None else say("printed.minutes.people", count=count))

    if values.text("title"):
        yield Row(field("title", _ACROSS))
    if groups := _groups(record, unit, site):
        yield Row(named(registry().shared["groups"].label(words.language), groups, _ACROSS))
    hours = (
        shown(registry().shared["time"], values.of("time"), Place(site, unit, 1)).text if values.says("time") else ""
    )
    last = values.day("end_date")
    day = words.span(record.date, last) if last else f"{words.day(record.date)} {words.weekday(record.date)}"
    yield Row((*named(say("printed.minutes.time"), f"{day} {hours}".strip()), *field("place")))
    if site.audience.sees(MINUTES):
        yield Row((*field("chair"), *field("recorder")))
    yield Row((*people("expected"), *people("present")))
    if site.audience.sees(registry().shared["on_leave"].audience):
        yield Row((*people("on_leave"), *people("absent")))
        for name in ("leave_list", "absent_list"):
            if rows := values.rows(name):
                label = registry().shared[name].label(words.language)
                yield Row(named(label, words.t("semicolon").join(map(_person, rows)), _ACROSS))
    if site.audience.sees(MINUTES):
        yield Row(
            named(registry().shared["observers"].label(words.language), words.join(values.names("observers")), _ACROSS)
        )
    topics = [f"{number}．{text}" for number, text in enumerate(values.names("agenda"), 1)]
    yield Row(named(registry().shared["agenda"].label(words.language), "\n".join(topics), _ACROSS), height=12)
    yield from _said(record, site)


def _said(record: PublicRecord, site: YearSite) -> Iterator[Row]:
    """What was said and resolved, and the place to sign: the resolutions and the signatures stay on one page."""
    say, values = site.catalogue.text, record.values
    if all(site.audience.sees(registry().types[each].text) for each in record.types):
        text = paragraphs(record.body)
        body = Cell(text, _ACROSS, LEFT, indented=True)
        yield Row(
            (Cell(say("printed.minutes.body"), strong=True), body), height=0 if text else 60, broken=len(text) > 300
        )
    else:
        yield Row(named(say("printed.minutes.body"), _cut(site), _ACROSS))
    if site.audience.sees(MINUTES):
        found = [_resolution(number, row, site) for number, row in enumerate(values.rows("resolutions"), 1)]
        yield Row(named(say("printed.minutes.resolutions"), "\n".join(found), _ACROSS), height=14)
    signs = [Cell(say(f"printed.minutes.sign.{each}"), 2, LEFT) for each in ("chair", "recorder")]
    yield Row(tuple(signs), height=14)


def _cut(site: YearSite) -> str:
    return site.catalogue.text("printed.cut", audience=site.words.label("audience", site.audience))


def _person(row: Values) -> str:
    reason = row.text("reason")
    return f"{row.text('name')}（{reason}）" if reason else row.text("name")


def _resolution(number: int, row: Values, site: YearSite) -> str:
    fields = registry().shared["resolutions"].fields
    language = site.words.language
    votes = [
        f"{fields[name].label(language)}{row.count(name)}"
        for name in ("for", "against", "abstain")
        if row.count(name) is not None
    ]
    text = f"{number}．{row.text('text').rstrip('。；')}"
    return f"{text}（{site.words.join(votes)}）" if votes else text
