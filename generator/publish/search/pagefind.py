"""Runs Pagefind, as it is, over a folder of prepared pages."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path

from generator.model.failure import Usage
from generator.publish.search.text import BLOCK, spaced

_NO_STEMS_NO_SEGMENTS = "unknown"
"""The language under which Pagefind takes words as they come."""
_UNUSED = ("pagefind-highlight.js", "ui.js", "ui.css")


class SearchError(Usage):
    """Pagefind could not make the index."""

    def __init__(self, detail: str) -> None:
        super().__init__("search", detail=f"Pagefind: {detail}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page as it is indexed; `date` is YYYY-MM-DD or empty."""

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
    return f"<html><body data-pagefind-body>{marks}{title}<p>{escape(spaced(entry.text))}</p></body></html>".encode()


def run(pages: Path, out: Path) -> dict[str, dict[str, bytes]]:
    """The index of the prepared pages, by folder and name; `out` is an empty folder to work in.

    Raises SearchError where the program cannot be run or says no.
    """
    from pagefind_bin import get_executable

    where = ["--site", str(pages), "--output-path", str(out)]
    how = ["--force-language", _NO_STEMS_NO_SEGMENTS, "--keep-index-url", "--silent"]
    try:
        subprocess.run([get_executable(), *where, *how], check=True, capture_output=True)
    except subprocess.CalledProcessError as problem:
        raise SearchError(problem.stderr.decode(errors="replace").strip()) from problem
    except OSError as problem:
        raise SearchError(str(problem)) from problem
    found: dict[str, dict[str, bytes]] = {}
    for path in sorted(out.rglob("*")):
        if path.is_file() and not path.name.endswith(_UNUSED):
            folder = path.parent.relative_to(out).as_posix().removeprefix(".")
            found.setdefault(folder, {})[path.name] = path.read_bytes()
    return found


def made_by() -> str:
    """The version of Pagefind: another one may write another index."""
    return version("pagefind_bin")
