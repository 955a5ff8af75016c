"""What fits on a page, reckoned before anything is set; and the form as plain data for templates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from generator.publish.formats.characters import holdable
from generator.publish.forms.form import Cell, Form, Gap, Grid, Group, Line, Row, Section

A4_MM = (210.0, 297.0)
PAD_MM = 1.2
"""Between the lines of a box and its words."""
PT_MM = 25.4 / 72
LEADING = 1.42
"""From line to line, in the size of the words."""
_FULL = 0.6
"""What takes more of a page's height than this is not kept in one piece."""
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of what follows it."""
_LONG = re.compile(r"[!-~]{13,}")
_PIECE = re.compile(r"(.{12})(?=.)")
_MAY_BREAK = "\u200b"


def clean(text: str) -> str:
    """The text without what no file may hold; every kind of line end is one."""
    return _TURNING.sub("", holdable(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")))


def breaking(text: str) -> str:
    """The same with places to break in what has none, such as an address: a box must hold it."""
    return _LONG.sub(lambda found: _PIECE.sub(rf"\1{_MAY_BREAK}", found[0]), text)


def page_mm(section: Section) -> tuple[float, float]:
    """Width and height of what may be printed on."""
    width, height = reversed(A4_MM) if section.landscape else A4_MM
    return width - 2 * section.margin, height - 2 * section.margin


def column_mm(grid: Grid, section: Section) -> list[float]:
    """The columns' widths."""
    whole = page_mm(section)[0]
    return [whole * share / sum(grid.widths) for share in grid.widths]


def height_mm(row: Row, grid: Grid, section: Section) -> float:
    """About how tall the row is."""
    widths, first, most = column_mm(grid, section), 0, 1
    for cell in row.cells:
        most = max(most, lines(cell, sum(widths[first : first + cell.across]), grid.size))
        first += cell.across
    return max(row.height, most * grid.size * LEADING * PT_MM + 2 * PAD_MM)


def left_over(grid: Grid, section: Section) -> float:
    """About how much of a page's height the grid leaves, in millimetres; less than nothing where it takes more."""
    return page_mm(section)[1] - sum(height_mm(row, grid, section) for row in grid.rows)


def lines(cell: Cell, width: float, size: float) -> int:
    """About how many lines the cell's words take in a box so many millimetres wide."""
    room = max(1.0, (width - 2 * PAD_MM) / (size * PT_MM))
    begun = 2 if cell.indented else 0
    return sum(max(1, -int(-(begun + _ems(line)) // room)) for line in clean(cell.text).split("\n"))


def _ems(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.55 for each in text)


def plain(form: Form) -> dict[str, Any]:
    """The form as plain values, with what templates need to know of rows that stay together."""
    return {
        "title": clean(form.title).replace("\n", " "),
        "unit": clean(form.unit),
        "year": form.date.year,
        "month": form.date.month,
        "day": form.date.day,
        "mark": clean(form.mark),
        "page_words": list(form.page_words),
        "sections": [_section(each) for each in form.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": clean(section.title).replace("\n", " "),
        "cover": section.cover,
        "titled": section.titled,
        "landscape": section.landscape,
        "margin": section.margin,
        "blocks": [_block(each, section) for each in section.blocks],
    }


def _block(block: Line | Grid | Gap | Group, section: Section) -> dict[str, Any]:
    match block:
        case Line():
            shape = {"align": block.align, "size": block.size, "strong": block.strong, "keep": block.keep}
            return {"kind": "line", "text": clean(block.text), **shape}
        case Gap():
            return {"kind": "gap", "height": block.height, "cut": block.cut}
        case Group():
            return {"kind": "group", "blocks": [_block(each, section) for each in block.blocks]}
    rows = block.rows
    tall = [height_mm(row, block, section) > page_mm(section)[1] * _FULL for row in rows]
    runs = _runs(block, section)
    return {
        "kind": "grid",
        "widths": list(block.widths),
        "mm": column_mm(block, section),
        "head": block.head,
        "size": block.size,
        "rows": [
            {
                "height": row.height,
                "whole": not (row.broken or tall[number]),
                "run": runs[number],
                "kept": runs[number] > 1 or (runs[number] == 0 and runs[number + 1 :][:1] == [0]),
                "cells": [_cell(cell) for cell in row.cells],
            }
            for number, row in enumerate(rows)
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "paragraphs": clean(cell.text).split("\n"),
        "across": cell.across,
        "align": cell.align,
        "strong": cell.strong,
        "sides": cell.lines,
        "indented": cell.indented,
        "page_of": cell.page_of,
    }


def _runs(grid: Grid, section: Section) -> Sequence[int]:
    """For the first of rows that stay together their number, for the others 0; 1 for a row by itself.

    The last two rows stay together where they can: no row stands alone on a page.
    """
    rows, found = grid.rows, [1] * len(grid.rows)
    number = grid.head
    while number < len(rows):
        last = number
        while last + 1 < len(rows) and (rows[last].keep or last + 2 == len(rows)):
            last += 1
        heights = sum(height_mm(each, grid, section) for each in rows[number : last + 1])
        fits = heights <= page_mm(section)[1] * _FULL and not any(each.broken for each in rows[number : last + 1])
        if fits:
            found[number : last + 1] = [last + 1 - number] + [0] * (last - number)
            number = last + 1
        else:
            number += 1
    return found
