"""版头, 版记, seal and draft, measured on the finished PDF by another program (GB/T 9704-2012 §7.2, §7.3.5, §7.4)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from generator.publish.documents import Document, Head, Imprint, Paragraph, Table, find_fonts, official_pdf
from generator.publish.documents.frame import issuer_size
from tests.publish.documents.measure import MM, Line, pages
from tests.publish.documents.papers import HEADED, IMPRINT, ISSUER, NUMBER, PLAIN, PRINTED, SEALED, SIGNATURE, UPWARD

TOP, LEFT, BOTTOM, RIGHT = 37, 28, 297 - 35, 210 - 26
PITCH, CHARACTER = 225 / 22, 156 / 28
SMALL = 14 / 72 * 25.4
A_MILLIMETRE = 1.0
Made = Callable[[Document], list[list[Line]]]


@pytest.fixture(scope="module")
def made() -> Made:
    fonts = find_fonts()
    return lambda document: pages(official_pdf(document, fonts))


def rules(pdf: bytes) -> list[tuple[int, float, float, float, float, bool]]:
    """Each rule from above: its page, place, left, right, thickness, all in mm, and whether it is red."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        height = page.get_height()
        for each in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,)):
            left, bottom, right, top = each.get_bounds()
            thick, colour = ctypes.c_float(), [ctypes.c_uint() for _ in range(4)]
            pdfium.FPDFPageObj_GetStrokeWidth(each, thick)
            pdfium.FPDFPageObj_GetStrokeColor(each, *colour)
            if right - left > 100:
                middle = (height - (top + bottom) / 2) * MM
                ends = (left * MM + thick.value * MM, right * MM - thick.value * MM)  # without what a cap might add
                found.append((number, middle, *ends, thick.value * MM, colour[0].value > 200))
    return sorted(found)


def line(page: list[Line], text: str) -> Line:
    return next(each for each in page if text in each.text)


def test_the_head_lies_where_the_standard_has_it(made: Made) -> None:
    page = made(HEADED)[0]
    issuer, number, title = line(page, "文件"), line(page, "〔"), page[2]
    assert [issuer.text, number.text] == [ISSUER, NUMBER]
    assert issuer.glyphs[0].ink_top == pytest.approx(TOP + 35, abs=A_MILLIMETRE)
    for each in (issuer, number, title):
        assert (each.left + each.right) / 2 == pytest.approx(LEFT + 78, abs=A_MILLIMETRE)
    assert issuer.left >= LEFT and issuer.right <= RIGHT
    ((_, rule, left, right, _, red), *_) = rules(official_pdf(HEADED, find_fonts()))
    assert (left, right) == pytest.approx((LEFT, RIGHT), abs=0.5)
    assert red
    below = max(glyph.ink_bottom for glyph in number.glyphs)
    assert rule - below == pytest.approx(4, abs=A_MILLIMETRE)
    clear = number.glyphs[0].ink_top - max(glyph.ink_bottom for glyph in issuer.glyphs)
    assert clear == pytest.approx(2.5 * PITCH, abs=0.5 * PITCH)
    assert 2 * PITCH <= title.glyphs[0].ink_top - rule <= 3.2 * PITCH


def test_lines_below_a_head_keep_to_the_pages_22(made: Made) -> None:
    long = replace(HEADED, blocks=(Paragraph("汉" * 28 * 40),))
    first, second = made(long)[:2]
    ends = [[each for each in page if each.text == "汉" * 28][-1].baseline for page in (first, second)]
    assert ends[0] == pytest.approx(ends[1], abs=0.1)


