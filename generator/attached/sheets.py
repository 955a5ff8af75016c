"""Workbooks (.xlsx, ECMA-376 part 1 §18): what is seen on the sheets, as values.

Formulas go, their results stay: they may look at what nobody sees, or at other files. A formula that was never worked
out has no result to leave, so that its workbook is held back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING

from generator.attached.drawing import CLEANERS, SHARED, tidy
from generator.attached.held import Held, listed
from generator.attached.package import REFERS, Cleaner, Package, Part, Relation, drop, local, parsed, written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES = (MAIN_TYPE, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
_KEPT = SHARED | listed("worksheet chartsheet sharedStrings styles drawing table")
_WORKBOOK = listed("workbookPr bookViews sheets definedNames")
_NAMES = frozenset(("_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase"))
_BESIDE = listed(
    "sheetProtection protectedRanges scenarios dataConsolidate customSheetViews phoneticPr dataValidations"
    " customProperties cellWatches smartTags legacyDrawing legacyDrawingHF oleObjects controls webPublishItems"
    " filterColumn sortState rPh calculatedColumnFormula totalsRowFormula xmlColumnPr"
    " slicerList timelineRefs webExtensions"
)
_ABOUT = frozenset(("codeName", "connectionId", "queryTableFieldId", "uniqueName"))
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def clean_workbook(package: Package) -> bytes:
    """The workbook as it may be published. Raises Held."""
    main, sheets = package.main(), _Sheets()
    cleaners: dict[str, Cleaner] = {
        **CLEANERS,
        **dict.fromkeys(("chart", "drawing", "table", "styles", "chartsheet"), sheets.clean_part),
        main.kind: sheets.clean_book,
        "worksheet": sheets.clean_sheet,
    }
    package.copy(main, "", _KEPT, cleaners)
    for part in package.copied.values():
        if part.kind == "sharedStrings":
            part.data = sheets.strings(part)
    return package.packed(main)


class _Sheets:
    """The sheets that are seen, and what their cells use."""

    def __init__(self) -> None:
        self._hidden: list[str] = []
        """The names of the sheets that are not."""
        self._used: set[int] = set()
        """Numbers of shared strings that a cell shows."""

    def clean_book(self, part: Part) -> bytes:
        """The list of sheets. Raises Held."""
        part.type = MAIN_TYPE
        root = parsed(part.data)
        for each in list(root):
            if local(each) not in _WORKBOOK:
                root.remove(each)
        seen: dict[int, int] = {}
        sheets = root.find(f"{S}sheets")
        for number, sheet in enumerate(list(sheets) if sheets is not None else ()):
            if sheet.get("state", "visible") == "visible":
                seen[number] = len(seen)
                self._check_kind(part.relations.get(sheet.get(f"{REFERS}id", "")))
            else:
                self._hidden.append(sheet.get("name", ""))
                part.relations.pop(sheet.get(f"{REFERS}id", ""), None)
                drop(sheet)
        if not seen:
            raise Held("nothing_seen")
        self._settle_names(root, seen)
        for each in root.iter("*"):
            for name in ("codeName", "activeTab", "firstSheet", "filterPrivacy", "defaultThemeVersion"):
                each.attrib.pop(name, None)
        return written(root)

    def _check_kind(self, relation: Relation | None) -> None:
        if relation is None or relation.kind not in ("worksheet", "chartsheet"):
            raise Held("macro_sheet")

    def _settle_names(self, root: Element, seen: Mapping[int, int]) -> None:
        """Leaves the names of what is printed, each with its sheet's new number."""
        names = root.find(f"{S}definedNames")
        for each in list(names) if names is not None else ():
            number = int(each.get("localSheetId", "-1")) if each.get("localSheetId", "").isdigit() else -1
            if each.get("name") in _NAMES and number in seen:
                each.set("localSheetId", str(seen[number]))
                each.attrib.pop("comment", None)
            else:
                drop(each)
        if names is not None and not len(names):
            root.remove(names)

    def clean_sheet(self, part: Part) -> bytes:
        """A sheet's cells that are seen, as values. Raises Held."""
        root = parsed(part.data)
        _drop_unseen(root)
        for cell in root.iter(f"{S}c"):
            _as_value(cell)
            value = cell.find(f"{S}v")
            if cell.get("t") == "s" and value is not None and (value.text or "").strip().isdigit():
                self._used.add(int(value.text or ""))
        return self._finished(root, part)

    def clean_part(self, part: Part) -> bytes:
        """A table, a drawing or a chart of the workbook. Raises Held."""
        return self._finished(parsed(part.data), part)

    def _finished(self, root: Element, part: Part) -> bytes:
        for each in list(root.iter("*")):
            if local(each) in _BESIDE:
                drop(each)
            elif each.text and local(each) in ("f", "formula", "formula1", "formula2") and self._looks_at_hidden(each):
                raise Held("hidden_used")
            for name in [name for name in each.attrib if name in _ABOUT]:
                del each.attrib[name]
        if root.get("tableType"):
            del root.attrib["tableType"]
        tidy(root, part)
        return written(root)

    def _looks_at_hidden(self, formula: Element) -> bool:
        said = (formula.text or "").replace("''", "'").casefold()
        return any(f"{name.casefold()}!" in said or f"{name.casefold()}'!" in said for name in self._hidden)

    def strings(self, part: Part) -> bytes:
        """The shared strings, of which those that no cell shows say nothing; each keeps its number."""
        from lxml.etree import SubElement

        root = parsed(part.data)
        for number, each in enumerate(root.findall(f"{S}si")):
            if number not in self._used:
                for inner in list(each):
                    each.remove(inner)
                SubElement(each, f"{S}t")
            for inner in [inner for inner in each.iter("*") if local(inner) in ("rPh", "phoneticPr")]:
                drop(inner)
        return written(root)


