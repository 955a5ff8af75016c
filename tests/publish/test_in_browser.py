"""The published pages in Chromium, on a large screen and a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.proof.axe import lay_out
from tests.publish.conftest import MEETING

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
PAGES = (
    "2017/index.html",
    "2017/branches.html",
    "2017/due.html",
    "2017/rectification.html",
    "2017/jichu/index.html",
    "2017/jichu/ledger.html",
    "2017/jichu/months.html",
    "2017/jichu/rectification.html",
    "2017/_committee/index.html",
    f"{MEETING}.html",
    "2017/standards/five-good.html",
    "2017/plan.html",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_fits_and_nothing_complains(school: Path, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for path in PAGES:
        page.goto(f"file://{school}/site/committee/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        lay_out(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("h1").count() == 1, path
    assert not wrong
    page.close()


def test_what_lies_below_the_screen_is_laid_out_later(school: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.clock.install()
    page.goto(f"file://{school}/site/public/2017/jichu/index.html")
    last, month = page.locator("section.standard .rule__gloss").last, page.locator(".months section").last
    assert (last.inner_text(), month.inner_text()) == ("", "")
    page.clock.run_for(60_000)
    assert last.inner_text() and month.inner_text()
    page.close()


def test_who_comes_back_finds_the_page_where_it_was_left(school: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"file://{school}/site/public/2017/jichu/index.html")
    page.reload()
    assert page.locator("section.standard .rule__gloss").last.inner_text()
    page.close()


def test_a_status_is_read_out_and_shown_without_colour(school: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"file://{school}/site/public/2017/jichu/index.html")
    marks = page.locator("#O02 .windows .status")
    assert marks.count() == 12
    lay_out(page)
    assert all(text.strip() for text in marks.all_inner_texts())
    page.close()


def test_from_the_home_page_to_the_record_behind_a_point(school: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"file://{school}/site/public/2017/index.html")
    page.locator("table.lights tbody th a").first.click()
    page.locator("#O02 .windows a").first.click()
    assert "支部委员会" in page.locator("h1").inner_text()
    page.locator("table.uses a", has_text="O02").first.click()
    assert page.url.endswith("standards/five-good.html#O02")
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_rows_of_a_ledger_are_chosen_and_the_address_keeps_it(school: Path, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"file://{school}/site/members/2017/jichu/ledger.html")
    rows, said = page.locator("table.ledger tbody tr:visible"), page.locator("form.filter output")
    every = rows.count()
    assert said.inner_text() == f"显示{every}条，共{every}条"
    page.select_option("select[name=month]", "09")
    page.fill("input[type=search][name=q]", "校史馆 党日")
    assert 0 < rows.count() < every and said.inner_text() == f"显示{rows.count()}条，共{every}条"
    lay_out(page)
    assert all("参观校史馆" in text for text in rows.all_inner_texts())
    chosen = rows.count()
    page.reload()
    assert rows.count() == chosen and page.input_value("input[type=search][name=q]") == "校史馆 党日"
    page.fill("input[type=search][name=q]", "没有这样的词")
    assert rows.count() == 0 and page.locator("section.ledger:visible").count() == 0
    page.locator("form.filter button").press("Enter")
    rows.first.wait_for()
    assert rows.count() == every and "?" not in page.url
    assert not wrong
    page.close()


def test_without_a_script_a_ledger_is_whole(school: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{school}/site/members/2017/jichu/ledger.html")
    assert page.locator("table.ledger tbody tr:visible").count() == page.locator("table.ledger tbody tr").count() > 0
    assert not page.locator("form.filter").is_visible()
    context.close()


def test_the_home_page_remembers_whose_branch_it_is(school: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"file://{school}/site/members/2017/index.html")
    mine = page.locator(".ask__mine")
    assert not mine.is_visible()
    page.select_option(".ask--member select", "jichu")
    page.reload()
    assert mine.locator("li").count() == 5 and "支部班子好" in mine.inner_text()
    mine.locator("a", has_text="接下来做什么").click()
    page.wait_for_url("**/2017/jichu/months.html#due")
    page.goto(f"file://{school}/site/members/2017/index.html")
    page.select_option(".ask--member select", "")
    page.reload()
    assert not mine.is_visible() and not wrong
    page.close()


def test_the_menu_of_a_phone_is_for_the_keyboard_too(school: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"file://{school}/site/members/2017/index.html")
    focused = "document.activeElement.closest('.md-sidebar--primary') !== null"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate(focused), "a link of the closed menu is reached"
    button = page.locator(".md-header label[for=__drawer]")
    button.focus()
    assert button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.locator(".md-sidebar--primary a:focus").wait_for()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert button.evaluate("each => each === document.activeElement")
    assert button.get_attribute("aria-expanded") == "false"
    page.close()


def on_paper(browser: Browser, file: Path, opened: bool = False) -> tuple[int, str, float]:
    """Pages, what stands on them and how wide they are, as the browser prints the page."""
    page = browser.new_page()
    page.goto(f"file://{file}")
    if opened:
        page.locator(".with-details").check()
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    return len(printed), "".join(each.get_textpage().get_text_bounded() for each in printed), printed[0].get_width()


def test_a_scorecard_is_two_pages_on_paper_and_the_campaign_whole(school: Path, browser: Browser) -> None:
    """With details only on request; no navigation on paper."""
    year = school / "site/committee/2017"
    card, said, _ = on_paper(browser, year / "jichu/index.html")
    whole, all_of_it, _ = on_paper(browser, year / "jichu/index.html", opened=True)
    assert card <= 2 < whole
    assert "算法" not in said and "算法" in all_of_it
    assert all(f"{rule}" in said for rule in ("L01", "M16", "O11", "G02"))
    assert "各支部对比" not in said
    _, campaign, width = on_paper(browser, year / "campaign.html")
    assert width > 800
    assert campaign.count("考核评定") > 1


def test_a_row_shows_its_address_to_pointer_and_keyboard(school: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"file://{school}/site/committee/2017/branches.html")
    page.hover("#overview-jichu")
    page.click("a.row-address")
    assert page.url.endswith("#overview-jichu")
    page.focus("#standard-3-jichu th a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#standard-3-jichu")
    page.close()


def test_a_wall_screen_shows_part_after_part_and_a_phone_or_a_page_without_script_all(
    school: Path, browser: Browser
) -> None:
    file = f"file://{school}/site/public/2017/screen.html"
    page = browser.new_page(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(file)
    parts = page.locator(".screen__part")
    count, seen = parts.count(), set()
    for _ in range(count):
        (heading,) = page.locator(".screen__part:visible h2").all_inner_texts()
        seen.add(heading)
        assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
            1920,
            1080,
        ]
        page.keyboard.press("ArrowRight")
    assert len(seen) == count >= 3 and not page.locator(".md-header").is_visible()
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.screen__lights td .status')).fontSize)")
    assert size >= 36  # a hand's breadth of a screen of 1.2 m: read from five metres
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(f"document.querySelectorAll('.screen__part:not([hidden])').length === {count}")
    assert not wrong
    page.close()
    still = browser.new_context(java_script_enabled=False)
    page = still.new_page()
    page.goto(file)
    assert page.locator(".screen__part:visible").count() == count and page.locator(".md-header").is_visible()
    assert not page.locator(".screen__turn").is_visible()
    still.close()


def test_a_wall_screen_turns_by_itself_and_stops(school: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.clock.install()
    page.goto(f"file://{school}/site/public/2017/screen.html")
    said = page.locator(".screen__turn output")
    assert said.inner_text().startswith("1 ")
    page.clock.run_for(16_000)
    assert said.inner_text().startswith("2 ")
    page.keyboard.press("Space")
    page.clock.run_for(60_000)
    assert said.inner_text().startswith("2 ") and page.locator("[data-go]").inner_text() == "自动翻页"
    page.close()
