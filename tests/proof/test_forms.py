"""Forms by a program that did not make them: LibreOffice sets each on as many pages, with its heads and signatures."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish.documents import find_fonts
from generator.publish.forms import form_docx, form_pdf
from generator.publish.pages.forms.papers import PAPERS, printed
from tests.proof.opened import by_libreoffice
from tests.publish.documents.measure import pages
from tests.publish.forms.samples import FULL
from tests.publish.pages.forms.test_papers import make, sites

pytestmark = pytest.mark.proof


def lines(pdf: bytes) -> list[list[str]]:
    return [[line.text for line in page] for page in pages(pdf)]


def test_every_paper_takes_as_many_pages_in_an_office_program(tmp_path: Path) -> None:
    make(tmp_path / "root")
    site = sites(tmp_path / "root")["committee"]
    differ = {}
    for paper in PAPERS:
        form = printed(paper, "jichu", site)
        if form is not None:
            (tmp_path / paper.id).mkdir()
            opened = len(pages(by_libreoffice(form_docx(form, find_fonts()), tmp_path / paper.id)))
            if opened != (set_ := len(pages(form_pdf(form, find_fonts())))):
                differ[paper.id] = (opened, set_)
    assert differ == {}


def test_contents_name_the_page_and_heads_are_repeated(tmp_path: Path) -> None:
    found = lines(by_libreoffice(form_docx(FULL, find_fonts()), tmp_path))
    begins = next(number for number, page in enumerate(found, 1) if "评分表" in page)
    assert found[1][2] == f"1会{begins}"
    on_tables = [page for page in found if "序号内容分值" in page]
    assert len(on_tables) >= 2 and all(page.count("序号内容分值") == 1 for page in on_tables)
