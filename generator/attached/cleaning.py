"""The copy of an attachment that may be published, found again by what the file holds."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from generator.attached.held import REASONS, Held
from generator.cache.pieces import Pieces
from generator.cache.program import program_key

FOLDER = ".wuhao/attached"
"""Below the root: copies that were made before, for the owner alone."""
MOST_KEPT = 1024 * 1024 * 1024
"""Bytes of them; those longest not asked for go first."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What .doc and .xls begin with, and what is encrypted by Office (MS-CFB)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_COPY, _REASON = b"c", b"r"


class Cleaning:
    """Makes copies, and takes from its folder those that were made before."""

    def __init__(self, root: Path | None = None) -> None:
        """Without the folder of a root nothing is remembered."""
        self._pieces = Pieces(root / FOLDER, MOST_KEPT) if root else None

    def of(self, name: str, data: bytes) -> bytes:
        """The copy of a file of that name. Raises Held with the reason why there is none."""
        suffix = name.rpartition(".")[2].lower()
        key = sha256(f"{made_by()}\0{suffix}\0".encode() + data).hexdigest()
        known = self._pieces.get(key) if self._pieces else None
        if known is None:
            known = _made(suffix, data)
            if self._pieces:
                self._pieces.put(key, known)
        if known.startswith(_COPY):
            return known[1:]
        raise Held(known[1:].decode())

    def tidy(self) -> None:
        """Lets go of the copies longest not asked for where there are more than are kept."""
        if self._pieces:
            self._pieces.tidy()


def made_by() -> str:
    """Changes with what copies are made by."""
    from importlib.metadata import version

    libraries = (version(name) for name in ("pikepdf", "pillow", "lxml"))
    return "\0".join((program_key("attached"), *libraries, *REASONS))


def _made(suffix: str, data: bytes) -> bytes:
    try:
        return _COPY + _copy(suffix, data)
    except Held as held:
        return _REASON + held.reason.encode()


def _copy(suffix: str, data: bytes) -> bytes:
    """The copy of what the file is by its name, if it is. Raises Held."""
    from generator.attached import jpeg, package, pdf, png, sheets, word

    if data.startswith(_OLE) and suffix in ("docx", "xlsx"):
        raise Held("encrypted" if _ENCRYPTED in data else "old_format")
    if suffix == "pdf" and data.startswith(pdf.SIGNATURE):
        return pdf.clean_pdf(data)
    if suffix in ("jpg", "jpeg") and data.startswith(jpeg.START):
        return jpeg.clean_jpeg(data)
    if suffix == "png" and data.startswith(png.SIGNATURE):
        return png.clean_png(data)
    if suffix in ("docx", "xlsx") and data.startswith(package.SIGNATURE):
        opened = package.Package.opened(data)
        kind = opened.main_type()
        if suffix == "docx" and kind in word.TYPES:
            return word.clean_document(opened)
        if suffix == "xlsx" and kind in sheets.TYPES:
            return sheets.clean_workbook(opened)
    raise Held("other_kind")
