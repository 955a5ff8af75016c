"""A document as .docx (ISO/IEC 29500): the same text and figures as the PDF."""

from __future__ import annotations

from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.publish.documents.document import Document
from generator.publish.documents.fonts import Fonts, office_stand_ins
from generator.publish.documents.frame import framed
from generator.publish.documents.layout import (
    CHARACTER_PT,
    CHARACTERS,
    INDENT,
    LINE_PT,
    MARGINS_MM,
    MM_TO_PT,
    NUMBER_BELOW_MM,
    PAGE_MM,
    SIZES_PT,
    WIDTH_PT,
    Set,
    plain,
    set_document,
    width,
)
from generator.publish.documents.package import package
from generator.publish.documents.pdf import pages_of_imprint
from generator.shipped import TEMPLATES

if TYPE_CHECKING:
    from markupsafe import Markup

FOLDER = "documents/docx"
_HEADER = "word/header1.xml"
"""Only of what bears a mark on every page."""
_PARTS = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "package_rels",
    "docProps/core.xml": "core",
    "word/_rels/document.xml.rels": "document_rels",
    "word/document.xml": "document",
    "word/fontTable.xml": "font_table",
    "word/footer1.xml": "footer",
    "word/footer2.xml": "footer",
    _HEADER: "header",
    "word/settings.xml": "settings",
    "word/styles.xml": "styles",
}
"""Part of the package, and the template it is made from."""
_TWIPS_MM, _TWIPS_PT, _EIGHTHS = 1440 / 25.4, 20, 8
_NUMBER_LINE = 1.4
"""The height of the page number's line in its size."""
_CELL_LEADING = 3.5
"""With half a point for the rule, as high as the PDF's rows."""
_IMPRINT_DAY = 13
"""Characters that the date in the imprint takes, with one on either side."""
_ALIGNED = {False: {"signature": "left", "date": "left"}, True: {"signature": "center", "date": "right"}}


def official_docx(document: Document, fonts: Fonts, templates: Path = TEMPLATES) -> bytes:
    """The document for an office program; it names the standard's fonts and carries none. Raises TemplateFault."""
    typeset = set_document(document)
    frame = framed(document)
    data = plain(typeset) | {
        "iso": document.date.isoformat(),
        "fonts": fonts.office,
        "stand_ins": office_stand_ins(),
        "twips": _twips(),
        "half_points": {name: points * 2 for name, points in SIZES_PT.items()},
        "indents": _indents(typeset),
        "aligned": _ALIGNED[document.sealed],
        "widths_of": _grid,
        "head": _head(frame["head"]),
        "imprint": _imprint(frame["imprint"]),
        "apart": pages_of_imprint(document, fonts, templates),
    }
    parts = {part: name for part, name in _PARTS.items() if document.mark or part != _HEADER}
    return package(parts, FOLDER, data, document.date, templates)


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
        "number_size": SIZES_PT["number"] * _TWIPS_PT,
        "cell": round((SIZES_PT["table"] + _CELL_LEADING) * _TWIPS_PT),
        "tracking": floor((CHARACTER_PT - SIZES_PT["body"]) * _TWIPS_PT),
        "text": round(WIDTH_PT * _TWIPS_PT),
        "imprint": SIZES_PT["imprint"] * _TWIPS_PT,
        "imprint_day": SIZES_PT["imprint"] * _TWIPS_PT * _IMPRINT_DAY,
    }


def _head(head: Any) -> Any:
    """The head's lines by their heights in twips: in an office program one line stands below the other."""
    if head is None:
        return None
    line, corner, rows = int(LINE_PT * _TWIPS_PT), len(head["corner"]), max(len(head["signers"]), 1)
    number, issuer = round(head["number_top"] * _TWIPS_PT), round(head["issuer_top"] * _TWIPS_PT)
    tall = round(head["issuer_size"] * _TWIPS_PT) if head["issuer"] else 0
    below = round(head["rule_top"] - head["number_top"] - rows * LINE_PT)
    rule = round(head["rule"] * MM_TO_PT * _EIGHTHS)
    bordered = below * _TWIPS_PT + rule * _TWIPS_PT // _EIGHTHS if head["rule_drawn"] else 0
    return head | {
        "rows": rows,
        "above": (issuer if tall else number) - corner * line,
        "tall": tall,
        "half_points": round(head["issuer_size"] * 2),
        "percent": round(head["issuer_scale"] * 100),
        "gap": number - issuer - tall if tall else 0,
        "below": below,
        "eighths": rule,
        "rest": head["lines"] * line - number - rows * line - bordered,
        "tab": round(head["signers_at"] * CHARACTER_PT * _TWIPS_PT),
    }


def _imprint(imprint: Any) -> Any:
    """The imprint with the thickness of its rules in eighths of a point."""
    if imprint is None:
        return None
    return imprint | {name: round(imprint[name] * MM_TO_PT * _EIGHTHS) for name in ("thick", "thin")}


def _indents(made: Set) -> dict[str, Markup]:
    """Indents in characters, and in twips for programs that do not know characters."""
    word = width(str(plain(made)["attachment_word"]))
    left, right = made.signature_indent, CHARACTERS - made.date_indent - width(made.date)
    if made.document.sealed:  # centred between equal distances from the date's middle
        left = max(0.0, CHARACTERS - 2 * right - width(made.date))
    return {
        "text": _indent(firstLine=INDENT),
        "signature": _indent(left=left),
        "date": _indent(right=right) if made.document.sealed else _indent(left=made.date_indent),
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
