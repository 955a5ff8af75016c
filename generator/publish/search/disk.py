"""The index for pages opened from a disk, where a browser may fetch nothing: scripts that hold the pages' text.

A script may be run from anywhere, so each holds its part of the index as a call (`diskSearch.part`, answered by
`templates/theme/assets/javascripts/search-disk.js`). Blocks that stand on many pages are kept once: a year of a school
takes about a megabyte. The same pages give the same bytes on any machine, which Pagefind's index does not; so this is
what is frozen with a year, and Pagefind's is made of it again (`again.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.publish.search.pagefind import Entry
from generator.publish.search.text import BLOCK, spaced, unspaced

FOLDER = "search"
"""Where the scripts lie below the year's root: the menu, and a folder for each part."""
MENU = "menu.js"
PART = "text.js"
_CALL = re.compile(rb"diskSearch\.\w+\((.*)\);\n", re.DOTALL)


def disk_menu(menu: bytes) -> bytes:
    """What can be chosen, as a script."""
    return b"diskSearch.menu(" + menu + b");\n"


def disk_part(entries: Mapping[str, Entry], year: int) -> bytes:
    """The pages, by path, as a script."""
    blocks: dict[str, int] = {}
    rows = [[path, *_row(entries[path], blocks)] for path in sorted(entries)]
    whole = {"year": str(year), "blocks": list(blocks), "pages": rows}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return f"diskSearch.part({text});\n".encode()


def said(script: bytes) -> Any:
    """What a script holds; ValueError for one that is none of these."""
    match = _CALL.fullmatch(script)
    if match is None:
        raise ValueError("not a script of the index")
    return json.loads(match[1])


def entries(script: bytes) -> Iterator[tuple[str, Entry]]:
    """The pages of a part by path, as they were indexed. Raises ValueError, LookupError or TypeError."""
    found = said(script)
    for path, title, unit, day, types, blocks in found["pages"]:
        filters = {"unit": [unit] if unit else [], "type": types, "year": [found["year"]]}
        text = BLOCK.join(found["blocks"][each] for each in blocks)
        yield path, Entry(title, spaced(text), filters, unit, day)


def _row(entry: Entry, blocks: dict[str, int]) -> list[object]:
    """Title, unit, day, types, and the places of its text in `blocks`, to which it adds."""
    title, unit = (unspaced(spaced(each)) for each in (entry.title, entry.unit))
    own = [blocks.setdefault(block, len(blocks)) for block in unspaced(entry.text).split(BLOCK) if block]
    return [title, unit, entry.date, entry.filters["type"], own]
