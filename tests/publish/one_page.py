"""One page of a root, without the rest of its site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.model.record import COMMITTEE
from generator.papers.editions import site_content
from generator.publish.edition import Edition
from generator.publish.pages.contents import COMMITTEE_PAGE, UNIT_PAGES, YEAR_PAGES
from generator.publish.pages.unit.record import record_view
from generator.types import Audience
from generator.workspace.workspace import Workspace


def page(
    root: Path,
    path: str,
    audience: str = "public",
    *,
    as_of: str,
    language: str = "zh",
    only: int | None = None,
    frozen_as: int | None = None,
) -> str:
    """What stands between the head and the foot of `2017/jichu/trend.html`, where all years, or `only` one, are made.

    With `frozen_as` the one year is being frozen, and no other has a site.

    KeyError where the audience's site has no such page.
    """
    workspace = Workspace(root, root, language)
    content = replace(site_content(workspace, only, date.fromisoformat(as_of)), frozen_as=frozen_as)
    beside = () if frozen_as else workspace.source.years
    carried = frozenset(str(each) for each in beside if each not in content.results)
    build = Edition(content, Audience(audience), language, root / "templates", carried)
    year, _, place = path.partition("/")
    unit, _, file = place.rpartition("/")
    site = build.site(int(year))
    if unit and (record := site.records.get(path.removesuffix(".html"))):
        return build.renderer.page("record", record_view(record, site))
    if not unit:
        of_year = {each.file: each for each in YEAR_PAGES if each.shown(site)}
        return build.renderer.page(of_year[file].template, of_year[file].view(site))
    pages = (COMMITTEE_PAGE,) if unit == COMMITTEE else UNIT_PAGES
    shown = {each.file: each for each in pages if each.shown(site)}
    return build.renderer.page(shown[file].template, shown[file].view(unit, site))
