"""The office at the desk: a decision, a notice with its days, a bulletin with its figures; a score sheet."""

from __future__ import annotations

import re

import pytest

from generator.gate.accounts import Account, Role
from tests.desk.filling import Fields, send, told
from tests.desk.stand import Stand
from tests.school import PROJECT_PACK
from tests.sweep import over

OFFICE = "/desk/office/"
NEW = "/desk/records/new?branch=_committee&type="
NOTICE = f"{NEW}public_notice&begin=public_notice&for=jichu&date=2017-03-17&days=5"
BULLETIN = f"{NEW}bulletin&begin=bulletin&as_of=2017-03-19&kind=situation&date=2017-03-20"
CONTACT = {"departments": "组织科", "phone": "022-00000000"}
CALENDAR = PROJECT_PACK.parents[2] / "records/calendar/2017.yml"


@pytest.fixture
def office(stand: Stand) -> Stand:
    """The stand with the working calendar of its year."""
    data = {"records/calendar/2017.yml": CALENDAR.read_bytes()}
    stand.desk.submissions.submit(Account("office", Role.OFFICE), data, stand.tip, "x")
    return stand


def written(stand: Stand, path: str) -> str:
    return (stand.file(path) or b"").decode()


def sent(stand: Stand, who: str, address: str, **fields: object) -> int:
    browser = stand.browser(who)
    page = browser.get(address)
    assert page.status_code == 200, told(page)
    where = re.search(r'<form class="record" method="post" action="([^"]+)"', page.text)
    assert where
    to = where[1].replace("&amp;", "&")
    preview = send(browser, page, "check", to, **fields)
    assert preview.status_code == 200, told(preview)
    return send(browser, preview, "send", to).status_code


def decide(stand: Stand) -> None:
    address = "/desk/records/new?type=committee_decision&branch=_committee&date=2017-03-16"
    assert sent(stand, "office", address, branches=["jichu"], subject="推荐", title="关于推荐的决定") == 303


def test_a_notice_from_its_decision(office: Stand) -> None:
    browser = office.browser("office")
    assert "先写党委会决定" in told(browser.get(OFFICE))
    begin = (
        "/desk/records/new?type=public_notice&branch=_committee&begin=public_notice&for=jichu&date=2017-03-17&days=5"
    )
    assert browser.get(NOTICE).status_code == 409  # nothing is decided yet
    decide(office)
    assert 'name="for" value="jichu"' in browser.get(OFFICE).text
    fields = Fields(browser.get(NOTICE).text).values
    assert fields["period.start"] == ["2017-03-17"]
    assert fields["period.end"] == ["2017-03-23"]
    assert fields["basis"] == ["2017/_committee/03-16-committee-decision"]
    short = send(
        browser,
        browser.get(begin),
        "check",
        begin,
        period__end="2017-03-20",
        departments="组织科",
        phone="022-00000000",
    )
    assert short.status_code == 422
    assert "f-days" in short.text
    assert sent(office, "office", NOTICE, **CONTACT) == 303
    text = written(office, "records/2017/_committee/03-17-public-notice.md")
    assert "公示时间: {开始: 2017-03-17, 结束: 2017-03-23}" in text
    assert "公示中" in told(browser.get(OFFICE))


def test_a_bulletin_and_its_figures(office: Stand) -> None:
    browser = office.browser("office")
    page = browser.get(BULLETIN)
    body = Fields(page.text).values["body"][0]
    assert "{{fig:" in body
    assert "records.late" in body  # which the gate, that looks at what is on its way, cannot count
    looked_at = told(send(browser, page, "check", BULLETIN, body=body))
    assert "{{" not in looked_at and "看不到的数字，网站上写“不公开”" in looked_at
    answer = send(browser, page, "draft", BULLETIN, body=body)
    assert answer.status_code == 303, told(answer)
    file = "records/2017/_committee/03-20-bulletin.md"
    text = written(office, file)
    assert "草稿: 是" in text
    wrong = re.sub(r"(\{\{fig:[^=]+=)[^}]+", r"\g<1>7/9", text, count=1)
    address = "/desk/records/edit/2017/_committee/03-20-bulletin"
    edited = browser.get(address)
    answer = send(browser, edited, "draft", address, body=wrong.split("\n---\n", 1)[1], reason="改")
    assert answer.status_code == 422  # a figure that is not what was computed
    assert "body" in Fields(answer.text).faulty
    assert "数字改成现在的" in told(browser.get(OFFICE))
    said = browser.post("/desk/office/refresh/2017/_committee/03-20-bulletin", {}, seen=OFFICE)
    assert said.status_code == 303
    assert "没有改动" in told(browser.get(said.headers["Location"]))  # they were right


def test_a_score_sheet_of_the_review_group(office: Stand) -> None:
    kao, address = office.browser("kao"), "/desk/records/new?type=organization_review&branch=jichu&date=2017-03-19"
    page = kao.get(address)
    fields = Fields(page.text).values
    keys = {fields[name][0]: name.replace(".key", ".figure") for name in fields if name.endswith(".key")}
    assert len(keys) > 40
    assert "满分4分" in told(page)
    over = send(kao, page, "check", address, round="考核评定", **{keys["L01"]: "99"})
    assert over.status_code == 422
    assert keys["L01"] in Fields(over.text).faulty or f"f-{keys['L01'].replace('.', '-')}" in over.text
    gate = next(
        key for key, name in keys.items() if f'<select class="short" id="f-{name.replace(".", "-")}"' in page.text
    )
    assert (
        sent(office, "kao", address, round="考核评定", **{keys["L01"]: "3.5", keys["L02"]: "３", keys[gate]: "达到"})
        == 303
    )
    text = written(office, "records/2017/jichu/03-19-organization-review.md")
    assert f"得分: {{L01: 3.5, L02: 3, {gate}: 达到}}" in text


@over("who", ["wang", "kao", "zhao"])
def test_the_offices_pages_are_the_offices(office: Stand, who: str) -> None:
    assert office.browser(who).get(OFFICE).status_code == 403
    assert office.browser(who).get("/desk/records/new?type=public_notice&branch=_committee").status_code == 403
