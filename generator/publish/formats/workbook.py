"""Tables as a workbook: the parts of SpreadsheetML (ECMA-376 part 1, §18) that a plain table needs, and no more.

Written by hand because the site has a workbook for every branch: a library takes ten times as long, and its clock
and author would have to be taken out again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from generator.model.figures import decimal
from generator.publish.formats.table import FORMULA, Table, Value, text_of
from generator.publish.formats.zipped import zipped

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN, _BOLD, _DAY, _WRAPPED, _QUOTED = range(5)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="SimSun"/></font>'
    '<font><b/><sz val="11"/><name val="SimSun"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0"/></cellStyleXfs><cellXfs count="5">'
    '<xf applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""In the order of the names above."""
_UNNAMEABLE = re.compile(r"[\[\]:*?/\\']")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""
_NARROW = re.compile("[\0-\u2e7f]+")
_FIRST_DAY, _BEFORE = date(1900, 3, 1), date(1899, 12, 30)
"""The first day that all spreadsheets number alike, and the day they count from."""
_NARROWEST, _WIDEST, _LONGEST_NAME = 8, 44, 31
_LINE = 15
"""Points."""


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook, each table a sheet that prints on A4 across, with its head on every page; the same bytes always.

    Text stays text: a cell that reads like a formula is none. There has to be at least one table.
    """
    names = _names(tables)
    numbers = range(1, len(tables) + 1)
    parts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{number}.xml") for number in numbers), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": _sheet(table) for number, table in enumerate(tables, 1)}
    return zipped({name: (_HEAD + text).encode() for name, text in parts.items()})


def _names(tables: Sequence[Table]) -> list[str]:
    """What a sheet may be called; a name that is taken gets its number behind it."""
    names: list[str] = []
    for number, table in enumerate(tables, 1):
        name = _UNNAMEABLE.sub(" ", table.name)[:_LONGEST_NAME].strip() or str(number)
        names.append(name if name not in names else f"{name[: _LONGEST_NAME - 4]} {number}")
    return names


def _content_types(numbers: Sequence[int]) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_PART}.worksheet+xml"/>'
        for number in numbers
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_PART}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_PART}.styles+xml"/></Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    heads = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">\'{escape(name)}\'!$1:$1</definedName>'
        for number, name in enumerate(names)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>'
        f"<definedNames>{heads}</definedNames></workbook>"
    )


def _sheet(table: Table) -> str:
    letters = [_letters(number) for number in range(len(table.columns))]
    widths = [_column_width(number, table) for number in range(len(table.columns))]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    head = "".join(
        _written(f"{letter}1", column.label, _BOLD) for letter, column in zip(letters, table.columns, strict=True)
    )
    rows = "".join(
        f'<row r="{number}" ht="{_LINE * _lines(row, widths)}" customHeight="1">'
        + "".join(_cell(f"{letter}{number}", value) for letter, value in zip(letters, row, strict=True))
        + "</row>"
        for number, row in enumerate(table.rows, 2)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="{_LINE}"/><cols>{columns}</cols>'
        f'<sheetData><row r="1">{head}</row>{rows}</sheetData>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _column_width(number: int, table: Table) -> int:
    """As wide as its longest line, within bounds."""
    texts = [table.columns[number].label, *(text_of(row[number]) for row in table.rows)]
    widest = max(_width(line) for text in texts for line in text.splitlines() or [""])
    return min(max(widest + 2, _NARROWEST), _WIDEST)


def _lines(row: Sequence[Value], widths: Sequence[int]) -> int:
    """How many lines the row takes; not every program finds out by itself."""
    return max(
        sum(-(-_width(line) // (width - 2)) or 1 for line in text_of(value).splitlines() or [""])
        for value, width in zip(row, widths, strict=True)
    )


def _cell(place: str, value: Value) -> str:
    if value is None or value == "":
        return ""
    if not isinstance(value, str | date):
        return f'<c r="{place}" s="{_WRAPPED}"><v>{decimal(value)}</v></c>'
    if not isinstance(value, str) and value >= _FIRST_DAY:
        return f'<c r="{place}" s="{_DAY}"><v>{(value - _BEFORE).days}</v></c>'
    text = text_of(value)
    long = "\n" in text or _width(text) > _WIDEST - 2
    return _written(place, text, _QUOTED if text.startswith(FORMULA) else _WRAPPED if long else _PLAIN)


def _written(place: str, text: str, style: int) -> str:
    shown = escape(_NO_XML.sub(" ", text))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _letters(number: int) -> str:
    """A, B … Z, AA, AB …"""
    rest, last = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)


def _width(text: str) -> int:
    """In characters of the narrow kind; a Han character, or one of that part of Unicode, is two."""
    return len(text) + len(_NARROW.sub("", text))
