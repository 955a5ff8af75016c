"""Pagefind's index of a frozen year, made again of what is frozen for pages opened from a disk.

Its bytes are never twice the same, so it is not frozen itself; what it is made of is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.publish.engine import Store, Stored
from generator.publish.search.disk import FOLDER as DISK
from generator.publish.search.disk import MENU, PART, entries, said
from generator.publish.search.index import FOLDER, MENU_FILE, indexed


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
            found |= indexed(part, dict(entries(script)), store, first=part == choices["parts"][0])
    except (LookupError, TypeError, ValueError):
        return {}
    return found
