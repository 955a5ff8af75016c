"""Zip archives by content: every member gets one time, one mode and one order (design §9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as NotInflated

FIRST_DAY = date(1980, 1, 1)
"""The first day a zip archive can name: of what has no day of its own."""
_FIRST = ("[Content_Types].xml", "_rels/.rels")
"""What readers of Office Open XML (ECMA-376 part 2) look for first."""
_UNIX, _READABLE = 3, 0o644
UNREADABLE = (BadZipFile, NotInflated, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What reading an archive raises that was damaged, locked, or made by nobody's friend."""


def zipped(files: Mapping[str, bytes], day: date = FIRST_DAY) -> bytes:
    """An archive of the files; its bytes depend on names, contents and the day alone."""
    archive, moment = BytesIO(), (*max(day, FIRST_DAY).timetuple()[:3], 0, 0, 0)
    names = [*(name for name in _FIRST if name in files), *sorted(files.keys() - set(_FIRST))]
    with ZipFile(archive, "w") as target:
        for name in names:
            member = ZipInfo(name, moment)
            member.create_system, member.external_attr = _UNIX, _READABLE << 16
            target.writestr(member, files[name], ZIP_DEFLATED, compresslevel=9)
    return archive.getvalue()
