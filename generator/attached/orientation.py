"""Which side of a picture is up: the one thing of what a camera writes that is seen."""

from __future__ import annotations

from struct import pack
from warnings import catch_warnings

_TAG = 0x0112
"""Orientation (Exif 2.3 §4.6.4); 1 is as stored."""


def orientation(exif: bytes) -> int:
    """The orientation of an Exif block, 1 to 8; 1 where it has none or cannot be read."""
    from PIL import Image

    found = Image.Exif()
    try:
        with catch_warnings(action="ignore"):
            found.load(exif)
            turned = found.get(_TAG, 1)
    except Exception:  # whatever the library makes of bytes that are no Exif
        return 1
    return turned if isinstance(turned, int) and 1 <= turned <= 8 else 1


def tiff(turned: int) -> bytes:
    """A TIFF block (TIFF 6.0) that says the orientation and nothing else."""
    entry = pack(">HHIHH", _TAG, 3, 1, turned, 0)
    return b"MM\0*" + pack(">IH", 8, 1) + entry + pack(">I", 0)
