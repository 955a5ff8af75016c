"""A document as .docx (ISO/IEC 29500): the same text and figures as the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publish.documents.document import Document
from generator.publish.documents.fonts import Fonts
from generator.publish.documents.layout import (
    CHARACTER_PT,
    INDENT,
    LINE_PT,
    MARGINS_MM,
    NUMBER_BELOW_MM,
    PAGE_MM,
    SIZES_PT,
    WIDTH_PT,
    Set,
    plain,
    set_document,
    width,
)
from generator.publish.render.bounds import bounded
from generator.publish.render.fault import TemplateFault
from generator.publish.render.renderer import has_own
from generator.shipped import TEMPLATES

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FOLDER = "documents/docx"
_PARTS = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "package_rels",
    "docProps/core.xml": "core",
    "word/_rels/document.xml.rels": "document_rels",
    "word/document.xml": "document",
    "word/footer1.xml": "footer",
    "word/footer2.xml": "footer",
    "word/header1.xml": "header",
    "word/settings.xml": "settings",
    "word/styles.xml": "styles",
}
"""Part of the package, and the template it is made from."""
_TWIPS_MM, _TWIPS_PT = 1440 / 25.4, 20
_NUMBER_LINE = 1.4
"""The height of the page number's line in its size."""


def official_docx(document: Document, fonts: Fonts, templates: Path = TEMPLATES) -> bytes:
    """The document for an office program; it names the standard's fonts and carries none. Raises TemplateFault."""
    from generator.publish.render.loader import template_loader
    from generator.publish.render.sandbox import Sandbox
    from generator.zipped import zipped

    environment = Sandbox(template_loader(templates, FOLDER))
    limits = bounded if has_own(templates, FOLDER) else nullcontext
    typeset = set_document(document)
    data = plain(typeset) | {
        "iso": document.date.isoformat(),
        "fonts": fonts.office,
        "twips": _twips(),
        "half_points": {name: points * 2 for name, points in SIZES_PT.items()},
        "indents": _indents(typeset),
        "widths_of": _grid,
    }
    with limits():
        made = {part: _part(environment, f"{name}.xml.j2", data, part).encode() for part, name in _PARTS.items()}
    return zipped(made, document.date)


def _part(environment: Environment, file: str, data: Mapping[str, object], part: str) -> str:
    try:
        return environment.get_template(file).render(d=data, part=part)
    except Exception as error:  # whatever a template does with plain values
        raise TemplateFault(Path(FOLDER, file), getattr(error, "lineno", 1), str(error)) from error


def _twips() -> dict[str, int]:
    """The figures of the page in twentieths of a point, rounded so that 22 lines and 28 characters fit."""
    millimetres = {
        "width": PAGE_MM[0],
        "height": PAGE_MM[1],
        **MARGINS_MM,
        "footer": MARGINS_MM["bottom"] - NUMBER_BELOW_MM,
    }
    found = {name: round(value * _TWIPS_MM) for name, value in millimetres.items()}
    number = round(SIZES_PT["number"] * _NUMBER_LINE * _TWIPS_PT)
    # Word measures the footer from the page's edge to its lower edge; the dash stands in the middle of its line.
    found["footer"] -= number // 2
    return found | {
        "number": number,
        "line": int(LINE_PT * _TWIPS_PT),
        "character": round(CHARACTER_PT * _TWIPS_PT),
        "tracking": floor((CHARACTER_PT - SIZES_PT["body"]) * _TWIPS_PT),
        "text": round(WIDTH_PT * _TWIPS_PT),
    }


def _indents(made: Set) -> dict[str, Markup]:
    """Indents in characters, and in twips for programs that do not know characters."""
    word = width(str(plain(made)["attachment_word"]))
    return {
        "text": _indent(firstLine=INDENT),
        "signature": _indent(left=made.signature_indent),
        "date": _indent(left=made.date_indent),
        "attachment": _indent(left=INDENT + word, hanging=word),
    }


def _indent(**characters: float) -> Markup:
    attributes = "".join(
        f' w:{side}Chars="{round(number * 100)}" w:{side}="{round(number * CHARACTER_PT * _TWIPS_PT)}"'
        for side, number in characters.items()
    )
    from markupsafe import Markup

    return Markup(f"<w:ind{attributes}/>")


def _grid(widths: tuple[float, ...]) -> list[int]:
    """The widths of a table's columns in twips, which add up to the type area's."""
    whole = round(WIDTH_PT * _TWIPS_PT)
    cells = [int(whole * share / sum(widths)) for share in widths]
    return [*cells[:-1], whole - sum(cells[:-1])]
