"""Pagefind's index of a frozen year, made again of what is frozen for pages opened from a disk.

Its bytes are never twice the same, so it is not frozen itself; what it is made of is.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator.publish.engine import Store, Stored
from generator.publish.search.disk import FOLDER as DISK
from generator.publish.search.disk import MENU, PART, entries, said
from generator.publish.search.index import FOLDER, MENU_FILE, index_folders
from generator.publish.search.pagefind import prepared, run


def index_again(frozen: Mapping[str, Stored], store: Store) -> dict[str, Stored]:
    """The folders of the index by path from the year's root; none for a year that is not searched.

    `frozen` are the year's folders by the same. Where their scripts are not as this program writes them there is no
    index, and search.js searches in the scripts themselves. Raises SearchError.
    """
    menu = store.read(frozen[DISK], MENU) if DISK in frozen else None
    if menu is None:
        return {}
    try:
        choices = said(menu)
        found = {FOLDER: store.put({MENU_FILE: json.dumps(choices, ensure_ascii=False).encode()})}
        for part in choices["parts"]:
            script = store.read(frozen[f"{DISK}/{part}"], PART) or b""
            for path, files in _indexed(str(part), script).items():
                found[path] = store.put(files)
    except (LookupError, TypeError, ValueError):
        return {}
    return found


def _indexed(part: str, script: bytes) -> Mapping[str, Mapping[str, bytes]]:
    with tempfile.TemporaryDirectory() as work:
        pages, out = Path(work) / "pages", Path(work) / "out"
        for path, entry in entries(script):
            target = pages / PurePosixPath(path)
            if not target.resolve().is_relative_to(pages.resolve()):
                raise ValueError(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(prepared(entry))
        out.mkdir()
        return index_folders(part, run(pages, out))
