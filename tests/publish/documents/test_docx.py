"""The .docx says the same as the PDF, is well-formed, and is the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from generator.publish.documents import Document, Paragraph, find_fonts, official_docx, official_pdf
from tests.publish.documents.measure import text
from tests.publish.documents.papers import EVERY, FULL, HEADED, IMPRINT, ISSUER, NUMBER, PLAIN, PRINTED, UPWARD
from tests.publish.documents.validity import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4


def part(made: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(ZipFile(BytesIO(made)).read(name))


def words(made: bytes) -> str:
    root = part(made, "word/document.xml")
    return "".join(each.text or "" for each in root.iter(f"{W}t"))


def test_every_layout_is_what_the_standard_calls_a_document() -> None:
    """By the schema of WordprocessingML, and with every part named that is there."""
    found = {}
    for name, document in EVERY.items():
        made = official_docx(document, find_fonts())
        found[name] = faults(made, ".docx")
        types = {each.get("PartName", "").lstrip("/") for each in part(made, "[Content_Types].xml")}
        there = ZipFile(BytesIO(made)).namelist()
        assert types - {""} == {each for each in there if not each.endswith((".rels", "].xml"))}
    assert not any(found.values()), found


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Title"/>&lt;w:keepNext/&gt;'),
        ('<w:pStyle w:val="Title"/>', '<w:keepNext/><w:pStyle w:val="Title"/>'),
        ('<w:vAlign w:val="center"/>', '<w:vAlign w:val="centre"/>'),
        ('r:id="rId3"', 'r:id="rId99"'),
        ('w:val="Heading1"', 'w:val="Heading9"'),
    ],
)
def test_what_is_no_document_is_told(written: str, instead: str) -> None:
    target = BytesIO()
    with ZipFile(BytesIO(official_docx(FULL, find_fonts()))) as good, ZipFile(target, "w") as bad:
        for name in good.namelist():
            text = good.read(name).decode()
            bad.writestr(name, text.replace(written, instead) if name == "word/document.xml" else text)
    assert faults(target.getvalue(), ".docx")


def test_another_program_opens_every_layout_and_finds_the_text() -> None:
    for document in EVERY.values():
        opened = docx.Document(BytesIO(official_docx(document, find_fonts())))
        texts = [each.text for each in opened.paragraphs]
        assert {document.title, document.signature} <= set(texts)
        assert opened.core_properties.title == document.title


def test_a_head_is_as_high_as_in_the_pdf() -> None:
    for document, first in ((HEADED, ISSUER), (UPWARD, "000001"), (PRINTED, NUMBER)):
        body = part(official_docx(document, find_fonts()), "word/document.xml")[0]
        above, height = [], 0.0
        for paragraph in body:
            text = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
            if text == document.title:
                break
            above += [text] if text else []
            spacing, border = paragraph.find(f".//{W}spacing"), paragraph.find(f".//{W}pBdr/{W}bottom")
            own = spacing is not None and spacing.get(f"{W}line")
            height += float(own) if own else int(225 / 22 * MM)
            if border is not None:
                height += int(border.get(f"{W}space", "0")) * 20 + int(border.get(f"{W}sz", "0")) * 20 / 8
        lines = height / MM / (225 / 22)
        assert above[0] == first and lines == pytest.approx(round(lines), abs=0.02), lines


def test_the_imprint_floats_at_the_foot_with_the_standards_rules() -> None:
    body = part(official_docx(HEADED, find_fonts()), "word/document.xml")[0]
    table = body.find(f"{W}tbl")
    assert table is not None and list(body).index(table) == len(body) - 3
    place = table.find(f".//{W}tblpPr")
    assert place is not None
    assert (place.get(f"{W}vertAnchor"), place.get(f"{W}tblpYSpec")) == ("margin", "bottom")
    sides = {name: table.find(f".//{W}tblBorders/{W}{name}") for name in ("top", "insideH", "bottom")}
    thick = {name: int(each.get(f"{W}sz", "0")) / 8 / 72 * 25.4 for name, each in sides.items() if each is not None}
    assert thick == pytest.approx({"top": 0.35, "insideH": 0.25, "bottom": 0.35}, abs=0.02)
    assert "".join(each.text or "" for each in table.iter(f"{W}t")).endswith("2017年12月11日印发")


def test_the_imprint_begins_a_page_where_the_pdf_has_it_on_one_of_its_own() -> None:
    begins = {}
    for lines, even in ((0, False), (0, True), (17, True), (28, True)):
        text = tuple(Paragraph(f"第{number}段。") for number in range(lines + 1))
        made = official_docx(replace(HEADED, blocks=text, imprint=replace(IMPRINT, even=even)), find_fonts())
        assert faults(made, ".docx") == []
        sections = list(part(made, "word/document.xml").iter(f"{W}sectPr"))
        types = [each.get(f"{W}val") for section in sections for each in section.iter(f"{W}type")]
        begins[lines, even] = (len(sections), types, [len(each.findall(f"{W}titlePg")) for each in sections][-1])
    assert begins == {
        (0, False): (1, [], 0),
        (0, True): (2, ["nextPage"], 0),
        (17, True): (1, [], 0),
        (28, True): (2, ["evenPage"], 1),
    }


def test_a_seal_moves_signature_and_date() -> None:
    opened = docx.Document(BytesIO(official_docx(replace(PLAIN, sealed=True), find_fonts())))
    signed, day = [each for each in opened.paragraphs if each.text][-2:]
    assert (signed.alignment, day.alignment) == (WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT)
    assert day.paragraph_format.right_indent is not None and signed.paragraph_format.left_indent is not None
    assert day.paragraph_format.right_indent.mm == pytest.approx(4 * 156 / 28, abs=0.1)
    # centred between its own left edge and the margin, on the middle of a date of six and a half characters
    assert signed.paragraph_format.left_indent.mm == pytest.approx((28 - 2 * 4 - 6.5) * 156 / 28, abs=0.1)


@pytest.mark.parametrize("document", [FULL, HEADED, replace(UPWARD, imprint=replace(IMPRINT, copy_to=()))])
def test_it_says_what_the_pdf_says(document: Document) -> None:
    in_pdf = re.sub(r"—\d+—", "", re.sub(r"\s", "", text(official_pdf(document, find_fonts()))))
    in_docx = re.sub(r"\s", "", words(official_docx(document, find_fonts())))
    assert in_docx == in_pdf if document is FULL else sorted(in_docx) == sorted(in_pdf)


def test_page_and_margins_are_the_standards() -> None:
    section = part(official_docx(PLAIN, find_fonts()), "word/document.xml").find(f".//{W}sectPr")
    assert section is not None
    margins, size = section.find(f"{W}pgMar"), section.find(f"{W}pgSz")
    assert margins is not None and size is not None
    sides = {name: float(margins.get(W + name, "0")) / MM for name in ("top", "left", "bottom", "right")}
    assert sides == pytest.approx({"top": 37, "left": 28, "bottom": 35, "right": 26}, abs=0.1)
    assert float(size.get(W + "w", "0")) / MM == pytest.approx(210, abs=0.1)


def test_22_lines_and_28_characters_fit_exactly() -> None:
    styles = part(official_docx(PLAIN, find_fonts()), "word/styles.xml")
    defaults = styles.find(f"{W}docDefaults")
    assert defaults is not None
    line = defaults.find(f".//{W}pPr/{W}spacing")
    letter, size = defaults.find(f".//{W}rPr/{W}spacing"), defaults.find(f".//{W}rPr/{W}sz")
    assert line is not None and letter is not None and size is not None
    pitch = int(line.get(W + "line", "0")) / 20
    character = int(size.get(W + "val", "0")) / 2 + int(letter.get(W + "val", "0")) / 20
    assert int(225 / 25.4 * 72 / pitch) == 22
    assert int(156 / 25.4 * 72 / character) == 28


def test_the_same_document_gives_the_same_bytes_without_an_authors_clock() -> None:
    for document in EVERY.values():
        assert official_docx(document, find_fonts()) == official_docx(document, find_fonts())
    made = official_docx(FULL, find_fonts())
    assert b"2017-12-08T00:00:00Z" in ZipFile(BytesIO(made)).read("docProps/core.xml")


def test_text_is_escaped() -> None:
    made = official_docx(replace(PLAIN, title="a<b>&", blocks=(Paragraph("</w:t>{{ d }}&amp;"),)), find_fonts())
    assert "</w:t>{{ d }}&amp;" in words(made)


def test_odd_and_even_pages_have_feet_of_their_own() -> None:
    made = official_docx(PLAIN, find_fonts())
    sides = [part(made, f"word/footer{number}.xml").find(f".//{W}jc") for number in (1, 2)]
    assert [side.get(W + "val") for side in sides if side is not None] == ["right", "left"]
    assert part(made, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
