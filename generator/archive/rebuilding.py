"""A year made again of its bag alone, and held against what lies in the bag."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from generator.archive import origin
from generator.archive.layout import ABOUT, DATA, RESULT
from generator.archive.making import DERIVED, Asked, Contents, make
from generator.archive.refusals import Refused
from generator.archive.restoring import inputs, restore
from generator.archive.tags import Unreadable, read_plain
from generator.model.config import FILE as CONFIG_FILE
from generator.model.entries import UNKNOWN
from generator.model.failure import Broken
from generator.read.config import read_config
from generator.types.findings import Findings
from generator.workspace.workspace import Workspace

_PAGES = ".html"
_TEXT = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it."""

    files: int
    """How many were compared."""
    differing: tuple[str, ...]
    """Those that are not the same, or are in one of the two alone; from data/."""
    others: tuple[str, ...]
    """Why not byte by byte: what of the program is another than then. Then results and the text of pages were
    compared."""


def rebuild(bag: Path, contents: Contents) -> Rebuilt:
    """Makes result, sites and notices again in an empty folder of what people wrote.

    The bag must be whole. Raises Refused for one that does not say what it was made with, or that this program cannot
    read any more, and what publishing raises.
    """
    asked, others = _made_with(bag / DATA)
    config = read_config(bag / DATA / CONFIG_FILE, Findings(CONFIG_FILE))
    if config is None:
        raise Refused("other_program", versions="、".join(others))
    with tempfile.TemporaryDirectory(prefix="wuhao-") as scratch:
        root = restore(inputs(bag / DATA), config, Path(scratch, "alone"))
        made = Path(scratch, "made")
        made.mkdir()
        try:
            make(Workspace(root, root, asked.language), asked, contents, made)
        except Broken:
            raise Refused("other_program", versions="、".join(others)) from None
        then, now = _derived(bag / DATA), _derived(made)
        names = sorted({*then, *now})
        if others:
            names = [name for name in names if name == RESULT or name.endswith(_PAGES)]
        same = _says_the_same if others else _is_the_same
        differing = [name for name in names if name not in then or name not in now or not same(then[name], now[name])]
        return Rebuilt(len(names), tuple(differing), tuple(others))


def _made_with(data: Path) -> tuple[Asked, list[str]]:
    """What decides the year beside its files, and what of the program is another now."""
    try:
        about = json.loads(read_plain(data / ABOUT))
        day, language = date.fromisoformat(about["as_of"]), str(about["language"])
        unknown = {str(reason): int(count) for reason, count in about["entry_unknown"].items()}
        if unknown.keys() - UNKNOWN:
            raise ValueError
        asked = Asked(int(about["year"]), day, language, int(about["version"]), unknown)
        others = origin.differences(about["program"])
        fonts = [str(name) for name in about["fonts"]]
    except (Unreadable, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused("about", path=ABOUT) from None
    return asked, [*others, *fonts]


def _derived(data: Path) -> dict[str, Path]:
    files = {path.relative_to(data).as_posix(): path for path in data.rglob("*") if path.is_file()}
    return {name: path for name, path in files.items() if name.split("/")[0] in DERIVED}


def _is_the_same(then: Path, now: Path) -> bool:
    return then.read_bytes() == now.read_bytes()


def _says_the_same(then: Path, now: Path) -> bool:
    """The same data, or the same words on a page."""
    texts = [path.read_text("utf-8", "replace") for path in (then, now)]
    if then.suffix == ".json":
        return bool(json.loads(texts[0]) == json.loads(texts[1]))
    one, other = (" ".join(unescape(_TEXT.sub(" ", text)).split()) for text in texts)
    return one == other
