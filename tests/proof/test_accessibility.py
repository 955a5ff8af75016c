"""Each kind of page, on a desk and on a phone, light and dark, looked at by axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.conftest import CHROMIUM
from tests.proof.axe import faults, lay_out

pytestmark = pytest.mark.proof
BRANCH = "2017/jichu"
KINDS = {
    "home": "2017/index.html",
    "branches": "2017/branches.html",
    "scorecard": f"{BRANCH}/index.html",
    "ledger": f"{BRANCH}/ledger.html",
    "months": f"{BRANCH}/months.html",
    "lists": f"{BRANCH}/rectification.html",
    "all lists": "2017/rectification.html",
    "due": "2017/due.html",
    "committee": "2017/_committee/index.html",
    "pack": "2017/standards/five-good.html",
    "guide": "2017/guide/recorder.html",
    "years": "years.html",
}
SIZES = {"desk": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module", params=SIZES)
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser's page of one size."""
    if CHROMIUM is None:
        pytest.skip("no Chromium")
    width, height = SIZES[request.param]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        browser.close()


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("kind", [*KINDS, "record", "search"])
def test_no_serious_fault(site: Path, address: str, page: Page, kind: str, scheme: str) -> None:
    record = sorted((site / BRANCH).glob("*-committee-meeting.html"))[0].relative_to(site).as_posix()
    page.goto(f"{address}/{KINDS.get(kind, record if kind == 'record' else KINDS['home'])}")
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    for fold in page.query_selector_all("details:not([open])"):
        fold.evaluate("fold => { fold.open = true }")
    lay_out(page)
    if kind == "search":
        page.keyboard.press("/")
        page.keyboard.type("民主评议")
        page.wait_for_timeout(1500)
    found = faults(page)
    assert not found, "\n".join(found)
