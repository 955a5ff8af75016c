"""Frozen years in Chromium: from year to year on the same page, what past years say of themselves, a stick."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from generator.publish.content import Content
from generator.publish.publication import publish
from tests.bagged import bag
from tests.publish.conftest import content, make_root
from tests.shop import Shop
from tests.spared import indexed

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
WITHDRAWN = "jichu/09-29-party-day"
NEXT = "jichu/01-10-accountability-review.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture(scope="module")
def corrected(shop: Shop) -> Path:
    """A root whose year 2017 is frozen twice, searchable; the members' site with 2018 beside them."""

    def make(root: Path) -> None:
        make_root(root, 2, every=5)
        with indexed():
            bag(root, 2017, "2018-01-20", audiences=["members"])
            (root / f"records/2017/{WITHDRAWN}.md").unlink()
            shutil.rmtree(root / f"records/2017/{WITHDRAWN}")
            bag(root, 2017, "2018-01-25", 2, "一次活动录错了支部", audiences=["members"])
            found: Content = content(root, "2018-02-01")
            publish(found, "members", root / "site")

    return shop.once("corrected", make)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(corrected: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(corrected / "site" / "members"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Opened:
    """A page of the browser, and everything that went wrong on it."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.page: Page = browser.new_page(viewport={"width": 1280, "height": 900})
        self.wrong: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", lambda each: self.wrong.append(each.url) if each.status >= 400 else None)
        self.page.goto(address)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(request.url)

    def choose(self, year: str) -> str:
        """Chooses a year as a reader does; gives where that leads, from the site's root."""
        self.page.wait_for_selector(".md-version__link", state="attached")
        before = self.page.url
        self.page.hover(".md-version")
        self.page.click(f"a.md-version__link:text-is('{year}')")
        self.page.wait_for_url(lambda url: url != before)
        return self.page.evaluate("location.pathname").lstrip("/")

    def banner(self) -> str:
        """The line above the page."""
        self.page.wait_for_selector(".banner--year")
        return str(self.page.inner_text(".banner--year"))


def test_a_reader_stays_on_the_same_page_of_another_version(browser: Browser, address: str) -> None:
    opened = Opened(browser, f"{address}/2018/jichu/index.html")
    assert opened.choose("2017（已归档）") == "2017/jichu/index.html"
    assert opened.choose("2017 第1版（已被取代）") == "2017-v1/jichu/index.html"
    opened.page.goto(f"{address}/2017-v1/{WITHDRAWN}.html")
    assert opened.choose("2017（已归档）") in ("2017/", "2017/index.html")  # it was withdrawn
    assert opened.choose("2018年") in ("2018/", "2018/index.html")
    opened.page.goto(f"{address}/2018/{NEXT}")
    assert opened.choose("2017（已归档）") in ("2017/", "2017/index.html")
    assert not opened.wrong
    opened.page.close()


def test_past_years_say_so_and_lead_to_what_is_current(browser: Browser, address: str) -> None:
    opened = Opened(browser, f"{address}/2017/jichu/index.html")
    assert opened.banner() == "这是2017年度的内容。 看本年度（2018）"
    opened.page.click(".banner--year a")
    opened.page.wait_for_url(f"{address}/2018/index.html")
    opened.page.wait_for_selector(".md-version__link", state="attached")
    assert not opened.page.locator(".banner--year").count()
    opened.page.goto(f"{address}/2017-v1/index.html")
    assert opened.banner() == "这一版已被取代。 看2017年度现行版本"
    opened.page.click(".banner--year a")
    opened.page.wait_for_url(f"{address}/2017/index.html")
    opened.page.goto(f"{address}/latest/index.html")
    opened.page.wait_for_load_state("networkidle")
    assert not opened.page.locator(".banner--year").count()
    assert not opened.wrong
    opened.page.close()


@pytest.mark.parametrize("path", ["2017-v1/index.html", "2017/jichu/index.html", "years.html"])
def test_nothing_is_wider_than_a_phone(browser: Browser, address: str, path: str) -> None:
    opened = Opened(browser, f"{address}/{path}")
    opened.page.set_viewport_size({"width": 390, "height": 800})
    if path != "years.html":
        opened.banner()
        opened.page.wait_for_selector(".md-version__link", state="attached")
        assert opened.page.locator(".md-header [for=__drawer], .search-open").count() == 2
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not opened.wrong
    opened.page.close()


def test_a_superseded_year_is_searched_in_itself(browser: Browser, address: str) -> None:
    opened = Opened(browser, f"{address}/2017-v1/index.html")
    opened.page.keyboard.press("s")
    opened.page.wait_for_selector(".search-choices select")
    opened.page.fill(".md-search__input", "参观校史馆并座谈")
    opened.page.click("#search-results a")
    opened.page.wait_for_url(f"{address}/2017-v1/{WITHDRAWN}.html*")
    assert opened.page.locator("h1").inner_text() == "参观校史馆"
    assert not opened.wrong
    opened.page.close()


def test_where_a_server_has_no_index_the_scripts_are_searched(browser: Browser, corrected: Path) -> None:
    """As where somebody serves the folder of a bag as it is."""
    handler = functools.partial(_Quiet, directory=str(corrected / "archive/2017-v1/data/site/members"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        opened = Opened(browser, f"http://127.0.0.1:{server.server_port}/2017/index.html")
        opened.page.keyboard.press("s")
        opened.page.wait_for_selector(".search-choices select")
        opened.page.fill(".md-search__input", "参观校史馆并座谈")
        opened.page.wait_for_selector("#search-results a")
        opened.page.close()
        server.shutdown()


def test_the_site_in_a_bag_opens_from_a_stick(browser: Browser, corrected: Path, tmp_path: Path) -> None:
    stick = Path(shutil.copytree(corrected / "archive/2017-v1/data/site/members", tmp_path / "stick"))
    opened = Opened(browser, (stick / "index.html").as_uri())
    page = opened.page
    page.wait_for_url("**/2017/index.html")
    assert "2017年度已归档：第1版" in page.inner_text(".md-banner")
    page.click("nav.md-tabs a:text-is('各支部')")
    page.wait_for_url("**/branches.html")
    page.click("article a[href='jichu/index.html']")
    page.wait_for_url("**/jichu/index.html")
    page.click("article a[href='trend.html']")
    page.wait_for_url("**/jichu/trend.html")
    assert page.locator("article svg").count()
    page.click("a.all-years")
    page.wait_for_url("**/years.html")
    page.click("a[href='2017/index.html']")
    page.wait_for_url("**/2017/index.html")
    page.keyboard.press("s")
    page.wait_for_selector(".search-choices select")
    said = {}
    for word in (
        "三会一课",
        "党课",
        "参观校史馆",
        "支部委员会",
        "会议内容戊戊",
        "党员大会",
        "O02",
        "2017年3月",
        "整改 台账",
        "评民",
    ):
        page.fill(".md-search__input", word)
        page.wait_for_selector("#search-results[aria-busy=false]", state="attached")
        said[word] = page.inner_text(".md-search [role=status]")
    assert said["会议内容戊戊"] == "找到1个页面" and said["评民"] == "没有找到"
    assert all(each.startswith("找到") for word, each in said.items() if word != "评民"), said
    page.fill(".md-search__input", "参观校史馆并座谈")
    page.click("#search-results a")
    page.wait_for_url(f"**/2017/{WITHDRAWN}.html*")
    assert page.locator("h1").inner_text() == "参观校史馆"
    assert not opened.wrong
    page.close()
