"""Runs axe-core in a page, and has all of a page laid out."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("critical", "serious")
_LAID_OUT = """() => {
    for (const each of document.querySelectorAll("#content :is(section, figure, table)"))
        each.style.contentVisibility = "visible";
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def faults(page: Page, impacts: tuple[str, ...] = GRAVE, within: str | None = None) -> list[str]:
    """The page's faults of these impacts, or those of a part: rule, how many places, the first of them."""
    found = Axe().run(page, within, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['impact']} {each['id']}: {len(each['nodes'])} × {each['help']}: "
        + "; ".join(f"{node['target']} {node['html'][:120]}" for node in each["nodes"][:3])
        for each in found
        if each["impact"] in impacts
    ]


def lay_out(page: Page) -> None:
    """Has laid out what lies below the screen, too, as it is once a reader comes there."""
    page.evaluate(_LAID_OUT)
