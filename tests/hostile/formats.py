"""Reads what is downloaded with the programs that read it, and tells what a text has made of it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl

_FIGURE = re.compile(r"=ROUNDDOWN\(-?\d+/\d+,1\)")
"""An exact figure that is shown cut: of digits alone, which no text can be."""
_PROPERTY = re.compile(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:.*", re.DOTALL)
_PROPERTIES = """
    BEGIN END VERSION PRODID CALSCALE METHOD X-WR-CALNAME UID DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION TRANSP
    ACTION TRIGGER SEQUENCE
"""
_ENTRY = frozenset(("id", "title", "published", "updated", "author", "category", "link", "summary"))
_ATOM = "{http://www.w3.org/2005/Atom}"


def wrong(file: Path) -> Iterator[str]:
    """What a text has made of the file that is none of its business."""
    data = file.read_bytes()
    find = {
        ".xlsx": _workbook,
        ".csv": _table,
        ".ics": _calendar,
        ".xml": _feed,
        ".json": _json,
        ".docx": _document,
    }.get(file.suffix)
    if find is not None:
        yield from (f"{file}: {each}" for each in find(data))


def _workbook(data: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            formulas = [cell for cell in row if cell.data_type == "f" and not _FIGURE.fullmatch(str(cell.value))]
            yield from (f"formula {cell.coordinate}" for cell in [*formulas, *(each for each in row if each.hyperlink)])
    for name in ZipFile(io.BytesIO(data)).namelist():
        if "externalLink" in name or "macro" in name.lower():
            yield name


def _table(data: bytes) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    if len({len(row) for row in rows}) > 1:
        yield "rows of unequal length"
    for row in rows:
        yield from (f"formula {cell[:30]}" for cell in row if cell[:1] in tuple("=+-@\t\r"))


def _calendar(data: bytes) -> Iterator[str]:
    text = data.decode()
    if "\r" in text.replace("\r\n", "") or "\n" in text.replace("\r\n", ""):
        yield "a line ends otherwise"
    open_parts: list[str] = []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name = re.split("[:;]", line)[0]
        if not _PROPERTY.fullmatch(line) or name not in _PROPERTIES.split():
            yield line[:60]
        if name == "BEGIN":
            open_parts.append(line[6:])
        elif name == "END" and (not open_parts or open_parts.pop() != line[4:]):
            yield "parts within parts"
    if open_parts:
        yield "a part without an end"


def _feed(data: bytes) -> Iterator[str]:
    root = ElementTree.fromstring(data)
    if root.tag != f"{_ATOM}feed":  # the list of pages
        return
    for entry in root.iter(f"{_ATOM}entry"):
        names = [each.tag.removeprefix(_ATOM) for each in entry]
        if not set(names) <= _ENTRY or names.count("title") != 1:
            yield f"entry {names}"
        if any(len(each) for each in entry if each.tag != f"{_ATOM}author"):
            yield "elements in a text"


def _json(data: bytes) -> Iterator[str]:
    json.loads(data)
    yield from ()


def _document(data: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(archive.read(name))
                if any((each.text or "").strip() == "pwned" for each in root.iter()):
                    yield f"{name}: a text of its own"
                if name.endswith(".rels") and any(each.get("TargetMode") == "External" for each in root):
                    yield f"{name}: leads elsewhere"
