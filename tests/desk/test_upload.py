"""A workbook at the desk: got, changed, looked at, taken in; faults by sheet, row and column."""

from __future__ import annotations

import io

import openpyxl
from werkzeug.test import TestResponse

from generator.gate.accounts import Account, Role
from tests.desk.filling import Fields, told
from tests.desk.stand import Stand

UPLOAD = "/desk/upload/"
RECORDS = f"{UPLOAD}records/jichu.xlsx"
FILE = "records/2017/jichu/03-08-committee-meeting.md"


def changed(data: bytes, value: str, head: str = "地点") -> bytes:
    """The workbook with another value in the first row of a column."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value or "").split("\n")[0].strip("* ") == head:
                    sheet.cell(cell.row + 1, cell.column).value = value
                    out = io.BytesIO()
                    book.save(out)
                    return out.getvalue()
    raise AssertionError(head)


def test_a_workbook_is_looked_at_and_taken_in(stand: Stand) -> None:
    wang = stand.browser("wang")
    data = wang.get(RECORDS).data
    same = wang.post(UPLOAD, {"branch": "jichu", "file": (io.BytesIO(data), "t.xlsx")})
    assert "没有要存的" in told(same), told(same)
    other = wang.post(UPLOAD, {"branch": "jichu", "file": (io.BytesIO(changed(data, "新的会议室: #1")), "t.xlsx")})
    assert other.status_code == 200, told(other)
    assert "新的会议室: #1" in told(other)
    fields = {name: values[0] for name, values in Fields(other.text.split("<h2>")[0]).values.items()}
    before = stand.tip
    assert wang.post(UPLOAD, {**fields, "accept": "1"}).status_code == 303
    assert stand.tip != before
    assert "新的会议室: #1" in (stand.file(FILE) or b"").decode()


def test_what_others_did_meanwhile_is_shown_before_it_is_undone(stand: Stand) -> None:
    wang, office = stand.browser("wang"), Account("office", Role.OFFICE)
    data = changed(wang.get(RECORDS).data, "新的会议室")
    looked = wang.post(UPLOAD, {"branch": "jichu", "file": (io.BytesIO(data), "t.xlsx")})
    text = (stand.file(FILE) or b"").decode()
    before = next(line.split(": ")[1] for line in text.split("\n") if line.startswith(("主持人: ", "chair: ")))
    stand.desk.submissions.submit(office, {FILE: text.replace(before, "副书记").encode()}, stand.tip, "x")

    def accepted(page: TestResponse) -> TestResponse:
        fields = {name: values[0] for name, values in Fields(page.text.split("<h2>")[0]).values.items()}
        return wang.post(UPLOAD, {**fields, "accept": "1"})

    again = accepted(looked)
    assert again.status_code == 409
    assert "请再看一看" in told(again)
    assert f"副书记 → {before}" in told(again)
    assert "副书记" in (stand.file(FILE) or b"").decode()
    assert accepted(again).status_code == 303
    assert "新的会议室" in (stand.file(FILE) or b"").decode()
    # What has nothing to do with it keeps nobody waiting.
    looked = wang.post(UPLOAD, {"branch": "jichu", "file": (io.BytesIO(changed(data, "又一间")), "t.xlsx")})
    other = {FILE.replace("03-08", "03-09"): text.replace("03-08", "03-09").encode()}
    stand.desk.submissions.submit(office, other, stand.tip, "x")
    assert accepted(looked).status_code == 303


def test_what_is_wrong_keeps_all_out(stand: Stand) -> None:
    wang, before = stand.browser("wang"), stand.tip
    data = wang.get(RECORDS).data
    wrong = wang.post(UPLOAD, {"branch": "jichu", "file": (io.BytesIO(changed(data, "五个半", "应到")), "t.xlsx")})
    assert wrong.status_code == 422
    assert "五个半" in told(wrong)
    assert wang.post(UPLOAD, {"branch": "jichu", "file": (io.BytesIO(b"no workbook"), "t.xlsx")}).status_code == 422
    assert wang.post(UPLOAD, {"branch": "jichu"}).status_code == 422
    li = stand.browser("li")
    assert li.post(UPLOAD, {"branch": "jichu", "file": (io.BytesIO(data), "t.xlsx")}).status_code == 422
    assert li.get(RECORDS).status_code == 404
    for who in ("kao", "zhao"):
        assert stand.browser(who).get(UPLOAD).status_code == 403
    assert stand.tip == before


def test_a_template_holds_what_the_account_may_write(stand: Stand) -> None:
    data = stand.browser("wang").get(f"{UPLOAD}template/jichu.xlsx").data
    names = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert "支部委员会" in names
    assert not {"公示", "组织处置"} & {*names}
