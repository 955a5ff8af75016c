"""The .docx says the same as the PDF, is well-formed, and is the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from generator.publish.documents import Document, Paragraph, find_fonts, official_docx, official_pdf
from tests.publish.documents.measure import text
from tests.publish.documents.papers import FULL, LONG, PLAIN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4


def part(made: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(ZipFile(BytesIO(made)).read(name))


def words(made: bytes) -> str:
    root = part(made, "word/document.xml")
    return "".join(each.text or "" for each in root.iter(f"{W}t"))


@pytest.mark.parametrize("document", [PLAIN, LONG, FULL])
def test_every_part_is_well_formed_and_named(document: Document) -> None:
    made = official_docx(document, find_fonts())
    names = set(ZipFile(BytesIO(made)).namelist())
    types = part(made, "[Content_Types].xml")
    assert {each.get("PartName", "").lstrip("/") for each in types if each.get("PartName")} <= names
    for name in names:
        part(made, name)


@pytest.mark.parametrize("document", [PLAIN, LONG, FULL])
def test_words_stand_only_where_words_may(document: Document) -> None:
    made = official_docx(document, find_fonts())
    for name in (
        name for name in ZipFile(BytesIO(made)).namelist() if name.startswith("word/") and name.endswith(".xml")
    ):
        stray = [each.tag for each in part(made, name).iter() if (each.text or "").strip() and each.tag.startswith(W)]
        assert {tag.removeprefix(W) for tag in stray} <= {"t", "instrText"}, name
        tails = [each.tail for each in part(made, name).iter() if (each.tail or "").strip()]
        assert tails == [], name


def test_it_says_what_the_pdf_says() -> None:
    in_pdf = re.sub(r"—\d+—", "", re.sub(r"\s", "", text(official_pdf(FULL, find_fonts()))))
    in_docx = re.sub(r"\s", "", words(official_docx(FULL, find_fonts())))
    assert in_docx == in_pdf


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
    made = official_docx(FULL, find_fonts())
    assert made == official_docx(FULL, find_fonts())
    assert b"2017-12-08T00:00:00Z" in ZipFile(BytesIO(made)).read("docProps/core.xml")


def test_text_is_escaped() -> None:
    made = official_docx(replace(PLAIN, title="a<b>&", blocks=(Paragraph("</w:t>{{ d }}&amp;"),)), find_fonts())
    assert "</w:t>{{ d }}&amp;" in words(made)


def test_odd_and_even_pages_have_feet_of_their_own() -> None:
    made = official_docx(PLAIN, find_fonts())
    sides = [part(made, f"word/footer{number}.xml").find(f".//{W}jc") for number in (1, 2)]
    assert [side.get(W + "val") for side in sides if side is not None] == ["right", "left"]
    assert part(made, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
