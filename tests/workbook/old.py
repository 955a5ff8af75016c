"""A workbook as Excel 97 and WPS write it (.xls): the records of one sheet in a compound file, by hand."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date

_SECTOR, _END, _FAT, _FREE = 512, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_DAY_0 = date(1899, 12, 30)


def old_book(name: str, rows: Sequence[Sequence[object]], hidden: bool = False) -> bytes:
    """The bytes of a workbook with one sheet of texts, numbers and days."""
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 6))
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                sheet += _record(0x204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)
            elif isinstance(value, date):
                sheet += _record(0x203, struct.pack("<HHHd", row, column, 1, (value - _DAY_0).days))
            elif isinstance(value, int | float):
                sheet += _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    sheet += _record(0x0A, b"")
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 6)) + _record(0x42, struct.pack("<H", 1200))
    head += b"".join(_record(0xE0, struct.pack("<HH", 0, form) + b"\0" * 16) for form in (0, 14))
    title = bytes([len(name), 1]) + name.encode("utf-16-le")
    at = len(head) + 4 + 6 + len(title) + 4
    head += _record(0x85, struct.pack("<IBB", at, int(hidden), 0) + title) + _record(0x0A, b"")
    return _compound((head + sheet).ljust(4096, b"\0"))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """The stream as the one file of a compound document."""
    count = -(-len(stream) // _SECTOR)
    chain = [_FAT, _END, *range(3, count + 2), _END]
    fat = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    entries = _entry("Root Entry", 5, _END, 0, 1) + _entry("Workbook", 2, 2, len(stream), _FREE)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    return head + fat + entries.ljust(_SECTOR, b"\0") + stream.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child) + b"\0" * 36
    return head + struct.pack("<IQ", start, size)
