"""What is posted to get around the desk: to a year that is put away, and by the names of files."""

from __future__ import annotations

import io

from werkzeug.test import TestResponse

from generator.desk.submission import Refused
from generator.gate.accounts import Account, Role
from generator.gate.gatehouse import ROOT
from generator.model.config import FILE as CONFIG_FILE
from tests.desk.filling import send, told
from tests.desk.stand import Browser, Stand, token
from tests.desk.test_records import EDIT, FILE, MEETING, NEW, THERE
from tests.desk.test_upload import RECORDS, UPLOAD, changed

PDF = b"%PDF-1.4\n%%EOF\n"
BOUNDARY = "----one-after-the-other"


def freeze(stand: Stand) -> None:
    """Puts 2017 away, as far as its gate looks: a bag lies in the archive of what was last published."""
    bag = stand.house.published / ROOT / "archive/2017-v1"
    bag.mkdir(parents=True)
    (bag / "tagmanifest-sha256.txt").write_text("")
    (bag.parents[1] / CONFIG_FILE).write_bytes((stand.folder / "clone" / CONFIG_FILE).read_bytes())
    assert stand.house.frozen == {2017}


def test_a_year_that_is_put_away_is_changed_by_no_form(stand: Stand) -> None:
    """Each form was opened while the year was open, and is sent afterwards; then each is opened anew."""
    wang, office = stand.browser("wang"), stand.browser("office")
    text, withdraw = (f"/desk/records/{each}/{THERE}" for each in ("text", "withdraw"))
    row = "/desk/lists/2017/jichu/add/problems"
    pages = {each: wang.get(each) for each in (NEW, EDIT, text, withdraw, row)}
    book = changed(wang.get(RECORDS).data, "别处")
    looked = wang.post(UPLOAD, {"branch": "jichu", "file": (io.BytesIO(book), "t.xlsx")})
    assert looked.status_code == 200
    freeze(stand)
    before = stand.tip
    why = {"reason": "改"}
    for name, answer in {
        "new": send(wang, pages[NEW], "send", NEW, **MEETING),
        "new, looked at": send(wang, pages[NEW], "check", NEW, **MEETING),
        "new, a draft": send(wang, pages[NEW], "draft", NEW, **MEETING),
        "edit": send(wang, pages[EDIT], "send", EDIT, place="别处", **why),
        "moved out of it": send(wang, pages[EDIT], "send", EDIT, date="2018-03-08", **why),
        "text": send(wang, pages[text], "send", text, **why),
        "withdraw": send(wang, pages[withdraw], "send", withdraw, **why),
        "lists": send(wang, pages[row], "send", row, problem="甲"),
        "workbook": wang.post(UPLOAD, {"branch": "jichu", "file": (io.BytesIO(book), "t.xlsx"), "accept": "1"}),
        "edit, opened": wang.get(EDIT),
        "edit, by the office": office.get(EDIT),
        "lists, opened": wang.get(row),
    }.items():
        assert answer.status_code in (403, 422), name
        assert "2017年已经封存" in told(answer), name
    assert f"{EDIT}" not in wang.get("/desk/records/?year=2017").text
    assert row not in wang.get("/desk/lists/?year=2017").text
    # Where the desk did not look, the gate does.
    files = {FILE: (stand.file(f"records/{THERE}.md") or b"").replace(b"03-08", b"03-15")}
    for who in (Account("wang", Role.RECORDER, ("jichu",)), Account("office", Role.OFFICE)):
        outcome = stand.desk.submissions.submit(who, files, stand.tip, "x")
        assert isinstance(outcome, Refused)
        assert [each.code for each in outcome.problems] == ["year_is_frozen"]
    assert stand.tip == before


def sent_as(browser: Browser, name: bytes) -> TestResponse:
    """Has a meeting looked at with one file of that name, which stands in the request byte for byte."""
    fields = {**MEETING, "token": token(browser.get(NEW)), "date": "2017-03-15", "check": "1"}
    shown = [*MEETING, "date"]
    quoted = name.replace(b"\\", b"\\\\")
    parts = [(f'name="{key}"', str(value).encode()) for key, value in fields.items()]
    parts += [('name="shown"', each.encode()) for each in shown if each != "body"]
    lines = [b"Content-Disposition: form-data; %s\r\n\r\n%s" % (head.encode(), value) for head, value in parts]
    lines.append(b'Content-Disposition: form-data; name="files"; filename="%s"\r\n\r\n%s' % (quoted, PDF))
    edge = BOUNDARY.encode()
    body = b"".join(b"--%s\r\n%s\r\n" % (edge, each) for each in lines) + b"--%s--\r\n" % edge
    return browser.client.post(
        NEW,
        input_stream=io.BytesIO(body),
        content_length=len(body),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
        environ_base={"REMOTE_ADDR": browser.address},
    )


