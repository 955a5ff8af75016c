"""Papers at the desk: listed and made for who asks, and for nobody more than they may read."""

from __future__ import annotations

import re
import threading
import time
from io import BytesIO
from zipfile import ZipFile

from generator.desk.views import papers
from tests.desk.filling import told
from tests.desk.stand import Stand
from tests.publish.documents.measure import text

PAPERS = "/desk/papers/"
MINUTES = f"{PAPERS}2017/jichu/minutes.pdf"


def test_the_papers_of_a_branch_for_each_account(stand: Stand) -> None:
    office, member = (stand.browser(name).get(PAPERS) for name in ("office", "zhao"))
    for page in (office, member):
        assert page.status_code == 200, told(page)
        assert "考核评分表" in page.text and MINUTES in page.text
        assert "/three_lists.pdf" not in page.text  # there are none
    assert stand.browser("office").get(f"{PAPERS}?branch=caijing").text.count("/minutes.pdf") == 0


def test_a_file_says_what_its_reader_may_read(stand: Stand) -> None:
    found = {name: stand.browser(name).get(MINUTES) for name in ("office", "zhao")}
    for answer in found.values():
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert "UTF-8''2017-jichu-" in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store"
    said = {name: re.sub(r"\s", "", text(answer.data)) for name, answer in found.items()}
    assert "请假" in said["office"] and "请假" not in said["zhao"]
    docx = stand.browser("zhao").get(f"{PAPERS}2017/jichu/ledger.docx")
    assert "word/document.xml" in ZipFile(BytesIO(docx.data)).namelist()


def test_one_meeting_by_itself(stand: Stand) -> None:
    browser = stand.browser("zhao")
    address = f"{PAPERS}2017/jichu/03-08-committee-meeting/minutes.pdf"
    assert address in browser.get(PAPERS).text
    said = re.sub(r"\s", "", text(browser.get(address).data))
    assert "2017年第1次" in said and "请假" not in said
    for other in ("03-08-committee-meeting/minutes.xlsx", "03-09-committee-meeting/minutes.pdf"):
        assert browser.get(f"{PAPERS}2017/jichu/{other}").status_code == 404, other


def test_what_is_not_there_is_said_and_nobody_else_is_let_in(stand: Stand) -> None:
    office = stand.browser("office")
    for address in (
        "2017/jichu/nothing.pdf",
        "2017/nobody/minutes.pdf",
        "1999/jichu/minutes.pdf",
        "2017/jichu/minutes.xlsx",
    ):
        assert office.get(PAPERS + address).status_code == 404, address
    for query in ("?year=1999", "?branch=nobody"):
        assert office.get(PAPERS + query).status_code == 404, query
    assert "三清单" in told(stand.browser("zhao").get(f"{PAPERS}2017/jichu/three_lists.pdf"))
    assert stand.app.test_client().get(MINUTES).status_code == 302


def test_nobody_takes_all_threads_by_asking_for_files(stand: Stand) -> None:
    browsers = [stand.browser("zhao") for _ in range(papers.OF_ONE + 1)] + [stand.browser("office")]
    codes: list[int] = []
    asking = [
        threading.Thread(target=lambda each=each: codes.append(each.get(f"{PAPERS}2017/jichu/ledger.docx").status_code))
        for each in browsers[: papers.OF_ONE]
    ]
    with papers._SETTING:
        for each in asking:
            each.start()
        while papers._WAITING["zhao"] < papers.OF_ONE:
            time.sleep(0.01)
        refused = browsers[papers.OF_ONE].get(MINUTES)
        assert refused.status_code == 503
        assert "再点一次" in told(refused)
        assert browsers[-1].get(PAPERS).status_code == 200  # and who reads pages waits for no file
        papers._WAITING["others"] = papers.OF_ALL - papers.OF_ONE
        assert browsers[-1].get(MINUTES).status_code == 503
        papers._WAITING["others"] = 0
    for each in asking:
        each.join()
    assert codes == [200] * papers.OF_ONE
    assert papers._WAITING.total() == 0
    assert browsers[0].get(MINUTES).status_code == 200
