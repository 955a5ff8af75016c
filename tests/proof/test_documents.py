"""Printed documents by programs that did not make them: LibreOffice opens the .docx, PDFBox looks at the PDF/A.

veraPDF, which knows PDF/A-2, is in no registry this project may use. PDFBox knows PDF/A-1b, the stricter ancestor:
the same document, set to that standard, shows that fonts, colours and metadata are as an archive needs them.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.publish.documents import Document, find_fonts, official_docx, official_pdf
from tests.proof.opened import by_libreoffice
from tests.publish.documents.measure import Line, pages, size_mm
from tests.publish.documents.papers import FULL, LONG, PLAIN, SIGNATURE

pytestmark = pytest.mark.proof

JARS = Path("/usr/share/java")
NEEDED = ("preflight", "xmpbox", "pdfbox2", "pdfbox2-tools", "fontbox2", "commons-logging", "commons-io")
FORMERLY_IN_JAVA = ("javax.activation", "jaxb-api")
CHARACTER = 156 / 28
A_MILLIMETRE = 1.0


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Document], bytes]:
    """Sets a document's .docx by LibreOffice."""

    def convert(document: Document) -> bytes:
        return by_libreoffice(official_docx(document, find_fonts()), tmp_path_factory.mktemp("office"))

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
