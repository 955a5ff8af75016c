"""Runs axe-core in a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("critical", "serious")


def faults(page: Page, impacts: tuple[str, ...] = GRAVE, within: str | None = None) -> list[str]:
    """The page's faults of these impacts, or those of a part: rule, how many places, the first of them."""
    found = Axe().run(page, within, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['impact']} {each['id']}: {len(each['nodes'])} × {each['help']}: "
        + "; ".join(f"{node['target']} {node['html'][:120]}" for node in each["nodes"][:3])
        for each in found
        if each["impact"] in impacts
    ]
