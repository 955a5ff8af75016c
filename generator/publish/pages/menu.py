"""The surroundings of a year's pages: menu, banner, foot, and the pages people write."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import spoken
from generator.publish.engine import Frame, NavEntry
from generator.publish.pages.contents import WRITTEN_PAGES, YEAR_PAGES, Menu
from generator.publish.pages.year.feed import FEED
from generator.publish.pages.year_site import YearSite

SEARCH_WORDS = ("label", "open", "close", "clear", "failed")

OTHER_YEARS = ("past", "latest", "superseded", "current")


def frame(site: YearSite, people: Mapping[str, str], style: str) -> Frame:
    """The surroundings of every page of the year; `people` are the pages people write."""
    words = site.words
    return Frame(
        site_name=words.t("site_name"),
        year=str(site.year),
        audience=str(site.audience),
        nav=_menu(site),
        language="en" if words.language == "en" else "zh",
        banner=words.t("banner") if site.settings.demonstration else None,
        archived=_archived(site),
        other_years={name: words.t(f"other_years.{name}", year="{year}", latest="{latest}") for name in OTHER_YEARS},
        footer=words.t("footer", name=site.organization.name),
        pages=dict(people),
        extra_css=style,
        search={name: site.catalogue.text(f"search.{name}") for name in SEARCH_WORDS},
        feed=FEED,
        policy=(("script-src", "'wasm-unsafe-eval'"),),
    )


def _archived(site: YearSite) -> str | None:
    """What a frozen year says of itself on every page; not its fingerprint, which is that of these very pages."""
    version, words = site.settings.frozen_as, site.words
    if version is None:
        return None
    return words.t("archived", year=site.year, version=version, day=words.say(spoken.day(site.as_of)))


def _menu(site: YearSite) -> tuple[NavEntry, ...]:
    """首页, 各支部, 标准, 公开, 方案, 指南, 检查; what people have not written is not in the menu."""
    say = site.words.t
    packs = tuple(NavEntry(pack.title, f"standards/{pack.id}.html") for pack in site.packs)
    return (
        *_part(Menu.RECORDS, site),
        *_tab(say("nav.standards"), packs),
        *_tab(say("nav.open"), _part(Menu.OPEN, site)),
        *_part(Menu.PLAN, site),
        *_tab(say("nav.guide"), _part(Menu.GUIDE, site)),
        *_part(Menu.WORK, site),
    )


def _part(part: Menu, site: YearSite) -> tuple[NavEntry, ...]:
    shown = (page for page in (*WRITTEN_PAGES, *YEAR_PAGES) if page.menu is part and page.file in site.pages)
    return tuple(NavEntry(site.catalogue.text(page.name), page.file) for page in shown)


def _tab(title: str, entries: tuple[NavEntry, ...]) -> tuple[NavEntry, ...]:
    """One entry that leads to the first of these, which stand below it where they are several."""
    return (NavEntry(title, entries[0].target, entries if len(entries) > 1 else ()),) if entries else ()
