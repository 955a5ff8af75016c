"""A form on paper, measured by a program that did not set it."""

from __future__ import annotations

import re
from functools import cache

import pypdfium2
import pytest

from generator.publish.documents import find_fonts
from generator.publish.forms import Cell, Form, Grid, Row, form_pdf
from generator.publish.forms.form import Section
from tests.publish.documents.measure import MM, pages, text
from tests.publish.forms.samples import FULL, HEAD, SIGN, form, table


@cache
def made(printed: Form) -> bytes:
    return form_pdf(printed, find_fonts())


def said(pdf: bytes) -> list[list[str]]:
    """The lines of each page between the mark at its head and the number at its foot."""
    return [[line.text for line in page if not re.fullmatch(r"第\d+页共\d+页", line.text)] for page in pages(pdf)]


def test_the_same_form_gives_the_same_bytes() -> None:
    assert form_pdf(FULL, find_fonts()) == made(FULL)


def test_every_page_says_which_of_how_many_it_is_and_what_it_is_no_real_paper_of() -> None:
    found = pages(made(FULL))
    for number, page in enumerate(found, 1):
        assert page[0].text == "演示"
        assert page[-1].text == f"第{number}页共{len(found)}页"


def test_sections_lie_as_they_say_and_contents_name_the_page_each_begins_on() -> None:
    pdf = pypdfium2.PdfDocument(made(FULL))
    flat = [page.get_width() > page.get_height() for page in pdf]
    lines = said(made(FULL))
    meeting = next(number for number, page in enumerate(lines) if page[1] == "会议")
    table_begins = next(number for number, page in enumerate(lines) if page[1] == "评分表")
    assert flat[meeting] and not flat[table_begins]
    assert lines[1][2] == f"1会{table_begins + 1}"


@pytest.mark.parametrize("count", range(36, 48))
def test_no_row_stands_alone_and_heads_are_on_every_page(count: int) -> None:
    first, *more = said(made(form(table(count))))
    assert first[2] == "序号内容分值"
    for page in more:
        assert page[0] == "序号内容分值"
        assert len(page) >= 3, "a last row alone"
    assert (more or [first])[-1][-1] == "主持人（签字）："


def test_what_is_longer_than_a_page_goes_over_and_nothing_is_lost() -> None:
    long = form(
        Section("长", (Grid((1, 4), (HEAD_OF_TWO, Row((Cell("内容"), Cell("言" * 9000, align="left")))), head=1),))
    )
    found = text(made(long))
    assert found.count("言") == 9000


HEAD_OF_TWO = Row((Cell("项"), Cell("文")))


def test_words_stay_within_their_boxes() -> None:
    widths = [page.get_width() * MM for page in pypdfium2.PdfDocument(made(FULL))]
    for number, (lines, width) in enumerate(zip(pages(made(FULL)), widths, strict=True), 1):
        ends = [glyph.right for line in lines for glyph in line.glyphs if glyph.text != "\u200b"]
        assert max(ends) <= width - 18 + 1, f"page {number}"


def test_hostile_words_are_words() -> None:
    found = re.sub(r"\s", "", text(made(FULL)))
    assert "<w:t>&amp;]]>=1+1" in found.replace("\u200b", "").replace("\ufffe", "")


def test_a_signature_stays_with_its_opinion() -> None:
    tall = Row((Cell("意见", 3, lines="tlr"),), height=60, keep=True)
    for count in (28, 32, 36):
        rows = [Row((Cell(str(each)), Cell("某事"), Cell("3"))) for each in range(count)]
        foot = Row((Cell("盖章", 3, "right", lines="blr"),))
        lines = said(made(form(Section("表", (Grid((1, 6, 1), (HEAD, *rows, tall, foot, SIGN), head=1),)))))
        assert [any("意见" in line for line in page) for page in lines] == [
            any("盖章" in line for line in page) for page in lines
        ]
