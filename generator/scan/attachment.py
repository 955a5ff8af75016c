"""What an attachment says, as far as the standard library can read it, for the last look before it is published.

Read are the text and the properties of .docx and .xlsx (ECMA-376: XML in a zip), and of .pdf what stands in plain
strings. Pictures and scans are not, nor PDF text in the glyph numbers of an embedded font: a person has to look.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO

MOST_INFLATED = 64 * 1024 * 1024
"""How many bytes of one attachment are looked at; what inflates beyond it is no report of a meeting."""
_ENDS = re.compile(r"</(?:\w+:)?(?:p|si|c|row|tr|tc|v|property|creator|lastModifiedBy|title|subject|description)>")
_TAG = re.compile(r"<[^>]*>")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_SHOWN = re.compile(rb"\[((?:[^\[\]\\]|\\.)*)\]\s*TJ|(\((?:[^()\\]|\\.)*\))\s*(?:Tj|'|\")", re.DOTALL)
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)


def attachment_text(name: str, data: bytes) -> str:
    """The file's name and the text in it; of what cannot be read only the name."""
    suffix = name.rsplit(".", 1)[-1].lower()
    if suffix in ("docx", "xlsx"):
        return "\n".join((name, *_office(data)))
    if suffix == "pdf":
        return "\n".join((name, *_pdf(data)))
    return name


def _office(data: bytes) -> Iterator[str]:
    import zipfile

    from generator.zipped import UNREADABLE

    left = MOST_INFLATED
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            for part in package.infolist():
                if part.filename.endswith((".xml", ".rels")) and left > 0:
                    with package.open(part) as file:
                        text = file.read(left)
                    left -= len(text)
                    yield unescape(_TAG.sub("", _ENDS.sub("\n", text.decode("utf-8", "replace"))))
    except UNREADABLE:
        return


def _pdf(data: bytes) -> Iterator[str]:
    left = MOST_INFLATED
    yield from (each.decode("latin-1") for each in _LITERAL.findall(_STREAM.sub(b"", data)))
    for match in _STREAM.finditer(data):
        try:
            content = zlib.decompressobj().decompress(match[1], left) if left > 0 else b""
        except zlib.error:
            content = match[1]
        left -= len(content)
        for several, one in _SHOWN.findall(content):
            yield b"".join(_LITERAL.findall(several or one)).decode("latin-1")
