"""Bulletins as they are read and printed: plain figures, what changed since, what is not for everybody."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.publish.one_page import page as one_page
from tests.school import CAMPAIGN, OMIT, School, branch, days

ISSUED: dict[str, Any] = {
    "title": "情况通报甲甲",
    "kind": "situation",
    "as_of": "2017-11-30",
    "issued_on": "2017-12-01",
    "doc_no": "示例党〔2017〕9号",
    "addressees": ["各党支部"],
}
NAME = "12-01-bulletin"
BODY = (
    "各党支部：\n\n支委会{{fig:O02.met@jichu=9/11}}，得分{{fig:O02.earned@jichu=3.6}}，"
    "转接{{fig:M09.status@jichu=不适用}}。\n"
)


def make(root: Path, scores: str = "public", body: str = BODY, **fields: Any) -> School:
    school = School(root, branch(), config={**CAMPAIGN, "publish_scores": scores})
    school.records("committee_meeting", days("2017-*-08", skip=[3, 12]))
    school.record(f"2017/_committee/{NAME}", {**ISSUED, **fields}, body=body)
    return school


def page(school: School, audience: str, name: str = f"_committee/{NAME}.html") -> str:
    return one_page(school.root, f"2017/{name}", audience, as_of="2017-12-20")


def published(school: School, audience: str, as_of: str = "2017-12-20", name: str = f"_committee/{NAME}.html") -> str:
    assert school.run("build", "--audience", audience, "--as-of", as_of).code == 0
    path = school.root / "site" / audience / "2017" / name
    return path.read_text("utf-8") if path.is_file() else ""


def test_figures_stand_as_plain_words_for_the_whole_school(tmp_path: Path) -> None:
    text = page(make(tmp_path), "public")
    assert "支委会9/11" in text
    assert "{{" not in text and "fig:" not in text
    assert "情况通报甲甲" in page(make(tmp_path), "public", name="bulletins.html")


def test_what_has_changed_since_is_told_and_is_no_error(tmp_path: Path) -> None:
    school = make(tmp_path)
    text = page(school, "public")
    note = text[text.index('id="changed"') :]
    assert "9/11" in note and "10/11" in note and "O02" in note
    assert "1个数字后来有变化" in page(school, "public", name="bulletins.html")
    assert school.check()[1]["errors"] == 0


def test_nothing_is_told_where_nothing_changed(tmp_path: Path) -> None:
    assert 'id="changed"' not in page(make(tmp_path, body="支委会{{fig:O02.met@jichu=10/11}}。\n"), "public")


def test_a_record_entered_later_shows_at_once(tmp_path: Path) -> None:
    school = make(tmp_path, body="支委会{{fig:O02.met@jichu=10/11}}。\n")
    assert 'id="changed"' not in page(school, "public")
    school.records("committee_meeting", ["2017-03-15"])
    assert 'id="changed"' in page(school, "public")


@pytest.mark.parametrize(
    ("scores", "audience", "earned", "hidden"),
    [
        ("public", "public", "得分3.6", "转接不公开"),
        ("public", "committee", "得分3.6", "转接不适用"),
        ("members", "public", "得分不公开", "转接不公开"),
        ("members", "members", "得分3.6", "转接不公开"),
        ("committee", "members", "得分不公开", "转接不公开"),
        ("committee", "committee", "得分3.6", "转接不适用"),
    ],
)
def test_a_figure_that_is_not_for_an_audience(
    tmp_path: Path, scores: str, audience: str, earned: str, hidden: str
) -> None:
    text = page(make(tmp_path, scores), audience)
    assert earned in text and hidden in text
    assert "支委会9/11" in text


def test_the_note_tells_nobody_more_than_the_text(tmp_path: Path) -> None:
    body = "得分{{fig:O02.earned@jichu=3.1}}，转接{{fig:M09.status@jichu=合格}}\n"
    hidden = page(make(tmp_path, "committee", body=body), "public")
    assert 'id="changed"' not in hidden and "3.1" not in hidden and "3.6" not in hidden
    shown = page(make(tmp_path, "committee", body=body), "committee")
    assert "3.6" in shown[shown.index('id="changed"') :]


def test_an_unknown_figure_is_shown_to_nobody(tmp_path: Path) -> None:
    text = page(make(tmp_path, body="{{fig:O99.met@jichu=5/7}}，{{fig:O02 met}}。\n"), "public")
    assert "5/7" not in text and "{{" not in text and "不公开" in text


@pytest.mark.parametrize(("as_of", "seen"), [("2017-12-01", False), ("2017-12-04", False), ("2017-12-05", True)])
def test_until_it_is_issued_only_the_committee_has_it(tmp_path: Path, as_of: str, seen: bool) -> None:
    school = make(tmp_path, body="正文乙乙。\n", issued_on="2017-12-05")
    assert bool(published(school, "public", as_of)) is seen
    assert ("情况通报甲甲" in published(school, "public", as_of, "feed.xml")) is seen
    assert ("情况通报甲甲" in published(school, "public", as_of, "bulletins.html")) is seen
    status = json.loads(published(school, "public", as_of, "status.json"))
    assert (NAME in json.dumps(status)) is seen
    assert "未印发" in published(school, "committee", as_of) or seen


def test_a_draft_is_the_committee_s_alone_and_counts_for_nothing(tmp_path: Path) -> None:
    school = make(tmp_path, draft=True, issued_on=OMIT, body="正文乙乙。\n")
    assert published(school, "public") == ""
    assert "正文乙乙" in published(school, "committee")
    assert school.status(as_of="2017-12-31")["committee"]["rules"]["G04"]["status"] == "fail"


def test_the_printed_copies_say_the_same(tmp_path: Path) -> None:
    school = make(tmp_path, "committee")
    assert f"{NAME}.pdf" in published(school, "public")
    folder = school.root / "site" / "public" / "2017" / "_committee"
    document = pypdfium2.PdfDocument((folder / f"{NAME}.pdf").read_bytes())
    printed = "".join(each.get_textpage().get_text_range() for each in document).replace("\r\n", "")
    assert printed.count("各党支部：") == 1
    for text in ("情况通报甲甲", "示例党〔2017〕9号", "支委会9/11", "得分不公开", "2017年12月1日"):
        assert text in printed
    with zipfile.ZipFile(folder / f"{NAME}.docx") as archive:
        written = archive.read("word/document.xml").decode()
    assert "fig:" not in written and "9/11" in written and "3.6" not in written


def test_a_decision_to_confer_lists_its_branches(tmp_path: Path) -> None:
    school = make(tmp_path)
    fields = {"title": "关于命名的决定", "branches": ["jichu"], "doc_no": "示例党〔2017〕10号"}
    school.record("2017/_committee/12-19-commendation", fields, body="决定命名下列党支部。\n")
    assert "决定命名下列党支部" in published(school, "public", name="_committee/12-19-commendation.html")
    assert "关于命名的决定" in published(school, "public", name="bulletins.html")
    pdf = school.root / "site" / "public" / "2017" / "_committee" / "12-19-commendation.pdf"
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    assert "jichu党支部" in document[len(document) - 1].get_textpage().get_text_range()
