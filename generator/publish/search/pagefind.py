"""Runs Pagefind, as it is, over pages prepared for it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path
from threading import Condition

from generator.model.failure import Usage
from generator.publish.search.text import BLOCK, spaced

_NO_STEMS_NO_SEGMENTS = "unknown"
"""The language under which Pagefind takes words as they come."""
_CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "3000"}
"""So many places of words to a file of the index, not 20,000: a query asks each part for the files of its few words,
which are a third of the bytes then. A Pagefind that does not know it any more only makes larger files."""
_AT_ONCE = 3000
"""So many pages are indexed at once: a thousand take Pagefind 140 MB. More than that wait until nothing else is."""
_UNUSED = ("pagefind-highlight.js", "ui.js", "ui.css")


class SearchError(Usage):
    """Pagefind could not make the index."""

    def __init__(self, detail: str) -> None:
        super().__init__("search", detail=f"Pagefind: {detail}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page as it is indexed; `text` is in words (`text.spaced`), `date` is YYYY-MM-DD or empty."""

    title: str
    text: str
    filters: Mapping[str, Sequence[str]]
    unit: str = ""
    date: str = ""


def prepared(entry: Entry) -> bytes:
    """The entry as the HTML that Pagefind reads."""
    given = [("meta", "unit", spaced(entry.unit)), ("meta", "day", entry.date), ("sort", "date", entry.date or "0")]
    given += [("filter", name, value) for name, values in entry.filters.items() for value in values]
    marks = "".join(
        f'<i data-pagefind-{kind}="{name}[data-v]" data-v="{escape(value)}"></i>'
        for kind, name, value in given
        if value
    )
    title = f'<h1 data-pagefind-meta="title">{escape(spaced(entry.title + BLOCK))}</h1>'
    return f"<html><body data-pagefind-body>{marks}{title}<p>{escape(entry.text)}</p></body></html>".encode()


@contextmanager
def run(entries: Mapping[str, Entry], within: Path) -> Iterator[dict[str, list[Path]]]:
    """The files of the entries' index by folder, there to be taken; `within` is an owner's folder to work in.

    Raises SearchError where the program cannot be run or says no, ValueError for a path that leads elsewhere.
    """
    from pagefind_bin import get_executable

    with tempfile.TemporaryDirectory(prefix=".new-", dir=within) as work:
        pages, out = Path(work) / "pages", Path(work) / "out"
        for path, entry in entries.items():
            if path.startswith("/") or ".." in path.split("/"):
                raise ValueError(path)
            target = pages / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(prepared(entry))
        where = ["--site", str(pages), "--output-path", str(out)]
        how = ["--force-language", _NO_STEMS_NO_SEGMENTS, "--keep-index-url", "--silent"]
        try:
            with _turn(len(entries)):
                subprocess.run(
                    [get_executable(), *where, *how], env=os.environ | _CHUNK, check=True, capture_output=True
                )
        except subprocess.CalledProcessError as problem:
            raise SearchError(problem.stderr.decode(errors="replace").strip()) from problem
        except OSError as problem:
            raise SearchError(str(problem)) from problem
        yield _files(out)


_under_way = 0
_ended = Condition()


@contextmanager
def _turn(pages: int) -> Iterator[None]:
    """Waits until there is room for so many."""
    global _under_way
    with _ended:
        _ended.wait_for(lambda: not _under_way or _under_way + pages <= _AT_ONCE)
        _under_way += pages
    try:
        yield
    finally:
        with _ended:
            _under_way -= pages
            _ended.notify_all()


def _files(out: Path) -> dict[str, list[Path]]:
    """Those of the index that a browser reads."""
    found: dict[str, list[Path]] = {}
    for path in sorted(out.rglob("*")):
        if path.is_file() and not path.name.endswith(_UNUSED):
            folder = path.parent.relative_to(out).as_posix().removeprefix(".")
            found.setdefault(folder, []).append(path)
    return found


def made_by() -> str:
    """The version of Pagefind: another one may write another index."""
    return version("pagefind_bin")
