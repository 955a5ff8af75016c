"""The published sample in Chromium, over http and opened from a disk."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, Response, sync_playwright

from generator.publish.engine import Page as SplicedPage
from generator.publish.engine import Shells

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
PAGES = ("index.html", "branches.html", "jichu/03-08-committee-meeting.html", "jichu/index.html", "guide/recorder.html")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As a web server does by error_page; the audience's folder lies deeper than the page was made for."""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write((Path(self.directory) / "public/404.html").read_bytes())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"],
        )


@pytest.fixture(scope="module")
def address(out: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(out))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Watched:
    """A page of the browser and everything that went wrong on it."""

    def __init__(self, browser: Browser, width: int = 1280) -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900})
        self.wrong: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("response", self._answered)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # given up because the test went on to another page
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")


@pytest.mark.parametrize("over", ["http", "file"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_load_without_a_complaint_and_ask_no_other_host(
    browser: Browser, address: str, out: Path, over: str, width: int
) -> None:
    base = address if over == "http" else out.as_uri()
    watched = Watched(browser, width)
    for path in PAGES:
        watched.page.goto(f"{base}/public/2017/{path}")
        watched.page.wait_for_selector("html.js", state="attached")  # the theme's script ran
        if over == "http":
            watched.page.wait_for_selector(".md-version", state="attached")
        else:
            watched.page.wait_for_timeout(100)  # what it asked for in vain is known by now
        assert watched.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
    assert watched.wrong == []
    assert [each for each in watched.requests if not each.startswith(f"{base}/")] == []


def test_a_script_in_content_does_not_run(browser: Browser, made: Shells, root: Path, tmp_path: Path) -> None:
    evil = '<p id="p">x</p><script>document.title = "run"</script><img src="x.png" onerror="document.title=\'run\'">'
    html = made.fill(SplicedPage("evil.html", "安全", evil)).encode()
    (tmp_path / "evil.html").write_bytes(html)
    watched = Watched(browser)
    watched.page.goto((tmp_path / "evil.html").as_uri())
    assert watched.page.title() == "安全 - 五好党支部"
    assert any("Content Security Policy" in each for each in watched.wrong)


def test_the_year_is_changed_on_the_same_page(browser: Browser, address: str) -> None:
    watched = Watched(browser)
    watched.page.goto(f"{address}/public/2017/jichu/03-08-committee-meeting.html")
    watched.page.wait_for_selector(".md-version", state="attached")
    # What it is called is what it shows.
    assert watched.page.get_by_role("button", name="2017 年度", exact=True).count() == 1
    watched.page.hover(".md-version")
    watched.page.click("a.md-version__link:has-text('2016')")
    watched.page.wait_for_url(f"{address}/public/2016/jichu/03-08-committee-meeting.html")
    assert watched.wrong == []


def test_the_root_leads_to_the_latest_year(browser: Browser, address: str) -> None:
    watched = Watched(browser)
    watched.page.goto(f"{address}/public/")
    watched.page.wait_for_url(f"{address}/public/2017/index.html")
    watched.page.goto(f"{address}/public/latest/index.html")
    watched.page.click("a.all-years")
    watched.page.wait_for_url(f"{address}/public/years.html")
    assert watched.page.locator("li a").all_inner_texts() == ["2017 年度", "2016 年度"]
    assert watched.wrong == []


@pytest.mark.parametrize("path", ["nothing.html", "2017/a/b/c/nothing.html", "2099/jichu/03-08-committee-meeting.html"])
@pytest.mark.parametrize("width", [1280, 390])
def test_an_address_that_is_not_there_leads_on(browser: Browser, address: str, path: str, width: int) -> None:
    watched = Watched(browser, width)
    watched.page.goto(f"{address}/public/{path}")
    watched.page.wait_for_selector("base[href$='/public/']", state="attached")
    assert watched.page.inner_text("h1") == "没有找到这个页面"
    if path.startswith("2099"):
        watched.page.wait_for_selector("#elsewhere a")
        found = watched.page.locator("#elsewhere a")
        assert found.all_inner_texts() == ["2017 年度", "2016 年度"]
        assert found.first.evaluate("each => each.href") == f"{address}/public/2017/jichu/03-08-committee-meeting.html"
    assert watched.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert not [each for each in watched.wrong if "404" not in each]
    watched.page.fill("#q", "支委会")
    watched.page.click("form button")
    watched.page.wait_for_url(f"{address}/public/2017/index.html?q=*")


def test_dark_is_chosen_once_for_all_years(browser: Browser, address: str) -> None:
    watched = Watched(browser)
    watched.page.goto(f"{address}/public/2017/index.html")
    watched.page.click("label[for=__palette_1]")
    watched.page.goto(f"{address}/public/2016/jichu/index.html")
    assert watched.page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert watched.wrong == []


@pytest.mark.parametrize(("prefers", "scheme", "other"), [("dark", "slate", "default"), ("light", "default", "slate")])
def test_until_the_reader_chooses_the_system_does(
    browser: Browser, address: str, prefers: Literal["dark", "light"], scheme: str, other: str
) -> None:
    context = browser.new_context(color_scheme=prefers)
    page = context.new_page()
    page.goto(f"{address}/public/2017/index.html")
    assert page.evaluate("document.body.dataset.mdColorScheme") == scheme
    page.click("[data-md-component=palette] label:visible")
    page.goto(f"{address}/public/2016/jichu/index.html")
    assert page.evaluate("document.body.dataset.mdColorScheme") == other
    context.close()


def test_the_drawer_of_a_phone_leads_to_every_section_and_the_contents(browser: Browser, address: str) -> None:
    watched = Watched(browser, width=390)
    watched.page.goto(f"{address}/public/2017/jichu/03-08-committee-meeting.html")
    watched.page.click("header label[for=__drawer]")
    watched.page.click("label.md-nav__link[for=__toc]")
    watched.page.click(".md-nav--primary a[href='#counted']")
    watched.page.wait_for_url("**#counted")
    assert watched.wrong == []


def test_a_page_says_at_its_foot_what_it_was_made_of(browser: Browser, address: str, out: Path) -> None:
    watched = Watched(browser)
    for year in ("2017", "2016"):
        watched.page.goto(f"{address}/public/{year}/jichu/index.html")
        watched.page.wait_for_selector(f"#made-from:has-text('记录版本{year}')")
    watched.page.click(".made-from a")
    watched.page.wait_for_url(f"{address}/public/version.html")
    watched.page.goto((out / "public/2017/index.html").as_uri())  # nothing may be fetched there: the link remains
    watched.page.click(".made-from a")
    watched.page.wait_for_url("**/public/version.html")
    assert watched.wrong == []
