"""What is no workbook, or none that a reader may be handed, is refused with what to do; nothing in one is run."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from generator.language import catalogue
from generator.workbook import book as books
from generator.workbook.book import NoWorkbook, opened
from tests.school import School
from tests.workbook.sheets import book, codes, planned

GOOD = book({"党课": [["支部", "日期", "主讲人", "题目"], ["jichu", "2017-03-29", "书记", "做合格党员"]]})


def repacked(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The good workbook with its parts changed."""
    with zipfile.ZipFile(BytesIO(GOOD)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return target.getvalue()


def _bomb(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet1.xml"] += b" " * (60 * 1024 * 1024)


def _entities(parts: dict[str, bytes]) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbook", laughs + b"<workbook", 1)


def _cells(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet1.xml"] += b"<v>1</v>" * (books.MAX_CELLS + 1) + Random(1).randbytes(1 << 20)


def _binary(parts: dict[str, bytes]) -> None:
    parts["xl/workbook.bin"] = parts.pop("xl/workbook.xml")


def _encrypted() -> bytes:
    data = bytearray(GOOD)
    with zipfile.ZipFile(BytesIO(GOOD)) as packed:
        for entry in packed.infolist():
            data[entry.header_offset + 6] |= 1
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "an empty file": (b"", "empty"),
    "a page under the name of a workbook": (b"<html><table><tr><td>1</td></tr></table>", "page"),
    "a page with a byte-order mark": (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "page"),
    "comma-separated": ("支部,日期\n".encode("gb18030"), "text"),
    "a PDF": (b"%PDF-1.7\n\0\0", "other"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0", "other"),
    "another archive": (repacked(lambda parts: parts.pop("xl/workbook.xml")), "other"),
    "a binary workbook": (repacked(_binary), "binary"),
    "half a file": (GOOD[: len(GOOD) // 2], "damaged"),
    "broken inside": (repacked(lambda parts: parts.update({"xl/workbook.xml": b"<workbook><"})), "damaged"),
    "no sheets inside": (repacked(lambda parts: parts.pop("xl/worksheets/sheet1.xml")), "damaged"),
    "an archive with a password": (_encrypted(), "password"),
    "a workbook with a password": (OLE + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a document of the old kind": (OLE + b"\0" * 5000, "old"),
    "a bomb": (repacked(_bomb), "bomb"),
    "entities": (repacked(_entities), "entities"),
    "too many cells": (repacked(_cells), "cells"),
    "too many bytes": (b"PK\x03\x04" + b"\0" * books.MAX_BYTES, "large"),
}  # fmt: skip


def test_each_is_refused_with_what_to_do() -> None:
    wrong = []
    for name, (data, code) in REFUSED.items():
        try:
            found = str(opened(data))
        except NoWorkbook as refused:
            found = refused.phrase.code
            assert catalogue("zh").say(refused.phrase)
        if found != f"workbook.refused.{code}":
            wrong.append((name, found))
    assert wrong == []


def test_the_command_says_so_and_writes_nothing(tmp_path: Path) -> None:
    school = School(tmp_path)
    for name, data in {"空.xlsx": b"", "a.xls": OLE + b"\0" * 5000}.items():
        school.write(name, data)
        ran = school.run("import", str(tmp_path / name))
        assert (ran.code == 1 and "没有读" in ran.err) or "读不了" in ran.err
    assert school.run("import", str(tmp_path / "没有.xlsx")).code == 2
    assert not (tmp_path / "records" / "2017").exists()


def test_a_hundred_thousand_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "MAX_ROWS", 100)
    with pytest.raises(NoWorkbook) as refused:
        opened(book({"党课": [["支部", "日期"], *[["jichu", "2017-03-29"]] * 101]}))
    assert refused.value.phrase.args["rows"] == 102


def test_macros_are_told_and_not_run(tmp_path: Path) -> None:
    root = School(tmp_path).root
    found = planned(root, repacked(lambda parts: parts.update({"xl/vbaProject.bin": b"\0"})))
    assert found.stands and [each.problem.code for each in found.faults] == ["macros"] and len(found.new) == 1


def test_a_byte_that_went_wrong_on_the_way_is_told() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "".join(f"<a{n}/>" for n in range(300)))
    whole = packed.getvalue()
    for at in range(50, len(whole) // 2, 7):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        with pytest.raises(NoWorkbook) as refused:
            opened(bytes(damaged))
        assert refused.value.phrase.code == "workbook.refused.damaged"


def test_a_table_to_read_is_no_records(tmp_path: Path) -> None:
    """The command that writes it says so, and so does the one that is handed it; what they name can be imported."""
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    ledger, records = tmp_path / "l.xlsx", tmp_path / "r.xlsx"
    told = school.run("export", "台账", "--branch", "jichu", "--out", str(ledger))
    assert "wuhao export 记录 --branch jichu --out 记录.xlsx" in told.out
    assert codes(planned(school.root, ledger.read_bytes())) == [
        ("", 0, 0, "only_tables"),
        ("台账", 0, 0, "sheet_of_table"),
    ]
    ran = school.run("import", str(ledger))
    assert (ran.code, "wuhao export 记录" in ran.out) == (1, True)
    assert "wuhao export 记录" not in school.run("export", "台账", "--format", "csv", "--out", "-").out
    assert school.run("export", "记录", "--branch", "jichu", "--out", str(records)).code == 0
    assert school.run("import", str(records)).code == 0
    # Beside records it is told, and keeps nothing out.
    both = book({"台账": [["日期"], ["2017-03-29"]], "党课": [["支部", "日期"], ["jichu", "2017-03-29"]]})
    found = planned(school.root, both)
    assert found.stands
    assert ("台账", 0, 0, "sheet_of_table") in codes(found)
