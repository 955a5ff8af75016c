"""PNG (ISO/IEC 15948): the chunks by which the picture is shown, in their order, and not one byte behind its pixels."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from struct import pack

from generator.attached.held import Held
from generator.attached.jpeg import MOST_PIXELS
from generator.attached.orientation import orientation, tiff

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SHOWN = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI acTL fcTL fdAT".split())
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by colour type."""
_PIECE = 1 << 20


def clean_png(data: bytes) -> bytes:
    """The picture without texts, times and what lies behind it; not a pixel is changed. Raises Held."""
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        raise Held("damaged")
    pixels = b"".join(body for name, body in chunks if name == b"IDAT")
    turned = next((orientation(body) for name, body in chunks if name == b"eXIf"), 1)
    made, put = [SIGNATURE], False
    for name, body in chunks:
        if name == b"IDAT":
            if not put:
                made += [_chunk(b"eXIf", tiff(turned))] if turned != 1 else []
                made.append(_chunk(name, pixels[: _needed(pixels, chunks[0][1])]))
                put = True
        elif name in _SHOWN:
            made.append(_chunk(name, body))
    if not put:
        raise Held("damaged")
    return b"".join(made)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk up to the end of the picture."""
    at, name = len(SIGNATURE), b""
    while name != b"IEND":
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body, check = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(check) != 4 or zlib.crc32(name + body) != int.from_bytes(check, "big"):
            raise Held("damaged")
        yield name, body
        at += 12 + length


def _chunk(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))


def _needed(pixels: bytes, header: bytes) -> int:
    """How many of the compressed bytes are the picture: what an editor cut off may still lie behind them."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, channels = header[8], _CHANNELS.get(header[9], 0)
    if not width or not height or not channels:
        raise Held("damaged")
    if width * height > MOST_PIXELS:
        raise Held("picture_large")
    # Interlaced, the rows of seven smaller pictures, each with a byte before it.
    most = (width * depth * channels // 8 + 2) * height + (8 * (width + height) * depth if header[12] else 0)
    inflating, left, made = zlib.decompressobj(), pixels, 0
    try:
        while not inflating.eof and (left or made):
            piece = inflating.decompress(left, _PIECE)
            left, made = inflating.unconsumed_tail, made + len(piece)
            if made > most:
                raise Held("inflates")
            if not piece and not left:
                break
    except zlib.error:
        raise Held("damaged") from None
    if not inflating.eof:
        raise Held("damaged")
    return len(pixels) - len(inflating.unused_data)
