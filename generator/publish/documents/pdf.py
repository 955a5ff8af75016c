"""A document as PDF: PDF/A-2a (ISO 19005-2) and PDF/UA-1, set by typst; the same document gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from generator.publish.documents.document import Document
from generator.publish.documents.fonts import Fonts
from generator.publish.documents.frame import framed
from generator.publish.documents.layout import plain, set_document
from generator.publish.documents.setting import Unset, may_set_here, set_apart, set_here
from generator.publish.render.fault import TemplateFault
from generator.shipped import TEMPLATES, own_template

TEMPLATE = "documents/official.typ"
MISSING = "〓"
"""What printers set for a character that no font has."""
_UNSETTABLE = re.compile(r'the text (contains the disallowed codepoint )?`"((?:[^"\\]|\\.)+)"`')
"""What typst says of each character that has no place in a PDF/A: no font has it, or it is a sign that nobody sees."""
_ESCAPE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")


def official_pdf(document: Document, fonts: Fonts, templates: Path = TEMPLATES) -> bytes:
    """The document set in the fonts. Raises TemplateFault."""
    return typeset(TEMPLATE, plain(set_document(document)) | framed(document), fonts, templates)


def pages_of_imprint(document: Document, fonts: Fonts, templates: Path = TEMPLATES) -> int:
    """How many pages end the document for its imprint's sake: none where that stands below the text (§7.4, §7.5).

    An office program has to be told: a break before what floats at a page's foot is none of its own. Raises
    TemplateFault.
    """
    if document.imprint is None:
        return 0
    from pikepdf import Pdf

    def count(each: Document) -> int:
        with Pdf.open(BytesIO(official_pdf(each, fonts, templates))) as made:
            return len(made.pages)

    return count(document) - count(replace(document, imprint=None))


def typeset(file: str, plain_values: Mapping[str, object], fonts: Fonts, templates: Path = TEMPLATES) -> bytes:
    """What the template makes of the values. A character no font has becomes 〓, and one PDF/A forbids goes.

    Raises TemplateFault.
    """
    data = json.dumps({**plain_values, "fonts": fonts.families}, ensure_ascii=False)
    folders = [str(folder) for folder in fonts.folders]
    own = own_template(templates, file) if templates != TEMPLATES else None
    template = own or TEMPLATES / file
    while True:
        try:
            if own or not may_set_here():
                return set_apart(template.read_bytes(), data, folders, trusted=not own)
            return set_here(template.read_bytes(), data, folders, template.parent, fonts.key)
        except Unset as error:
            settable = _without_unsettable(data, str(error))
            if settable == data:
                raise TemplateFault(template, 1, str(error).split("\n")[0]) from None
            data = settable


def _without_unsettable(data: str, told: str) -> str:
    """The data without the characters that typst names, all at once: a text may hold any number of them."""
    for forbidden, text in _UNSETTABLE.findall(told):
        named = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        # Signs of ASCII are signs of JSON, too; what is joined to one has no font.
        parts = [named] if named in data and not re.search(r"[\0-\x7f]", named) else re.findall(r"[^\0-\x7f]", named)
        for part in parts:
            data = data.replace(part, "" if forbidden else MISSING)
    return data
