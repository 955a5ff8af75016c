"""Reads a finished PDF with a program that did not make it: where each character stands, in millimetres."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72


@dataclass(frozen=True)
class Glyph:
    """A character: its left and right edge from the page's left, its baseline from the page's top, its ink."""

    text: str
    left: float
    right: float
    baseline: float
    ink_top: float
    ink_bottom: float


@dataclass(frozen=True)
class Line:
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def baseline(self) -> float:
        return self.glyphs[0].baseline


def pages(pdf: bytes) -> list[list[Line]]:
    """The lines of each page, from the top."""
    return [_lines(page) for page in pypdfium2.PdfDocument(pdf)]


def size_mm(pdf: bytes) -> tuple[float, float]:
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    return width * MM, height * MM


def metadata(pdf: bytes) -> dict[str, str]:
    return pypdfium2.PdfDocument(pdf).get_metadata_dict()


def text(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    height, inside = page.get_height(), page.get_textpage()
    glyphs = []
    for index in range(inside.count_chars()):
        written = inside.get_text_range(index, 1)
        if not written.strip():
            continue
        left, _, right, _ = inside.get_charbox(index, loose=True)
        _, ink_bottom, _, ink_top = inside.get_charbox(index)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(inside, index, x, y)
        place = (left, right, height - y.value, height - ink_top, height - ink_bottom)
        glyphs.append(Glyph(written, *(each * MM for each in place)))
    glyphs.sort(key=lambda glyph: (round(glyph.baseline, 1), glyph.left))
    return [Line(tuple(line)) for _, line in groupby(glyphs, key=lambda glyph: round(glyph.baseline, 1))]
