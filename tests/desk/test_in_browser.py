"""A new recorder in Chromium, without JavaScript: from what is due to the record's page, found by search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from tests.conftest import CHROMIUM
from tests.desk.stand import PASSWORD, Stand, served
from tests.proof.axe import faults

pytestmark = pytest.mark.browser
PATIENCE = 240_000
"""Milliseconds; a whole site is built on a machine that may have much else to do."""
NEW = "/desk/records/new?type=committee_meeting&date=2017-03-20&branch=jichu"
MINUTES = "会议讨论了鸿雁行动的安排，大家逐项提了意见，支部书记作了小结。"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


class Watched:
    """A page, what of it went wrong, which pages were seen, and what it took: fields filled in, clicks and keys."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.wrong: list[str] = []
        self.titles: list[str] = []
        self.fields = self.clicks = 0
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on(
            "request", lambda asked: self.wrong.append(asked.url) if not asked.url.startswith(address) else None
        )
        self.page.on("domcontentloaded", lambda page: self.titles.append(page.title().rpartition(" - ")[0]))

    def fill(self, **fields: str) -> None:
        """Fills fields in by the names under which they are posted."""
        for name, value in fields.items():
            self.page.fill(f"[name={name}]", value)
            self.fields += 1

    def click(self, what: Locator, **patience: float) -> None:
        """Clicks, or presses Enter where a field has it."""
        what.click(**patience)
        self.clicks += 1

    def enter(self) -> None:
        """Sends the form by the keyboard."""
        self.page.keyboard.press("Enter")
        self.clicks += 1


def test_a_new_recorder(tmp_path: Path, chromium: Browser) -> None:
    stand = Stand(tmp_path, as_of="2017-04-20")
    first = stand.desk.passwords.give_first("wang")
    sheet = tmp_path / "qiandaobiao.pdf"
    sheet.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    with served(stand) as server:
        address = f"http://127.0.0.1:{server.effective_port}"
        telephone = {"width": 390, "height": 844}
        context = chromium.new_context(java_script_enabled=False, viewport=telephone, locale="zh-CN")
        seen = Watched(context, address)
        page = seen.page
        page.goto(f"{address}/desk/")
        seen.fill(name="wang", password=first)
        seen.enter()
        seen.fill(old=first, new=PASSWORD, again=PASSWORD)
        seen.enter()

        seen.click(page.get_by_role("link", name="填写支部委员会", exact=True).first)
        seen.fill(
            place="第一会议室", chair="支部书记", recorder="组织委员",
            expected="5", present="4", on_leave="0", absent="0", agenda="研究鸿雁行动", body=MINUTES,
        )  # fmt: skip
        page.set_input_files("#f-files-input", sheet)
        seen.click(page.get_by_role("button", name="看一看再提交"))

        # Five were to come, four did, and nobody is missing: the message says where, and following it mends it.
        alert = page.get_by_role("alert")
        assert "应到" in alert.inner_text()
        seen.fill(on_leave="1")
        assert page.input_value("[name=body]") == MINUTES
        seen.click(page.get_by_role("button", name="看一看再提交"))
        assert "qiandaobiao.pdf" in page.inner_text("main")
        seen.click(page.get_by_role("button", name="提交", exact=True))

        page.get_by_role("status").first.wait_for()
        seen.click(page.get_by_role("link", name="看这一页"), timeout=PATIENCE)
        assert MINUTES in page.inner_text("main, article")
        assert page.url == f"{address}/members/2017/jichu/04-20-committee-meeting.html"
        assert stand.file("records/2017/jichu/04-20-committee-meeting/qiandaobiao.pdf") == sheet.read_bytes()
        assert [each for each in seen.wrong if "422" not in each] == []  # as the faulty form was answered
        visited = [title for title, before in zip(seen.titles, ["", *seen.titles], strict=False) if title != before]
        # No step that could be spared: a first password of one's own and a fault that is mended are among them.
        assert len(visited) <= 8, visited
        assert seen.fields <= 15
        assert seen.clicks <= 7

        found = Watched(chromium.new_context(storage_state=context.storage_state()), address)
        found.page.goto(f"{address}/members/2017/index.html")
        found.page.wait_for_load_state("networkidle")
        for _ in range(60):  # pages are out before they can be searched
            found.page.locator(".md-search__input").fill("鸿雁行动")  # one field, from any page of the site
            found.page.wait_for_timeout(1000)
            if found.page.locator('a[href*="04-20-committee-meeting"]').count():
                break
            found.page.reload(wait_until="networkidle")
        assert found.page.locator('a[href*="04-20-committee-meeting"]').count()
        assert found.wrong == []


def test_every_page_can_be_used_by_everybody(stand: Stand, chromium: Browser) -> None:
    """axe finds nothing, and nothing is wider than a screen or a telephone."""
    pages = {
        "": ["/desk/signin", "/nothing"],
        "wang": ["/desk/", "/desk/password", "/desk/accounts/", "/desk/records/", NEW],
        "office": ["/desk/", "/desk/accounts/", f"/desk/taken/0/{stand.tip}?path=records/2017/jichu/x.md"],
        "zhao": ["/desk/"],
    }
    told: list[str] = []
    with served(stand) as server:
        address = f"http://127.0.0.1:{server.effective_port}"
        for who, paths in pages.items():
            context = chromium.new_context(bypass_csp=True)
            page = context.new_page()
            if who:
                page.goto(f"{address}/desk/signin")
                page.fill("#name", who)
                page.fill("#password", PASSWORD)
                page.keyboard.press("Enter")
                page.wait_for_url(re.compile("/desk/$"))
            for path in paths:
                page.goto(f"{address}{path}")
                for width in (1280, 390):
                    page.set_viewport_size({"width": width, "height": 844})
                    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                        told.append(f"{who} {path} {width}: wider than the page")
                told += [f"{who} {path}: {each}" for each in faults(page)]
            context.close()
    assert told == []
