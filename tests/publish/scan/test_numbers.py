"""The scan of finished pages, and what happens when it finds something."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.model.record import Record
from generator.publish.publication import publish
from generator.publish.scan.files import FileScan
from generator.publish.scan.numbers import Leak, find_in_page
from tests.publish.conftest import content, make_root, write
from tests.values import rows, values

ID = "11010519491231002X"
MOBILE = "13800138000"
CARD = "6222021234567890128"


def test_in_pages_text_is_joined_within_words_and_apart_between_cells() -> None:
    assert [hit.digits for hit in find_in_page("p", "r", "<p>138<b>0013</b>8000</p>")] == [MOBILE]
    assert [hit.digits for hit in find_in_page("p", "r", f'<a href="tel:{MOBILE}">x</a>')] == [MOBILE]
    assert [hit.digits for hit in find_in_page("p", "r", "<p>&#49;3800138000</p>")] == [MOBILE]
    assert [hit.digits for hit in find_in_page("p", "r", "".join(f"&#{ord(each)};" for each in MOBILE))] == [MOBILE]
    assert not list(find_in_page("p", "r", "<td>1380</td><td>0138</td><td>000</td>"))
    assert not list(find_in_page("p", "r", f"<p>{MOBILE}</p>", {MOBILE}))


def test_what_is_told_does_not_repeat_the_number() -> None:
    (hit,) = find_in_page("p", "2017/a/b", f"<p>{ID}</p>")
    assert ID not in str(Leak((hit,)))


def test_a_hit_on_a_page_people_write_publishes_nothing(tmp_path: Path) -> None:
    make_root(tmp_path, 1, every=5)
    publish(content(tmp_path), "public", tmp_path / "site")
    before = (tmp_path / "site" / "public").readlink()
    write(tmp_path, "content/contact.md", f"# 联系\n\n电话{MOBILE}\n")
    for _ in range(2):  # the failed attempt leaves nothing that a second would take over
        with pytest.raises(Leak) as raised:
            publish(content(tmp_path), "public", tmp_path / "site")
        assert "2017/contact.html" in raised.value.records
    assert (tmp_path / "site" / "public").readlink() == before


def test_a_record_that_is_held_back_is_nowhere_and_the_rest_goes_on(tmp_path: Path) -> None:
    make_root(tmp_path, 1, every=5)
    record = "2017/jichu/09-25-award"
    write(tmp_path, f"records/{record}.yml", f"类型: 表彰奖励\n日期: 2017-09-25\n颁发单位: 电话{MOBILE}\n")
    for audience in ("public", "committee"):
        publish(content(tmp_path), audience, tmp_path / "site")
        pages = [path for path in (tmp_path / "site" / audience).rglob("*") if path.suffix in (".html", ".json")]
        assert pages and not any(MOBILE in path.read_text("utf-8") for path in pages)
        assert not (tmp_path / "site" / audience / f"{record}.html").exists()
    told = (tmp_path / "site/committee/2017/problems.html").read_text("utf-8")
    assert f"records/{record}.yml" in told and "手机号" in told


def record_of(text: str, *released: str) -> Record:
    said = values(issuer=text, released=rows(*({"text": each, "reason": "设备编号"} for each in released)))
    file, day = "records/2017/jichu/09-25-award.yml", date(2017, 9, 25)
    return Record("2017/jichu/09-25-award", file, "jichu", 2017, ("award",), day, said, {})


def test_what_slips_through_names_the_record_that_says_it() -> None:
    """The records as read say which of them a page is of; released is what each releases itself."""
    spoken = "编号138-0013 8000"
    for released, hits in (((), 1), ((MOBILE,), 0)):
        record = record_of(spoken, *released)
        scan = FileScan(SimpleNamespace(record={record.id: record}.get, records=(record,)), 2017)  # type: ignore[arg-type]
        assert len(scan.page("jichu/ledger.html", "", f"<p>{spoken}</p>")) == hits
        assert len(scan.page("jichu/09-25-award.html", "2017/jichu/09-25-award", f"<p>{spoken}</p>")) == hits
    assert [hit.record for hit in scan.page("index.html", "", f"<p>{ID}</p>")] == [""]