HARMLESS = {
    "../../../etc/passwd.pdf": "passwd.pdf",
    "/etc/cron.d/x.pdf": "x.pdf",
    "..\\..\\2017\\caijing\\x.pdf": "x.pdf",
    "C:\\Windows\\win.ini.pdf": "win_ini.pdf",
    "x.pdf\0.exe.pdf": "x_pdf_exe.pdf",
    "签到\u202efdp.exe.pdf": "签到_fdp_exe.pdf",
    "\u200b\u2066表.pdf": "表.pdf",
    "x.php.PDF": "x_php.pdf",
    "03-15-committee-meeting.md.pdf": "03-15-committee-meeting_md.pdf",
    "CON.pdf": "CON_.pdf",
    "com1.pdf": "com1_.pdf",
    ".git.pdf": "git.pdf",
    "会" * 300 + ".pdf": "会" * 60 + ".pdf",
    "e\u0301.pdf": "é.pdf",
    "<b>x</b>&quot;.pdf": "b_quot.pdf",
    "...pdf": "附件.pdf",
    "x.pdf ": "x.pdf",
}
"""What a file is called by who sends it, and in the repository."""
NOT_TAKEN = (
    "03-15-committee-meeting.md", "rectification.yml", "organization.yaml", "x.pdf.exe", "x.html", "x.svg",
    "pdf", "../../../site_config.yml", ".htaccess", "x.pdf\0.md", "x.\u202efdp", "x.pdf/../y.md",
)  # fmt: skip


def test_a_files_name_leads_nowhere(stand: Stand) -> None:
    wang, before = stand.browser("wang"), stand.tip
    for name, safe in HARMLESS.items():
        answer = sent_as(wang, name.encode())
        assert answer.status_code == 200, (name, told(answer))
        assert f"附件 {safe} " in told(answer), name
    for name in NOT_TAKEN:
        answer = sent_as(wang, name.encode())
        assert answer.status_code == 422, name
        assert "不是能收的种类" in told(answer), name
    assert sent_as(wang, b"\xff\xfe\x80.pdf").status_code in (200, 400, 422)
    assert stand.tip == before
    looked = sent_as(wang, "../../../a\u202eb.pdf".encode())
    assert send(wang, looked, "send", NEW).status_code == 303
    there = stand.main.line("diff", "--name-only", "-z", before, stand.tip).strip("\0").split("\0")
    assert there == [FILE, f"{FILE.removesuffix('.md')}/a_b.pdf"]
    # Of two names that one system could not tell apart, one gets a number.
    more = "/desk/records/edit/2017/jichu/03-15-committee-meeting"
    second = send(wang, wang.get(more), "check", more, files=[(io.BytesIO(PDF), "A_B.pdf")], reason="补一份")
    assert "a_b.pdf、A_B_2.pdf" in told(second)


def test_what_a_form_says_of_files_leads_nowhere(stand: Stand) -> None:
    """The names of files that came before are posted again: nobody else's and nothing else comes in by them."""
    wang, li, before = stand.browser("wang"), stand.browser("li"), stand.tip
    looked = sent_as(wang, b"x.pdf")
    key = looked.text.partition('name="stash" value="')[2].partition("/")[0]
    assert len(key) == 64
    address = NEW.replace("jichu", "caijing")
    tricks = [
        "../../accounts.yml", f"{key}/../../../x.pdf", f"{key}/..", f"{key}/x.md", f"{key}/CON.pdf", f"../{key}/x.pdf",
        f"{key}", f"/{key}", "", f"{key}/\u202ex.pdf", f"{'0' * 64}/x.pdf",
    ]  # fmt: skip
    for browser, place in ((wang, NEW), (li, address)):
        own = [f"{key}/x.pdf"] if browser is li else []
        fields = {
            "stash": [*tricks, *own],
            "had_files": "1",
            "keep": ["../../../site_config.yml", "x.pdf", "/etc/passwd"],
        }
        page = send(browser, browser.get(place), "check", place, **{**MEETING, **fields})
        assert page.status_code == 200, told(page)
        assert send(browser, page, "send", place).status_code == 303
    added = stand.main.line("diff", "--name-only", "-z", before, stand.tip).strip("\0").split("\0")
    assert added == [FILE.replace("jichu", "caijing"), FILE]
