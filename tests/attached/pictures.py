"""Pictures as telephones and editors make them: what nobody is to read says SECRET."""

from __future__ import annotations

import io
import zlib
from functools import cache

from PIL import Image, PngImagePlugin

SECRET = "SECRET"
SIZE = 48, 32


def picture() -> Image.Image:
    """A picture of which every corner is another."""
    made = Image.new("RGB", SIZE)
    made.putdata([(x * 5, y * 7, (x * y) % 256) for y in range(SIZE[1]) for x in range(SIZE[0])])
    return made


def exif(turned: int = 6) -> bytes:
    """What a telephone writes: who, with what, where, and how it was held."""
    about = Image.Exif()
    about[0x013B], about[0x010F], about[0x0112] = f"{SECRET} artist", f"{SECRET} maker", turned
    gps = about.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4], gps[29] = "N", (39.0, 54.0, 20.0), "E", (116.0, 23.0, 29.0), f"{SECRET} day"
    about.get_ifd(0x8769)[0x9286] = f"{SECRET} comment".encode()
    return about.tobytes()


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return b"\xff" + bytes((marker,)) + (len(body) + 2).to_bytes(2, "big") + body


@cache
def jpeg(turned: int = 6, progressive: bool = False) -> bytes:
    """A photograph with all that cameras and editors add before, within and behind it."""
    data = io.BytesIO()
    picture().save(data, "JPEG", exif=exif(turned), comment=f"{SECRET} words", quality=90, progressive=progressive)
    more = (
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>"),
        segment(0xED, b"Photoshop 3.0\x008BIM SECRET caption"),
        segment(0xE2, b"MPF\0 SECRET"),
        segment(0xE0, b"JFXX\0\x10 SECRET thumbnail"),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01 SEEN colours"),
    )
    return b"".join((data.getvalue()[:2], *more, data.getvalue()[2:], b"SECRET film behind it"))


@cache
def png() -> bytes:
    """A picture of the screen with texts, and with what an editor cut off still behind its pixels."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", f"{SECRET} author")
    texts.add_text("Comment", f"{SECRET} comment", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", f"{SECRET} xmp")
    data = io.BytesIO()
    picture().save(data, "PNG", pnginfo=texts, exif=exif(8), dpi=(300, 300))
    made = data.getvalue()
    at = made.index(b"IDAT") - 4
    length = int.from_bytes(made[at : at + 4], "big")
    pixels = made[at + 8 : at + 8 + length] + b"SECRET rest of a larger picture"
    whole = chunk(b"IDAT", pixels) + chunk(b"tIME", b"SECRET!") + chunk(b"prVt", b"SECRET")
    return made[:at] + whole + made[at + 12 + length :] + b"SECRET behind it"


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
