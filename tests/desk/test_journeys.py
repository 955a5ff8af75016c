"""In Chromium, without JavaScript, on a telephone: the three lists by three accounts, a score sheet, a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.gate.accounts import Account, Role
from generator.judge.lists.states import State
from tests.conftest import CHROMIUM
from tests.desk.stand import PASSWORD, Stand, served
from tests.desk.test_lists import state
from tests.desk.test_office import CALENDAR
from tests.proof.axe import faults

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


class Person:
    """Somebody at the desk, by keyboard and finger."""

    def __init__(self, chromium: Browser, address: str, who: str) -> None:
        self.address = address
        context = chromium.new_context(
            java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="zh-CN"
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(90_000)
        self.page.goto(f"{address}/desk/signin")
        self.page.fill("#name", who)
        self.page.fill("#password", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile("/desk/$"))

    def go(self, *links: str) -> None:
        """Follows links by their words."""
        for each in links:
            self.page.get_by_role("link", name=re.compile(each)).first.click()

    def fill(self, **fields: str) -> None:
        """Fills fields in by the words before them being the label's beginning."""
        for label, value in fields.items():
            self.page.get_by_label(re.compile(f"^{label}")).first.fill(value)

    def send(self) -> None:
        """Sends the form, and sees that it was taken."""
        with self.page.expect_navigation():  # else leaving the page may meet the answer that is on its way
            self.page.get_by_role("button", name="提交", exact=True).click()
        self.page.get_by_role("status").first.wait_for()
        self.page.goto(f"{self.address}/desk/")


@contextmanager
def people(stand: Stand, chromium: Browser, *names: str) -> Iterator[list[Person]]:
    with served(stand) as server:
        yield [Person(chromium, f"http://127.0.0.1:{server.effective_port}", each) for each in names]


def test_the_three_lists_from_a_problem_to_its_closing(stand: Stand, chromium: Browser) -> None:
    with people(stand, chromium, "wang", "kao", "office") as (wang, kao, office):
        wang.go("^三张清单", "^添一个问题")
        wang.fill(问题表现="会议记录过于简单")
        wang.send()
        wang.go("^三张清单", "^给这个问题定任务")
        wang.fill(
            整改目标="记录规范",
            整改措施="统一记录本",
            完成时限="2017-04-30",
            责任领导="支部书记",
            责任人="组织委员",
            督办人="组织科",
        )
        wang.send()
        wang.go("^三张清单", "^写进展")
        wang.fill(内容="已换用统一记录本")
        wang.send()
        wang.go("^三张清单", "^提交销号")
        wang.fill(佐证材料="记录本")
        wang.send()
        assert state(stand) is State.SUBMITTED
        kao.go("^三张清单")
        kao.page.select_option("#branch", "jichu")
        kao.page.get_by_role("button", name="换到这里").click()
        kao.go("^核实销号")
        assert kao.page.get_by_label(re.compile("^销号人")).input_value() == "组织科"
        kao.send()
        assert state(stand) is State.VERIFIED
        office.go("^三张清单")
        assert office.page.get_by_text("已销号").count()


def test_a_score_sheet_by_the_review_group(stand: Stand, chromium: Browser) -> None:
    with people(stand, chromium, "kao") as (kao,):
        kao.page.goto(f"{kao.address}/desk/records/?branch=jichu")
        kao.page.get_by_text("查摆与评定").first.click()
        kao.go("^组织考评")
        kao.page.get_by_label(re.compile("^轮次")).select_option("考核评定")
        assert kao.page.get_by_text("满分4分").count()
        kao.page.get_by_label(re.compile("^上级交办任务")).fill("3.5")
        kao.page.get_by_label(re.compile("^班子整体表现")).fill("2")
        kao.page.get_by_role("button", name="看一看再提交").click()
        kao.send()
    text = (stand.file("records/2017/jichu/03-20-organization-review.md") or b"").decode()
    assert "得分: {L01: 3.5, L07: 2}" in text


def test_a_notice_by_the_office(stand: Stand, chromium: Browser) -> None:
    data = {"records/calendar/2017.yml": CALENDAR.read_bytes()}
    stand.desk.submissions.submit(Account("office", Role.OFFICE), data, stand.tip, "x")
    with people(stand, chromium, "office") as (office,):
        page = office.page
        office.go("^办公室", "^写党委会决定")
        page.get_by_role("checkbox", name="jichu党支部").check()
        page.get_by_label(re.compile("^事项")).select_option("推荐")
        page.get_by_role("button", name="看一看再提交").click()
        office.send()
        office.go("^办公室")
        page.get_by_role("checkbox", name="jichu党支部").check()
        page.get_by_role("button", name="起草公示").click()
        office.fill(受理部门="组织科", 联系电话="022-00000000")
        page.get_by_role("button", name="看一看再提交").click()
        assert "5" in page.inner_text("main")
        office.send()
        office.go("^办公室")
        assert page.get_by_text("公示中").count()
    assert (
        "公示时间: {开始: 2017-03-20, 结束: 2017-03-24}"
        in (stand.file("records/2017/_committee/03-20-public-notice.md") or b"").decode()
    )


def test_its_pages_can_be_used_by_everybody(stand: Stand, chromium: Browser) -> None:
    """axe finds nothing, and nothing is wider than the page."""
    there = "2017/jichu/03-08-committee-meeting"
    pages = {
        "wang": [f"/desk/records/edit/{there}", f"/desk/records/text/{there}", f"/desk/records/withdraw/{there}",
                 "/desk/lists/", "/desk/lists/2017/jichu/add/problems", "/desk/upload/"],
        "office": ["/desk/office/", "/desk/records/new?type=public_notice&branch=_committee"],
        "kao": ["/desk/records/new?type=organization_review&branch=jichu"],
    }  # fmt: skip
    told: list[str] = []
    with people(stand, chromium, *pages) as everybody:
        for person, paths in zip(everybody, pages.values(), strict=True):
            context = chromium.new_context(
                viewport={"width": 390, "height": 844},
                bypass_csp=True,
                storage_state=person.page.context.storage_state(),
            )
            page = context.new_page()
            for path in paths:
                page.goto(f"{person.address}{path}")
                told += [f"{path}: {each}" for each in faults(page)]
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    told.append(f"{path}: wider than the page")
    assert told == []