def test_a_document_to_those_above_has_its_signers_at_the_right(made: Made) -> None:
    page = made(UPWARD)[0]
    assert [each.text for each in page[:4]] == ["000001", "秘密★1年", "特急", ISSUER]
    steps = [page[number + 1].baseline - page[number].baseline for number in range(2)]
    assert steps == pytest.approx([PITCH, PITCH], abs=0.1)
    assert all(each.left == pytest.approx(LEFT, abs=A_MILLIMETRE) for each in page[:3])
    first, last = line(page, "签发人"), line(page, NUMBER)
    assert first.text == "签发人：张甲欧阳乙文" and last.text == f"{NUMBER}李丙"
    assert first.right == pytest.approx(RIGHT - CHARACTER, abs=A_MILLIMETRE)
    assert last.left == pytest.approx(LEFT + CHARACTER, abs=A_MILLIMETRE)
    names = [next(glyph for glyph in row.glyphs if glyph.text == name) for row, name in ((first, "张"), (last, "李"))]
    assert names[0].left == pytest.approx(names[1].left, abs=0.5)


def test_printed_paper_keeps_its_room_clear(made: Made) -> None:
    page = made(PRINTED)[0]
    assert page[0].text == NUMBER
    below = max(glyph.ink_bottom for glyph in page[0].glyphs)
    assert 120 - below == pytest.approx(4, abs=A_MILLIMETRE)
    assert 2 * PITCH <= page[1].glyphs[0].ink_top - 120 <= 3.2 * PITCH
    assert not any(red for *_, red in rules(official_pdf(PRINTED, find_fonts())))


def test_the_imprint_ends_the_last_page(made: Made) -> None:
    (page,) = made(HEADED)
    copies, printed = line(page, "抄送"), line(page, "印发")
    assert copies.text == "抄送：市教育工委，校工会，团委。"
    assert printed.text.endswith("2017年12月11日印发")
    for each in (copies, printed):
        assert each.left == pytest.approx(LEFT + SMALL, abs=A_MILLIMETRE)
    assert printed.right == pytest.approx(RIGHT - SMALL, abs=A_MILLIMETRE)
    first, between, last = rules(official_pdf(HEADED, find_fonts()))[1:]
    assert [each[4] for each in (first, between, last)] == pytest.approx([0.35, 0.25, 0.35], abs=0.02)
    assert all(each[2:4] == pytest.approx((LEFT, RIGHT), abs=0.5) for each in (first, between, last))
    assert last[1] == pytest.approx(BOTTOM, abs=0.3)


def test_long_names_in_the_imprint_go_on_below_their_first(made: Made) -> None:
    many = replace(HEADED, imprint=replace(IMPRINT, copy_to=tuple(f"第{number}教学部" for number in range(10, 30))))
    page = made(many)[-1]
    copies = page.index(line(page, "抄送"))
    word = page[copies].glyphs[3]
    assert page[copies + 1].left == pytest.approx(word.left, abs=A_MILLIMETRE)


@pytest.mark.parametrize("paragraphs", range(1, 30, 2))
def test_the_imprint_is_whole_on_the_last_page_or_on_the_back_of_a_sheet(made: Made, paragraphs: int) -> None:
    text = tuple(Paragraph(f"第{number}段。") for number in range(paragraphs))
    for even in (False, True):
        found = made(replace(HEADED, blocks=text, imprint=replace(IMPRINT, even=even)))
        has = [number for number, page in enumerate(found, 1) if any("印发" in each.text for each in page)]
        assert has == [len(found)] and any("抄送" in each.text for each in found[-1])
        assert not even or len(found) % 2 == 0
        said = next(number for number, page in enumerate(found, 1) if any(each.text == SIGNATURE for each in page))
        numbered = [f"—{number}—" in [each.text for each in page] for number, page in enumerate(found, 1)]
        # [7.5] A blank page before the imprint's, and that page then, bear no number.
        blank = len(found) - said > 1
        assert numbered == [number <= said or not blank for number in range(1, len(found) + 1)]


