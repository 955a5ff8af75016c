"""JPEG (ITU-T T.81): what is needed to show the picture is copied, the rest left out, nothing decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from struct import pack

from generator.attached.held import Held
from generator.attached.orientation import orientation, tiff

MOST_PIXELS = 100_000_000
"""More, and a browser that shows the picture may end; cameras and scanners make fewer."""
START = b"\xff\xd8"
_END, _SCAN, _HEIGHT = 0xD9, 0xDA, 0xDC
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_NEEDED = _FRAMES | {0xC4, 0xCC, 0xDB, 0xDD, _HEIGHT, _SCAN}
"""Frames, tables of Huffman and arithmetic codes, of quanta, the restart interval, lines, scans."""
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_NEXT = re.compile(rb"\xff+[^\x00\x01\xd0-\xd7\xff]")
"""The marker after a scan's data, in which a byte FF has another behind it."""
_JFIF, _EXIF, _COLOURS, _ADOBE = b"JFIF\0", b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe"


def clean_jpeg(data: bytes) -> bytes:
    """The picture with its size, colours and the side that is up; not a pixel is changed. Raises Held."""
    turned, kept, framed = 1, [], False
    for marker, segment in _segments(data):
        body = segment[4:]
        if marker == 0xE1 and body.startswith(_EXIF):
            turned = orientation(body)
        elif marker == 0xE0 and body.startswith(_JFIF) and len(body) >= 12:
            kept.append(_segment(marker, body[:12] + b"\0\0"))  # no thumbnail
        elif (
            (marker == 0xE2 and body.startswith(_COLOURS))
            or (marker == 0xEE and body.startswith(_ADOBE))
            or marker in _NEEDED
        ):
            kept.append(segment)
        if marker in _FRAMES:
            framed = True
            _check_size(int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big"))
    if not framed:
        raise Held("damaged")
    about = _segment(0xE1, _EXIF + tiff(turned)) if turned != 1 else b""
    place = 1 if kept[0][1] == 0xE0 else 0
    return b"".join((START, *kept[:place], about, *kept[place:], b"\xff\xd9"))


def _check_size(height: int, width: int) -> None:
    if not height or not width:
        raise Held("damaged")
    if height * width > MOST_PIXELS:
        raise Held("picture_large")


def _segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes((marker,)) + pack(">H", len(body) + 2) + body


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker up to the end of the picture with its segment, and with a scan its data."""
    at = len(START)
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if len(data) < at + 2 or data[at] != 0xFF:
            raise Held("damaged")
        marker = data[at + 1]
        if marker == _END:
            return
        if marker in _STANDALONE:
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end < at + 4 or end > len(data):
            raise Held("damaged")
        if marker == _SCAN:
            after = _NEXT.search(data, end)
            if after is None:
                raise Held("damaged")
            end = after.start()
        yield marker, data[at:end]
        at = end
