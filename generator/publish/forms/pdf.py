"""A form as PDF: PDF/A-2a (ISO 19005-2) and PDF/UA-1, set by typst; the same form gives the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.publish.documents.fonts import Fonts
from generator.publish.documents.pdf import typeset
from generator.publish.forms.fitting import breaking, plain
from generator.publish.forms.form import Form
from generator.shipped import TEMPLATES

TEMPLATE = "documents/form.typ"


def form_pdf(form: Form, fonts: Fonts, templates: Path = TEMPLATES) -> bytes:
    """The form set in the fonts. A character no font has becomes 〓. Raises TemplateFault."""
    return typeset(TEMPLATE, _breaking(plain(form)), fonts, templates)


def _breaking(value: Any) -> Any:
    """The same with places to break in every long word."""
    match value:
        case str():
            return breaking(value)
        case dict():
            return {name: _breaking(each) for name, each in value.items()}
        case list():
            return [_breaking(each) for each in value]
    return value