def test_below_a_seal_the_signature_is_centred_on_the_date(made: Made) -> None:
    for signature in (SIGNATURE, "组织部", "中国共产党示例职业技术学院后勤服务中心委员会"):
        page = made(replace(SEALED, signature=signature))[0]
        signed, day = line(page, signature), line(page, "2017年12月8日")
        assert (signed.left + signed.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=A_MILLIMETRE)
        assert signed.right <= RIGHT + 0.5
        if len(signature) < 15:
            assert day.right == pytest.approx(RIGHT - 4 * CHARACTER, abs=A_MILLIMETRE)
        # [7.3.5.1] The seal of 42 mm, its middle above theirs, begins within a line below the text.
        text = max(glyph.ink_bottom for glyph in line(page, "根据方案").glyphs)
        middle = (signed.baseline + day.baseline) / 2 - 4
        assert 0 <= middle - 21 - text <= PITCH + A_MILLIMETRE


@pytest.mark.parametrize("length", [100, 300, 420, 430, 440, 450, 460, 480, 500, 520, 560, 600])
@pytest.mark.parametrize("piece", ["汉", "2017年11月，各支部（含“六对照”）已完成100%。"])
def test_of_a_long_last_paragraph_two_lines_go_with_the_signature(made: Made, piece: str, length: int) -> None:
    text = (piece * length)[:length]
    found = made(replace(PLAIN, blocks=(Paragraph("开头。"), Paragraph(text))))
    assert text in "".join(each.text for page in found for each in page if each.baseline < BOTTOM)
    last = [each for each in found[-1] if each.baseline < BOTTOM]
    place = last.index(line(last, SIGNATURE))
    assert place >= 2
    full = [each for page in found for each in page if each.left < LEFT + 0.5][:-1]
    assert all(each.right > RIGHT - CHARACTER - 0.5 for each in full), [each.text for each in full]


@pytest.mark.parametrize("rows", range(12, 26))
def test_a_table_at_the_end_leaves_no_signature_and_no_row_alone(made: Made, rows: int) -> None:
    table = Table(("序号", "支部"), tuple((str(row), f"第{row}支部") for row in range(1, rows + 1)))
    found = made(replace(PLAIN, blocks=(Paragraph("说明。"), table)))
    said = [each.text for each in found[-1]]
    place = said.index(SIGNATURE)
    assert said[place - 2 : place] == [f"{row}第{row}支部" for row in (rows - 1, rows)]
    assert len(found) == 1 or said[0] == "序号支部"
    assert [text for page in found for text in (each.text for each in page)].count("序号支部") == len(found)


def test_the_list_of_attachments_stays_with_the_signature(made: Made) -> None:
    from generator.publish.documents import Attachment

    listed = (Attachment("情况表", (Paragraph("甲"),)),)
    for count in range(13, 20):
        text = tuple(Paragraph(f"第{number}段。") for number in range(count))
        found = made(replace(PLAIN, blocks=text, attachments=listed))
        page = next(page for page in found if any(each.text == SIGNATURE for each in page))
        assert any(each.text == "附件：情况表" for each in page)


def test_a_draft_says_so_on_every_page(made: Made) -> None:
    found = made(replace(HEADED, blocks=(Paragraph("汉" * 900),), mark="草稿"))
    assert len(found) > 1 and {page[0].text for page in found} == {"草稿"}


def test_a_long_issuer_gets_narrower_before_it_gets_smaller(made: Made) -> None:
    sizes = [issuer_size("委" * length + "文件") for length in (4, 11, 16, 40)]
    assert [size for size, _ in sizes] == sorted((size for size, _ in sizes), reverse=True)
    assert sizes[0][0] == 62 and sizes[2][1] < 1 and sizes[3][0] < sizes[2][0]
    for length in (4, 11, 16, 24, 40):
        page = made(replace(HEADED, head=Head("委" * length + "文件")))[0]
        issuer = line(page, "文件")
        assert issuer.left >= LEFT and issuer.right <= RIGHT and len(issuer.glyphs) == length + 2


def test_an_imprint_without_copies_has_two_rules(made: Made) -> None:
    document = replace(HEADED, imprint=Imprint(SIGNATURE, date(2017, 1, 2)))
    assert "2017年1月2日印发" in made(document)[0][-2].text
    assert len(rules(official_pdf(document, find_fonts()))) == 3
