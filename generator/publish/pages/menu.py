"""The surroundings of a year's pages: menu, banner, foot, and the pages people write."""

from __future__ import annotations

from collections.abc import Mapping

from generator.publish.engine import Frame, NavEntry, html_path
from generator.publish.pages.parts.tabs import WORKING_PAPER
from generator.publish.pages.year.feed import FEED
from generator.publish.pages.year.problems import for_writers
from generator.publish.pages.year_site import YearSite

PLAN = "plan.md"
COLUMN = (
    ("notices.name", "notices.html"),
    ("disclosure.name", "disclosure.html"),
    ("bulletins.name", "bulletins.html"),
    ("supervision.name", "supervision.html"),
)
"""What is disclosed to the school, in one tab."""
GUIDES = (("guide/recorder.md", "recorder"), ("guide/office.md", "office"))

SEARCH_WORDS = ("label", "open", "close", "clear", "needs_server", "failed")


def frame(site: YearSite, people: Mapping[str, str], style: str) -> Frame:
    """首页, 各支部, 标准, 方案, 指南, 检查; what people have not written is not in the menu."""
    words = site.words
    packs = tuple(NavEntry(pack.title, f"standards/{pack.id}.html") for pack in site.packs)
    guides = tuple(NavEntry(words.t(f"nav.{name}"), html_path(path)) for path, name in GUIDES if path in people)
    menu = [
        NavEntry(words.t("nav.home"), "index.html"),
        NavEntry(words.t("nav.branches"), "branches.html"),
        NavEntry(words.t("nav.standards"), packs[0].target, packs if len(packs) > 1 else ()),
    ]
    column = tuple(NavEntry(site.catalogue.text(name), target) for name, target in COLUMN)
    menu.append(NavEntry(words.t("nav.open"), column[0].target, column))
    if PLAN in people:
        menu.append(NavEntry(words.t("nav.plan"), html_path(PLAN)))
    if guides:
        menu.append(NavEntry(words.t("nav.guide"), guides[0].target, guides if len(guides) > 1 else ()))
    if for_writers(site):
        menu.append(NavEntry(words.t("nav.problems"), "problems.html"))
    if WORKING_PAPER in dict(site.tabs):
        menu.append(NavEntry(site.catalogue.text("working_paper.name"), WORKING_PAPER))
    return Frame(
        site_name=words.t("site_name"),
        year=str(site.year),
        audience=str(site.audience),
        nav=tuple(menu),
        language="en" if words.language == "en" else "zh",
        banner=words.t("banner") if site.settings.demonstration else None,
        footer=words.t("footer", name=site.organization.name),
        pages=dict(people),
        extra_css=style,
        search={name: site.catalogue.text(f"search.{name}") for name in SEARCH_WORDS},
        feed=FEED,
        policy=(("script-src", "'wasm-unsafe-eval'"),),
    )
