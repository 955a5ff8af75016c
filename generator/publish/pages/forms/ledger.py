"""台账 to print: 支部概况 first, then every record duty by duty, as the ledger's page has them (domain §3.4)."""

from __future__ import annotations

from generator.publish.forms import Block, Gap, Grid, Line, Section
from generator.publish.forms.form import SMALL_PT
from generator.publish.pages.forms.boxes import text_grid, unit_line
from generator.publish.pages.forms.profile import PAIRS, profile_rows
from generator.publish.pages.unit.ledger import ledger_view
from generator.publish.pages.view import View
from generator.publish.pages.words import Words
from generator.publish.pages.year_site import YearSite


def ledger(unit: str, site: YearSite) -> tuple[Section, ...]:
    """The ledger across: what the branch is, then a table for each duty with the columns that only it has."""
    say, page = site.catalogue.text, ledger_view(unit, site)
    above = unit_line(say("printed.branch", name=site.unit_name(unit)), say("printed.ledger.of", year=site.year))
    parts: list[Block] = [
        above,
        Gap(2),
        Line(say("printed.profile.title"), strong=True, keep=True),
        profile(unit, site),
    ]
    for table in page.tables:
        parts += [Gap(4), _heading(table, site), _duty(table, site)]
    if not page.tables:
        parts += [Gap(4), Line(say("printed.ledger.none"))]
    return (Section(say("printed.ledger.title", name=site.unit_name(unit)), tuple(parts), landscape=True, margin=15),)


def profile(unit: str, site: YearSite) -> Grid:
    """支部概况 as a grid of labels and words."""
    return Grid((3, 5) * PAIRS, tuple(profile_rows(unit, site)), size=9.5)


def _heading(table: View, site: YearSite) -> Line:
    say = site.catalogue.text
    text = say("printed.ledger.duty", name=table.name, count=len(table.rows))
    if table.share is not None:
        text += say("printed.ledger.attended", expected=table.expected, present=table.present)
    return Line(text, strong=True, keep=True)


def _duty(table: View, site: YearSite) -> Grid:
    """The columns that any row of the duty says something in."""
    say, words = site.catalogue.text, site.words
    heads = [say(f"printed.ledger.{each}") for each in ("day", "name", "place", "chaired", "people", "away")]
    heads += [*table.heads, say("printed.ledger.rules"), say("printed.ledger.notes")]
    rows = [_cells(row, words) for row in table.rows]
    kept = [number for number in range(len(heads)) if number < 1 or any(row[number] for row in rows)]
    return text_grid(
        [heads[number] for number in kept], [[row[number] for number in kept] for row in rows], "", SMALL_PT
    )


def _cells(row: View, words: Words) -> list[str]:
    return [
        row.record.text,
        row.name,
        row.place,
        row.chaired,
        row.people,
        row.away,
        *row.cells,
        words.join(each.text for each in row.uses),
        words.join(text for text, _ in row.tags),
    ]
