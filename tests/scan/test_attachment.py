"""What attachments say, as far as it can be read, is looked through for personal numbers (design §7)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.scan import attachment
from generator.scan.attachment import attachment_text
from generator.scan.numbers import find

MOBILE = "13800138000"
ID = "11010519491231002X"


def packed(**parts: str) -> bytes:
    """A zip of XML parts; `__` in a name stands for a slash."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(f"{name.replace('__', '/')}.xml", f"<?xml version='1.0'?>{text}")
    return data.getvalue()


def pdf(content: bytes, more: bytes = b"") -> bytes:
    stream = zlib.compress(content)
    return b"%PDF-1.4\n" + more + b"1 0 obj <</Filter /FlateDecode>>\nstream\n" + stream + b"\nendstream endobj\n"


RUNS = "<w:p><w:r><w:t>电话</w:t></w:r><w:r><w:t>138</w:t></w:r><w:r><w:t>00138000</w:t></w:r></w:p>"
FOUND = [
    ("甲.docx", packed(word__document=f"<w:body>{RUNS}</w:body>"), MOBILE),
    ("甲.docx", packed(word__header1=f"<w:p><w:t>{ID}</w:t></w:p>"), ID),
    ("甲.docx", packed(docProps__core=f"<dc:creator>甲 {MOBILE}</dc:creator>"), MOBILE),
    ("甲.DOCX", packed(word__comments="<w:t>138 0013 8000</w:t>"), MOBILE),
    ("甲.xlsx", packed(xl__sharedStrings=f"<si><t>手机</t></si><si><t>{MOBILE}</t></si>"), MOBILE),
    ("甲.xlsx", packed(xl__worksheets__sheet1=f'<row><c r="A1"><v>{MOBILE}</v></c></row>'), MOBILE),
    ("甲.pdf", pdf(f"BT ({MOBILE}) Tj ET".encode()), MOBILE),
    ("甲.pdf", pdf(b"BT [(138) -20 (0013) 5 (8000)] TJ ET"), MOBILE),
    ("甲.pdf", b"%PDF-1.4\n1 0 obj <</Author (tel 13800138000)>> endobj", MOBILE),
    (f"{MOBILE}.jpg", b"\xff\xd8", MOBILE),
]


@pytest.mark.parametrize(("name", "data", "digits"), FOUND)
def test_found(name: str, data: bytes, digits: str) -> None:
    assert digits in {number.digits for number in find(attachment_text(name, data))}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("甲.xlsx", packed(xl__sheet="<row><c><v>138</v></c><c><v>00138000</v></c></row>")),  # two cells
        ("甲.docx", packed(word__document="<w:p><w:t>138</w:t></w:p><w:p><w:t>00138000</w:t></w:p>")),
        ("甲.pdf", pdf(b"BT (138) Tj ET BT (00138000) Tj ET")),
        ("甲.jpg", MOBILE.encode()),  # a picture's bytes are no text
    ],
)
def test_what_stands_apart_is_not_one_number(name: str, data: bytes) -> None:
    assert not list(find(attachment_text(name, data)))


def zip_faults() -> Iterator[bytes]:
    whole = packed(word__document="<w:t>x</w:t>" * 50)
    yield from (b"", b"PK", whole[:-30], whole[:40] + b"\0" * 20 + whole[60:], b"%PDF-1.4 stream\nxendstream")


@pytest.mark.parametrize("data", list(zip_faults()))
@pytest.mark.parametrize("name", ["甲.docx", "甲.xlsx", "甲.pdf"])
def test_broken_files_say_their_name(name: str, data: bytes) -> None:
    assert attachment_text(name, data).startswith(name)


@given(st.binary(max_size=200), st.sampled_from(["docx", "xlsx", "pdf", "jpg", ""]))
def test_any_bytes(data: bytes, suffix: str) -> None:
    assert attachment_text(f"a.{suffix}", data).startswith("a.")


def test_no_more_is_inflated_than_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachment, "MOST_INFLATED", 1000)
    bomb = packed(word__document="<w:t>" + "0" * 10_000_000 + "</w:t>")
    assert len(attachment_text("a.docx", bomb)) < 1100
    assert len(attachment_text("a.pdf", pdf(b"(" + b"0" * 10_000_000 + b") Tj"))) < 1100
