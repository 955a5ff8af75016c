"""What is wrong with an office file by the standard (ISO/IEC 29500), told by programs that did not make it."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = {f"{_WORD}t", f"{_WORD}instrText"}
_NOT_ASKED = "officeDocument/2006/relationships/theme"
"""Word writes a theme into everything; no document has to have one."""


def faults(data: bytes, suffix: str) -> list[str]:
    """By schema and references, of a .docx or .xlsx; also words where none may stand, which the schema leaves open."""
    logging.getLogger("openxml_audit").setLevel(logging.ERROR)
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        path.write_bytes(data)
        told = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=0).validate(path).errors
    found = [f"{each.part_uri} {each.path}: {each.description}" for each in told if _NOT_ASKED not in each.description]
    return found + (stray_words(data) if suffix == ".docx" else [])


def stray_words(data: bytes) -> list[str]:
    """Words outside of runs of text."""
    found = []
    with ZipFile(BytesIO(data)) as packed:
        for name in (name for name in packed.namelist() if name.startswith("word/") and name.endswith(".xml")):
            for each in etree.fromstring(packed.read(name)).iter(f"{_WORD}*"):
                words = [each.text if each.tag not in _TEXTS else "", each.tail]
                found += [f"{name} {each.tag}: {word}" for word in words if word and word.strip()]
    return found
