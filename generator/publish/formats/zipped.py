"""The one way a zip archive leaves the program (.xlsx, .docx): the same content gives the same bytes (design §9).

Libraries write the clock and an author into such files. Here every member gets one time, one mode and one order,
and the document's own properties say the day they are given and nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY = date(1980, 1, 1)
"""The first day a zip archive can name: of what has no day of its own."""
_FIRST = ("[Content_Types].xml", "_rels/.rels")
"""What readers of Office Open XML (ECMA-376 part 2) look for first."""
_PROPERTIES = "docProps/core.xml"
_DAYS = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(?=</dcterms:\2>)")
_NAMES = re.compile(rb"(<(dc:creator|dc:description|cp:lastModifiedBy)\b[^>]*>)[^<]*(?=</\2>)")
_UNIX, _READABLE = 3, 0o644


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


def normalised(archive: bytes, day: date = FIRST_DAY) -> bytes:
    """An .xlsx or .docx as some library wrote it, without its clock and its author; the day stands in their place."""
    with ZipFile(BytesIO(archive)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    if _PROPERTIES in files:
        stamp = f"{day.isoformat()}T00:00:00Z".encode()
        dated = _DAYS.sub(lambda found: found[1] + stamp, files[_PROPERTIES])
        files[_PROPERTIES] = _NAMES.sub(rb"\1", dated)
    return zipped(files, day)
