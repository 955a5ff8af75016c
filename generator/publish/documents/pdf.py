"""A document as PDF: PDF/A-2a (ISO 19005-2) and PDF/UA-1, set by typst; the same document gives the same bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from generator.publish.documents.document import Document
from generator.publish.documents.fonts import Fonts
from generator.publish.documents.layout import plain, set_document
from generator.publish.documents.setting import Unset, set_apart, set_here
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
    data = json.dumps({**plain(set_document(document)), "fonts": fonts.families}, ensure_ascii=False)
    folders = [str(folder) for folder in fonts.folders]
    own = own_template(templates, TEMPLATE) if templates != TEMPLATES else None
    template = own or TEMPLATES / TEMPLATE
    for _ in range(_MOST_RETRIES):
        try:
            if own:
                return set_apart(own.read_bytes(), data, folders)
            return set_here(template.read_bytes(), data, folders, template.parent)
        except Unset as error:
            missing = _UNSETTABLE.search(str(error))
            text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), missing[1]) if missing else ""
            if not text or text not in data:
                raise TemplateFault(template, 1, str(error)) from None
            data = data.replace(text, MISSING)
    raise TemplateFault(template, 1, MISSING)
