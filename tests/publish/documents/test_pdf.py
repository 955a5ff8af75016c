"""The PDF is laid out as GB/T 9704-2012 has it, measured on the finished file by another program."""

from __future__ import annotations

import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import pytest

from generator.publish.documents import Document, Fonts, Paragraph, find_fonts, official_pdf
from tests.publish.documents.measure import Line, metadata, pages, size_mm, text
from tests.publish.documents.papers import EVERY, FULL, LONG, PLAIN, SIGNATURE, TITLE

TOP, LEFT, BOTTOM, RIGHT = 37, 28, 35, 26
LINES, CHARACTERS = 22, 28
PITCH, CHARACTER = 225 / LINES, 156 / CHARACTERS
A_MILLIMETRE = 1.0


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return find_fonts()


@pytest.fixture(scope="module")
def long(fonts: Fonts) -> list[list[Line]]:
    return pages(official_pdf(LONG, fonts))


def text_lines(page: list[Line]) -> list[Line]:
    """Without the page number."""
    return [line for line in page if line.baseline < 297 - BOTTOM]


def test_it_is_the_same_by_a_process_forked_of_one_that_sets_documents(fonts: Fonts) -> None:
    """Such a one would wait for ever for threads that it has not."""
    set_here = official_pdf(PLAIN, fonts)
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        assert pool.submit(official_pdf, PLAIN, fonts).result(60) == set_here


def test_the_paper_is_a4(fonts: Fonts) -> None:
    assert size_mm(official_pdf(PLAIN, fonts)) == pytest.approx((210, 297), abs=0.1)


def test_a_full_page_has_22_lines_of_28_characters(long: list[list[Line]]) -> None:
    lines = text_lines(long[1])
    assert len(lines) == LINES
    assert {len(line.glyphs) for line in lines} == {CHARACTERS}


def test_text_fills_the_type_area_within_a_millimetre(long: list[list[Line]]) -> None:
    for page in long[1:3]:
        lines = text_lines(page)
        assert min(line.left for line in lines) == pytest.approx(LEFT, abs=A_MILLIMETRE)
        assert max(line.right for line in lines) == pytest.approx(210 - RIGHT, abs=A_MILLIMETRE)
        middles = [(glyph.ink_top + glyph.ink_bottom) / 2 for glyph in (lines[0].glyphs[0], lines[-1].glyphs[0])]
        assert middles[0] == pytest.approx(TOP + PITCH / 2, abs=A_MILLIMETRE)
        assert middles[1] == pytest.approx(297 - BOTTOM - PITCH / 2, abs=A_MILLIMETRE)


def test_lines_and_characters_are_evenly_spaced(long: list[list[Line]]) -> None:
    lines = text_lines(long[1])
    steps = [after.baseline - before.baseline for before, after in pairwise(lines)]
    assert steps == pytest.approx([PITCH] * (LINES - 1), abs=0.02)
    across = [after.left - before.left for before, after in pairwise(lines[0].glyphs)]
    assert across == pytest.approx([CHARACTER] * (CHARACTERS - 1), abs=0.02)


def test_a_paragraph_begins_two_characters_in(fonts: Fonts) -> None:
    line = next(line for line in pages(official_pdf(PLAIN, fonts))[0] if line.text.startswith("根据"))
    assert line.left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.1)


def test_the_title_is_centred_in_size_two(fonts: Fonts) -> None:
    title = pages(official_pdf(PLAIN, fonts))[0][0]
    assert title.text == TITLE
    middle = (title.left + title.right) / 2
    assert middle == pytest.approx(LEFT + 156 / 2, abs=A_MILLIMETRE)
    assert title.glyphs[1].left - title.glyphs[0].left == pytest.approx(22 / 72 * 25.4, abs=0.05)


def test_page_numbers_stand_outside_seven_millimetres_below(long: list[list[Line]]) -> None:
    for number, page in enumerate(long, 1):
        line = page[-1]
        assert line.text == f"—{number}—"
        dash = line.glyphs[0]
        assert (dash.ink_top + dash.ink_bottom) / 2 == pytest.approx(297 - BOTTOM + 7, abs=A_MILLIMETRE)
        character = 14 / 72 * 25.4
        if number % 2:
            assert line.right == pytest.approx(210 - RIGHT - character, abs=A_MILLIMETRE)
        else:
            assert line.left == pytest.approx(LEFT + character, abs=A_MILLIMETRE)


def test_signature_ends_two_characters_in_and_the_date_begins_two_further(fonts: Fonts) -> None:
    lines = {line.text: line for line in pages(official_pdf(PLAIN, fonts))[0]}
    signature, day = lines[SIGNATURE], lines["2017年12月8日"]
    assert signature.right == pytest.approx(210 - RIGHT - 2 * CHARACTER, abs=A_MILLIMETRE)
    assert day.left == pytest.approx(signature.left + 2 * CHARACTER, abs=0.1)


