"""Records through their forms: written, looked at, corrected, met by somebody else, taken away."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pytest
from werkzeug.test import TestResponse

from generator.desk.forms.attached import safe_name
from generator.gate.accounts import Account, Role
from tests.desk.filling import Fields, send, told
from tests.desk.stand import Browser, Stand
from tests.sweep import over

NEW = "/desk/records/new?type=committee_meeting&branch=jichu&date=2017-03-15"
FILE = "records/2017/jichu/03-15-committee-meeting.md"
THERE = "2017/jichu/03-08-committee-meeting"
EDIT = f"/desk/records/edit/{THERE}"
MEETING = {
    "place": "第一会议室 #302",
    "chair": "- x: #y",
    "recorder": "组织委员",
    "expected": "5",
    "present": "４",
    "on_leave": "1",
    "absent": "0",
    "agenda": "研究工作\r\n主持人：张某",
    "body": "正文\r\n\r\n---\r\n类型: 通报",
}


def written(stand: Stand, path: str = FILE) -> str:
    return (stand.file(path) or b"").decode()


def filled(browser: Browser, button: str, address: str = NEW, **changes: object) -> TestResponse:
    return send(browser, browser.get(address), button, address, **{**MEETING, **changes})


def by(stand: Stand, who: str, role: Role, changes: Mapping[str, str | None]) -> None:
    """Somebody else changes files meanwhile."""
    data = {path: text.encode() if text is not None else None for path, text in changes.items()}
    stand.desk.submissions.submit(Account(who, role, ("jichu",)), data, stand.tip, "x")


def test_a_record_is_looked_at_and_sent(stand: Stand) -> None:
    browser = stand.browser("wang")
    preview = filled(browser, "check")
    assert preview.status_code == 200
    assert "计入：" in told(preview)
    assert not written(stand)
    sent = send(browser, preview, "send", NEW)
    assert sent.status_code == 303
    assert sent.headers["Location"].startswith("/desk/taken/")
    page = told(browser.get(sent.headers["Location"].replace("at-once", "later")))
    assert "已提交" in page and "jichu党支部" in page and ".md" not in page
    text = written(stand)
    assert '地点: "第一会议室 #302"\n主持人: "- x: #y"\n' in text
    assert "实到: 4\n" in text
    assert '议题: [研究工作, "主持人：张某"]\n' in text
    assert text.endswith("---\n正文\n\n---\n类型: 通报\n")
    assert not [each for each in standing_problems(stand) if each.file == FILE]


def test_sent_once_more_by_the_button_of_the_browser_it_is_the_same_record(stand: Stand) -> None:
    browser = stand.browser("wang")
    preview = filled(browser, "check")
    first, again = (send(browser, preview, "send", NEW) for _ in range(2))
    tip = stand.tip
    assert again.headers["Location"] == first.headers["Location"]
    assert send(browser, preview, "send", NEW, body="另一次").status_code == 303
    assert stand.tip != tip


def standing_problems(stand: Stand) -> tuple[object, ...]:
    with stand.desk.standings.now() as standing:
        return standing.workspace.problems


def test_a_fault_is_told_at_its_field_and_nothing_is_lost(stand: Stand) -> None:
    browser = stand.browser("wang")
    answer = filled(browser, "check", expected="五个半", resolutions__0__for="3")
    assert answer.status_code == 422
    fields = Fields(answer.text)
    assert set(fields.faulty) >= {"expected"}
    assert 'href="#f-expected"' in answer.text
    assert 'href="#f-resolutions-0"' in answer.text
    assert fields.values["expected"] == ["五个半"]
    assert fields.values["body"] == ["正文\n\n---\n类型: 通报"]
    number = re.search(r"/desk/records/unfinished/(\d+)", browser.get("/desk/").text)
    assert number
    again = browser.get(number[0])
    assert Fields(again.text).values["chair"] == ["- x: #y"]
    done = send(browser, send(browser, again, "check", NEW, expected="5", resolutions__0__for=""), "send", NEW)
    assert done.status_code == 303
    assert "/desk/records/unfinished/" not in browser.get("/desk/").text
    assert stand.browser("li").get(number[0]).status_code == 404


def test_what_is_missing_is_asked_together_with_what_is_wrong(stand: Stand) -> None:
    page = told(filled(stand.browser("wang"), "check", expected="五个半", chair="", place=""))
    assert "请填“主持人”" in page and "请填“地点”" in page and "请填“记录人”" not in page and "请填“应到”" not in page
    assert page.count("有3处要改") == 1


def test_one_more_row_and_one_more_type(stand: Stand) -> None:
    browser = stand.browser("wang")
    one = filled(browser, "more.resolutions", resolutions__0__text="甲")
    assert {"resolutions.0.text", "resolutions.2.text"} <= Fields(one.text).values.keys()
    two = send(browser, one, "also_add", NEW, also="party_lecture")
    fields = Fields(two.text).values
    assert fields["place"] == [MEETING["place"]]
    assert "lecturer" in fields
    address = re.search(r'<form class="record" method="post" action="([^"]+)"', two.text)
    assert address
    where = address[1].replace("&amp;", "&")
    preview = send(browser, two, "check", where, lecturer="支部书记", topic="一课")
    assert send(browser, preview, "send", where).status_code == 303
    assert "类型: [支部委员会, 党课]" in written(stand)
    assert "- {内容: 甲}" in written(stand)


def test_a_draft(stand: Stand) -> None:
    browser = stand.browser("wang")
    assert filled(browser, "draft", place="").status_code == 303
    assert "草稿: 是" in written(stand)
    assert "接着填 " in browser.get("/desk/records/").text
    page = browser.get("/desk/records/edit/2017/jichu/03-15-committee-meeting")
    address = page.request.path
    assert "<h1>填写支部委员会" in page.text and 'name="reason"' not in page.text  # nothing is corrected
    preview = send(browser, page, "check", address, place="第二会议室")
    assert send(browser, preview, "send", address).status_code == 303
    assert "草稿" not in written(stand)


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("签到表.PDF", "签到表.pdf"),
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\文件\\照 片?.jpg", "照_片.jpg"),
        (".htaccess.pdf", "htaccess.pdf"),
        ("a/../.pdf", "附件.pdf"),
        ("CON\x00.docx", "CON_.docx"),
        ("x" * 300 + ".xlsx", "x" * 60 + ".xlsx"),
    ],
)
def test_names_of_attachments_are_made_safe(sent: str, name: str) -> None:
    assert safe_name(sent) == name
    assert safe_name(safe_name(sent)) == name
    assert safe_name(sent, {name}) != name


def test_attachments(stand: Stand) -> None:
    browser = stand.browser("wang")
    bad = {"virus.exe": b"MZ", "kong.pdf": b"", "da.pdf": b"x" * (10 * 2**20 + 1)}
    files = {**bad, "../签到 表.pdf": b"%PDF-1.4\n%%EOF\n"}
    answer = filled(browser, "check", files=[(io.BytesIO(data), name) for name, data in files.items()])
    assert answer.status_code == 422
    for name in bad:
        assert name in told(answer)
    preview = send(browser, answer, "check", NEW)
    assert preview.status_code == 200
    assert "签到_表.pdf" in told(preview)
    assert send(browser, preview, "send", NEW).status_code == 303
    folder = FILE.removesuffix(".md")
    assert stand.file(f"{folder}/签到_表.pdf") == b"%PDF-1.4\n%%EOF\n"
    assert "附件: [签到_表.pdf]" in written(stand)
    # Taken away again, with the record's day changed: everything moves.
    address = "/desk/records/edit/2017/jichu/03-15-committee-meeting"
    page = browser.get(address)
    moved = send(
        browser, send(browser, page, "check", address, date="2017-03-16", reason="日期写错了"), "send", address
    )
    assert moved.status_code == 303
    assert stand.file(FILE) is None
    assert stand.file(f"{folder}/签到_表.pdf") is None
    assert stand.file(f"{folder.replace('03-15', '03-16')}/签到_表.pdf")
    address = address.replace("03-15", "03-16")
    gone = send(browser, browser.get(address), "check", address, keep=[], reason="不要附件")
    assert send(browser, gone, "send", address).status_code == 303
    assert stand.file(f"{folder.replace('03-15', '03-16')}/签到_表.pdf") is None
    assert "附件" not in written(stand, FILE.replace("03-15", "03-16"))
    # Of somebody else's files nothing comes out.
    key = Fields(preview.text).values["stash"][0]
    other = stand.browser("li").get("/desk/records/new?type=committee_meeting&branch=caijing&date=2017-03-15")
    stolen = send(stand.browser("li"), other, "check", other.request.full_path, **MEETING, stash=[key])
    assert "签到_表" not in stolen.text


def test_a_correction_changes_its_field_and_says_why(stand: Stand) -> None:
    browser = stand.browser("wang")
    before = written(stand, f"records/{THERE}.md")
    page = browser.get(EDIT)
    assert send(browser, page, "check", EDIT, place="别处").status_code == 422
    preview = send(browser, page, "check", EDIT, place="别处", reason="写错了")
    assert send(browser, preview, "send", EDIT).status_code == 303
    after = written(stand, f"records/{THERE}.md")
    changed = [(one, two) for one, two in zip(before.split("\n"), after.split("\n"), strict=True) if one != two]
    assert len(changed) == 1
    assert changed[0][1].endswith(": 别处")
    assert "写错了" in stand.main.line("log", "-1", "--format=%s", stand.tip)


def test_two_people_at_one_record_choose_field_by_field(stand: Stand) -> None:
    browser, file = stand.browser("wang"), f"records/{THERE}.md"
    page = browser.get(EDIT)
    before = written(stand, file)
    names = dict(line.split(": ", 1) for line in before.split("\n") if ": " in line)
    place, chair = (next(each for each in pair if each in names) for pair in (("place", "地点"), ("chair", "主持人")))
    theirs = before.replace(f"{place}: {names[place]}", f"{place}: 他处").replace(
        f"{chair}: {names[chair]}", f"{chair}: 副书记"
    )
    by(stand, "office", Role.OFFICE, {file: theirs})
    preview = send(browser, page, "check", EDIT, place="我处", recorder="我", reason="写错了")
    choice = send(browser, preview, "send", EDIT)
    assert choice.status_code == 409
    for word in ("他处", "我处", "副书记", "office"):
        assert word in told(choice)
    assert written(stand, file) == theirs
    fields = Fields(choice.text).values
    assert fields["choose.chair"] == ["theirs"]  # I had not touched it
    assert fields["choose.recorder"] == ["mine"]
    assert "choose.place" not in fields  # both did: to be chosen
    done = send(browser, choice, "send", EDIT, choose__place="mine")
    assert done.status_code == 303
    after = written(stand, file)
    assert "我处" in after
    assert "副书记" in after
    assert "他处" not in after


def test_as_text_where_no_form_can_show_it(stand: Stand) -> None:
    browser, file = stand.browser("wang"), "records/2017/jichu/03-10-party-day.md"
    odd = "---\n{类型: 党日活动, 日期: 2017-03-10, 地点: 甲, 主持人: 乙, 记录人: 丙, 应到: 12, 实到: 12}\n---\n内容\n"
    by(stand, "wang", Role.RECORDER, {file: odd})
    assert "文本方式" in told(browser.get("/desk/records/edit/2017/jichu/03-10-party-day"))
    address = "/desk/records/text/2017/jichu/03-10-party-day"
    page = browser.get(address)
    assert Fields(page.text).values["text"] == [odd]
    wrong = send(browser, page, "check", address, text=odd.replace("12, 实到", "九个, 实到"), reason="改")
    assert wrong.status_code == 422
    assert "九个" in Fields(wrong.text).values["text"][0]
    looked = send(browser, page, "check", address, text=odd.replace("甲", "丁"), reason="改")
    assert send(browser, looked, "send", address).status_code == 303
    assert "丁" in written(stand, file)


def test_withdrawn_with_a_reason(stand: Stand) -> None:
    browser, address = stand.browser("wang"), f"/desk/records/withdraw/{THERE}"
    page = browser.get(address)
    assert send(browser, page, "send", address).status_code == 422
    assert written(stand, f"records/{THERE}.md")
    assert send(browser, page, "send", address, reason="重复").status_code == 303
    assert stand.file(f"records/{THERE}.md") is None


@over(
    "case",
    [
        ("li", EDIT, 403),
        ("li", NEW, 403),
        ("li", f"/desk/records/text/{THERE}", 403),
        ("li", f"/desk/records/withdraw/{THERE}", 403),
        ("zhao", NEW, 403),
        ("zhao", "/desk/records/", 403),
        ("kao", NEW, 403),
        ("kao", "/desk/records/new?type=organization_review&branch=jichu", 200),
        ("wang", "/desk/records/new?type=committee_decision&branch=_committee", 403),
        ("wang", "/desk/records/new?type=disposition&branch=jichu", 403),
        ("wang", "/desk/records/new?type=organization_review&branch=jichu", 403),
        ("wang", "/desk/records/new?type=nosuch&branch=jichu", 403),
        ("wang", "/desk/records/edit/../../site_config", 404),
        ("wang", "/desk/records/edit/2017/jichu/../../../etc", 404),
        ("wang", "/desk/records/edit/2017/jichu/03-09-nothing", 404),
        ("wang", "/desk/records/unfinished/99", 404),
    ],
)
def test_nothing_is_offered_that_would_be_refused(stand: Stand, case: tuple[str, str, int]) -> None:
    who, address, status = case
    assert stand.browser(who).get(address).status_code == status


def test_what_is_posted_by_hand_is_no_way_around(stand: Stand) -> None:
    """A form of one's own branch sent to another's address; odd values for what the program fills in."""
    browser, tip = stand.browser("wang"), stand.tip
    page = browser.get(NEW)
    for address in (NEW.replace("jichu", "caijing"), NEW.replace("jichu", "..%2F_committee")):
        answer = send(browser, page, "send", address, **MEETING, branch="caijing")
        assert answer.status_code in (403, 404), address
    odd = {"seen": "x' --", "shown": ["place", "nosuch", "type", "branch", "attachments", "__class__"], "type": ["x"]}
    send(browser, page, "send", NEW, **{**MEETING, **odd})
    assert stand.main.line("diff", "--name-only", tip, stand.tip) in ("", FILE)


def test_what_was_done_is_said_in_words_of_the_form(stand: Stand) -> None:
    """A draft, a withdrawal and rows of a workbook are no submitted record; and nobody is told of paths."""
    browser = stand.browser("wang")
    for did, said in {
        "draft": "草稿还没有提交，不计入考核",
        "withdrawn": "已从台账里拿掉",
        "lists": "改动已收下",
        "imported": "15条记录已收下",
        "<b>": "更正已收下",
    }.items():
        page = told(browser.get(f"/desk/taken/0/{stand.tip}", query_string={"path": FILE, "did": did, "count": 15}))
        assert said in page and ".md" not in page and "<b>" not in page, did
    draft = send(browser, filled(browser, "check"), "draft", NEW)
    assert "did=draft" in draft.headers["Location"]
    assert "接着填" in told(browser.get(draft.headers["Location"].replace("at-once", "later")))
