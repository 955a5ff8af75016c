"""A document as PDF: PDF/A-2a (ISO 19005-2) and PDF/UA-1, set by typst; the same document gives the same bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from generator.publish.documents.document import Document
from generator.publish.documents.fonts import Fonts
from generator.publish.documents.layout import plain, set_document
from generator.publish.render.fault import TemplateFault
from generator.shipped import TEMPLATES, own_template

TEMPLATE = "documents/official.typ"
MISSING = "〓"
"""What printers set for a character that no font has."""
_UNSETTABLE = re.compile(r'text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_MOST_RETRIES = 20


def official_pdf(document: Document, fonts: Fonts, templates: Path = TEMPLATES) -> bytes:
    """The document set in the fonts. A character no font has becomes 〓. Raises TemplateFault."""
    import typst

    data = json.dumps({**plain(set_document(document)), "fonts": fonts.families}, ensure_ascii=False)
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(folder) for folder in fonts.folders]
    )
    template = own_template(templates, TEMPLATE) or TEMPLATES / TEMPLATE
    for _ in range(_MOST_RETRIES):
        try:
            return typst.compile(
                template.read_bytes(),
                font_paths=found,
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"document": data},
                pdf_standards=["a-2a", "ua-1"],
            )
        except typst.TypstError as error:
            missing = _UNSETTABLE.search(error.message)
            text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), missing[1]) if missing else ""
            if not text or text not in data:
                raise TemplateFault(template, 1, error.message) from None
            data = data.replace(text, MISSING)
    raise TemplateFault(template, 1, MISSING)
