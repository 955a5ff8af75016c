"""One page of each kind, looked at by axe-core by WCAG 2.2 AA; make proof does so in two sizes, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from generator.publish.pages.contents import COMMITTEE_PAGE, UNIT_PAGES, YEAR_PAGES
from tests.conftest import CHROMIUM
from tests.proof.axe import faults, lay_out
from tests.publish.conftest import MEETING

pytestmark = pytest.mark.browser
KINDS = (
    *(f"2017/{each.file}" for each in YEAR_PAGES),
    *(f"2017/jichu/{each.file}" for each in UNIT_PAGES),
    f"2017/_committee/{COMMITTEE_PAGE.file}",
    *("2017/standards/five-good.html", "2017/plan.html", "2017/guide/office.html", f"{MEETING}.html"),
    *("years.html", "version.html", "404.html"),
)
"""As they are declared, so that none is forgotten, and what is declared elsewhere."""
FEW = """() => {
    for (const each of document.querySelectorAll("#content :is(tbody, ol, ul, .months, section, article)"))
        [...each.children].slice(3).forEach(more => more.remove());
    [...document.querySelectorAll("#content table")].slice(6).forEach(more => more.remove());
}"""
"""Of what is there again and again a page keeps the first: axe-core looks at every element for long."""


def test_no_kind_of_page_has_a_serious_fault(school: Path) -> None:
    """Every other one dark, and as wide as a phone's screen; nothing is wider than that but tables that scroll."""
    if CHROMIUM is None:
        pytest.skip("no Chromium")
    site, found = school / "site/committee", {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(reduced_motion="reduce")
        there = [each for each in KINDS if (site / each).is_file()]
        assert len(there) > 30
        for number, path in enumerate(there):
            width = (1280, 390)[number % 2]
            page.set_viewport_size({"width": width, "height": 844})
            page.goto(f"file://{site}/{path}")
            page.evaluate("document.body.dataset.mdColorScheme = {1280: 'default', 390: 'slate'}[innerWidth]")
            lay_out(page)
            wide = page.evaluate("document.documentElement.scrollWidth") > width
            page.evaluate(FEW)
            # What surrounds it is the same on every page of one depth.
            within = "#content" if number > 1 and "/" in path else None
            found[path] = [*faults(page, within=within), *(["is wider than the screen"] if wide else [])]
        browser.close()
    said = {path: lines for path, lines in found.items() if lines}
    assert not said, said
