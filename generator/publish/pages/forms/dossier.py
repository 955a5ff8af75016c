"""党支部工作档案: what a branch's file must hold, what is there and what is missing, and all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from generator.model.config import Filed
from generator.publish.cut.records import PublicRecord
from generator.publish.forms import Block, Cell, Gap, Grid, Line, Row, Section
from generator.publish.pages.forms.boxes import cover_page, figure, head, left, note, signed, unit_line
from generator.publish.pages.forms.minutes import meetings, minutes
from generator.publish.pages.unit.ledger import entries, ledger_types
from generator.publish.pages.year_site import YearSite
from generator.types import RecordType, registry

_NAMED = 3
"""Of how many records the days are named in the list."""
_LIST = 1
"""The list's place among the sections: after the cover."""

Make = Callable[[str, YearSite], tuple[Section, ...]]


@dataclass(frozen=True, slots=True)
class Material:
    """One line of the list: what is asked, and the days of the records that are it."""

    filed: Filed
    days: tuple[date, ...] = ()
    apart: int | None = None
    """How many there are of types without pages, which are kept apart; None where it has none of such."""

    @property
    def missing(self) -> bool:
        """Whether the file is not complete without it, and it is not there."""
        return self.filed.needed and not self.days and not self.apart


def materials(unit: str, site: YearSite) -> tuple[Material, ...]:
    """What the configuration's list asks, as far as the audience may know whether it is there."""
    held = [(each.record.date, ledger_types(each)) for each in entries(unit, site) if not each.record.draft]
    held += [(each.date, each.types) for each in _of_next_year(unit, site)]
    found = []
    for filed in site.settings.filing:
        types = [declared for name in filed.types if (declared := registry().type_named(name)) is not None]
        open_to = [each for each in types if not each.restricted and site.audience.sees(each.audience)]
        apart = [each for each in types if each.restricted and site.audience.may.restricted]
        if open_to or apart:
            ids = {each.id for each in open_to}
            days = tuple(sorted(day for day, of in held if ids.intersection(of)))
            found.append(Material(filed, days, _apart(unit, apart, site) if apart else None))
    return tuple(found)


def _of_next_year(unit: str, site: YearSite) -> Iterable[PublicRecord]:
    """Records made early in the next year that are of this one: the review and the appraisal of the year."""
    for each in site.records.of(site.year + 1, unit):
        fields = (declared for name in each.types for declared in registry().types[name].fields.values())
        if not each.draft and any(each.values.count(field.id) == site.year for field in fields if field.looks_back):
            yield each


def _apart(unit: str, types: Iterable[RecordType], site: YearSite) -> int:
    ids = {each.id for each in types}
    return sum(each.count for each in site.restricted if each.branch == unit and each.type in ids)


def dossier(unit: str, site: YearSite, papers: Iterable[tuple[str, Make]]) -> tuple[Section, ...]:
    """Cover, list, and the papers in their order, each with the page on which it begins; minutes come last."""
    say = site.catalogue.text
    made = [(say(f"printed.paper.{name}"), make(unit, site)) for name, make in papers]
    first, rows = _LIST + 1, []
    for name, sections in made:
        names = [name] if len(sections) == 1 else [each.title for each in sections]
        rows += [(each, 1, first + place) for place, each in enumerate(names)]
        first += len(sections)
    held = meetings(unit, site)
    if held:
        rows.append((say("printed.paper.minutes"), len(held), first))
    about = (site.unit_name(unit), site.words.period(str(site.year)), site.organization.name)
    cover = cover_page(say("printed.dossier.title"), about)
    return (cover, _list(unit, rows, site), *(each for _, sections in made for each in sections), *minutes(unit, site))


def _list(unit: str, papers: list[tuple[str, int, int]], site: YearSite) -> Section:
    say, found = site.catalogue.text, materials(unit, site)
    heads = head(
        [say(f"printed.dossier.{each}") for each in ("number", "material", "days", "count", "retention", "standing")]
    )
    rows = [_material(number, each, site) for number, each in enumerate(found, 1)]
    missing = [each.filed.name for each in found if each.missing]
    said = (
        say("printed.dossier.missing", names=site.words.join(missing)) if missing else say("printed.dossier.complete")
    )
    sign = signed([say(f"printed.dossier.sign.{each}") for each in ("maker", "keeper")], 6)
    grid = Grid((6, 38, 26, 9, 11, 10), (heads, *rows, Row((left(said, 6),), keep=True), sign), head=1, size=9)
    inside = [Row((left(name), figure(str(count)), Cell(page_of=section))) for name, count, section in papers]
    inner = Grid(
        (60, 20, 15), (head([say(f"printed.dossier.{each}") for each in ("paper", "count", "page")]), *inside), head=1
    )
    above = unit_line(
        say("printed.branch", name=site.unit_name(unit)), say("printed.lists.as_of", day=site.words.day(site.as_of))
    )
    parts: list[Block] = [
        above,
        grid,
        note(say("printed.dossier.local")),
        Gap(4),
        Line(say("printed.dossier.inside"), strong=True, keep=True),
        inner,
    ]
    if not site.audience.may.restricted:
        parts.insert(3, note(say("printed.cut", audience=site.words.label("audience", site.audience))))
    return Section(say("printed.dossier.list"), tuple(parts), margin=15)


def _material(number: int, each: Material, site: YearSite) -> Row:
    say, count = site.catalogue.text, len(each.days) + (each.apart or 0)
    days = [f"{day:%m-%d}" if day.year == site.year else day.isoformat() for day in each.days]
    named = site.words.join(days if len(days) <= _NAMED else (days[0], "…", days[-1]))
    state = "there" if count else "missing" if each.missing else "none"
    cells = (
        left(named),
        figure(str(count or "")),
        Cell(each.filed.retention),
        Cell(say(f"printed.dossier.state.{state}")),
    )
    return Row((figure(str(number)), left(each.filed.name), *cells))
