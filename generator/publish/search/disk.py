"""The index for pages opened from a disk, where a browser may fetch nothing: scripts that hold the pages' text.

A script may be run from anywhere, so each holds its part of the index as a call (`diskSearch.part`, answered by
`templates/theme/assets/javascripts/search-disk.js`). Blocks that stand on many pages are kept once, and the whole is
packed: a year of a school takes some 400 KB.
"""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from html import unescape
from pathlib import Path

from generator.publish.search.text import BLOCK, unspaced

MENU = "menu.js"
PART = "text.js"
_MARK = re.compile(r'<i data-pagefind-(\w+)="(\w+)\[data-v\]" data-v="([^"]*)"></i>')
_TEXT = re.compile(r'<h1 data-pagefind-meta="title">(.*?)</h1><p>(.*)</p></body>', re.DOTALL)


def disk_menu(menu: bytes) -> bytes:
    """What can be chosen, as a script."""
    return b"diskSearch.menu(" + menu + b");\n"


def disk_part(pages: Path, year: int) -> bytes:
    """The pages that lie prepared in the folder and those below it, as a script: the same pages, the same bytes."""
    blocks: dict[str, int] = {}
    rows = []
    for path in sorted(pages.rglob("*.html")):
        row = _row(path.read_text("utf-8"), blocks)
        rows.append([path.relative_to(pages).as_posix(), *row])
    whole = {"year": str(year), "blocks": list(blocks), "pages": rows}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    packed = b64encode(gzip.compress(text.encode(), mtime=0)).decode()
    return f'diskSearch.part("{pages.name}","{packed}");\n'.encode()


def _row(html: str, blocks: dict[str, int]) -> list[object]:
    """Title, unit, day, types, and the places of its text in `blocks`, to which it adds."""
    said: dict[tuple[str, str], list[str]] = {}
    for sort, name, value in _MARK.findall(html):
        said.setdefault((sort, name), []).append(unescape(value))
    found = _TEXT.search(html)
    title, text = (unspaced(unescape(each)) for each in found.groups()) if found else ("", "")
    own = [blocks.setdefault(block, len(blocks)) for block in text.split(BLOCK) if block]
    unit, day = (said.get(("meta", name), [""])[0] for name in ("unit", "day"))
    return [title.replace(BLOCK, ""), unspaced(unit), day, said.get(("filter", "type"), []), own]
