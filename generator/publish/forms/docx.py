"""A form as .docx (ISO/IEC 29500): the same boxes and words as the PDF, to be retouched in an office program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.publish.documents.fonts import Fonts, office_stand_ins
from generator.publish.documents.package import package
from generator.publish.forms.fitting import A4_MM, LEADING, PAD_MM, PT_MM, plain
from generator.publish.forms.form import Form
from generator.shipped import TEMPLATES

FOLDER = "documents/form"
_PARTS = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "package_rels",
    "docProps/core.xml": "core",
    "word/_rels/document.xml.rels": "document_rels",
    "word/document.xml": "document",
    "word/fontTable.xml": "font_table",
    "word/footer1.xml": "footer",
    "word/header1.xml": "header",
    "word/settings.xml": "settings",
    "word/styles.xml": "styles",
}
"""Part of the package, and the template it is made from."""


def form_docx(form: Form, fonts: Fonts, templates: Path = TEMPLATES) -> bytes:
    """The form for an office program; it names fonts and carries none. Raises TemplateFault."""
    data = _measured(plain(form)) | {
        "iso": form.date.isoformat(),
        "fonts": fonts.office,
        "stand_ins": office_stand_ins(),
        "leading": LEADING,
        "pad": _twips(PAD_MM),
        "of_mm": _twips,
    }
    return package(_PARTS, FOLDER, data, form.date, templates)


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _measured(form: dict[str, Any]) -> dict[str, Any]:
    """With the pages and columns in twentieths of a point."""
    for section in form["sections"]:
        page = [_twips(each) for each in A4_MM]
        section["page"] = page[::-1] if section["landscape"] else page
        for block in section["blocks"]:
            for each in block.get("blocks", (block,)):
                if each["kind"] == "grid":
                    _measure(each)
    return form


def _measure(grid: dict[str, Any]) -> None:
    grid["twips"] = [_twips(each) for each in grid["mm"]]
    # A line of an office program has its leading around it, one of typst has none above the first and below the last.
    grid["pad"] = max(0, _twips(PAD_MM - (LEADING - 1) * grid["size"] * PT_MM / 2))
    left = 0
    for row in grid["rows"]:
        first = 0
        row["twips"] = []
        for cell in row["cells"]:
            row["twips"].append(sum(grid["twips"][first : first + cell["across"]]))
            first += cell["across"]
        if row["run"]:
            left = row["run"]
        left -= 1
        row["with_next"] = left > 0
