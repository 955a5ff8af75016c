"""How a branch stands by the packs beside the one that scores: shown, never mixed into the score (design §4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.publish.formats.table import Column, Table
from generator.publish.pages.parts.downloads import downloads, table_name
from generator.publish.pages.parts.standing import DEPTH, counts, sections
from generator.publish.pages.parts.tabs import BESIDE, unit_top
from generator.publish.pages.unit.scorecard import scorecard_table
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

TABLE = "beside"


def has_beside(site: YearSite) -> bool:
    """Whether any pack beside the one that scores is in force in the year."""
    return bool(site.beside)


def beside_view(unit: str, site: YearSite) -> View:
    """The page's data."""
    return View(
        **unit_top(unit, BESIDE, site, "beside.title"),
        packs=tuple(_packs(unit, site)),
        downloads=downloads((TABLE,), site),
    )


def _packs(unit: str, site: YearSite) -> Iterator[View]:
    """Each pack: what it is, and each of its rules for the branch."""
    for public in site.beside:
        by_pack = replace(site, public=public)
        branch, pack = public.result.branches.get(unit), public.result.pack
        if branch is not None:
            yield View(
                anchor=pack.id,
                title=Link(pack.title, f"{'../' * DEPTH}standards/{pack.id}.html"),
                valid=site.words.valid(pack.valid_from, pack.valid_to),
                counts=counts(each.status for each in branch.rules.values()),
                sections=sections(branch, by_pack),
            )


def beside_table(unit: str, site: YearSite) -> Table:
    """Every rule of every such pack to download, as of the pack that scores."""
    named = [
        (each.result.pack.title, scorecard_table(unit, replace(site, public=each)))
        for each in site.beside
        if unit in each.result.branches
    ]
    head = Column("pack", site.catalogue.text("lists.table_head.pack"))
    columns = named[0][1].columns if named else ()
    rows = tuple((pack, *row) for pack, table in named for row in table.rows)
    return Table(TABLE, table_name(TABLE, site), (head, *columns), rows)
