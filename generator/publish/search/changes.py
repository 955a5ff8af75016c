"""Which pages of a part have changed since it was indexed: enough to be found by, until the part is made anew.

Making a part anew takes as long as all its pages, and with a thousand branches a part has thousands. So the pages that
changed are indexed by themselves first, and the browser passes over what the parts still say of them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from generator.publish.engine import Store, Stored

FRAGMENTS = "fragment"
"""The folder of a part in which Pagefind keeps a file for each page, by whose name a result is known."""
_MAGIC = b"pagefind_dcd"
Pages = Mapping[str, Stored]
"""The folder of each page, by the page's address."""


def changed(before: Pages, now: Pages, store: Store) -> Iterator[str]:
    """The addresses of pages that are new, are other files than before, or are gone.

    Raises OSError where the store has a folder no more.
    """
    for address in before.keys() | now.keys():
        was, stored = before.get(address), now.get(address)
        if was != stored and not _same_file(address.rpartition("/")[2], was, stored, store):
            yield address


def _same_file(name: str, was: Stored | None, now: Stored | None, store: Store) -> bool:
    """Whether it was linked, as files are that stay as they are."""
    return was is not None and now is not None and (store.folder(was) / name).samefile(store.folder(now) / name)


def results_of(addresses: Collection[str], fragments: Path) -> Iterator[str]:
    """The ids of a part's results for these pages.

    Raises OSError, ValueError or LookupError for files that are not as Pagefind writes them.
    """
    for file in fragments.iterdir():
        said = gzip.decompress(file.read_bytes())
        if json.loads(said.removeprefix(_MAGIC))["url"].removeprefix("/") in addresses:
            yield file.stem