def _as_value(cell: Element) -> None:
    """Leaves what the cell shows."""
    if cell.get("vm") is not None:
        raise Held("picture_in_cell")
    formula, value = cell.find(f"{S}f"), cell.find(f"{S}v")
    if formula is not None:
        if value is None or not (value.text or cell.get("t") == "str"):
            raise Held("uncalculated")
        cell.remove(formula)
    cell.attrib.pop("cm", None)


def _drop_unseen(root: Element) -> None:
    """Takes out the cells of rows and columns that are hidden, unless they begin a joined cell that is seen."""
    columns = {
        number
        for each in root.iter(f"{S}col")
        if each.get("hidden") in ("1", "true") or _is_zero(each.get("width"))
        for number in range(_number(each.get("min")), min(_number(each.get("max")), 16384) + 1)
    }
    rows = {number for number, row in _rows(root) if _is_hidden(row)}
    joined = {
        (first[0], first[1])
        for each in root.iter(f"{S}mergeCell")
        for first, last in [_corners(each.get("ref", ""))]
        if last[0] not in columns and last[1] not in rows
    }
    for row_number, row in _rows(root):
        column = 0
        for cell in list(row.findall(f"{S}c")):
            place = _place(cell.get("r", ""))
            column = place[0] if place else column + 1
            if (row_number in rows or column in columns) and (column, row_number) not in joined:
                row.remove(cell)


def _rows(root: Element) -> Iterator[tuple[int, Element]]:
    counted = count(1)
    for row in root.iter(f"{S}row"):
        number = next(counted)
        written_number = _number(row.get("r"))
        if written_number > number:
            counted = count(written_number + 1)
        yield written_number or number, row


def _is_hidden(row: Element) -> bool:
    return row.get("hidden") in ("1", "true") or _is_zero(row.get("ht"))


def _is_zero(length: str | None) -> bool:
    try:
        return length is not None and float(length) == 0
    except ValueError:
        return False


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else 0


def _corners(reference: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, _, last = reference.partition(":")
    begin = _place(first) or (0, 0)
    return begin, _place(last) or begin


def _place(reference: str) -> tuple[int, int] | None:
    """Column and row of a cell's name (B3)."""
    match = _PLACE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])
