"""Which characters fonts can set, by the tables in them (OpenType §cmap): a printed document has 〓 for the others."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

WHEEL = "pylopdf_fonts_zh_cn"
"""The package of the fonts that are there where a school has none of its own."""
_SUFFIXES = (".ttf", ".otf", ".ttc")


def font_files(own: Path | None) -> list[Path]:
    """The fonts that documents are set in: those below the school's own folder, and those that come along."""
    spec = find_spec(WHEEL)
    folders = [own, Path(spec.origin).parent if spec and spec.origin else None]
    return [
        path for folder in folders if folder for path in sorted(folder.rglob("*")) if path.suffix.lower() in _SUFFIXES
    ]


def settable(files: Iterable[Path]) -> set[int]:
    """The code points that any of the fonts has a glyph for; a file that is no font has none."""
    found: set[int] = set()
    for path in files:
        try:
            data = path.read_bytes()
            for start in _fonts(data):
                for first, last in _ranges(data, start):
                    found.update(range(first, last + 1))
        except (OSError, struct.error, ValueError):
            continue
    return found


def _fonts(data: bytes) -> Iterator[int]:
    """Where the fonts of a file begin: a collection has several."""
    if data[:4] == b"ttcf":
        (count,) = struct.unpack_from(">I", data, 8)
        yield from struct.unpack_from(f">{min(count, 64)}I", data, 12)
    else:
        yield 0


def _ranges(data: bytes, font: int) -> Iterator[tuple[int, int]]:
    (tables,) = struct.unpack_from(">H", data, font + 4)
    for number in range(tables):
        tag, _, cmap, _ = struct.unpack_from(">4sIII", data, font + 12 + 16 * number)
        if tag == b"cmap":
            (count,) = struct.unpack_from(">H", data, cmap + 2)
            for each in range(count):
                (offset,) = struct.unpack_from(">I", data, cmap + 8 + 8 * each)
                yield from _subtable(data, cmap + offset)


def _subtable(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for number in range(groups):
            first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * number)
            yield first, min(last, 0x10FFFF)
    elif form == 4:
        (double,) = struct.unpack_from(">H", data, at + 6)
        ends = struct.unpack_from(f">{double // 2}H", data, at + 14)
        starts = struct.unpack_from(f">{double // 2}H", data, at + 16 + double)
        yield from ((first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF)