def test_a_date_longer_than_the_signature_ends_two_characters_in(fonts: Fonts) -> None:
    made = pages(official_pdf(replace(PLAIN, signature="组织部", date=date(2017, 12, 18)), fonts))[0]
    lines = {line.text: line for line in made}
    signature, day = lines["组织部"], lines["2017年12月18日"]
    assert day.right == pytest.approx(210 - RIGHT - 2 * CHARACTER, abs=3)
    assert day.left == pytest.approx(signature.left + 2 * CHARACTER, abs=0.1)


def test_a_long_signature_stays_on_the_page(fonts: Fonts) -> None:
    made = pages(official_pdf(replace(PLAIN, signature="中国共产党" * 9), fonts))[0]
    assert max(line.right for line in made) <= 210 - RIGHT + A_MILLIMETRE


def test_every_word_can_be_taken_out_of_the_file(fonts: Fonts) -> None:
    found = re.sub(r"\s", "", text(official_pdf(FULL, fonts)))
    for words in ("示例党〔2017〕12号", "各党支部、各部门：", "一、公示时间", "（一）受理部门", "退休党支部"):
        assert words in found
    assert "二、主要做法。有的支部每周更新。" in found
    assert "附件：1．完成情况表" in found and "2．名单" in found
    assert "（联系电话：0000）" in found


def test_attachments_begin_pages_of_their_own(fonts: Fonts) -> None:
    made = pages(official_pdf(FULL, fonts))
    assert [page[0].text for page in made[1:]] == ["附件1", "附件2"]
    pitch_down = made[1][1].baseline - made[1][0].baseline
    assert pitch_down == pytest.approx(2 * PITCH, abs=A_MILLIMETRE)


def test_the_file_is_dated_and_signed_and_says_it_is_an_archive_file(fonts: Fonts) -> None:
    made = official_pdf(PLAIN, fonts)
    found = metadata(made)
    assert (found["Title"], found["Author"]) == (TITLE, SIGNATURE)
    assert found["CreationDate"].startswith("D:20171208")
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in made


def test_the_same_document_gives_the_same_bytes(fonts: Fonts) -> None:
    for document in EVERY.values():
        assert official_pdf(document, fonts) == official_pdf(document, find_fonts())


def test_a_character_no_font_has_is_a_geta_mark(fonts: Fonts) -> None:
    odd = replace(PLAIN, title="公示😀", blocks=(Paragraph("甲😀乙\U000f0000丙"),))
    found = re.sub(r"\s", "", text(official_pdf(odd, fonts)))
    assert "公示〓" in found and "甲〓乙" in found and "丙" in found


def test_any_number_of_characters_may_have_no_font(fonts: Fonts) -> None:
    many = "、".join(map(chr, range(0x13000, 0x13040)))
    odd = replace(PLAIN, blocks=(Paragraph(f"{many}甲\ufeff乙丙"), Paragraph('丁"\u0489\\\u0489"')))
    found = re.sub(r"\s", "", text(official_pdf(odd, fonts)))
    assert found.count("〓") == 64 + 2 and "甲乙丙" in found and '丁"〓\\〓"' in found


def test_what_looks_like_markup_is_text(fonts: Fonts) -> None:
    written = '#read("/etc/passwd") *不加粗* $x$ [甲] \\ "引" <b> @乙 // 丙'
    found = text(official_pdf(replace(PLAIN, blocks=(Paragraph(written),)), fonts))
    assert re.sub(r"\s", "", written) in re.sub(r"\s", "", found)


def test_the_schools_own_fonts_come_first(tmp_path: Path) -> None:
    assert not find_fonts(tmp_path).complete
    assert find_fonts(tmp_path / "none") == find_fonts()
    assert dict(find_fonts().used)["仿宋"] == "Noto Serif SC"


def test_a_schools_own_template_is_used(fonts: Fonts, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    own = '#let d = json(bytes(sys.inputs.document))\n#set document(title: "甲")\n#set text(lang: "zh")\n自己的版式'
    (tmp_path / "documents" / "official.typ").write_text(own, "utf-8")
    assert "自己的版式" in text(official_pdf(PLAIN, fonts, tmp_path))


@pytest.mark.parametrize("count", [1, 400, 601, 602])
def test_the_signature_is_never_alone_on_a_page(fonts: Fonts, count: int) -> None:
    document: Document = replace(PLAIN, blocks=(Paragraph("汉" * count),))
    last = text_lines(pages(official_pdf(document, fonts))[-1])
    assert last[-1].text == "2017年12月8日"


@pytest.mark.parametrize("lines", range(8, 18))
def test_a_short_last_paragraph_stays_with_the_signature(fonts: Fonts, lines: int) -> None:
    document: Document = replace(PLAIN, blocks=tuple(Paragraph(f"第{number}段。") for number in range(lines + 8)))
    last = text_lines(pages(official_pdf(document, fonts))[-1])
    assert [line.text for line in last[-3:]] == [f"第{lines + 7}段。", SIGNATURE, "2017年12月8日"]


def test_what_is_no_real_document_says_so_on_every_page(fonts: Fonts) -> None:
    marked = pages(official_pdf(replace(LONG, mark="演示数据"), fonts))
    assert len(marked) > 1
    for page, plain in zip(marked, pages(official_pdf(LONG, fonts)), strict=True):
        assert page[0].text == "演示数据"
        assert [line.text for line in page[1:]] == [line.text for line in plain]
