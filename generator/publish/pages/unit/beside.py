"""How a branch stands by the packs beside the one that scores: shown, never mixed into the score (design §4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.publish.pages.parts.standing import DEPTH, Chip, StandardSection, counts, sections
from generator.publish.pages.parts.tabs import BESIDE, Tabs, branch_tabs, crumbs, page_tabs
from generator.publish.pages.year_site import Link, YearSite


@dataclass(frozen=True, slots=True)
class BesidePack:
    """One pack: what it is, and each of its rules for the branch."""

    anchor: str
    title: Link
    valid: str
    counts: tuple[Chip, ...]
    sections: tuple[StandardSection, ...]


@dataclass(frozen=True, slots=True)
class BesideView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    packs: tuple[BesidePack, ...]


def has_beside(site: YearSite) -> bool:
    """Whether any pack beside the one that scores is in force in the year."""
    return bool(site.beside)


def beside_view(unit: str, site: YearSite) -> BesideView:
    """The page's data."""
    words = site.words
    return BesideView(
        title=words.catalogue.text("beside.title", unit=site.unit_name(unit), year=site.year),
        crumbs=crumbs(unit, BESIDE, site),
        branches=branch_tabs(unit, BESIDE, site),
        pages=page_tabs(BESIDE, site),
        packs=tuple(_packs(unit, site)),
    )


def _packs(unit: str, site: YearSite) -> Iterator[BesidePack]:
    for public in site.beside:
        own = replace(site, public=public)
        branch = public.result.branches.get(unit)
        if branch is not None:
            pack = public.result.pack
            yield BesidePack(
                anchor=pack.id,
                title=Link(pack.title, f"{'../' * DEPTH}standards/{pack.id}.html"),
                valid=own.words.valid(pack.valid_from, pack.valid_to),
                counts=counts(branch.rules.values(), own),
                sections=sections(branch, own),
            )
